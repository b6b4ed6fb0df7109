//! Section, topic and author pages, and the latest stories: a heading and a list that goes back in time.

use dateline_edition::Edition;
use dateline_story::{Author, Slug, Topic, address};
use dateline_syndication::json_ld;
use leptos::prelude::*;

use crate::block::channel_line;
use crate::breadcrumb::breadcrumb;
use crate::card::{Card, Kicker, Size, card};
use crate::pager::pager;
use crate::{Head, Page};

/// What the list is of.
pub enum Of {
    /// Every story.
    Latest,
    /// A section.
    Section(Slug),
    /// A topic.
    Topic(Topic),
    /// An author.
    Author(Author),
}

/// What the page needs.
pub struct ListPage {
    /// What the list is of.
    pub of: Of,
    /// Its stories, newest first.
    pub cards: Vec<Card>,
    /// Where older ones begin.
    pub older: Option<String>,
    /// Where this page began; `None` for the newest.
    pub before: Option<String>,
}

/// The page.
pub fn page(edition: &Edition, data: ListPage) -> Page {
    let first_page = data.before.is_none();
    let (path, name, title, kicker) = match &data.of {
        Of::Latest => ("/latest".to_owned(), edition.word("latest"), edition.word("latest"), Kicker::Section),
        Of::Section(slug) => {
            let name = edition.section(slug);
            let title = edition.words("section-title", &[("name", name.as_str().into())]);
            (address::section(slug), name, title, Kicker::None)
        }
        Of::Topic(topic) => {
            let title = edition.words("topic-title", &[("name", topic.name.as_str().into())]);
            (address::topic(&topic.slug), topic.name.clone(), title, Kicker::Section)
        }
        Of::Author(author) => {
            let title = edition.words("author-title", &[("name", author.name.as_str().into())]);
            (address::author(&author.slug), author.name.clone(), title, Kicker::Section)
        }
    };
    let feed = match &data.of {
        Of::Latest => "/feed/latest".to_owned(),
        Of::Section(slug) => address::feed("section", slug),
        Of::Topic(topic) => address::feed("topic", &topic.slug),
        Of::Author(author) => address::feed("author", &author.slug),
    };
    let canonical = match &data.before {
        None => path.clone(),
        Some(before) => format!("{path}?before={before}"),
    };
    let description = match &data.of {
        Of::Author(author) if !author.bio.is_empty() => author.bio.clone(),
        _ => format!("{title}. {}", edition.site.tagline),
    };
    let paths: Vec<String> = data.cards.iter().map(|card| card.story.path()).collect();
    let head = Head {
        data: Some(json_ld::listing(edition, &name, &canonical, &paths)),
        feed: Some((feed, String::new())),
        ..Head::at(canonical, title, description)
    };
    let about = match &data.of {
        Of::Author(author) => about(edition, author),
        _ => None,
    };
    let cards: Vec<_> = data
        .cards
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let size = if first_page && index == 0 { Size::Lead } else { Size::Large };
            view! { <li>{card(edition, one, size, 2, kicker)}</li> }
        })
        .collect();
    let empty = data.cards.is_empty().then(|| view! { <p class="notice">{edition.word("list-empty")}</p> });
    let class = if first_page { "cards list newest" } else { "cards list" };
    let list = (!data.cards.is_empty()).then(|| view! { <ul class=class>{cards}</ul> });
    let main = view! {
        <header class="list-head">{breadcrumb(edition, Vec::new())}<h1>{name}</h1>{about}</header>
        {list}
        {empty}
        {pager(edition, &path, first_page, data.older)}
    };
    Page::plain("listing", head, main.into_any())
}

fn about(edition: &Edition, author: &Author) -> Option<AnyView> {
    let role = (!author.role.is_empty()).then(|| view! { <p class="role">{author.role.clone()}</p> });
    let bio = (!author.bio.is_empty()).then(|| view! { <p>{author.bio.clone()}</p> });
    let channel = author.channel.as_ref().map(|channel| {
        view! {
            <p>
                {channel_line(edition, channel)}" "
                <a href=channel.url.clone() rel="noreferrer">{edition.word("channel-follow")}</a>
            </p>
        }
    });
    let any = role.is_some() || bio.is_some() || channel.is_some();
    any.then(|| view! { <div class="about-author">{role}{bio}{channel}</div> }.into_any())
}
