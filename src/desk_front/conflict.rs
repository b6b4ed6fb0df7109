//! Two people changed one story: their texts are merged by block, and where both changed the same block somebody chooses.

use dateline_desk_api::Theirs;
use dateline_story::Article;
use dateline_story::merge::{Stretch, merge, settled};
use leptos::prelude::*;

use crate::dialog::dialog as modal;
use crate::editor::Editor;
use crate::saver::{self, Saving};

/// What has to be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    theirs: Theirs,
    stretches: Vec<Stretch>,
    /// For each conflict among the stretches, in order, what was chosen.
    choices: Vec<Choice>,
    /// Fields that both changed: the field's key, mine and theirs, and what was chosen.
    fields: Vec<Field>,
    /// The head with everything merged that nobody has to decide.
    head: Article,
}

#[derive(Clone, Debug, PartialEq)]
struct Field {
    key: &'static str,
    mine: String,
    theirs: String,
    choice: Choice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Open,
    Mine,
    Theirs,
    Both,
}

/// Merges somebody else's text with this one. `true` where nobody has to choose: the merged text stands in the editor
/// then. Otherwise the choice is put to whoever is writing, and autosave waits.
pub fn settle(editor: Editor, theirs: Theirs) -> bool {
    let (base_head, base_body) = editor.saver.with_value(|work| work.base.clone());
    let (mine_head, mine_body) = (editor.head.get_untracked(), editor.body.get_untracked());
    let stretches = merge(&base_body, &mine_body, &theirs.body);
    let (head, fields) = merge_heads(&base_head, &mine_head, &theirs.head);
    let text = if mine_body == theirs.body { Some(mine_body.clone()) } else { settled(&stretches) };
    if let (Some(text), true) = (text, fields.is_empty()) {
        editor.saver.update_value(|work| work.rebase(theirs.version, theirs.head, theirs.body));
        editor.head.set(head);
        if text != mine_body {
            editor.replace_body(&text);
        }
        return true;
    }
    let open = stretches.iter().filter(|stretch| matches!(stretch, Stretch::Conflict { .. })).count();
    editor.conflict.set(Some(Conflict { theirs, stretches, choices: vec![Choice::Open; open], fields, head }));
    false
}

/// Takes over what only they changed, and lists what both did.
fn merge_heads(base: &Article, mine: &Article, theirs: &Article) -> (Article, Vec<Field>) {
    let mut head = mine.clone();
    let mut fields = Vec::new();
    macro_rules! field {
        ($key:literal, $field:ident, $show:expr) => {
            if theirs.$field != base.$field && mine.$field != theirs.$field {
                if mine.$field == base.$field {
                    head.$field = theirs.$field.clone();
                } else {
                    let show = $show;
                    fields.push(Field {
                        key: $key,
                        mine: show(&mine.$field),
                        theirs: show(&theirs.$field),
                        choice: Choice::Open,
                    });
                }
            }
        };
    }
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    field!("field-headline", headline, |value: &String| value.clone());
    field!("field-short-headline", short_headline, optional);
    field!("field-standfirst", standfirst, optional);
    field!("field-section", section, |value: &dateline_story::Slug| value.to_string());
    field!("field-slug", slug, |value: &dateline_story::Slug| value.to_string());
    field!("field-language", language, |value: &dateline_story::Language| value.to_string());
    field!("field-kind", kind, |value: &dateline_story::Kind| value.as_str().to_owned());
    field!("field-dateline", dateline, optional);
    field!("field-topics", topics, |value: &Vec<dateline_story::Slug>| list(value.iter()));
    field!("field-bylines", bylines, |value: &Vec<dateline_story::Byline>| list(
        value.iter().map(|byline| &byline.author)
    ));
    field!("field-credits", credits, |value: &Vec<dateline_story::Credit>| list(
        value.iter().map(|credit| &credit.agency)
    ));
    field!("field-lead", lead, |value: &Option<dateline_story::Figure>| value
        .as_ref()
        .map(|lead| lead.src.clone())
        .unwrap_or_default());
    field!("field-description", description, optional);
    field!("field-canonical", canonical, optional);
    field!("field-related", related, |value: &Vec<dateline_story::ArticleId>| list(value.iter()));
    (head, fields)
}

fn list<T: std::fmt::Display>(items: impl Iterator<Item = T>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

/// The head with a field as they have it.
fn take_theirs(head: &mut Article, key: &str, theirs: &Article) {
    match key {
        "field-headline" => head.headline = theirs.headline.clone(),
        "field-short-headline" => head.short_headline = theirs.short_headline.clone(),
        "field-standfirst" => head.standfirst = theirs.standfirst.clone(),
        "field-section" => head.section = theirs.section.clone(),
        "field-slug" => head.slug = theirs.slug.clone(),
        "field-language" => head.language = theirs.language.clone(),
        "field-kind" => head.kind = theirs.kind,
        "field-dateline" => head.dateline = theirs.dateline.clone(),
        "field-topics" => head.topics = theirs.topics.clone(),
        "field-bylines" => head.bylines = theirs.bylines.clone(),
        "field-credits" => head.credits = theirs.credits.clone(),
        "field-lead" => head.lead = theirs.lead.clone(),
        "field-description" => head.description = theirs.description.clone(),
        "field-canonical" => head.canonical = theirs.canonical.clone(),
        "field-related" => head.related = theirs.related.clone(),
        _ => {}
    }
}

impl Conflict {
    fn is_decided(&self) -> bool {
        !self.choices.contains(&Choice::Open) && self.fields.iter().all(|field| field.choice != Choice::Open)
    }

    fn text(&self) -> String {
        let mut choices = self.choices.iter();
        let mut parts: Vec<&str> = Vec::new();
        for stretch in &self.stretches {
            match stretch {
                Stretch::Same(text) | Stretch::Mine(text) | Stretch::Theirs(text) => parts.push(text),
                Stretch::Conflict { mine, theirs, .. } => match choices.next() {
                    Some(Choice::Theirs) => parts.push(theirs),
                    Some(Choice::Both) => parts.extend([mine.as_str(), theirs.as_str()]),
                    _ => parts.push(mine),
                },
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n") + "\n"
    }
}

fn decide(editor: Editor) {
    let Some(conflict) = editor.conflict.get_untracked().filter(Conflict::is_decided) else { return };
    let text = conflict.text();
    let mut head = conflict.head;
    for field in conflict.fields.iter().filter(|field| field.choice == Choice::Theirs) {
        take_theirs(&mut head, field.key, &conflict.theirs.head);
    }
    editor.saver.update_value(|work| {
        work.rebase(conflict.theirs.version, conflict.theirs.head.clone(), conflict.theirs.body.clone());
    });
    editor.conflict.set(None);
    editor.saving.set(Saving::Unsaved);
    editor.head.set(head);
    editor.replace_body(&text);
    saver::soon(editor, 0);
}

/// What both changed, side by side, to choose from.
pub fn dialog(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let open = Signal::derive(move || editor.conflict.with(Option::is_some));
    let content = move || {
        let conflict = editor.conflict.get()?;
        let mut number = 0;
        let stretches: Vec<_> = conflict
            .stretches
            .iter()
            .map(|stretch| match stretch {
                Stretch::Conflict { mine, theirs, .. } => {
                    let at = number;
                    number += 1;
                    let choice = conflict.choices[at];
                    let set = move |choice| editor.conflict.update(|conflict| {
                        if let Some(conflict) = conflict {
                            conflict.choices[at] = choice;
                        }
                    });
                    choose(editor, words.with("conflict-block", &[("number", &(at + 1).to_string())]), mine, theirs, choice, true, set)
                }
                Stretch::Same(text) => view! { <div class="same">{text.clone()}</div> }.into_any(),
                Stretch::Mine(text) => view! { <div class="mine"><span class="whose">{words.say("conflict-only-mine")}</span>{text.clone()}</div> }.into_any(),
                Stretch::Theirs(text) => {
                    let whose = words.with("conflict-only-theirs", &[("name", &conflict.theirs.by)]);
                    view! { <div class="theirs"><span class="whose">{whose}</span>{text.clone()}</div> }.into_any()
                }
            })
            .collect();
        let fields: Vec<_> = conflict
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                let set = move |choice| {
                    editor.conflict.update(|conflict| {
                        if let Some(conflict) = conflict {
                            conflict.fields[at].choice = choice;
                        }
                    })
                };
                choose(editor, words.say(field.key), &field.mine, &field.theirs, field.choice, false, set)
            })
            .collect();
        let decided = conflict.is_decided();
        Some(view! {
            <p>{words.with("conflict-what", &[("name", &conflict.theirs.by)])}</p>
            {fields}
            <div class="merge">{stretches}</div>
            <p><button type="button" class="main" disabled=!decided on:click=move |_| decide(editor)>{words.say("conflict-done")}</button></p>
        })
    };
    modal(open, "conflict", move || words.say("conflict-title"), None::<fn()>, "wide", content)
}

fn choose(
    editor: Editor,
    title: String,
    mine: &str,
    theirs: &str,
    choice: Choice,
    both: bool,
    set: impl Fn(Choice) + Copy + 'static,
) -> AnyView {
    let words = editor.words;
    let gone = |text: &str| if text.is_empty() { words.say("conflict-removed") } else { text.to_owned() };
    let option = move |which: Choice, key: &str| {
        let pressed = if choice == which { "true" } else { "false" };
        view! { <button type="button" aria-pressed=pressed on:click=move |_| set(which)>{words.say(key)}</button> }
    };
    let keep_both = both.then(|| option(Choice::Both, "conflict-keep-both"));
    view! {
        <fieldset class="choice">
            <legend>{title}</legend>
            <div class="sides">
                <div class="mine"><span class="whose">{words.say("conflict-mine")}</span><div>{gone(mine)}</div></div>
                <div class="theirs"><span class="whose">{words.say("conflict-theirs")}</span><div>{gone(theirs)}</div></div>
            </div>
            <div class="buttons">
                {option(Choice::Mine, "conflict-keep-mine")}
                {option(Choice::Theirs, "conflict-keep-theirs")}
                {keep_both}
            </div>
        </fieldset>
    }
    .into_any()
}
