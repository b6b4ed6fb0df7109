//! Listings: what is taken letter by letter.

use std::collections::HashSet;

use dateline_story::{Block, Inline};

use super::piece::Piece;
use super::style::Face;
use super::tree::{ElementRef, Node};
use super::walk::{Walk, find, has_class, listing_of};

/// Preformatted text: a listing, or, where the block editor says verse, lines of a paragraph.
pub fn preformatted(element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let text = listing_of(element);
    let text = text.trim_end().trim_start_matches('\n');
    if text.is_empty() {
        return;
    }
    if has_class(element, &["wp-block-verse"]) {
        let lines = text.lines().map(|line| Inline::text(line.trim()));
        let content = lines.flat_map(|line| [Inline::LineBreak, line]).skip(1).collect();
        out.push(Piece::Block(Block::Paragraph(content)));
        return;
    }
    let code = find(element, |inner| inner.value().name() == "code");
    let language = [Some(element), code]
        .into_iter()
        .flatten()
        .flat_map(|element| element.value().classes())
        .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
        .unwrap_or_default();
    out.push(Piece::Block(Block::Code { language: language.to_owned(), text: text.replace('\u{a0}', " ") }));
}

/// A division that keeps its spaces in letters of one width, as code editors write theirs.
pub fn is_written_as_code(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    let own = walk
        .looks
        .says(element)
        .is_some_and(|says| says.preformatted == Some(true) && says.face == Some(Face::Monospaced));
    own && walk.looks.of(element).all_monospaced
}

/// The lines of paragraphs or divisions that are code. Line breaks of the source count only where they are `kept`.
pub fn lines(element: ElementRef<'_>, hidden: &HashSet<usize>, kept: bool) -> String {
    let mut out = String::new();
    push(element, hidden, kept, &mut out);
    let lines: Vec<&str> = out.trim_end().split('\n').map(str::trim_end).collect();
    lines.join("\n").replace('\u{a0}', " ")
}

fn push(element: ElementRef<'_>, hidden: &HashSet<usize>, kept: bool, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(_) if hidden.contains(&child.place()) => {}
            Node::Text(text) if kept => out.push_str(text),
            Node::Text(text) => out.push_str(&text.replace("\r\n", " ").replace('\n', " ")),
            Node::Element(inner) if inner.name() == "br" => out.push('\n'),
            _ => {
                let Some(inner) = ElementRef::wrap(child) else { continue };
                push(inner, hidden, kept, out);
                let is_block = matches!(inner.value().name(), "p" | "div");
                // A line that holds a line break alone has ended already.
                if is_block && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }
}
