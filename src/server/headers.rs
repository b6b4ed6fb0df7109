//! Headers that every response carries.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use base64::Engine;
use dateline_edition::Site;
use dateline_view::EMBED_STYLE;
use sha2::{Digest, Sha256};

/// The headers of a site.
pub struct Policy(Vec<(HeaderName, HeaderValue)>);

/// A stylesheet's source expression (CSP3, section 2.3.1).
pub fn style_hash(style: &str) -> String {
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style)))
}

/// The content security policy: everything is refused that a page of ours does not need. The two stylesheets inlined in
/// pages are allowed by their hashes; players may be framed, and are only where a reader has asked for one.
fn content_security_policy(style: &str) -> String {
    let styles = format!("{} {}", style_hash(style), style_hash(EMBED_STYLE));
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src {styles}"),
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://open.spotify.com",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    .join("; ")
}

/// The desk's policy: as the readers', and a stylesheet of its own, workers, pictures that are not uploaded yet, and
/// the previews that it frames.
fn desk_content_security_policy(style: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src 'self' {} {}", style_hash(style), style_hash(EMBED_STYLE)),
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    .join("; ")
}

/// What every answer of the desk carries beside the site's headers: nothing of it is kept anywhere.
pub fn desk_policy(site: &Site) -> Policy {
    let fields = [
        (header::CONTENT_SECURITY_POLICY, desk_content_security_policy(site.assets.style)),
        (header::CACHE_CONTROL, "no-store".into()),
        (HeaderName::from_static("x-robots-tag"), "noindex".into()),
    ];
    Policy(fields.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?))).collect())
}

/// The headers for a site's responses.
pub fn policy(site: &Site) -> Policy {
    let mut fields = vec![
        (header::CONTENT_SECURITY_POLICY, content_security_policy(site.assets.style)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin".into()),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), browsing-topics=()".into(),
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin".into()),
    ];
    if site.url.starts_with("https://") {
        fields.push((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000".into()));
    }
    Policy(fields.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?))).collect())
}

impl Policy {
    /// Adds the headers that are not there.
    pub fn put(&self, fields: &mut HeaderMap) {
        for (name, value) in &self.0 {
            fields.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// Adds the headers to a response that does not have its own.
pub async fn add(State(policy): State<Arc<Policy>>, mut response: Response) -> Response {
    policy.put(response.headers_mut());
    response
}
