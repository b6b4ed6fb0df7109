//! Lists that go back in time.

use dateline_edition::{Site, humanise};
use dateline_store::{Cursor, List};
use dateline_story::{Author, Slug, Topic};
use dateline_view::Card;
use dateline_view::page::list::{ListPage, Of};

use super::reader::Reader;
use super::{Result, cards};
use crate::error::AppError;

/// How many stories a page holds.
const STORIES: usize = 20;

/// How many of the newest an error page offers.
const OFFERED: usize = 5;

/// Which list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Every story.
    Latest,
    /// A section's.
    Section(Slug),
    /// A topic's.
    Topic(Slug),
    /// An author's.
    Author(Slug),
}

/// A page of a list. `before` is what the link to older stories carried.
///
/// # Errors
/// [`AppError::BadRequest`] for a `before` that was not made here, [`AppError::NotFound`] for a list that nobody knows.
pub async fn list(reader: &Reader, site: &Site, listing: &Listing, before: Option<&str>) -> Result<ListPage> {
    let cursor = before.map(|text| Cursor::parse(text).ok_or_else(|| AppError::BadRequest("before"))).transpose()?;
    let list = match listing {
        Listing::Latest => List::Latest,
        Listing::Section(slug) => List::Section(slug.clone()),
        Listing::Topic(slug) => List::Topic(slug.clone()),
        Listing::Author(slug) => List::Author(slug.clone()),
    };
    let page = reader.list(&list, cursor, STORIES).await?;
    let of = of(reader, site, listing, page.stories.is_empty()).await?;
    Ok(ListPage {
        of,
        cards: cards(reader, page.stories).await?,
        older: page.older.map(|older| older.to_string()),
        before: before.map(str::to_owned),
    })
}

/// What a list is of. An `empty` one is known where the site, its desk or its people are.
///
/// # Errors
/// [`AppError::NotFound`] for a list that nobody knows, and the store's.
pub async fn of(reader: &Reader, site: &Site, listing: &Listing, empty: bool) -> Result<Of> {
    Ok(match listing {
        Listing::Latest => Of::Latest,
        Listing::Section(slug) => {
            let configured = site.sections.iter().any(|section| section.slug == *slug);
            if empty && !configured {
                return Err(AppError::NotFound);
            }
            Of::Section(slug.clone())
        }
        Listing::Topic(slug) => match reader.topics(std::slice::from_ref(slug)).await?.pop() {
            Some(topic) => Of::Topic(topic),
            None if empty => return Err(AppError::NotFound),
            None => Of::Topic(Topic { slug: slug.clone(), name: humanise(slug.as_str()) }),
        },
        Listing::Author(slug) => match reader.authors(std::slice::from_ref(slug)).await?.pop() {
            Some(author) => Of::Author(author),
            None if empty => return Err(AppError::NotFound),
            None => Of::Author(Author {
                slug: slug.clone(),
                name: humanise(slug.as_str()),
                role: String::new(),
                bio: String::new(),
                channel: None,
            }),
        },
    })
}

/// The newest stories, for pages that have nothing else to offer.
///
/// # Errors
/// The store's.
pub async fn latest_cards(reader: &Reader, of: List) -> Result<Vec<Card>> {
    cards(reader, reader.list(&of, None, OFFERED).await?.stories).await
}
