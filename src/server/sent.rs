//! How a page is kept and sent.

use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use dateline_cache::encoding::Encoding;
use dateline_cache::{Encoded, Made, encoding};

use crate::app::App;
use crate::asked::Asked;
use crate::assets;
use crate::error::AppError;
use crate::explain::header_path;
use crate::load::{Reader, What};

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
        match self.kept(address, make).await {
            Ok(made) => respond(asked, &made, As::Asked).await,
            Err(error) => {
                if matches!(*error, AppError::Store(_) | AppError::Index(_) | AppError::Busy) {
                    tracing::error!(%error, address, "a page could not be made");
                    if let Some(made) = self.cache.stale(address).await {
                        return respond(asked, &made, As::Last).await;
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
        make: impl FnOnce(App, Reader) -> M + Send,
    ) -> Result<Arc<Made>, Arc<AppError>>
    where
        M: Future<Output = Result<Made, AppError>> + Send + 'static,
    {
        self.follow().await.map_err(|error| Arc::new(error.into()))?;
        let make = async {
            let reader = self.reader();
            reader.note(What::Site);
            // Boxed, so that what makes pages is compiled once and not for each kind of them.
            let making: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(make(self.clone(), reader.clone()));
            Ok((self.making.make(making).await??, reader.reads()))
        };
        self.cache.get(key, make).await
    }
}

/// As what a page is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// The page that was asked for.
    Asked,
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

/// The fields of a page that was asked for, in an encoding.
pub fn page_fields(made: &Made, encoding: Encoding, encoded: &Encoded) -> HeaderMap {
    let mut fields = HeaderMap::with_capacity(16);
    let etag = format!("\"{}{}\"", made.tag, encoded.form);
    fields.extend(HeaderValue::try_from(etag).ok().map(|etag| (header::ETAG, etag)));
    fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    fields.insert(header::CACHE_CONTROL, FRESHNESS);
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    fields.insert(header::CONTENT_LENGTH, encoded.bytes.len().into());
    if let Some(name) = encoding.name() {
        fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    if let Some(more) = made.more.as_deref().and_then(|more| HeaderValue::try_from(header_path(more)).ok()) {
        fields.insert(header::HeaderName::from_static("x-more"), more);
    }
    fields
}

/// Sends a page.
pub async fn respond(Asked { method, headers, .. }: &Asked, made: &Made, what: As) -> Response {
    let encoding = encoding::preferred(headers, true, true);
    let instead = matches!(what, As::Instead(_));
    let held = if instead { None } else { assets::held(headers, &made.tag, encoding) };
    let encoded = made.encoded(encoding).await;
    let mut fields = page_fields(made, encoding, &encoded);
    if what != As::Asked {
        fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let mut response = Response::new(Body::empty());
    if let Some(etag) = held.and_then(|held| HeaderValue::try_from(held).ok()) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        CONTENT_FIELDS.iter().for_each(|field| drop(fields.remove(field)));
        fields.insert(header::ETAG, etag);
    } else if method != Method::HEAD {
        *response.body_mut() = Body::from(encoded.bytes);
    }
    match what {
        As::Asked => {}
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
