//! The site's own files (scripts, WASM, fonts, icons), carried by the binary and compressed beforehand.
//!
//! `cargo xtask assets` makes them. This library is compiled without them, so that a change of style compiles nothing but a
//! `main`; whoever starts it says what they are. Code asks for a file by its name (`front.js`) and gets its address, which
//! changes with its content, so that browsers may keep it for ever.
mod bundle;

use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use bundle::Bundle;
pub use bundle::Unreadable;
use dateline_cache::encoding::{self, Encoding, Liked};

static CARRIED: OnceLock<Bundle> = OnceLock::new();

/// Says what files the program carries: to be done once, before anything else.
///
/// # Errors
/// [`Unreadable`].
pub fn carry(bundle: &'static [u8]) -> Result<(), Unreadable> {
    let bundle = Bundle::read(bundle)?;
    CARRIED.get_or_init(|| bundle);
    Ok(())
}

fn carried() -> &'static Bundle {
    static NOTHING: Bundle = Bundle { files: Vec::new(), style: "", demo: Vec::new() };
    CARRIED.get().unwrap_or(&NOTHING)
}

/// One file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// What the code calls it: `front.js`.
    pub name: &'static str,
    /// Its address: `/assets/front-1f3a5b7c9d0e.js`.
    pub path: &'static str,
    /// For the Content-Type field.
    pub mime: &'static str,
    /// Tells this content from any other; a part of its SHA-256.
    pub tag: &'static str,
    /// Whether the address changes with the content.
    pub immutable: bool,
    /// The content.
    pub identity: &'static [u8],
    /// The content compressed with Brotli, where that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// The content compressed with gzip, where that is smaller.
    pub gzip: Option<&'static [u8]>,
}

/// The file at an address.
pub fn by_path(path: &str) -> Option<&'static Asset> {
    let files = all();
    let at = files.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    files.get(at)
}

/// The file of a name.
pub fn by_name(name: &str) -> Option<&'static Asset> {
    all().iter().find(|asset| asset.name == name)
}

/// All files, sorted by address.
pub fn all() -> &'static [Asset] {
    &carried().files
}

/// The stylesheet that every page carries in itself.
pub fn style() -> &'static str {
    carried().style
}

/// The demonstration newsroom: its files, by path.
pub fn demo() -> &'static [(&'static str, &'static [u8])] {
    &carried().demo
}

/// Answers a request for an address, or `None` where no file is.
pub fn serve(method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    by_path(path).map(|asset| respond(asset, method, headers))
}

/// Answers a request for a file: compressed as the client likes it, 304 where it has it already, 405 for what is neither
/// GET nor HEAD.
pub fn respond(asset: &Asset, method: &Method, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let exist = Liked { brotli: asset.brotli.is_some(), zstd: false, gzip: asset.gzip.is_some() };
    let liked = encoding::liked(headers, exist);
    let (encoding, bytes) = match (asset.brotli.filter(|_| liked.brotli), asset.gzip.filter(|_| liked.gzip)) {
        (Some(bytes), _) => (Encoding::Brotli, bytes),
        (None, Some(bytes)) => (Encoding::Gzip, bytes),
        (None, None) => (Encoding::Identity, asset.identity),
    };
    let etag = etag(asset.tag, encoding);
    let known = matches_etag(headers, &etag);

    let mut response = Response::new(match known || method == Method::HEAD {
        true => Body::empty(),
        false => Body::from(Bytes::from_static(bytes)),
    });
    let fields = response.headers_mut();
    if let Ok(etag) = HeaderValue::try_from(etag) {
        fields.insert(header::ETAG, etag);
    }
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static(freshness(asset)));
    if asset.brotli.is_some() || asset.gzip.is_some() {
        fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    fields.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if let Some(name) = encoding.name() {
        fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

fn freshness(asset: &Asset) -> &'static str {
    match asset.immutable {
        true => "public, max-age=31536000, immutable",
        false => "public, max-age=3600",
    }
}

/// A strong tag must differ between encodings of one content (RFC 9110, 8.8.3.3).
fn etag(tag: &str, encoding: Encoding) -> String {
    let form = match encoding {
        Encoding::Brotli => "-br",
        Encoding::Zstd => "-zs",
        Encoding::Gzip => "-gz",
        Encoding::Identity => "",
    };
    format!("\"{tag}{form}\"")
}

/// Whether If-None-Match holds the tag, by weak comparison (RFC 9110, 13.1.2). Our tags hold no comma.
pub fn matches_etag(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

#[cfg(test)]
mod tests;
