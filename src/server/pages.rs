//! Readers' pages: validate, load, render, send.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_cache::Made;
use dateline_edition::Edition;
use dateline_story::Language;
use dateline_view::{card_list, document, page};

use crate::app::App;
use crate::asked::Asked;
use crate::assets;
use crate::error::AppError;
use crate::explain::redirect;
use crate::load::{self, Listing};
use crate::outside::ninjs::{self, asks_for_data};
use crate::place::Place;
use crate::sent::As;

type Params = HashMap<String, String>;

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
    app.send(&asked, &address, |app, reader| async move {
        let edition = app.edition(language);
        let (arranged, _) = load::arranged(&reader, &edition.language).await?;
        let data = load::front(&reader, &edition, &arranged).await?;
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
    app.send(&asked, &address, |app, reader| async move {
        let edition = app.edition(app.main_language());
        let data = load::list(&reader, &edition.site, &listing, before.as_deref()).await?;
        Ok(Made::new(document(&edition, |edition| page::list::page(edition, data)), None))
    })
    .await
}

/// A story.
pub async fn article(State(app): State<App>, Place([section, slug]): Place<2>, asked: Asked) -> Response {
    let as_data = app.site().outside.ninjs;
    if as_data && asks_for_data(&asked.headers) {
        return ninjs::story(app, asked, section, slug).await;
    }
    let address = dateline_story::address::article(&section, &slug);
    app.send(&asked, &address, move |app, reader| async move {
        let data = load::article(app.beside(reader), &section, &slug).await?;
        let edition = app.edition(data.article.language.clone());
        let html = document(&edition, |edition| page::article::page(edition, data));
        Ok(Made::new(html, None).by_accept(as_data))
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
    app.send(&asked, &address, |app, reader| async move {
        let data = load::more(app.beside(reader), &section, &slug, from).await?;
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
        let reader = app.reader();
        let make = async move {
            let data = load::search(&reader, &edition, sought).await?;
            Ok(Made::new(document(&edition, |edition| page::search::page(edition, data)), None))
        };
        app.making.make(make).await.flatten()
    };
    match made.await {
        Ok(made) => app.respond(&asked, &made, As::Outdated).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}

/// About this site.
pub async fn about(State(app): State<App>, asked: Asked) -> Response {
    app.send(&asked, "/about", |app, _| async move {
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
    pub(crate) fn main_language(&self) -> Language {
        self.site().languages.first().cloned().unwrap_or_else(Language::english)
    }

    /// The site in a language, now.
    pub fn edition(&self, language: Language) -> Edition {
        Edition { site: self.site(), language, now: (self.now)() }
    }
}
