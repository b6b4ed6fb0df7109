//! Renditions of pictures, from the media store. Their addresses hold their content's digest: browsers keep them for ever.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;

/// A rendition: `<digest>-<width>.jpg` or `.avif`, and nothing else in the store: originals are nobody's business.
pub async fn rendition(State(app): State<App>, asked: Asked) -> Response {
    let file = asked.uri.path().rsplit('/').next().unwrap_or_default();
    let etag = format!("\"{file}\"");
    if let Some(mime) = rendition_type(file) {
        if crate::assets::matches_etag(&asked.headers, &etag) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
        }
        match app.media.get(file).await {
            Ok(Some(bytes)) => {
                let fields = [
                    (header::CONTENT_TYPE, mime),
                    (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                    (header::ETAG, etag.as_str()),
                ];
                return (fields, bytes).into_response();
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, file, "a rendition could not be read");
                return (StatusCode::SERVICE_UNAVAILABLE, [(header::CACHE_CONTROL, "no-store")]).into_response();
            }
        }
    }
    app.explain(&asked, &AppError::NotFound).await
}

/// The media type of a rendition's name; `None` for any other name.
fn rendition_type(file: &str) -> Option<&'static str> {
    let (stem, mime) = match file.rsplit_once('.')? {
        (stem, "jpg") => (stem, "image/jpeg"),
        (stem, "avif") => (stem, "image/avif"),
        _ => return None,
    };
    let (digest, width) = stem.split_once('-')?;
    let is_one = digest.len() >= 16
        && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
        && !width.is_empty()
        && width.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then_some(mime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_renditions_are_served() {
        assert_eq!(rendition_type("0123456789abcdef01234567-800.jpg"), Some("image/jpeg"));
        assert_eq!(rendition_type("0123456789abcdef01234567-800.avif"), Some("image/avif"));
        for other in [
            "0123456789abcdef01234567",
            "originals",
            "0123456789abcdef01234567-.jpg",
            "0123456789abcdef01234567-800.svg",
            "0123456789abcdef01234567-800.jpg#1",
            "..%2foriginals-1.jpg",
        ] {
            assert_eq!(rendition_type(other), None, "{other}");
        }
    }
}
