//! Authors and topics.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use dateline_desk::page::catalogue::Fault;
use dateline_desk::page::catalogue::person::{self, AuthorForm, Listed};
use dateline_desk::page::notice::Why;
use dateline_store::Error as StoreError;
use dateline_story::catalogue::{Document, DocumentKind};
use dateline_story::{Author, Slug, Topic};

use super::read::{self, BIO, Fields, LINE, NAME};
use super::{Answer, NotSaved, find, may, refused, save, standing};
use crate::app::App;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::{SignedIn, query};

/// How many a list shows.
const LINES: usize = 100;

/// `/desk/catalogue/authors` and `/desk/catalogue/topics`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/catalogue/authors", get(authors).post(add_author))
        .route("/desk/catalogue/authors/{slug}", get(author).post(change_author))
        .route("/desk/catalogue/topics", get(topics).post(add_topic))
        .route("/desk/catalogue/topics/{slug}", get(topic).post(change_topic))
}

/// What was searched for.
fn words(uri: &Uri) -> String {
    query(uri, "q").map(|words| words.trim().to_owned()).unwrap_or_default()
}

async fn authors(State(app): State<App>, signed_in: SignedIn, uri: Uri) -> Answer {
    may(&app, &signed_in).await?;
    let listed = Listed { words: words(&uri), ..Listed::default() };
    show_authors(&app, &signed_in, StatusCode::OK, listed, &[]).await
}

async fn show_authors(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    mut listed: Listed,
    faults: &[Fault],
) -> Answer {
    let desk = signed_in.desk(app);
    let mut found =
        app.store.authors_like(&listed.words, LINES + 1).await.map_err(|error| app.desk_failed(&desk, &error))?;
    listed.more = found.len() > LINES;
    found.truncate(LINES);
    Ok(app.desk_page_as(status, &desk, person::authors(&desk, found, listed, faults)))
}

async fn topics(State(app): State<App>, signed_in: SignedIn, uri: Uri) -> Answer {
    may(&app, &signed_in).await?;
    let listed = Listed { words: words(&uri), ..Listed::default() };
    show_topics(&app, &signed_in, StatusCode::OK, listed, &[]).await
}

async fn show_topics(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    mut listed: Listed,
    faults: &[Fault],
) -> Answer {
    let desk = signed_in.desk(app);
    let mut found =
        app.store.topics_like(&listed.words, LINES + 1).await.map_err(|error| app.desk_failed(&desk, &error))?;
    listed.more = found.len() > LINES;
    found.truncate(LINES);
    Ok(app.desk_page_as(status, &desk, person::topics(&desk, found, listed, faults)))
}

/// The name of one to be added and the slug that it makes, or what is wrong with it.
fn new_name(app: &App, signed_in: &SignedIn, fields: &Fields) -> Result<(String, Slug), Vec<Fault>> {
    let desk = signed_in.desk(app);
    let mut faults = Vec::new();
    let name = read::line(&desk, "name", &fields.get("name"), NAME, true, &mut faults);
    match Slug::from_text(&name) {
        Some(slug) if faults.is_empty() => Ok((name, slug)),
        None if faults.is_empty() => Err(vec![("name".into(), desk.say("wrong-slug"))]),
        _ => Err(faults),
    }
}

/// Adds what nobody has yet; what is wrong otherwise.
async fn add(app: &App, signed_in: &SignedIn, document: Document, name: &str, known: bool) -> Result<(), Vec<Fault>> {
    let taken = || vec![("name".to_owned(), signed_in.desk(app).say("wrong-name-known"))];
    if known {
        return Err(taken());
    }
    let saved = async {
        let (kind, key) = document.place();
        let last = app.store.document(kind, key).await.map_err(NotSaved::Failed)?;
        // What was removed goes on from its last revision.
        let removed = last.filter(|last| matches!(last.document, Document::Removed { .. }));
        let from = removed.map_or(0, |last| last.version);
        save(app, signed_in, document, from, String::new(), name.to_owned()).await
    };
    match saved.await {
        Ok(()) => Ok(()),
        Err(NotSaved::Moved(_)) => Err(taken()),
        Err(NotSaved::Wrong(fault)) => Err(vec![fault]),
        Err(NotSaved::Failed(error)) => {
            tracing::error!(%error, "the catalogue could not be written");
            Err(vec![("name".into(), signed_in.desk(app).say("notice-failure-text"))])
        }
    }
}

async fn add_author(
    State(app): State<App>,
    signed_in: SignedIn,
    Filled(fields): Filled<Vec<(String, String)>>,
) -> Answer {
    may(&app, &signed_in).await?;
    let fields = Fields(fields);
    let added = match new_name(&app, &signed_in, &fields) {
        Err(faults) => Err(faults),
        Ok((name, slug)) => {
            let known = author_row(&app, &signed_in, &slug).await?.is_some();
            let (role, bio) = (String::new(), String::new());
            let document =
                Document::Author(Author { slug: slug.clone(), name: name.clone(), role, bio, channel: None });
            add(&app, &signed_in, document, &name, known).await.map(|()| slug)
        }
    };
    match added {
        Ok(slug) => Ok(see(&format!("/desk/catalogue/authors/{}?done=catalogue", encoded(&slug)))),
        Err(faults) => {
            let listed = Listed { new: fields.get("name"), ..Listed::default() };
            show_authors(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, listed, &faults).await
        }
    }
}

async fn add_topic(
    State(app): State<App>,
    signed_in: SignedIn,
    Filled(fields): Filled<Vec<(String, String)>>,
) -> Answer {
    may(&app, &signed_in).await?;
    let fields = Fields(fields);
    let added = match new_name(&app, &signed_in, &fields) {
        Err(faults) => Err(faults),
        Ok((name, slug)) => {
            let known = topic_row(&app, &signed_in, &slug).await?.is_some();
            let document = Document::Topic(Topic { slug: slug.clone(), name: name.clone() });
            add(&app, &signed_in, document, &name, known).await.map(|()| slug)
        }
    };
    match added {
        Ok(slug) => Ok(see(&format!("/desk/catalogue/topics/{}?done=catalogue", encoded(&slug)))),
        Err(faults) => {
            let listed = Listed { new: fields.get("name"), ..Listed::default() };
            show_topics(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, listed, &faults).await
        }
    }
}

/// A slug for an address in a header field, which holds ASCII only.
fn encoded(slug: &Slug) -> String {
    percent_encoding::utf8_percent_encode(slug.as_str(), percent_encoding::CONTROLS).to_string()
}

pub async fn author_row(app: &App, signed_in: &SignedIn, slug: &Slug) -> Result<Option<Author>, Response> {
    let found = app.store.authors(std::slice::from_ref(slug)).await;
    Ok(found.map_err(|error| app.desk_failed(&signed_in.desk(app), &error))?.pop())
}

pub async fn topic_row(app: &App, signed_in: &SignedIn, slug: &Slug) -> Result<Option<Topic>, Response> {
    let found = app.store.topics(std::slice::from_ref(slug)).await;
    Ok(found.map_err(|error| app.desk_failed(&signed_in.desk(app), &error))?.pop())
}

pub fn nothing(app: &App, signed_in: &SignedIn) -> Response {
    signed_in.notice(app, Why::NotFound)
}

async fn author(State(app): State<App>, signed_in: SignedIn, Path(slug): Path<String>) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    show_author(&app, &signed_in, StatusCode::OK, &slug, &[]).await
}

/// An author as saved, and what is wrong with what was asked of them.
pub async fn show_author(app: &App, signed_in: &SignedIn, status: StatusCode, slug: &Slug, faults: &[Fault]) -> Answer {
    let author = author_row(app, signed_in, slug).await?.ok_or_else(|| nothing(app, signed_in))?;
    let found = find(app, signed_in, DocumentKind::Author, slug.as_str()).await?;
    let of = standing(DocumentKind::Author, slug.as_str(), found.map_or(0, |found| found.version));
    let desk = signed_in.desk(app);
    let channel = read::typed(author.channel.as_ref());
    let form = AuthorForm { name: author.name, role: author.role, bio: author.bio, channel };
    Ok(app.desk_page_as(status, &desk, person::author(&desk, slug.as_str(), form, &of, faults)))
}

async fn change_author(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Filled(fields): Filled<Vec<(String, String)>>,
) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    author_row(&app, &signed_in, &slug).await?.ok_or_else(|| nothing(&app, &signed_in))?;
    let (desk, fields) = (signed_in.desk(&app), Fields(fields));
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let mut faults = Vec::new();
    let form = AuthorForm {
        name: fields.get("name"),
        role: fields.get("role"),
        bio: fields.get("bio"),
        channel: fields.channel(""),
    };
    let name = read::line(&desk, "name", &form.name, NAME, true, &mut faults);
    let role = read::line(&desk, "role", &form.role, LINE, false, &mut faults);
    if form.bio.chars().count() > BIO {
        faults.push(("bio".into(), desk.say_with("wrong-too-long", &[("most", (BIO as f64).into())])));
    }
    let channel = read::channel(&desk, "", &form.channel, &name, &mut faults);
    let mut version = fields.version();
    if faults.is_empty() {
        let author = Author { slug: slug.clone(), name: name.clone(), role, bio: form.bio.clone(), channel };
        match save(&app, &signed_in, Document::Author(author), version, String::new(), name).await {
            Ok(()) => return Ok(see(&format!("/desk/catalogue/authors/{}?done=catalogue", encoded(&slug)))),
            Err(why) => {
                let (now, fault) = refused(&desk, why, version).map_err(failed)?;
                version = now;
                faults.push(fault);
            }
        }
    }
    let of = standing(DocumentKind::Author, slug.as_str(), version);
    let page = person::author(&desk, slug.as_str(), form, &of, &faults);
    Ok(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page))
}

async fn topic(State(app): State<App>, signed_in: SignedIn, Path(slug): Path<String>) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    show_topic(&app, &signed_in, StatusCode::OK, &slug, &[]).await
}

/// A topic as saved, and what is wrong with what was asked of it.
pub async fn show_topic(app: &App, signed_in: &SignedIn, status: StatusCode, slug: &Slug, faults: &[Fault]) -> Answer {
    let topic = topic_row(app, signed_in, slug).await?.ok_or_else(|| nothing(app, signed_in))?;
    let found = find(app, signed_in, DocumentKind::Topic, slug.as_str()).await?;
    let of = standing(DocumentKind::Topic, slug.as_str(), found.map_or(0, |found| found.version));
    let desk = signed_in.desk(app);
    Ok(app.desk_page_as(status, &desk, person::topic(&desk, slug.as_str(), topic.name, &of, faults)))
}

async fn change_topic(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Filled(fields): Filled<Vec<(String, String)>>,
) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    topic_row(&app, &signed_in, &slug).await?.ok_or_else(|| nothing(&app, &signed_in))?;
    let (desk, fields) = (signed_in.desk(&app), Fields(fields));
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let mut faults = Vec::new();
    let name = read::line(&desk, "name", &fields.get("name"), NAME, true, &mut faults);
    let mut version = fields.version();
    if faults.is_empty() {
        let topic = Topic { slug: slug.clone(), name: name.clone() };
        match save(&app, &signed_in, Document::Topic(topic), version, String::new(), name.clone()).await {
            Ok(()) => return Ok(see(&format!("/desk/catalogue/topics/{}?done=catalogue", encoded(&slug)))),
            Err(why) => {
                let (now, fault) = refused(&desk, why, version).map_err(failed)?;
                version = now;
                faults.push(fault);
            }
        }
    }
    let of = standing(DocumentKind::Topic, slug.as_str(), version);
    let page = person::topic(&desk, slug.as_str(), name, &of, &faults);
    Ok(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page))
}
