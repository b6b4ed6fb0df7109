//! The catalogue at the desk: the site's name, its sections, its people, its topics and its redirects.

mod history;
mod people;
pub mod read;
mod redirects;
mod removal;
mod sections;
mod site;

use axum::Router;
use axum::response::Response;
use dateline_desk::Desk;
use dateline_desk::page::catalogue::{Fault, Standing};
use dateline_store::{DocumentRevision, DocumentSaved, Error as StoreError};
use dateline_story::Deed;
use dateline_story::catalogue::{Document, DocumentKind};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::session::SignedIn;
use crate::app::App;

/// `/desk/catalogue/…`
pub fn router() -> Router<App> {
    Router::new()
        .merge(site::router())
        .merge(sections::router())
        .merge(people::router())
        .merge(redirects::router())
        .merge(removal::router())
        .merge(history::router())
}

type Answer = Result<Response, Response>;

/// Goes on where they may edit the catalogue.
async fn may(app: &App, signed_in: &SignedIn) -> Result<(), Response> {
    signed_in.must(app, Deed::EditCatalogue, "catalogue").await
}

/// Why a document was not saved.
pub enum NotSaved {
    /// Something is wrong with what was typed.
    Wrong(Fault),
    /// Somebody else saved meanwhile, and their version stands.
    Moved(u64),
    /// The store failed.
    Failed(StoreError),
}

/// Writes a document that was at version `from`, and takes it into the site.
///
/// # Errors
/// Why it was not saved.
pub async fn save(
    app: &App,
    signed_in: &SignedIn,
    document: Document,
    from: u64,
    note: String,
    detail: String,
) -> Result<(), NotSaved> {
    let desk = signed_in.desk(app);
    let (kind, key) = document.place();
    let subject = format!("{} {key}", kind.as_str());
    let line = signed_in.actor(app).did(act(kind), subject.trim_end(), detail);
    match app.store.write_document(document, from, note, line).await {
        Ok(DocumentSaved::Kept(_)) => Ok(()),
        Ok(DocumentSaved::Moved(version)) => Err(NotSaved::Moved(version)),
        Err(StoreError::RedirectLoop(path)) => {
            let sentence = desk.say_with("wrong-redirect-loop", &[("path", path.into())]);
            Err(NotSaved::Wrong((String::new(), sentence)))
        }
        Err(StoreError::RedirectChain { from, to, end }) => {
            let values = [("from", from.into()), ("to", to.into()), ("end", end.into())];
            Err(NotSaved::Wrong((String::new(), desk.say_with("wrong-redirect-chain", &values))))
        }
        Err(StoreError::InUse { stories, .. }) => {
            let sentence = desk.say_with("wrong-still-used", &[("stories", (stories as f64).into())]);
            Err(NotSaved::Wrong((String::new(), sentence)))
        }
        Err(error) => Err(NotSaved::Failed(error)),
    }
}

/// The audit trail's word for a change to a kind of document.
fn act(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Site => "catalogue-site",
        DocumentKind::Sections => "catalogue-sections",
        DocumentKind::Author => "catalogue-author",
        DocumentKind::Topic => "catalogue-topic",
        DocumentKind::Redirect => "catalogue-redirect",
        DocumentKind::Front => "catalogue-front",
    }
}

/// The address of a document's revisions.
pub fn history(kind: DocumentKind, key: &str) -> String {
    let key = utf8_percent_encode(key, NON_ALPHANUMERIC);
    format!("/desk/catalogue/history?kind={}&key={key}", kind.as_str())
}

/// What a form says of the document it edits.
fn standing(kind: DocumentKind, key: &str, version: u64) -> Standing {
    Standing { version, configured: version == 0, history: history(kind, key) }
}

/// A document, or `None` where the desk has none yet.
async fn find(
    app: &App,
    signed_in: &SignedIn,
    kind: DocumentKind,
    key: &str,
) -> Result<Option<DocumentRevision>, Response> {
    app.store.document(kind, key).await.map_err(|error| app.desk_failed(&signed_in.desk(app), &error))
}

/// The version to go on from and the sentence to show, where a document was not saved.
///
/// # Errors
/// The store's.
pub fn refused(desk: &Desk, why: NotSaved, from: u64) -> Result<(u64, Fault), StoreError> {
    match why {
        NotSaved::Wrong(fault) => Ok((from, fault)),
        NotSaved::Moved(version) => Ok((version, (String::new(), desk.say("catalogue-moved")))),
        NotSaved::Failed(error) => Err(error),
    }
}
