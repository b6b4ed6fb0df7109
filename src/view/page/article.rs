//! The story.

use dateline_edition::{Edition, dates};
use dateline_story::{Article, Kind, Language, ShareCard, Summary, Topic, address, notes, text};
use dateline_syndication::{Told, card as outside_card, json_ld, oembed, uri};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::block::{Setting, blocks, moments};
use crate::breadcrumb::breadcrumb;
use crate::byline::{Authors, byline, credits, known_authors};
use crate::card::{Card, Kicker, Size, card};
use crate::figure::{Haste, Pictures, figure};
use crate::label::kind_label;
use crate::{Head, Page, inline, related, share, stamp};

/// What the page needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArticlePage {
    /// The story.
    pub article: Article,
    /// Its authors.
    pub authors: Authors,
    /// Its topics, in order.
    pub topics: Vec<Topic>,
    /// Its pictures.
    pub pictures: Pictures,
    /// Related stories, the nearest first.
    pub related: Vec<Card>,
    /// Where there are more of them.
    pub more_related: Option<String>,
    /// The newest of its section.
    pub recent: Vec<Card>,
    /// Its share pictures, where they are ready.
    pub share: Option<ShareCard>,
    /// Its published translations.
    pub translations: Vec<Summary>,
}

const LEAD: &str = "(min-width: 64rem) 52rem, 100vw";

/// How many characters of what a story says of itself make a description.
const DESCRIPTION: usize = 160;

/// The page.
pub fn page(edition: &Edition, mut data: ArticlePage) -> Page {
    let numbered = notes::number(&mut data.article);
    let article = &data.article;
    let opening = || text::opening(&article.body, DESCRIPTION);
    let told = article.description.as_deref().or(article.standfirst.as_deref());
    let outside = outside(edition, &data);
    let canonical_path = article.canonical.clone().unwrap_or_else(|| article.path());
    let description = told.map_or_else(opening, |words| text::cut(words, DESCRIPTION));
    let head = Head {
        card: outside_card::story(&outside),
        data: Some(json_ld::story(&outside)),
        feed: Some((address::feed("section", &article.section), String::new())),
        languages: languages(&data),
        extra: Some(embeddable(edition, article)),
        ..Head::at(canonical_path, article.headline.clone(), description)
    };
    let section = edition.section(&article.section);
    let section_path = address::section(&article.section);
    let channel = edition.site.channel_of(&article.section, known_authors(&article.bylines, &data.authors));
    let setting = Setting { edition, channel, pictures: &data.pictures };
    let moments = (article.kind == Kind::Live).then(|| moments(edition, &article.body)).flatten();
    let dateline = article.dateline.clone().map(|place| view! { <p class="dateline">{place}</p> });
    let lead = article
        .lead
        .as_ref()
        .map(|lead| figure(edition, lead, &data.pictures, "picture lead-picture", LEAD, Haste::First));
    let standfirst = article.standfirst.clone().map(|words| view! { <p class="standfirst">{words}</p> });
    let language = edition.interface_language();
    // Labels around a story in a language without a catalogue are in the stand-in's language, and say so.
    let interface = (language != article.language).then(|| (language.to_string(), language.direction().as_str()));
    let (lang, dir) = interface.unzip();
    let main = view! {
        <article class="story">
            <header class="story-head">
                <div class="line">
                    {breadcrumb(edition, vec![(section_path.clone(), section.clone())])}
                    {kind_label(edition, article.kind)}
                </div>
                <h1>{article.headline.clone()}</h1>
                {standfirst}
                <div class="by-and-when">
                    {byline(edition, &article.bylines, &data.authors)}
                    {stamp::stamps(edition, article.first_published, article.updated.as_ref().map(|update| update.at))}
                </div>
                {update_reason(article)}
                {also_in(edition, &data.translations)}
                {old_story(edition, article)}
            </header>
            {lead}
            <div class="body">{moments}{dateline}{blocks(&setting, &article.body)}</div>
            {inline::notes(edition, &numbered)}
            <footer class="story-foot" lang=lang dir=dir>
                {credits(edition, &article.credits)}
                {canonical(edition, article)}
                {corrections(edition, article)}
                {topics(edition, &data.topics)}
                {share::share(edition, article, channel)}
            </footer>
        </article>
        <div class="beside">
            {related::panel(edition, article.id.0, &data.related, data.more_related)}
            {recent(edition, &section, section_path, &data.recent)}
        </div>
    };
    Page { head, kind: "article", islands: true, main: main.into_any() }
}

/// The story as others are told of it.
fn outside<'a>(edition: &'a Edition, data: &'a ArticlePage) -> Told<'a> {
    Told {
        edition,
        article: &data.article,
        authors: &data.authors,
        topics: &data.topics,
        pictures: &data.pictures,
        share: data.share.as_ref(),
        translations: &data.translations,
    }
}

/// The story in all its languages, its own among them, as search engines want it; nothing where it has only one.
fn languages(data: &ArticlePage) -> Vec<(Language, String)> {
    if data.translations.is_empty() {
        return Vec::new();
    }
    let own = (data.article.language.clone(), data.article.path());
    let others = data.translations.iter().map(|story| (story.language.clone(), story.path()));
    std::iter::once(own).chain(others).collect()
}

/// Where other sites learn how to show the story (oEmbed 1.0, section 4: discovery).
fn embeddable(edition: &Edition, article: &Article) -> AnyView {
    let url = uri::page(&edition.site, &article.path());
    let link = |format: oembed::Format| {
        let address = oembed::address(&edition.site, &url, format);
        view! { <link rel="alternate" type=format.discovery_type() title=article.headline.clone() href=address /> }
    };
    [oembed::Format::Json, oembed::Format::Xml].map(link).collect_view().into_any()
}

/// Links to the story in other languages, each in its own words.
fn also_in(edition: &Edition, translations: &[Summary]) -> Option<AnyView> {
    let links: Vec<_> = translations
        .iter()
        .map(|story| {
            let other = Edition { language: story.language.clone(), ..edition.clone() };
            // A language without a catalogue has no word for itself here.
            let known = other.interface_language().primary() == story.language.primary();
            let name = if known { other.word("language") } else { story.headline.clone() };
            let (tag, dir) = (story.language.to_string(), story.language.direction().as_str());
            view! { <li><a href=story.path() lang=tag.clone() hreflang=tag dir=dir>{name}</a></li> }
        })
        .collect();
    let (label, heading) = (edition.word("also-in"), edition.word("also-in"));
    (!links.is_empty()).then(|| {
        view! { <nav class="also-in" aria-label=label><span aria-hidden="true">{heading}</span><ul>{links}</ul></nav> }
            .into_any()
    })
}

fn update_reason(article: &Article) -> Option<AnyView> {
    let reason = article.updated.as_ref()?.reason.clone()?;
    Some(view! { <p class="reason">{reason}</p> }.into_any())
}

/// News that is more than a year old says so before it is read and passed on.
fn old_story(edition: &Edition, article: &Article) -> Option<AnyView> {
    let years = dates::years_since(edition, article.first_published?);
    let timeless = article.kind == Kind::Explainer;
    (years >= 1 && !timeless).then(|| {
        let words = edition.words("old-story", &[("years", years.into())]);
        view! { <p class="old" role="note">{words}</p> }.into_any()
    })
}

fn canonical(edition: &Edition, article: &Article) -> Option<AnyView> {
    let address = article.canonical.as_deref().filter(|address| address.starts_with("http"))?;
    let host = address.split('/').nth(2)?.to_owned();
    let words = edition.words("canonical-note", &[("host", host.into())]);
    Some(view! { <p class="first-at"><a href=address.to_owned()>{words}</a></p> }.into_any())
}

fn corrections(edition: &Edition, article: &Article) -> Option<AnyView> {
    if article.corrections.is_empty() {
        return None;
    }
    let items: Vec<_> = article
        .corrections
        .iter()
        .map(|correction| {
            let when = dates::date(edition, correction.at);
            view! { <li><time datetime=dates::datetime(correction.at)>{when}</time>" "{correction.text.clone()}</li> }
        })
        .collect();
    let title = edition.word("corrections");
    Some(view! { <section class="corrections" aria-labelledby="corrections"><h2 id="corrections">{title}</h2><ul>{items}</ul></section> }.into_any())
}

fn topics(edition: &Edition, topics: &[Topic]) -> Option<AnyView> {
    if topics.is_empty() {
        return None;
    }
    let links: Vec<_> = topics
        .iter()
        .map(|topic| view! { <li><a rel="tag" href=address::topic(&topic.slug)>{topic.name.clone()}</a></li> })
        .collect();
    Some(view! { <nav class="topics" aria-label=edition.word("topics")><ul>{links}</ul></nav> }.into_any())
}

fn recent(edition: &Edition, section: &str, path: String, cards: &[Card]) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    let items: Vec<_> =
        cards.iter().map(|one| view! { <li>{card(edition, one, Size::Text, 3, Kicker::None)}</li> }).collect();
    let title = edition.words("recent-in", &[("section", section.into())]);
    Some(
        view! {
            <section class="recent" aria-labelledby="recent">
                <h2 id="recent"><a href=path>{title}</a></h2>
                <ol class="cards">{items}</ol>
            </section>
        }
        .into_any(),
    )
}
