//! Readers' widgets that hydrate. Each wraps plain HTML that works by itself, and only adds behaviour to it.
//!
//! An island's content comes to it as children, rendered by the server and never rendered again: the page carries no
//! second copy of it in the island's properties. Islands have no other properties either: these come as JSON, whose reader would
//! be a quarter of what readers download. The words that an island says stand in `data-` attributes around it.

mod read_log;
mod related;
mod share;
mod wake;

pub use related::{RELATED_WAKE, Related};
pub use share::{SHARE_WAKE, Share};
pub use wake::Wake;

/// What the page gives an island in an attribute; nothing where it gives none.
fn words(element: &web_sys::Element, attribute: &str) -> String {
    element.get_attribute(attribute).unwrap_or_default()
}
