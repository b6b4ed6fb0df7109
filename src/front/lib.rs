//! The readers' WASM entry. Linking the islands in exports each to the loader.

use wasm_bindgen::prelude::wasm_bindgen;

pub use dateline_islands::{Related, Share};

/// Called by the loader once, before it hydrates the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
}
