//! Further related stories of a story, as a page: what the panel's “more” leads to without scripts.

use dateline_edition::Edition;
use dateline_story::{Summary, address};
use leptos::prelude::*;

use crate::breadcrumb::breadcrumb;
use crate::card::Card;
use crate::{Head, Page, related};

/// What the page needs.
pub struct MorePage {
    /// The story that these are related to.
    pub story: Summary,
    /// The related stories of this page.
    pub cards: Vec<Card>,
    /// Where there are more.
    pub more: Option<String>,
}

/// The page. It repeats other pages' cards, so search engines pass it by.
pub fn page(edition: &Edition, data: MorePage) -> Page {
    let title = edition.words("related-to", &[("headline", data.story.headline.as_str().into())]);
    let head = Head::unlisted(title.clone(), title.clone());
    let section = (address::section(&data.story.section), edition.section(&data.story.section));
    let cards = related::items(edition, &data.cards, 2);
    let list = if data.cards.is_empty() {
        view! { <p class="notice">{edition.word("related-none")}</p> }.into_any()
    } else {
        view! { <ol class="cards list">{cards}</ol> }.into_any()
    };
    let more =
        data.more.map(|href| view! { <a class="button" rel="next" href=href>{edition.word("related-more")}</a> });
    let main = view! {
        <header class="list-head">{breadcrumb(edition, vec![section])}<h1>{title}</h1></header>
        {list}
        <p class="pager"><a class="button" href=data.story.path()>{edition.word("back-to-story")}</a>{more}</p>
    };
    Page::plain("listing", head, main.into_any())
}
