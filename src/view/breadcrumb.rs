//! The trail above a headline: Home › Pakistan.

use dateline_edition::Edition;
use leptos::prelude::*;

/// Links from the front page down; the page itself is not in it.
pub fn breadcrumb(edition: &Edition, trail: Vec<(String, String)>) -> AnyView {
    let home = (edition.home(), edition.word("home"));
    let steps: Vec<_> =
        std::iter::once(home).chain(trail).map(|(href, name)| view! { <li><a href=href>{name}</a></li> }).collect();
    view! { <nav class="breadcrumb" aria-label=edition.word("breadcrumb")><ol>{steps}</ol></nav> }.into_any()
}
