//! Why a reader gets another page than the one asked for.

use thiserror::Error;

/// What stands in the way of a page.
#[derive(Debug, Error)]
pub enum AppError {
    /// Nothing is at the address.
    #[error("nothing is there")]
    NotFound,
    /// The story was withdrawn.
    #[error("the story was withdrawn")]
    Withdrawn,
    /// The story was taken down.
    #[error("the story was taken down")]
    TakenDown,
    /// A link to a preview has expired or was taken back.
    #[error("the link to the preview has ended")]
    LinkEnded,
    /// This part of the request's address cannot be understood.
    #[error("“{0}” cannot be understood")]
    BadRequest(&'static str),
    /// More is looked for at once than there is room for.
    #[error("too many searches at once")]
    Busy,
    /// The index of search and related stories failed.
    #[error(transparent)]
    Index(#[from] dateline_search::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}
