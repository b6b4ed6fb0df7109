//! Answers of the desk.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_desk::page::notice::{self as notice_page, Why};
use dateline_desk::{Assets, Desk, DeskPage, document};
use serde::Serialize;

use crate::app::App;
use crate::assets;

/// What scripts are told when something went wrong.
#[derive(Serialize)]
struct Trouble<'a> {
    /// A word for programs.
    error: &'a str,
    /// A sentence for people.
    message: String,
    /// How many seconds to wait, where that helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

/// An answer for scripts. Serde writes no number, name or text that could fail.
pub fn trouble(status: StatusCode, error: &str, message: String, retry_after: Option<u64>) -> Response {
    let mut response = (status, Json(Trouble { error, message, retry_after })).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Why there is no other answer: a page, or JSON for a script.
pub fn notice(app: &App, desk: &Desk, why: Why, by_script: bool) -> Response {
    if by_script {
        return trouble(status(why), why.key(), desk.say(&format!("notice-{}-text", why.key())), None);
    }
    app.desk_notice(desk, why)
}

fn status(why: Why) -> StatusCode {
    match why {
        Why::Forbidden | Why::Foreign => StatusCode::FORBIDDEN,
        Why::NotFound => StatusCode::NOT_FOUND,
        Why::BadRequest => StatusCode::BAD_REQUEST,
        Why::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Why::TooOften => StatusCode::TOO_MANY_REQUESTS,
        Why::Stale => StatusCode::CONFLICT,
        Why::LinkSpent => StatusCode::GONE,
        Why::Failure => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Whether an answer goes to a script rather than into a window.
pub fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    path.starts_with("/desk/api/") || (accept.contains("application/json") && !accept.contains("text/html"))
}

/// See other: what a form that was done answers with.
pub fn see(to: &str) -> Response {
    match HeaderValue::try_from(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/desk")]).into_response(),
    }
}

/// Adds a cookie to an answer.
pub fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

impl App {
    /// The addresses of the desk's own files.
    pub fn desk_assets(&self) -> Assets {
        let path = |name: &str| assets::by_name(name).map_or("", |asset| asset.path);
        Assets { style: path("desk.css"), passkey: path("passkey.js"), picture: path("picture.js") }
    }

    /// A page.
    pub fn desk_page(&self, desk: &Desk, page: DeskPage) -> Response {
        self.desk_page_as(StatusCode::OK, desk, page)
    }

    /// A page with a status of its own.
    pub fn desk_page_as(&self, status: StatusCode, desk: &Desk, page: DeskPage) -> Response {
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], document(desk, page)).into_response()
    }

    /// The page that says why there is no other.
    pub fn desk_notice(&self, desk: &Desk, why: Why) -> Response {
        self.desk_page_as(status(why), desk, notice_page::page(desk, why, 0, None))
    }

    /// The page that asks for patience.
    pub fn desk_wait(&self, desk: &Desk, seconds: u64) -> Response {
        let page = notice_page::page(desk, Why::TooOften, seconds, None);
        let mut response = self.desk_page_as(StatusCode::TOO_MANY_REQUESTS, desk, page);
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        response
    }

    /// The page for a failure of ours, which is written down.
    pub fn desk_failed(&self, desk: &Desk, error: &dyn std::error::Error) -> Response {
        tracing::error!(%error, "the desk failed");
        self.desk_notice(desk, Why::Failure)
    }
}
