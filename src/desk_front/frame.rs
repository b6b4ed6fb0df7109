//! The preview's frame: painted only where the page changed, so that nothing flickers and nothing loses its place.

use wasm_bindgen::prelude::*;
use web_sys::{Document, DomParser, Element, EventTarget, HtmlElement, HtmlIFrameElement, Node, SupportedType};

/// Paints a page. The first time the frame is filled, and `ready` is called when it stands; later only what differs is
/// changed. While it is being filled nothing is painted: `ready` has to paint the newest page then.
pub fn paint(frame: &HtmlIFrameElement, html: &str, ready: impl FnOnce(&HtmlIFrameElement) + 'static) {
    const STATE: &str = "data-painted";
    match frame.get_attribute(STATE).as_deref() {
        Some("yes") => {
            if let Some(page) = frame.content_document() {
                repaint(&page, html);
            }
        }
        Some(_) => {}
        None => {
            let _ = frame.set_attribute(STATE, "loading");
            let frame_then = frame.clone();
            let loaded = Closure::once_into_js(move || {
                let _ = frame_then.set_attribute(STATE, "yes");
                ready(&frame_then);
            });
            frame.set_onload(Some(loaded.unchecked_ref()));
            // Scripts cannot run in a sandboxed frame; leaving them out spares the console the complaint.
            frame.set_srcdoc(&without_scripts(html));
        }
    }
}

/// A page without its scripts.
pub fn without_scripts(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<script") {
        let end = rest[at..].find("</script>").map_or(rest.len(), |end| at + end + "</script>".len());
        out.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// A page to take parts of.
pub fn parsed(html: &str) -> Option<Document> {
    DomParser::new().ok()?.parse_from_string(&without_scripts(html), SupportedType::TextHtml).ok()
}

fn repaint(page: &Document, html: &str) {
    let Some(new) = parsed(html) else { return };
    let (Some(old), Some(new)) = (page.document_element(), new.document_element()) else { return };
    morph(&old, &new);
}

/// Makes one element like another of the same name.
pub fn morph(old: &Element, new: &Element) {
    if old.is_equal_node(Some(new)) {
        return;
    }
    attributes(old, new);
    let (before, after) = (children(old), children(new));
    let same = |a: &Node, b: &Node| a.is_equal_node(Some(b));
    let start = before.iter().zip(&after).take_while(|(a, b)| same(a, b)).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    let paired = before.len().min(after.len());
    for (one, other) in before.iter().zip(after) {
        match (element(one), element(other)) {
            (Some(one), Some(other)) if one.tag_name() == other.tag_name() => morph(one, other),
            (None, None) if one.node_type() == other.node_type() => one.set_node_value(other.node_value().as_deref()),
            _ => {
                let _ = old.replace_child(other, one);
            }
        }
    }
    for gone in &before[paired..] {
        let _ = old.remove_child(gone);
    }
    let next = before.get(paired..).and_then(|_| old.child_nodes().item((start + paired) as u32));
    for fresh in &after[paired..] {
        let _ = old.insert_before(fresh, next.as_ref());
    }
}

/// A node as an element, if it is one. The frame's nodes are of another realm, where `instanceof` says no.
fn element(node: &Node) -> Option<&Element> {
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_ref())
}

fn children(element: &Element) -> Vec<Node> {
    let nodes = element.child_nodes();
    (0..nodes.length()).filter_map(|at| nodes.item(at)).collect()
}

fn attributes(old: &Element, new: &Element) {
    let names = |element: &Element| -> Vec<String> {
        element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect()
    };
    for name in names(old) {
        if !new.has_attribute(&name) {
            let _ = old.remove_attribute(&name);
        }
    }
    for name in names(new) {
        let value = new.get_attribute(&name);
        if old.get_attribute(&name) != value {
            let _ = old.set_attribute(&name, value.as_deref().unwrap_or_default());
        }
    }
}

/// The elements of the page's body that are blocks: those after its moments and its dateline.
fn blocks(page: &Document, elements: &[usize]) -> Vec<Element> {
    let Ok(Some(body)) = page.query_selector(".story > .body") else { return Vec::new() };
    let all = body.children();
    let total: usize = elements.iter().sum();
    let before = (all.length() as usize).saturating_sub(total);
    (before..all.length() as usize).filter_map(|at| all.item(at as u32)).collect()
}

/// The first element of a block.
fn element_of(page: &Document, block: usize, elements: &[usize]) -> Option<Element> {
    let at: usize = elements.iter().take(block).sum();
    (elements.get(block) != Some(&0)).then(|| blocks(page, elements).into_iter().nth(at)).flatten()
}

/// The block that something in the page belongs to.
pub fn block_of(target: &EventTarget, elements: &[usize]) -> Option<usize> {
    // Of the frame's realm, like every node in it.
    let target: &Element = target.unchecked_ref();
    let page = target.owner_document()?;
    let found = blocks(&page, elements).iter().position(|block| block.contains(Some(target)))?;
    let mut seen = 0;
    elements.iter().position(|count| {
        seen += count;
        found < seen
    })
}

fn root(frame: &HtmlIFrameElement) -> Option<Element> {
    frame.content_document()?.document_element()
}

/// Scrolls the page to a part of a block, from 0 to 1; `None` is the top of the page.
pub fn scroll_to(frame: &HtmlIFrameElement, block: Option<usize>, part: f64, elements: &[usize]) {
    let (Some(page), Some(root)) = (frame.content_document(), root(frame)) else { return };
    let Some(block) = block else {
        root.set_scroll_top(0);
        return;
    };
    let Some(element) = element_of(&page, block, elements) else { return };
    let rect = element.get_bounding_client_rect();
    let top = f64::from(root.scroll_top()) + rect.top() + rect.height() * part;
    root.set_scroll_top(if block == 0 && part < 0.05 { 0 } else { top as i32 });
}

/// The block at the top of what the frame shows, and how far into it; `None` above the first.
pub fn top_block(frame: &HtmlIFrameElement, elements: &[usize]) -> Option<(usize, f64)> {
    let page = frame.content_document()?;
    let all = blocks(&page, elements);
    let at = all.iter().rposition(|element| element.get_bounding_client_rect().top() <= 1.0)?;
    let rect = all[at].get_bounding_client_rect();
    let part = (-rect.top() / rect.height().max(1.0)).clamp(0.0, 1.0);
    let mut seen = 0;
    let block = elements.iter().position(|count| {
        seen += count;
        at < seen
    })?;
    Some((block, part))
}

/// Shows the page at a width in CSS pixels, made smaller where the pane is narrower.
pub fn fit(width: u32) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let (Some(place), Some(frame)) = (document.get_element_by_id("frame-box"), document.get_element_by_id("preview"))
    else {
        return;
    };
    let Ok(frame) = frame.dyn_into::<HtmlElement>() else { return };
    let (have_width, have_height) = (f64::from(place.client_width()), f64::from(place.client_height()));
    if have_width == 0.0 {
        return;
    }
    let scale = (have_width / f64::from(width)).min(1.0);
    let set = |name: &str, value: String| {
        let _ = frame.style().set_property(name, &value);
    };
    set("inline-size", format!("{width}px"));
    set("block-size", format!("{}px", (have_height / scale).round()));
    set("transform", format!("scale({scale})"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_left_out_and_nothing_else() {
        let html = "<head><script defer src=\"/a.js\"></script><style>p{}</style></head><p>&lt;script&gt;</p>";
        assert_eq!(without_scripts(html), "<head><style>p{}</style></head><p>&lt;script&gt;</p>");
    }
}
