//! Instants at the desk.

use dateline_story::Timestamp;
use leptos::prelude::*;

use crate::Desk;

/// A `<time>` with day and hour in the newsroom's time zone.
pub fn stamp(desk: &Desk, at: Timestamp) -> AnyView {
    let words = dateline_edition::dates::date_time(&desk.edition, at);
    view! { <time datetime=dateline_edition::dates::datetime(at)>{words}</time> }.into_any()
}
