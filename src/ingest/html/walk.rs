//! The way through the tree.

use super::tree::{ElementRef, Node};
use dateline_story::Block;

use super::piece::{Context, Piece};
use super::{LINE_MARK, Options, Paragraphs, assemble, element, inline};
use crate::incoming::Loss;

/// The most reports of one body: nobody reads more.
const MAX_LOSSES: usize = 500;

/// What is known on the way.
pub struct Walk<'a> {
    pub options: &'a Options,
    pub losses: Vec<Loss>,
    /// The line of the source, where it is marked.
    line: Option<usize>,
    /// An element that its parent has dealt with already.
    pub done: Vec<ElementRef<'a>>,
}

impl<'a> Walk<'a> {
    pub fn new(options: &'a Options) -> Self {
        Self { options, losses: Vec::new(), line: None, done: Vec::new() }
    }

    /// Reports something that could not be kept as it was.
    pub fn lose(&mut self, what: impl Into<String>) {
        match self.losses.len() {
            0..MAX_LOSSES => {}
            MAX_LOSSES => {
                self.losses.push(Loss::new(&self.options.place, "there are more losses than can be listed"));
                return;
            }
            _ => return,
        }
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.options.place),
            None => self.options.place.clone(),
        };
        self.losses.push(Loss { place, what: what.into() });
    }
}

/// The blocks of an element's children.
pub fn flow<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context) -> Vec<Block> {
    let mut pieces = Vec::new();
    children(walk, element, context, &mut pieces);
    assemble::blocks(pieces, walk.options.paragraphs)
}

/// The pieces of an element's children.
pub fn children<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => match walk.options.paragraphs {
                Paragraphs::Tags => inline::text(text, out),
                Paragraphs::BlankLines => inline::lines(text, out),
            },
            Node::Comment(comment) => {
                if let Some(line) = comment.strip_prefix(LINE_MARK) {
                    walk.line = line.parse().ok();
                }
            }
            Node::Element(_) => {
                if let Some(child) = ElementRef::wrap(child)
                    && !walk.done.contains(&child)
                {
                    element::pieces(walk, child, context, out);
                }
            }
            _ => {}
        }
    }
}

/// All text in an element, as it stands.
pub fn text_of(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    push_text(element, &mut out);
    out
}

fn push_text(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            out.push_str(text);
        } else if let Some(element) = ElementRef::wrap(child) {
            match element.value().name() {
                "br" => out.push('\n'),
                "script" | "style" | "template" => continue,
                _ => push_text(element, out),
            }
        }
    }
}

/// The first descendant that `is` says yes to, in document order.
pub fn find<'a>(element: ElementRef<'a>, is: impl Fn(&ElementRef<'a>) -> bool) -> Option<ElementRef<'a>> {
    element.descendants().filter_map(ElementRef::wrap).find(|element| is(element))
}

/// Whether an element has one of these classes.
pub fn has_class(element: ElementRef<'_>, classes: &[&str]) -> bool {
    element.value().classes().any(|class| classes.contains(&class))
}
