//! Turns outside formats into stories, and stories into files that can be taken elsewhere.
//!
//! Every reader hands over one [`incoming::Incoming`] a story, in the order of its source, and says in plain words
//! what it could not keep and where that stood. Nothing here touches the store or the network.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod export;
pub mod html;
pub mod incoming;
pub mod markdown;
pub mod ninjs;
pub mod wxr;

mod addresses;
mod dates;
mod names;
mod pictures;
mod plain;
pub mod written_in;
