//! What Word hides from browsers in conditional comments, and nothing else holds: text boxes, and equations as text.

use dateline_story::{Block, Inline, normal, text};

use super::super::piece::Piece;
use super::super::to_blocks;
use super::super::tree::{Node, NodeRef};
use super::super::walk::Walk;

/// A drawing for Office alone. The words of its text boxes stay; a picture is reported where none for others comes after it.
pub fn drawing(walk: &mut Walk<'_>, comment: &str, after: Option<NodeRef<'_>>, out: &mut Vec<Piece>) {
    let mut rest = comment;
    let mut boxes = 0;
    while let Some((_, begun)) = rest.split_once("<v:textbox") {
        let Some((_, inner)) = begun.split_once('>') else { break };
        let (inner, behind) = inner.split_once("</v:textbox>").unwrap_or((inner, ""));
        rest = behind;
        boxes += 1;
        let blocks = inside(walk, inner);
        let words = normal::line(&text::of_blocks(&blocks));
        if !words.is_empty() {
            walk.boxed.push(words);
        }
        out.extend(blocks.into_iter().map(Piece::Float));
    }
    let replaced = matches!(after.map(NodeRef::value), Some(Node::Comment(next)) if next.starts_with("[if !vml"));
    if boxes == 0 && !replaced && comment.contains("<v:imagedata") {
        walk.lose("a picture is in the word processor's own form (VML) and cannot be fetched: nothing of it is kept");
    }
}

/// An equation, as far as a line of text can hold it.
pub fn equation(walk: &mut Walk<'_>, comment: &str, out: &mut Vec<Piece>) {
    let inner = comment.split_once('>').map_or("", |(_, inner)| inner);
    for block in inside(walk, inner) {
        if let Block::Paragraph(content) = block {
            out.extend(upright(content).into_iter().map(Piece::Inline));
        }
    }
}

/// The blocks in a comment. One within it would be read as deep as the input likes: of that only the words stay.
fn inside(walk: &mut Walk<'_>, html: &str) -> Vec<Block> {
    if html.contains("<!--[if") {
        let words = crate::plain::text(html);
        return if words.is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![Inline::Text(words)])] };
    }
    let (blocks, losses) = to_blocks(html, walk.options);
    losses.into_iter().for_each(|loss| walk.lose(loss.what));
    blocks
}

/// Letters of an equation slant by custom, not for stress.
fn upright(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in content {
        match inline {
            Inline::Emphasis(inner) => out.extend(upright(inner)),
            Inline::Superscript(inner) => out.push(Inline::Superscript(upright(inner))),
            Inline::Subscript(inner) => out.push(Inline::Subscript(upright(inner))),
            other => out.push(other),
        }
    }
    out
}
