//! Readers' pages: validate, load, render, send.

use std::any::Any;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use dateline_cache::{Made, Stamp, encoding};
use dateline_edition::Edition;
use dateline_store::{Event, List};
use dateline_story::Language;
use dateline_view::page::notice::Why;
use dateline_view::{Card, card_list, document, page};
use percent_encoding::{AsciiSet, CONTROLS};

use crate::app::App;
use crate::asked::{Asked, decoded};
use crate::assets;
use crate::error::AppError;
use crate::load::{self, Listing};
use crate::logged::discreet;
use crate::place::Place;

type Params = HashMap<String, String>;

/// How many events are read to see whether a story was removed.
const REMEMBERED: usize = 200;

/// After how many seconds whoever had no turn may try again (RFC 9110, section 10.2.3).
const AGAIN: u16 = 5;

/// The front page in the main language. A query may be an old address of a system whose stories all began `/?p=`.
pub async fn front(State(app): State<App>, asked: Asked) -> Response {
    if asked.uri.query().is_some()
        && let Some(to) = app.moved(&asked.uri).await
    {
        return redirect(&to);
    }
    let main = app.main_language();
    front_in(app, main, asked).await
}

/// The front page in one of the site's other languages, whose tag is the path.
pub async fn other_front(State(app): State<App>, asked: Asked) -> Response {
    let tag = asked.uri.path().trim_start_matches('/');
    let language = app.site().languages.iter().find(|language| language.as_str() == tag).cloned();
    let language = language.unwrap_or_else(|| app.main_language());
    front_in(app, language, asked).await
}

async fn front_in(app: App, language: Language, asked: Asked) -> Response {
    let address = app.site().front(&language);
    app.send(&asked, &address, |app| async move {
        let edition = app.edition(language);
        let (arranged, _) = load::arranged(&*app.store, &edition.language).await?;
        let data = load::front(&*app.store, &edition, &arranged).await?;
        Ok(Made::new(document(&edition, |edition| page::front::page(edition, data)), None))
    })
    .await
}

/// The newest stories.
pub async fn latest(State(app): State<App>, Query(params): Query<Params>, asked: Asked) -> Response {
    list(app, Listing::Latest, params, asked).await
}

/// A topic's stories.
pub async fn topic(
    State(app): State<App>,
    Place([topic]): Place<1>,
    Query(params): Query<Params>,
    asked: Asked,
) -> Response {
    list(app, Listing::Topic(topic), params, asked).await
}

/// An author's stories.
pub async fn author(
    State(app): State<App>,
    Place([author]): Place<1>,
    Query(params): Query<Params>,
    asked: Asked,
) -> Response {
    list(app, Listing::Author(author), params, asked).await
}

/// A section's stories.
pub async fn section(
    State(app): State<App>,
    Place([section]): Place<1>,
    Query(params): Query<Params>,
    asked: Asked,
) -> Response {
    list(app, Listing::Section(section), params, asked).await
}

async fn list(app: App, listing: Listing, params: Params, asked: Asked) -> Response {
    let before = params.get("before").cloned();
    let path = asked.path();
    let address = before.as_ref().map_or(path.clone(), |before| format!("{path}?before={before}"));
    app.send(&asked, &address, |app| async move {
        let edition = app.edition(app.main_language());
        let data = load::list(&*app.store, &edition.site, &listing, before.as_deref()).await?;
        Ok(Made::new(document(&edition, |edition| page::list::page(edition, data)), None))
    })
    .await
}

/// A story.
pub async fn article(State(app): State<App>, Place([section, slug]): Place<2>, asked: Asked) -> Response {
    let address = dateline_story::address::article(&section, &slug);
    app.send(&asked, &address, |app| async move {
        let data = load::article(app.beside(), &section, &slug).await?;
        let edition = app.edition(data.article.language.clone());
        Ok(Made::new(document(&edition, |edition| page::article::page(edition, data)), None))
    })
    .await
}

/// Further related stories: a page, or with `cards` only the cards for the panel to add.
pub async fn more(
    State(app): State<App>,
    Place([section, slug]): Place<2>,
    Query(params): Query<Params>,
    asked: Asked,
) -> Response {
    let from = match params.get("from").map(|from| from.parse::<usize>()) {
        None => 0,
        Some(Ok(from)) if load::is_place(from) => from,
        Some(_) => return app.explain(&asked, &AppError::BadRequest("from")).await,
    };
    let cards = params.contains_key("cards");
    let address = format!("/more/{section}/{slug}?from={from}&cards={cards}");
    app.send(&asked, &address, |app| async move {
        let data = load::more(app.beside(), &section, &slug, from).await?;
        let edition = app.edition(data.story.language.clone());
        if cards {
            return Ok(Made::new(card_list(&edition, &data.cards), data.more));
        }
        let more = data.more.clone();
        Ok(Made::new(document(&edition, |edition| page::more::page(edition, data)), more))
    })
    .await
}

/// Search. Its pages have no end, so none is kept.
pub async fn search(State(app): State<App>, Query(params): Query<Params>, asked: Asked) -> Response {
    let text = |name: &str| params.get(name).cloned();
    let made = async {
        app.follow().await?;
        let wanted = text("lang").and_then(|tag| app.site().languages.iter().find(|it| it.as_str() == tag).cloned());
        let edition = app.edition(wanted.unwrap_or_else(|| app.main_language()));
        let search = load::Search {
            query: text("q").unwrap_or_default(),
            by_date: text("sort").is_some_and(|sort| sort == "date"),
            after: text("after").filter(|after| !after.is_empty()),
        };
        let sought = load::seek(app.search.snapshot(), &app.turns, &edition, search).await?;
        let store = app.store.clone();
        let make = async move {
            let data = load::search(&*store, &edition, sought).await?;
            Ok(Made::once(document(&edition, |edition| page::search::page(edition, data))))
        };
        app.making.make(make).await.flatten()
    };
    match made.await {
        Ok(made) => respond(&asked, &made, As::Asked).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}

/// About this site.
pub async fn about(State(app): State<App>, asked: Asked) -> Response {
    app.send(&asked, "/about", |app| async move {
        Ok(Made::new(document(&app.edition(app.main_language()), page::about::page), None))
    })
    .await
}

/// One of the site's own files.
pub async fn own_file(State(app): State<App>, asked: Asked) -> Response {
    match assets::serve(&asked.method, asked.uri.path(), &asked.headers) {
        Some(response) => response,
        None => missing(app, asked).await,
    }
}

/// Everything without a route: old addresses, and what is nowhere.
pub async fn elsewhere(State(app): State<App>, asked: Asked) -> Response {
    missing(app, asked).await
}

/// Nothing is at the address, unless it is an old one.
pub async fn missing(app: App, asked: Asked) -> Response {
    app.explain(&asked, &AppError::NotFound).await
}

/// A method that a page does not know.
pub async fn wrong_method() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")], "Only GET and HEAD are allowed here.\n")
        .into_response()
}

/// A panic in a handler: written down, and answered with a page that was made beforehand.
pub fn panicked(panic: Box<dyn Any + Send + 'static>, page: &Arc<str>) -> Response {
    tracing::error!(panic = message(&*panic), "a handler panicked");
    let fields = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::INTERNAL_SERVER_ERROR, fields, page.to_string()).into_response()
}

/// What a panic says.
pub fn message<'a>(panic: &'a (dyn Any + Send + 'static)) -> &'a str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

impl App {
    fn main_language(&self) -> Language {
        self.site().languages.first().cloned().unwrap_or_else(Language::english)
    }

    /// The site in a language, now.
    pub fn edition(&self, language: Language) -> Edition {
        Edition { site: self.site(), language, now: (self.now)() }
    }

    /// Sends the page of an address: as it was made for this state of the store, or newly made, or, where that fails, as
    /// it last was.
    async fn send<M>(&self, asked: &Asked, address: &str, make: impl FnOnce(App) -> M + Send) -> Response
    where
        M: Future<Output = Result<Made, AppError>> + Send + 'static,
    {
        match self.kept(address, make).await {
            Ok(made) => respond(asked, &made, As::Asked).await,
            Err(error) => {
                if matches!(*error, AppError::Store(_) | AppError::Index(_) | AppError::Busy) {
                    tracing::error!(%error, address, "a page could not be made");
                    if let Some(made) = self.cache.stale(address).await {
                        return respond(asked, &made, As::Last).await;
                    }
                } else {
                    self.cache.forget(address).await;
                }
                self.explain(asked, &error).await
            }
        }
    }

    /// The page of a key for this state of the store: what is not kept is made where it holds up no other request.
    async fn kept<M>(&self, key: &str, make: impl FnOnce(App) -> M + Send) -> Result<Arc<Made>, Arc<AppError>>
    where
        M: Future<Output = Result<Made, AppError>> + Send + 'static,
    {
        let stamp = self.stamp().await.map_err(|error| Arc::new(error.into()))?;
        let make = async {
            // Boxed, so that what makes pages is compiled once and not for each kind of them.
            let making: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(make(self.clone()));
            self.making.make(making).await?
        };
        self.cache.get(stamp, key, make).await
    }

    /// The page for a failure of ours, with nothing on it that could fail too.
    pub fn failure_page(&self) -> String {
        self.notice_with(Why::Failure, &[])
    }

    fn notice_with(&self, why: Why, latest: &[Card]) -> String {
        let edition = self.edition(self.main_language());
        document(&edition, |edition| page::notice::page(edition, why, latest))
    }

    /// The page for a reason: kept like every page, one for each reason, whatever address was asked for. Without the
    /// store it is one that was made before, or has nothing to offer.
    async fn notice(&self, why: Why) -> Arc<Made> {
        // An address begins with a slash, so that this is none.
        let key = format!("{why:?} {}", self.main_language());
        let made = self.kept(&key, move |app| async move {
            let latest = load::latest_cards(&*app.store, List::Language(app.main_language())).await?;
            Ok(Made::new(app.notice_with(why, &latest), None))
        });
        match made.await {
            Ok(made) => made,
            Err(_) => match self.cache.stale(&key).await {
                Some(made) => made,
                None => Arc::new(Made::once(self.notice_with(why, &[]))),
            },
        }
    }

    async fn stamp(&self) -> Result<Stamp, dateline_store::Error> {
        let date = (self.now)().to_zoned_datetime(self.site().time_zone.clone()).date();
        let day = i32::from(date.year()) * 400 + i32::from(date.day_of_year());
        let event = self.store.last_public_event().await?;
        if let Some(before) = self.cache.moved_from(event) {
            self.forget_what_was_removed(before).await?;
            self.cache.read_to(event);
        }
        self.live_site.follow(&*self.store, event).await?;
        let pictures = self.store.picture_changes().await?;
        let index = self.search.version();
        Ok(Stamp { event, pictures, index, day })
    }

    /// A story that was withdrawn or taken down may stand on any page kept for bad times, its own and lists alike.
    async fn forget_what_was_removed(&self, since: u64) -> Result<(), dateline_store::Error> {
        let events = self.store.events(since, REMEMBERED).await?;
        let removes = |event: &Event| matches!(event.act.as_str(), "withdraw" | "take-down");
        // After a long absence it is not worth reading what happened.
        if events.len() == REMEMBERED || events.iter().any(removes) {
            self.cache.forget_all();
        }
        Ok(())
    }

    /// Sends the page that says why there is no other, or leads an old address to the new one.
    pub async fn explain(&self, asked: &Asked, error: &AppError) -> Response {
        let (status, why) = match error {
            AppError::NotFound => match self.moved(&asked.uri).await {
                Some(to) => return redirect(&to),
                None => (StatusCode::NOT_FOUND, Why::NotFound),
            },
            AppError::Withdrawn => (StatusCode::GONE, Why::Withdrawn),
            AppError::TakenDown => (StatusCode::GONE, Why::TakenDown),
            AppError::LinkEnded => (StatusCode::GONE, Why::LinkEnded),
            AppError::BadRequest(what) => (StatusCode::BAD_REQUEST, Why::BadRequest(what)),
            AppError::Busy => {
                tracing::warn!(path = discreet(asked.uri.path()), "too much is asked for at once");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Busy)
            }
            AppError::Index(error) => {
                tracing::error!(%error, path = discreet(asked.uri.path()), "a page could not be made");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Failure)
            }
            AppError::Store(error) => {
                tracing::error!(%error, path = discreet(asked.uri.path()), "a page could not be made");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Failure)
            }
        };
        let made = self.notice(why).await;
        let mut response = respond(asked, &made, As::Instead(status)).await;
        if matches!(error, AppError::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, AGAIN.into());
        }
        response
    }

    /// Where an address without a page leads, as a header says it: an old one of a story, or one that the desk
    /// redirects; with its query, without it, with and without a slash at the end.
    async fn moved(&self, uri: &Uri) -> Option<String> {
        let path = decoded(uri.path());
        let mut candidates = Vec::new();
        if let Some(query) = uri.query() {
            candidates.push(format!("{path}?{}", decoded(query)));
            // What is shared gets trackers added.
            candidates.extend(query.split('&').take(8).map(|pair| format!("{path}?{}", decoded(pair))));
        }
        let bare = path.trim_end_matches('/');
        if !bare.is_empty() {
            // Each form once: every address that is nowhere is looked up.
            candidates.push(path.clone());
            candidates.extend([bare.to_owned(), format!("{bare}/")].into_iter().filter(|form| *form != path));
        }
        for candidate in candidates {
            if let Ok(Some(to)) = self.store.desk_redirect(&candidate).await {
                return Some(header_address(&to));
            }
            if let Ok(Some(to)) = self.store.redirect(&candidate).await {
                return Some(header_path(&to).replace('?', "%3F"));
            }
        }
        // `/pakistan/` is `/pakistan`; the plain address says for itself whether it exists.
        (path.len() > 1 && path.ends_with('/') && !bare.is_empty() && !bare.contains("//"))
            .then(|| header_path(bare).replace('?', "%3F"))
    }
}

/// A path for a header, which holds ASCII only. A character that was percent-encoded because it means something in an
/// address is encoded again.
fn header_path(path: &str) -> String {
    const ESCAPED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'%').add(b'#');
    percent_encoding::utf8_percent_encode(path, ESCAPED).to_string()
}

/// An address as somebody wrote it, for a header: its query and what it has encoded stay.
fn header_address(address: &str) -> String {
    const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');
    percent_encoding::utf8_percent_encode(address, ESCAPED).to_string()
}

fn redirect(location: &str) -> Response {
    (
        StatusCode::MOVED_PERMANENTLY,
        [(header::LOCATION, location.to_owned()), (header::CACHE_CONTROL, "public, max-age=3600".into())],
    )
        .into_response()
}

/// As what a page is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// The page that was asked for.
    Asked,
    /// The last good one, since the store fails.
    Last,
    /// The one that says why there is no other.
    Instead(StatusCode),
}

async fn respond(Asked { method, headers, .. }: &Asked, made: &Made, what: As) -> Response {
    let encoding = encoding::preferred(headers, true, true);
    let etag = assets::etag(&made.tag, encoding);
    let instead = matches!(what, As::Instead(_));
    let known = !instead && assets::matches_etag(headers, &etag);
    let bytes = if known { Default::default() } else { made.encoded(encoding).await };
    let length = bytes.len();
    let mut response = Response::new(if known || method == Method::HEAD { Body::empty() } else { Body::from(bytes) });
    let fields = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::try_from(value) {
            fields.insert(name, value);
        }
    };
    if !instead {
        set(header::ETAG, &etag);
    }
    set(header::VARY, "accept-encoding");
    set(
        header::CACHE_CONTROL,
        if what == As::Asked {
            "public, max-age=20, stale-while-revalidate=60, stale-if-error=86400"
        } else {
            "no-store"
        },
    );
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    set(header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(header::CONTENT_LENGTH, &length.to_string());
    if let Some(name) = encoding.name() {
        set(header::CONTENT_ENCODING, name);
    }
    if let Some(more) = &made.more {
        set(header::HeaderName::from_static("x-more"), &header_path(more));
    }
    if what == As::Last {
        set(header::HeaderName::from_static("x-dateline"), "stale");
    }
    if let As::Instead(status) = what {
        *response.status_mut() = status;
    }
    response
}
