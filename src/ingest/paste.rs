//! What is pasted or dropped at the desk: the forms in which a program puts one thing on the clipboard, made into blocks.

use dateline_story::{Block, Inline, markup, normal};

use crate::html::{self, Options};

mod mark;
mod rows;
mod text;

#[cfg(test)]
mod tests;

/// What a clipboard comes to.
#[derive(Debug)]
pub struct Pasted {
    /// The blocks, in normal form.
    pub blocks: Vec<Block>,
    /// How many things no block could hold: their words are kept, or they had none.
    pub kept: usize,
}

/// The blocks of a clipboard's HTML, or of its plain text where that says more; either may be empty.
pub fn pasted(html: &str, plain: &str) -> Pasted {
    if html.trim().is_empty() {
        return Pasted { blocks: text::to_blocks(plain), kept: 0 };
    }
    let (blocks, losses) = html::to_blocks(html, &Options::default());
    if plain.trim().is_empty() || !(blocks.is_empty() || has_no_form(&blocks)) {
        return Pasted { blocks, kept: losses.len() };
    }
    // Editors for code and for Markdown put only their colours into the HTML.
    let from_text = text::to_blocks(plain);
    if blocks.is_empty() || !has_no_form(&from_text) {
        return Pasted { blocks: from_text, kept: 0 };
    }
    Pasted { blocks, kept: losses.len() }
}

/// The markup of a clipboard.
pub fn markup(html: &str, plain: &str) -> (String, usize) {
    let Pasted { blocks, kept } = pasted(html, plain);
    (markup::write(&normal::blocks(blocks)), kept)
}

/// Whether blocks are only words and lines of words, or one listing.
fn has_no_form(blocks: &[Block]) -> bool {
    let plain = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::LineBreak);
    match blocks {
        [Block::Code { language, .. }] => language.is_empty(),
        blocks => blocks.iter().all(|block| matches!(block, Block::Paragraph(content) if content.iter().all(plain))),
    }
}
