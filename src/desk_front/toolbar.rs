//! The tools above the text.

use leptos::prelude::*;

use crate::editor::Editor;
use crate::{palette, pictures, source, surface};

/// A tool: its key in the strings, its sign, and its shortcut.
const TOOLS: [(&str, &str, &str); 12] = [
    ("bold", "B", "Ctrl+B"),
    ("italic", "I", "Ctrl+I"),
    ("link", "↗", "Ctrl+K"),
    ("heading", "H2", ""),
    ("subheading", "H3", ""),
    ("list", "•", ""),
    ("numbers", "1.", ""),
    ("quote", "❝", ""),
    ("picture", "▣", ""),
    ("block", "/", "/"),
    ("undo", "↶", "Ctrl+Z"),
    ("redo", "↷", "Ctrl+Shift+Z"),
];

/// Tools that the writing surface has under the same name; the others are the desk's in both views.
const ON_PAGE: [&str; 9] = ["bold", "italic", "link", "heading", "subheading", "list", "numbers", "quote", "block"];

fn apply(editor: Editor, tool: &str) {
    if ON_PAGE.contains(&tool) && surface::command(editor, tool) {
        return;
    }
    match tool {
        "bold" => editor.edit_with(|text, selection| source::wrap(text, selection, "**")),
        "italic" => editor.edit_with(|text, selection| source::wrap(text, selection, "*")),
        "link" => editor.edit_with(|text, selection| source::link(text, selection, "https://")),
        "heading" => editor.edit_with(|text, selection| source::begin_lines(text, selection, "## ")),
        "subheading" => editor.edit_with(|text, selection| source::begin_lines(text, selection, "### ")),
        "list" => editor.edit_with(|text, selection| source::begin_lines(text, selection, "- ")),
        "numbers" => editor.edit_with(|text, selection| source::begin_lines(text, selection, "1. ")),
        "quote" => editor.edit_with(|text, selection| source::begin_lines(text, selection, "> ")),
        "picture" => pictures::choose(editor, pictures::For::Body),
        "block" => palette::open_here(editor),
        "undo" => editor.step(true),
        "redo" => editor.step(false),
        _ => {}
    }
}

/// The tool of a key with Ctrl; whether there is one.
pub fn by_key(editor: Editor, key: &str) -> bool {
    let tool = match key {
        "b" => "bold",
        "i" => "italic",
        "k" => "link",
        _ => return false,
    };
    apply(editor, tool);
    true
}

/// The toolbar. One stop for Tab, arrows within (WAI-ARIA Authoring Practices, toolbar).
pub fn bar(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let current = RwSignal::new(0usize);
    let moved = move |event: web_sys::KeyboardEvent| {
        let rtl = document().document_element().and_then(|root| root.get_attribute("dir")).as_deref() == Some("rtl");
        let (on, back) = if rtl { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
        let last = TOOLS.len() - 1;
        let at = current.get_untracked();
        let to = match event.key() {
            key if key == on => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            key if key == back => {
                if at == 0 {
                    last
                } else {
                    at - 1
                }
            }
            key if key == "Home" => 0,
            key if key == "End" => last,
            _ => return,
        };
        event.prevent_default();
        current.set(to);
        if let Some(button) = document().get_element_by_id(&format!("tool-{}", TOOLS[to].0)) {
            use wasm_bindgen::JsCast;
            let _ = button.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    };
    let tools: Vec<_> = TOOLS
        .into_iter()
        .enumerate()
        .map(|(at, (tool, sign, shortcut))| {
            let name = words.say(&format!("tool-{tool}"));
            let title = if shortcut.is_empty() { name.clone() } else { format!("{name} ({shortcut})") };
            let stop = move || if current.get() == at { "0" } else { "-1" };
            let disabled = move || !editor.writable();
            view! {
                <button type="button" id=format!("tool-{tool}") class=format!("tool is-{tool}") aria-label=name title=title data-sign=sign tabindex=stop
                    disabled=disabled on:focus=move |_| current.set(at) on:click=move |_| apply(editor, tool)>
                </button>
            }
        })
        .collect();
    view! { <div class="tools" role="toolbar" aria-label=words.say("tools") aria-controls="body" on:keydown=moved>{tools}</div> }
}
