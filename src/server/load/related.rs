//! Which stories belong beside a story: shared topics count most, then the section, then how near in time they are.
//!
//! The same store gives the same answer; the editor's own choices come first.

use std::collections::HashMap;

use dateline_store::{List, Store};
use dateline_story::{Article, ArticleId, Slug, Summary};

use super::Result;

/// How many of a topic's or section's newest stories are weighed.
const NEWEST: usize = 40;

/// How many topics are looked into, the most important first.
const TOPICS: usize = 5;

/// How many stories are kept.
pub const KEPT: usize = 48;

/// Related stories, the nearest first.
pub async fn related(store: &dyn Store, article: &Article) -> Result<Vec<Summary>> {
    let chosen = store.summaries(&article.related).await?;
    let mut scores: HashMap<ArticleId, (f64, Summary)> = HashMap::new();
    for (place, topic) in article.topics.iter().take(TOPICS).enumerate() {
        // A story's first topic says more of it than its fifth.
        let weight = 4.0 - 0.5 * place as f64;
        add(store, List::Topic(topic.clone()), weight, &mut scores).await?;
    }
    let section = List::SectionIn(article.section.clone(), article.language.clone());
    add(store, section, 1.5, &mut scores).await?;
    for author in article.bylines.iter().map(|byline| &byline.author) {
        add(store, List::Author(Slug::clone(author)), 0.5, &mut scores).await?;
    }
    let mut ranked: Vec<(f64, Summary)> = scores
        .into_values()
        .filter(|(_, story)| story.id != article.id && !article.related.contains(&story.id))
        .map(|(score, story)| (score * nearness(article, &story), story))
        .collect();
    // Another language only where there is nothing else.
    if ranked.iter().any(|(_, story)| story.language == article.language) {
        ranked.retain(|(_, story)| story.language == article.language);
    }
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.id.cmp(&one.id)));
    let ranked = ranked.into_iter().map(|(_, story)| story);
    let chosen = chosen.into_iter().filter(|story| story.id != article.id);
    Ok(chosen.chain(ranked).take(KEPT).collect())
}

async fn add(
    store: &dyn Store,
    list: List,
    weight: f64,
    scores: &mut HashMap<ArticleId, (f64, Summary)>,
) -> Result<()> {
    for story in store.list(&list, None, NEWEST).await?.stories {
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
