//! Why a reader gets another page than the one asked for.

use thiserror::Error;

/// What stands in the way of a page.
#[derive(Debug, Error)]
pub enum AppError {
    /// Nothing is at the address.
    #[error("nothing is at {0}")]
    NotFound(String),
    /// The story was withdrawn.
    #[error("the story was withdrawn")]
    Withdrawn,
    /// The story was taken down.
    #[error("the story was taken down")]
    TakenDown,
    /// The request cannot be understood.
    #[error("{0}")]
    BadRequest(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}
