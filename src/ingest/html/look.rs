//! How words look, read once for the whole tree: from elements, classes and styles, the nearer overruling the farther.

use std::collections::{HashMap, HashSet};

use dateline_story::{Inline, Language};

use super::clipboard;
use super::sheet::{self, Sheet};
use super::style::{Listed, Position, Says};
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
    /// Style sheets of which something could be used, by their places.
    used: HashSet<usize>,
    /// How many letters there are in each language; without one in `None`.
    letters: HashMap<Option<String>, usize>,
}

/// What an element takes over from around it.
#[derive(Clone, Default)]
struct Around {
    marks: Marks,
    preformatted: bool,
    language: Option<String>,
}

impl Looks {
    /// Reads a tree, and of its source what no tree holds.
    pub fn read(tree: &Html, html: &str) -> Self {
        let looks = vec![Look::default(); tree.len()];
        let mut looks = Self { looks, by_word: clipboard::is_by_word(html), ..Self::default() };
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

    fn element(&mut self, element: ElementRef<'_>, around: &Around) -> Option<Marks> {
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
        if by_tag || clipboard::has_heading_class(value) {
            here.marks = Marks::default();
        }
        here.preformatted = says.preformatted.unwrap_or(here.preformatted);
        if let Some(language) = value.attr("lang").and_then(|tag| Language::new(tag).ok()) {
            here.language = Some(language.primary().to_owned());
        }
        if !says.nothing() {
            self.says.insert(element.place(), says);
        }
        let mut all: Option<Marks> = None;
        for child in element.children() {
            let marks = match child.value() {
                Node::Text(text) if !text.trim().is_empty() => {
                    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
                    *self.letters.entry(here.language.clone()).or_default() += letters;
                    Some(here.marks)
                }
                _ => ElementRef::wrap(child)
                    .filter(|it| !matches!(it.value().name(), "script" | "style" | "template"))
                    .and_then(|child| self.element(child, &here)),
            };
            all = match (all, marks) {
                (Some(all), Some(marks)) => Some(all.and(marks)),
                (all, marks) => all.or(marks),
            };
        }
        let look = Look { marks: here.marks, all: all.unwrap_or(here.marks), preformatted: here.preformatted };
        self.looks[element.place()] = look;
        all
    }
}
