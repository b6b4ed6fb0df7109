//! The ways through a list.

use dateline_edition::Edition;
use leptos::prelude::*;

/// Links to the newest and the next older stories of a list at `path`.
pub fn pager(edition: &Edition, path: &str, first_page: bool, older: Option<String>) -> Option<AnyView> {
    if first_page && older.is_none() {
        return None;
    }
    let newest = (!first_page).then(|| view! { <a class="button" href=path.to_owned()>{edition.word("newest")}</a> });
    let older = older.map(|cursor| view! { <a class="button" rel="next" href=format!("{path}?before={cursor}")>{edition.word("older")}</a> });
    Some(view! { <nav class="pager" aria-label=edition.word("older")>{newest}{older}</nav> }.into_any())
}
