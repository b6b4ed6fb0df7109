//! Renditions of pictures, from the media folder. Their addresses hold their content's digest: browsers keep them for ever.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;

/// A rendition: `<digest>-<width>.jpg`, and nothing else in the folder.
pub async fn rendition(State(app): State<App>, asked: Asked) -> Response {
    let file = asked.uri.path().rsplit('/').next().unwrap_or_default();
    let etag = format!("\"{file}\"");
    if is_rendition(file) {
        if crate::assets::matches_etag(&asked.headers, &etag) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
        }
        if let Ok(bytes) = tokio::fs::read(app.media.join(file)).await {
            let fields = [
                (header::CONTENT_TYPE, "image/jpeg"),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::ETAG, etag.as_str()),
            ];
            return (fields, bytes).into_response();
        }
    }
    let missing = AppError::NotFound(asked.path());
    app.explain(&asked, &missing).await
}

fn is_rendition(file: &str) -> bool {
    let parts = file.strip_suffix(".jpg").and_then(|stem| stem.split_once('-'));
    parts.is_some_and(|(digest, width)| {
        digest.len() >= 16
            && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !width.is_empty()
            && width.bytes().all(|byte| byte.is_ascii_digit())
    })
}
