//! Share pictures that are there: their files are in the media store, by their digests.

use async_trait::async_trait;
use dateline_story::{ArticleId, ShareCard};

use crate::Error;

/// The site's own share picture stands among the stories' under this number, which no story has.
pub const SITE: ArticleId = ArticleId::UNASSIGNED;

/// Keeping which share pictures are there.
#[async_trait]
pub trait Cards {
    /// The one to be shown of a story.
    async fn card(&self, of: ArticleId) -> Result<Option<ShareCard>, Error>;

    /// From here on this one is shown.
    async fn write_card(&self, of: ArticleId, card: ShareCard) -> Result<(), Error>;

    /// The digests of all that were ever made of a story, but for the one that is shown.
    async fn earlier_cards(&self, of: ArticleId) -> Result<Vec<String>, Error>;

    /// None is shown of a story any more, and nothing is known of any. To be said when their files are gone: nobody finds them then.
    async fn forget_cards(&self, of: ArticleId) -> Result<(), Error>;

    /// Which one is to be shown where one of a digest was: itself, or the one made since. `None` where readers may not read its story.
    async fn shown_card(&self, digest: &str) -> Result<Option<ShareCard>, Error>;
}
