//! What was asked for.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;

/// A request without its body.
pub struct Asked {
    /// GET or HEAD, on every page.
    pub method: Method,
    /// The address.
    pub uri: Uri,
    /// The header fields.
    pub headers: HeaderMap,
}

impl Asked {
    /// What was asked for, from a request that goes on.
    pub fn of(parts: &Parts) -> Self {
        Self { method: parts.method.clone(), uri: parts.uri.clone(), headers: parts.headers.clone() }
    }

    /// The path as people read it; bytes that are no UTF-8 are replaced.
    pub fn path(&self) -> String {
        decoded(self.uri.path())
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// Text of an address as people read it; bytes that are no UTF-8 are replaced.
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
