//! What stands inside a line of text.

use serde::{Deserialize, Serialize};

use crate::{Block, Language};

/// A run inside a paragraph, a heading, a caption or a table cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text without line breaks.
    Text(String),
    /// Stress: `<em>`.
    Emphasis(Vec<Inline>),
    /// Importance: `<strong>`.
    Strong(Vec<Inline>),
    /// A link to `href`: absolute, from the root, or a fragment.
    Link {
        /// Where it leads.
        href: String,
        /// What the reader sees.
        content: Vec<Inline>,
    },
    /// A piece of code, taken literally.
    Code(String),
    /// Raised text: `<sup>`.
    Superscript(Vec<Inline>),
    /// Lowered text: `<sub>`.
    Subscript(Vec<Inline>),
    /// A line break that matters.
    LineBreak,
    /// A short form with its long one.
    Abbreviation {
        /// The short form, plain text.
        short: String,
        /// What it stands for.
        long: String,
    },
    /// Words in another language than the story's.
    LanguageSpan {
        /// The language of the words.
        language: Language,
        /// The words.
        content: Vec<Inline>,
    },
    /// A note: its number stands here, its words at the end of the page.
    Note {
        /// Its number on a page, from 1. In a story it is 0: there its place says it all.
        #[serde(default, skip)]
        number: usize,
        /// Its words.
        content: Vec<Inline>,
    },
}

impl Inline {
    /// A note with these words.
    pub fn note(content: Vec<Inline>) -> Self {
        Inline::Note { number: 0, content }
    }

    /// A text run.
    pub fn text(text: impl Into<String>) -> Self {
        Inline::Text(text.into())
    }

    /// What it holds, if it holds other inlines.
    pub fn children(&self) -> Option<&[Inline]> {
        match self {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. }
            | Inline::LanguageSpan { content, .. }
            | Inline::Note { content, .. } => Some(content),
            Inline::Text(_) | Inline::Code(_) | Inline::LineBreak | Inline::Abbreviation { .. } => None,
        }
    }
}

/// Calls `see` with every inline of a block, also of the blocks and inlines in it, in reading order.
pub fn each_inline(block: &Block, see: &mut dyn FnMut(&Inline)) {
    match block {
        Block::Paragraph(content)
        | Block::Heading { content, .. }
        | Block::PullQuote { content, .. }
        | Block::Channel { content }
        | Block::Correction { content, .. } => each(content, see),
        Block::List(list) => list.items.iter().flatten().for_each(|block| each_inline(block, see)),
        Block::Quote { content, .. } => content.iter().for_each(|block| each_inline(block, see)),
        Block::Figure(figure) => each(&figure.caption, see),
        Block::Gallery { figures, .. } => figures.iter().for_each(|figure| each(&figure.caption, see)),
        Block::KeyPoints { points, .. } => points.iter().for_each(|point| each(point, see)),
        Block::Table(table) => table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| each(cell, see)),
        Block::LivePost(post) => post.content.iter().for_each(|block| each_inline(block, see)),
        Block::Embed(_) | Block::Code { .. } | Block::Rule => {}
    }
}

fn each(inlines: &[Inline], see: &mut dyn FnMut(&Inline)) {
    for inline in inlines {
        see(inline);
        each(inline.children().unwrap_or_default(), see);
    }
}
