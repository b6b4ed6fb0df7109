//! What an element comes to before paragraphs are put together.

use dateline_story::{Block, Inline};

/// One part of a flow of text and blocks.
#[derive(Debug)]
pub enum Piece {
    /// Part of a line of text.
    Inline(Inline),
    /// The end of a paragraph, if one is under way.
    Break,
    /// A block that stands between paragraphs.
    Block(Block),
    /// A block that may be met in the middle of a sentence, such as a picture: the sentence stays whole.
    Float(Block),
}

/// What stands around the element at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Inside a list item, a quote or a cell, where a heading is only a bold line.
    pub nested: bool,
    /// Inside a link: a link in it would be a second one.
    pub linked: bool,
}

/// Wraps the inline pieces, run by run; blocks between them stay outside.
pub fn wrap(pieces: Vec<Piece>, out: &mut Vec<Piece>, mut with: impl FnMut(Vec<Inline>) -> Inline) {
    let mut run = Vec::new();
    let mut close = |run: &mut Vec<Inline>, out: &mut Vec<Piece>| {
        if run.iter().any(|inline| !is_blank(inline)) {
            out.push(Piece::Inline(with(std::mem::take(run))));
        } else {
            out.extend(run.drain(..).map(Piece::Inline));
        }
    };
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => run.push(inline),
            // Text inside block elements inside this inline one: the marking belongs to the text.
            Piece::Block(Block::Paragraph(content)) => {
                close(&mut run, out);
                out.push(Piece::Break);
                run = content;
                close(&mut run, out);
                out.push(Piece::Break);
            }
            other => {
                close(&mut run, out);
                out.push(other);
            }
        }
    }
    close(&mut run, out);
}

/// Whether an inline shows nothing: white space or a line break.
pub fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::LineBreak => true,
        Inline::Code(text) => text.trim().is_empty(),
        Inline::Abbreviation { short, .. } => short.trim().is_empty(),
        other => other.children().unwrap_or_default().iter().all(is_blank),
    }
}
