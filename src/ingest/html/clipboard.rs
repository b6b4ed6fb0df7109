//! What word processors put on the clipboard: paragraphs that only their styles make headings and items of lists.

use dateline_story::Language;

use super::piece::{Context, Piece};
use super::style;
use super::style::{Listed, Role};
use super::tree::{Element, ElementRef, NodeRef};
use super::walk::{Walk, find, has_class};

mod drawing;
mod field;
mod item;
mod marker;
mod nest;
mod passage;
mod run;
mod symbol;

pub use drawing::{drawing, equation};
pub use field::Fields;
pub use nest::Counts;
pub use passage::passage;
pub use symbol::words as words_of_symbols;

/// Puts the list together that begins with the first of these nodes; says how many it is made of, none if there is no
/// such list.
pub fn list<'a>(walk: &mut Walk<'a>, nodes: &[NodeRef<'a>], context: Context, out: &mut Vec<Piece>) -> usize {
    match nodes.first().copied().and_then(ElementRef::wrap) {
        Some(first) if item::may_be(walk, first) => run::list(walk, nodes, context, out),
        _ => 0,
    }
}

/// The level of the heading that a paragraph is by its class, its style or its role.
pub fn heading(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<u8> {
    let value = element.value();
    if value.attr("role") == Some("heading") {
        return Some(value.attr("aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2));
    }
    if value.name() != "p" {
        return None;
    }
    let by_style_online = parastyle(element).and_then(|style| match style.to_lowercase().as_str() {
        "title" => Some(1),
        style => style.strip_prefix("heading ").and_then(|level| level.parse().ok()),
    });
    if by_style_online.is_some() {
        return by_style_online;
    }
    if walk.looks.is_title(element) {
        return Some(1);
    }
    let by_class = value.classes().map(own_class).find_map(|class| match class {
        "MsoTitle" => Some(1),
        _ => class.strip_prefix("MsoHeading").and_then(|level| level.parse().ok()),
    });
    let level = by_class.or_else(|| walk.looks.says(element).and_then(|says| says.outline));
    level.filter(|level| *level <= DEEPEST_HEADING)
}

/// Below this level of Word's outline nobody tells headings from text.
const DEEPEST_HEADING: u8 = 6;

/// Whether a paragraph has one of the styles whose look is the style's and no stress of the writer's.
pub fn has_style_of_word(element: &Element) -> bool {
    const STYLES: [&str; 7] =
        ["MsoTitle", "MsoSubtitle", "MsoCaption", "MsoQuote", "MsoIntenseQuote", "MsoBlockText", "MsoTocHeading"];
    element.classes().map(own_class).any(|class| STYLES.contains(&class) || class.starts_with("MsoHeading"))
}

/// What a paragraph is by its style.
pub fn role(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<Role> {
    let by_class = element.value().classes().map(own_class).find_map(|class| match class {
        "MsoQuote" | "MsoIntenseQuote" | "MsoBlockText" => Some(Role::Quote),
        "MsoCaption" => Some(Role::Caption),
        _ => None,
    });
    let by_name = || walk.looks.says(element).and_then(|says| says.role);
    by_class.or_else(by_name).or_else(|| parastyle(element).and_then(style::role))
}

/// The name of a paragraph's style as Word on the web writes it at its words.
fn parastyle(paragraph: ElementRef<'_>) -> Option<&str> {
    if !has_class(paragraph, &["Paragraph"]) {
        return None;
    }
    let words = find(paragraph, |inner| inner.value().attr("data-ccp-parastyle").is_some())?;
    words.value().attr("data-ccp-parastyle")
}

/// A class as Word wrote it: Outlook on the web puts `x_` before it, once for every time a message is passed on.
fn own_class(class: &str) -> &str {
    class.trim_start_matches("x_")
}

/// Whether an element is the number or bullet of an item that Word has written out.
pub fn is_marker(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    walk.looks.listed(element) == Some(&Listed::Marker)
}

/// Whether Word, Word on the web or Outlook has written a page.
pub fn is_by_word(html: &str) -> bool {
    ["urn:schemas-microsoft-com:office", "mso-", "class=\"TextRun", "SCXW"].iter().any(|own| html.contains(own))
}

/// Whether Google Docs has written a page.
pub fn is_by_docs(html: &str) -> bool {
    ["docs-internal-guid", "lst-kix_", "themes.googleusercontent.com"].iter().any(|own| html.contains(own))
}

/// Whether a spreadsheet is on the clipboard.
pub fn is_by_sheet(html: &str) -> bool {
    ["google-sheets-html-origin", "data-sheets-", "content=Excel.Sheet", "content=\"Excel.Sheet\"", " sdval=\""]
        .iter()
        .any(|own| html.contains(own))
}

/// The HTML without what Windows puts before it on its clipboard.
pub fn without_header(html: &str) -> &str {
    let start = html.trim_start_matches('\u{feff}').trim_start();
    match start.find('<') {
        Some(first) if start.starts_with("Version:") && start[..first].contains("StartHTML:") => &start[first..],
        _ => html,
    }
}

/// The language that the tags around a page give all its words. The parser passes those tags over.
pub fn page_language(html: &str) -> Option<Language> {
    ["<body", "<html"].iter().find_map(|tag| {
        let (_, rest) = html.split_once(tag)?;
        let (attributes, _) = rest.split_once('>')?;
        let (before, value) = attributes.split_once("lang=")?;
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(value.len());
        before.ends_with(|c: char| c.is_ascii_whitespace()).then(|| Language::new(&value[..end]).ok()).flatten()
    })
}
