//! What is written together.

use dateline_story::{Article, ArticleId, Author, Picture, Timestamp, Topic};
use serde::{Deserialize, Serialize};

use crate::Entry;

/// The word of the event that a story was imported: its readers may have had it for long, elsewhere.
pub const IMPORT: &str = "import";

/// Changes that are written in one transaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Authors to add, or to bring up to date.
    pub authors: Vec<Author>,
    /// Topics to add, or to bring up to date.
    pub topics: Vec<Topic>,
    /// Pictures to add or replace.
    pub pictures: Vec<Picture>,
    /// Stories, each with its event.
    pub changes: Vec<Change>,
    /// Lines of the audit trail, where somebody at the desk does it.
    pub trail: Vec<Entry>,
}

/// A new text or state of one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The story as it will be.
    pub article: Article,
    /// The revision this was made from: 0 for a new story.
    pub from_revision: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What was done, as the event's word: `publish`, `update`, `import`, ….
    pub act: String,
    /// Why; may be empty.
    pub note: String,
    /// Whether readers see a difference.
    pub public: bool,
    /// Old addresses that lead to it.
    pub redirects: Vec<String>,
    /// Where it was imported from: a key, and a digest of what it said.
    pub source: Option<(String, String)>,
    /// Whether only a revision is made: readers go on reading the story as it was.
    pub text_only: bool,
    /// Whether the draft that was being written is closed with it.
    pub closes_draft: bool,
    /// The account that filed the story, where it is new.
    pub filed_by: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the log, from 1.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// To which story; `None` where it concerns none.
    pub article: Option<ArticleId>,
    /// The revision it made; 0 where no story is concerned.
    pub revision: u32,
    /// What was done.
    pub act: String,
    /// Whether readers see a difference.
    pub public: bool,
}

/// A text that a story once had.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What was done, as the event's word.
    pub act: String,
    /// Why.
    pub note: String,
    /// The story as it was.
    pub article: Article,
}

/// What is known of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The story it became.
    pub article: ArticleId,
    /// A digest of what it said when it was imported.
    pub digest: String,
    /// Who made the story's last revision.
    pub last_by: String,
}
