//! Whether the program lives, and whether it can serve.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;

/// Where whoever watches the program asks; these are answered however much else is asked for.
pub const PATHS: [&str; 2] = ["/healthz", "/readyz"];

/// What the program can do.
#[derive(Debug, Serialize)]
struct Ready {
    /// Whether what is written in the store can be followed: without it pages are served as they last were.
    store: &'static str,
    /// Whether there is an index: without it there is no search yet, and pages are whole all the same.
    index: &'static str,
}

/// That the program lives.
pub async fn alive() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

/// Whether readers may be sent here: 503 while the store fails.
pub async fn ready(State(app): State<App>) -> Response {
    let followed = app.follow().await;
    if let Err(error) = &followed {
        tracing::warn!(%error, "not ready: the store cannot be followed");
    }
    let index = if app.search.snapshot().is_some() { "ok" } else { "being made" };
    let ready = Ready { store: if followed.is_ok() { "ok" } else { "failing" }, index };
    let status = if followed.is_ok() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CACHE_CONTROL, "no-store")], axum::Json(ready)).into_response()
}
