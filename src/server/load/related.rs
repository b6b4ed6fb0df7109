//! Which stories belong beside a story: the editor's own choices, then those that the index found nearest, then, where these are
//! few, the newest of its topics and section.
//!
//! What is published has its nearest found beforehand (`dateline_search::projection::panels`): nobody who reads waits for a ranking.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_edition::Edition;
use dateline_search::panel;
use dateline_search::projection::{Live, told};
use dateline_search::text::fold::fold;
use dateline_store::{List, Near, Panel, Reason};
use dateline_story::{Article, ArticleId, Slug, Summary, Topic};
use dateline_view::{Card, Why};

use super::reader::Reader;
use super::{Result, cards};
use crate::outside::follow::Wanted;

/// How many of a topic's or section's newest stories are weighed.
const NEWEST: usize = 40;

/// How many topics are looked into, the most important first.
const TOPICS: usize = 5;

/// How many stories stand beside a story at most, on all pages together.
pub const KEPT: usize = panel::KEPT;

/// How many topics and names a card gives as its reason.
const REASONS: usize = 3;

/// How many of the nearest are looked up at a time: some of them may be gone.
const AT_ONCE: usize = 8;

/// What a story's page is loaded from.
pub struct Beside {
    /// Where stories are, and what the index found near them.
    pub reader: Reader,
    /// What finds what is near a text that is not published.
    pub search: Live,
    /// The site, in its main language.
    pub edition: Edition,
    /// Stories whose share pictures are wanted.
    pub wanted: Arc<Wanted>,
}

/// Stories beside a story.
pub struct Related {
    /// Them, the nearest first, each with the reason why it is there.
    pub stories: Vec<(Summary, Option<Why>)>,
    /// Whether there are more.
    pub more: bool,
}

/// Related stories, `count` from the `from`-th on. `topics` are the story's own, whose names are reasons.
pub async fn related(
    beside: &Beside,
    article: &Article,
    topics: &[Topic],
    from: usize,
    count: usize,
) -> Result<Related> {
    let reader = &beside.reader;
    let wanted = (from + count + 1).min(KEPT);
    let chosen = reader.summaries(&article.related).await?.into_iter();
    let mut stories: Vec<(Summary, Option<Why>)> = chosen.map(|story| (story, Some(Why::Chosen))).collect();
    let mut seen: HashSet<ArticleId> = stories.iter().map(|(story, _)| story.id).chain([article.id]).collect();
    let panel = panel_of(beside, article).await?;
    for some in panel.near.chunks(AT_ONCE) {
        if stories.len() >= wanted {
            break;
        }
        let reasons: HashMap<ArticleId, &Near> = some.iter().map(|near| (near.0, near)).collect();
        let some: Vec<ArticleId> = some.iter().map(|near| near.0).filter(|id| seen.insert(*id)).collect();
        for story in reader.summaries(&some).await? {
            let why = reasons.get(&story.id).and_then(|near| why(&panel, near, topics));
            stories.push((story, why));
        }
    }
    if stories.len() < wanted {
        let mut filed = newest(reader, article).await?;
        // Another language only where there is nothing else.
        let same = |story: &Summary| story.language == article.language;
        if !panel.near.is_empty() || filed.iter().any(same) {
            filed.retain(same);
        }
        stories.extend(filed.into_iter().filter(|story| seen.insert(story.id)).map(|story| (story, None)));
    }
    stories.truncate(KEPT);
    let more = stories.len() > from + count;
    Ok(Related { stories: stories.into_iter().skip(from).take(count).collect(), more })
}

/// What the index finds near a story: as it was found for its readers, or now for a text that has none yet.
async fn panel_of(beside: &Beside, article: &Article) -> Result<Panel> {
    if article.state.is_public() {
        let kept = beside.reader.panel(article.id).await?;
        if kept.is_none() {
            beside.search.want(article.id);
        }
        return Ok(kept.unwrap_or_default());
    }
    let Some(index) = beside.search.snapshot() else { return Ok(Panel::default()) };
    let (told, names) = told(article, &index, &beside.search.known());
    let own = index.place(article.id);
    let found = own.and_then(|own| panel::of(&index, told, &names, own));
    // A page without its index is a page all the same.
    Ok(found.unwrap_or_else(|error| {
        tracing::error!(%error, story = %article.id, "related stories could not be looked for");
        Panel::default()
    }))
}

/// The reason that a card gives: topics in the story's own order, then names, each once.
fn why(panel: &Panel, near: &Near, topics: &[Topic]) -> Option<Why> {
    let reasons: Vec<&Reason> = panel.reasons_of(near).collect();
    let shared = |own: &&Topic| {
        reasons.iter().any(|reason| matches!(reason, Reason::Topic(topic) if topic == own.slug.as_str()))
    };
    let topics = topics.iter().filter(shared).map(|topic| topic.name.as_str());
    let names =
        reasons.iter().filter_map(|reason| if let Reason::Name(name) = reason { Some(name.as_str()) } else { None });
    let mut seen = HashSet::new();
    let all = topics.chain(names).filter(|what| seen.insert(fold(what)));
    let all: Vec<String> = all.take(REASONS).map(str::to_owned).collect();
    (!all.is_empty()).then_some(Why::Shared(all))
}

/// Cards of related stories, each with its reason.
pub async fn related_cards(reader: &Reader, stories: Vec<(Summary, Option<Why>)>) -> Result<Vec<Card>> {
    let (stories, reasons): (Vec<Summary>, Vec<Option<Why>>) = stories.into_iter().unzip();
    let cards = cards(reader, stories).await?;
    Ok(cards.into_iter().zip(reasons).map(|(card, why)| Card { why, ..card }).collect())
}

/// By filing alone: shared topics count most, then the section, then how near in time they are.
async fn newest(reader: &Reader, article: &Article) -> Result<Vec<Summary>> {
    let mut scores: HashMap<ArticleId, (f64, Summary)> = HashMap::new();
    for (place, topic) in article.topics.iter().take(TOPICS).enumerate() {
        // A story's first topic says more of it than its fifth.
        let weight = 4.0 - 0.5 * place as f64;
        add(reader, List::Topic(topic.clone()), weight, &mut scores).await?;
    }
    let section = List::SectionIn(article.section.clone(), article.language.clone());
    add(reader, section, 1.5, &mut scores).await?;
    for author in article.bylines.iter().map(|byline| &byline.author) {
        add(reader, List::Author(Slug::clone(author)), 0.5, &mut scores).await?;
    }
    let mut ranked: Vec<(f64, Summary)> = scores
        .into_values()
        .filter(|(_, story)| story.id != article.id && !article.related.contains(&story.id))
        .map(|(score, story)| (score * nearness(article, &story), story))
        .collect();
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.id.cmp(&one.id)));
    Ok(ranked.into_iter().map(|(_, story)| story).collect())
}

async fn add(reader: &Reader, list: List, weight: f64, scores: &mut HashMap<ArticleId, (f64, Summary)>) -> Result<()> {
    for story in reader.list(&list, None, NEWEST).await?.stories {
        scores.entry(story.id).or_insert((0.0, story)).0 += weight;
    }
    Ok(())
}

/// From 1 for the same hour down to a half after ninety days and a third after half a year.
fn nearness(article: &Article, story: &Summary) -> f64 {
    let (Some(one), Some(other)) = (article.first_published, story.first_published) else { return 0.5 };
    let days = (one.as_second() - other.as_second()).abs() as f64 / 86_400.0;
    1.0 / (1.0 + days / 90.0)
}
