//! Feeds: the stories of a list with their texts.

use std::collections::{BTreeSet, HashMap};

use dateline_edition::{Edition, humanise};
use dateline_store::List;
use dateline_story::block::figures;
use dateline_story::{Article, ArticleId, Language, Picture, Slug, Topic, address};
use dateline_syndication::feed::{Entry, Feed, Removed};
use dateline_syndication::{Told, manifest, uri};
use dateline_view::page::search::Problem;
use dateline_view::{Authors, Pictures};

use super::list::{self, Listing};
use super::reader::Reader;
use super::search::{Sought, search};
use super::{Result, authors, pictures};
use crate::error::AppError;

/// How many stories a feed holds.
pub const STORIES: usize = 50;

/// How many stories that are gone an Atom feed names.
const REMOVED: usize = 50;

/// Among how many they are looked for.
const LOOKED_AT: usize = 2_000;

/// Which stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// Every one.
    Latest,
    /// Those in a language.
    Language(Language),
    /// A section's.
    Section(Slug),
    /// A topic's.
    Topic(Slug),
    /// An author's.
    Author(Slug),
}

/// What stories name, looked up once for all of them.
struct Named {
    authors: Authors,
    topics: HashMap<Slug, Topic>,
    pictures: Pictures,
}

/// A feed, in the edition of the site's main language.
///
/// # Errors
/// [`AppError::NotFound`] for a list that nobody knows, and the store's.
pub async fn feed(reader: &Reader, edition: &Edition, of: &FeedOf) -> Result<Feed> {
    let site = &edition.site;
    let mut language = edition.language.clone();
    let (list, name, home) = match of {
        FeedOf::Latest => (List::Latest, None, "/latest".to_owned()),
        FeedOf::Language(own) => {
            if !site.languages.contains(own) {
                return Err(AppError::NotFound);
            }
            language = own.clone();
            let name = Edition { language: own.clone(), ..edition.clone() }.word("language");
            (List::Language(own.clone()), Some(name).filter(|_| site.languages.len() > 1), site.front(own))
        }
        FeedOf::Section(slug) => (List::Section(slug.clone()), Some(edition.section(slug)), address::section(slug)),
        FeedOf::Topic(slug) => {
            let known = reader.topics(std::slice::from_ref(slug)).await?.pop();
            let name = known.map_or_else(|| humanise(slug.as_str()), |topic| topic.name);
            (List::Topic(slug.clone()), Some(name), address::topic(slug))
        }
        FeedOf::Author(slug) => {
            let known = reader.authors(std::slice::from_ref(slug)).await?.pop();
            let name = known.map_or_else(|| humanise(slug.as_str()), |author| author.name);
            (List::Author(slug.clone()), Some(name), address::author(slug))
        }
    };
    let stories = reader.list(&list, None, STORIES).await?.stories;
    if let Some(listing) = of.listing().filter(|_| stories.is_empty()) {
        list::of(reader, site, &listing, true).await?;
    }
    let ids: Vec<ArticleId> = stories.iter().map(|story| story.id).collect();
    let title = name.map_or_else(|| site.name.clone(), |name| format!("{name} – {}", site.name));
    let mut feed = empty(edition, title, &home, &of.path());
    feed.language = language;
    feed.entries = entries(reader, edition, &ids).await?;
    let gone = reader.removals(LOOKED_AT).await?;
    let gone = gone.iter().filter(|(article, _)| holds(of, article)).take(REMOVED);
    feed.removed = gone
        .filter_map(|(article, at)| Some(Removed::of(edition, article.id, article.first_published?, *at)))
        .collect();
    Ok(feed)
}

/// The feed of what a search found, the newest first.
///
/// # Errors
/// The store's.
pub async fn search_feed(reader: &Reader, edition: &Edition, query: &str, sought: Sought) -> Result<Feed> {
    let page = search(reader, edition, sought).await?;
    let ids: Vec<ArticleId> = match page.results {
        Some(Ok(results)) => results.found.iter().map(|found| found.card.story.id).collect(),
        Some(Err(Problem::NotYet)) => return Err(AppError::Busy),
        Some(Err(_)) => return Err(AppError::BadRequest("q")),
        None => Vec::new(),
    };
    let encoded = percent_encoding::utf8_percent_encode(&page.query, percent_encoding::NON_ALPHANUMERIC).to_string();
    let title = edition.words("feed-search", &[("query", query.trim().into())]);
    let home = format!("/search?q={encoded}");
    let mut feed = empty(edition, format!("{title} – {}", edition.site.name), &home, "/feed/search");
    feed.query = format!("?q={encoded}");
    // No hub is told of a search.
    feed.hubs.clear();
    feed.entries = entries(reader, edition, &ids).await?;
    Ok(feed)
}

fn empty(edition: &Edition, title: String, home: &str, path: &str) -> Feed {
    let site = &edition.site;
    Feed {
        title,
        description: site.tagline.clone(),
        language: edition.language.clone(),
        home: uri::page(site, home),
        address: uri::page(site, path),
        query: String::new(),
        site: site.name.clone(),
        icon: uri::page(site, &manifest::icon(512)),
        hubs: site.outside.hubs.clone(),
        entries: Vec::new(),
        removed: Vec::new(),
    }
}

async fn entries(reader: &Reader, edition: &Edition, ids: &[ArticleId]) -> Result<Vec<Entry>> {
    let articles = reader.stories(ids).await?;
    let named = named(reader, &articles).await?;
    let entry = |article: &Article| {
        let edition = Edition { language: article.language.clone(), ..edition.clone() };
        let topics: Vec<Topic> = article.topics.iter().filter_map(|slug| named.topics.get(slug).cloned()).collect();
        Entry::of(&Told {
            edition: &edition,
            article,
            authors: &named.authors,
            topics: &topics,
            pictures: &named.pictures,
            share: None,
            translations: &[],
        })
    };
    Ok(articles.iter().filter_map(entry).collect())
}

async fn named(reader: &Reader, articles: &[Article]) -> Result<Named> {
    let by: BTreeSet<Slug> = articles.iter().flat_map(|it| it.bylines.iter().map(|by| by.author.clone())).collect();
    let about: BTreeSet<Slug> = articles.iter().flat_map(|article| article.topics.iter().cloned()).collect();
    let topics = reader.topics(&about.into_iter().collect::<Vec<_>>()).await?;
    let mut shown = Vec::new();
    for article in articles {
        shown.extend(figures(&article.body).into_iter().chain(&article.lead).cloned());
    }
    let pictures: HashMap<String, Picture> = pictures(reader, shown.iter()).await?;
    Ok(Named {
        authors: authors(reader, &by.into_iter().collect::<Vec<_>>()).await?,
        topics: topics.into_iter().map(|topic| (topic.slug.clone(), topic)).collect(),
        pictures,
    })
}

/// Whether a story that is gone was in a feed.
fn holds(of: &FeedOf, article: &Article) -> bool {
    match of {
        FeedOf::Latest => true,
        FeedOf::Language(language) => article.language == *language,
        FeedOf::Section(slug) => article.section == *slug,
        FeedOf::Topic(slug) => article.topics.contains(slug),
        FeedOf::Author(slug) => article.bylines.iter().any(|byline| byline.author == *slug),
    }
}

impl FeedOf {
    /// Its address in each format is this and the format's ending.
    pub fn path(&self) -> String {
        match self {
            FeedOf::Latest => "/feed/latest".to_owned(),
            FeedOf::Language(language) => format!("/feed/language/{language}"),
            FeedOf::Section(slug) => address::feed("section", slug),
            FeedOf::Topic(slug) => address::feed("topic", slug),
            FeedOf::Author(slug) => address::feed("author", slug),
        }
    }

    /// The page of the same stories, where it is a list.
    fn listing(&self) -> Option<Listing> {
        match self {
            FeedOf::Latest | FeedOf::Language(_) => None,
            FeedOf::Section(slug) => Some(Listing::Section(slug.clone())),
            FeedOf::Topic(slug) => Some(Listing::Topic(slug.clone())),
            FeedOf::Author(slug) => Some(Listing::Author(slug.clone())),
        }
    }
}
