//! Readers' widgets that hydrate. Each wraps plain HTML that works by itself, and only adds behaviour to it.
//!
//! An island's content comes to it as children, rendered by the server and never rendered again: the page carries no
//! second copy of it in the island's properties.

mod read_log;
mod related;
mod share;
mod wake;

pub use related::{RELATED_WAKE, Related};
pub use share::{SHARE_WAKE, Share};
pub use wake::Wake;
