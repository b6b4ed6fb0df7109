//! The addresses that a post had.

use std::collections::HashSet;

use dateline_story::{Article, State};
use url::Url;

use super::item::Item;

/// The old addresses of a story that readers could see.
pub fn of(item: &Item, link: Option<&Url>, article: &Article) -> Vec<String> {
    if !matches!(article.state, State::Published | State::Scheduled(_)) {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    if let Some(link) = link {
        let path = link.path();
        let query = link.query().map(|query| format!("?{query}")).unwrap_or_default();
        out.push(format!("{path}{query}"));
        // The address the post had under an older name.
        if let (Some((parent, tail)), "") = (path.trim_end_matches('/').rsplit_once('/'), query.as_str()) {
            let slash = if path.ends_with('/') { "/" } else { "" };
            out.extend(
                item.meta_all("_wp_old_slug").filter(|old| *old != tail).map(|old| format!("{parent}/{old}{slash}")),
            );
        }
    }
    if let Some(number) = item.number() {
        let key = if item.field("wp:post_type") == Some("page") { "page_id" } else { "p" };
        out.push(format!("/?{key}={number}"));
    }
    let own = article.path();
    let mut seen = HashSet::new();
    out.retain(|path| path != "/" && path.trim_end_matches('/') != own && seen.insert(path.clone()));
    out
}
