//! The related-stories panel: more cards in place, read ones last, arrow keys, and a word on what changed.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, Response};

use crate::{Wake, read_log, words};

/// The panel is below the story: it wakes as the reader comes near.
pub const RELATED_WAKE: Wake = Wake::Visible;

/// Wraps a list of cards (`li[data-story]`, each with one `a[data-card]`) and the link to more of them (`a[data-more]`).
///
/// It stands in an element whose `data-panel` is the number of the story being read; that one's `data-added` says that cards were
/// added, `data-ended` that there are no more.
#[island]
pub fn Related(children: Children) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let (status, set_status) = signal(String::new());
    let busy = StoredValue::new(false);

    Effect::new(move |_| {
        let Some(panel) = panel.get() else { return };
        let panel: &Element = panel.as_ref();
        if let Ok(Some(around)) = panel.closest("[data-panel]") {
            read_log::note(&words(&around, "data-panel"));
        }
        // Moving the card that has the focus would take the focus from it.
        let cards: Vec<Element> = all(panel, "li[data-story]")
            .into_iter()
            .filter(|card| !card.matches(":focus-within").unwrap_or(false))
            .collect();
        step_back(&cards, &read_log::read());
    });

    let click = move |event: MouseEvent| {
        let Some(link) = event.target().and_then(|target| closest(&target, "a[data-more]")) else { return };
        let Ok(Some(around)) = link.closest("[data-panel]") else { return };
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        event.prevent_default();
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        // The same words twice would be no news to a screen reader.
        set_status.set(String::new());
        spawn_local(async move {
            if more(&around, &link).await.is_err() {
                // The network failed this time: the link is a page of its own, and the browser's to report on.
                if let (Some(window), Some(href)) = (web_sys::window(), link.get_attribute("href")) {
                    let _ = window.location().set_href(&href);
                }
                return;
            }
            set_status.set(words(&around, if link.is_connected() { "data-added" } else { "data-ended" }));
            busy.set_value(false);
        });
    };

    view! {
        <div node_ref=panel on:click=click on:keydown=arrows>
            {children()}
            <p class="quiet" role="status" aria-live="polite">{status}</p>
        </div>
    }
}

fn closest(target: &web_sys::EventTarget, selector: &str) -> Option<Element> {
    target.dyn_ref::<Element>()?.closest(selector).ok()?
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Moves those of the cards whose stories were read on this device behind the others, and marks them.
fn step_back(cards: &[Element], read: &[String]) {
    for card in cards {
        if card.get_attribute("data-story").is_some_and(|story| read.contains(&story)) {
            let _ = card.class_list().add_1("read");
            if let Some(list) = card.parent_element() {
                let _ = list.append_child(card);
            }
        }
    }
}

/// Fetches the cards that `link` leads to, puts them at the end of the panel's list and moves focus to the first of them.
/// Where there are no further ones the link goes.
async fn more(panel: &Element, link: &Element) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let href = link.get_attribute("href").ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(&[&href, "&cards"].concat())).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let cards = JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)?;
    let list = panel.query_selector("ol")?.ok_or(JsValue::NULL)?;
    let before = list.child_element_count();
    list.insert_adjacent_html("beforeend", &cards)?;
    let read = read_log::read();
    let fresh: Vec<Element> =
        (before..list.child_element_count()).filter_map(|index| list.children().item(index)).collect();
    step_back(&fresh, &read);
    if let Some(first) = list.children().item(before).and_then(|card| card.query_selector("a[data-card]").ok()?) {
        let _ = first.unchecked_into::<HtmlElement>().focus();
    }
    match response.headers().get("x-more")? {
        Some(next) => link.set_attribute("href", &next)?,
        None => link.remove(),
    }
    Ok(())
}

/// Up and Down, Home and End move between the cards' links.
fn arrows(event: KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let Some(card) = event.target().and_then(|target| closest(&target, "a[data-card]")) else { return };
    let Ok(Some(panel)) = card.closest("[data-panel]") else { return };
    let cards = all(&panel, "a[data-card]");
    let Some(at) = cards.iter().position(|other| *other == card) else { return };
    let last = cards.len() - 1;
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    let _ = cards[to].unchecked_ref::<HtmlElement>().focus();
}
