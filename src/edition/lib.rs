//! The site in one language at one instant: what every page of it knows, whether readers' or the desk's.
//!
//! Apart from the pages, so that a change of one kind does not compile the other again.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod dates;
mod document;
mod outside;
mod portable;
mod site;
mod strings;

pub use document::{document, without_marks};
pub use outside::{Ai, Crawlers, FeedText, Outside, Policies, Security};
pub use portable::PortableSite;
pub use site::{Assets, Channel, Edition, Section, Site, humanise};
pub use strings::Strings;
