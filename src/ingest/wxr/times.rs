//! When a post was published and last changed, and where it is in the workflow.

use dateline_story::{State, Timestamp, Update};

use super::Options;
use super::item::Item;
use crate::{dates, plain};

/// When a story was first published, its last substantial change since, and its state.
pub type Times = (Option<Timestamp>, Option<Update>, State);

/// When it was published and last changed, and where it is in the workflow.
pub fn of(item: &Item, options: &Options, lose: &mut dyn FnMut(String)) -> Times {
    let date = |gmt: &str, local: &str| {
        let gmt = item.field(gmt).and_then(|text| dates::instant(text, &jiff::tz::TimeZone::UTC));
        gmt.or_else(|| dates::instant(item.field(local)?, &options.zone))
    };
    let published = date("wp:post_date_gmt", "wp:post_date").or_else(|| {
        dates::instant(item.field("pubDate")?, &jiff::tz::TimeZone::UTC).filter(|date| date.as_second() > 0)
    });
    let changed = date("wp:post_modified_gmt", "wp:post_modified");
    let status = item.field("wp:status").unwrap_or("publish");
    if item.field("wp:is_sticky") == Some("1") {
        lose(
            "it was kept at the top of the front page (sticky): place it there by hand if it still belongs there"
                .to_owned(),
        );
    }
    if item.field("wp:post_password").is_some() {
        lose("it was behind a password, which no story can be: it is imported as a draft".to_owned());
        return (None, None, State::Draft);
    }
    if let Some(role) = item.meta("_members_access_role") {
        lose(format!("it was for members only ({}): it is imported as a draft", plain::glimpse(role)));
        return (None, None, State::Draft);
    }
    // Of the plug-in PublishPress Future, in seconds since 1970; once it has passed, what was to happen has.
    let until = item.meta("_expiration-date").and_then(|text| Timestamp::from_second(text.parse().ok()?).ok());
    if let Some(until) = until.filter(|until| *until > options.now) {
        lose(format!("the old site would stop showing it on {until}; a story here has no end"));
    }
    let state = match (status, published) {
        ("publish", Some(at)) => {
            let later = changed.filter(|changed| changed.as_second() > at.as_second() + 60);
            return (published, later.map(|at| Update { at, reason: None }), State::Published);
        }
        ("publish", None) => {
            lose("it has no date: it is imported as a draft".to_owned());
            State::Draft
        }
        ("future", Some(at)) => State::Scheduled(at),
        ("future", None) => {
            lose("it was scheduled for a date that cannot be read: it is imported as a draft".to_owned());
            State::Draft
        }
        ("pending", _) => State::InReview,
        ("private", _) => {
            lose("it was for logged-in readers only (private): it is imported as a draft".to_owned());
            State::Draft
        }
        ("draft", _) => State::Draft,
        (other, _) => {
            lose(format!("its status “{}” is unknown: it is imported as a draft", plain::glimpse(other)));
            State::Draft
        }
    };
    (None, None, state)
}
