//! Pictures for a story: from the library, from the device, or dropped on the text.

use dateline_desk_api::pictures;
use dateline_story::{Block, markup};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, FileList, FormData, Headers, RequestInit, Response};

use crate::dialog::dialog as modal;
use crate::editor::Editor;
use crate::source::{self, Edited};
use crate::{fields, preview, surface};

/// Where the desk takes and lists pictures.
const ADDRESS: &str = "/desk/api/pictures";

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The head of the story.
    Lead,
    /// The text, where the caret is.
    Body,
}

/// A picture of the library.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// What it shows.
    #[serde(default)]
    pub alt: String,
    /// Who made it.
    #[serde(default)]
    pub credit: String,
    /// What it means, as markup.
    #[serde(default)]
    pub caption: String,
    /// The address of a small rendition.
    #[serde(default)]
    pub rendition: String,
    /// What must stay in view, in hundredths.
    #[serde(default = "centre")]
    pub focus: (u8, u8),
}

fn centre() -> (u8, u8) {
    (50, 50)
}

#[derive(Deserialize)]
struct Listed {
    pictures: Vec<Chosen>,
}

#[derive(Deserialize)]
struct Trouble {
    message: String,
}

/// Opens the library.
pub fn choose(editor: Editor, what: For) {
    editor.choosing.set(Some(what));
}

async fn fetch(address: &str, init: RequestInit) -> Result<String, Option<String>> {
    let asked = async {
        let headers = Headers::new()?;
        headers.set("accept", "application/json")?;
        init.set_headers(&headers);
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let response: Response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?.dyn_into()?;
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        Ok::<_, JsValue>((response.ok(), response.status(), text))
    };
    match asked.await {
        Ok((true, _, text)) => Ok(text),
        Ok((false, _, text)) => Err(serde_json::from_str::<Trouble>(&text).ok().map(|trouble| trouble.message)),
        Err(_) => Err(None),
    }
}

async fn list(wanted: &str) -> Result<Vec<Chosen>, Option<String>> {
    let query = String::from(js_sys::encode_uri_component(wanted));
    let text = fetch(&format!("{ADDRESS}?q={query}"), RequestInit::new()).await?;
    serde_json::from_str::<Listed>(&text).map(|listed| listed.pictures).map_err(|_| None)
}

async fn send(file: &web_sys::File) -> Result<Chosen, Option<String>> {
    let form = FormData::new().map_err(|_| None)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| None)?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&form);
    let text = fetch(ADDRESS, init).await?;
    serde_json::from_str(&text).map_err(|_| None)
}

/// The files of a list.
pub fn all(files: &FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|at| files.item(at)).collect()
}

/// Sends files, and puts them where the caret is once all of them are in the library: one step, which one undo takes back.
pub fn upload(editor: Editor, files: Vec<web_sys::File>) {
    let what = editor.choosing.get_untracked().unwrap_or(For::Body);
    let before = editor.body.get_untracked();
    spawn_local(async move {
        let mut sent = Vec::new();
        for file in files {
            editor.said.set(editor.words.with("pictures-sending", &[("name", &file.name())]));
            match send(&file).await {
                Ok(picture) => sent.push(picture),
                Err(why) => {
                    let why = why.unwrap_or_else(|| editor.words.say("editor-error-unreachable"));
                    editor.said.set(editor.words.with("pictures-refused", &[("name", &file.name()), ("why", &why)]));
                }
            }
        }
        take(editor, what, &sent, &before).await;
    });
}

/// Uses pictures of the library. `before` is the text as it was when they were chosen.
async fn take(editor: Editor, what: For, chosen: &[Chosen], before: &str) {
    let (Some(last), names) = (chosen.last(), chosen.iter().map(|one| one.name.clone()).collect::<Vec<_>>()) else {
        return;
    };
    editor.choosing.set(None);
    if let Ok(known) = pictures(names.clone()).await {
        for picture in &known {
            editor.pictures.update_value(|all| {
                all.insert(picture.name.clone(), picture.clone());
            });
            preview::learn(editor, "pictures", picture);
        }
        surface::redraw(editor);
    }
    match what {
        For::Lead => editor.change_head(|head| head.lead = Some(fields::as_figure(last))),
        For::Body => {
            let figures: Vec<_> = chosen.iter().map(|one| Block::Figure(fields::as_figure(one))).collect();
            if !surface::insert(editor, &figures) {
                let written = markup::write(&figures);
                editor.edit_with(|text, selection| {
                    let made = source::insert_block(text, selection.end, written.trim_end());
                    // Whoever wrote on meanwhile goes on where they are.
                    let stays = text != before && made.text.get(..selection.end) == text.get(..selection.end);
                    if stays { Edited { selection, ..made } } else { made }
                });
            }
        }
    }
    editor.said.set(editor.words.with("pictures-placed", &[("name", &names.join(", "))]));
}

/// A file is being dragged over the text.
pub fn over(event: &DragEvent) {
    if event.data_transfer().is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0)) {
        event.prevent_default();
    }
}

/// Files were dropped on the text.
pub fn dropped(editor: Editor, event: &DragEvent) {
    let Some(files) = event.data_transfer().and_then(|data| data.files()).filter(|files| files.length() > 0) else {
        return;
    };
    event.prevent_default();
    upload(editor, all(&files));
}

/// The library.
pub fn dialog(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let open = Signal::derive(move || editor.choosing.with(Option::is_some));
    let wanted = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Chosen>::new());
    let problem = RwSignal::new(None::<String>);
    let search = move || {
        let text = wanted.get_untracked();
        spawn_local(async move {
            match list(&text).await {
                Ok(pictures) => {
                    problem.set(None);
                    found.set(pictures);
                }
                Err(why) => problem.set(Some(why.unwrap_or_else(|| words.say("editor-error-unreachable")))),
            }
        });
    };
    Effect::new(move |_| {
        if open.get() {
            search();
        }
    });
    let files = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            if let Some(files) = input.files() {
                upload(editor, all(&files));
            }
            input.set_value("");
        }
    };
    let items = move || {
        found
            .get()
            .into_iter()
            .map(|one| {
                let name = if one.alt.is_empty() { one.name.clone() } else { one.alt.clone() };
                let address = one.rendition.clone();
                let use_it = move |_| {
                    let one = one.clone();
                    let what = editor.choosing.get_untracked().unwrap_or(For::Body);
                    let before = editor.body.get_untracked();
                    spawn_local(async move { take(editor, what, &[one], &before).await });
                };
                view! { <li><button type="button" class="picture" on:click=use_it><img src=address alt="" loading="lazy" /><span>{name}</span></button></li> }
            })
            .collect::<Vec<_>>()
    };
    let content = move || {
        view! {
            <p class="field"><label for="picture-file">{words.say("pictures-upload")}</label>
                <input id="picture-file" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" multiple on:change=files /></p>
            <p class="field"><label for="picture-search">{words.say("pictures-search")}</label>
                <input id="picture-search" type="search" on:input=move |event| { wanted.set(event_target_value(&event)); search(); } /></p>
            {move || problem.get().map(|problem| view! { <p class="error" role="alert">{problem}</p> })}
            <ul class="library">{items}</ul>
            <p><button type="button" on:click=move |_| editor.choosing.set(None)>{words.say("close")}</button></p>
        }
    };
    modal(
        open,
        "library",
        move || words.say("pictures-title"),
        Some(move || editor.choosing.set(None)),
        "wide",
        content,
    )
}
