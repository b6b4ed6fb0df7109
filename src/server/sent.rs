//! How a page is kept and sent.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use dateline_cache::encoding::{self, Liked};
use dateline_cache::{Encoded, Form, Got, Made};
use dateline_story::Timestamp;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::asked::Asked;
use crate::assets;
use crate::error::AppError;
use crate::explain::header_path;
use crate::load::{Reader, What};
use crate::speculation;

impl App {
    /// Sends the page of an address: as it is kept, or newly made, or, where that fails, as
    /// it last was.
    pub(crate) async fn send<M>(
        &self,
        asked: &Asked,
        address: &str,
        make: impl FnOnce(App, Reader) -> M + Send,
    ) -> Response
    where
        M: Future<Output = Result<Made, AppError>> + Send + 'static,
    {
        match self.kept(address, encoding::liked(&asked.headers, Liked::ALL), make).await {
            Ok(got) if got.is_current() => self.respond(asked, &got.made, As::Asked).await,
            Ok(got) => self.respond(asked, &got.made, As::Outdated).await,
            Err(error) => {
                if matches!(*error, AppError::Store(_) | AppError::Index(_) | AppError::Busy) {
                    tracing::error!(%error, address, "a page could not be made");
                    if let Some(made) = self.cache.stale(address).await {
                        return self.respond(asked, &made, As::Last).await;
                    }
                } else {
                    self.cache.forget(address).await;
                }
                self.explain(asked, &error).await
            }
        }
    }

    /// The page of a key: what is not kept is made where it holds up no other request.
    pub(crate) async fn kept<M>(
        &self,
        key: &str,
        liked: Liked,
        make: impl FnOnce(App, Reader) -> M + Send,
    ) -> Result<Got, Arc<AppError>>
    where
        M: Future<Output = Result<Made, AppError>> + Send + 'static,
    {
        self.follow().await.map_err(|error| Arc::new(error.into()))?;
        let make = async {
            let reader = self.reader();
            reader.note(What::Site);
            // Boxed, so that what makes pages is compiled once and not for each kind of them.
            let making: Pin<Box<dyn Future<Output = Result<Made, AppError>> + Send>> =
                Box::pin(make(self.clone(), reader.clone()));
            let (cache, metrics) = (self.cache.clone(), self.metrics.clone());
            let making = async move {
                let made = making.await?;
                cache.take_best(&made);
                let started = Instant::now();
                // Where it was made: another thread would have to fetch it first.
                if let Some(form) = made.compress(liked) {
                    metrics.compressed(form, started.elapsed());
                }
                Ok::<_, AppError>(made)
            };
            let started = Instant::now();
            let made = self.making.make(making).await??;
            self.metrics.made(started.elapsed(), reader.took());
            Ok((made, reader.reads()))
        };
        let got = self.cache.get(key, liked, make).await;
        got.inspect(|got| self.metrics.came(got.how))
    }

    /// Sends a page.
    pub(crate) async fn respond(&self, Asked { method, headers, .. }: &Asked, made: &Made, what: As) -> Response {
        let liked = encoding::liked(headers, Liked::ALL);
        let instead = matches!(what, As::Instead(_));
        let held = if instead { None } else { held(headers, made, liked) };
        let encoded = match made.at_hand(liked) {
            Some(encoded) => encoded,
            None => {
                let started = Instant::now();
                let encoded = made.encoded(liked).await;
                self.metrics.compressed(encoded.form, started.elapsed());
                encoded
            }
        };
        let mut fields = page_fields(made, &encoded);
        match what {
            As::Asked => fields.extend(made.edge.clone()),
            As::Outdated if !self.cache.is_copied() => {}
            As::Outdated | As::Last | As::Instead(_) => {
                fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            }
        }
        let mut response = Response::new(Body::empty());
        if let Some(etag) = held {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            CONTENT_FIELDS.iter().for_each(|field| drop(fields.remove(field)));
            fields.insert(header::ETAG, etag);
        } else if method != Method::HEAD {
            *response.body_mut() = Body::from(encoded.bytes);
        }
        match what {
            As::Asked | As::Outdated => {}
            As::Last => {
                drop(fields.insert(header::HeaderName::from_static("x-dateline"), HeaderValue::from_static("stale")))
            }
            As::Instead(status) => {
                fields.remove(header::ETAG);
                *response.status_mut() = status;
            }
        }
        *response.headers_mut() = fields;
        response
    }
}

/// As what a page is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// The page that was asked for.
    Asked,
    /// One that may be another by now, or of which that would not be noticed: whoever keeps copies until they are told otherwise
    /// was told just now, or never will be.
    Outdated,
    /// The last good one, since the store fails.
    Last,
    /// The one that says why there is no other.
    Instead(StatusCode),
}

/// How long a page may be kept elsewhere, and for how long the last one may be shown meanwhile and while we fail (RFC 5861).
const FRESHNESS: HeaderValue =
    HeaderValue::from_static("public, max-age=20, stale-while-revalidate=60, stale-if-error=86400");

/// The fields that say what is in an answer, which one without content does not have.
pub const CONTENT_FIELDS: [header::HeaderName; 3] =
    [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING];

/// A page's entity tag in a form.
fn etag(made: &Made, form: Form) -> String {
    format!("\"{}{}\"", made.tag, form.mark())
}

/// The entity tag of If-None-Match that is a page's in one of the forms that such a client is sent. A page that was compressed better
/// meanwhile is still the page that the client has.
pub fn held(headers: &HeaderMap, made: &Made, liked: Liked) -> Option<HeaderValue> {
    if !headers.contains_key(header::IF_NONE_MATCH) {
        return unmodified(headers, made, liked);
    }
    let tags = Form::ALL.into_iter().filter(|form| liked.holds(form.encoding())).map(|form| etag(made, form));
    let held = tags.into_iter().find(|etag| assets::matches_etag(headers, etag))?;
    HeaderValue::try_from(held).ok()
}

/// The entity tag of what has not changed since a client's date, which is only looked at where there is no tag (RFC 9110, section 13.1.3).
fn unmodified(headers: &HeaderMap, made: &Made, liked: Liked) -> Option<HeaderValue> {
    let since = headers.get(header::IF_MODIFIED_SINCE)?.to_str().ok()?;
    let (since, modified) = (http_date(since)?, http_date(made.modified.as_deref()?)?);
    let form = made.at_hand(liked)?.form;
    (modified <= since).then(|| HeaderValue::try_from(etag(made, form)).ok()).flatten()
}

/// An instant as HTTP writes it (RFC 9110, section 5.6.7).
pub fn as_http_date(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|at| at.timestamp())
}

/// The fields of a page that was asked for, in a form.
pub fn page_fields(made: &Made, encoded: &Encoded) -> HeaderMap {
    let mut fields = HeaderMap::with_capacity(16);
    fields.extend(HeaderValue::try_from(etag(made, encoded.form)).ok().map(|etag| (header::ETAG, etag)));
    let vary = if made.by_accept { "accept, accept-encoding" } else { "accept-encoding" };
    fields.insert(header::VARY, HeaderValue::from_static(vary));
    fields.insert(header::CACHE_CONTROL, FRESHNESS);
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(made.media_type));
    if made.is_page() {
        fields.insert(speculation::FIELD.0, speculation::FIELD.1);
    } else {
        // Made to be read by programs, those in other sites' pages among them; nothing in it is anybody's own.
        fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(modified) = made.modified.as_deref().and_then(|modified| HeaderValue::try_from(modified).ok()) {
        fields.insert(header::LAST_MODIFIED, modified);
    }
    fields.insert(header::CONTENT_LENGTH, encoded.bytes.len().into());
    if let Some(name) = encoded.form.encoding().name() {
        fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    if let Some(more) = made.more.as_deref().and_then(|more| HeaderValue::try_from(header_path(more)).ok()) {
        fields.insert(header::HeaderName::from_static("x-more"), more);
    }
    fields
}
