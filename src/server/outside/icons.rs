//! Icons for home screens, drawn from the site's mark when they are first asked for.

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_media::{Ground, icon as draw};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::asked::Asked;
use crate::assets;
use crate::error::AppError;

/// The mark.
const MARK: &str = "/favicon.svg";

/// Addresses, sides in pixels, and what is behind the mark's rounded corners: Apple's phones round them once more, and make black of what
/// is transparent.
pub const FILES: [(&str, u32, Ground); 3] = [
    ("/icon-192.png", 192, Ground::Transparent),
    ("/icon-512.png", 512, Ground::Transparent),
    ("/apple-touch-icon.png", 180, Ground::AsTheEdge),
];

static DRAWN: [OnceLock<Option<Vec<u8>>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// An icon.
pub async fn icon(State(app): State<App>, asked: Asked) -> Response {
    let place = FILES.iter().position(|(path, ..)| *path == asked.uri.path());
    let Some(place) = place else { return app.explain(&asked, &AppError::NotFound).await };
    let (_, side, ground) = FILES[place];
    let drawn = app
        .making
        .take(move || DRAWN[place].get_or_init(|| draw(assets::by_path(MARK)?.identity, side, ground).ok()).as_deref());
    match drawn.await {
        Ok(Some(bytes)) => {
            let digest: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            let etag = format!("\"{digest}\"");
            if assets::matches_etag(&asked.headers, &etag) {
                return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
            }
            let fields = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, "public, max-age=86400"),
                (header::ETAG, etag.as_str()),
            ];
            (fields, bytes).into_response()
        }
        Ok(None) => app.explain(&asked, &AppError::NotFound).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}
