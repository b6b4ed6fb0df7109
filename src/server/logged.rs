//! What the log says of each request: never who asked.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use tracing::Span;

/// The field in which a request's number goes through proxies and comes back to whoever asked.
pub const ID_FIELD: HeaderName = HeaderName::from_static("x-request-id");

/// How many characters a number has at most that a proxy gives.
const LONGEST: usize = 64;

/// What tells a request from all others, in the log and in its answer.
#[derive(Clone, Debug)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// The one that a proxy gave, if that is believed and makes sense, or a new one.
    pub fn of(fields: &HeaderMap, is_believed: bool) -> Self {
        let given = fields.get(&ID_FIELD).filter(|_| is_believed);
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        match given.filter(|id| (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(plain)) {
            Some(id) => Self(id.clone()),
            None => Self::new(),
        }
    }

    /// A new one, that says nothing about how many there were before.
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        static SEED: OnceLock<u64> = OnceLock::new();
        // Without the system's randomness numbers repeat after a restart, which a log survives.
        let seed = SEED.get_or_init(|| getrandom::u64().unwrap_or_default());
        // Odd, so that no two of them are one (the golden ratio's, as in Fibonacci hashing).
        let number = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed;
        let text = format!("{number:016x}");
        Self(HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("")))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// For a field.
    pub fn value(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// Says of a request that a believed proxy sent it.
#[derive(Clone, Copy, Debug)]
pub struct FromProxy;

/// The span of a request: its number, method and path. The query is left out, and the token of a link that lets somebody in.
pub fn span(request: &Request<Body>) -> Span {
    let id = request.extensions().get().cloned().unwrap_or_else(RequestId::new);
    // Whatever the log leaves out, what it does say has the request's number with it.
    let path = discreet(request.uri().path());
    let span = tracing::error_span!("request", id = id.as_str(), method = %request.method(), path);
    #[cfg(feature = "opentelemetry")]
    if request.extensions().get::<FromProxy>().is_some() {
        crate::traces::continue_from(&span, request.headers());
    }
    span
}

/// What an access line is filed under: `DATELINE_LOG=access=info` asks for them.
const ACCESS: &str = "access";

/// Whether a line is wanted for each answer.
pub fn is_wanted() -> bool {
    tracing::enabled!(target: ACCESS, tracing::Level::INFO)
}

/// Writes the line of an answer.
pub fn access(id: &RequestId, method: &Method, path: &str, status: StatusCode, kept: bool, took: Duration) {
    let (id, path, status) = (id.as_str(), discreet(path), status.as_u16());
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(target: ACCESS, id, %method, path, status, kept, ms, "answered");
}

/// A path as the log has it, without the token of a link: who reads the log must not come in by it.
pub fn discreet(path: &str) -> &str {
    const LINKS: [&str; 2] = ["/desk/link/", "/preview/"];
    LINKS.into_iter().find(|link| path.starts_with(link)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_written_down() {
        assert_eq!(discreet("/desk/link/secret"), "/desk/link/");
        assert_eq!(discreet("/preview/secret"), "/preview/");
        assert_eq!(discreet("/preview"), "/preview");
        assert_eq!(discreet("/desk/users"), "/desk/users");
    }

    #[test]
    fn a_request_has_the_number_that_a_believed_proxy_gave_or_a_new_one() {
        let given = |id: &str| HeaderMap::from_iter([(ID_FIELD, HeaderValue::try_from(id).unwrap())]);
        assert_eq!(RequestId::of(&given("a-1.b_2"), true).as_str(), "a-1.b_2");
        for (id, believed) in [("a-1", false), ("a b", true), ("", true), (&"x".repeat(65), true), ("a\"b", true)] {
            let own = RequestId::of(&given(id), believed);
            assert!(own.as_str() != id && own.as_str().len() == 16, "{id}");
        }
        assert_ne!(RequestId::new().as_str(), RequestId::new().as_str());
    }
}
