//! What the writing surface is offered: the desk's side of the seam, by the names of `src/surface/host.js`.

use dateline_desk_api::{ActWord, story_links, unknown_addresses};
use dateline_story::Direction;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::editor::Editor;
use crate::sheet::{self, View};
use crate::{acts, paste, pictures, surface};

/// The object that the surface is opened with.
pub fn of(editor: Editor) -> JsValue {
    let host = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = js_sys::Reflect::set(&host, &name.into(), value);
    };
    set("words", &surface::to_js(&editor.words.all()));
    set("edition", &surface::to_js(&phrases(editor)));
    let root = document().document_element();
    let attribute = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name));
    set("uiDirection", &attribute("dir").unwrap_or_else(|| Direction::Ltr.as_str().into()).into());
    set("language", &attribute("lang").unwrap_or_else(|| "en".into()).into());
    set("quotes", &true.into());
    set("changed", &two(move |change, selection| surface::changed(editor, &change, &selection)));
    set("selected", &one(move |selection: JsValue| surface::moved(editor, &selection)));
    set("wants", &one(move |what: String| wants(editor, &what)));
    set("say", &one(move |text: String| editor.said.set(text)));
    set(
        "upload",
        &one(move |files: js_sys::Array| {
            pictures::upload(editor, files.iter().filter_map(|file| file.dyn_into().ok()).collect());
        }),
    );
    set(
        "convert",
        &asked_two(move |html, plain| async move { surface::nodes(&paste::convert(editor, html, plain).await) }),
    );
    set("stories", &asked(|words| async move { surface::to_js(&story_links(words).await.unwrap_or_default()) }));
    set(
        "leads",
        &asked(|href| async move {
            // Without an answer nobody knows: a link is not blamed for the network.
            unknown_addresses(vec![href]).await.map_or(true, |unknown| unknown.is_empty()).into()
        }),
    );
    set("picture", &answered(move |name| surface::to_js(&picture(editor, &name))));
    host.into()
}

fn phrases(editor: Editor) -> std::collections::BTreeMap<String, String> {
    let language = editor.head.with_untracked(|head| head.language.to_string());
    editor.opened.with_value(|opened| {
        let own = opened.phrases.iter().find(|(tag, _)| *tag == language);
        own.map(|(_, phrases)| phrases.iter().cloned().collect()).unwrap_or_default()
    })
}

/// A picture as it is shown.
#[derive(Serialize)]
struct Shown {
    address: String,
    width: u32,
    height: u32,
}

/// How wide a picture is drawn on the surface, in pixels.
const WIDTH: u32 = 1280;

fn picture(editor: Editor, name: &str) -> Option<Shown> {
    let found = editor.pictures.with_value(|known| known.get(name).cloned())?;
    Some(Shown { address: found.rendition(found.width_for(WIDTH)), width: found.width, height: found.height })
}

/// Does what the surface leaves to the desk.
fn wants(editor: Editor, what: &str) {
    match what {
        "undo" => editor.step(true),
        "redo" => editor.step(false),
        "picture" | "gallery" => pictures::choose(editor, pictures::For::Body),
        "find" => editor.finding.set(true),
        "source" => sheet::turn_to(editor, View::Source),
        "save" => acts::begin(editor, ActWord::Revise),
        "main" => acts::begin_main(editor),
        _ => {}
    }
}

fn one<T: wasm_bindgen::convert::FromWasmAbi + 'static>(work: impl FnMut(T) + 'static) -> JsValue {
    Closure::<dyn FnMut(T)>::new(work).into_js_value()
}

fn two(work: impl FnMut(JsValue, JsValue) + 'static) -> JsValue {
    Closure::<dyn FnMut(JsValue, JsValue)>::new(work).into_js_value()
}

fn answered(work: impl FnMut(String) -> JsValue + 'static) -> JsValue {
    Closure::<dyn FnMut(String) -> JsValue>::new(work).into_js_value()
}

/// A function that answers later.
fn asked<F: Future<Output = JsValue> + 'static>(work: impl Fn(String) -> F + 'static) -> JsValue {
    let promise = move |asked: String| {
        let answer = work(asked);
        future_to_promise(async move { Ok(answer.await) })
    };
    Closure::<dyn FnMut(String) -> js_sys::Promise>::new(promise).into_js_value()
}

fn asked_two<F: Future<Output = JsValue> + 'static>(work: impl Fn(String, String) -> F + 'static) -> JsValue {
    let promise = move |one: String, other: String| {
        let answer = work(one, other);
        future_to_promise(async move { Ok(answer.await) })
    };
    Closure::<dyn FnMut(String, String) -> js_sys::Promise>::new(promise).into_js_value()
}
