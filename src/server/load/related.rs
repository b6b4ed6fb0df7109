//! Which stories belong beside a story: the editor's own choices, then those that the index finds nearest, then, where these are
//! few, the newest of its topics and section.
//!
//! The same store and index give the same answer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_search::index::Snapshot;
use dateline_search::known::Known;
use dateline_search::projection::{Live, told};
use dateline_search::related::{Neighbourhood, Told};
use dateline_search::text::fold::fold;
use dateline_store::List;
use dateline_story::{Article, ArticleId, Slug, Summary, Topic};
use dateline_view::{Card, Why};

use super::reader::{Reader, What};
use super::{Result, cards};

/// How many of a topic's or section's newest stories are weighed.
const NEWEST: usize = 40;

/// How many topics are looked into, the most important first.
const TOPICS: usize = 5;

/// How many stories are kept.
pub const KEPT: usize = 48;

/// Stories that are less near than this have no more than common words in common.
const NEAR: f32 = 0.08;

/// How many topics and names a card gives as its reason.
const REASONS: usize = 3;

/// What a story's page is loaded from.
pub struct Beside {
    /// Where stories are.
    pub reader: Reader,
    /// What finds the near ones; `None` while it is being made.
    pub index: Option<Arc<Snapshot>>,
    /// What its text is read with.
    pub known: Known,
}

impl Beside {
    /// As the index is now.
    pub fn now(reader: Reader, search: &Live) -> Self {
        reader.note(What::Index);
        Self { reader, index: search.snapshot(), known: search.known() }
    }
}

/// How a story came to stand beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// An editor chose it.
    Choice,
    /// Otherwise.
    Rank,
}

/// Stories beside a story, and what their reasons are made of.
pub struct Related {
    /// The stories, the nearest first.
    pub stories: Vec<(Summary, By)>,
    /// The names in the story itself, the most mentioned first.
    names: Vec<String>,
}

/// Related stories.
pub async fn related(from: &Beside, article: &Article) -> Result<Related> {
    let chosen = from.reader.summaries(&article.related).await?;
    // A page without its index is a page all the same.
    let (told, names) = from.index.as_ref().map(|index| told(article, index, &from.known)).unwrap_or_default();
    let near = match from.index.as_ref().map(|index| near(index, article.id, told)) {
        Some(Ok(near)) => from.reader.summaries(&near).await?,
        Some(Err(error)) => {
            tracing::error!(%error, story = %article.id, "related stories could not be looked for");
            Vec::new()
        }
        None => Vec::new(),
    };
    let filed = if near.len() < KEPT { newest(&from.reader, article).await? } else { Vec::new() };
    let mut seen = HashSet::from([article.id]);
    let chosen = chosen.into_iter().map(|story| (story, By::Choice));
    let mut ranked: Vec<_> = near.into_iter().chain(filed).map(|story| (story, By::Rank)).collect();
    // Another language only where there is nothing else.
    if ranked.iter().any(|(story, _)| story.language == article.language) {
        ranked.retain(|(story, _)| story.language == article.language);
    }
    let stories = chosen.chain(ranked).filter(|(story, _)| seen.insert(story.id)).take(KEPT).collect();
    Ok(Related { stories, names })
}

fn near(index: &Snapshot, id: ArticleId, story: Told) -> std::result::Result<Vec<ArticleId>, dateline_search::Error> {
    let own = index.place(id)?;
    let ranked = Neighbourhood::of(index, story, own)?.ranked();
    let near = ranked.into_iter().filter(|other| other.affinity >= NEAR).take(KEPT);
    Ok(near.map(|other| ArticleId(other.facts.id)).collect())
}

/// Cards, each with the reason why it is there.
pub async fn beside(from: &Beside, article: &Article, related: Related) -> Result<Vec<Card>> {
    let Related { stories, names } = related;
    let by: Vec<By> = stories.iter().map(|(_, by)| *by).collect();
    let mut cards = cards(&from.reader, stories.into_iter().map(|(story, _)| story).collect()).await?;
    let topics = from.reader.topics(&article.topics).await?;
    for (card, by) in cards.iter_mut().zip(by) {
        card.why = match (by, &from.index) {
            (By::Choice, _) => Some(Why::Chosen),
            (By::Rank, Some(index)) => shared(index, card.story.id, &topics, &names).unwrap_or_else(|error| {
                tracing::error!(%error, story = %card.story.id, "what a card has in common could not be read");
                None
            }),
            (By::Rank, None) => None,
        };
    }
    Ok(cards)
}

/// What another story has in common with one of these topics and names.
fn shared(
    index: &Snapshot,
    other: ArticleId,
    topics: &[Topic],
    names: &[String],
) -> std::result::Result<Option<Why>, dateline_search::Error> {
    let Some(at) = index.place(other)? else { return Ok(None) };
    let (filed, mentioned) = (index.facts(at).topics, index.names(at)?);
    let topics = topics.iter().filter(|topic| filed.iter().any(|slug| slug == topic.slug.as_str()));
    let all = topics.map(|topic| topic.name.as_str()).chain(common(names, &mentioned));
    let mut seen = HashSet::new();
    let shared: Vec<String> = all.filter(|what| seen.insert(fold(what))).take(REASONS).map(str::to_owned).collect();
    Ok((!shared.is_empty()).then_some(Why::Shared(shared)))
}

/// The names of a story that another mentions too.
fn common<'a>(own: &'a [String], others: &'a [String]) -> impl Iterator<Item = &'a str> {
    let others: HashSet<String> = others.iter().map(|name| fold(name)).collect();
    own.iter().map(String::as_str).filter(move |name| !is_adjective(name) && others.contains(&fold(name)))
}

/// Whether a single capitalised word says of what country something is: “Turkish” beside “Türkiye” is no reason of its own.
fn is_adjective(name: &str) -> bool {
    !name.contains(' ')
        && ["ish", "ese", "ian", "ean", "stani", "aqi", "eli"].iter().any(|ending| name.ends_with(ending))
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
