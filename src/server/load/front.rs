//! The front page.

use std::collections::{BTreeMap, HashMap, HashSet};

use dateline_edition::{Edition, Site};
use dateline_store::List;
use dateline_story::catalogue::{Document, DocumentKind};
use dateline_story::front::{Front, Slot, TOP};
use dateline_story::{ArticleId, Kind, Language, Slug, Summary, Timestamp};
use dateline_view::page::front::{FrontPage, SectionBlock};

use super::reader::Reader;
use super::{Result, cards};

const LATEST: usize = 10;
const TOPICS: usize = 8;
const IN_BLOCK: usize = 5;
const BLOCKS: usize = 8;

/// How far back topics count: a month before the newest story.
const TOPIC_SECONDS: i64 = 30 * 86_400;

/// How the desk arranged a language's front page, and the arrangement's version; 0 where it has not.
///
/// # Errors
/// The store's.
pub async fn arranged(
    reader: &Reader,
    language: &Language,
) -> std::result::Result<(Front, u64), dateline_store::Error> {
    let found = reader.document(DocumentKind::Front, language.as_str()).await?;
    let version = found.as_ref().map_or(0, |(_, version)| *version);
    let front = match found {
        Some((Document::Front(front), _)) => front,
        _ => Front::free(language.clone()),
    };
    Ok((front, version))
}

/// The front page in an edition's language. What the desk has placed stands where it was placed, for as long as it is
/// published. In free slots, the newest live story or, without one, the newest pictured story of the top leads; no
/// story that stands large at the top stands again in a section's block.
///
/// # Errors
/// The store's.
pub async fn front(reader: &Reader, edition: &Edition, arranged: &Front) -> Result<FrontPage> {
    let language = &edition.language;
    let placed = placed(reader, arranged).await?;
    let newest = reader.list(&List::Language(language.clone()), None, 3 * (TOP + LATEST)).await?.stories;
    let mut seen: HashSet<ArticleId> = placed.values().map(|story| story.id).collect();
    let unplaced: Vec<Summary> = newest.iter().filter(|story| !seen.contains(&story.id)).cloned().collect();
    let lead = placed.get(&Slot::Top(0)).or_else(|| lead(&unplaced)).cloned();
    seen.extend(lead.as_ref().map(|story| story.id));
    let top = top(&placed, &newest, &mut seen);
    let latest: Vec<Summary> = newest.iter().filter(|story| !seen.contains(&story.id)).take(LATEST).cloned().collect();

    let since = newest.first().and_then(|story| story.first_published).map_or(0, |at| at.as_second() - TOPIC_SECONDS);
    let since = Timestamp::from_second(since).unwrap_or(Timestamp::UNIX_EPOCH);
    let topics = reader.busiest_topics(language, since, TOPICS).await?.into_iter().map(|(topic, _)| topic).collect();
    let mut sections = Vec::new();
    for slug in block_sections(reader, &edition.site).await? {
        let first = placed.get(&Slot::Block(slug.clone()));
        if let Some(block) = block(reader, language, slug, first, &seen).await? {
            sections.push(block);
        }
    }
    let lead = cards(reader, lead.into_iter().collect()).await?.pop();
    Ok(FrontPage { lead, top: cards(reader, top).await?, latest: cards(reader, latest).await?, topics, sections })
}

/// The slots of a site's front page, in the page's order.
///
/// # Errors
/// The store's.
pub async fn slots(reader: &Reader, site: &Site) -> Result<Vec<Slot>> {
    let blocks = block_sections(reader, site).await?;
    Ok((0..TOP).map(Slot::Top).chain(blocks.into_iter().map(Slot::Block)).collect())
}

/// What was placed and is published.
async fn placed(reader: &Reader, arranged: &Front) -> Result<BTreeMap<Slot, Summary>> {
    let ids: Vec<ArticleId> = arranged.slots.values().copied().collect();
    let known: HashMap<ArticleId, Summary> =
        reader.summaries(&ids).await?.into_iter().map(|story| (story.id, story)).collect();
    let standing = arranged.slots.iter().filter_map(|(slot, id)| Some((slot.clone(), known.get(id)?.clone())));
    Ok(standing.collect())
}

/// The stories beside the lead: those placed in their slots, and the newest in the free ones.
fn top(placed: &BTreeMap<Slot, Summary>, newest: &[Summary], seen: &mut HashSet<ArticleId>) -> Vec<Summary> {
    let slots: Vec<Option<&Summary>> = (1..TOP).map(|place| placed.get(&Slot::Top(place))).collect();
    let free = slots.iter().filter(|slot| slot.is_none()).count();
    let mut filling = pick(newest, seen, free, 2).into_iter();
    slots.into_iter().filter_map(|slot| slot.cloned().or_else(|| filling.next())).collect()
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

/// Every section: those of the menu in its order, then the others that hold stories, the fullest first.
///
/// # Errors
/// The store's.
pub async fn sections(reader: &Reader, site: &Site) -> Result<Vec<Slug>> {
    let mut all: Vec<Slug> = site.sections.iter().map(|section| section.slug.clone()).collect();
    for (slug, _) in reader.sections().await? {
        if !all.contains(&slug) {
            all.push(slug);
        }
    }
    Ok(all)
}

/// Sections in the menu's order, or without a menu the fullest first.
async fn block_sections(reader: &Reader, site: &Site) -> Result<Vec<Slug>> {
    if site.sections.is_empty() {
        return Ok(reader.sections().await?.into_iter().map(|(slug, _)| slug).take(BLOCKS).collect());
    }
    Ok(site.sections.iter().map(|section| section.slug.clone()).take(BLOCKS).collect())
}

/// A section's newest in the language that are not shown above, after the one placed; nothing where nobody placed one
/// and fewer than three are left.
async fn block(
    reader: &Reader,
    language: &Language,
    slug: Slug,
    placed: Option<&Summary>,
    seen: &HashSet<ArticleId>,
) -> Result<Option<SectionBlock>> {
    let list = List::SectionIn(slug.clone(), language.clone());
    let newest = reader.list(&list, None, IN_BLOCK + seen.len()).await?.stories;
    let fresh = newest.into_iter().filter(|story| !seen.contains(&story.id));
    let mut fresh: Vec<_> = placed.cloned().into_iter().chain(fresh).take(IN_BLOCK).collect();
    if fresh.len() < 3 && placed.is_none() {
        return Ok(None);
    }
    // The large card is for a picture, where there is one and the desk has not said otherwise.
    if placed.is_none()
        && let Some(pictured) = fresh.iter().position(|story| story.lead.is_some())
    {
        fresh[..=pictured].rotate_right(1);
    }
    Ok(Some(SectionBlock { slug, cards: cards(reader, fresh).await? }))
}
