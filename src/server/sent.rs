//! How a page is kept and sent.

use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use dateline_cache::{Made, encoding};

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

/// Sends a page.
pub async fn respond(Asked { method, headers, .. }: &Asked, made: &Made, what: As) -> Response {
    let encoding = encoding::preferred(headers, true, true);
    let instead = matches!(what, As::Instead(_));
    let held = if instead { None } else { assets::held(headers, &made.tag, encoding) };
    let known = held.is_some();
    let (etag, bytes) = match held {
        Some(etag) => (etag, Default::default()),
        None => {
            let encoded = made.encoded(encoding).await;
            (format!("\"{}{}\"", made.tag, encoded.form), encoded.bytes)
        }
    };
    let length = bytes.len();
    let mut response = Response::new(if known || method == Method::HEAD { Body::empty() } else { Body::from(bytes) });
    let fields = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::try_from(value) {
            fields.insert(name, value);
        }
    };
    if !instead {
        set(header::ETAG, &etag);
    }
    set(header::VARY, "accept-encoding");
    set(
        header::CACHE_CONTROL,
        if what == As::Asked {
            "public, max-age=20, stale-while-revalidate=60, stale-if-error=86400"
        } else {
            "no-store"
        },
    );
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    set(header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(header::CONTENT_LENGTH, &length.to_string());
    if let Some(name) = encoding.name() {
        set(header::CONTENT_ENCODING, name);
    }
    if let Some(more) = &made.more {
        set(header::HeaderName::from_static("x-more"), &header_path(more));
    }
    if what == As::Last {
        set(header::HeaderName::from_static("x-dateline"), "stale");
    }
    if let As::Instead(status) = what {
        *response.status_mut() = status;
    }
    response
}
