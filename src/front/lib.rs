//! The readers' WASM entry: makes the islands known to the loader.
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the loader once, before it hydrates the first island.
#[wasm_bindgen]
pub fn hydrate() {}
