//! The share row: the device's own share sheet, copying the address, and a QR code for the phone beside the screen.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, ShareData};

use crate::{Wake, words};

/// Nothing in the row changes before it is used.
pub const SHARE_WAKE: Wake = Wake::Interaction;

/// Wraps a row of links. What carries `data-act` gets behaviour: `copy` and `native` take the address from
/// `data-url` on the row, `qr` shows the hidden codes, which a template holds until then. `data-copied` and `data-refused`
/// beside that address say how copying went.
#[island]
pub fn Share(children: Children) -> impl IntoView {
    let row = NodeRef::<html::Div>::new();
    let (status, set_status) = signal(String::new());

    Effect::new(move |_| {
        let Some(row) = row.get() else { return };
        let has_sheet = js_sys::Reflect::has(&leptos::prelude::window().navigator(), &"share".into()).unwrap_or(false);
        if has_sheet {
            reveal(&row, "[data-act=native]");
        }
        reveal(&row, "[data-act=qr]");
    });

    let click = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(control) = target.and_then(|target| target.closest("[data-act]").ok()?) else { return };
        let Ok(Some(links)) = control.closest("[data-url]") else { return };
        let url = words(&links, "data-url");
        match control.get_attribute("data-act").as_deref() {
            Some("copy") => {
                event.prevent_default();
                // The same words twice would be no news to a screen reader.
                set_status.set(String::new());
                spawn_local(async move {
                    let clipboard = leptos::prelude::window().navigator().clipboard();
                    // Outside a secure context there is no clipboard at all.
                    let done = !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(&url)).await.is_ok();
                    set_status.set(match done {
                        true => words(&links, "data-copied"),
                        false => [words(&links, "data-refused"), url].join(" "),
                    });
                });
            }
            Some("native") => {
                let data = ShareData::new();
                data.set_url(&url);
                data.set_title(&document().title());
                // A reader who closes the sheet has not made an error.
                let promise = leptos::prelude::window().navigator().share_with_data(&data);
                spawn_local(async move {
                    let _ = JsFuture::from(promise).await;
                });
            }
            Some("qr") => toggle_codes(&links, &control),
            _ => {}
        }
    };

    view! {
        <div node_ref=row on:click=click>
            {children()}
            <p class="quiet" role="status" aria-live="polite">{status}</p>
        </div>
    }
}

fn reveal(row: &Element, selector: &str) {
    if let Ok(Some(control)) = row.query_selector(selector) {
        let _ = control.remove_attribute("hidden");
    }
}

/// Shows or hides the codes; their pictures are fetched when they are first shown.
fn toggle_codes(links: &Element, control: &Element) {
    let Ok(Some(codes)) = links.query_selector("[data-codes]") else { return };
    let codes: HtmlElement = codes.unchecked_into();
    let show = codes.hidden();
    codes.set_hidden(!show);
    let _ = control.set_attribute("aria-expanded", if show { "true" } else { "false" });
    if let Ok(Some(template)) = codes.query_selector("template") {
        codes.set_inner_html(&template.inner_html());
    }
}
