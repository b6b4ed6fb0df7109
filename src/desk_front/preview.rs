//! The page beside the text: rendered in a worker at every keystroke, painted where it changed.

use std::cell::Cell;
use std::collections::HashMap;

use dateline_story::check::Remark;
use dateline_story::{Article, Picture};
use futures_channel::oneshot;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, HtmlIFrameElement, MessageEvent, ResizeObserver, Worker, WorkerOptions, WorkerType};

use crate::editor::Editor;
use crate::wait::wait;
use crate::{device, frame, mirror, sheet, source};

/// Where the worker is, and the module that it runs.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The worker's script.
    pub worker: String,
    /// The renderer.
    pub module: String,
}

/// What the renderer says of a story beside its page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Report {
    /// For each block the line it begins on, from 1.
    pub lines: Vec<usize>,
    /// For each block how many elements it is in the page.
    pub elements: Vec<usize>,
    /// What in the markup could not be understood.
    pub problems: Vec<Fault>,
    /// What may be mended.
    pub remarks: Vec<Remark>,
    /// Words in headline, standfirst and body.
    pub words: usize,
    /// Links to this site, with the block they stand in.
    pub links: Vec<(usize, String)>,
    /// Bytes of the page, compressed as it is sent.
    #[serde(default)]
    pub bytes: usize,
}

/// A problem in the markup.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what became of it.
    pub message: String,
}

/// The widths of the devices that the page is shown at, in CSS pixels.
const WIDTHS: [(&str, u32); 3] = [("phone", 390), ("tablet", 820), ("desktop", 1280)];

/// The worker, and what it is doing.
pub struct Preview {
    assets: Assets,
    worker: Option<Worker>,
    /// Whether a page is being made.
    busy: bool,
    /// Whether the story has changed since that was begun.
    again: bool,
    /// What the worker answers on. After a keystroke Chromium puts off a worker's own messages, and user-blocking tasks
    /// with them, until the next frame is out; a broadcast arrives at once.
    answers: Option<BroadcastChannel>,
    /// Kept for as long as the worker.
    listener: Option<Closure<dyn FnMut(MessageEvent)>>,
    /// The newest page.
    html: String,
    /// What is being converted, by its number: who waits for it.
    converting: HashMap<u32, oneshot::Sender<String>>,
    conversions: u32,
    /// Whose scrolling is being followed: what follows must not lead.
    following: Cell<Option<Leader>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leader {
    Text,
    Page,
}

impl Preview {
    /// A preview that has yet to begin.
    pub fn new(assets: Assets) -> Self {
        Self {
            assets,
            worker: None,
            busy: false,
            again: false,
            answers: None,
            listener: None,
            html: String::new(),
            converting: HashMap::new(),
            conversions: 0,
            following: Cell::new(None),
        }
    }
}

impl Preview {
    /// The page as it was last made; empty before the first.
    pub fn newest(&self) -> String {
        self.html.clone()
    }
}

/// The pictures that a setting knows, by name.
pub fn pictures(setting: &str) -> HashMap<String, Picture> {
    #[derive(Deserialize)]
    struct Setting {
        around: Around,
    }
    #[derive(Deserialize)]
    struct Around {
        pictures: Vec<Picture>,
    }
    let known = serde_json::from_str::<Setting>(setting).map(|setting| setting.around.pictures).unwrap_or_default();
    known.into_iter().map(|picture| (picture.name.clone(), picture)).collect()
}

/// Asks the worker for the markup of what is pasted; `None` without a worker.
pub fn convert(editor: Editor, html: &str, plain: &str) -> Option<oneshot::Receiver<String>> {
    let asked = editor.preview.try_update_value(|preview| {
        let worker = preview.worker.as_ref()?;
        preview.conversions += 1;
        let id = preview.conversions;
        let message =
            object(&[("kind", "convert".into()), ("id", id.into()), ("html", html.into()), ("plain", plain.into())]);
        worker.post_message(&message).ok()?;
        let (converted, waiting) = oneshot::channel();
        preview.converting.insert(id, converted);
        Some(waiting)
    });
    asked.flatten()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

fn field(object: &JsValue, name: &str) -> Option<String> {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?.as_string()
}

/// Starts the worker and gives it what surrounds the story.
pub fn attend(editor: Editor) {
    let setting = editor.opened.with_value(|opened| opened.setting.clone());
    editor.preview.update_value(|preview| {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&preview.assets.worker, &options) else { return };
        // Of this window alone: every window of the site hears a channel of the name.
        let name = format!("preview-{}", device::tab_mark());
        let Ok(answers) = BroadcastChannel::new(&name) else { return };
        let listener = Closure::new(move |event: MessageEvent| received(editor, &event.data()));
        answers.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let open = object(&[
            ("kind", "open".into()),
            ("module", preview.assets.module.as_str().into()),
            ("setting", setting.as_str().into()),
            ("answers", name.as_str().into()),
        ]);
        let _ = worker.post_message(&open);
        preview.worker = Some(worker);
        preview.answers = Some(answers);
        preview.listener = Some(listener);
    });
    // The head is rendered with the body: one page, one pass.
    Effect::new(move |_| {
        editor.head.track();
        render(editor);
    });
    // The stories beside it follow what the story is about.
    let about = Memo::new(move |_| {
        editor.head.with(|head| {
            let bylines: Vec<_> = head.bylines.iter().map(|byline| byline.author.clone()).collect();
            (head.related.clone(), head.topics.clone(), head.section.clone(), head.language.clone(), bylines)
        })
    });
    Effect::new(move |before: Option<()>| {
        let now = about.get();
        if before.is_some() {
            spawn_local(async move {
                wait(300).await;
                if about.try_get_untracked() == Some(now) {
                    look_around(editor).await;
                }
            });
        }
    });
    on_cleanup(move || {
        editor.preview.try_update_value(|preview| {
            if let Some(worker) = preview.worker.take() {
                worker.terminate();
            }
            if let Some(answers) = preview.answers.take() {
                answers.close();
            }
        });
    });
}

/// Makes the page anew; while one is being made, once more after it.
pub fn render(editor: Editor) {
    let head = editor.head.with_untracked(|head| serde_json::to_string(&Article { body: Vec::new(), ..head.clone() }));
    let Ok(head) = head else { return };
    let body = editor.body.get_untracked();
    editor.preview.update_value(|preview| {
        if preview.busy {
            preview.again = true;
            return;
        }
        let Some(worker) = &preview.worker else { return };
        let page = object(&[("kind", "page".into()), ("head", head.into()), ("body", body.into())]);
        preview.busy = worker.post_message(&page).is_ok();
        preview.again = false;
    });
}

/// Gives the renderer something that the story names now: an author, a topic, a picture (as JSON of the setting's part).
pub fn learn(editor: Editor, part: &str, item: &impl serde::Serialize) {
    if let Ok(item) = serde_json::to_string(item) {
        learn_json(editor, part, &item);
    }
}

fn learn_json(editor: Editor, part: &str, item: &str) {
    editor.preview.with_value(|preview| {
        let message = object(&[("kind", "learn".into()), ("part", part.into()), ("item", item.into())]);
        if let Some(worker) = &preview.worker {
            let _ = worker.post_message(&message);
        }
    });
    render(editor);
}

/// Asks the server what surrounds the story now. Without an answer the page stays as it is.
async fn look_around(editor: Editor) {
    let head = editor.head.get_untracked();
    if let Ok(around) = dateline_desk_api::around(head, editor.body.get_untracked()).await {
        learn_json(editor, "around", &around);
    }
}

fn received(editor: Editor, data: &JsValue) {
    if let Some(bytes) = js_sys::Reflect::get(data, &"bytes".into()).ok().and_then(|bytes| bytes.as_f64()) {
        editor.report.update(|report| report.bytes = bytes as usize);
        return;
    }
    if field(data, "kind").as_deref() == Some("converted") {
        let id = js_sys::Reflect::get(data, &"id".into()).ok().and_then(|id| id.as_f64()).unwrap_or_default() as u32;
        let waiting = editor.preview.try_update_value(|preview| preview.converting.remove(&id)).flatten();
        if let (Some(waiting), Some(markup)) = (waiting, field(data, "markup")) {
            let _ = waiting.send(markup);
        }
        return;
    }
    let again = editor.preview.try_update_value(|preview| {
        preview.busy = false;
        std::mem::take(&mut preview.again)
    });
    if let (Some(html), Some(report)) = (field(data, "html"), field(data, "report")) {
        if let Some(frame) = frame_element() {
            frame::paint(&frame, &html, move |frame| frame_ready(editor, frame));
            sheet::follow(editor, &html);
            editor.preview.update_value(|preview| preview.html = html);
        }
        if let Ok(report) = serde_json::from_str::<Report>(&report) {
            let bytes = editor.report.with_untracked(|old| old.bytes);
            let report = Report { bytes, ..report };
            if editor.report.with_untracked(|old| *old != report) {
                editor.report.set(report);
            }
        }
    }
    if again == Some(true) {
        render(editor);
    }
}

fn frame_element() -> Option<HtmlIFrameElement> {
    document().get_element_by_id("preview")?.dyn_into().ok()
}

/// Listens to a page that was painted for the first time.
fn frame_ready(editor: Editor, frame: &HtmlIFrameElement) {
    let Some(page) = frame.content_document() else { return };
    editor.preview.with_value(|preview| frame::paint(frame, &preview.html, |_| {}));
    let clicked = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        // A link in the preview leads to its source, not away from the editor.
        event.prevent_default();
        if let Some(block) =
            event.target().and_then(|target| frame::block_of(&target, &editor.report.get_untracked().elements))
        {
            go_to_block(editor, block);
        }
    });
    let _ = page.add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    clicked.forget();
    let scrolled = Closure::<dyn FnMut()>::new(move || follow_page(editor));
    let _ = page.add_event_listener_with_callback("scroll", scrolled.as_ref().unchecked_ref());
    scrolled.forget();
}

/// Selects the source of a block.
pub fn go_to_block(editor: Editor, block: usize) {
    editor.pane.set(crate::editor::Pane::Write);
    let body = editor.body.get_untracked();
    let lines = editor.report.with_untracked(|report| report.lines.clone());
    let Some(line) = lines.get(block) else { return };
    let start = source::line_start(&body, *line);
    let end = lines.get(block + 1).map_or(body.len(), |next| source::line_start(&body, *next));
    let end = start + body[start..end.max(start)].trim_end().len();
    editor.select(start..end);
}

/// The page follows the text.
pub fn follow_text(editor: Editor) {
    if take_over(editor, Leader::Text) {
        return;
    }
    let (Some(area), Some(frame)) = (editor.area.get_untracked(), frame_element()) else { return };
    let tops = mirror::tops(&area);
    let (line, within) = mirror::top_line(&tops, f64::from(area.scroll_top()));
    editor.report.with_untracked(|report| {
        // The block at the top, and how far into it.
        let block = report.lines.partition_point(|start| *start <= line);
        if block == 0 {
            frame::scroll_to(&frame, None, 0.0, &report.elements);
            return;
        }
        let start = report.lines[block - 1];
        let end = report.lines.get(block).copied().unwrap_or(tops.len() + 1);
        let part = ((line - start) as f64 + within) / (end - start).max(1) as f64;
        frame::scroll_to(&frame, Some(block - 1), part, &report.elements);
    });
}

/// The text follows the page.
fn follow_page(editor: Editor) {
    if take_over(editor, Leader::Page) {
        return;
    }
    let (Some(area), Some(frame)) = (editor.area.get_untracked(), frame_element()) else { return };
    let tops = mirror::tops(&area);
    editor.report.with_untracked(|report| {
        let Some((block, part)) = frame::top_block(&frame, &report.elements) else {
            area.set_scroll_top(0);
            return;
        };
        let top = |line: usize| tops.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let Some(start) = report.lines.get(block).map(|line| top(*line)) else { return };
        let end = report.lines.get(block + 1).map_or(f64::from(area.scroll_height()), |line| top(*line));
        area.set_scroll_top((start + (end - start) * part) as i32);
    });
}

/// Whether this scrolling is only the other one's echo. The leader leads until both have been still for a moment.
fn take_over(editor: Editor, leader: Leader) -> bool {
    let echo = editor.preview.with_value(|preview| {
        let echo = preview.following.get().is_some_and(|now| now != leader);
        if !echo {
            preview.following.set(Some(leader));
        }
        echo
    });
    if !echo {
        spawn_local(async move {
            wait(120).await;
            editor.preview.try_with_value(|preview| preview.following.set(None));
        });
    }
    echo
}

/// The frame and what it is shown as.
pub fn pane(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let device = RwSignal::new("phone");
    let dark = RwSignal::new(device::prefers_dark());
    let devices: Vec<_> = WIDTHS
        .into_iter()
        .map(|(name, _)| {
            let pressed = move || if device.get() == name { "true" } else { "false" };
            view! {
                <button type="button" aria-pressed=pressed on:click=move |_| device.set(name)>
                    {words.say(&format!("preview-{name}"))}
                </button>
            }
        })
        .collect();
    let dark_pressed = move || if dark.get() { "true" } else { "false" };
    // A frame takes its colour scheme from the element it stands in.
    let class = move || format!("frame-box as-{} {}", device.get(), if dark.get() { "is-dark" } else { "is-light" });
    let box_of_frame = NodeRef::<html::Div>::new();
    let fit = move |device: &str| {
        frame::fit(WIDTHS.iter().find(|(known, _)| *known == device).map_or(390, |(_, width)| *width));
    };
    Effect::new(move |_| fit(device.get()));
    // Also when the pane is first shown: hidden, as at first on a phone, it has no size to fit the page to.
    Effect::new(move |_| {
        let Some(place) = box_of_frame.get() else { return };
        let resized = Closure::<dyn FnMut()>::new(move || {
            if let Some(device) = device.try_get_untracked() {
                fit(device);
            }
        });
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&place);
        }
        resized.forget();
    });
    view! {
        <div class="preview-bar" role="group" aria-label=words.say("preview-as")>
            {devices}
            <button type="button" aria-pressed=dark_pressed on:click=move |_| dark.update(|dark| *dark = !*dark)>
                {words.say("preview-dark")}
            </button>
        </div>
        <div class=class id="frame-box" node_ref=box_of_frame>
            <iframe id="preview" title=words.say("preview-title") sandbox="allow-same-origin"></iframe>
        </div>
    }
}
