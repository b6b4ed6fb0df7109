//! The editor: its state, and how it is laid out.

use std::collections::HashMap;

use dateline_desk_api::{ApiError, Colleague, Opened, Standing, open_story};
use dateline_story::{Article, ArticleId, Language, Picture, State};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::conflict::{self, Conflict};
use crate::device::{self, Kept};
use crate::history::History;
use crate::names::Names;
use crate::preview::{self, Assets, Report};
use crate::saver::{self, Saving};
use crate::sheet::{self, Ready, View};
use crate::words::Words;
use crate::{acts, fields, find, keys, palette, pictures, presence, remarks, sign_in, surface, text, toolbar};

/// What is open.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The story's number.
    pub id: ArticleId,
    /// The interface strings.
    pub words: Words,
    /// The story without its body.
    pub head: RwSignal<Article>,
    /// The body in story markup.
    pub body: RwSignal<String>,
    /// How the story stands on the server.
    pub standing: RwSignal<Standing>,
    /// Where the text is: on the server, on its way, on the device only.
    pub saving: RwSignal<Saving>,
    /// What the saver works with.
    pub saver: StoredValue<saver::Work>,
    /// What can be undone.
    pub history: StoredValue<History>,
    /// Who else has the story open.
    pub others: RwSignal<Vec<Colleague>>,
    /// What the renderer says of the story.
    pub report: RwSignal<Report>,
    /// Links that lead nowhere.
    pub broken: RwSignal<Vec<String>>,
    /// The language that the server took the saved text to be in, where it is filed under another one.
    pub reads_as: RwSignal<Option<Language>>,
    /// Printed names of authors and topics.
    pub names: RwSignal<Names>,
    /// Two texts that have to be made one.
    pub conflict: RwSignal<Option<Conflict>>,
    /// Whether to sign in again.
    pub signed_out: RwSignal<bool>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    /// The text area of the body.
    pub area: NodeRef<html::Textarea>,
    /// Which view of the text is shown.
    pub view: RwSignal<View>,
    /// Whether the page beside the text is shown, where there is room for it.
    pub beside: RwSignal<bool>,
    /// What has become of the writing surface.
    pub ready: RwSignal<Ready>,
    /// The writing surface, once it is open.
    pub surface: StoredValue<Option<surface::Open>, LocalStorage>,
    /// Whether what stands around the body on the surface is to be made anew.
    pub around: StoredValue<bool>,
    /// The pictures that are known, by name.
    pub pictures: StoredValue<HashMap<String, Picture>>,
    /// The preview.
    pub preview: StoredValue<preview::Preview, LocalStorage>,
    /// What was opened, for lists that do not change.
    pub opened: StoredValue<Opened>,
    /// Which pane a phone shows.
    pub pane: RwSignal<Pane>,
    /// Whether the panel for finding is open.
    pub finding: RwSignal<bool>,
    /// The block palette.
    pub palette: RwSignal<palette::Palette>,
    /// The act that is being asked about.
    pub asking: RwSignal<acts::Asking>,
    /// What a picture is being chosen for.
    pub choosing: RwSignal<Option<pictures::For>>,
}

/// A pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Fields and text.
    Write,
    /// The page.
    Page,
    /// What may be mended.
    Remarks,
}

/// Opens the story, and says why where that fails.
pub fn loading(id: ArticleId, words: Words, assets: Assets, module: surface::Module) -> impl IntoView {
    let opened: RwSignal<Option<Result<Opened, ApiError>>> = RwSignal::new(None);
    let load = move || {
        opened.set(None);
        spawn_local(async move { opened.set(Some(open_story(id).await)) });
    };
    load();
    move || match opened.get() {
        None => view! { <p class="opening" role="status">{words.say("editor-opening")}</p> }.into_any(),
        Some(Ok(story)) => editor(id, words, assets.clone(), module.clone(), story).into_any(),
        Some(Err(error)) => {
            let why = saver::sentence(words, &error);
            view! {
                <div class="problem" role="alert">
                    <p>{why}</p>
                    <p><button type="button" on:click=move |_| load()>{words.say("editor-again")}</button></p>
                </div>
            }
            .into_any()
        }
    }
}

fn editor(id: ArticleId, words: Words, assets: Assets, module: surface::Module, opened: Opened) -> impl IntoView {
    let on_device = device::kept(id).filter(|kept| kept.unsaved);
    let names = Names::new(&opened.authors, &opened.topics, &opened.related);
    let (head, body) = match &on_device {
        Some(kept) => (with_standing(kept.head.clone(), &opened.head), kept.body.clone()),
        None => (opened.head.clone(), opened.body.clone()),
    };
    // What can be undone belongs to this very text.
    let history = device::kept(id).filter(|kept| kept.body == body).map(|kept| kept.history).unwrap_or_default();
    let source = device::prefers_source();
    let editor = Editor {
        id,
        words,
        head: RwSignal::new(head),
        body: RwSignal::new(body),
        standing: RwSignal::new(opened.standing.clone()),
        saving: RwSignal::new(Saving::Saved),
        saver: StoredValue::new(saver::Work::new(&opened)),
        history: StoredValue::new(history),
        others: RwSignal::new(Vec::new()),
        report: RwSignal::new(Report::default()),
        broken: RwSignal::new(Vec::new()),
        reads_as: RwSignal::new(opened.reads_as.clone()),
        names: RwSignal::new(names),
        conflict: RwSignal::new(None),
        signed_out: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        area: NodeRef::new(),
        view: RwSignal::new(if source { View::Source } else { View::Page }),
        beside: RwSignal::new(source),
        ready: RwSignal::new(Ready::NotYet),
        surface: StoredValue::new_local(None),
        around: StoredValue::new(false),
        pictures: StoredValue::new(preview::pictures(&opened.setting)),
        preview: StoredValue::new_local(preview::Preview::new(assets)),
        opened: StoredValue::new(opened),
        pane: RwSignal::new(Pane::Write),
        finding: RwSignal::new(false),
        palette: RwSignal::new(palette::Palette::default()),
        asking: RwSignal::new(acts::Asking::default()),
        choosing: RwSignal::new(None),
    };
    if let Some(kept) = on_device {
        editor.take_up(kept);
    }
    saver::attend(editor);
    presence::attend(editor);
    preview::attend(editor);
    remarks::attend(editor);
    sheet::attend(editor, module);
    layout(editor)
}

/// A head from the device with what only acts decide as the server has it.
fn with_standing(head: Article, server: &Article) -> Article {
    Article {
        state: server.state,
        first_published: server.first_published,
        updated: server.updated.clone(),
        corrections: server.corrections.clone(),
        ..head
    }
}

impl Editor {
    /// Goes on with a text that the device kept and the server may lack.
    fn take_up(self, kept: Kept) {
        let server = self.standing.with_untracked(|standing| standing.version);
        self.saver.update_value(|work| {
            work.unsure = kept.unsure.clone();
            work.base = (kept.base_head.clone(), kept.base_body.clone());
            work.from = kept.from;
        });
        let theirs = self.opened.with_value(|opened| (opened.head.clone(), opened.body.clone()));
        let same =
            self.body.with_untracked(|body| *body == theirs.1) && self.head.with_untracked(|head| *head == theirs.0);
        if same {
            self.saver.update_value(|work| work.rebase(server, theirs.0, theirs.1));
            return;
        }
        self.said.set(self.words.say("editor-taken-up"));
        self.saving.set(Saving::Unsaved);
        saver::soon(self, 0);
    }

    /// Whether the text may be changed now.
    pub fn writable(self) -> bool {
        self.standing.with(|standing| !matches!(standing.state, State::Withdrawn | State::TakenDown))
    }

    /// Whether one writes on the page, and the surface is there.
    pub fn on_page(self) -> bool {
        self.view.get_untracked() == View::Page && self.ready.get_untracked() == Ready::Yes
    }

    /// Changes the head; the text is saved soon.
    pub fn change_head(self, change: impl FnOnce(&mut Article)) {
        self.head.update(change);
        saver::changed(self);
    }

    /// Tells a screen reader.
    pub fn say(self, key: &str) {
        self.said.set(self.words.say(key));
    }
}

fn layout(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let tab = move |pane: Pane, key: &'static str| {
        let current = move || if editor.pane.get() == pane { "true" } else { "false" };
        view! {
            <button type="button" role="tab" aria-selected=current on:click=move |_| editor.pane.set(pane)>
                {words.say(key)}
            </button>
        }
    };
    let class = move || match editor.pane.get() {
        Pane::Write => "shows-write",
        Pane::Page => "shows-page",
        Pane::Remarks => "shows-remarks",
    };
    let class = move || {
        let view = if editor.view.get() == View::Page { "on-page" } else { "as-source" };
        let alone = if editor.beside.get() { "" } else { " is-alone" };
        format!("editor {} {view}{alone}", class())
    };
    view! {
        <div class=class on:keydown=move |event| keys::pressed(editor, &event)>
            {saver::bar(editor)}
            <div class="panes-tabs" role="tablist" aria-label=words.say("editor-panes")>
                {tab(Pane::Write, "editor-pane-write")}
                {tab(Pane::Page, "editor-pane-page")}
                {tab(Pane::Remarks, "editor-pane-remarks")}
            </div>
            <div class="panes">
                <section class="write" aria-label=words.say("editor-pane-write")>
                    <fieldset class="bare" disabled=move || !editor.writable()>{fields::above(editor)}</fieldset>
                    <div class="text">
                        <div class="text-head">
                            <label for="body">{words.say("editor-body")}</label>
                            {sheet::switch(editor)}
                        </div>
                        {toolbar::bar(editor)}
                        {find::panel(editor)}
                        {sheet::pane(editor)}
                        <div class="source" hidden=move || editor.view.get() != View::Source>
                            {text::area(editor)}
                            {palette::list(editor)}
                        </div>
                    </div>
                    <fieldset class="bare" disabled=move || !editor.writable()>{fields::below(editor)}</fieldset>
                </section>
                <div class="beside">
                    <section class="page" aria-label=words.say("editor-pane-page")>{preview::pane(editor)}</section>
                    <section class="remarks" aria-label=words.say("editor-pane-remarks")>{remarks::panel(editor)}</section>
                </div>
            </div>
            <p class="visually-hidden" role="status" aria-live="polite">{move || editor.said.get()}</p>
            {conflict::dialog(editor)}
            {sign_in::dialog(editor)}
            {acts::dialogs(editor)}
            {pictures::dialog(editor)}
        </div>
    }
}
