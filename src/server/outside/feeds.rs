//! Feeds, their list for people and their list for programs.

use std::collections::{BTreeSet, HashMap};

use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_cache::Made;
use dateline_store::FiledUnder;
use dateline_story::{ArticleId, Language, Slug, address};
use dateline_syndication::feed::{Feed, Format};
use dateline_syndication::opml::{self, Outline};
use dateline_syndication::uri;
use dateline_view::{document, page as pages};

use crate::app::App;
use crate::asked::{Asked, decoded};
use crate::error::AppError;
use crate::explain::redirect;
use crate::load::{self, FeedOf, Reader};
use crate::sent::{self, As};

/// Where feeds stand on other systems, and what they are here: readers try these, and subscriptions outlive a move.
pub const USUAL: [(&str, &str); 9] = [
    ("/feed", "/feed/latest.rss"),
    ("/feed.xml", "/feed/latest.rss"),
    ("/rss", "/feed/latest.rss"),
    ("/rss.xml", "/feed/latest.rss"),
    ("/index.xml", "/feed/latest.rss"),
    ("/feed/rss", "/feed/latest.rss"),
    ("/atom.xml", "/feed/latest.atom"),
    ("/feed/atom", "/feed/latest.atom"),
    ("/feed.json", "/feed/latest.json"),
];

/// A usual address.
pub async fn usual(State(app): State<App>, asked: Asked) -> Response {
    match USUAL.iter().find(|(path, _)| *path == asked.uri.path()) {
        Some((_, to)) => redirect(to),
        None => app.explain(&asked, &AppError::NotFound).await,
    }
}

/// A name with the ending of a format.
fn with_format(file: &str) -> Option<(&str, Format)> {
    let (name, ending) = file.rsplit_once('.')?;
    Format::ALL.into_iter().find(|format| format.ending() == ending).map(|format| (name, format))
}

/// The feed of all stories.
pub async fn all(State(app): State<App>, asked: Asked) -> Response {
    let path = asked.path();
    match with_format(path.rsplit('/').next().unwrap_or_default()) {
        Some(("latest", format)) => send(app, asked, FeedOf::Latest, format).await,
        _ => app.explain(&asked, &AppError::NotFound).await,
    }
}

/// The feed of some stories.
pub async fn some(State(app): State<App>, asked: Asked) -> Response {
    let path = asked.path();
    let mut parts = path.rsplit('/');
    let (file, of) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let found = with_format(file).and_then(|(name, format)| {
        let slug = || Slug::new(name).ok();
        let of = match of {
            "language" => FeedOf::Language(Language::new(name).ok()?),
            "section" => FeedOf::Section(slug()?),
            "topic" => FeedOf::Topic(slug()?),
            "author" => FeedOf::Author(slug()?),
            _ => return None,
        };
        Some((of, format))
    });
    match found {
        Some((of, format)) => send(app, asked, of, format).await,
        None => app.explain(&asked, &AppError::NotFound).await,
    }
}

async fn send(app: App, asked: Asked, of: FeedOf, format: Format) -> Response {
    let path = format!("{}.{}", of.path(), format.ending());
    // A feed has one address, and is kept once.
    if path != asked.path() {
        return app.explain(&asked, &AppError::NotFound).await;
    }
    let since = wants_changes(&asked);
    let wanted = of.clone();
    let whole = app
        .send(&asked, &path, |app, reader| async move {
            // Read first: what happens from here on has a higher number.
            let event = app.store.last_event().await?;
            let feed = load::feed(&reader, &app.edition(app.main_language()), &of).await?;
            Ok(made(&app, &feed, format, event))
        })
        .await;
    match since {
        Some(since) if whole.status() == StatusCode::OK => changes(&app, whole, &wanted, format, since).await,
        _ => whole,
    }
}

/// A feed as it is kept. Its tag ends with the number of the last event before it was read, by which whoever has it can be told what
/// came since.
fn made(app: &App, feed: &Feed, format: Format, event: u64) -> Made {
    let mut made = Made::of(type_of(format), feed.write(format));
    made.tag = format!("{}{SINCE}{event}", made.tag);
    // Not what its stories say: one that left it, or another's name, is a change as well.
    made.modified = Some(sent::as_http_date((app.now)()));
    made
}

/// What stands in a feed's tag before the event.
const SINCE: &str = "~";

fn type_of(format: Format) -> &'static str {
    match format {
        Format::Rss => "application/rss+xml; charset=utf-8",
        Format::Atom => "application/atom+xml; charset=utf-8",
        Format::Json => "application/feed+json; charset=utf-8",
    }
}

/// The event up to which a client has a feed that wants only what came since (RFC 3229, section 10.5; “feed” as its instance
/// manipulation).
fn wants_changes(asked: &Asked) -> Option<u64> {
    let wanted = asked.headers.get("a-im")?.to_str().ok()?;
    let is_feed = |one: &str| one.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("feed");
    let held = asked.headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let newest = held.split(SINCE).skip(1).filter_map(|rest| digits(rest).parse().ok()).max();
    newest.filter(|_| wanted.split(',').any(is_feed))
}

/// How many events are looked through; after more the whole is as good.
const EVENTS: usize = 500;

/// Only what has changed since, in place of the whole feed. Where it cannot be told, the whole is as good.
async fn changes(app: &App, whole: Response, of: &FeedOf, format: Format, since: u64) -> Response {
    let Ok(events) = app.store.events(since, EVENTS).await else { return whole };
    if events.len() == EVENTS {
        return whole;
    }
    let stories: BTreeSet<ArticleId> =
        events.iter().filter(|event| event.public).filter_map(|event| event.article).collect();
    // Something else has changed, such as a name: no entry tells of it.
    if stories.is_empty() {
        return whole;
    }
    let (of, edition) = (of.clone(), app.edition(app.main_language()));
    let reader = Reader::of(app.store.clone());
    let load = async move { load::feed(&reader, &edition, &of).await };
    // Beside the readers' pages, which do not wait for it.
    let Ok(Ok(feed)) = app.turns.make(load).await else { return whole };
    let Some(feed) = feed.only(&stories) else { return whole };
    let fields = [
        (header::CONTENT_TYPE, HeaderValue::from_static(type_of(format))),
        (header::VARY, HeaderValue::from_static("a-im, if-none-match, accept-encoding")),
        // Whoever keeps answers for others would take it for the feed.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store, im")),
        (HeaderName::from_static("im"), HeaderValue::from_static("feed")),
    ];
    let mut part = (StatusCode::IM_USED, fields, feed.write(format)).into_response();
    // From here on the client has the whole.
    if let Some(tag) = whole.headers().get(header::ETAG) {
        part.headers_mut().insert(header::ETAG, tag.clone());
    }
    part
}

/// The feed of a search. Searches have no end, so none is kept.
pub async fn search(State(app): State<App>, Query(params): Query<HashMap<String, String>>, asked: Asked) -> Response {
    let path = asked.path();
    let Some((_, format)) = with_format(&path) else { return app.explain(&asked, &AppError::NotFound).await };
    let query = params.get("q").cloned().unwrap_or_default();
    if query.trim().is_empty() {
        return app.explain(&asked, &AppError::BadRequest("q")).await;
    }
    let made = async {
        app.follow().await?;
        let edition = app.edition(app.main_language());
        let search = load::Search { query: query.clone(), by_date: true, after: None };
        let sought = load::seek(app.search.snapshot(), &app.turns, &edition, search).await?;
        let reader = app.reader();
        let make = async move {
            let feed = load::search_feed(&reader, &edition, &query, sought).await?;
            Ok::<_, AppError>(Made::of(type_of(format), feed.write(format)))
        };
        app.making.make(make).await.flatten()
    };
    match made.await {
        Ok(made) => app.respond(&asked, &made, As::Outdated).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}

/// The feeds, for people.
pub async fn page(State(app): State<App>, asked: Asked) -> Response {
    app.send(&asked, "/feeds", |app, reader| async move {
        let edition = app.edition(app.main_language());
        let data = pages::feeds::FeedsPage { sections: load::sections(&reader, &edition.site).await? };
        Ok(Made::new(document(&edition, |edition| pages::feeds::page(edition, data)), None))
    })
    .await
}

/// How many topics and authors the list for programs holds of each.
const LISTED: usize = 1_000;

/// The feeds, for programs.
pub async fn opml(State(app): State<App>, asked: Asked) -> Response {
    app.send(&asked, "/feeds.opml", |app, reader| async move {
        let edition = app.edition(app.main_language());
        let site = &edition.site;
        let outline = |title: String, feed: &str, home: &str, language: &Language| Outline {
            title: format!("{} – {title}", site.name),
            feed: format!("{}.rss", uri::page(site, feed)),
            home: uri::page(site, home),
            language: language.to_string(),
        };
        let main = &edition.language;
        let mut stories = vec![outline(edition.word("feeds-all"), "/feed/latest", "/latest", main)];
        for language in site.languages.iter().filter(|_| site.languages.len() > 1) {
            let own = app.edition(language.clone()).word("language");
            stories.push(outline(own, &format!("/feed/language/{language}"), &site.front(language), language));
        }
        let sections = load::sections(&reader, site).await?;
        let sections = sections
            .iter()
            .map(|slug| outline(edition.section(slug), &address::feed("section", slug), &address::section(slug), main));
        let topics = reader.filed_under(FiledUnder::Topic, LISTED).await?;
        let topics =
            reader.topics(&topics).await?.into_iter().map(|topic| {
                outline(topic.name, &address::feed("topic", &topic.slug), &address::topic(&topic.slug), main)
            });
        let authors = reader.filed_under(FiledUnder::Author, LISTED).await?;
        let authors = reader.authors(&authors).await?.into_iter().map(|author| {
            outline(author.name, &address::feed("author", &author.slug), &address::author(&author.slug), main)
        });
        let groups = [
            (edition.word("feeds-stories"), stories),
            (edition.word("sections"), sections.collect()),
            (edition.word("topics"), topics.collect()),
            (edition.word("feeds-authors"), authors.collect()),
        ];
        let groups: Vec<_> = groups.into_iter().filter(|(_, feeds): &(_, Vec<_>)| !feeds.is_empty()).collect();
        Ok(Made::of("text/x-opml; charset=utf-8", opml::write(&site.name, &groups)))
    })
    .await
}

/// The address of a feed as whoever publishes and whoever tells of it must name alike.
pub fn addresses(app: &App, path: &str) -> Vec<String> {
    let site = app.site();
    Format::ALL.iter().map(|format| uri::page(&site, &format!("{}.{}", decoded(path), format.ending()))).collect()
}
