//! A story for other newsrooms' programs: at its own address, for whoever asks for ninjs, where the configuration allows it.

use axum::http::{HeaderMap, header};
use axum::response::Response;
use dateline_cache::Made;
use dateline_story::Slug;
use dateline_syndication::ninjs;

use crate::app::App;
use crate::asked::Asked;
use crate::load;

/// The media type without its tree (IPTC, ninjs 3.1).
const MEDIA_TYPE: &str = "application/vnd.iptc.ninjs+json";

/// Whether somebody asks for a story as data.
pub fn asks_for_data(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains(MEDIA_TYPE))
}

/// The story as ninjs.
pub async fn story(app: App, asked: Asked, section: Slug, slug: Slug) -> Response {
    // An address begins with a slash, so that this is none.
    let key = format!("ninjs /{section}/{slug}");
    app.send(&asked, &key, |app, reader| async move {
        let whole = load::told(&reader, &app.edition(app.main_language()), &section, &slug).await?;
        Ok(Made::of(MEDIA_TYPE, ninjs::write(&whole.told())).by_accept(true))
    })
    .await
}
