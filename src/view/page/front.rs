//! The front page: one story leads, a few follow, sections have blocks of their own.

use dateline_edition::Edition;
use dateline_story::{Slug, Topic, address};
use dateline_syndication::json_ld;
use leptos::prelude::*;

use crate::card::{Card, Kicker, Size, card};
use crate::{Head, Page};

/// What the page needs.
pub struct FrontPage {
    /// The story that leads.
    pub lead: Option<Card>,
    /// The stories beside and under it.
    pub top: Vec<Card>,
    /// The newest, whatever their section.
    pub latest: Vec<Card>,
    /// What people are writing about.
    pub topics: Vec<Topic>,
    /// Blocks of sections, each without the stories above.
    pub sections: Vec<SectionBlock>,
}

/// A section's block.
pub struct SectionBlock {
    /// The section.
    pub slug: Slug,
    /// Its stories: the first is shown large.
    pub cards: Vec<Card>,
}

/// The page.
pub fn page(edition: &Edition, data: FrontPage) -> Page {
    let site = &edition.site;
    let shown = data.lead.iter().chain(&data.top).chain(&data.latest);
    let paths: Vec<String> = shown.map(|card| card.story.path()).collect();
    let languages = if site.languages.len() > 1 { site.languages.as_slice() } else { &[] };
    let head = Head {
        data: Some(json_ld::front(edition, &paths)),
        languages: languages.iter().map(|language| (language.clone(), site.front(language))).collect(),
        ..Head::at(edition.home(), String::new(), site.tagline.clone())
    };
    let Some(lead) = data.lead else { return Page::plain("front", head, empty(edition)) };
    let pictured = if lead.picture.is_some() { "top pictured" } else { "top" };
    let top: Vec<_> =
        data.top.iter().map(|one| view! { <li>{card(edition, one, Size::Large, 2, Kicker::Section)}</li> }).collect();
    let latest: Vec<_> =
        data.latest.iter().map(|one| view! { <li>{card(edition, one, Size::Text, 3, Kicker::None)}</li> }).collect();
    let latest = (!latest.is_empty()).then(|| {
        view! {
            <section class="latest" aria-labelledby="latest">
                <h2 id="latest"><a href="/latest">{edition.word("latest")}</a></h2>
                <ol class="cards">{latest}</ol>
            </section>
        }
    });
    let topics = topics(edition, &data.topics);
    let sections: Vec<_> = data.sections.iter().map(|block| section(edition, block)).collect();
    let top = (!top.is_empty()).then(|| view! { <ul class="second cards">{top}</ul> });
    let main = view! {
        <h1 class="unseen">{site.name.clone()}</h1>
        {topics}
        <div class=pictured>
            <div class="first">{card(edition, &lead, Size::Lead, 2, Kicker::Section)}{top}</div>
            {latest}
        </div>
        <div class="blocks">{sections}</div>
    };
    Page::plain("front", head, main.into_any())
}

fn topics(edition: &Edition, topics: &[Topic]) -> Option<AnyView> {
    if topics.is_empty() {
        return None;
    }
    let links: Vec<_> = topics
        .iter()
        .map(|topic| view! { <li><a href=address::topic(&topic.slug)>{topic.name.clone()}</a></li> })
        .collect();
    let title = edition.word("front-topics");
    Some(
        view! { <nav class="in-the-news" aria-label=title.clone()><p>{title.clone()}</p><ul>{links}</ul></nav> }
            .into_any(),
    )
}

fn section(edition: &Edition, block: &SectionBlock) -> AnyView {
    let name = edition.section(&block.slug);
    let id = format!("section-{}", block.slug);
    let label = id.clone();
    let path = address::section(&block.slug);
    let cards: Vec<_> = block
        .cards
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let size = match index {
                0 => Size::Large,
                1 | 2 => Size::Small,
                _ => Size::Text,
            };
            view! { <li>{card(edition, one, size, 3, Kicker::None)}</li> }
        })
        .collect();
    let all = edition.words("all-in", &[("section", name.as_str().into())]);
    view! {
        <section class="block" aria-labelledby=label>
            <h2 id=id><a href=path.clone()>{name}</a></h2>
            <ul class="cards">{cards}</ul>
            <p class="more"><a href=path>{all}</a></p>
        </section>
    }
    .into_any()
}

fn empty(edition: &Edition) -> AnyView {
    view! {
        <div class="notice">
            <h1>{edition.word("front-empty-title")}</h1>
            <p>{edition.word("front-empty")}</p>
        </div>
    }
    .into_any()
}
