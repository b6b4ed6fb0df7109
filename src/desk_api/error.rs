//! Why the server did not do what the editor asked.

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why not. Sentences are in the language of the desk.
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
    #[error("{0}")]
    Refused(String),
    /// The server does not answer.
    #[error("the server does not answer")]
    Unreachable,
    /// The server failed.
    #[error("the server failed: {0}")]
    Failed(String),
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
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
            ApiError::Unreachable | ApiError::Failed(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}
