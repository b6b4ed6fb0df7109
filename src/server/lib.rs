//! The server: readers' pages, the command line, and what ties the house together.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod app;
mod asked;
pub mod assets;
pub mod cdn;
pub mod cli;
pub mod command;
pub mod config;
pub mod desk;
mod error;
mod explain;
pub mod follow;
mod headers;
mod health;
pub mod jobs;
mod load;
mod logged;
mod media;
pub mod metrics;
pub mod outside;
mod pages;
mod place;
pub mod program;
pub mod proxies;
mod qr;
pub mod scheduler;
mod sent;
pub mod site;
mod speculation;
#[cfg(feature = "opentelemetry")]
mod traces;
pub mod warm;
pub mod wire;
