//! What the desk looks like: the shell around every page, the parts that pages are made of, and the pages of accounts.
//!
//! As in `view`, pages are plain data in and HTML out. Every form works without scripts.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod desk;
pub mod form;
pub mod page;
mod pager;
mod shell;
mod stamp;
mod strings;
mod table;

pub use desk::{Assets, Desk, Who};
pub use pager::pager;
pub use shell::{DeskPage, Place, Script, document, document_by};
pub use stamp::stamp;
pub use strings::languages;
pub use table::{Cell, Table, table};
