//! What word processors put on the clipboard: paragraphs that only their styles make headings and items of lists.

use dateline_story::Language;

use super::piece::{Context, Piece};
use super::style::Listed;
use super::tree::{Element, ElementRef, Node, NodeRef};
use super::walk::Walk;

mod item;
mod marker;
mod nest;
mod run;

pub use nest::Counts;

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
    let by_class = value.classes().map(own_class).find_map(|class| match class {
        "MsoTitle" => Some(1),
        _ => class.strip_prefix("MsoHeading").and_then(|level| level.parse().ok()),
    });
    let level = by_class.or_else(|| walk.looks.says(element).and_then(|says| says.outline));
    level.filter(|level| *level <= DEEPEST_HEADING)
}

/// Below this level of Word's outline nobody tells headings from text.
const DEEPEST_HEADING: u8 = 6;

/// Whether Word has given a paragraph the look of a title or a heading of any level.
pub fn has_heading_class(element: &Element) -> bool {
    element.classes().map(own_class).any(|class| class == "MsoTitle" || class.starts_with("MsoHeading"))
}

/// A class as Word wrote it: Outlook on the web puts `x_` before it, once for every time a message is passed on.
fn own_class(class: &str) -> &str {
    class.trim_start_matches("x_")
}

/// Whether an element is the number or bullet of an item that Word has written out.
pub fn is_marker(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    walk.looks.listed(element) == Some(&Listed::Marker)
}

/// Reports a drawing that is only there for old versions of Office, where no picture for others comes after it.
pub fn drawing(walk: &mut Walk<'_>, comment: &str, after: Option<NodeRef<'_>>) {
    let replaced = matches!(after.map(NodeRef::value), Some(Node::Comment(next)) if next.starts_with("[if !vml"));
    if replaced {
        return;
    }
    if comment.contains("<v:imagedata") {
        walk.lose("a picture is in the word processor's own form (VML) and cannot be fetched: nothing of it is kept");
    } else if comment.contains("<v:textbox") {
        walk.lose("a text box is in the word processor's own form (VML): nothing of it is kept");
    }
}

/// Whether Word, or Outlook, has written a page.
pub fn is_by_word(html: &str) -> bool {
    html.contains("urn:schemas-microsoft-com:office") || html.contains("mso-")
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
