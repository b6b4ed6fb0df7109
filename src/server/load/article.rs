//! A story's page, and the page of further related stories.

use dateline_store::List;
use dateline_story::{Article, Slug, State};
use dateline_view::page::article::ArticlePage;
use dateline_view::page::more::MorePage;

use super::reader::Reader;
use super::related::{Beside, KEPT, related, related_cards};
use super::told::{Whole, told_of};
use super::{Result, cards};
use crate::error::AppError;

/// How many cards the panel shows at first, and adds at a time.
const CARDS: usize = 6;

/// How many of the section's newest stand beside a story.
const RECENT: usize = 5;

/// The story at an address, if readers may read it.
pub(super) async fn public(reader: &Reader, section: &Slug, slug: &Slug) -> Result<Article> {
    let article = reader.article_at(section, slug).await?.ok_or(AppError::NotFound)?;
    match article.state {
        State::Published => Ok(article),
        State::Withdrawn => Err(AppError::Withdrawn),
        State::TakenDown => Err(AppError::TakenDown),
        // Whether an unpublished story exists is nobody's business.
        State::Draft | State::InReview | State::Scheduled(_) => Err(AppError::NotFound),
    }
}

/// A story's page.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Withdrawn`], [`AppError::TakenDown`], or the store's.
pub async fn article(from: Beside, section: &Slug, slug: &Slug) -> Result<ArticlePage> {
    let article = public(&from.reader, section, slug).await?;
    page_of(from, article).await
}

/// The page of a story that is at hand, published or not.
///
/// # Errors
/// The store's.
pub async fn page_of(from: Beside, article: Article) -> Result<ArticlePage> {
    let reader = &from.reader;
    let Whole { edition: _, article, authors, topics, pictures, share, translations } =
        told_of(reader, &from.edition, article).await?;
    if share.is_none() && article.state.is_public() {
        from.wanted.want(article.id);
    }
    let related = related(&from, &article, &topics, 0, CARDS).await?;
    let recent_list = List::SectionIn(article.section.clone(), article.language.clone());
    let newest = reader.list(&recent_list, None, RECENT + CARDS + 1).await?.stories;
    let shown = |story: &dateline_story::Summary| {
        story.id == article.id || related.stories.iter().any(|(other, _)| other.id == story.id)
    };
    let recent = newest.into_iter().filter(|story| !shown(story)).take(RECENT).collect();
    Ok(ArticlePage {
        authors,
        topics,
        pictures,
        related: related_cards(reader, related.stories).await?,
        more_related: related.more.then(|| more_address(&article, CARDS)),
        recent: cards(reader, recent).await?,
        share,
        translations,
        article,
    })
}

/// Whether further related stories begin at this place: panels are whole, and there are so many and no more.
pub fn is_place(from: usize) -> bool {
    from.is_multiple_of(CARDS) && from <= KEPT
}

fn more_address(article: &Article, from: usize) -> String {
    format!("/more{}?from={from}", article.path())
}

/// Related stories from the `from`-th on, and where the next ones are.
///
/// # Errors
/// As for [`article`].
pub async fn more(source: Beside, section: &Slug, slug: &Slug, from: usize) -> Result<MorePage> {
    let article = public(&source.reader, section, slug).await?;
    let topics = source.reader.topics(&article.topics).await?;
    let related = related(&source, &article, &topics, from, CARDS).await?;
    let more = related.more.then(|| more_address(&article, from.saturating_add(CARDS)));
    Ok(MorePage { cards: related_cards(&source.reader, related.stories).await?, more, story: article.summary() })
}
