//! Footnotes of pages: a number that links to words elsewhere, which link back to it. So Word, LibreOffice, Google Docs,
//! Markdown's converters, MediaWiki and most plug-ins write them, each under names of its own.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::element::is_in_line;
use super::style::declarations;
use super::tree::{Element, ElementRef, Html, Node};
use super::walk::text_of;

/// How many links within a page are looked at: an index of a thousand is none of notes.
const LOOKED_AT: usize = 1_000;

/// How many letters a number has at most, or the star that stands for one, brackets apart.
const LONGEST_MARK: usize = 4;

/// How many nodes a note has at most; what has more is a part of the text that links back.
const MOST_NODES: usize = 300;

/// How far above a number's link the place may be that its note leads back to.
const ABOVE: usize = 4;

/// How many elements stand around notes alone: their list, and what is around it.
const AROUND: usize = 2;

/// The footnotes of a page.
#[derive(Default)]
pub struct Notes<'a> {
    /// What holds a note's words, by the link that leads there and by what is only around that.
    words: HashMap<usize, ElementRef<'a>>,
    /// What is no part of the text itself: the notes where they stood, what stood only around or above them, and their ways back.
    left_out: HashSet<usize>,
}

impl<'a> Notes<'a> {
    /// The notes of a page, of which `html` is the source.
    pub fn read(tree: &'a Html, html: &str) -> Self {
        let mut notes = Self::default();
        if !["href=\"#", "href='#", "href=#", "#_ftn", "#_edn"].iter().any(|link| html.contains(link)) {
            return notes;
        }
        let elements = || tree.root_element().descendants().filter_map(ElementRef::wrap);
        let links: Vec<(ElementRef<'a>, Cow<'_, str>)> =
            elements().filter_map(|link| Some((link, fragment(link)?))).take(LOOKED_AT).collect();
        let mut named: HashMap<&str, ElementRef<'a>> = HashMap::new();
        let mut order: HashMap<usize, usize> = HashMap::new();
        for (number, element) in elements().enumerate() {
            order.insert(element.place(), number);
            let value = element.value();
            let name = value.attr("name").filter(|_| value.name() == "a");
            for name in value.attr("id").into_iter().chain(name) {
                named.entry(name).or_insert(element);
            }
        }
        let mut found = Vec::new();
        for (link, to) in &links {
            let note = named.get(&**to).and_then(|target| holder(*target));
            // Of two that lead to one another the first is the number.
            let note = note.filter(|note| order[&link.place()] < order[&note.place()]);
            let Some(note) = note.filter(|note| is_mark(*link) && is_short(*note)) else { continue };
            let leads_back = |back: &ElementRef<'a>| {
                let to = fragment(*back).and_then(|to| named.get(&*to).copied());
                to.is_some_and(|to| is_at(to, *link))
            };
            let inside = note.descendants().filter_map(ElementRef::wrap);
            let back: Vec<ElementRef<'a>> = inside.filter(leads_back).collect();
            if !back.is_empty() {
                found.push((*link, note, back));
            }
        }
        let holding: HashSet<usize> = found.iter().map(|(_, note, _)| note.place()).collect();
        // A note in a note has no place of its own.
        found.retain(|(link, ..)| !ancestors(*link).any(|around| holding.contains(&around.place())));
        notes.left_out.extend(found.iter().map(|(_, note, _)| note.place()));
        for (link, note, back) in found {
            let remark = is_remark(link);
            let number = bare(&text_of(link)).to_owned();
            let around = ancestors(link)
                .take_while(|around| is_in_line(around.value().name()) && bare(&text_of(*around)) == number);
            let marks = std::iter::once(link).chain(around).map(|mark| mark.place());
            if remark {
                notes.left_out.extend(marks);
            } else {
                notes.words.extend(marks.map(|mark| (mark, note)));
            }
            notes.left_out.extend(back.iter().map(|back| back.place()));
            notes.leave_out_around(note);
        }
        notes
    }

    /// What holds the words of the note whose number an element is.
    pub fn at(&self, element: ElementRef<'a>) -> Option<ElementRef<'a>> {
        self.words.get(&element.place()).copied()
    }

    /// Whether an element stands elsewhere, or nowhere.
    pub fn leaves_out(&self, element: ElementRef<'_>) -> bool {
        self.left_out.contains(&element.place())
    }

    /// Leaves out what holds nothing but notes, with the line and the heading over them.
    fn leave_out_around(&mut self, note: ElementRef<'a>) {
        let mut inner = note;
        for around in ancestors(note).take(AROUND) {
            let only_notes = around.children().all(|child| match child.value() {
                Node::Text(text) => text.trim().is_empty(),
                Node::Element(element) => {
                    self.left_out.contains(&child.place()) || element.is_heading() || is_line(element)
                }
                Node::Comment(_) | Node::Other => true,
            });
            if !only_notes || matches!(around.value().name(), "html" | "body") {
                break;
            }
            self.left_out.insert(around.place());
            inner = around;
        }
        let Some(around) = ancestors(inner).next() else { return };
        let over: Vec<ElementRef<'a>> =
            around.children().filter_map(ElementRef::wrap).take_while(|sibling| *sibling != inner).collect();
        // Only over all of them: what stands over one of several paragraphs is over the others, too.
        let last = around.children().rev().find_map(ElementRef::wrap);
        let over = over.iter().rev().take_while(|element| {
            let value = element.value();
            value.is_heading() || is_line(value) || self.left_out.contains(&element.place())
        });
        if last.is_some_and(|last| self.left_out.contains(&last.place())) {
            let over: Vec<usize> = over.map(|element| element.place()).collect();
            self.left_out.extend(over);
        }
    }
}

/// Where a link within its page leads.
fn fragment<'a>(link: ElementRef<'a>) -> Option<Cow<'a, str>> {
    let href = link.value().attr("href").filter(|_| link.value().name() == "a")?;
    let href = href.trim();
    // In a document that Word has saved they lead there by its own address.
    let saved = || {
        href.split_once('#').map(|(_, name)| name).filter(|name| name.starts_with("_ftn") || name.starts_with("_edn"))
    };
    let name = href.strip_prefix('#').or_else(saved).filter(|name| !name.is_empty())?;
    Some(percent_decode_str(name).decode_utf8_lossy())
}

/// Whether a link leads to what an editor remarked on the text, in Word or in a document that Google has published.
fn is_remark(link: ElementRef<'_>) -> bool {
    fragment(link).is_some_and(|name| name.starts_with("cmnt") || name.starts_with("_msocom"))
}

fn ancestors<'a>(element: ElementRef<'a>) -> impl Iterator<Item = ElementRef<'a>> {
    std::iter::successors(element.parent(), |element| element.parent())
}

fn holds(outer: ElementRef<'_>, inner: ElementRef<'_>) -> bool {
    outer == inner || ancestors(inner).any(|around| around == outer)
}

/// A number without what stands around it: `[1]` is 1.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['[', ']', '(', ')']).trim()
}

fn is_mark(link: ElementRef<'_>) -> bool {
    let text = text_of(link);
    (1..=LONGEST_MARK).contains(&bare(&text).chars().count())
}

/// What holds the words of the note whose beginning an address names.
fn holder<'a>(target: ElementRef<'a>) -> Option<ElementRef<'a>> {
    let block = std::iter::once(target)
        .chain(ancestors(target))
        .find(|element| !is_in_line(element.value().name()))
        .filter(|block| matches!(block.value().name(), "li" | "p" | "div" | "aside"))?;
    let around = block.parent().filter(|_| block.value().name() == "p");
    // A note of several paragraphs.
    let whole = around.filter(|around| {
        let value = around.value();
        let says_so = |(name, value)| name == "mso-element" && matches!(value, "footnote" | "endnote");
        let is_note = value.attr("style").is_some_and(|style| declarations(style).any(says_so));
        value.name() == "li" || is_note || (value.name() == "div" && value.attr("id").is_some())
    });
    Some(whole.unwrap_or(block))
}

fn is_short(note: ElementRef<'_>) -> bool {
    let mut nodes = note.descendants();
    let holds_a_part = nodes.by_ref().take(MOST_NODES).any(|node| {
        let value = ElementRef::wrap(node).map(ElementRef::value);
        value.is_some_and(|value| value.is_heading() || matches!(value.name(), "table" | "pre" | "figure"))
    });
    !holds_a_part && nodes.next().is_none()
}

/// Whether a place is where a link is: in it, around it, or in the same line right before it.
fn is_at(place: ElementRef<'_>, link: ElementRef<'_>) -> bool {
    holds(link, place)
        || ancestors(link).take(ABOVE).any(|around| around == place)
        || (is_in_line(place.value().name()) && text_of(place).trim().is_empty() && block_of(place) == block_of(link))
}

fn block_of<'a>(element: ElementRef<'a>) -> Option<ElementRef<'a>> {
    ancestors(element).find(|around| !is_in_line(around.value().name()))
}

fn is_line(element: &Element) -> bool {
    matches!(element.name(), "hr" | "br")
}
