//! What a story sends into the world. Each output is one file: plain data in, text out; nothing here loads anything or knows the time.
//!
//! The same stories as on the pages, and made from the same load.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod card;
pub mod feed;
pub mod html;
pub mod json_ld;
pub mod manifest;
pub mod ninjs;
pub mod oembed;
pub mod opml;
pub mod robots;
pub mod sitemap;
mod told;
pub mod uri;
pub mod well_known;
pub mod wxr;
mod xml;

pub use told::{Image, Told};
