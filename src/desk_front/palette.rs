//! The block palette: `/` at the start of an empty line, and the rest of the line narrows it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::editor::Editor;
use crate::source::{self, Edited};
use crate::{mirror, pictures};

/// A block: its key in the strings, and its markup. `‸` is where one types on.
const BLOCKS: [(&str, &str); 15] = [
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
];

/// A line of the text area, in pixels.
const LINE: f64 = 30.0;

/// The palette while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Whether it is.
    open: bool,
    /// What was typed after the `/`.
    filter: String,
    /// Which of the blocks that fit is marked.
    marked: usize,
}

fn fitting(editor: Editor, filter: &str) -> Vec<(&'static str, &'static str, String)> {
    let wanted = filter.to_lowercase();
    BLOCKS
        .into_iter()
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

/// After each change of the text: opens, narrows or closes.
pub fn typed(editor: Editor) {
    let line = before_caret(editor);
    let filter = line.as_deref().and_then(|line| line.strip_prefix('/'));
    match filter {
        Some(filter) if !fitting(editor, filter).is_empty() && !filter.contains(' ') => {
            let same = editor.palette.with_untracked(|palette| palette.open && palette.filter == filter);
            if !same {
                editor.palette.set(Palette { open: true, filter: filter.to_owned(), marked: 0 });
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
            palette
                .open
                .then(|| fitting(editor, &palette.filter).get(palette.marked).map(|(key, ..)| format!("palette-{key}")))
        })
        .flatten()
}

fn announce(editor: Editor) {
    let text = editor.palette.with_untracked(|palette| {
        let all = fitting(editor, &palette.filter);
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
    let count = editor.palette.with_untracked(|palette| fitting(editor, &palette.filter).len());
    match event.key().as_str() {
        "ArrowDown" => editor.palette.update(|palette| palette.marked = (palette.marked + 1) % count.max(1)),
        "ArrowUp" => {
            editor.palette.update(|palette| palette.marked = (palette.marked + count.max(1) - 1) % count.max(1))
        }
        "Enter" | "Tab" => {
            let chosen =
                editor.palette.with_untracked(|palette| fitting(editor, &palette.filter).get(palette.marked).cloned());
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
    let line = editor.body.with_untracked(|body| body[..caret].rfind('\n').map_or(0, |at| at + 1));
    // What was typed to find the block gives way to it.
    editor.edit_instead(line..caret, |text, selection| {
        if key == "picture" {
            return Edited { text: text.to_owned(), selection };
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
        let Palette { open, filter, marked } = editor.palette.get();
        let blocks = if open { fitting(editor, &filter) } else { Vec::new() };
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
