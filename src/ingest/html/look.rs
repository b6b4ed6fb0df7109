//! How words look, read once for the whole tree: from elements, classes and styles, the nearer overruling the farther.

use std::collections::{HashMap, HashSet};

use dateline_story::{Inline, Language};

use super::clipboard;
use super::sheet::{self, Sheet};
use super::style::{Face, Listed, Position, Says, face};
use super::tree::{ElementRef, Html, Node};

/// The marks that words may bear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Bold.
    pub strong: bool,
    /// In italics.
    pub emphasis: bool,
    /// Raised or lowered.
    pub position: Position,
}

impl Marks {
    /// The marks that both have.
    pub fn and(self, other: Self) -> Self {
        Self {
            strong: self.strong && other.strong,
            emphasis: self.emphasis && other.emphasis,
            position: if self.position == other.position { self.position } else { Position::Line },
        }
    }

    /// The marks that `other` does not have.
    pub fn without(self, other: Self) -> Self {
        Self {
            strong: self.strong && !other.strong,
            emphasis: self.emphasis && !other.emphasis,
            position: if self.position == other.position { Position::Line } else { self.position },
        }
    }

    /// These and those of `other`.
    pub fn with(self, other: Self) -> Self {
        Self {
            strong: self.strong || other.strong,
            emphasis: self.emphasis || other.emphasis,
            position: if other.position == Position::Line { self.position } else { other.position },
        }
    }

    /// Whether there is none.
    pub fn none(self) -> bool {
        self == Self::default()
    }

    /// `content` with these marks, of which there is at least one.
    pub fn around(self, content: Vec<Inline>) -> Inline {
        let raised = match self.position {
            Position::Line => None,
            Position::Raised => Some(Inline::Superscript as fn(Vec<Inline>) -> Inline),
            Position::Lowered => Some(Inline::Subscript as _),
        };
        let emphasis = self.emphasis.then_some(Inline::Emphasis as fn(Vec<Inline>) -> Inline);
        let mut wraps = [raised, emphasis].into_iter().flatten();
        match (self.strong, wraps.next()) {
            (true, None) | (false, None) => Inline::Strong(content),
            (strong, Some(inner)) => {
                let all = wraps.fold(inner(content), |content, with| with(vec![content]));
                if strong { Inline::Strong(vec![all]) } else { all }
            }
        }
    }
}

/// How the words of one element look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// The marks of the words that stand in the element itself.
    pub marks: Marks,
    /// The marks that all words in it have, those in its elements too.
    pub all: Marks,
    /// Whether line breaks of the source count.
    pub preformatted: bool,
    /// The typeface of the words that stand in the element itself.
    pub face: Face,
    /// Whether all words in it are set in a typeface of one width.
    pub all_monospaced: bool,
    /// The size of the smallest words in it, in points; 0 where nobody says.
    pub least_size: f32,
}

/// What all words have in common.
#[derive(Clone, Copy)]
struct Shared {
    marks: Marks,
    monospaced: bool,
    size: f32,
}

impl Shared {
    fn and(self, other: Self) -> Self {
        Self {
            marks: self.marks.and(other.marks),
            monospaced: self.monospaced && other.monospaced,
            size: self.size.min(other.size),
        }
    }
}

/// How everything in a tree looks.
#[derive(Default)]
pub struct Looks {
    /// By places.
    looks: Vec<Look>,
    says: HashMap<usize, Says>,
    /// What the style sheets say.
    pub sheet: Sheet,
    /// Whether Word has written the page.
    pub by_word: bool,
    /// Whether Google Docs has.
    pub by_docs: bool,
    /// Whether it comes out of a spreadsheet.
    pub by_sheet: bool,
    /// What paragraphs look like on the whole.
    pub paragraphs: Paragraphs,
    /// Style sheets of which something could be used, by their places.
    used: HashSet<usize>,
    /// How many letters there are in each language; without one in `None`.
    letters: HashMap<Option<String>, usize>,
}

/// What is told of a paragraph by how it differs from the others.
#[derive(Default)]
pub struct Paragraphs {
    /// All that have words.
    all: usize,
    /// Those set in from the left.
    set_in: usize,
    /// Those in a typeface of one width.
    monospaced: usize,
    /// Those in very large letters.
    large: usize,
}

/// Letters of this size, in points, are a title's.
const LARGE: f32 = 22.0;
/// A margin, in points, that sets a paragraph apart.
pub const SET_IN: f32 = 18.0;

impl Paragraphs {
    /// Whether being set in sets a paragraph apart from most.
    pub fn few_set_in(&self) -> bool {
        self.set_in * 2 <= self.all
    }

    /// Whether a typeface of one width sets words apart from most.
    pub fn few_monospaced(&self) -> bool {
        self.monospaced * 5 <= self.all * 3
    }

    /// Whether very large letters do.
    pub fn few_large(&self) -> bool {
        self.large <= 1 || self.large * 2 < self.all
    }
}

/// What an element takes over from around it.
#[derive(Clone, Default)]
struct Around {
    marks: Marks,
    preformatted: bool,
    face: Face,
    size: f32,
    language: Option<String>,
}

impl Looks {
    /// Reads a tree, and of its source what no tree holds.
    pub fn read(tree: &Html, html: &str) -> Self {
        let looks = vec![Look::default(); tree.len()];
        let mut looks = Self {
            looks,
            by_word: clipboard::is_by_word(html),
            by_docs: clipboard::is_by_docs(html),
            by_sheet: clipboard::is_by_sheet(html),
            ..Self::default()
        };
        let root = tree.root_element();
        for element in root.descendants().filter_map(ElementRef::wrap).filter(|it| it.value().name() == "style") {
            if looks.sheet.read(&sheet::css(element)) {
                looks.used.insert(element.place());
            }
        }
        let language = clipboard::page_language(html).map(|language| language.primary().to_owned());
        looks.element(root, &Around { language, ..Around::default() });
        looks
    }

    /// How an element looks.
    pub fn of(&self, element: ElementRef<'_>) -> Look {
        self.looks.get(element.place()).copied().unwrap_or_default()
    }

    /// What an element's own classes and style say.
    pub fn says(&self, element: ElementRef<'_>) -> Option<&Says> {
        self.says.get(&element.place())
    }

    /// What Word says of an element as a part of a list.
    pub fn listed(&self, element: ElementRef<'_>) -> Option<&Listed> {
        self.says(element)?.listed.as_ref()
    }

    /// Whether a style sheet said something that could be used.
    pub fn used(&self, style: ElementRef<'_>) -> bool {
        self.used.contains(&style.place())
    }

    /// The language of most words.
    pub fn language(&self) -> Option<&str> {
        let most = self.letters.iter().max_by_key(|(language, count)| (**count, language.is_none()))?;
        most.0.as_deref()
    }

    /// Whether an element's words are in very large letters, which only a title is.
    pub fn is_title(&self, element: ElementRef<'_>) -> bool {
        self.by_docs && self.of(element).least_size >= LARGE && self.paragraphs.few_large()
    }

    fn element(&mut self, element: ElementRef<'_>, around: &Around) -> Option<Shared> {
        let value = element.value();
        let says = self.sheet.says(value);
        let mut here = around.clone();
        match value.name() {
            "b" | "strong" => here.marks.strong = true,
            "em" | "i" | "cite" | "dfn" | "var" => here.marks.emphasis = true,
            "sup" => here.marks.position = Position::Raised,
            "sub" => here.marks.position = Position::Lowered,
            _ => {}
        }
        here.marks.strong = says.bold.unwrap_or(here.marks.strong);
        here.marks.emphasis = says.italic.unwrap_or(here.marks.emphasis);
        if says.position != Position::Line {
            here.marks.position = says.position;
        }
        // The look of these is the house's, whatever their own style says.
        let by_tag =
            matches!(value.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "blockquote" | "figcaption");
        if by_tag || clipboard::has_style_of_word(value) {
            here.marks = Marks::default();
        }
        here.preformatted = says.preformatted.unwrap_or(here.preformatted);
        let by_attribute = value.attr("face").filter(|_| value.name() == "font").and_then(face);
        here.face = says.face.or(by_attribute).unwrap_or(here.face);
        here.size = says.size.unwrap_or(here.size);
        let (name, set_in) = (value.name(), says.margin.is_some_and(|margin| margin >= SET_IN));
        if let Some(language) = value.attr("lang").and_then(|tag| Language::new(tag).ok()) {
            here.language = Some(language.primary().to_owned());
        }
        if !says.nothing() {
            self.says.insert(element.place(), says);
        }
        let mut all: Option<Shared> = None;
        for child in element.children() {
            let shared = match child.value() {
                Node::Text(text) if !text.trim().is_empty() => {
                    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
                    *self.letters.entry(here.language.clone()).or_default() += letters;
                    Some(Shared { marks: here.marks, monospaced: here.face == Face::Monospaced, size: here.size })
                }
                _ => ElementRef::wrap(child)
                    .filter(|it| !matches!(it.value().name(), "script" | "style" | "template"))
                    .and_then(|child| self.element(child, &here)),
            };
            all = match (all, shared) {
                (Some(all), Some(shared)) => Some(all.and(shared)),
                (all, shared) => all.or(shared),
            };
        }
        if let Some(all) = all.filter(|_| matches!(name, "p" | "li" | "div") && !holds_paragraphs(element)) {
            self.paragraphs.all += 1;
            self.paragraphs.set_in += usize::from(set_in);
            self.paragraphs.monospaced += usize::from(all.monospaced);
            self.paragraphs.large += usize::from(all.size >= LARGE);
        }
        let look = Look {
            marks: here.marks,
            all: all.map_or(here.marks, |all| all.marks),
            preformatted: here.preformatted,
            face: here.face,
            all_monospaced: all.is_some_and(|all| all.monospaced),
            least_size: all.map_or(0.0, |all| all.size),
        };
        self.looks[element.place()] = look;
        all
    }
}

/// Whether an element is only around paragraphs.
fn holds_paragraphs(element: ElementRef<'_>) -> bool {
    element.children().filter_map(ElementRef::wrap).any(|child| {
        matches!(child.value().name(), "p" | "div" | "ul" | "ol" | "li" | "table" | "blockquote" | "pre")
            || child.value().is_heading()
    })
}
