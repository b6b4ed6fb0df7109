//! The page that one writes on: the published page's own head and headline in a frame, with the writing surface where its body is. And
//! which of the two views of the text is shown.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlIFrameElement};

use crate::editor::Editor;
use crate::wait::wait;
use crate::{device, frame, surface};

/// How the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// On the page itself.
    Page,
    /// As story markup.
    Source,
}

/// What has become of the surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Nobody has asked for it.
    NotYet,
    /// It is on its way.
    Underway,
    /// One can write.
    Yes,
    /// It could not be had: the text area stands in.
    Failed,
}

/// How often, in milliseconds, the first page is looked for, and how often at most.
const LOOK: (i32, u32) = (20, 750);

/// Opens the surface when it is first wanted, and keeps it in step with what is around the body.
pub fn attend(editor: Editor, module: surface::Module) {
    Effect::new(move |_| {
        if editor.view.get() != View::Page || editor.ready.get_untracked() != Ready::NotYet {
            return;
        }
        editor.ready.set(Ready::Underway);
        let module = module.clone();
        spawn_local(async move {
            let opened = open(editor, &module).await;
            if opened.is_ok() {
                editor.ready.set(Ready::Yes);
                surface::set_editable(editor, editor.writable());
            } else {
                editor.ready.set(Ready::Failed);
                editor.beside.set(true);
                editor.view.set(View::Source);
                editor.say("sheet-failed");
            }
        });
    });
    Effect::new(move |_| {
        editor.head.track();
        editor.around.set_value(true);
    });
    Effect::new(move |_| surface::set_editable(editor, editor.writable()));
    on_cleanup(move || surface::close(editor));
}

async fn open(editor: Editor, module: &surface::Module) -> Result<(), JsValue> {
    let html = first_page(editor).await.ok_or(JsValue::NULL)?;
    let frame: HtmlIFrameElement = document().get_element_by_id("sheet").ok_or(JsValue::NULL)?.dyn_into()?;
    let loaded = js_sys::Promise::new(&mut |done, _| frame.set_onload(Some(&done)));
    frame.set_srcdoc(&frame::without_scripts(&html));
    JsFuture::from(loaded).await?;
    frame.set_onload(None);
    let page = frame.content_document().ok_or(JsValue::NULL)?;
    let body = alone(&page).ok_or(JsValue::NULL)?;
    quiet(&page, &editor.words.say("sheet-title"));
    // A link around the body leads nowhere: one would lose the text.
    let stay = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(|event: web_sys::MouseEvent| {
        let target: Option<Element> = event.target().map(JsCast::unchecked_into);
        if target.and_then(|target| target.closest("a[href]").ok().flatten()).is_some() {
            event.prevent_default();
        }
    });
    page.add_event_listener_with_callback("click", stay.as_ref().unchecked_ref())?;
    stay.forget();
    surface::open(editor, module, &body).await
}

/// The page as the renderer makes it for the first time.
async fn first_page(editor: Editor) -> Option<String> {
    for _ in 0..LOOK.1 {
        let html = editor.preview.try_with_value(|preview| preview.newest())?;
        if !html.is_empty() {
            return Some(html);
        }
        wait(LOOK.0).await;
    }
    None
}

/// Leaves of a page its story's head, its lead picture and its body, which is answered.
fn alone(page: &Document) -> Option<Element> {
    let main = page.query_selector("body > main").ok()??;
    let story = main.query_selector("article.story").ok()??;
    let body = story.query_selector(":scope > .body").ok()??;
    for (place, kept) in [(page.body()?.into(), &main), (main.clone(), &story)] {
        let place: Element = place;
        others(&place, kept).iter().for_each(Element::remove);
    }
    let mut after = body.next_element_sibling();
    while let Some(element) = after {
        after = element.next_element_sibling();
        element.remove();
    }
    Some(body)
}

fn others(place: &Element, kept: &Element) -> Vec<Element> {
    let all = place.children();
    (0..all.length()).filter_map(|at| all.item(at)).filter(|child| child != kept).collect()
}

/// What stands above the body is looked at, not worked with: its fields are those of the desk.
fn quiet(page: &Document, name: &str) {
    // The desk's own page has a main landmark too: they are told apart by name.
    if let Some(main) = page.query_selector("body > main").ok().flatten() {
        let _ = main.set_attribute("aria-label", name);
    }
    let Ok(above) = page.query_selector_all("article.story > :not(.body)") else { return };
    for at in 0..above.length() {
        if let Some(element) = above.item(at) {
            let _ = element.unchecked_ref::<Element>().set_attribute("inert", "");
        }
    }
}

/// The page was made again: what stands around the body follows, where the head has changed.
pub fn follow(editor: Editor, html: &str) {
    if editor.ready.get_untracked() != Ready::Yes || !editor.around.try_update_value(std::mem::take).unwrap_or_default()
    {
        return;
    }
    let page = document().get_element_by_id("sheet").and_then(|frame| frame.dyn_into::<HtmlIFrameElement>().ok());
    let Some(page) = page.and_then(|frame| frame.content_document()) else { return };
    let Some(new) = frame::parsed(html) else { return };
    let story = |page: &Document| page.query_selector("article.story").ok().flatten();
    let (Some(old_story), Some(new_body)) = (story(&page), alone(&new)) else { return };
    // The surface stands for the body, as it is.
    let Some(writing) = page.get_element_by_id("writing").and_then(|writing| writing.clone_node_with_deep(true).ok())
    else {
        return;
    };
    let _ = new_body.replace_with_with_node_1(&writing);
    quiet(&new, &editor.words.say("sheet-title"));
    if let (Some(old), Some(new)) = (page.document_element(), new.document_element()) {
        for name in ["lang", "dir"] {
            let _ = old.set_attribute(name, &new.get_attribute(name).unwrap_or_default());
        }
    }
    if let Some(new_story) = story(&new) {
        frame::morph(&old_story, &new_story);
    }
}

/// Turns to one view of the text, with the caret where it was in the other.
pub fn turn_to(editor: Editor, view: View) {
    if editor.view.get_untracked() == view {
        return;
    }
    let selected = editor.selected();
    if let Some(area) = editor.area.get_untracked().filter(|_| view == View::Source) {
        area.set_value(&editor.body.get_untracked());
    }
    editor.view.set(view);
    // Beside the page itself another one is one too many; beside markup it is what the markup is looked at in.
    editor.beside.set(view == View::Source);
    device::prefer_source(view == View::Source);
    spawn_local(async move {
        // Once the view is there to be looked at.
        wait(0).await;
        if view == View::Page {
            surface::show(editor, &editor.body.get_untracked(), selected.clone());
        }
        editor.select(selected);
        editor.say(match view {
            View::Page => "sheet-on-page",
            View::Source => "sheet-as-source",
        });
    });
}

/// The buttons that turn from one view to the other.
pub fn switch(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let button = move |view: View, key: &'static str| {
        let pressed = move || if editor.view.get() == view { "true" } else { "false" };
        let off = move || view == View::Page && editor.ready.get() == Ready::Failed;
        view! {
            <button type="button" id=format!("view-{key}") aria-pressed=pressed disabled=off title="Ctrl+Shift+E" on:click=move |_| turn_to(editor, view)>
                {words.say(&format!("view-{key}"))}
            </button>
        }
    };
    let beside = move || if editor.beside.get() { "true" } else { "false" };
    view! {
        <button type="button" class="toggle-beside" aria-pressed=beside on:click=move |_| editor.beside.update(|beside| *beside = !*beside)>
            {words.say("view-beside")}
        </button>
        <div class="views" role="group" aria-label=words.say("views")>{button(View::Page, "page")}{button(View::Source, "source")}</div>
    }
}

/// The frame, and what it is shown as.
pub fn pane(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let dark = RwSignal::new(device::prefers_dark());
    let narrow = RwSignal::new(false);
    let frame: NodeRef<html::Iframe> = NodeRef::new();
    let class = move || {
        let width = if narrow.get() { "as-phone" } else { "as-wide" };
        format!("sheet-box {width} {}", if dark.get() { "is-dark" } else { "is-light" })
    };
    let pressed = |on: bool| if on { "true" } else { "false" };
    view! {
        <div class="written-on" hidden=move || editor.view.get() != View::Page>
            <div class="preview-bar" role="group" aria-label=words.say("preview-as")>
                <button type="button" aria-pressed=move || pressed(narrow.get()) on:click=move |_| narrow.update(|narrow| *narrow = !*narrow)>
                    {words.say("preview-phone")}
                </button>
                <button type="button" aria-pressed=move || pressed(dark.get()) on:click=move |_| dark.update(|dark| *dark = !*dark)>
                    {words.say("preview-dark")}
                </button>
            </div>
            <div class=class>
                <p class="opening" role="status" hidden=move || editor.ready.get() == Ready::Yes>{words.say("editor-opening")}</p>
                <iframe id="sheet" node_ref=frame title=words.say("sheet-title")></iframe>
            </div>
        </div>
    }
}

/// Gives the keyboard back to the text, in the view that is shown.
pub fn focus(editor: Editor) {
    if !surface::focus(editor)
        && let Some(area) = editor.area.get_untracked()
    {
        let area: &HtmlElement = &area;
        let _ = area.focus();
    }
}
