//! A body in two forms at once: story markup, which is what is kept, and the nodes of the writing surface.
//!
//! Whoever changes one of them learns what changes in the other. What was not touched is not rewritten: blocks that nobody
//! edited keep their source byte for byte, with the blank lines between them.

mod align;
mod sew;
mod splice;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Block;
use crate::document::{self, Node};
use crate::markup::{self, Parsed};

/// A place in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which of the document's own nodes it is in.
    pub block: usize,
    /// How many UTF-16 units of [words](Node::words) stand before it in that node.
    pub offset: usize,
}

/// Nodes `from..to` of a document give way to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The first that gives way.
    pub from: usize,
    /// The first after it that does not.
    pub to: usize,
    /// What stands there now.
    pub blocks: Vec<Piece>,
}

/// A node of a changed document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// One of the document before, by its place there, untouched.
    Kept(usize),
    /// A new or changed one.
    Node(Node),
}

/// A body, as markup and as nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Manuscript {
    source: String,
    parts: Vec<Part>,
}

/// One of the document's own nodes.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    node: Node,
    /// What it says: nothing while it is empty.
    blocks: Vec<Block>,
    /// Where its source is; that of the parts with the same one, where they were written as one.
    span: Range<usize>,
}

impl Part {
    fn new(node: Node) -> Self {
        Self { blocks: document::of_node(&node), node, span: 0..0 }
    }
}

impl Manuscript {
    /// Reads story markup.
    pub fn new(source: impl Into<String>) -> Self {
        let source = source.into();
        let Parsed { blocks, lines, .. } = markup::parse(&source);
        let parts = document::document(&blocks).content.into_iter().map(Part::new).collect();
        let mut made = Self { source, parts };
        made.settle(&lines);
        made
    }

    /// The markup.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The document.
    pub fn document(&self) -> Node {
        let mut document = document::document(&[]);
        document.content = self.parts.iter().map(|part| part.node.clone()).collect();
        document
    }

    /// Changes the document, and the markup with it.
    pub fn edit(&mut self, change: Change) {
        let (parts, kept) = splice::applied(&self.parts, change);
        let (source, lines) = sew::sewn(&self.source, &self.parts, &parts, &kept);
        self.source = source;
        self.parts = parts;
        self.settle(&lines);
    }

    /// Takes in other markup. What becomes of the document; `None` where it says what it said.
    pub fn rewrite(&mut self, source: &str) -> Option<Change> {
        let Parsed { blocks, lines, .. } = markup::parse(source);
        let change = splice::between(&self.parts, &blocks);
        self.source = source.to_owned();
        if let Some(change) = change.clone() {
            self.parts = splice::applied(&self.parts, change).0;
        }
        self.settle(&lines);
        change
    }

    /// Where a byte of the markup is in the document.
    pub fn place(&self, byte: usize) -> Place {
        let after = |part: &Part| part.span.end > byte || (part.span.end == byte && !part.span.is_empty());
        let Some(first) = self.parts.iter().position(after).or_else(|| self.parts.len().checked_sub(1)) else {
            return Place::default();
        };
        let sewn = self.sewn_with(first);
        let words: Vec<String> = self.parts[sewn.clone()].iter().map(|part| part.node.words()).collect();
        let span = self.parts[first].span.clone();
        let within = byte.clamp(span.start, span.end) - span.start;
        let mut at = align::word_at(&self.source[span], &words.concat(), within);
        for (block, words) in sewn.clone().zip(&words) {
            if at <= words.len() {
                return Place { block, offset: words[..at].encode_utf16().count() };
            }
            at -= words.len();
        }
        Place { block: sewn.end - 1, offset: words.last().map_or(0, |words| words.encode_utf16().count()) }
    }

    /// Where a place in the document is in the markup, in bytes. Of a node that is not written yet, where it would be.
    pub fn byte(&self, place: Place) -> usize {
        let Some(part) = self.parts.get(place.block) else { return self.source.len() };
        if part.span.is_empty() {
            let before = self.parts[..place.block].iter().rfind(|part| !part.span.is_empty());
            return before.map_or(0, |part| part.span.end);
        }
        let sewn = self.sewn_with(place.block);
        let mut before: String = self.parts[sewn.start..place.block].iter().map(|part| part.node.words()).collect();
        let words = part.node.words();
        let mut units = 0;
        let own = words.char_indices().find(|(_, letter)| {
            let here = units >= place.offset;
            units += letter.len_utf16();
            here
        });
        let own = own.map_or(words.len(), |(at, _)| at);
        let at = before.len() + own;
        before.push_str(&words);
        before.extend(self.parts[place.block + 1..sewn.end].iter().map(|part| part.node.words()));
        part.span.start + align::byte_of(&self.source[part.span.clone()], &before, at)
    }

    /// Where the source of one of the document's own nodes is, in bytes, without the blank lines after it.
    pub fn span(&self, block: usize) -> Range<usize> {
        let span = self.parts.get(block).map_or(0..0, |part| part.span.clone());
        let text = &self.source[span.clone()];
        let start = span.start + (text.len() - text.trim_start_matches('\n').len());
        start..(span.start + text.trim_end_matches(['\n', ' ']).len()).max(start)
    }

    /// The parts whose source is one with that of this one.
    fn sewn_with(&self, part: usize) -> Range<usize> {
        let span = &self.parts[part].span;
        let same = |other: &&Part| other.span == *span;
        let before = self.parts[..part].iter().rev().take_while(same).count();
        let after = self.parts[part..].iter().take_while(same).count();
        part - before..part + after
    }

    /// Finds the source of each part again. `lines` are those that the blocks of the source begin on.
    fn settle(&mut self, lines: &[usize]) {
        let spans = sew::spans(&self.source, lines);
        let mut block = 0;
        for part in &mut self.parts {
            let own = spans.get(block..block + part.blocks.len()).unwrap_or_default();
            block += part.blocks.len();
            part.span = match (own.first(), own.last()) {
                (Some(first), Some(last)) => first.start..last.end,
                _ => 0..0,
            };
        }
        // Parts of which one reaches into the source of another are one.
        for at in 1..self.parts.len() {
            let (before, span) = (self.parts[at - 1].span.clone(), self.parts[at].span.clone());
            if !span.is_empty() && !before.is_empty() && span.start < before.end {
                let whole = before.start..before.end.max(span.end);
                let from = self.sewn_with(at - 1).start;
                self.parts[from..=at].iter_mut().for_each(|part| part.span = whole.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
