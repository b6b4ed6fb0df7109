//! Shortcuts, and what is pasted.

use dateline_desk_api::ActWord;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{ClipboardEvent, KeyboardEvent};

use crate::editor::Editor;
use crate::sheet::{self, View};
use crate::{acts, paste, pictures, source, toolbar};

/// A shortcut with Ctrl (on Apple's keyboards Command), for the help sheet: the key, and what it does.
pub const SHORTCUTS: [(&str, &str); 11] = [
    ("S", "act-revise"),
    ("B", "tool-bold"),
    ("I", "tool-italic"),
    ("K", "tool-link"),
    ("Z", "tool-undo"),
    ("Shift+Z", "tool-redo"),
    ("F", "find-title"),
    ("Enter", "act-main"),
    ("Shift+E", "views"),
    ("/", "palette-title"),
    ("?", "keys-title"),
];

/// A key anywhere in the editor.
pub fn pressed(editor: Editor, event: &KeyboardEvent) {
    let in_text =
        editor.area.get_untracked().is_some_and(|area| document().active_element().as_ref() == Some(area.as_ref()));
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    let key = event.key().to_lowercase();
    let done = match (key.as_str(), event.shift_key()) {
        ("s", false) => {
            acts::begin(editor, ActWord::Revise);
            true
        }
        ("enter", false) => {
            acts::begin_main(editor);
            true
        }
        ("f", false) if in_text => {
            editor.finding.set(true);
            true
        }
        (tool @ ("b" | "i" | "k"), false) if in_text => toolbar::by_key(editor, tool),
        ("z", false) if in_text => {
            editor.step(true);
            true
        }
        ("z", true) | ("y", false) if in_text => {
            editor.step(false);
            true
        }
        ("e", true) => {
            let other = if editor.view.get_untracked() == View::Page { View::Source } else { View::Page };
            sheet::turn_to(editor, other);
            true
        }
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

/// How much pasted HTML is sent to be converted, in characters. More is pasted as plain text.
const CONVERTED: usize = 4_000_000;

/// What was copied from a word processor or a web page becomes blocks; a picture becomes a figure.
pub fn pasted(editor: Editor, event: &ClipboardEvent) {
    let Some(data) = event.clipboard_data() else { return };
    if let Some(files) = data.files().filter(|files| files.length() > 0)
        && data.get_data("text/plain").unwrap_or_default().is_empty()
    {
        event.prevent_default();
        pictures::upload(editor, pictures::all(&files));
        return;
    }
    let html = data.get_data("text/html").unwrap_or_default();
    let plain = data.get_data("text/plain").unwrap_or_default();
    // An address on a selection is a link.
    let selected = editor.selected();
    let address = plain.trim();
    if !selected.is_empty()
        && (address.starts_with("https://") || address.starts_with("http://"))
        && !address.contains(char::is_whitespace)
    {
        event.prevent_default();
        editor.edit_with(|text, selection| {
            let inside = &text[selection.clone()];
            let link = format!("[{inside}]({address})");
            source::replace(text, selection, &link)
        });
        return;
    }
    if html.is_empty() || html.len() > CONVERTED || !has_form(&html) {
        return;
    }
    event.prevent_default();
    spawn_local(async move {
        let markup = paste::convert(editor, html, plain).await;
        let markup = markup.trim_end_matches('\n').to_owned();
        editor.edit_with(|text, selection| {
            if is_words(&markup) {
                source::replace(text, selection, &markup)
            } else {
                source::replace_with_blocks(text, selection, &markup)
            }
        });
    });
}

/// Whether markup is words within a paragraph, which go on where they are pasted.
fn is_words(markup: &str) -> bool {
    let blocks = dateline_story::markup::parse(markup).blocks;
    matches!(blocks.as_slice(), [] | [dateline_story::Block::Paragraph(_)])
}

/// Whether pasted HTML says more than its plain text does.
fn has_form(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["<p", "<a ", "<h1", "<h2", "<h3", "<li", "<b", "<i>", "<em", "<strong", "<table", "<blockquote", "<img"]
        .iter()
        .any(|tag| lower.contains(tag))
}
