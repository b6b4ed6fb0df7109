//! Signing in from where one is: for scripts whose session has ended while something was being written.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_newsroom::accounts::{self, AccountError};
use serde::Deserialize;

use super::cookie;
use super::send::{trouble, with_cookie};
use super::session::Visitor;
use crate::app::App;

/// `/desk/api/sign-in`
pub fn router() -> Router<App> {
    Router::new().route("/desk/api/sign-in", post(sign_in))
}

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

/// 204 and a cookie, or 401 or 429 with the reason.
async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    credentials: Result<Json<Credentials>, JsonRejection>,
) -> Response {
    let Json(credentials) = match credentials {
        Ok(credentials) => credentials,
        Err(rejection) => return trouble(rejection.status(), "bad-request", rejection.body_text(), None),
    };
    if let Err(seconds) = app.limits.for_account(visitor.client, &credentials.email) {
        return too_often(&app, &visitor, seconds);
    }
    let actor = visitor.actor((app.now)());
    match accounts::authenticate(&app.store, &credentials.email, credentials.password, &actor).await {
        Ok(user) => opened(&app, &visitor, &headers, &user, "password").await,
        Err(AccountError::WrongCredentials) => {
            let message = visitor.desk(&app).say("wrong-credentials");
            trouble(StatusCode::UNAUTHORIZED, "wrong-credentials", message, None)
        }
        Err(error) => failed(&app, &visitor, &error),
    }
}

/// Opens a session and answers 204 with its cookie.
pub async fn opened(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    user: &dateline_store::User,
    how: &'static str,
) -> Response {
    match accounts::open_session(&*app.store, user, &visitor.agent, how, &visitor.actor((app.now)())).await {
        Ok(token) => with_cookie(StatusCode::NO_CONTENT.into_response(), cookie::set(&app.site(), headers, &token)),
        Err(error) => failed(app, visitor, &error),
    }
}

/// 429.
pub fn too_often(app: &App, visitor: &Visitor, seconds: u64) -> Response {
    tracing::warn!(client = %visitor.client.0, "too many tries to sign in");
    let values = [("seconds", (seconds as f64).into())];
    let message = visitor.desk(app).say_with("notice-too-often-text", &values);
    trouble(StatusCode::TOO_MANY_REQUESTS, "too-often", message, Some(seconds))
}

/// 503, and it is written down.
pub fn failed(app: &App, visitor: &Visitor, error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "signing in failed");
    let message = visitor.desk(app).say("notice-failure-text");
    trouble(StatusCode::SERVICE_UNAVAILABLE, "failure", message, None)
}
