//! The desk's pages, one a file.

pub mod account;
pub mod audit;
pub mod catalogue;
pub mod front;
pub mod jobs;
pub mod link;
pub mod notice;
pub mod outside;
pub mod picture;
pub mod pictures;
pub mod revisions;
pub mod share;
pub mod sign_in;
pub mod stories;
pub mod story;
pub mod user;
pub mod users;

/// What is wrong with a field: its name, and the key of the sentence that says it.
pub type Wrong = (&'static str, &'static str);

/// The sentence for a field among what is wrong.
fn error_of(desk: &crate::Desk, wrong: &[Wrong], field: &str) -> Option<String> {
    let (_, key) = wrong.iter().find(|(name, _)| *name == field)?;
    // The bounds that `dateline_newsroom::accounts` keeps; sentences that do not name them take no notice.
    let (shortest, longest) = (15, 1024);
    Some(desk.say_with(&format!("wrong-{key}"), &[("shortest", shortest.into()), ("longest", longest.into())]))
}
