//! Who did what, for owners.

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use dateline_desk::page::audit::{self, AuditLine};
use dateline_desk::page::notice::Why;
use dateline_story::Deed;

use super::session::{SignedIn, query};
use crate::app::App;

/// Lines on a page.
const LINES: usize = 50;

/// `/desk/audit`
pub fn router() -> Router<App> {
    Router::new().route("/desk/audit", get(page))
}

async fn page(State(app): State<App>, signed_in: SignedIn, uri: Uri) -> Result<Response, Response> {
    signed_in.must(&app, Deed::ReadAudit, "audit").await?;
    let desk = signed_in.desk(&app);
    let before = match query(&uri, "before").map(|text| text.parse::<i64>()) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(_)) => return Err(app.desk_notice(&desk, Why::NotFound)),
    };
    let mut lines = app.store.audited(before, LINES + 1).await.map_err(|error| app.desk_failed(&desk, &error))?;
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    let older = lines.last().filter(|_| more).map(|line| line.id);
    let lines = lines
        .into_iter()
        .map(|line| AuditLine {
            at: line.at,
            who: line.who,
            what: line.what,
            subject: line.subject,
            detail: line.detail,
            address: line.address,
        })
        .collect();
    Ok(app.desk_page(&desk, audit::page(&desk, lines, before, older)))
}
