//! What a story *is*: its data, its markup and its workflow. Pure: no I/O, no clock, no framework.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod address;
pub mod article;
pub mod block;
pub mod catalogue;
pub mod check;
pub mod diff;
pub mod document;
pub mod front;
pub mod inline;
pub mod language;
pub mod manuscript;
pub mod markup;
pub mod merge;
pub mod normal;
pub mod notes;
pub mod people;
pub mod picture;
pub mod roles;
pub mod share;
pub mod slug;
pub mod summary;
pub mod text;
pub mod workflow;

pub use article::{Article, ArticleId, Byline, Correction, Credit, CreditKind, Kind, Update};
pub use block::{Align, Block, Embed, Figure, Focus, List, LivePost, Provider, Table};
pub use inline::Inline;
pub use jiff::Timestamp;
pub use language::{Direction, Language};
pub use people::{Author, Topic};
pub use picture::{Picture, Tint};
pub use roles::{Deed, NotARole, Role};
pub use share::ShareCard;
pub use slug::Slug;
pub use summary::Summary;
pub use workflow::{Act, Refusal, State};
