//! What an editor may want to mend, each with its place.

use dateline_desk_api::unknown_addresses;
use dateline_story::Language;
use dateline_story::check::About;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::editor::Editor;
use crate::preview::go_to_block;

/// What a page may weigh, in bytes as it is sent: the first ten TCP segments.
const WEIGHT: usize = 14_600;

fn key(about: About) -> String {
    let word = serde_json::to_value(about).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
    format!("remark-{word}")
}

/// Asks the server, when links change, which lead nowhere.
pub fn attend(editor: Editor) {
    let links = Memo::new(move |_| {
        let mut paths: Vec<String> =
            editor.report.with(|report| report.links.iter().map(|(_, path)| path.clone()).collect());
        paths.sort();
        paths.dedup();
        paths
    });
    Effect::new(move |_| {
        let paths = links.get();
        if paths.is_empty() {
            editor.broken.set(Vec::new());
            return;
        }
        spawn_local(async move {
            if let Ok(unknown) = unknown_addresses(paths).await {
                let _ = editor.broken.try_update(|broken| *broken = unknown);
            }
        });
    });
}

/// A language's own name.
fn name_of(editor: Editor, language: &Language) -> String {
    let own = |(tag, name): &(String, String)| (*tag == language.as_str()).then(|| name.clone());
    editor.opened.with_value(|opened| opened.languages.iter().find_map(own)).unwrap_or_else(|| language.to_string())
}

/// Says that the words are in another language than the story is filed under, and offers to file it under theirs.
fn language(editor: Editor) -> Option<impl IntoView + use<>> {
    let words = editor.words;
    let chosen = editor.head.with(|head| head.language.clone());
    let found = editor.reads_as.get().filter(|found| found.primary() != chosen.primary())?;
    let (found_name, chosen_name) = (name_of(editor, &found), name_of(editor, &chosen));
    let text = words.with("remark-language", &[("found", &found_name), ("chosen", &chosen_name)]);
    let offer = words.with("remark-language-set", &[("found", &found_name)]);
    let set = move |_| {
        editor.said.set(words.with("remark-language-is-set", &[("found", &found_name)]));
        editor.change_head(|head| head.language = found.clone());
    };
    Some(
        view! { <li class="advice language">{text}" "<button type="button" class="plain" on:click=set>{offer}</button></li> },
    )
}

/// The list.
pub fn panel(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let items = move || {
        let report = editor.report.get();
        let broken = editor.broken.get();
        let mut items: Vec<(bool, Option<usize>, String)> = Vec::new();
        for fault in &report.problems {
            let block = report.lines.partition_point(|line| *line <= fault.line).checked_sub(1);
            let text = words.with("remark-markup", &[("line", &fault.line.to_string()), ("message", &fault.message)]);
            items.push((false, block, text));
        }
        for remark in &report.remarks {
            items.push((remark.stops, remark.block, words.with(&key(remark.about), &[("value", &remark.value)])));
        }
        for (block, path) in report.links.iter().filter(|(_, path)| broken.contains(path)) {
            items.push((false, Some(*block), words.with("remark-broken-link", &[("value", path)])));
        }
        if report.bytes > WEIGHT {
            let value = report.bytes.div_ceil(1000).to_string();
            items.push((false, None, words.with("remark-weight", &[("value", &value)])));
        }
        let language = language(editor);
        if items.is_empty() && language.is_none() {
            return view! { <p>{words.say("remarks-none")}</p> }.into_any();
        }
        items.sort_by_key(|(stops, ..)| !stops);
        let items: Vec<_> = items
            .into_iter()
            .map(|(stops, block, text)| {
                let class = if stops { "stops" } else { "advice" };
                let label = stops.then(|| view! { <strong>{words.say("remark-stops")}" "</strong> });
                let place = block.map(|block| {
                    let name = words.with("remark-show", &[("number", &(block + 1).to_string())]);
                    view! { " "<button type="button" class="plain" on:click=move |_| go_to_block(editor, block)>{name}</button> }
                });
                view! { <li class=class>{label}{text}{place}</li> }
            })
            .collect();
        view! { <ul>{language}{items}</ul> }.into_any()
    };
    view! { <h2>{words.say("editor-pane-remarks")}</h2> {items} }
}
