//! The block palette: `/` at the start of a line, and the rest of the line narrows it. Within a line, after a space, it offers what
//! stands among words.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::editor::Editor;
use crate::source::{self, Edited};
use crate::{mirror, pictures};

/// A block: its key in the strings, and its markup. `‸` is where one types on.
const BLOCKS: [(&str, &str); 16] = [
    ("heading", "## ‸"),
    ("subheading", "### ‸"),
    ("list", "- ‸"),
    ("numbers", "1. ‸"),
    ("quote", ":::quote{by=\"\"}\n‸\n:::"),
    ("pull-quote", ":::pull-quote{by=\"\"}\n‸\n:::"),
    ("picture", ""),
    ("key-points", ":::key-points\n- ‸\n:::"),
    ("table", "| ‸ |  |\n| --- | ---: |\n|  |  |"),
    ("embed", "::embed{url=\"‸\" title=\"\"}"),
    ("channel", "::channel"),
    ("correction", ":::correction{at=\"NOW\"}\n‸\n:::"),
    ("live-post", ":::live-post{at=\"NOW\" headline=\"\"}\n‸\n:::"),
    ("code", "```\n‸\n```"),
    ("rule", "---"),
    ("note", ""),
];

/// Those that stand among words.
const AMONG_WORDS: [&str; 1] = ["note"];

/// A line of the text area, in pixels.
const LINE: f64 = 30.0;

/// The palette while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Whether it is.
    open: bool,
    /// What was typed after the `/`.
    filter: String,
    /// Whether there are words before it on its line.
    among_words: bool,
    /// Which of the blocks that fit is marked.
    marked: usize,
}

fn fitting(editor: Editor, palette: &Palette) -> Vec<(&'static str, &'static str, String)> {
    let wanted = palette.filter.to_lowercase();
    BLOCKS
        .into_iter()
        .filter(|(key, _)| !palette.among_words || AMONG_WORDS.contains(key))
        .map(|(key, markup)| (key, markup, editor.words.say(&format!("tool-{key}"))))
        .filter(|(key, _, name)| key.contains(&wanted) || name.to_lowercase().contains(&wanted))
        .collect()
}

/// The line that the caret is on, from its start to the caret.
fn before_caret(editor: Editor) -> Option<String> {
    let body = editor.body.get_untracked();
    let selected = editor.selected();
    if !selected.is_empty() {
        return None;
    }
    let before = &body[..selected.start];
    Some(before[before.rfind('\n').map_or(0, |at| at + 1)..].to_owned())
}

/// What is being looked for in a line up to the caret. Among words it takes a letter more, since a slash has its own uses there.
fn asked(line: &str) -> Option<Palette> {
    let word = &line[line.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
    let filter = word.strip_prefix('/').filter(|filter| word.len() == line.len() || !filter.is_empty())?;
    Some(Palette { open: true, filter: filter.to_owned(), among_words: word.len() < line.len(), marked: 0 })
}

/// After each change of the text: opens, narrows or closes.
pub fn typed(editor: Editor) {
    match before_caret(editor).and_then(|line| asked(&line)) {
        Some(palette) if !fitting(editor, &palette).is_empty() => {
            let same = editor.palette.with_untracked(|now| Palette { marked: 0, ..now.clone() } == palette);
            if !same {
                editor.palette.set(palette);
                place_below_caret(editor);
                announce(editor);
            }
        }
        _ => close(editor),
    }
}

/// Puts the list below the line that is being typed, or above it where there is no room below.
fn place_below_caret(editor: Editor) {
    let (Some(area), Some(list)) = (editor.area.get_untracked(), document().get_element_by_id("palette")) else {
        return;
    };
    let line = source::line_of(&editor.body.get_untracked(), editor.selected().start);
    let tops = mirror::tops(&area);
    let top = tops.get(line - 1).copied().unwrap_or_default() - f64::from(area.scroll_top());
    let top = f64::from(area.offset_top()) + top.clamp(0.0, f64::from(area.client_height()));
    let list: web_sys::HtmlElement = list.unchecked_into();
    let height = list.get_bounding_client_rect().height();
    let room = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let below = area.get_bounding_client_rect().top() - f64::from(area.offset_top()) + top + LINE + height < room;
    let top = if below { top + LINE } else { (top - height).max(0.0) };
    let _ = list.style().set_property("inset-block-start", &format!("{top}px"));
}

/// Opens it on a line of its own below the caret.
pub fn open_here(editor: Editor) {
    if before_caret(editor).is_some_and(|line| line.is_empty()) {
        editor.edit_with(|text, selection| source::replace(text, selection, "/"));
    } else {
        editor.edit_with(|text, selection| source::insert_block(text, selection.end, "/‸"));
    }
    typed(editor);
}

/// Closes it.
pub fn close(editor: Editor) {
    if editor.palette.with_untracked(|palette| palette.open) {
        editor.palette.set(Palette::default());
    }
}

/// The id of the marked block, while it is open.
pub fn active(editor: Editor) -> Option<String> {
    editor
        .palette
        .with(|palette| {
            palette.open.then(|| fitting(editor, palette).get(palette.marked).map(|(key, ..)| format!("palette-{key}")))
        })
        .flatten()
}

fn announce(editor: Editor) {
    let text = editor.palette.with_untracked(|palette| {
        let all = fitting(editor, palette);
        let name = all.get(palette.marked).map(|(_, _, name)| name.clone()).unwrap_or_default();
        format!("{name}, {} / {}", palette.marked + 1, all.len())
    });
    editor.said.set(text);
}

/// A key in the text while it is open.
pub fn pressed(editor: Editor, event: &KeyboardEvent) {
    if !editor.palette.with_untracked(|palette| palette.open) {
        return;
    }
    let count = editor.palette.with_untracked(|palette| fitting(editor, palette).len());
    match event.key().as_str() {
        "ArrowDown" => editor.palette.update(|palette| palette.marked = (palette.marked + 1) % count.max(1)),
        "ArrowUp" => {
            editor.palette.update(|palette| palette.marked = (palette.marked + count.max(1) - 1) % count.max(1))
        }
        "Enter" | "Tab" => {
            let chosen = editor.palette.with_untracked(|palette| fitting(editor, palette).get(palette.marked).cloned());
            if let Some((key, markup, _)) = chosen {
                insert(editor, key, markup);
            }
            event.prevent_default();
            return;
        }
        "Escape" => {
            close(editor);
            event.prevent_default();
            return;
        }
        _ => return,
    }
    event.prevent_default();
    announce(editor);
}

fn insert(editor: Editor, key: &str, markup: &str) {
    close(editor);
    let caret = editor.selected().start;
    let word = editor.body.with_untracked(|body| {
        let before = &body[..caret];
        before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    });
    // What was typed to find the block gives way to it.
    editor.edit_instead(word..caret, |text, selection| {
        match key {
            "picture" => return Edited { text: text.to_owned(), selection },
            "note" => return source::note(text, selection),
            _ => {}
        }
        let now = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
        let now = format!("{}Z", now.split('.').next().unwrap_or_default());
        source::insert_block(text, selection.end, &markup.replace("NOW", &now))
    });
    if key == "picture" {
        pictures::choose(editor, pictures::For::Body);
    }
}

/// The list.
pub fn list(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let options = move || {
        let palette = editor.palette.get();
        let (marked, blocks) = (palette.marked, if palette.open { fitting(editor, &palette) } else { Vec::new() });
        let options: Vec<_> = blocks
            .into_iter()
            .enumerate()
            .map(|(at, (key, markup, name))| {
                let selected = if at == marked { "true" } else { "false" };
                // Before the text area loses the focus.
                let choose = move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    insert(editor, key, markup);
                };
                view! { <li role="option" id=format!("palette-{key}") aria-selected=selected on:mousedown=choose>{name}</li> }
            })
            .collect();
        options
    };
    let hidden = move || !editor.palette.with(|palette| palette.open);
    view! { <ul class="palette" id="palette" role="listbox" aria-label=words.say("palette-title") hidden=hidden>{options}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_asks_at_the_start_of_a_line_and_with_a_letter_after_a_space() {
        let filter = |line: &str| asked(line).map(|palette| (palette.filter, palette.among_words));
        assert_eq!(filter("/"), Some((String::new(), false)));
        assert_eq!(filter("/li"), Some(("li".into(), false)));
        assert_eq!(filter("A gauge /no"), Some(("no".into(), true)));
        for line in ["", "40 km / h", "40 km /", "and/or", "/list of", "https://"] {
            assert_eq!(filter(line), None, "{line}");
        }
    }
}
