//! Stories that are one another's translations.

use async_trait::async_trait;
use dateline_story::ArticleId;

use crate::{Entry, Error};

/// Keeping them.
#[async_trait]
pub trait Translations {
    /// The other stories that are translations of one, in whatever state, by number.
    async fn translations(&self, of: ArticleId) -> Result<Vec<ArticleId>, Error>;

    /// From here on two stories, and the translations of each, are one another's; the entry is written with it.
    ///
    /// # Errors
    /// [`Error::NoSuchStory`], or [`Error::SameLanguage`] where two of them would be in one language.
    async fn link_translation(&self, one: ArticleId, other: ArticleId, entry: Entry) -> Result<(), Error>;

    /// A story is no translation any more. `false` where it was none.
    async fn unlink_translation(&self, article: ArticleId, entry: Entry) -> Result<bool, Error>;
}
