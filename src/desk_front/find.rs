//! Find and replace in the text.

use leptos::html;
use leptos::prelude::*;
use std::ops::Range;

use crate::editor::Editor;
use crate::source::{self, Edited};

/// The panel; it stands while somebody is finding.
pub fn panel(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let wanted = RwSignal::new(String::new());
    let instead = RwSignal::new(String::new());
    let exact = RwSignal::new(false);
    let field: NodeRef<html::Input> = NodeRef::new();
    Effect::new(move |_| {
        if editor.finding.get()
            && let Some(field) = field.get()
        {
            let body = editor.body.get_untracked();
            let selected = editor.selected();
            if !selected.is_empty() && !body[selected.clone()].contains('\n') {
                wanted.set(body[selected].to_owned());
            }
            let _ = field.focus();
            field.select();
        }
    });
    let found = move || editor.body.with(|body| source::find_all(body, &wanted.get(), exact.get()));
    let count = move || words.with("find-count", &[("count", &found().len().to_string())]);
    let go = move |back: bool| {
        let all: Vec<Range<usize>> = untrack(found);
        let here = editor.selected();
        let next = if back {
            all.iter().rev().find(|range| range.start < here.start).or(all.last())
        } else {
            all.iter().find(|range| range.start >= here.end.max(here.start + 1)).or(all.first())
        };
        if let Some(range) = next {
            editor.select(range.clone());
        }
    };
    let replace_one = move || {
        let here = editor.selected();
        if untrack(found).contains(&here) {
            editor.edit_with(|text, selection| source::replace(text, selection, &instead.get_untracked()));
        }
        go(false);
    };
    let replace_all = move || {
        let all = untrack(found);
        let body = editor.body.get_untracked();
        let mut text = String::with_capacity(body.len());
        let mut done = 0;
        for range in &all {
            text.push_str(&body[done..range.start]);
            text.push_str(&instead.get_untracked());
            done = range.end;
        }
        text.push_str(&body[done..]);
        let end = text.len();
        editor.edit(Edited { text, selection: end..end });
        editor.said.set(words.with("find-replaced", &[("count", &all.len().to_string())]));
    };
    let close = move || {
        editor.finding.set(false);
        crate::sheet::focus(editor);
    };
    let pressed = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(),
        "Enter" => {
            event.prevent_default();
            go(event.shift_key());
        }
        _ => {}
    };
    view! {
        <div class="find" role="search" aria-label=words.say("find-title") hidden=move || !editor.finding.get() on:keydown=pressed>
            <label>{words.say("find-wanted")}
                <input type="text" node_ref=field prop:value=move || wanted.get() on:input=move |event| wanted.set(event_target_value(&event)) />
            </label>
            <label>{words.say("find-instead")}
                <input type="text" prop:value=move || instead.get() on:input=move |event| instead.set(event_target_value(&event)) />
            </label>
            <label class="check"><input type="checkbox" prop:checked=move || exact.get() on:change=move |event| exact.set(event_target_checked(&event)) />
                {words.say("find-exact")}</label>
            <span role="status">{count}</span>
            <button type="button" on:click=move |_| go(true)>{words.say("find-back")}</button>
            <button type="button" on:click=move |_| go(false)>{words.say("find-next")}</button>
            <button type="button" on:click=move |_| replace_one()>{words.say("find-replace")}</button>
            <button type="button" on:click=move |_| replace_all()>{words.say("find-replace-all")}</button>
            <button type="button" on:click=move |_| close()>{words.say("close")}</button>
        </div>
    }
}
