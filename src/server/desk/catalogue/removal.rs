//! Removing an author or a topic that no story carries; their revisions stay, and restoring one brings them back.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use dateline_desk::page::notice::Why;
use dateline_store::Error as StoreError;
use dateline_story::Slug;
use dateline_story::catalogue::{Document, DocumentKind};

use super::people::{author_row, nothing, show_author, show_topic, topic_row};
use super::read::Fields;
use super::{Answer, NotSaved, history, may, refused, save};
use crate::app::App;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::SignedIn;

/// `/desk/catalogue/authors/…/remove` and `/desk/catalogue/topics/…/remove`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/catalogue/authors/{slug}/remove", post(author))
        .route("/desk/catalogue/topics/{slug}/remove", post(topic))
}

type Form = Filled<Vec<(String, String)>>;

async fn author(State(app): State<App>, signed_in: SignedIn, Path(slug): Path<String>, form: Form) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    author_row(&app, &signed_in, &slug).await?.ok_or_else(|| nothing(&app, &signed_in))?;
    remove(&app, &signed_in, DocumentKind::Author, &slug, form).await
}

async fn topic(State(app): State<App>, signed_in: SignedIn, Path(slug): Path<String>, form: Form) -> Answer {
    may(&app, &signed_in).await?;
    let slug = Slug::new(&slug).map_err(|_| nothing(&app, &signed_in))?;
    topic_row(&app, &signed_in, &slug).await?.ok_or_else(|| nothing(&app, &signed_in))?;
    remove(&app, &signed_in, DocumentKind::Topic, &slug, form).await
}

async fn remove(app: &App, signed_in: &SignedIn, kind: DocumentKind, slug: &Slug, Filled(fields): Form) -> Answer {
    let desk = signed_in.desk(app);
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let removed = Document::Removed { kind, key: slug.to_string() };
    let version = Fields(fields).version();
    match save(app, signed_in, removed, version, desk.say("catalogue-removed"), slug.to_string()).await {
        Ok(()) => Ok(see(&format!("{}&done=catalogue-gone", history(kind, slug.as_str())))),
        Err(NotSaved::Moved(_)) => Err(signed_in.notice(app, Why::Stale)),
        Err(why) => {
            let (_, fault) = refused(&desk, why, version).map_err(failed)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            match kind {
                DocumentKind::Author => show_author(app, signed_in, status, slug, &[fault]).await,
                _ => show_topic(app, signed_in, status, slug, &[fault]).await,
            }
        }
    }
}
