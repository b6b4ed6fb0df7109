//! Search, measured.

use std::path::Path;

use dateline_story::Language;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::input::{self, Error};
use super::measures::{average_precision, grades, mean, ndcg, precision, reciprocal_rank};
use super::plain::{Counts, Of};
use super::{index, place, table};
use crate::find::{Asked, Sort, find};
use crate::query::{Query, is_quote};

/// How many stories of an answer are looked at.
const DEPTH: usize = 1_000;

/// How well one ranker does, over all queries that have an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its name; ours is `dateline`.
    pub ranker: &'static str,
    /// Mean average precision.
    pub map: f64,
    /// Mean reciprocal rank.
    pub mrr: f64,
    /// nDCG of the first 10.
    pub ndcg10: f64,
    /// Precision of the first 5.
    pub p5: f64,
    /// The share of what answers the query that is among the first 10.
    pub r10: f64,
}

/// Measures search on a folder.
///
/// # Errors
/// When the folder is not as it should be, with the file and the line; and the index's.
pub fn measure(folder: &Path) -> Result<Vec<Row>, Error> {
    let (stories, places) = input::stories(folder)?;
    let queries = input::queries(folder, &places)?;
    let counts = Counts::new(&stories, Of::Stems);
    let plain = queries.iter().map(|asked| {
        let words = Counts::asked(&asked.text);
        let score = |story| counts.bm25(words.iter().map(|word| (word.as_str(), 1.0)), story);
        let mut ranked: Vec<(f64, usize)> = (0..stories.len()).map(|story| (score(story), story)).collect();
        ranked.retain(|(score, _)| *score > 0.0);
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.into_iter().take(DEPTH).map(|(_, story)| story).collect()
    });
    let plain = row("BM25", &queries, plain.collect());

    let index = index(&stories, None)?;
    let snapshot = index.snapshot();
    let mut answers = Vec::with_capacity(queries.len());
    for asked in &queries {
        let query = Query::parse(&without_signs(&asked.text)).unwrap_or_default();
        let languages = [Language::english()];
        let zone = TimeZone::UTC;
        let asked = Asked {
            query: &query,
            languages: &languages,
            zone: &zone,
            sort: Sort::Relevance,
            after: None,
            limit: DEPTH,
        };
        let found = find(&snapshot, &asked)?;
        answers.push(found.stories.into_iter().map(place).collect());
    }
    Ok(vec![plain, row("dateline", &queries, answers)])
}

/// A sentence, in which a quotation mark makes no phrase, a colon no field and a dash no exclusion. All else stays as it is typed:
/// hyphens join words and full stops initials, as in the stories.
fn without_signs(sentence: &str) -> String {
    let words = sentence.split(|c: char| c.is_whitespace() || c == ':' || is_quote(c));
    let words = words.map(|word| word.trim_start_matches('-')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The rows as a table.
pub fn as_table(rows: &[Row]) -> String {
    let head = ["ranker", "MAP", "MRR", "nDCG@10", "P@5", "R@10"];
    let values = |row: &Row| {
        let measures = [row.map, row.mrr, row.ndcg10, row.p5, row.r10].map(Some).to_vec();
        (row.ranker.to_owned(), measures)
    };
    table(&head, &rows.iter().map(values).collect::<Vec<_>>())
}

fn row(ranker: &'static str, queries: &[input::Asked], answers: Vec<Vec<usize>>) -> Row {
    let [mut map, mut mrr, mut ndcg10, mut p5, mut r10] = [const { Vec::new() }; 5];
    for (asked, answer) in queries.iter().zip(answers) {
        let grades = grades(&answer, &asked.relevant);
        let relevant = asked.relevant.len();
        map.push(average_precision(&grades, relevant));
        mrr.push(reciprocal_rank(&grades));
        ndcg10.extend(ndcg(&grades, &vec![1.0; relevant], 10));
        p5.push(precision(&grades, 5));
        r10.push(precision(&grades, 10) * 10.0 / relevant as f64);
    }
    Row { ranker, map: mean(&map), mrr: mean(&mrr), ndcg10: mean(&ndcg10), p5: mean(&p5), r10: mean(&r10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_asked_as_it_is_written() {
        let sentence = "What's the U.S. “hot-line” - update: a \"-5\" F-16s, $1.5m? ";
        let asked = without_signs(sentence);
        assert_eq!(asked, "What's the U.S. hot-line update a 5 F-16s, $1.5m?");
        let query = Query::parse(&asked).unwrap();
        assert!(query.clauses.iter().all(|clause| !clause.phrase && !clause.not), "{query:?}");
        assert_eq!((query.clauses.len(), query.filters.len()), (9, 0));
    }
}
