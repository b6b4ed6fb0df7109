//! What the story editor asks of the server: Leptos server functions, answered in their own form whatever happens.

use std::any::Any;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_desk_api::{ApiError, PREFIX};
use dateline_newsroom::accounts::Actor;
use leptos::prelude::{FromServerFnError, provide_context};
use leptos::server_fn::axum::get_server_fn_service;
use tower_http::catch_panic::CatchPanicLayer;

use super::session::Visitor;
use super::story::{asker, backend};
use crate::app::App;

/// The largest save, in bytes: a story of a megabyte, and what JSON adds to it.
const LARGEST: usize = 4 << 20;

/// `/desk/api/story/…`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/api/story/{function}", post(function))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(panicked))
}

/// Whether a path is a function's.
pub fn is_one(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with('/'))
}

/// An error as the editor reads it.
pub fn answer(error: &ApiError) -> Response {
    answer_as(error.status_code(), error)
}

/// An error with a status that says more than its own.
pub fn answer_as(status: StatusCode, error: &ApiError) -> Response {
    (status, Json(error)).into_response()
}

/// Visitors are told that they are signed out in the functions' own words, so that the editor can ask for the password in
/// place; nothing of what they sent is read.
async fn function(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Err(error) = app.follow().await {
        tracing::warn!(%error, "the site could not be looked up");
    }
    let visitor = Visitor::of(&app, &parts);
    let user = match visitor.session(&app, &parts).await {
        Ok(Some((_, user))) => user,
        Ok(None) => return answer(&ApiError::SignedOut),
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return answer(&ApiError::Failed("the session could not be looked up".into()));
        }
    };
    if get_server_fn_service(parts.uri.path(), Method::POST).is_none() {
        // A tab from before an update: it keeps its text, and says that it is not answered.
        return answer_as(StatusCode::NOT_FOUND, &ApiError::Unreachable);
    }
    let bytes = match Bytes::from_request(Request::from_parts(parts.clone(), body), &app).await {
        Ok(bytes) => bytes,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => return answer(&ApiError::TooLarge),
        Err(_) => return answer(&ApiError::Unreadable),
    };
    let actor = Actor { user: Some(user.id), name: user.name.clone(), ..visitor.actor((app.now)()) };
    let backend = backend(&app, Some(asker(&user, actor)));
    // Leptos spawns on an executor; a second call only says that there is one.
    let _ = any_spawner::Executor::init_tokio();
    let context = move || provide_context(backend.clone());
    let request = Request::from_parts(parts, Body::from(bytes));
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!(panic = crate::pages::message(&*panic), "a server function panicked");
    answer_as(StatusCode::INTERNAL_SERVER_ERROR, &ApiError::Failed("a fault of the program".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_answered_in_the_functions_form() {
        let response = panicked(Box::new("no"));
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()["content-type"], "application/json");
    }

    #[test]
    fn functions_are_known_by_their_paths() {
        assert!(is_one("/desk/api/story/save"));
        assert!(!is_one("/desk/api/storyteller") && !is_one("/desk/api/pictures") && !is_one("/desk/story/1"));
    }
}
