//! What can go wrong with the index.

use std::path::PathBuf;

use thiserror::Error;

/// Why the index could not do what was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// The index itself failed.
    #[error("the search index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// A file of it cannot be read or written.
    #[error("{what} {path}: {why}")]
    File {
        /// What was tried.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's word for it.
        why: std::io::Error,
    },
    /// It was made by a program with another layout, or from another database.
    #[error("the search index does not fit: {0}")]
    Misfit(String),
    /// The model that the operator supplied cannot be used.
    #[error("the model in {folder} cannot be used: {why}")]
    Model {
        /// Its folder.
        folder: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}

impl Error {
    /// For `map_err`: names what was tried on which file.
    pub fn file(what: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |why| Self::File { what, path, why }
    }
}
