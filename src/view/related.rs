//! The related-stories panel.

use dateline_edition::Edition;
use dateline_islands::{RELATED_WAKE, Related};
use leptos::prelude::*;

use crate::Page;
use crate::card::{Card, Kicker, Size, card};

/// The panel: cards, and the link to more of them.
pub fn panel(edition: &Edition, story: i64, cards: &[Card], more: Option<String>) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    let items = items(edition, cards, 3);
    let more = more.map(|href| view! { <p class="more"><a class="button" data-more="" href=href>{edition.word("related-more")}</a></p> });
    Some(
        view! {
            <section
                class="related"
                data-panel=story.to_string()
                data-added=edition.word("related-added")
                data-ended=edition.word("related-ended")
                data-wake=RELATED_WAKE.as_str()
                aria-labelledby="related"
            >
                <h2 id="related">{edition.word("related")}</h2>
                <Related>
                    <ol class="cards">{items}</ol>
                    {more}
                </Related>
            </section>
        }
        .into_any(),
    )
}

/// The list's items. `heading` is the level of their headlines.
pub fn items(edition: &Edition, cards: &[Card], heading: u8) -> AnyView {
    let items: Vec<_> = cards
        .iter()
        .map(|one| view! { <li data-story=one.story.id.to_string()>{card(edition, one, Size::Small, heading, Kicker::Section)}</li> })
        .collect();
    items.into_any()
}

/// Further items alone, for the panel to add to its list.
pub fn card_list(edition: &Edition, cards: &[Card]) -> String {
    Page::fragment(items(edition, cards, 3))
}
