//! What readers' pages show and no event of a story tells.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use dateline_story::ArticleId;
use dateline_story::catalogue::DocumentKind;

use crate::Error;

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Changed {
    /// What is said of an author, by slug.
    Author(String),
    /// A topic's name, by slug.
    Topic(String),
    /// A picture or its renditions, by name.
    Picture(String),
    /// Which stories belong beside a story.
    Panel(ArticleId),
    /// Which share picture is shown of a story, or of the site.
    Card(ArticleId),
    /// Which stories are a story's translations.
    Translations(ArticleId),
    /// A document of the desk's, by kind and key.
    Document(DocumentKind, String),
}

/// Something to be done after each write.
pub type Then = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Following what readers' pages show.
#[async_trait]
pub trait Changes {
    /// Changes with a number above `after`, in order, each with its number. Events of stories are not among them.
    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Changed)>, Error>;

    /// The number of the last change; 0 where there was none.
    async fn last_change(&self) -> Result<u64, Error>;

    /// From here on does this after each write of this program, before whoever asked for it hears that it is written.
    fn after_writes(&self, then: Then);
}
