//! Turns outside formats into stories, and stories into files that can be taken elsewhere.
//!
//! Every reader hands over one [`incoming::Incoming`] a story, in the order of its source, and says in plain words
//! what it could not keep and where that stood. Nothing here touches the store or the network.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[cfg(feature = "readers")]
pub mod export;
pub mod html;
pub mod incoming;
#[cfg(feature = "readers")]
pub mod markdown;
#[cfg(feature = "readers")]
pub mod ninjs;
pub mod paste;
#[cfg(feature = "readers")]
pub mod wxr;

#[cfg(feature = "readers")]
mod addresses;
#[cfg(feature = "readers")]
mod dates;
#[cfg(feature = "readers")]
mod names;
#[cfg(feature = "readers")]
mod pictures;
mod plain;
#[cfg(feature = "readers")]
pub mod written_in;
