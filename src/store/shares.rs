//! Links to previews, for people without an account.

use async_trait::async_trait;
use dateline_story::{ArticleId, Timestamp};

use crate::{Entry, Error};

/// A link to a preview. Its token is not kept, only a digest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its number; 0 before it is written.
    pub id: i64,
    /// SHA-256 of the link's token, in hex.
    pub digest: String,
    /// The story it shows.
    pub article: ArticleId,
    /// Who made it, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// When it was taken back.
    pub revoked: Option<Timestamp>,
}

/// Links to previews.
#[async_trait]
pub trait Shares {
    /// The key that links are signed with, the same for every server on the database; `fresh` where there is none yet.
    async fn share_key(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error>;

    /// Writes a new link and its line of the audit trail, and answers its number.
    async fn add_share(&self, share: Share, entry: Entry) -> Result<i64, Error>;

    /// A story's links, the newest first, at most `limit`.
    async fn shares(&self, article: ArticleId, limit: usize) -> Result<Vec<Share>, Error>;

    /// The link with a digest, whether or not it still holds.
    async fn share(&self, digest: &str) -> Result<Option<Share>, Error>;

    /// Takes a story's link back at the entry's instant, and writes the entry; whether there was one that still held.
    async fn revoke_share(&self, article: ArticleId, id: i64, entry: Entry) -> Result<bool, Error>;
}
