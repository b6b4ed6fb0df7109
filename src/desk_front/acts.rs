//! What can be done with the story: buttons, and the dialogs that ask what an act needs.

use dateline_desk_api::{ActAsked, ActWord, act_on};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::dialog::dialog as modal;
use crate::editor::Editor;
use crate::keys::SHORTCUTS;
use crate::preview::Fault;
use crate::saver;

/// The act that is being asked about, and how far that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking {
    act: Option<ActWord>,
    problem: Option<String>,
    busy: bool,
    keys: bool,
}

/// The act that the large button does: what most stories need next.
fn main_act(editor: Editor) -> Option<ActWord> {
    let may = editor.standing.with(|standing| standing.may.clone());
    [ActWord::Publish, ActWord::Update, ActWord::Submit, ActWord::Restore].into_iter().find(|act| may.contains(act))
}

/// Begins the main act.
pub fn begin_main(editor: Editor) {
    if let Some(act) = untrack(|| main_act(editor)) {
        begin(editor, act);
    }
}

/// Begins an act: at once where it needs nothing more, else by asking.
pub fn begin(editor: Editor, act: ActWord) {
    // What was chosen from the menu closes it.
    if let Ok(Some(menu)) = document().query_selector(".acts .more[open]") {
        let _ = menu.remove_attribute("open");
    }
    if !editor.standing.with_untracked(|standing| standing.may.contains(&act)) {
        editor.say("editor-error-forbidden");
        return;
    }
    match act {
        ActWord::Revise => carry_out(editor, act, None, String::new(), false),
        _ => editor.asking.set(Asking { act: Some(act), ..Asking::default() }),
    }
}

fn carry_out(editor: Editor, act: ActWord, at: Option<String>, note: String, silent: bool) {
    editor.asking.update(|asking| asking.busy = true);
    spawn_local(async move {
        let outcome = async {
            // The act is done with what stands in the editor, so that has to be on the server first.
            if act.takes_text() && !saver::flush(editor).await {
                return Err(editor.words.say("act-not-saved"));
            }
            let version = editor.standing.with_untracked(|standing| standing.version);
            let asked = ActAsked { id: editor.id, version, act, at, note, silent };
            act_on(asked).await.map_err(|error| saver::sentence(editor.words, &error))
        };
        match outcome.await {
            Ok(answer) => {
                let body = editor.body.get_untracked();
                editor.saver.update_value(|work| {
                    if act.takes_text() {
                        work.rebase(answer.standing.version, answer.head.clone(), body);
                    } else {
                        work.from = answer.standing.version;
                    }
                });
                editor.head.update(|head| {
                    head.state = answer.head.state;
                    head.first_published = answer.head.first_published;
                    head.updated = answer.head.updated.clone();
                    head.corrections = answer.head.corrections.clone();
                });
                editor.standing.set(answer.standing);
                saver::keep(editor);
                editor.said.set(editor.words.say(&format!("done-{}", act.as_str())));
                editor.asking.set(Asking::default());
            }
            Err(problem) => {
                if act == ActWord::Revise {
                    editor.said.set(problem.clone());
                }
                editor.asking.update(|asking| {
                    asking.busy = false;
                    asking.problem = Some(problem);
                });
            }
        }
    });
}

/// The buttons.
pub fn buttons(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let main = move || {
        main_act(editor).map(|act| {
            let name = words.say(&format!("act-{}", act.as_str()));
            view! { <button type="button" class="main" data-act=act.as_str() on:click=move |_| begin(editor, act)>{name}</button> }
        })
    };
    let more = move || {
        let main = main_act(editor);
        let may = editor.standing.with(|standing| standing.may.clone());
        may.into_iter()
            .filter(|act| Some(*act) != main)
            .map(|act| {
                let name = words.say(&format!("act-{}", act.as_str()));
                view! { <li><button type="button" data-act=act.as_str() on:click=move |_| begin(editor, act)>{name}</button></li> }
            })
            .collect::<Vec<_>>()
    };
    let story = format!("/desk/story/{}", editor.id);
    let (revisions, share) = (format!("{story}/revisions"), format!("{story}/share"));
    let outside = format!("{story}/outside");
    let published = move || editor.standing.with(|standing| standing.state.is_public());
    let page = move || editor.head.with(|head| head.path());
    view! {
        <div class="acts">
            {main}
            <details class="more">
                <summary>{words.say("acts-more")}</summary>
                <ul>
                    {more}
                    <li><a href=revisions>{words.say("editor-revisions")}</a></li>
                    <li><a href=share>{words.say("editor-share")}</a></li>
                    <li><a href=outside>{words.say("editor-outside")}</a></li>
                    <li hidden=move || !published()><a href=page>{words.say("editor-view")}</a></li>
                    <li><button type="button" on:click=move |_| editor.asking.update(|asking| asking.keys = true)>{words.say("keys-title")}</button></li>
                </ul>
            </details>
        </div>
    }
}

/// The dialogs.
pub fn dialogs(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let note = RwSignal::new(String::new());
    let when = RwSignal::new(String::new());
    let notice = RwSignal::new("notice");
    let act = move || editor.asking.with(|asking| asking.act);
    let open = Signal::derive(move || act().is_some());
    let close = move || {
        editor.asking.set(Asking::default());
        note.set(String::new());
    };
    let title = move || act().map(|act| words.say(&format!("act-{}", act.as_str()))).unwrap_or_default();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(act) = untrack(act) else { return };
        let silent = act == ActWord::Update && notice.get_untracked() == "silent";
        let at = (act == ActWord::Schedule).then(|| when.get_untracked());
        let text = if silent { String::new() } else { note.get_untracked() };
        carry_out(editor, act, at, text, silent);
    };
    let content = move || {
        let act = act()?;
        let word = act.as_str();
        let stops: Vec<String> = editor.report.with(|report| {
            let stopping = report.remarks.iter().filter(|remark| remark.stops);
            stopping
                .map(|remark| words.with(&format!("remark-{}", about(remark.about)), &[("value", &remark.value)]))
                .collect()
        });
        let reaches = matches!(act, ActWord::Publish | ActWord::Update | ActWord::Correct | ActWord::Schedule);
        let stops = (reaches && !stops.is_empty()).then(|| {
            let items: Vec<_> = stops.into_iter().map(|text| view! { <li>{text}</li> }).collect();
            view! { <div class="error"><p>{words.say("act-stops")}</p><ul>{items}</ul></div> }
        });
        // They stop nobody: what was not understood is published as the words it is.
        let problems = editor.report.with(|report| report.problems.clone());
        let problems = ((reaches || act == ActWord::Submit) && !problems.is_empty()).then(|| {
            let said = |fault: &Fault| {
                words.with("remark-markup", &[("line", &fault.line.to_string()), ("message", &fault.message)])
            };
            let items: Vec<_> = problems.iter().map(|fault| view! { <li>{said(fault)}</li> }).collect();
            view! { <div class="error problems"><p>{words.say("act-problems")}</p><ul>{items}</ul></div> }
        });
        let schedule = (act == ActWord::Schedule).then(|| {
            let zone = editor.opened.with_value(|opened| opened.time_zone.clone());
            view! {
                <p class="field"><label for="act-when">{words.with("act-when", &[("zone", &zone)])}</label>
                    <input id="act-when" type="datetime-local" required prop:value=move || when.get()
                        on:input=move |event| when.set(event_target_value(&event)) /></p>
            }
        });
        let silence = (act == ActWord::Update).then(|| {
            let option = move |value: &'static str, key: &str| view! {
                <label class="check"><input type="radio" name="notice" value=value prop:checked=move || notice.get() == value
                    on:change=move |_| notice.set(value) />{words.say(key)}</label>
            };
            view! { <fieldset><legend>{words.say("act-notice")}</legend>{option("notice", "act-notice-yes")}{option("silent", "act-notice-no")}</fieldset> }
        });
        let asks_note = matches!(
            act,
            ActWord::SendBack
                | ActWord::Update
                | ActWord::Correct
                | ActWord::Withdraw
                | ActWord::TakeDown
                | ActWord::Submit
        );
        let required = matches!(act, ActWord::SendBack | ActWord::Correct | ActWord::TakeDown);
        let note_field = asks_note.then(|| view! {
            <p class="field" hidden=move || act == ActWord::Update && notice.get() == "silent"><label for="act-note">{words.say(&format!("note-{word}"))}</label>
                <textarea id="act-note" rows="3" required=required prop:value=move || note.get()
                    on:input=move |event| note.set(event_target_value(&event))></textarea></p>
        });
        let problem = move || {
            editor
                .asking
                .with(|asking| asking.problem.clone())
                .map(|problem| view! { <p class="error" role="alert">{problem}</p> })
        };
        let busy = move || editor.asking.with(|asking| asking.busy);
        let danger = matches!(act, ActWord::Withdraw | ActWord::TakeDown);
        Some(view! {
            <form on:submit=submit>
                <p>{words.say(&format!("about-{word}"))}</p>
                {stops}
                {problems}
                {schedule}
                {silence}
                {note_field}
                {problem}
                <p class="buttons">
                    <button type="submit" class=if danger { "danger" } else { "main" } disabled=busy>{words.say(&format!("act-{word}"))}</button>
                    <button type="button" on:click=move |_| close()>{words.say("cancel")}</button>
                </p>
            </form>
        })
    };
    let keys_open = Signal::derive(move || editor.asking.with(|asking| asking.keys));
    let close_keys = move || editor.asking.update(|asking| asking.keys = false);
    let keys = move || {
        let rows: Vec<_> = SHORTCUTS
            .into_iter()
            .map(|(key, does)| {
                let key = if key == "/" { key.to_owned() } else { format!("Ctrl+{key}") };
                view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{words.say(does)}</td></tr> }
            })
            .collect();
        view! {
            <table>{rows}</table>
            <p><button type="button" on:click=move |_| close_keys()>{words.say("close")}</button></p>
        }
    };
    view! {
        {modal(open, "act", title, Some(close), "", content)}
        {modal(keys_open, "keys", move || words.say("keys-title"), Some(close_keys), "", keys)}
    }
}

fn about(about: dateline_story::check::About) -> String {
    serde_json::to_value(about).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
