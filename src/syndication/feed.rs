//! Feeds: one list of stories, in three formats.

mod atom;
mod json_feed;
mod rss;

use std::collections::BTreeSet;

use dateline_edition::{Edition, FeedText};
use dateline_story::{ArticleId, Language, Timestamp};
use jiff::tz::TimeZone;

use crate::told::{Image, Told};
use crate::{html, uri};

/// A format, by the ending of its addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0.11, with content, media and Dublin Core.
    Rss,
    /// Atom 1.0 (RFC 4287), with what was removed (RFC 6721).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them, the most widely read first.
    pub const ALL: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

    /// The ending of its addresses.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::Json => "json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Json => "JSON Feed",
        }
    }
}

/// A feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Its name.
    pub title: String,
    /// What it is of.
    pub description: String,
    /// The language of its interface; stories may be in others.
    pub language: Language,
    /// The page of the same stories.
    pub home: String,
    /// Its own address in each format is this and the format's ending.
    pub address: String,
    /// What stands behind the ending: a query.
    pub query: String,
    /// The site's name.
    pub site: String,
    /// The address of the site's icon.
    pub icon: String,
    /// The hubs that tell of new entries.
    pub hubs: Vec<String>,
    /// Stories, newest first.
    pub entries: Vec<Entry>,
    /// Stories that are gone, which only Atom can say.
    pub removed: Vec<Removed>,
}

/// A story in a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The story.
    pub story: ArticleId,
    /// What tells it from all others, for good: its address may change.
    pub id: String,
    /// Its address on this site.
    pub url: String,
    /// The address of the original, where it is a copy.
    pub original: Option<String>,
    /// Its headline.
    pub title: String,
    /// What it says of itself.
    pub summary: String,
    /// Its text as HTML, where the feed holds it.
    pub html: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its authors: name and address.
    pub authors: Vec<(String, String)>,
    /// The section and the topics.
    pub categories: Vec<String>,
    /// When it was published.
    pub published: Timestamp,
    /// When it last changed in substance.
    pub updated: Timestamp,
    /// Its picture.
    pub image: Option<Image>,
    /// Whom the picture is by; may be empty.
    pub image_credit: String,
}

/// A story that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The story.
    pub story: ArticleId,
    /// What told it from all others.
    pub id: String,
    /// Since when.
    pub at: Timestamp,
}

/// How much of a story stands for it where a feed does not hold its text.
const SUMMARY: usize = 300;

impl Entry {
    /// A published story's; `None` for any other.
    pub fn of(told: &Told<'_>) -> Option<Self> {
        let published = told.article.first_published?;
        let url = told.url();
        let full = told.edition.site.outside.feeds == FeedText::Full;
        let lead = told.article.lead.as_ref();
        Some(Self {
            story: told.article.id,
            id: id(told.edition, told.article.id, published),
            original: Some(told.canonical()).filter(|original| *original != url),
            url,
            title: told.article.headline.clone(),
            summary: told.summary(SUMMARY),
            html: full.then(|| html::text(told)),
            language: told.article.language.clone(),
            authors: told.bylines().collect(),
            categories: std::iter::once(told.section()).chain(told.topics.iter().map(|it| it.name.clone())).collect(),
            published,
            updated: told.modified().unwrap_or(published),
            image: told.lead(),
            image_credit: lead.map(|lead| lead.credit.clone()).unwrap_or_default(),
        })
    }
}

impl Removed {
    /// A story that was public once.
    pub fn of(edition: &Edition, story: ArticleId, published: Timestamp, at: Timestamp) -> Self {
        Self { story, id: id(edition, story, published), at }
    }
}

/// A `tag:` URI (RFC 4151): of the site, the year in which the story came out, and its number.
fn id(edition: &Edition, story: ArticleId, published: Timestamp) -> String {
    let host: String =
        uri::host(&edition.site).chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let year = published.to_zoned_datetime(TimeZone::UTC).year();
    format!("tag:{host},{year}:story/{story}")
}

impl Feed {
    /// When it last changed: the newest of what its entries say; `None` where it holds none.
    pub fn updated(&self) -> Option<Timestamp> {
        let entries = self.entries.iter().map(|entry| entry.updated);
        entries.chain(self.removed.iter().map(|removed| removed.at)).max()
    }

    /// Its address in a format.
    pub fn own(&self, format: Format) -> String {
        format!("{}.{}{}", self.address, format.ending(), self.query)
    }

    /// Only what these stories are now: the entries that a reader of an earlier one does not have (RFC 3229, with the instance manipulation
    /// `feed`). `None` where they are not in it.
    pub fn only(mut self, stories: &BTreeSet<ArticleId>) -> Option<Self> {
        self.entries.retain(|entry| stories.contains(&entry.story));
        self.removed.retain(|removed| stories.contains(&removed.story));
        (!self.entries.is_empty() || !self.removed.is_empty()).then_some(self)
    }

    /// In a format.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Rss => rss::write(self),
            Format::Atom => atom::write(self),
            Format::Json => json_feed::write(self),
        }
    }
}
