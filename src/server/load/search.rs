//! The search page.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use dateline_edition::{Edition, humanise};
use dateline_search::find::{Answer, Asked, Place, Sort, find};
use dateline_search::index::Snapshot;
use dateline_search::query::{self, Query};
use dateline_search::snippet::{snippet, written};
use dateline_search::text::Analyser;
use dateline_store::List;
use dateline_story::{Author, Language, Slug, text};
use dateline_view::page::search::{Found, Problem, Results, SearchPage, Span};

use super::reader::Reader;
use super::turns::Turns;
use super::{Result, authors, cards, latest_cards};
use crate::error::AppError;

/// How many stories a page holds.
const STORIES: usize = 10;

/// How many characters of a query are repeated on the page.
const SHOWN: usize = 2_000;

/// What was asked for, as the address has it.
pub struct Search {
    /// The query.
    pub query: String,
    /// Whether the newest come first.
    pub by_date: bool,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// What was asked for and what the index ranks for it: the page's data without what the store knows.
pub struct Sought {
    page: SearchPage,
    found: Option<(Query, Answer)>,
}

/// Ranks, when it is this search's turn.
///
/// # Errors
/// [`AppError::BadRequest`] for an `after` that was not made here, [`AppError::Busy`], and the index's.
pub async fn seek(index: Option<Arc<Snapshot>>, turns: &Turns, edition: &Edition, asked: Search) -> Result<Sought> {
    let after = asked.after.map(|text| Place::parse(&text).ok_or_else(|| AppError::BadRequest("after"))).transpose()?;
    let page = SearchPage {
        // What turns the direction of a line has no business on the page.
        query: asked
            .query
            .chars()
            .filter(|c| !c.is_control() && !dateline_search::text::fold::is_invisible(*c))
            .take(SHOWN)
            .collect(),
        by_date: asked.by_date,
        further: after.is_some(),
        results: None,
        latest: Vec::new(),
        script: edition.site.assets.search,
    };
    let without = |page, problem| SearchPage { results: Some(Err(problem)), ..page };
    let query = match Query::parse(&asked.query) {
        Ok(query) if query.is_empty() && asked.query.trim().is_empty() => return Ok(Sought { page, found: None }),
        Ok(query) => query,
        Err(problem) => return Ok(Sought { page: without(page, explained(problem)), found: None }),
    };
    let Some(index) = index else { return Ok(Sought { page: without(page, Problem::NotYet), found: None }) };
    let sort = if asked.by_date { Sort::Date } else { Sort::Relevance };
    let site = edition.site.clone();
    let rank = move || {
        let (languages, zone) = (&site.languages, &site.time_zone);
        find(&index, &Asked { query: &query, languages, zone, sort, after, limit: STORIES }).map(|found| (query, found))
    };
    let found = Some(turns.take(rank).await??);
    Ok(Sought { page, found })
}

/// The page of a search: what was found, with the words around its hits.
///
/// # Errors
/// The store's.
pub async fn search(reader: &Reader, edition: &Edition, sought: Sought) -> Result<SearchPage> {
    let Sought { mut page, found } = sought;
    if let Some((query, answer)) = found {
        let results = results(reader, &query, answer).await?;
        if results.found.is_empty() {
            page.latest = latest_cards(reader, List::Language(edition.language.clone())).await.unwrap_or_default();
        }
        page.results = Some(Ok(results));
    }
    Ok(page)
}

async fn results(reader: &Reader, query: &Query, answer: Answer) -> Result<Results> {
    let stories = reader.summaries(&answer.stories).await?;
    let mut found = Vec::with_capacity(stories.len());
    // A stem is no word to show to a reader: “industri”.
    let mut words: Vec<Option<String>> = vec![None; answer.corrected.len()];
    // What one story taught it another says again.
    let mut analysers: HashMap<Language, Analyser> = HashMap::new();
    for card in cards(reader, stories).await? {
        let body = reader.article(card.story.id).await?.map(|article| text::of_blocks(&article.body));
        let (body, language) = (body.unwrap_or_default(), &card.story.language);
        let analyser = analysers.entry(language.clone()).or_insert_with(|| Analyser::new(language));
        for (word, (_, stem)) in words.iter_mut().zip(&answer.corrected) {
            for text in [&body, &card.story.headline] {
                *word = word.take().or_else(|| written(text, analyser, stem));
            }
        }
        let spans = snippet(&body, analyser, &answer.stems);
        let snippet = spans.into_iter().map(|span| Span { text: span.text, hit: span.hit }).collect();
        found.push(Found { card, snippet });
    }
    let by_author: BTreeMap<Slug, u64> = slugs(answer.facets.authors).into_iter().collect();
    let known = authors(reader, &by_author.keys().cloned().collect::<Vec<_>>()).await?;
    let named = |slug: Slug| match known.get(&slug) {
        Some(author) => author.clone(),
        None => Author { name: humanise(slug.as_str()), slug, role: String::new(), bio: String::new(), channel: None },
    };
    let mut authors: Vec<_> = by_author.into_iter().map(|(slug, stories)| (named(slug), stories)).collect();
    authors.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.name.cmp(&other.0.name)));
    let corrected = answer.corrected.into_iter().zip(words);
    let corrected = corrected.map(|((typed, stem), word)| (typed, word.unwrap_or(stem)));
    Ok(Results {
        found,
        total: answer.total,
        all: answer.all,
        others: answer.others,
        corrected: corrected.collect(),
        cut: query.cut,
        sections: slugs(answer.facets.sections),
        authors,
        years: answer.facets.years,
        next: answer.next.map(|next| next.to_string()),
    })
}

fn slugs(counted: Vec<(String, u64)>) -> Vec<(Slug, u64)> {
    counted.into_iter().filter_map(|(slug, stories)| Some((Slug::new(&slug).ok()?, stories))).collect()
}

fn explained(problem: query::Problem) -> Problem {
    match problem {
        query::Problem::Quote { at } => Problem::Quote(at),
        query::Problem::Field { at, field } => Problem::Field(at, field),
        query::Problem::Value { at, field } => Problem::Value(at, field),
        query::Problem::Date { at, value } => Problem::Date(at, value),
    }
}
