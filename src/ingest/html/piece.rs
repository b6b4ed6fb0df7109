//! What an element comes to before paragraphs are put together.

use dateline_story::{Block, Inline};

use super::look::Marks;

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
    /// What the picture before or the table after shows; a paragraph where there is neither.
    Caption(Vec<Inline>),
}

/// What stands around the element at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Inside a list item, a quote or a cell, where a heading is only a bold line.
    pub nested: bool,
    /// Inside a heading.
    pub heading: bool,
    /// Inside a link: a link in it would be a second one.
    pub linked: bool,
    /// Inside words that are struck out, which has been told.
    pub struck: bool,
    /// The marks that an element around puts on all of this, or that count for nothing here.
    pub applied: Marks,
}

/// Wraps the inline pieces, run by run; blocks between them stay outside.
pub fn wrap(pieces: Vec<Piece>, out: &mut Vec<Piece>, mut with: impl FnMut(Vec<Inline>) -> Inline) {
    let mut run = Vec::new();
    let mut close = |run: &mut Vec<Inline>, out: &mut Vec<Piece>| {
        // A space is marked, too, so that the words around it stay together; a line break alone is not.
        let spaces = !run.is_empty() && run.iter().all(|inline| matches!(inline, Inline::Text(_)));
        if spaces || run.iter().any(|inline| !is_blank(inline)) {
            out.push(Piece::Inline(with(std::mem::take(run))));
        } else {
            out.extend(run.drain(..).map(Piece::Inline));
        }
    };
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => join(&mut run, inline),
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

/// Puts marks on the texts from `first` on.
pub fn mark(out: &mut [Piece], first: usize, marks: Marks) {
    for piece in out.iter_mut().skip(first) {
        if let Piece::Inline(inline @ Inline::Text(_)) = piece {
            let text = std::mem::replace(inline, Inline::LineBreak);
            *inline = marks.around(vec![text]);
        }
    }
}

/// Adds to a line. Word processors cut words up at will, so what bears the same mark as the words before joins them.
pub fn join(line: &mut Vec<Inline>, inline: Inline) {
    match (line.last_mut(), inline) {
        (Some(Inline::Strong(last)), Inline::Strong(more))
        | (Some(Inline::Emphasis(last)), Inline::Emphasis(more))
        | (Some(Inline::Superscript(last)), Inline::Superscript(more))
        | (Some(Inline::Subscript(last)), Inline::Subscript(more)) => {
            more.into_iter().for_each(|inline| join(last, inline))
        }
        (Some(Inline::Code(last)), Inline::Code(more)) => last.push_str(&more),
        (Some(Inline::Link { href: last, content }), Inline::Link { href, content: more }) if *last == href => {
            more.into_iter().for_each(|inline| join(content, inline));
        }
        (Some(Inline::LanguageSpan { language: last, content }), Inline::LanguageSpan { language, content: more })
            if *last == language =>
        {
            more.into_iter().for_each(|inline| join(content, inline))
        }
        (_, inline) => line.push(inline),
    }
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
