//! About this site: a colophon from the configuration.

use dateline_edition::Edition;
use dateline_syndication::json_ld;
use leptos::prelude::*;

use crate::block::channel_line;
use crate::breadcrumb::breadcrumb;
use crate::{Head, Page};

/// The page.
pub fn page(edition: &Edition) -> Page {
    let site = &edition.site;
    let title = edition.word("about");
    let head = Head {
        data: Some(json_ld::page(edition, "AboutPage", &title, "/about")),
        ..Head::at("/about".into(), title.clone(), edition.word("about-intro"))
    };
    let colophon: Vec<_> = site.colophon.iter().map(|words| view! { <p>{words.clone()}</p> }).collect();
    let sections: Vec<_> =
        edition.menu().into_iter().map(|(href, name)| view! { <li><a href=href>{name}</a></li> }).collect();
    let sections =
        (!sections.is_empty()).then(|| view! { <h2>{edition.word("about-sections-title")}</h2><ul>{sections}</ul> });
    let languages: Vec<_> = site
        .languages
        .iter()
        .map(|language| {
            let own = Edition { language: language.clone(), ..edition.clone() }.word("language");
            view! { <li><a href=site.front(language) lang=language.to_string() dir=language.direction().as_str()>{own}</a></li> }
        })
        .collect();
    let channel = site.channel.as_ref().map(|channel| {
        view! {
            <h2>{edition.word("about-channel-title")}</h2>
            <p>{channel_line(edition, channel)}" "<a href=channel.url.clone() rel="noreferrer">{edition.word("channel-follow")}</a></p>
        }
    });
    let main = view! {
        <article class="story plain">
            <header class="story-head">
                <div class="line">{breadcrumb(edition, Vec::new())}</div>
                <h1>{title}</h1>
                <p class="standfirst">{site.tagline.clone()}</p>
            </header>
            <div class="body">
                {colophon}
                <h2>{edition.word("about-corrections-title")}</h2>
                <p>{edition.word("about-corrections")}</p>
                <h2>{edition.word("about-privacy-title")}</h2>
                <p>{edition.word("about-privacy")}</p>
                {channel}
                {sections}
                <h2>{edition.word("about-languages-title")}</h2>
                <ul>{languages}</ul>
                <h2>{edition.word("about-time-title")}</h2>
                <p>{edition.words("about-time", &[("zone", site.time_zone_name.as_str().into())])}</p>
            </div>
        </article>
    };
    Page::plain("about", head, main.into_any())
}
