//! What a reader hands over.

use std::collections::BTreeMap;

use dateline_story::{Article, Author, Slug, Topic};

/// A story as it came in, with everything it brings along.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// A key that stays the same when the same source is read again: `wxr:<site>/?p=12`, `markdown:<relative path>`,
    /// `dateline:<number>` for our own export.
    pub source: String,
    /// The story; its id is `ArticleId::UNASSIGNED`.
    pub article: Article,
    /// Its authors, with the names the source gives them.
    pub authors: Vec<Author>,
    /// Its topics, with the names the source gives them.
    pub topics: Vec<Topic>,
    /// Old addresses from the root that must lead to it: `/2012/03/old/`, `/?p=12`.
    pub redirects: Vec<String>,
    /// Where the pictures it names can be had.
    pub pictures: Vec<PictureSource>,
    /// What could not be kept as it was.
    pub losses: Vec<Loss>,
}

/// A picture that a story uses, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSource {
    /// The name in the story's figures (`Figure::src`).
    pub name: String,
    /// Where the file is.
    pub origin: Origin,
}

/// Where a picture's file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// At a web address.
    Web(String),
    /// In the imported folder: a path relative to it, with `/` between its parts. It may begin with one `../`.
    File(String),
}

/// Something that could not be kept as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The post's address, or `file:line`.
    pub place: String,
    /// What it was and what became of it, in words.
    pub what: String,
}

/// What a whole import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Stories handed over.
    pub stories: usize,
    /// What was passed over, counted by what it was: "comments", "menu items", "posts in the bin".
    pub skipped: BTreeMap<String, usize>,
    /// Names of sections the source knows.
    pub sections: BTreeMap<Slug, String>,
    /// What belongs to no story: files that could not be read, places where an export is broken.
    pub problems: Vec<Loss>,
}

#[cfg(feature = "readers")]
impl Summary {
    pub(crate) fn skip(&mut self, what: &str) {
        *self.skipped.entry(what.to_owned()).or_default() += 1;
    }
}

impl Loss {
    pub(crate) fn new(place: &str, what: impl Into<String>) -> Self {
        Self { place: place.to_owned(), what: what.into() }
    }
}
