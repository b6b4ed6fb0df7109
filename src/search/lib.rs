//! Search and related stories: a projection of the store's event log, and the ranking that both read from it.
//!
//! What ranks is pure and has no index in it: [`text`] makes words of a text, [`sketch`] makes of a story what is compared,
//! [`likeness`] compares, and [`meaning`] too where the operator supplies a model. [`index`] supplies candidates to it.
//! [`evaluate`] measures the whole on judged stories, through an index in memory.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod error;
pub mod evaluate;
pub mod find;
pub mod index;
pub mod known;
pub mod likeness;
pub mod meaning;
pub mod names;
pub mod panel;
pub mod projection;
pub mod query;
pub mod rarity;
pub mod related;
pub mod sketch;
pub mod snippet;
pub mod statistics;
pub mod text;
pub mod years;

pub use error::Error;
