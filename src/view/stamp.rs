//! When a story was published and changed.

use dateline_edition::Edition;
use dateline_edition::dates::{clock, date, date_time, datetime, same_day};
use dateline_story::Timestamp;
use leptos::prelude::*;

/// A `<time>` for a card: the hour today, the date before.
pub fn card_time(edition: &Edition, at: Timestamp) -> AnyView {
    let words = if same_day(edition, at, edition.now) { clock(edition, at) } else { date(edition, at) };
    view! { <time datetime=datetime(at)>{words}</time> }.into_any()
}

/// The stamps under a headline: when it was first published, and when it last changed.
pub fn stamps(edition: &Edition, published: Option<Timestamp>, updated: Option<Timestamp>) -> AnyView {
    let stamp = |key: &'static str, at: Timestamp| {
        let words = edition.words(key, &[("when", date_time(edition, at).into())]);
        view! { <p class="stamp"><time datetime=datetime(at)>{words}</time></p> }.into_any()
    };
    let published = published.map(|at| stamp("published", at));
    let updated = updated.map(|at| stamp("updated", at));
    view! { <div class="stamps">{published}{updated}</div> }.into_any()
}
