//! The desk: the editors' side of the house, under `/desk`.

pub mod account;
pub mod api;
pub mod audit;
pub mod catalogue;
pub mod client;
pub mod cookie;
pub mod filled;
pub mod front;
pub mod functions;
pub mod guard;
pub mod jobs;
pub mod limits;
pub mod link;
pub mod outside;
pub mod passkeys;
pub mod pictures;
pub mod revisions;
pub mod send;
pub mod session;
pub mod share;
mod share_token;
pub mod sign_in;
pub mod stories;
pub mod story;
pub mod users;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::Response;
use axum::routing::any;
use dateline_desk::page::notice::{self, Why};
use dateline_desk_api::ApiError;

use self::session::{SignedIn, Visitor};
use crate::app::App;
use crate::asked::Asked;
use crate::headers;

/// The largest form, in bytes. Rooms that take in more (stories, pictures) say so for their own addresses.
const FORM: usize = 64 * 1024;

/// Every address of the desk.
pub fn router(app: &App) -> Router<App> {
    Router::new()
        .merge(stories::router())
        .merge(story::router())
        .merge(functions::router())
        .merge(revisions::router())
        .merge(share::router())
        .merge(outside::router())
        .merge(sign_in::router())
        .merge(link::router())
        .merge(account::router())
        .merge(passkeys::router())
        .merge(users::router())
        .merge(audit::router())
        .merge(api::router())
        .merge(pictures::router())
        .merge(jobs::router())
        .merge(catalogue::router())
        .merge(front::router())
        .route("/desk/{*rest}", any(nothing))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(app.clone(), guard::own_writes_only))
        .layer(map_response_with_state(Arc::new(headers::desk_policy(&app.site())), headers::add))
}

/// Addresses of the desk that take in files: these bound the size and the time of what comes by themselves.
pub fn uploads(app: &App) -> Router<App> {
    pictures::uploads()
        .layer(from_fn_with_state(app.clone(), guard::own_writes_only))
        .layer(map_response_with_state(Arc::new(headers::desk_policy(&app.site())), headers::add))
}

/// Nothing is at the address; who is not signed in is not told even that.
async fn nothing(State(app): State<App>, signed_in: SignedIn) -> Response {
    signed_in.notice(&app, Why::NotFound)
}

/// Such as a form's address in a window that was opened again.
async fn wrong_method(State(app): State<App>, visitor: Visitor, asked: Asked) -> Response {
    let desk = visitor.desk(&app);
    if functions::is_one(asked.uri.path()) {
        return functions::answer_as(StatusCode::METHOD_NOT_ALLOWED, &ApiError::Unreadable);
    }
    if send::wants_json(asked.uri.path(), &asked.headers) {
        let message = desk.say("notice-not-found-text");
        return send::trouble(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", message, None);
    }
    app.desk_page_as(StatusCode::METHOD_NOT_ALLOWED, &desk, notice::page(&desk, Why::NotFound, 0, None))
}
