//! Finding stories by a query, with a limit to the work whatever is asked.

mod feedback;
mod tally;
mod terms;

use std::collections::HashSet;

use dateline_story::{ArticleId, Language};
use jiff::tz::TimeZone;
use tantivy::collector::{Collector, TopDocs};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use crate::error::Error;
use crate::index::{Hit, Snapshot};
use crate::query::{Field, Query};
use crate::text::Analyser;

pub use tally::Facets;
use tally::Tally;
use terms::{Group, groups};

/// How many of the best are ranked: forty pages. Those who have not found it among so many ask otherwise, or sort by date,
/// which has no end. Each of them is compared with what was meant, so that more would cost a common word its milliseconds.
const WINDOW: usize = 400;

/// Up to how many words are all of them expected: whoever types more describes what they look for.
const EXPECTED: usize = 3;

/// In which order stories are answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// A place in an answer: after the story with this key. Keys of the two orders are not mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// By date: when it was published, in microseconds; by relevance: the bits of its score, above those of lesser ones.
    pub key: i64,
    /// Its number.
    pub id: i64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.key, self.id)
    }
}

impl Place {
    /// Reads what [`Display`](std::fmt::Display) wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, id) = text.split_once('.')?;
        let place = Self { key: key.parse().ok()?, id: id.parse().ok()? };
        (place.to_string() == text).then_some(place)
    }
}

/// What is asked beside the query.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The query.
    pub query: &'a Query,
    /// The languages in which its words may be.
    pub languages: &'a [Language],
    /// In which days and years are counted.
    pub zone: &'a TimeZone,
    /// The order.
    pub sort: Sort,
    /// Where the stories before ended.
    pub after: Option<Place>,
    /// How many stories are wanted, at most.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Stories, in order.
    pub stories: Vec<ArticleId>,
    /// Where the next ones begin.
    pub next: Option<Place>,
    /// How many there are with all words, or with half of them where no story has all.
    pub total: u64,
    /// Whether any story has all words.
    pub all: bool,
    /// Whether stories with fewer of the words come after those of `total`.
    pub others: bool,
    /// Where and when those of `total` are.
    pub facets: Facets,
    /// Words that no story has, each with what was looked for in its place.
    pub corrected: Vec<(String, String)>,
    /// The stems that were looked for, to be marked in what is shown.
    pub stems: HashSet<String>,
}

type Boxed = Box<dyn IndexQuery>;

/// Finds stories.
///
/// # Errors
/// The index's.
pub fn find(index: &Snapshot, asked: &Asked<'_>) -> Result<Answer, Error> {
    let query = asked.query;
    let mut analysers: Vec<Analyser> = asked.languages.iter().map(Analyser::new).collect();
    let groups = groups(index, &mut analysers, &query.clauses)?;
    let mut answer = Answer { all: true, ..Answer::default() };
    for group in &groups {
        answer.stems.extend(group.stems.iter().cloned());
        answer.corrected.extend(group.corrected.clone());
    }
    let filters = filters(index, asked, &groups);
    if groups.iter().all(|group| group.not) && filters.is_empty() {
        return Ok(answer);
    }
    let wanted: Vec<&Group> = groups.iter().filter(|group| !group.not).collect();
    let queries: Vec<&Boxed> = wanted.iter().map(|group| &group.query).collect();
    let all = together(&queries, &filters, queries.len());
    let tally = Tally::new(index, asked.zone, (asked.sort == Sort::Date).then_some((asked.after, asked.limit + 1)));
    // A phrase is looked for place by place, which costs more than all else: it is counted and ranked in one go. Words alone are
    // ranked faster by themselves, since most stories that have them need not be looked at for the best.
    let at_once = asked.sort == Sort::Relevance && wanted.iter().any(|group| group.phrase);
    let (mut counted, ranked) = match at_once {
        true => {
            let (ranked, counted) = index.searcher().search(&*all, &(the_best(), tally.clone()))?;
            (counted, Some(hits(ranked)))
        }
        false => (index.searcher().search(&*all, &tally)?, None),
    };
    if counted.total == 0 && wanted.len() > 1 {
        answer.all = false;
        counted = index.searcher().search(&*together(&queries, &filters, queries.len().div_ceil(2)), &tally)?;
    }
    answer.total = counted.total;
    answer.facets = counted.facets;
    let keyed = match asked.sort {
        Sort::Date => counted.newest,
        Sort::Relevance => {
            let in_a_row = match wanted.iter().find_map(|group| group.row.as_ref()) {
                Some(row) => hits(index.searcher().search(&*together(&[row], &filters, 1), &the_best())?),
                None => Vec::new(),
            };
            let with_all = match ranked {
                Some(ranked) => ranked,
                // Side by side is all that common words tell.
                None if in_a_row.len() == WINDOW => Vec::new(),
                None => hits(index.searcher().search(&*all, &the_best())?),
            };
            best(index, in_a_row, with_all, &queries, &filters, answer.total)?
        }
    };
    answer.others = asked.sort == Sort::Relevance && keyed.len() as u64 > answer.total;
    let mut rest = keyed.into_iter().skip_while(|place| asked.after.is_some_and(|after| *place >= after));
    let page: Vec<Place> = rest.by_ref().take(asked.limit).collect();
    answer.next = rest.next().and(page.last().copied());
    answer.stories = page.into_iter().map(|place| ArticleId(place.id)).collect();
    Ok(answer)
}

fn the_best() -> impl Collector<Fruit = Vec<(f32, DocAddress)>> {
    TopDocs::with_limit(WINDOW).order_by_score()
}

fn hits(ranked: Vec<(f32, DocAddress)>) -> Vec<Hit> {
    ranked.into_iter().map(|(score, at)| Hit { at, score }).collect()
}

/// The best, as places, from the greatest key down: of those that have the words `in_a_row`, and of those `with_all` of them.
fn best(
    index: &Snapshot,
    in_a_row: Vec<Hit>,
    mut with_all: Vec<Hit>,
    wanted: &[&Boxed],
    filters: &[(Occur, Boxed)],
    total: u64,
) -> Result<Vec<Place>, Error> {
    let foremost: HashSet<DocAddress> = in_a_row.iter().map(|hit| hit.at).collect();
    with_all.retain(|hit| !foremost.contains(&hit.at));
    let mut hits = below(in_a_row, with_all);
    let first: HashSet<DocAddress> = hits.iter().map(|hit| hit.at).collect();
    if total < WINDOW as u64 && wanted.len() > 1 {
        let some = index.searcher().search(&*together(wanted, filters, 1), &the_best())?;
        hits.extend(self::hits(some).into_iter().filter(|hit| !first.contains(&hit.at)));
    }
    let mut hits = feedback::compared_with_best(index, hits);
    if wanted.len() <= EXPECTED {
        // Stories with all words come before those with some, whatever else speaks for these.
        let above = feedback::MOST;
        hits.iter_mut().filter(|hit| first.contains(&hit.at)).for_each(|hit| hit.score += above);
    }
    hits.iter_mut().filter(|hit| foremost.contains(&hit.at)).for_each(|hit| hit.score += 2.0 * feedback::MOST);
    let mut places: Vec<Place> =
        hits.iter().map(|hit| Place { key: i64::from(hit.score.to_bits()), id: index.id(hit.at).0 }).collect();
    // The bits of positive numbers are in the numbers' order (IEEE 754).
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.truncate(WINDOW);
    Ok(places)
}

/// Two answers as one: the scores of the `lower` are brought under those of the `upper`.
fn below(mut upper: Vec<Hit>, mut lower: Vec<Hit>) -> Vec<Hit> {
    let least = upper.iter().map(|hit| hit.score).reduce(f32::min);
    let most = lower.iter().map(|hit| hit.score).reduce(f32::max).filter(|most| *most > 0.0);
    if let (Some(least), Some(most)) = (least, most) {
        lower.iter_mut().for_each(|hit| hit.score *= least / most);
    }
    upper.append(&mut lower);
    upper
}

/// Stories that pass the filters and have at least so many of what is wanted.
fn together(wanted: &[&Boxed], filters: &[(Occur, Boxed)], at_least: usize) -> Boxed {
    let mut clauses: Vec<(Occur, Boxed)> = filters.iter().map(|(occur, query)| (*occur, query.box_clone())).collect();
    match (wanted.len(), at_least) {
        // What is left are stories that are not something.
        (0, _) => {
            if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
                clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
            }
        }
        // One word alone, or any of several, can pass over whole blocks of a term's list that score too little (Ding and Suel
        // 2011), but not from within another query.
        (1, _) if clauses.is_empty() => return wanted[0].box_clone(),
        (_, 1) if clauses.is_empty() => {
            let any = wanted.iter().map(|query| (Occur::Should, query.box_clone())).collect();
            return Box::new(BooleanQuery::new(any));
        }
        (all, at_least) if at_least >= all => {
            clauses.extend(wanted.iter().map(|query| (Occur::Must, query.box_clone())));
        }
        _ => {
            let any = wanted.iter().map(|query| (Occur::Should, query.box_clone())).collect();
            clauses.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(any, at_least))));
        }
    }
    Box::new(BooleanQuery::new(clauses))
}

/// What every story must be or not be; it has no part in the score.
fn filters(index: &Snapshot, asked: &Asked<'_>, groups: &[Group]) -> Vec<(Occur, Boxed)> {
    let fields = index.fields();
    let unscored =
        |query: Boxed| -> Boxed { Box::new(BoostQuery::new(Box::new(ConstScoreQuery::new(query, 0.0)), 1.0)) };
    let mut filters: Vec<(Occur, Boxed)> = Vec::new();
    for filter in &asked.query.filters {
        let field = match filter.field {
            Field::Section => fields.section,
            Field::Author => fields.author,
            Field::Topic => fields.topic,
        };
        let query = TermQuery::new(Term::from_field_text(field, filter.slug.as_str()), IndexRecordOption::Basic);
        let occur = if filter.not { Occur::MustNot } else { Occur::Must };
        filters.push((occur, unscored(Box::new(query))));
    }
    let start = |date: jiff::civil::Date| {
        date.to_zoned_datetime(asked.zone.clone()).map(|start| start.timestamp().as_microsecond())
    };
    let bound =
        |date: Option<jiff::civil::Date>, otherwise: i64| date.and_then(|date| start(date).ok()).unwrap_or(otherwise);
    if asked.query.before.is_some() || asked.query.after.is_some() {
        let lower = Term::from_field_i64(fields.published, bound(asked.query.after, i64::MIN));
        let upper = Term::from_field_i64(fields.published, bound(asked.query.before, i64::MAX));
        let range = RangeQuery::new(std::ops::Bound::Included(lower), std::ops::Bound::Excluded(upper));
        filters.push((Occur::Must, unscored(Box::new(range))));
    }
    filters.extend(groups.iter().filter(|group| group.not).map(|group| (Occur::MustNot, group.query.box_clone())));
    filters
}
