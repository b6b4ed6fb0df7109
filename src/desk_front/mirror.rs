//! Where a line of a text area is: the text is laid out once more, out of sight, in a box of the same width and type.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

const COPIED: [&str; 10] = [
    "font-family",
    "font-size",
    "font-weight",
    "line-height",
    "letter-spacing",
    "padding-inline-start",
    "padding-inline-end",
    "padding-block-start",
    "direction",
    "tab-size",
];

/// The top of each line in pixels from the top of the text.
pub fn tops(area: &HtmlTextAreaElement) -> Vec<f64> {
    measure(area).unwrap_or_default()
}

fn measure(area: &HtmlTextAreaElement) -> Option<Vec<f64>> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let copy: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    copy.set_class_name("mirror");
    let style = window.get_computed_style(area).ok()??;
    for name in COPIED {
        let _ = copy.style().set_property(name, &style.get_property_value(name).ok()?);
    }
    let _ = copy.style().set_property("inline-size", &format!("{}px", area.client_width()));
    let text = area.value();
    for line in text.split('\n') {
        let row = document.create_element("div").ok()?;
        // An empty line is as high as one with something on it.
        row.set_text_content(Some(if line.is_empty() { "\u{200b}" } else { line }));
        copy.append_child(&row).ok()?;
    }
    area.parent_element()?.append_child(&copy).ok()?;
    let rows = copy.children();
    let tops = (0..rows.length()).filter_map(|at| rows.item(at)).map(|row| offset(&row)).collect();
    copy.remove();
    Some(tops)
}

fn offset(row: &Element) -> f64 {
    row.dyn_ref::<HtmlElement>().map_or(0.0, |row| f64::from(row.offset_top()))
}

/// The line, from 1, at the top of what a text area shows, and how far into it, from 0 to 1.
pub fn top_line(tops: &[f64], scroll: f64) -> (usize, f64) {
    let line = tops.partition_point(|top| *top <= scroll).max(1);
    let start = tops.get(line - 1).copied().unwrap_or_default();
    let end = tops.get(line).copied().unwrap_or(start + 1.0);
    (line, ((scroll - start) / (end - start).max(1.0)).clamp(0.0, 1.0))
}

/// Scrolls a text area so that a line, from 1, is near its top.
pub fn show_line(area: &HtmlTextAreaElement, line: usize) {
    let tops = tops(area);
    if let Some(top) = tops.get(line.saturating_sub(1)) {
        area.set_scroll_top((top - 48.0).max(0.0) as i32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_line_and_how_far_into_it() {
        let tops = [0.0, 20.0, 60.0];
        assert_eq!(top_line(&tops, 0.0), (1, 0.0));
        assert_eq!(top_line(&tops, 40.0), (2, 0.5));
        assert_eq!(top_line(&tops, 1000.0), (3, 1.0));
        assert_eq!(top_line(&[], 5.0).0, 1);
    }
}
