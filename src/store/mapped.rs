//! Published stories as a sitemap lists them: by number, so that new ones come at the end.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Picture, Slug, Timestamp};

use crate::Error;

/// A story on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapped {
    /// Its number.
    pub id: ArticleId,
    /// Its section.
    pub section: Slug,
    /// The last part of its address.
    pub slug: Slug,
    /// The address of the original, where it is a copy.
    pub canonical: Option<String>,
    /// When it last changed for its readers.
    pub changed: Timestamp,
    /// Pictures in it, at most as many as were asked for.
    pub pictures: Vec<Picture>,
}

/// A stretch of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The stories after this number are in it.
    pub after: ArticleId,
    /// When one of them last changed, or one left this stretch or an earlier one.
    pub changed: Timestamp,
}

/// Reading the map, and following the log.
#[async_trait]
pub trait Mapping {
    /// Stretches of so many published stories each, the last of fewer.
    async fn stretches(&self, stories: usize) -> Result<Vec<Stretch>, Error>;

    /// Where the stretch with this number, from 0, begins; `None` where there are not so many.
    async fn stretch(&self, number: usize, stories: usize) -> Result<Option<ArticleId>, Error>;

    /// Published stories with a number above `after`, by number, each with at most `pictures` pictures.
    async fn mapped(&self, after: ArticleId, limit: usize, pictures: usize) -> Result<Vec<Mapped>, Error>;

    /// Slugs of published stories' topics or authors above `after`, in order.
    async fn filed_under(&self, what: FiledUnder, after: &str, limit: usize) -> Result<Vec<Slug>, Error>;

    /// Stories that readers could read and cannot any more, the newest removal first, each without its text and with when that was.
    async fn removals(&self, limit: usize) -> Result<Vec<(Article, Timestamp)>, Error>;

    /// Up to which event somebody has followed the log, by the name that they gave.
    async fn cursor(&self, name: &str) -> Result<Option<u64>, Error>;

    /// Notes up to which event somebody has followed the log.
    async fn set_cursor(&self, name: &str, event: u64) -> Result<(), Error>;
}

/// What a story is filed under, beside its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiledUnder {
    /// Topics.
    Topic,
    /// Authors.
    Author,
}
