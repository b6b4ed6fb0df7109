//! Related stories as the index found them.

use async_trait::async_trait;
use dateline_story::ArticleId;
use serde::{Deserialize, Serialize};

use crate::{Cursor, Error};

/// What a story has in common with another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A topic, by slug.
    Topic(String),
    /// A name that both mention.
    Name(String),
}

/// A story that belongs beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near(
    /// Which.
    pub ArticleId,
    /// Why: places among the panel's reasons.
    pub Vec<usize>,
);

/// The stories that belong beside a story, the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Everything that some of them have in common with it.
    pub reasons: Vec<Reason>,
    /// The stories.
    pub near: Vec<Near>,
}

impl Panel {
    /// What one of its stories has in common with the story.
    pub fn reasons_of(&self, near: &Near) -> impl Iterator<Item = &Reason> {
        near.1.iter().filter_map(|place| self.reasons.get(*place))
    }
}

/// Keeping related stories.
#[async_trait]
pub trait Panels {
    /// A story's panel, if it was made.
    async fn panel(&self, article: ArticleId) -> Result<Option<Panel>, Error>;

    /// Keeps panels that were made with an index, which has a name of its own.
    async fn write_panels(&self, index: &str, panels: Vec<(ArticleId, Panel)>) -> Result<(), Error>;

    /// Notes that stories' panels are to be made again; until then they stay as they are.
    async fn outdate_panels(&self, articles: &[ArticleId]) -> Result<(), Error>;

    /// Published stories without a panel that was made with an index, newest first, older than `before`, each with its place.
    async fn without_panel(
        &self,
        index: &str,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<(ArticleId, Cursor)>, Error>;
}
