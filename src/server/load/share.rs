//! The share pictures of a story, where they are ready.

use dateline_edition::Edition;
use dateline_media::{ShareWords, share_digest};
use dateline_story::{Article, Focus, Picture, ShareCard};

use super::Result;
use super::reader::Reader;

/// What a story's share picture says.
pub fn words(edition: &Edition, article: &Article) -> ShareWords {
    ShareWords {
        headline: article.headline.clone(),
        section: edition.section(&article.section),
        site: edition.site.name.clone(),
        language: article.language.clone(),
        story: article.id,
    }
}

/// What a share picture shows: the lead picture, around its focal point.
pub fn lead<'a>(article: &Article, picture: Option<&'a Picture>) -> Option<(&'a Picture, Focus)> {
    Some((picture?, article.lead.as_ref()?.focus))
}

/// A story's share pictures: those that were made of what it says now, and no earlier ones. `edition` is in its language.
///
/// # Errors
/// The store's.
pub async fn share(
    reader: &Reader,
    edition: &Edition,
    article: &Article,
    picture: Option<&Picture>,
) -> Result<Option<ShareCard>> {
    let made = reader.card(article.id).await?;
    let now = || share_digest(&words(edition, article), lead(article, picture));
    Ok(made.filter(|made| made.digest == now()))
}
