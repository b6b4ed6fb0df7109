//! Lists of published stories, and the place in them.

use dateline_story::{ArticleId, Language, Slug, Summary, Timestamp};

/// Which published stories.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// All of them.
    Latest,
    /// Those in one language.
    Language(Language),
    /// One section's.
    Section(Slug),
    /// One section's in one language.
    SectionIn(Slug, Language),
    /// One topic's.
    Topic(Slug),
    /// One author's.
    Author(Slug),
}

/// A place in a list: between the story with this instant and number and the next older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    /// When the story was first published, in microseconds since the Unix epoch.
    pub at: i64,
    /// Its number.
    pub id: i64,
}

impl Cursor {
    /// The place just after a story of these.
    pub fn after(at: Timestamp, id: ArticleId) -> Self {
        Self { at: at.as_microsecond(), id: id.0 }
    }

    /// Reads what [`Display`](std::fmt::Display) wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        let cursor = Self { at: at.parse().ok()?, id: id.parse().ok()? };
        // `+1.02` is the same place by another name; every page has one address.
        (cursor.to_string() == text).then_some(cursor)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// A stretch of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Stories, newest first.
    pub stories: Vec<Summary>,
    /// Where the next older ones begin; `None` at the end.
    pub older: Option<Cursor>,
}
