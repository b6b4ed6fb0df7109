//! What can go wrong in a store.

use std::path::PathBuf;

use dateline_story::ArticleId;
use dateline_story::catalogue::DocumentKind;
use thiserror::Error;

use crate::UserId;

/// Why a store could not do what was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// The database was made by a newer program.
    #[error(
        "{path} has schema {found}, and this program knows schemas up to {known}: it was written by a newer dateline; use that one"
    )]
    NewerSchema {
        /// The database.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// The database cannot be opened, made or written.
    #[error("cannot {what} {path}: {why}")]
    Unusable {
        /// "open", "write to".
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's word for it.
        why: String,
    },
    /// The disk is full. What was reported as written is safe.
    #[error("the disk is full: nothing of this was written to {0}; what was written before is safe")]
    Full(PathBuf),
    /// The story has moved on since the change was made from it.
    #[error(
        "story {article} has changed meanwhile: this change was made from revision {from} and the story is at {now}"
    )]
    Conflict {
        /// Which story.
        article: ArticleId,
        /// The revision the change was made from.
        from: u32,
        /// The revision it is at.
        now: u32,
    },
    /// No story has the number.
    #[error("there is no story {0}")]
    NoSuchStory(ArticleId),
    /// Another story has the address.
    #[error("another story already has the address {0}")]
    AddressTaken(String),
    /// The library has no such picture.
    #[error("there is no picture “{0}” in the library")]
    NoSuchPicture(String),
    /// A picture has moved on since a change to it was made.
    #[error("the picture “{name}” has changed meanwhile: this change was made from version {from} and it is at {now}")]
    PictureChanged {
        /// Which picture.
        name: String,
        /// The version the change was made from.
        from: u32,
        /// The version it is at.
        now: u32,
    },
    /// A row cannot be understood.
    #[error("story {article} cannot be read from the database: its {column} is damaged ({why})")]
    Damaged {
        /// Which story.
        article: ArticleId,
        /// Which column.
        column: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Of stories that would be one another's translations two are in one language.
    #[error("two stories in one language ({0}) cannot be translations of each other")]
    SameLanguage(String),
    /// Somebody has the e-mail address already.
    #[error("somebody already has an account with the address {0}")]
    EmailTaken(String),
    /// A redirect leads to where it begins.
    #[error("the redirect from {0} would lead back to itself")]
    RedirectLoop(String),
    /// A redirect leads to another.
    #[error("the redirect from {from} to {to} would take two steps, since {to} leads on to {end}")]
    RedirectChain {
        /// Where it begins.
        from: String,
        /// Where it leads.
        to: String,
        /// Where that leads.
        end: String,
    },
    /// Stories carry what was to be removed.
    #[error("{stories} stories carry the {} “{key}”", kind.as_str())]
    InUse {
        /// Its kind.
        kind: DocumentKind,
        /// Its key.
        key: String,
        /// How many stories, drafts counted.
        stories: u64,
    },
    /// A document of the kind stands for the whole site.
    #[error("the {} cannot be removed", .0.as_str())]
    NotRemovable(DocumentKind),
    /// Nobody who may manage users would be left.
    #[error("this is the last owner who can sign in: make somebody else an owner first")]
    LastOwner,
    /// No user has the number.
    #[error("there is no user {0}")]
    NoSuchUser(UserId),
    /// A link works no more.
    #[error("the link has been used or has expired")]
    LinkSpent,
    /// Somebody has the passkey already.
    #[error("the passkey belongs to an account already")]
    PasskeyTaken,
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// Anything else from the database.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
}
