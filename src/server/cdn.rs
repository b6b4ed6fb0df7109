//! Whoever keeps copies of pages between us and the readers (a content delivery network): what is said to it with each page, and when
//! a page is another.
//!
//! A page may be kept there for a day. It carries the tags of all that it was made of, and what happens in the newsroom is told
//! by these tags, so that no page is found there as it was a second later.

mod purge;
mod teller;

use std::collections::BTreeSet;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use dateline_cache::EdgeFields;
use thiserror::Error;

pub use teller::{Teller, start};

/// Whoever keeps copies.
#[derive(Clone, PartialEq, Eq)]
pub enum Cdn {
    /// Fastly: a service, and a key that may purge it.
    Fastly {
        /// Where its interface is; [`FASTLY`] but in tests.
        api: String,
        /// The service.
        service: String,
        /// The key.
        key: String,
    },
    /// Cloudflare: a zone, and a token that may purge it.
    Cloudflare {
        /// Where its interface is; [`CLOUDFLARE`] but in tests.
        api: String,
        /// The zone.
        zone: String,
        /// The token.
        key: String,
    },
    /// Varnish, configured as in `docs/cdn.md`: the address of each.
    Varnish {
        /// Absolute, without a slash at the end.
        addresses: Vec<String>,
    },
}

/// Fastly's interface.
pub const FASTLY: &str = "https://api.fastly.com";

/// Cloudflare's interface.
pub const CLOUDFLARE: &str = "https://api.cloudflare.com/client/v4";

impl std::fmt::Debug for Cdn {
    /// Without the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fastly { service, .. } => write!(f, "Fastly's service {service}"),
            Self::Cloudflare { zone, .. } => write!(f, "Cloudflare's zone {zone}"),
            Self::Varnish { addresses } => write!(f, "Varnish at {}", addresses.join(", ")),
        }
    }
}

/// Why copies were not told to go.
#[derive(Debug, Error)]
pub enum Failure {
    /// Nobody answered, or it is not known what.
    #[error("{at}: {why}")]
    Unanswered {
        /// Who was told.
        at: String,
        /// What went wrong.
        why: Box<ureq::Error>,
    },
    /// The answer was a refusal.
    #[error("{at} answered with {status}: {said}")]
    Refused {
        /// Who was told.
        at: String,
        /// The status.
        status: u16,
        /// The beginning of what it said.
        said: String,
    },
    /// Whoever tells broke off.
    #[error("telling it failed: {0}")]
    BrokenOff(#[from] tokio::task::JoinError),
}

/// For how long a copy may be kept, in the terms of those who keep it (RFC 9213; Fastly's Surrogate-Control). Readers' own
/// browsers are told otherwise.
const A_DAY: HeaderValue = HeaderValue::from_static("max-age=86400");

impl Cdn {
    /// What is said with each page.
    pub fn fields(&self) -> EdgeFields {
        match self {
            Self::Fastly { .. } | Self::Varnish { .. } => {
                |tags| fields("surrogate-control", "surrogate-key", " ", tags)
            }
            Self::Cloudflare { .. } => |tags| fields("cdn-cache-control", "cache-tag", ",", tags),
        }
    }
}

/// How long a page's tags may be: Varnish takes fields of 8,192 bytes, and proxies in between often less.
const LONGEST: usize = 6_000;

fn fields(control: &'static str, key: &'static str, between: &str, tags: BTreeSet<String>) -> HeaderMap {
    let tags = tags.into_iter().collect::<Vec<_>>().join(between);
    let mut fields = HeaderMap::new();
    // Without its tags nobody could tell it to go; then it is kept for seconds, as by a browser.
    if tags.len() <= LONGEST
        && let Ok(tags) = HeaderValue::try_from(tags)
    {
        fields.insert(HeaderName::from_static(control), A_DAY);
        fields.insert(HeaderName::from_static(key), tags);
    }
    fields
}
