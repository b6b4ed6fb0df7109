//! What the story editor asks of the server, as Leptos server functions: declared once, compiled for both sides.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod answer;
#[cfg(feature = "ssr")]
pub mod backend;
mod complete;
mod error;
mod paste;
mod story;

pub use answer::{
    ActAnswer, ActAsked, ActWord, Colleague, Opened, Presences, SaveAnswer, SaveAsked, Standing, StoryLink, Theirs,
};
pub use complete::{
    Authors, NewTopic, Pictures, Stories, StoryLinks, Topics, UnknownAddresses, authors, new_topic, pictures, stories,
    story_links, topics, unknown_addresses,
};
pub use error::{ApiError, Reason};
pub use paste::{Convert, convert};
pub use story::{ActOn, Around, OpenStory, Presence, SaveStory, act_on, around, open_story, presence, save_story};

/// The address that all functions are under.
pub const PREFIX: &str = "/desk/api/story";
