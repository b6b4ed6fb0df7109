//! A story as others are told of it: without what stands beside it on its page.

use dateline_edition::Edition;
use dateline_story::block::figures;
use dateline_story::{Article, ShareCard, Slug, Summary, Topic};
use dateline_syndication::Told;
use dateline_view::{Authors, Pictures};

use super::article::public;
use super::reader::Reader;
use super::{Result, authors, pictures, share};

/// A story and what it names.
pub struct Whole {
    /// The site in the story's language.
    pub edition: Edition,
    /// The story.
    pub article: Article,
    /// Its authors.
    pub authors: Authors,
    /// Its topics, in order.
    pub topics: Vec<Topic>,
    /// Its pictures.
    pub pictures: Pictures,
    /// Its share pictures, where they are ready.
    pub share: Option<ShareCard>,
    /// Its published translations.
    pub translations: Vec<Summary>,
}

impl Whole {
    /// As others are told of it.
    pub fn told(&self) -> Told<'_> {
        Told {
            edition: &self.edition,
            article: &self.article,
            authors: &self.authors,
            topics: &self.topics,
            pictures: &self.pictures,
            share: self.share.as_ref(),
            translations: &self.translations,
        }
    }
}

/// The published story at an address; `edition` may be in any language.
///
/// # Errors
/// As for [`article`](super::article()).
pub async fn told(reader: &Reader, edition: &Edition, section: &Slug, slug: &Slug) -> Result<Whole> {
    told_of(reader, edition, public(reader, section, slug).await?).await
}

/// A story that is at hand, published or not, and what it names.
///
/// # Errors
/// The store's.
pub async fn told_of(reader: &Reader, edition: &Edition, article: Article) -> Result<Whole> {
    let edition = Edition { language: article.language.clone(), ..edition.clone() };
    let slugs: Vec<_> = article.bylines.iter().map(|byline| byline.author.clone()).collect();
    let pictures = pictures(reader, figures(&article.body).into_iter().chain(&article.lead)).await?;
    let lead = article.lead.as_ref().and_then(|lead| pictures.get(&lead.src));
    Ok(Whole {
        share: share(reader, &edition, &article, lead).await?,
        translations: reader.translations(article.id).await?,
        authors: authors(reader, &slugs).await?,
        topics: reader.topics(&article.topics).await?,
        pictures,
        article,
        edition,
    })
}
