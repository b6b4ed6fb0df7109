//! What the site says of itself, as the desk edits it.

use async_trait::async_trait;
use dateline_story::Timestamp;
use dateline_story::catalogue::{Document, DocumentKind};

use crate::{Entry, Error};

/// A revision of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRevision {
    /// Its number, from 1.
    pub version: u64,
    /// When it was made.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
    /// Why.
    pub note: String,
    /// The document as it was.
    pub document: Document,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentSaved {
    /// It is kept under this version.
    Kept(u64),
    /// Somebody else saved since: nothing was written, and this is the version that stands.
    Moved(u64),
}

/// The catalogue. What it has no document for is as the configuration says.
#[async_trait]
pub trait Catalogue {
    /// The newest revision of a document.
    async fn document(&self, kind: DocumentKind, key: &str) -> Result<Option<DocumentRevision>, Error>;

    /// The newest revision of each document of a kind, by key, from the first key after `after`.
    async fn documents(&self, kind: DocumentKind, after: &str, limit: usize) -> Result<Vec<DocumentRevision>, Error>;

    /// Revisions of a document with a number below `before`, newest first.
    async fn document_revisions(
        &self,
        kind: DocumentKind,
        key: &str,
        before: u64,
        limit: usize,
    ) -> Result<Vec<DocumentRevision>, Error>;

    /// Makes a revision of a document that was at version `from` (0: there is none yet), with its line of the audit
    /// trail and a public event. The revision is made by whom and when the line says.
    ///
    /// # Errors
    /// [`Error::RedirectLoop`] and [`Error::RedirectChain`] for a redirect that takes more than one step,
    /// [`Error::InUse`] for removing an author or a topic that a story carries, [`Error::NotRemovable`] for anything else.
    async fn write_document(
        &self,
        document: Document,
        from: u64,
        note: String,
        audit: Entry,
    ) -> Result<DocumentSaved, Error>;

    /// Where the desk lets a path lead, from the root or absolute.
    async fn desk_redirect(&self, path: &str) -> Result<Option<String>, Error>;
}
