//! Why there is no page at an address, and where an old address leads.

use std::sync::Arc;

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use dateline_cache::Made;
use dateline_cache::encoding::{self, Liked};
use dateline_store::List;
use dateline_view::page::notice::Why;
use dateline_view::{Card, document, page};
use percent_encoding::{AsciiSet, CONTROLS};

use crate::app::App;
use crate::asked::{Asked, decoded};
use crate::error::AppError;
use crate::load;
use crate::logged::discreet;
use crate::sent::As;

/// After how many seconds whoever had no turn may try again (RFC 9110, section 10.2.3).
const AGAIN: u16 = 5;

impl App {
    /// The page for a failure of ours, with nothing on it that could fail too.
    pub fn failure_page(&self) -> String {
        self.notice_with(Why::Failure, &[])
    }

    fn notice_with(&self, why: Why, latest: &[Card]) -> String {
        let edition = self.edition(self.main_language());
        document(&edition, |edition| page::notice::page(edition, why, latest))
    }

    /// The page for a reason: kept like every page, one for each reason, whatever address was asked for. Without the
    /// store it is one that was made before, or has nothing to offer.
    async fn notice(&self, why: Why, liked: Liked) -> Arc<Made> {
        // An address begins with a slash, so that this is none.
        let key = format!("{why:?} {}", self.main_language());
        let made = self.kept(&key, liked, move |app, reader| async move {
            let latest = load::latest_cards(&reader, List::Language(app.main_language())).await?;
            Ok(Made::new(app.notice_with(why, &latest), None))
        });
        match made.await {
            Ok(got) => got.made,
            Err(_) => match self.cache.stale(&key).await {
                Some(made) => made,
                None => Arc::new(Made::new(self.notice_with(why, &[]), None)),
            },
        }
    }

    /// Sends the page that says why there is no other, or leads an old address to the new one.
    pub async fn explain(&self, asked: &Asked, error: &AppError) -> Response {
        let (status, why) = match error {
            AppError::NotFound => match self.moved(&asked.uri).await {
                Some(to) => return redirect(&to),
                None => (StatusCode::NOT_FOUND, Why::NotFound),
            },
            AppError::Withdrawn => (StatusCode::GONE, Why::Withdrawn),
            AppError::TakenDown => (StatusCode::GONE, Why::TakenDown),
            AppError::LinkEnded => (StatusCode::GONE, Why::LinkEnded),
            AppError::BadRequest(what) => (StatusCode::BAD_REQUEST, Why::BadRequest(what)),
            AppError::Busy => {
                tracing::warn!(path = discreet(asked.uri.path()), "too much is asked for at once");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Busy)
            }
            AppError::Index(error) => {
                tracing::error!(%error, path = discreet(asked.uri.path()), "a page could not be made");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Failure)
            }
            AppError::Store(error) => {
                tracing::error!(%error, path = discreet(asked.uri.path()), "a page could not be made");
                (StatusCode::SERVICE_UNAVAILABLE, Why::Failure)
            }
        };
        let made = self.notice(why, encoding::liked(&asked.headers, Liked::ALL)).await;
        let mut response = self.respond(asked, &made, As::Instead(status)).await;
        if matches!(error, AppError::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, AGAIN.into());
        }
        response
    }

    /// Where an address without a page leads, as a header says it: an old one of a story, or one that the desk
    /// redirects; with its query, without it, with and without a slash at the end.
    pub(crate) async fn moved(&self, uri: &Uri) -> Option<String> {
        let path = decoded(uri.path());
        let mut candidates = Vec::new();
        if let Some(query) = uri.query() {
            candidates.push(format!("{path}?{}", decoded(query)));
            // What is shared gets trackers added.
            candidates.extend(query.split('&').take(8).map(|pair| format!("{path}?{}", decoded(pair))));
        }
        let bare = path.trim_end_matches('/');
        if !bare.is_empty() {
            // Each form once: every address that is nowhere is looked up.
            candidates.push(path.clone());
            candidates.extend([bare.to_owned(), format!("{bare}/")].into_iter().filter(|form| *form != path));
        }
        for candidate in candidates {
            if let Ok(Some(to)) = self.store.desk_redirect(&candidate).await {
                return Some(header_address(&to));
            }
            if let Ok(Some(to)) = self.store.redirect(&candidate).await {
                return Some(header_path(&to).replace('?', "%3F"));
            }
        }
        // `/pakistan/` is `/pakistan`; the plain address says for itself whether it exists.
        (path.len() > 1 && path.ends_with('/') && !bare.is_empty() && !bare.contains("//"))
            .then(|| header_path(bare).replace('?', "%3F"))
    }
}

/// A path for a header, which holds ASCII only. A character that was percent-encoded because it means something in an
/// address is encoded again.
pub fn header_path(path: &str) -> String {
    const ESCAPED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'%').add(b'#');
    percent_encoding::utf8_percent_encode(path, ESCAPED).to_string()
}

/// An address as somebody wrote it, for a header: its query and what it has encoded stay.
fn header_address(address: &str) -> String {
    const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');
    percent_encoding::utf8_percent_encode(address, ESCAPED).to_string()
}

/// Leads to another address, for good.
pub fn redirect(location: &str) -> Response {
    (
        StatusCode::MOVED_PERMANENTLY,
        [(header::LOCATION, location.to_owned()), (header::CACHE_CONTROL, "public, max-age=3600".into())],
    )
        .into_response()
}
