//! The site's feeds, for people.

use dateline_edition::Edition;
use dateline_story::{Slug, address};
use dateline_syndication::feed::Format;
use dateline_syndication::json_ld;
use leptos::prelude::*;

use crate::breadcrumb::breadcrumb;
use crate::{Head, Page};

/// What the page needs.
pub struct FeedsPage {
    /// Sections that have feeds.
    pub sections: Vec<Slug>,
}

/// A feed: its name, the page of the same stories, its address without the ending, its language where that is another.
struct Row {
    name: String,
    page: String,
    feed: String,
    language: Option<dateline_story::Language>,
}

/// The page.
pub fn page(edition: &Edition, data: FeedsPage) -> Page {
    let title = edition.word("feeds");
    let head = Head {
        data: Some(json_ld::page(edition, "WebPage", &title, "/feeds")),
        ..Head::at("/feeds".into(), title.clone(), edition.word("feeds-intro"))
    };
    let site = &edition.site;
    let all =
        Row { name: edition.word("feeds-all"), page: "/latest".into(), feed: "/feed/latest".into(), language: None };
    let languages = site.languages.iter().filter(|_| site.languages.len() > 1).map(|language| {
        let own = Edition { language: language.clone(), ..edition.clone() };
        let feed = format!("/feed/language/{language}");
        Row { name: own.word("language"), page: site.front(language), feed, language: Some(language.clone()) }
    });
    let sections = data.sections.iter().map(|slug| Row {
        name: edition.section(slug),
        page: address::section(slug),
        feed: address::feed("section", slug),
        language: None,
    });
    let main = view! {
        <article class="story plain">
            <header class="story-head">
                <div class="line">{breadcrumb(edition, Vec::new())}</div>
                <h1>{title}</h1>
                <p class="standfirst">{edition.word("feeds-intro")}</p>
            </header>
            <div class="body">
                <p>{edition.word("feeds-how")}</p>
                {rows(edition, edition.word("feeds-stories"), std::iter::once(all).chain(languages).collect())}
                {rows(edition, edition.word("sections"), sections.collect())}
                <p>{edition.word("feeds-others")}</p>
                <p><a href="/feeds.opml">{edition.word("feeds-opml")}</a></p>
            </div>
        </article>
    };
    Page::plain("feeds", head, main.into_any())
}

fn rows(edition: &Edition, title: String, rows: Vec<Row>) -> Option<AnyView> {
    let of = |row: &Row| {
        let (lang, dir) = match &row.language {
            Some(language) if *language != edition.language => {
                (Some(language.to_string()), Some(language.direction().as_str()))
            }
            _ => (None, None),
        };
        let links: Vec<_> = Format::ALL
            .iter()
            .map(|format| {
                let label = edition
                    .words("feed-named", &[("name", row.name.as_str().into()), ("format", format.name().into())]);
                let href = format!("{}.{}", row.feed, format.ending());
                view! { <td><a href=href type=format.media_type() aria-label=label>{format.name()}</a></td> }
            })
            .collect();
        view! { <tr><th scope="row"><a href=row.page.clone() lang=lang dir=dir>{row.name.clone()}</a></th>{links}</tr> }
    };
    let body: Vec<_> = rows.iter().map(of).collect();
    let label = title.clone();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="table" role="region" aria-label=label tabindex="0">
                <table class="feeds"><caption>{title}</caption><tbody>{body}</tbody></table>
            </div>
        }
        .into_any()
    })
}
