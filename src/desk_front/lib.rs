//! The story editor: the desk's own WASM. Readers never download it.
//!
//! A body is written on the page itself ([`surface`]) or as markup in an ordinary text area ([`text`]): two views of one source. The
//! preview beside it is rendered by the readers' own renderer in a worker of its own.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod acts;
mod conflict;
mod device;
mod dialog;
mod editor;
mod fields;
mod find;
mod frame;
mod history;
mod host;
mod keys;
mod mirror;
mod names;
mod palette;
mod paste;
mod pictures;
mod presence;
mod preview;
mod remarks;
mod saver;
mod sheet;
mod sign_in;
mod source;
mod surface;
mod text;
mod tokens;
mod toolbar;
mod wait;
mod words;

use dateline_story::ArticleId;
use leptos::mount::mount_to;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Opens the editor in an element that names its story (`data-story`), its words (`data-words`, JSON), and where the
/// preview's worker and module are (`data-worker`, `data-preview`), and the writing surface (`data-surface`), which `load` imports.
#[wasm_bindgen]
pub fn start(place: HtmlElement, load: js_sys::Function) {
    let data = |name: &str| place.dataset().get(name).unwrap_or_default();
    let Ok(id) = data("story").parse().map(ArticleId) else { return };
    let words = words::Words::read(&data("words"));
    let assets = preview::Assets { worker: data("worker"), module: data("preview") };
    let module = surface::Module { address: data("surface"), load };
    place.set_inner_html("");
    mount_to(place, move || editor::loading(id, words, assets, module)).forget();
}
