//! What a story looks like. One component a file, one page kind a file under `page/`.
//!
//! Pages are plain data in and HTML out; nothing here loads anything or knows the time.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod block;
mod breadcrumb;
mod byline;
mod card;
mod embed;
mod embedded;
mod figure;
mod inline;
mod label;
pub mod page;
mod pager;
mod related;
mod share;
mod shell;
mod stamp;

pub use byline::{Authors, known_authors, name as author_name};
pub use card::{Card, Why};
pub use embed::STYLE as EMBED_STYLE;
pub use embedded::{STYLE as EMBEDDED_STYLE, embedded};
pub use figure::Pictures;
pub use related::card_list;
pub use shell::{Head, Page, document};
