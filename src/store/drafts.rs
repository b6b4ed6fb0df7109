//! Texts that are being written, and who is writing them.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Timestamp};

use crate::Error;

/// A story's text as it is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Counts the saves of a story's draft, and never goes back. 0 where nothing was ever saved.
    pub version: u64,
    /// Whether it differs from the story's last revision as far as is known.
    pub open: bool,
    /// The revision it was begun from.
    pub revision: u32,
    /// When it was saved.
    pub at: Timestamp,
    /// Whose save it was, by name.
    pub by: String,
    /// The writing browser's own mark for this save: the same save sent twice is one.
    pub key: String,
    /// The story without its body.
    pub head: Article,
    /// The body in story markup, as it was typed.
    pub body: String,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is kept under this version.
    Kept(u64),
    /// Somebody else saved since: nothing was written, and this is what stands.
    Moved(Box<Draft>),
}

/// Somebody who has a story open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The browser tab's own mark.
    pub tab: String,
    /// Who, by name.
    pub by: String,
    /// When they were last heard of.
    pub at: Timestamp,
}

/// Texts that are being written.
#[async_trait]
pub trait Drafts {
    /// The text as it is being written; where none is open, the story's own, with the version that a save starts from.
    async fn draft(&self, article: ArticleId) -> Result<Option<Draft>, Error>;

    /// Keeps a text that was made from version `from`; `draft.version` is not read. A save that is kept already (by its
    /// key) is kept.
    ///
    /// # Errors
    /// [`Error::NoSuchStory`] where there is no story of that number.
    async fn save_draft(&self, draft: Draft, from: u64) -> Result<Saved, Error>;

    /// Notes that a tab has a story open, or with `gone` no longer has; answers who has, those heard of since `since`.
    async fn present(
        &self,
        article: ArticleId,
        who: Presence,
        gone: bool,
        since: Timestamp,
    ) -> Result<Vec<Presence>, Error>;
}
