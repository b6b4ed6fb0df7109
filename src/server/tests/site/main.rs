//! Whole flows: the real router over a real database, and the program itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod budget;
mod cdn;
mod configured;
mod demo;
mod kept;
mod leaving;
mod outside;
mod pages;
mod pings;
mod program;
mod rig;
mod search;
mod seen;
mod trouble;
mod wire;
