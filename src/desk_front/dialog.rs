//! A modal dialog: the browser's own, which holds the focus and closes with Escape.

use leptos::html;
use leptos::prelude::*;

/// A dialog that stands while `open` is true. `close` is called when it is dismissed; without it, it cannot be.
pub fn dialog<V: IntoView + 'static>(
    open: Signal<bool>,
    id: &'static str,
    title: impl Fn() -> String + Send + Sync + 'static,
    close: Option<impl Fn() + Copy + 'static>,
    class: &'static str,
    content: impl Fn() -> V + Send + Sync + 'static,
) -> impl IntoView {
    let element: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let cancelled = move |event: web_sys::Event| {
        event.prevent_default();
        if let Some(close) = close {
            close();
        }
    };
    let heading = format!("{id}-heading");
    let labelled = heading.clone();
    view! {
        <dialog node_ref=element class=class aria-labelledby=labelled on:cancel=cancelled>
            <h2 id=heading>{title}</h2>
            {content}
        </dialog>
    }
}
