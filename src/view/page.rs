//! Page kinds, one a file: each a plain struct of data and its view.

pub mod about;
pub mod article;
pub mod feeds;
pub mod front;
pub mod list;
pub mod more;
pub mod notice;
pub mod search;
