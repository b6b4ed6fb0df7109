//! The kind label above a headline.

use dateline_edition::Edition;
use dateline_story::Kind;
use leptos::prelude::*;

/// “Analysis”, “Live”, …; news carries none.
pub fn kind_label(edition: &Edition, kind: Kind) -> Option<AnyView> {
    (kind != Kind::News).then(|| {
        let words = edition.word(&format!("kind-{}", kind.as_str()));
        view! { <span class=format!("kind {}", kind.as_str())>{words}</span> }.into_any()
    })
}
