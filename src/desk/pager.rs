//! The ways through a long list.

use leptos::prelude::*;

use crate::Desk;

/// Links to the start of a list and to its next page; nothing where all of it is on this one.
pub fn pager(desk: &Desk, first: Option<String>, older: Option<String>) -> Option<AnyView> {
    if first.is_none() && older.is_none() {
        return None;
    }
    let first = first.map(|href| view! { <a class="button" href=href>{desk.say("newest")}</a> });
    let older = older.map(|href| view! { <a class="button" rel="next" href=href>{desk.say("older")}</a> });
    Some(view! { <nav class="pager" aria-label=desk.say("pages")>{first}{older}</nav> }.into_any())
}
