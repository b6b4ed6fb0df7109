//! The page that the story editor opens in.

use leptos::prelude::*;

use crate::editor::editor_words;
use crate::{Desk, DeskPage, Place, Script};

/// The addresses of what the editor is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct EditorAssets {
    /// Its script.
    pub script: &'static str,
    /// Its WASM.
    pub wasm: &'static str,
    /// The preview's worker.
    pub worker: &'static str,
    /// The renderer that the worker runs.
    pub preview: &'static str,
    /// The writing surface.
    pub surface: &'static str,
}

/// The page.
pub fn page(desk: &Desk, id: i64, headline: &str, assets: EditorAssets) -> DeskPage {
    let words = serde_json::to_string(&editor_words(&desk.language())).unwrap_or_default();
    let title = if headline.trim().is_empty() { desk.say("untitled") } else { headline.to_owned() };
    let main = view! {
        <div id="editor" data-story=id.to_string() data-words=words data-wasm=assets.wasm data-worker=assets.worker data-preview=assets.preview data-surface=assets.surface>
            <p class="opening">{desk.say("editor-needs-scripts")}</p>
        </div>
    };
    let scripts = vec![Script { src: assets.script.to_owned(), module: true }];
    DeskPage { title, place: Place::Stories, scripts, main: main.into_any() }
}
