//! The way through the tree.

use std::collections::{HashMap, HashSet};

use super::tree::{ElementRef, Node};
use dateline_story::Block;

use super::clipboard::{self, Counts, Fields};
use super::footnotes::Notes;
use super::look::Looks;
use super::piece::{Context, Piece};
use super::style::Face;
use super::{LINE_MARK, Options, Paragraphs, assemble, element, inline, piece};
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
    /// How everything looks.
    pub looks: Looks,
    /// The footnotes.
    pub notes: Notes<'a>,
    /// Texts that are no words of the story, such as the written-out number of a list's item, by their places.
    pub hidden: HashSet<usize>,
    /// Texts whose beginning is no words of the story, and how long it is.
    pub cut: HashMap<usize, usize>,
    /// How far the lists of a word processor have counted.
    pub counts: Counts,
    /// The fields of a word processor.
    fields: Fields,
    /// The words of text boxes, which stand a second time beside their pictures.
    pub boxed: Vec<String>,
    /// Whether the large first letter of the next paragraph was just read.
    pub dropped: bool,
}

impl<'a> Walk<'a> {
    pub fn new(options: &'a Options, looks: Looks, notes: Notes<'a>, mut fields: Fields) -> Self {
        Self {
            options,
            losses: Vec::new(),
            line: None,
            done: Vec::new(),
            looks,
            notes,
            hidden: std::mem::take(&mut fields.instructions),
            cut: HashMap::new(),
            counts: Counts::default(),
            fields,
            boxed: Vec::new(),
            dropped: false,
        }
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
    let look = walk.looks.of(element);
    let nodes: Vec<_> = element.children().collect();
    let mut at = 0;
    while let Some(child) = nodes.get(at) {
        let taken = match clipboard::list(walk, &nodes[at..], context, out) {
            0 => clipboard::passage(walk, &nodes[at..], context, out),
            taken => taken,
        };
        if taken > 0 {
            at += taken;
            continue;
        }
        at += 1;
        match child.value() {
            Node::Text(_) if walk.hidden.contains(&child.place()) => {}
            Node::Text(text) if walk.dropped && text.trim().is_empty() => {}
            Node::Text(text) => {
                let text = walk.cut.get(&child.place()).and_then(|cut| text.get(*cut..)).unwrap_or(text);
                let first = out.len();
                let text = &*clipboard::words_of_symbols(text, look.face);
                match walk.options.paragraphs {
                    Paragraphs::Tags if is_code(walk, look.face, text, context) => inline::code_of(text, out),
                    Paragraphs::Tags if look.preformatted => inline::kept_lines(text, out),
                    Paragraphs::Tags => inline::text(text, out),
                    Paragraphs::BlankLines => inline::lines(text, out),
                }
                let marks = look.marks.without(context.applied);
                if !marks.none() {
                    piece::mark(out, first, marks);
                }
                if let Some(href) = walk.fields.link(child.place()).filter(|_| !context.linked) {
                    let pieces = out.split_off(first);
                    inline::link_around(href, walk, pieces, out);
                }
            }
            Node::Comment(comment) => {
                if let Some(line) = comment.strip_prefix(LINE_MARK) {
                    walk.line = line.parse().ok();
                } else if comment.starts_with("[if gte vml") {
                    clipboard::drawing(walk, comment, nodes.get(at).copied(), out);
                } else if comment.starts_with("[if gte msEquation") {
                    clipboard::equation(walk, comment, out);
                }
            }
            Node::Element(_) => {
                if let Some(child) = ElementRef::wrap(*child)
                    && !walk.done.contains(&child)
                {
                    element::pieces(walk, child, context, out);
                }
            }
            Node::Other => {}
        }
    }
}

/// Whether words in the midst of others are code.
fn is_code(walk: &Walk<'_>, face: Face, text: &str, context: Context) -> bool {
    face == Face::Monospaced
        && !context.heading
        && walk.looks.paragraphs.few_monospaced()
        && text.chars().any(char::is_alphanumeric)
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

/// All of a listing, comments too: in a listing they are words like any other.
pub fn listing_of(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(text) => out.push_str(text),
            Node::Comment(comment) if !comment.starts_with(LINE_MARK) => {
                out.push_str("<!--");
                out.push_str(comment);
                out.push_str("-->");
            }
            Node::Element(element) if element.name() == "br" => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// The first descendant that `is` says yes to, in document order.
pub fn find<'a>(element: ElementRef<'a>, is: impl Fn(&ElementRef<'a>) -> bool) -> Option<ElementRef<'a>> {
    element.descendants().filter_map(ElementRef::wrap).find(|element| is(element))
}

/// Whether an element has one of these classes.
pub fn has_class(element: ElementRef<'_>, classes: &[&str]) -> bool {
    element.value().classes().any(|class| classes.contains(&class))
}
