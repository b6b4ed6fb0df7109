//! Revisions of the catalogue's documents: what each changed, and restoring.

use std::collections::HashMap;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use dateline_desk::page::catalogue::Fault;
use dateline_desk::page::catalogue::history::{self, About, DocumentLine};
use dateline_desk::page::notice::Why;
use dateline_store::DocumentRevision;
use dateline_story::catalogue::{Channel, Document, DocumentKind};
use dateline_story::front::Slot;
use dateline_story::{ArticleId, diff};
use serde::Deserialize;

use super::{Answer, NotSaved, history as address, may, refused, save, sections};
use crate::app::App;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::SignedIn;

/// How many revisions a page lists.
const LINES: usize = 40;

/// `/desk/catalogue/history`
pub fn router() -> Router<App> {
    Router::new().route("/desk/catalogue/history", get(page).post(restore))
}

#[derive(Deserialize)]
struct Asked {
    kind: String,
    #[serde(default)]
    key: String,
    before: Option<u64>,
}

async fn page(State(app): State<App>, signed_in: SignedIn, asked: Result<Query<Asked>, QueryRejection>) -> Answer {
    may(&app, &signed_in).await?;
    let Ok(Query(asked)) = asked else { return Err(signed_in.notice(&app, Why::BadRequest)) };
    let Ok(kind) = asked.kind.parse() else { return Err(signed_in.notice(&app, Why::NotFound)) };
    show(&app, &signed_in, StatusCode::OK, (kind, &asked.key), asked.before, &[]).await
}

async fn show(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    (kind, key): (DocumentKind, &str),
    before: Option<u64>,
    faults: &[Fault],
) -> Answer {
    let desk = signed_in.desk(app);
    let loaded = async {
        let newest = app.store.document(kind, key).await?.map(|newest| newest.version);
        let found = app.store.document_revisions(kind, key, before.unwrap_or(u64::MAX), LINES + 1).await?;
        let headlines = headlines(app, &found).await?;
        Ok::<_, dateline_store::Error>((newest, found, headlines))
    };
    let (newest, found, headlines) = loaded.await.map_err(|error| app.desk_failed(&desk, &error))?;
    let Some(version) = newest else { return Err(signed_in.notice(app, Why::NotFound)) };
    let older = found
        .get(LINES)
        .and(found.get(LINES - 1))
        .map(|last| format!("{}&before={}", address(kind, key), last.version));
    let lines = found.iter().take(LINES).enumerate().map(|(index, one)| DocumentLine {
        version: one.version,
        at: one.at,
        by: one.by.clone(),
        note: one.note.clone(),
        changes: changes(found.get(index + 1).map(|before| &before.document), &one.document, &headlines),
    });
    let (word, tab) = match kind {
        DocumentKind::Site => ("site", "/desk/catalogue"),
        DocumentKind::Sections => ("sections", "/desk/catalogue/sections"),
        DocumentKind::Author => ("authors", "/desk/catalogue/authors"),
        DocumentKind::Topic => ("topics-of-story", "/desk/catalogue/topics"),
        DocumentKind::Redirect => ("redirects", "/desk/catalogue/redirects"),
        DocumentKind::Front => ("front-page", "/desk/front"),
    };
    let title = if key.is_empty() { desk.say(word) } else { key.to_owned() };
    let about = About { title, kind: kind.as_str().into(), key: key.to_owned(), version, tab, older };
    Ok(app.desk_page_as(status, &desk, history::page(&desk, about, lines.collect(), faults)))
}

type Headlines = HashMap<ArticleId, String>;

/// The headlines of the stories that front pages name.
async fn headlines(app: &App, revisions: &[DocumentRevision]) -> Result<Headlines, dateline_store::Error> {
    let mut ids: Vec<ArticleId> = Vec::new();
    for revision in revisions {
        if let Document::Front(front) = &revision.document {
            ids.extend(front.slots.values());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(app.store.summaries(&ids).await?.into_iter().map(|story| (story.id, story.headline)).collect())
}

/// The fields of a document: the key of each one's name, and what it says.
fn fields(document: &Document, headlines: &Headlines) -> Vec<(&'static str, String)> {
    let said = |channel: &Option<Channel>| {
        channel.as_ref().map(|channel| format!("{} {}", channel.name, channel.url)).unwrap_or_default()
    };
    match document {
        Document::Site(site) => {
            vec![("site-name", site.name.clone()), ("tagline", site.tagline.clone()), ("channel", said(&site.channel))]
        }
        Document::Sections(sections) => {
            let line = |section: &dateline_story::catalogue::Section| {
                let names: Vec<&str> = section.names.iter().map(|(_, name)| name.as_str()).collect();
                format!("{}: {} {}", section.slug, names.join(" / "), said(&section.channel)).trim_end().to_owned()
            };
            vec![("sections", sections.iter().map(line).collect::<Vec<_>>().join("\n"))]
        }
        Document::Author(author) => vec![
            ("name", author.name.clone()),
            ("author-role", author.role.clone()),
            ("author-bio", author.bio.clone()),
            ("channel", said(&author.channel)),
        ],
        Document::Topic(topic) => vec![("name", topic.name.clone())],
        Document::Removed { .. } => Vec::new(),
        Document::Redirect(redirect) => vec![("redirect-to", redirect.to.clone().unwrap_or_default())],
        Document::Front(front) => {
            let line = |(slot, id): (&Slot, &ArticleId)| {
                let headline = headlines.get(id).cloned().unwrap_or_else(|| id.to_string());
                format!("{slot}: {headline}")
            };
            vec![("front-slots", front.slots.iter().map(line).collect::<Vec<_>>().join("\n"))]
        }
    }
}

fn changes(before: Option<&Document>, after: &Document, headlines: &Headlines) -> Vec<(&'static str, Vec<diff::Run>)> {
    let old = before.map(|before| fields(before, headlines)).unwrap_or_default();
    let new = fields(after, headlines);
    let keys = if new.is_empty() { &old } else { &new };
    let text = |of: &[(&str, String)], index: usize| of.get(index).map(|(_, text)| text.clone()).unwrap_or_default();
    let changed = keys.iter().enumerate().filter_map(|(index, (key, _))| {
        let (old, new) = (text(&old, index), text(&new, index));
        (old != new).then(|| (*key, diff::words(&old, &new)))
    });
    changed.collect()
}

#[derive(Deserialize)]
struct Wanted {
    kind: String,
    #[serde(default)]
    key: String,
    number: u64,
    version: u64,
}

async fn restore(State(app): State<App>, signed_in: SignedIn, Filled(wanted): Filled<Wanted>) -> Answer {
    may(&app, &signed_in).await?;
    let desk = signed_in.desk(&app);
    let nothing = || signed_in.notice(&app, Why::NotFound);
    let kind: DocumentKind = wanted.kind.parse().map_err(|_| nothing())?;
    let key = wanted.key.as_str();
    let failed = |error: dateline_store::Error| app.desk_failed(&desk, &error);
    let found = app.store.document_revisions(kind, key, wanted.number.saturating_add(1), 1).await.map_err(failed)?;
    let found = found.into_iter().find(|found| found.version == wanted.number).ok_or_else(nothing)?;
    let mut left_out = None;
    if let Document::Sections(restored) = &found.document {
        left_out = sections::missed(&app, &app.site().sections, restored).await.map_err(failed)?;
    }
    let why = match left_out {
        Some(section) => {
            let name = app.site().section_name(&section.slug, &desk.edition.language);
            NotSaved::Wrong((String::new(), desk.say_with("wrong-section-used", &[("name", name.into())])))
        }
        None => {
            let note = desk.say_with("restored-number", &[("number", wanted.number.to_string().into())]);
            match save(&app, &signed_in, found.document, wanted.version, note.clone(), note).await {
                Ok(()) => return Ok(see(&format!("{}&done=catalogue", address(kind, key)))),
                Err(why) => why,
            }
        }
    };
    if matches!(why, NotSaved::Moved(_)) {
        return Err(signed_in.notice(&app, Why::Stale));
    }
    let (_, fault) = refused(&desk, why, wanted.version).map_err(failed)?;
    show(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, (kind, key), None, &[fault]).await
}
