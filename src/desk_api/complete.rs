//! What the editor's fields complete, and what they look up.

use dateline_story::{ArticleId, Author, Picture, Topic};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::{ApiError, StoryLink};

/// How many suggestions a field shows.
#[cfg(feature = "ssr")]
const SUGGESTIONS: usize = 8;

/// Authors with a word of their name that begins so.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "authors", input = Json, output = Json)]
pub async fn authors(beginning: String) -> Result<Vec<Author>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    Ok(backend.store.authors_like(beginning.trim(), SUGGESTIONS).await?)
}

/// Topics with a word of their name that begins so.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "topics", input = Json, output = Json)]
pub async fn topics(beginning: String) -> Result<Vec<Topic>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    Ok(backend.store.topics_like(beginning.trim(), SUGGESTIONS).await?)
}

/// Published stories in whose headline, standfirst, bylines and topics all the words begin words: their numbers and
/// headlines, the last touched first.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "stories", input = Json, output = Json)]
pub async fn stories(words: String) -> Result<Vec<(ArticleId, String)>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    let found = suggested(&backend, &words).await?;
    Ok(found.into_iter().map(|story| (story.id, story.headline)).collect())
}

#[cfg(feature = "ssr")]
async fn suggested(
    backend: &crate::backend::Backend,
    words: &str,
) -> Result<Vec<dateline_story::Summary>, dateline_store::Error> {
    let words = dateline_store::words(words, 8);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    dateline_store::published_with(&*backend.store, words, None, SUGGESTIONS).await
}

/// Published stories as [`stories`] finds them, with their addresses.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "story_links", input = Json, output = Json)]
pub async fn story_links(words: String) -> Result<Vec<StoryLink>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    let found = suggested(&backend, &words).await?;
    let day = |at: dateline_story::Timestamp| {
        at.to_zoned_datetime(backend.site.time_zone.clone()).strftime("%Y-%m-%d").to_string()
    };
    let link = |story: dateline_story::Summary| StoryLink {
        href: story.path(),
        when: story.first_published.map(day).unwrap_or_default(),
        headline: story.headline,
    };
    Ok(found.into_iter().map(link).collect())
}

/// Makes a topic, or answers the one that has its address already.
///
/// # Errors
/// [`ApiError::Refused`] for a name without letters.
#[server(prefix = "/desk/api/story", endpoint = "new_topic", input = Json, output = Json)]
pub async fn new_topic(name: String) -> Result<Topic, ApiError> {
    use dateline_story::{Slug, normal};

    let (backend, asker) = crate::backend::Backend::of_request()?;
    let name: String = normal::line(&name).chars().take(80).collect();
    let slug = Slug::from_text(&name).ok_or_else(|| ApiError::refused("no-letters", name.clone()))?;
    if let Some(known) = backend.store.topics(std::slice::from_ref(&slug)).await?.pop() {
        return Ok(known);
    }
    let topic = Topic { slug, name };
    let trail = vec![asker.actor.did("catalogue-topic", format!("topic {}", topic.slug), topic.name.clone())];
    let batch = dateline_store::Batch { topics: vec![topic.clone()], trail, ..dateline_store::Batch::default() };
    backend.store.write(batch).await?;
    Ok(topic)
}

/// The pictures of the library among these names.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "pictures", input = Json, output = Json)]
pub async fn pictures(names: Vec<String>) -> Result<Vec<Picture>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    Ok(backend.store.pictures(&names[..names.len().min(200)]).await?)
}

/// Those of these addresses (from the root) that lead nowhere on this site.
///
/// # Errors
/// [`ApiError::SignedOut`], or the store's.
#[server(prefix = "/desk/api/story", endpoint = "unknown_addresses", input = Json, output = Json)]
pub async fn unknown_addresses(paths: Vec<String>) -> Result<Vec<String>, ApiError> {
    let (backend, _) = crate::backend::Backend::of_request()?;
    let mut unknown = Vec::new();
    for path in paths.into_iter().take(200) {
        if !crate::backend::leads_somewhere(&backend, &path).await? {
            unknown.push(path);
        }
    }
    Ok(unknown)
}
