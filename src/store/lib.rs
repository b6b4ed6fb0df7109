//! Where stories are kept. [`Store`] says what a store does; [`sqlite`] is the one that needs no other program.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod accounts;
mod batch;
mod cards;
mod catalogue;
mod changes;
pub mod conformance;
mod desk;
mod drafts;
mod error;
pub mod jobs;
pub mod library;
mod list;
mod mapped;
mod panels;
mod shares;
pub mod sqlite;
mod translations;

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Author, Language, Picture, Slug, Summary, Timestamp, Topic};

pub use accounts::{
    Accounts, Alive, Audited, Digest, Entry, Link, LinkKind, NewPasskey, NewSession, NewUser, PasskeyRow, Session,
    User, UserChange, UserId,
};
pub use batch::{Batch, Change, Event, IMPORT, Revision, Source};
pub use cards::{Cards, SITE};
pub use catalogue::{Catalogue, DocumentRevision, DocumentSaved};
pub use changes::{Changed, Changes, Then};
pub use desk::{Desk, Due, Filter, Line, Lines, published_with, state_word, words};
pub use drafts::{Draft, Drafts, Presence, Saved};
pub use error::Error;
pub use jobs::Jobs;
pub use library::Library;
pub use list::{Cursor, List, Page};
pub use mapped::{FiledUnder, Mapped, Mapping, Stretch};
pub use panels::{Near, Panel, Panels, Reason};
pub use shares::{Share, Shares};
pub use translations::Translations;

/// What a store does. Reads see only what was committed; a [`Batch`] is written whole or not at all.
#[async_trait]
pub trait Store:
    Accounts
    + Cards
    + Catalogue
    + Changes
    + Desk
    + Drafts
    + Jobs
    + Library
    + Mapping
    + Panels
    + Shares
    + Translations
    + Send
    + Sync
    + 'static
{
    /// Writes a batch in one transaction: for each change its revision, its article and its event.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a story has moved on since the change was made, [`Error::AddressTaken`] when another
    /// story has its address; nothing is written then.
    async fn write(&self, batch: Batch) -> Result<(), Error>;

    /// A story and the number of its last revision, in whatever state.
    async fn article(&self, id: ArticleId) -> Result<Option<(Article, u32)>, Error>;

    /// The story at an address, in whatever state.
    async fn article_at(&self, section: &Slug, slug: &Slug) -> Result<Option<Article>, Error>;

    /// A story without its text, in whatever state.
    async fn head(&self, id: ArticleId) -> Result<Option<Article>, Error>;

    /// Which story has an address.
    async fn id_at(&self, section: &Slug, slug: &Slug) -> Result<Option<ArticleId>, Error>;

    /// Stories in whatever state with a number above `after`, by number: for exports and checks.
    async fn articles_after(&self, after: ArticleId, limit: usize) -> Result<Vec<Article>, Error>;

    /// Published stories of a list, newest first, older than `before`. `limit` must be at least 1.
    async fn list(&self, list: &List, before: Option<Cursor>, limit: usize) -> Result<Page, Error>;

    /// The published ones among `ids`, in that order.
    async fn summaries(&self, ids: &[ArticleId]) -> Result<Vec<Summary>, Error>;

    /// The present address of the story that an old address (from the root, with its query if any) belonged to.
    async fn redirect(&self, path: &str) -> Result<Option<String>, Error>;

    /// The old addresses that lead to a story.
    async fn old_addresses(&self, article: ArticleId) -> Result<Vec<String>, Error>;

    /// The known ones among these authors.
    async fn authors(&self, slugs: &[Slug]) -> Result<Vec<Author>, Error>;

    /// The known ones among these topics.
    async fn topics(&self, slugs: &[Slug]) -> Result<Vec<Topic>, Error>;

    /// Topics by the number of published stories in a language since `since`, the fullest first.
    async fn busiest_topics(
        &self,
        language: &Language,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Topic, u64)>, Error>;

    /// Sections that hold published stories, with their number, the fullest first.
    async fn sections(&self) -> Result<Vec<(Slug, u64)>, Error>;

    /// The known ones among these pictures.
    async fn pictures(&self, names: &[String]) -> Result<Vec<Picture>, Error>;

    /// Where an imported story came to.
    async fn source(&self, key: &str) -> Result<Option<Source>, Error>;

    /// Events after a cursor (0: from the start), in order.
    async fn events(&self, after: u64, limit: usize) -> Result<Vec<Event>, Error>;

    /// The cursor of the newest event; 0 when there is none.
    async fn last_event(&self) -> Result<u64, Error>;

    /// The revisions of a story with a number below `before`, newest first.
    async fn revisions(&self, article: ArticleId, before: u32, limit: usize) -> Result<Vec<Revision>, Error>;

    /// How many stories are in each state, by the state's word.
    async fn counts(&self) -> Result<Vec<(String, u64)>, Error>;

    /// Looks for damage; an empty list means that none was found.
    async fn check(&self) -> Result<Vec<String>, Error>;
}
