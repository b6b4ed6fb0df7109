//! Addresses that lead elsewhere. Where a page stands there is no redirect: the page is what readers get.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use dateline_desk::Desk;
use dateline_desk::page::catalogue::Fault;
use dateline_desk::page::catalogue::redirects::{self, RedirectLine};
use dateline_desk::page::notice::Why;
use dateline_store::Error as StoreError;
use dateline_story::Slug;
use dateline_story::catalogue::{Document, DocumentKind, Redirect};
use dateline_story::normal::is_web_address;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::read::Fields;
use super::{Answer, NotSaved, find, history, may, refused, save};
use crate::app::App;
use crate::asked::decoded;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::SignedIn;

/// How many redirects a page lists.
const LINES: usize = 200;

/// The longest address, in bytes.
const LONGEST: usize = 1000;

/// First segments under which nothing is redirected: files, and the desk itself.
const OWN: [&str; 5] = ["desk", "assets", "media", "fonts", "preview"];

/// `/desk/catalogue/redirects`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/catalogue/redirects", get(page).post(add))
        .route("/desk/catalogue/redirects/remove", post(remove))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

async fn page(State(app): State<App>, signed_in: SignedIn, asked: Result<Query<Asked>, QueryRejection>) -> Answer {
    may(&app, &signed_in).await?;
    let Ok(Query(asked)) = asked else { return Err(signed_in.notice(&app, Why::BadRequest)) };
    show(&app, &signed_in, StatusCode::OK, &asked.after, Default::default(), &[]).await
}

async fn show(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    after: &str,
    typed: (String, String),
    faults: &[Fault],
) -> Answer {
    let desk = signed_in.desk(app);
    let found = app.store.documents(DocumentKind::Redirect, after, LINES + 1).await;
    let mut found = found.map_err(|error| app.desk_failed(&desk, &error))?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let more = found.last().filter(|_| more).map(|last| {
        let (_, key) = last.document.place();
        format!("/desk/catalogue/redirects?after={}", utf8_percent_encode(key, NON_ALPHANUMERIC))
    });
    let lines = found.into_iter().filter_map(|found| match found.document {
        Document::Redirect(Redirect { from, to: Some(to) }) => {
            let history = history(DocumentKind::Redirect, &from);
            Some(RedirectLine { from, to, version: found.version, history })
        }
        _ => None,
    });
    Ok(app.desk_page_as(status, &desk, redirects::page(&desk, lines.collect(), more, typed, faults)))
}

/// An address of this site as people read it, from the root; one with the site's own name loses it.
fn own_path(site_url: &str, typed: &str) -> Option<String> {
    let path = match typed.strip_prefix(site_url) {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => typed,
    };
    let sound = path.starts_with('/') && !path.starts_with("//") && path.len() <= LONGEST;
    (sound && !path.contains(['#', '\\']) && !path.chars().any(char::is_control)).then(|| decoded(path))
}

/// The redirect out of what was typed.
fn read(desk: &Desk, site_url: &str, from: &str, to: &str) -> Result<(String, String), Fault> {
    let fault = |field: &str, key: &str| (field.to_owned(), desk.say(key));
    let from =
        own_path(site_url, from).filter(|path| path != "/").ok_or_else(|| fault("from", "wrong-redirect-from"))?;
    let first = from.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    if OWN.contains(&first) {
        return Err(fault("from", "wrong-redirect-own"));
    }
    let target = match own_path(site_url, to) {
        Some(path) => Some(path),
        None => Some(to.to_owned()).filter(|to| is_web_address(to) && to.len() <= LONGEST),
    };
    Ok((from, target.ok_or_else(|| fault("to", "wrong-redirect-to"))?))
}

/// Whether a page stands at a path: a section's, or a story's that was not removed.
async fn is_page(app: &App, path: &str) -> Result<bool, dateline_store::Error> {
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    match segments.as_slice() {
        [section] => {
            let known = app.site().sections.iter().any(|known| known.slug.as_str() == *section);
            let language = app.site().languages.iter().any(|language| language.as_str() == *section);
            Ok(known || language || matches!(*section, "latest" | "about"))
        }
        [section, slug] => match (Slug::new(section), Slug::new(slug)) {
            (Ok(section), Ok(slug)) => Ok(app.store.id_at(&section, &slug).await?.is_some()),
            _ => Ok(false),
        },
        _ => Ok(false),
    }
}

async fn add(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let (desk, fields) = (signed_in.desk(&app), Fields(fields));
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let typed = (fields.get("from"), fields.get("to"));
    let fault = match read(&desk, &app.site().url, &typed.0, &typed.1) {
        Err(fault) => fault,
        Ok((from, to)) => match accept(&app, &signed_in, from, to).await {
            Ok(()) => return Ok(see("/desk/catalogue/redirects?done=catalogue")),
            Err(why) => refused(&desk, why, 0).map_err(failed)?.1,
        },
    };
    show(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, "", typed, &[fault]).await
}

async fn accept(app: &App, signed_in: &SignedIn, from: String, to: String) -> Result<(), NotSaved> {
    let desk = signed_in.desk(app);
    if is_page(app, &from).await.map_err(NotSaved::Failed)? {
        return Err(NotSaved::Wrong(("from".into(), desk.say("wrong-redirect-page"))));
    }
    let found = app.store.document(DocumentKind::Redirect, &from).await.map_err(NotSaved::Failed)?;
    let version = found.as_ref().map_or(0, |found| found.version);
    if let Some(Document::Redirect(Redirect { to: Some(present), .. })) = found.map(|found| found.document) {
        let sentence = desk.say_with("wrong-redirect-known", &[("to", present.into())]);
        return Err(NotSaved::Wrong(("from".into(), sentence)));
    }
    let detail = format!("{from} → {to}");
    let document = Document::Redirect(Redirect { from, to: Some(to) });
    save(app, signed_in, document, version, String::new(), detail).await
}

async fn remove(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let (desk, fields) = (signed_in.desk(&app), Fields(fields));
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let from = fields.get("from");
    if find(&app, &signed_in, DocumentKind::Redirect, &from).await?.is_none() {
        return Err(signed_in.notice(&app, Why::NotFound));
    }
    let document = Document::Redirect(Redirect { from: from.clone(), to: None });
    match save(&app, &signed_in, document, fields.version(), String::new(), from).await {
        Ok(()) => Ok(see("/desk/catalogue/redirects?done=catalogue-removed")),
        Err(NotSaved::Moved(_)) => Err(signed_in.notice(&app, Why::Stale)),
        Err(why) => {
            let (_, fault) = refused(&desk, why, 0).map_err(failed)?;
            show(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, "", Default::default(), &[fault]).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn addresses_of_this_site_become_paths() {
        let path = |typed: &str| own_path("https://news.example", typed);
        assert_eq!(path("https://news.example/old").as_deref(), Some("/old"));
        assert_eq!(path("https://news.example").as_deref(), Some("/"));
        assert_eq!(path("/%D8%B1?p=1").as_deref(), Some("/ر?p=1"));
        for foreign in ["", "https://news.example.evil/a", "//evil.example/a", "old", "/a#b", "/a\\b", "/a\nb"] {
            assert_eq!(path(foreign), None, "{foreign}");
        }
    }
}
