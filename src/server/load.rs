//! From the store to a page's data.

mod article;
mod feed;
mod front;
mod list;
mod reader;
mod related;
mod search;
mod share;
mod told;
mod turns;

use std::collections::BTreeSet;

use dateline_story::{Figure, Slug, Summary};
use dateline_view::{Authors, Card, Pictures, author_name};

use crate::error::AppError;

pub use article::{article, is_place, more, page_of};
pub use feed::{FeedOf, feed, search_feed};
pub use front::{arranged, front, sections, slots};
pub use list::{Listing, latest_cards, list};
pub use reader::{Reader, What, place};
pub use related::Beside;
pub use search::{Search, search, seek};
pub use share::{lead, share, words};
pub use told::{Whole, told, told_of};
pub use turns::Turns;

type Result<T> = std::result::Result<T, AppError>;

/// Cards of stories: with their authors' names and pictures, each looked up once.
async fn cards(reader: &Reader, stories: Vec<Summary>) -> Result<Vec<Card>> {
    let slugs: BTreeSet<Slug> =
        stories.iter().flat_map(|story| story.bylines.iter().map(|byline| byline.author.clone())).collect();
    let authors = authors(reader, &slugs.into_iter().collect::<Vec<_>>()).await?;
    let figures = stories.iter().filter_map(|story| story.lead.as_ref());
    let pictures = pictures(reader, figures).await?;
    let card = |story: Summary| Card {
        authors: story.bylines.iter().map(|byline| author_name(&authors, &byline.author)).collect(),
        picture: story.lead.as_ref().and_then(|lead| pictures.get(&lead.src).cloned()),
        story,
        why: None,
    };
    Ok(stories.into_iter().map(card).collect())
}

/// The known ones among authors, by slug.
///
/// # Errors
/// The store's.
pub async fn authors(reader: &Reader, slugs: &[Slug]) -> Result<Authors> {
    Ok(reader.authors(slugs).await?.into_iter().map(|author| (author.slug.clone(), author)).collect())
}

async fn pictures<'a>(reader: &Reader, figures: impl Iterator<Item = &'a Figure>) -> Result<Pictures> {
    let names: BTreeSet<String> = figures.map(|figure| figure.src.clone()).collect();
    let found = reader.pictures(&names.into_iter().collect::<Vec<_>>()).await?;
    Ok(found.into_iter().map(|picture| (picture.name.clone(), picture)).collect())
}
