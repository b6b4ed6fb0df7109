//! Sitemaps: the index is kept like a page; its parts are read from the store as they are sent, however many stories there are.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use dateline_cache::Made;
use dateline_cache::encoding::{self, Liked};
use dateline_edition::Site;
use dateline_store::{Cursor, Error as StoreError, FiledUnder, List, Mapped};
use dateline_story::{ArticleId, ShareCard, Timestamp, address};
use dateline_syndication::sitemap::{self, News};
use dateline_syndication::uri;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream;

use super::card::kept_elsewhere;
use super::ours_alone;
use crate::app::App;
use crate::asked::Asked;
use crate::assets;
use crate::error::AppError;
use crate::load;

const XML: &str = "application/xml; charset=utf-8";

/// How many stories are read at a time: a part is sent in so many pieces.
const AT_ONCE: usize = 500;

/// How many topics and authors the map of pages holds of each.
const PAGES: usize = 20_000;

/// How long what names news is kept, in seconds: stories leave it by the clock.
const NEWS_KEPT: i64 = 600;

/// The index of all parts.
pub async fn index(State(app): State<App>, asked: Asked) -> Response {
    let now = (app.now)();
    let sent = app
        .send(&asked, &by_the_clock("/sitemap.xml", now), move |app, reader| async move {
            let site = app.site();
            let stretches = reader.stretches(sitemap::STORIES).await?;
            let mut parts = vec![(uri::page(&site, "/sitemap/pages.xml"), None)];
            let newest =
                reader.list(&List::Latest, None, 1).await?.stories.pop().and_then(|story| story.first_published);
            if newest.is_some_and(|at| is_news(at, now)) {
                parts.push((uri::page(&site, "/sitemap/news.xml"), newest));
            }
            parts.extend(stretches.iter().enumerate().map(|(index, stretch)| {
                (uri::page(&site, &format!("/sitemap/stories-{}.xml", index + 1)), Some(stretch.changed))
            }));
            Ok(Made::of(XML, sitemap::index(&parts)))
        })
        .await;
    ours_alone(&app, sent)
}

/// A part.
pub async fn part(State(app): State<App>, asked: Asked) -> Response {
    let path = asked.path();
    let name = path.rsplit('/').next().unwrap_or_default();
    let number = name.strip_prefix("stories-").and_then(|rest| rest.strip_suffix(".xml")).map(str::parse::<usize>);
    match (name, number) {
        ("pages.xml", _) => pages(app, asked).await,
        ("news.xml", _) => news(app, asked).await,
        (_, Some(Ok(number))) if number > 0 => stories(app, asked, number - 1).await,
        _ => app.explain(&asked, &AppError::NotFound).await,
    }
}

/// Everything that is no story.
async fn pages(app: App, asked: Asked) -> Response {
    app.send(&asked, "/sitemap/pages.xml", |app, reader| async move {
        let site = app.site();
        let mut out = sitemap::begin().to_owned();
        let mut add = |path: &str| sitemap::url(&mut out, &uri::page(&site, path), None, &[]);
        site.languages.iter().for_each(|language| add(&site.front(language)));
        ["/latest", "/about", "/feeds"].into_iter().for_each(&mut add);
        load::sections(&reader, &site).await?.iter().for_each(|section| add(&address::section(section)));
        let topics = reader.filed_under(FiledUnder::Topic, PAGES).await?;
        topics.iter().for_each(|topic| add(&address::topic(topic)));
        let authors = reader.filed_under(FiledUnder::Author, PAGES).await?;
        authors.iter().for_each(|author| add(&address::author(author)));
        out.push_str(sitemap::end());
        Ok(Made::of(XML, out))
    })
    .await
}

/// The key of what the clock changes too.
fn by_the_clock(address: &str, now: Timestamp) -> String {
    format!("{address}?{}", now.as_second() / NEWS_KEPT)
}

fn is_news(published: Timestamp, now: Timestamp) -> bool {
    published.as_second() > now.as_second() - sitemap::NEWS_SECONDS
}

/// What was published in the last two days.
async fn news(app: App, asked: Asked) -> Response {
    let now = (app.now)();
    let sent = app
        .send(&asked, &by_the_clock("/sitemap/news.xml", now), move |app, reader| async move {
            let site = app.site();
            let mut found = Vec::new();
            let mut before: Option<Cursor> = None;
            while found.len() < sitemap::NEWS {
                let page = reader.list(&List::Latest, before, AT_ONCE).await?;
                let is_new = |at: Timestamp| is_news(at, now);
                for story in page.stories.iter().filter(|story| story.first_published.is_some_and(is_new)) {
                    let Some(head) = reader.head(story.id).await? else { continue };
                    // A copy is on the map of its original.
                    let original = head.canonical.as_ref().is_none_or(|it| is_own(&site, &story.path(), it));
                    found.extend(story.first_published.filter(|_| original).map(|published| News {
                        url: uri::page(&site, &story.path()),
                        title: head.headline,
                        language: story.language.clone(),
                        published,
                    }));
                }
                let oldest_is_new = page.stories.last().and_then(|story| story.first_published).is_some_and(is_new);
                match page.older.filter(|_| oldest_is_new) {
                    Some(older) => before = Some(older),
                    None => break,
                }
            }
            Ok(Made::of(XML, sitemap::news(&site.name, &found)))
        })
        .await;
    ours_alone(&app, sent)
}

/// What is left to send of a part.
struct Part {
    app: App,
    /// The story that was sent last.
    after: ArticleId,
    left: usize,
    /// Where the client takes it.
    gzip: Option<GzEncoder<Vec<u8>>>,
    begun: bool,
    /// Whether an address was written.
    named: bool,
    done: bool,
}

/// A part of the stories, in pieces.
async fn stories(app: App, asked: Asked, number: usize) -> Response {
    let (store, turns) = (app.store.clone(), app.turns.clone());
    // Beside the readers' pages, which do not wait for it.
    let begins =
        turns.make(async move { Ok((store.last_event().await?, store.stretch(number, sitemap::STORIES).await?)) });
    let (event, after) = match begins.await.and_then(|begins: Result<_, StoreError>| Ok(begins?)) {
        Ok((event, Some(after))) => (event, after),
        Ok((_, None)) => return app.explain(&asked, &AppError::NotFound).await,
        Err(error) => return app.explain(&asked, &error).await,
    };
    // The same bytes for as long as nothing has happened.
    let etag = format!("W/\"{event}-{number}\"");
    let gzip = encoding::liked(&asked.headers, Liked::ALL).gzip;
    let fields = [
        (header::CONTENT_TYPE, XML),
        (header::CACHE_CONTROL, kept_elsewhere(&app)),
        (header::VARY, "accept-encoding"),
        (header::ETAG, etag.as_str()),
    ];
    if assets::matches_etag(&asked.headers, &etag) {
        return (StatusCode::NOT_MODIFIED, fields).into_response();
    }
    let coding = gzip.then_some([(header::CONTENT_ENCODING, "gzip")]).map(AppendHeaders);
    if asked.method == Method::HEAD {
        return (fields, coding, ()).into_response();
    }
    let part = Part {
        app,
        after,
        left: sitemap::STORIES,
        gzip: gzip.then(|| GzEncoder::new(Vec::new(), Compression::fast())),
        begun: false,
        named: false,
        done: false,
    };
    let pieces = stream::try_unfold(part, |mut part| async move {
        if part.done {
            return Ok(None);
        }
        let piece = part.next().await;
        let piece = piece.inspect_err(|error| tracing::error!(%error, "a part of the sitemap breaks off"))?;
        Ok::<_, AppError>(Some((Bytes::from(piece), part)))
    });
    (fields, coding, Body::from_stream(pieces)).into_response()
}

impl Part {
    /// The next piece. Where the store fails half-way the connection is broken off, so that nobody takes it for the whole.
    async fn next(&mut self) -> Result<Vec<u8>, AppError> {
        let (store, after, limit) = (self.app.store.clone(), self.after, self.left.min(AT_ONCE));
        let read = async move { store.mapped(after, limit, sitemap::PICTURES).await };
        let stories = self.app.turns.make(read).await??;
        let site = self.app.site();
        let mut text = String::new();
        if !self.begun {
            text.push_str(sitemap::begin());
            self.begun = true;
        }
        for story in stories.iter().filter(|story| is_original(&site, story)) {
            add(&mut text, &site, story);
            self.named = true;
        }
        self.left -= stories.len();
        self.done = stories.len() < limit || self.left == 0;
        self.after = stories.last().map_or(self.after, |story| story.id);
        if self.done {
            // A map names something (the schema's word), also one whose stories are all copies.
            if !self.named {
                sitemap::url(&mut text, &uri::page(&site, "/"), None, &[]);
            }
            text.push_str(sitemap::end());
        }
        let Some(gzip) = &mut self.gzip else { return Ok(text.into_bytes()) };
        // Into memory nothing fails to be written.
        let _ = gzip.write_all(text.as_bytes());
        let _ = if self.done { gzip.try_finish() } else { gzip.flush() };
        Ok(std::mem::take(gzip.get_mut()))
    }
}

/// A copy is on the map of its original.
fn is_original(site: &Site, story: &Mapped) -> bool {
    let path = address::article(&story.section, &story.slug);
    story.canonical.as_ref().is_none_or(|canonical| is_own(site, &path, canonical))
}

fn is_own(site: &Site, path: &str, canonical: &str) -> bool {
    canonical == path || canonical == site.absolute(path)
}

fn add(out: &mut String, site: &Site, story: &Mapped) {
    let path = address::article(&story.section, &story.slug);
    let picture =
        |picture: &dateline_story::Picture| uri::page(site, &picture.rendition(picture.width_for(ShareCard::WIDTH)));
    let pictures: Vec<String> = story.pictures.iter().map(picture).collect();
    sitemap::url(out, &uri::page(site, &path), Some(story.changed), &pictures);
}
