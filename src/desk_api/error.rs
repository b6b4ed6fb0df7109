//! Why the server did not do what the editor asked.

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Something in the way: a sentence of the desk's, by its key, so that each reads it in their own language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The key, without `refused-`.
    pub key: String,
    /// What it is about, as `{ $what }` in the sentence; empty where it is about the story.
    pub what: String,
}

impl Reason {
    /// A reason that is about something.
    pub fn about(key: &str, what: impl Into<String>) -> Self {
        Self { key: key.to_owned(), what: what.into() }
    }
}

/// Why not.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// The session is over: sign in again, nothing is lost.
    #[error("the session is over")]
    SignedOut,
    /// This account may not do that.
    #[error("this account may not do that")]
    Forbidden,
    /// There is no such story.
    #[error("there is no such story")]
    NoSuchStory,
    /// Somebody else saved since.
    #[error("somebody else has saved since")]
    Moved,
    /// The story itself, its state or the request stands in the way.
    #[error("refused: {}", .0.iter().map(|reason| format!("{} {}", reason.key, reason.what)).collect::<Vec<_>>().join("; "))]
    Refused(Vec<Reason>),
    /// The request is larger than a story may be.
    #[error("the request is too large")]
    TooLarge,
    /// The request cannot be read.
    #[error("the request cannot be read")]
    Unreadable,
    /// The server does not answer.
    #[error("the server does not answer")]
    Unreachable,
    /// The server failed.
    #[error("the server failed: {0}")]
    Failed(String),
}

impl ApiError {
    /// Refused for one reason.
    pub fn refused(key: &str, what: impl Into<String>) -> Self {
        ApiError::Refused(vec![Reason::about(key, what)])
    }
}

/// A request that is no call of the function; why stays with the server.
fn unreadable(_why: &str) -> ApiError {
    #[cfg(feature = "ssr")]
    tracing::info!(why = _why, "a server function was not called as it is declared");
    ApiError::Unreadable
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // On the server it is the request that was not understood, in a browser the answer.
            ServerFnErrorErr::Deserialization(why) | ServerFnErrorErr::Args(why) if cfg!(feature = "ssr") => {
                unreadable(&why)
            }
            ServerFnErrorErr::Request(_) => ApiError::Unreachable,
            // What a proxy or a stopped server says is no word of ours.
            ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Response(_) => ApiError::Unreachable,
            other => ApiError::Failed(other.to_string()),
        }
    }

    fn status_code(&self) -> StatusCode {
        match self {
            ApiError::SignedOut => StatusCode::UNAUTHORIZED,
            ApiError::Forbidden => StatusCode::FORBIDDEN,
            ApiError::NoSuchStory => StatusCode::NOT_FOUND,
            ApiError::Moved => StatusCode::CONFLICT,
            ApiError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            ApiError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ApiError::Unreadable => StatusCode::BAD_REQUEST,
            ApiError::Unreachable | ApiError::Failed(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}
