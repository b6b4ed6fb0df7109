//! The front page.

use std::collections::HashSet;

use dateline_store::{List, Store};
use dateline_story::{ArticleId, Kind, Language, Slug, Summary, Timestamp};
use dateline_view::page::front::{FrontPage, SectionBlock};
use dateline_view::{Edition, Site};

use super::{Result, cards};

/// How many stories are large, beside the one that leads.
const TOP: usize = 4;
const LATEST: usize = 10;
const TOPICS: usize = 8;
const IN_BLOCK: usize = 5;
const BLOCKS: usize = 8;

/// How far back topics count: a month before the newest story.
const TOPIC_SECONDS: i64 = 30 * 86_400;

/// The front page in an edition's language: the newest live story or, without one, the newest pictured story of the
/// top leads; no story that stands large at the top stands again in a section's block.
///
/// # Errors
/// The store's.
pub async fn front(store: &dyn Store, edition: &Edition) -> Result<FrontPage> {
    let language = &edition.language;
    let newest = store.list(&List::Language(language.clone()), None, 3 * (TOP + LATEST)).await?.stories;
    let mut seen = HashSet::new();
    let lead = lead(&newest).cloned();
    seen.extend(lead.as_ref().map(|story| story.id));
    let top = pick(&newest, &mut seen, TOP, 2);
    let latest: Vec<Summary> = newest.iter().filter(|story| !seen.contains(&story.id)).take(LATEST).cloned().collect();

    let since = newest.first().and_then(|story| story.first_published).map_or(0, |at| at.as_second() - TOPIC_SECONDS);
    let since = Timestamp::from_second(since).unwrap_or(Timestamp::UNIX_EPOCH);
    let topics = store.busiest_topics(language, since, TOPICS).await?.into_iter().map(|(topic, _)| topic).collect();
    let mut sections = Vec::new();
    for slug in block_sections(store, &edition.site).await? {
        if let Some(block) = block(store, language, slug, &seen).await? {
            sections.push(block);
        }
    }
    let lead = cards(store, lead.into_iter().collect()).await?.pop();
    Ok(FrontPage { lead, top: cards(store, top).await?, latest: cards(store, latest).await?, topics, sections })
}

/// A running live story leads; else the newest of the first few that has a picture; else the newest.
fn lead(newest: &[Summary]) -> Option<&Summary> {
    let top = &newest[..newest.len().min(6)];
    let pictured = |story: &&Summary| story.lead.is_some() && story.kind != Kind::Opinion;
    top.iter().find(|story| story.kind == Kind::Live).or_else(|| top.iter().find(pictured)).or(newest.first())
}

/// The newest not yet seen, at most `most` of one section, so that one busy desk does not fill the top.
fn pick(newest: &[Summary], seen: &mut HashSet<ArticleId>, wanted: usize, most: usize) -> Vec<Summary> {
    let mut picked: Vec<Summary> = Vec::new();
    for story in newest {
        if picked.len() == wanted {
            break;
        }
        let of_section = picked.iter().filter(|other| other.section == story.section).count();
        if of_section < most && seen.insert(story.id) {
            picked.push(story.clone());
        }
    }
    // A site with one section fills its top all the same.
    for story in newest {
        if picked.len() < wanted && seen.insert(story.id) {
            picked.push(story.clone());
        }
    }
    picked
}

/// Sections in the menu's order, or without a menu the fullest first.
async fn block_sections(store: &dyn Store, site: &Site) -> Result<Vec<Slug>> {
    if site.sections.is_empty() {
        return Ok(store.sections().await?.into_iter().map(|(slug, _)| slug).take(BLOCKS).collect());
    }
    Ok(site.sections.iter().map(|section| section.slug.clone()).take(BLOCKS).collect())
}

/// A section's newest in the language that are not shown above; nothing where fewer than three are left.
async fn block(
    store: &dyn Store,
    language: &Language,
    slug: Slug,
    seen: &HashSet<ArticleId>,
) -> Result<Option<SectionBlock>> {
    let list = List::SectionIn(slug.clone(), language.clone());
    let newest = store.list(&list, None, IN_BLOCK + seen.len()).await?.stories;
    let mut fresh: Vec<_> = newest.into_iter().filter(|story| !seen.contains(&story.id)).take(IN_BLOCK).collect();
    if fresh.len() < 3 {
        return Ok(None);
    }
    // The large card is for a picture, where there is one.
    if let Some(pictured) = fresh.iter().position(|story| story.lead.is_some()) {
        fresh[..=pictured].rotate_right(1);
    }
    Ok(Some(SectionBlock { slug, cards: cards(store, fresh).await? }))
}
