//! The desk: the real router over a real database, asked as browsers ask.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod browser;
mod catalogue;
mod front;
mod functions;
mod people;
mod pictures;
mod program;
mod schedule;
mod trail;
mod writing;
// Shared with the readers' tests, which use more of it.
#[allow(dead_code)]
#[path = "../site/rig.rs"]
mod rig;
