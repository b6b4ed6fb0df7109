//! What is pasted from word processors and web pages.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;

/// Story markup of pasted HTML, by the same converter as imports.
///
/// # Errors
/// [`ApiError::SignedOut`].
#[server(prefix = "/desk/api/story", endpoint = "convert", input = Json, output = Json)]
pub async fn convert(html: String) -> Result<String, ApiError> {
    let (_, _) = crate::backend::Backend::of_request()?;
    let (blocks, _) = dateline_ingest::html::to_blocks(&html, &dateline_ingest::html::Options::default());
    Ok(dateline_story::markup::write(&blocks))
}
