//! A story as others are told of it.

use std::collections::HashMap;

use dateline_edition::{Edition, humanise};
use dateline_story::{Article, Author, CreditKind, Picture, ShareCard, Slug, Summary, Timestamp, Topic, address, text};

use crate::uri;

/// How many characters of a headline a chat shows in two lines.
pub const TWO_LINES: usize = 65;

/// How many characters of a standfirst a chat shows.
pub const CHAT_WORDS: usize = 80;

/// A story and what surrounds it. The edition is in the story's language.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The site, in the story's language.
    pub edition: &'a Edition,
    /// The story.
    pub article: &'a Article,
    /// Those of its authors who are known.
    pub authors: &'a HashMap<Slug, Author>,
    /// Those of its topics that are known, in order.
    pub topics: &'a [Topic],
    /// Its pictures, by the names that it uses.
    pub pictures: &'a HashMap<String, Picture>,
    /// Its share pictures, where they are ready.
    pub share: Option<&'a ShareCard>,
    /// Its published translations.
    pub translations: &'a [Summary],
}

/// A picture that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its address: a JPEG.
    pub url: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

impl Told<'_> {
    /// Its address on this site.
    pub fn url(&self) -> String {
        uri::page(&self.edition.site, &self.article.path())
    }

    /// The address of the original: elsewhere, where it is a copy.
    pub fn canonical(&self) -> String {
        let path = self.article.path();
        uri::absolute(&self.edition.site, &path, self.article.canonical.as_deref().unwrap_or(&path))
    }

    /// When it last changed in substance, or was corrected; when it was published, if neither.
    pub fn modified(&self) -> Option<Timestamp> {
        let updated = self.article.updated.as_ref().map(|update| update.at);
        let corrected = self.article.corrections.iter().map(|correction| correction.at).max();
        [self.article.first_published, updated, corrected].into_iter().flatten().max()
    }

    /// The headline, or the short one where that would take more than two lines in a chat.
    pub fn chat_headline(&self) -> &str {
        let article = self.article;
        let short = article.short_headline.as_deref().filter(|_| article.headline.chars().count() > TWO_LINES);
        short.unwrap_or(&article.headline)
    }

    /// What it says of itself, cut at a word to at most so many characters.
    pub fn summary(&self, limit: usize) -> String {
        let article = self.article;
        // The ellipsis is a character too.
        match article.description.as_deref().or(article.standfirst.as_deref()) {
            Some(words) if words.chars().count() <= limit => words.trim().to_owned(),
            Some(words) => text::cut(words, limit - 1),
            None => text::opening(&article.body, limit - 1),
        }
    }

    /// The name of its section.
    pub fn section(&self) -> String {
        self.edition.section(&self.article.section)
    }

    /// Its authors' names with the addresses of their pages, in the byline's order.
    pub fn bylines(&self) -> impl Iterator<Item = (String, String)> {
        self.article.bylines.iter().map(|byline| {
            let name = self.authors.get(&byline.author).map(|author| author.name.clone());
            let url = uri::page(&self.edition.site, &address::author(&byline.author));
            (name.unwrap_or_else(|| humanise(byline.author.as_str())), url)
        })
    }

    /// On whose work it draws, in a sentence; `None` where it is all our own.
    pub fn credit(&self) -> Option<String> {
        let line = |key: &str, kind: CreditKind| {
            let credits = self.article.credits.iter().filter(|credit| credit.kind == kind);
            let agencies: Vec<String> = credits.map(|credit| credit.agency.clone()).collect();
            let words = || self.edition.words(key, &[("agencies", self.edition.join(&agencies).into())]);
            (!agencies.is_empty()).then(words)
        };
        let lines = [line("credit-source", CreditKind::Source), line("credit-inputs", CreditKind::Inputs)];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        (!lines.is_empty()).then(|| lines.join(". "))
    }

    /// The picture that a chat shows: the share picture, until that is ready the lead picture, and the site's own where there is none.
    pub fn image(&self) -> Option<Image> {
        let site = &self.edition.site;
        if let Some(share) = self.share {
            let alt = match &self.article.lead {
                Some(lead) if !lead.alt.is_empty() => lead.alt.clone(),
                _ => self.article.headline.clone(),
            };
            return Some(shared(&uri::page(site, &share.card()), alt));
        }
        self.lead().or_else(|| site_image(self.edition))
    }

    /// The lead picture as a JPEG.
    pub fn lead(&self) -> Option<Image> {
        let lead = self.article.lead.as_ref()?;
        let picture = self.pictures.get(&lead.src)?;
        let alt = if lead.alt.is_empty() { &self.article.headline } else { &lead.alt };
        Some(image(self.edition, picture, alt))
    }
}

/// A picture of the library as a JPEG of about the width of a share picture.
pub fn image(edition: &Edition, picture: &Picture, alt: &str) -> Image {
    let width = picture.width_for(ShareCard::WIDTH);
    let url = uri::page(&edition.site, &picture.rendition(width));
    Image { url, width, height: picture.height_at(width), alt: alt.to_owned() }
}

/// The site's own share picture.
pub fn site_image(edition: &Edition) -> Option<Image> {
    let share = edition.site.share.as_ref()?;
    Some(shared(&uri::page(&edition.site, &share.card()), edition.site.name.clone()))
}

fn shared(url: &str, alt: String) -> Image {
    Image { url: url.to_owned(), width: ShareCard::WIDTH, height: ShareCard::HEIGHT, alt }
}
