//! The seam to the writing surface: a script of its own (`src/surface/`), in which one writes on the page itself. What it offers and is
//! offered has the same names on both sides; `src/surface/host.js` is the other one. `docs/editor.md` draws it.
//!
//! The text of the editor is its markup. The surface's document and the markup are kept together by a [`Manuscript`].

use std::ops::Range;

use dateline_story::document::{self, Node};
use dateline_story::manuscript::{Change, Manuscript, Place};
use dateline_story::markup;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use crate::editor::Editor;
use crate::history::Selection;
use crate::{host, preview, saver, wait};

/// Where the surface's script is, and what imports it.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its address.
    pub address: String,
    /// `import()`, which is no function of its own.
    pub load: js_sys::Function,
}

#[wasm_bindgen]
extern "C" {
    /// An open surface.
    #[derive(Clone)]
    pub type Surface;

    /// The text was changed elsewhere.
    #[wasm_bindgen(method, catch)]
    fn replace(this: &Surface, change: &JsValue, selection: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = "select")]
    fn select_at(this: &Surface, selection: &JsValue) -> Result<(), JsValue>;

    /// Does what a tool or a shortcut names; whether it could be done here.
    #[wasm_bindgen(method, catch)]
    fn command(this: &Surface, name: &str) -> Result<bool, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn active(this: &Surface) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn insert(this: &Surface, blocks: &JsValue) -> Result<(), JsValue>;

    /// Tells at once what has not been told.
    #[wasm_bindgen(method, catch)]
    fn flush(this: &Surface) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn focus(this: &Surface) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = "setEditable")]
    fn set_editable(this: &Surface, editable: bool) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn redraw(this: &Surface) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &Surface) -> Result<(), JsValue>;
}

/// What is selected on the surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Selected {
    anchor: Place,
    head: Place,
    /// Whether it is a block as one.
    #[serde(default)]
    whole: bool,
}

/// A surface that is open, and what it shows.
pub struct Open {
    surface: Surface,
    manuscript: Manuscript,
    selected: Selected,
}

/// As a value of JavaScript; `undefined` where it is none of JSON.
pub fn to_js(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).ok().and_then(|json| js_sys::JSON::parse(&json).ok()).unwrap_or(JsValue::UNDEFINED)
}

fn from_js<T: for<'de> Deserialize<'de>>(value: &JsValue) -> Option<T> {
    serde_json::from_str(&js_sys::JSON::stringify(value).ok()?.as_string()?).ok()
}

/// The open surface, where one writes on it.
fn shown(editor: Editor) -> Option<Surface> {
    editor.on_page().then(|| editor.surface.with_value(|open| open.as_ref().map(|open| open.surface.clone()))).flatten()
}

/// Opens it in the place of a page's body.
///
/// # Errors
/// What JavaScript says: the script could not be downloaded, or could not show the story.
pub async fn open(editor: Editor, module: &Module, body: &Element) -> Result<(), JsValue> {
    let loading: js_sys::Promise = module.load.call1(&JsValue::NULL, &module.address.as_str().into())?.dyn_into()?;
    let script = JsFuture::from(loading).await?;
    let page = body.owner_document().ok_or(JsValue::NULL)?;
    let mount: HtmlElement = page.create_element("div")?.unchecked_into();
    mount.set_class_name("body");
    mount.set_id("writing");
    body.replace_with_with_node_1(&mount)?;
    let manuscript = Manuscript::new(editor.body.get_untracked());
    let open: js_sys::Function = js_sys::Reflect::get(&script, &"open".into())?.dyn_into()?;
    let document = to_js(&manuscript.document());
    let surface: Surface = open.call3(&JsValue::UNDEFINED, &mount, &document, &host::of(editor))?.unchecked_into();
    editor.surface.set_value(Some(Open { surface, manuscript, selected: Selected::default() }));
    Ok(())
}

/// The writer has changed the document.
pub fn changed(editor: Editor, change: &JsValue, selection: &JsValue) {
    let (Some(change), selected) = (from_js::<Change>(change), from_js::<Selected>(selection)) else { return };
    let old = editor.body.get_untracked();
    let edited = editor.surface.try_update_value(|open| {
        let open = open.as_mut()?;
        let before = range(&open.manuscript, open.selected);
        open.manuscript.edit(change);
        open.selected = selected.unwrap_or(open.selected);
        Some((open.manuscript.source().to_owned(), before, range(&open.manuscript, open.selected)))
    });
    let Some((new, before, after)) = edited.flatten() else { return };
    if new == old {
        return;
    }
    editor.history.update_value(|history| {
        history.note(&old, &new, Selection::of(&old, &before), Selection::of(&new, &after), wait::now());
    });
    editor.body.set(new);
    preview::render(editor);
    saver::changed(editor);
}

/// The writer has moved.
pub fn moved(editor: Editor, selection: &JsValue) {
    if let Some(selected) = from_js(selection) {
        editor.surface.update_value(|open| {
            if let Some(open) = open {
                open.selected = selected;
            }
        });
    }
}

/// A selection of the surface in bytes of the text.
fn range(manuscript: &Manuscript, selected: Selected) -> Range<usize> {
    if selected.whole {
        return manuscript.span(selected.anchor.block);
    }
    let (one, other) = (manuscript.byte(selected.anchor), manuscript.byte(selected.head));
    one.min(other)..one.max(other)
}

/// What is selected, in bytes of the text; `None` where nobody writes on the surface.
pub fn selected(editor: Editor) -> Option<Range<usize>> {
    let surface = shown(editor)?;
    surface.flush().ok()?;
    let selected = from_js(&surface.active().ok()?)?;
    editor.surface.with_value(|open| open.as_ref().map(|open| range(&open.manuscript, selected)))
}

/// Shows a text that was not typed on the surface, with `selection` (in bytes) selected; whether somebody writes on it.
pub fn show(editor: Editor, text: &str, selection: Range<usize>) -> bool {
    let Some(surface) = shown(editor) else { return false };
    let _ = surface.flush();
    let change = editor.surface.try_update_value(|open| {
        let open = open.as_mut()?;
        let change = open.manuscript.rewrite(text);
        open.selected = places(&open.manuscript, selection);
        Some((change, open.selected))
    });
    let Some((change, selected)) = change.flatten() else { return false };
    let selected = to_js(&selected);
    let _ = match change {
        Some(change) => surface.replace(&to_js(&change), &selected),
        None => surface.select_at(&selected),
    };
    true
}

/// Selects a stretch of the text, and shows it; whether somebody writes on the surface.
pub fn select(editor: Editor, selection: Range<usize>) -> bool {
    let Some(surface) = shown(editor) else { return false };
    let _ = surface.flush();
    let selected = editor.surface.with_value(|open| open.as_ref().map(|open| places(&open.manuscript, selection)));
    let _ = surface.focus();
    let _ = surface.select_at(&to_js(&selected));
    true
}

fn places(manuscript: &Manuscript, selection: Range<usize>) -> Selected {
    Selected { anchor: manuscript.place(selection.start), head: manuscript.place(selection.end), whole: false }
}

/// Does what a tool names; whether somebody writes on the surface.
pub fn command(editor: Editor, name: &str) -> bool {
    let Some(surface) = shown(editor) else { return false };
    let _ = surface.focus();
    let _ = surface.command(name);
    true
}

/// Puts blocks where the writer is; whether somebody writes on the surface.
pub fn insert(editor: Editor, blocks: &[dateline_story::Block]) -> bool {
    let Some(surface) = shown(editor) else { return false };
    let nodes: Vec<Node> = blocks.iter().map(document::node).collect();
    let _ = surface.focus();
    surface.insert(&to_js(&nodes)).is_ok()
}

/// The nodes of markup, as the surface takes them.
pub fn nodes(source: &str) -> JsValue {
    to_js(&markup::parse(source).blocks.iter().map(document::node).collect::<Vec<_>>())
}

/// Takes in what was typed within the last instant.
pub fn flush(editor: Editor) {
    if let Some(surface) = shown(editor) {
        let _ = surface.flush();
    }
}

/// Goes on writing.
pub fn focus(editor: Editor) -> bool {
    shown(editor).is_some_and(|surface| surface.focus().is_ok())
}

/// Draws pictures anew, of which something was learnt.
pub fn redraw(editor: Editor) {
    if let Some(surface) = shown(editor) {
        let _ = surface.redraw();
    }
}

/// Whether one may write.
pub fn set_editable(editor: Editor, editable: bool) {
    if let Some(surface) = shown(editor) {
        let _ = surface.set_editable(editable);
    }
}

/// Ends it.
pub fn close(editor: Editor) {
    if let Some(open) = editor.surface.try_update_value(Option::take).flatten() {
        let _ = open.surface.close();
    }
}
