//! Whether the panel finds an event's other stories among all others, measured.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use dateline_story::ArticleId;
use serde::Serialize;

use super::input::{self, Error};
use super::measures::{grades, mean, precision};
use super::plain::{Counts, Of};
use super::{id, index, place, table};
use crate::meaning::Model;
use crate::related::{Neighbourhood, Told};

/// How many cards are looked at.
const SHOWN: usize = 5;

/// How well one ranker does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its name; ours is `dateline`.
    pub ranker: &'static str,
    /// How many of an event's other stories are among the first five, as a share of as many as there could be.
    pub first5: f64,
    /// How often the first is one.
    pub first1: f64,
}

/// Measures on a folder whose `events.tsv` names the stories of one event on each line, among all stories of the folder.
///
/// # Errors
/// When the folder is not as it should be, with the file and the line; and the index's.
pub fn measure(folder: &Path, model: Option<Arc<Model>>) -> Result<Vec<Row>, Error> {
    let (stories, places) = input::stories(folder)?;
    let events = input::events(folder, &places)?;
    let index = index(&stories, model)?;
    let snapshot = index.snapshot();
    let ours = |story: usize| -> Result<Vec<usize>, Error> {
        let Some(own) = snapshot.place(id(story))? else { return Ok(Vec::new()) };
        let ranked = Neighbourhood::of(&snapshot, Told::in_index(&snapshot, own)?, Some(own))?.ranked();
        Ok(ranked.iter().take(SHOWN).map(|other| place(ArticleId(other.facts.id))).collect())
    };
    let mut rows = Vec::new();
    for (ranker, of) in [("full-text TF-IDF", Of::Text), ("TF-IDF of stems", Of::Stems)] {
        let counts = Counts::new(&stories, of);
        let vectors = counts.vectors();
        let mut holding: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
        for (story, vector) in vectors.iter().enumerate() {
            vector.iter().for_each(|(word, weight)| holding.entry(word).or_default().push((story, *weight)));
        }
        rows.push(row(ranker, &events, |story| Ok(nearest(&vectors[story], &holding, story)))?);
    }
    rows.push(row("dateline", &events, ours)?);
    Ok(rows)
}

/// The rows as a table.
pub fn as_table(rows: &[Row]) -> String {
    let values = |row: &Row| (row.ranker.to_owned(), vec![Some(row.first5), Some(row.first1)]);
    table(&["ranker", "first 5", "first"], &rows.iter().map(values).collect::<Vec<_>>())
}

/// The first by cosine, of all that share a word.
fn nearest(vector: &HashMap<&str, f64>, holding: &HashMap<&str, Vec<(usize, f64)>>, own: usize) -> Vec<usize> {
    let mut words: Vec<(&str, f64)> = vector.iter().map(|(word, weight)| (*word, *weight)).collect();
    // Sums of fractions depend on their order, and a map's is another in each run.
    words.sort_unstable_by_key(|(word, _)| *word);
    let mut scores: HashMap<usize, f64> = HashMap::new();
    for (word, weight) in words {
        holding[word].iter().for_each(|(story, by)| *scores.entry(*story).or_default() += weight * by);
    }
    scores.remove(&own);
    let mut ranked: Vec<(usize, f64)> = scores.into_iter().collect();
    ranked.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    ranked.into_iter().take(SHOWN).map(|(story, _)| story).collect()
}

fn row(
    ranker: &'static str,
    events: &[Vec<usize>],
    first: impl Fn(usize) -> Result<Vec<usize>, Error>,
) -> Result<Row, Error> {
    let (mut first5, mut first1) = (Vec::new(), Vec::new());
    for event in events {
        for story in event {
            let others: HashSet<usize> = event.iter().copied().filter(|other| other != story).collect();
            let shown = grades(&first(*story)?, &others);
            first5.push(precision(&shown, SHOWN) * SHOWN as f64 / others.len().min(SHOWN) as f64);
            first1.push(precision(&shown, 1));
        }
    }
    Ok(Row { ranker, first5: mean(&first5), first1: mean(&first1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_reports_of_an_event_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let stories = [
            ("a", "Snow closes the Khunjerab Pass, and lorries wait at Sost for a week."),
            ("b", "Lorries wait at Sost: the Khunjerab Pass is closed by snow."),
            ("c", "The central bank cuts its rate by half a point after two years."),
            ("d", "A rate cut of half a point: the central bank ends two years of waiting."),
            ("e", "A film about a lighthouse wins three prizes in Istanbul."),
        ];
        let line = |(id, body): (&str, &str)| {
            serde_json::json!({"id": id, "headline": body[..20], "body": body}).to_string() + "\n"
        };
        std::fs::write(folder.path().join("stories.jsonl"), stories.map(line).concat()).unwrap();
        let measured = |events: &str| {
            std::fs::write(folder.path().join("events.tsv"), events).unwrap();
            measure(folder.path(), None).map_err(|error| error.to_string())
        };
        for row in measured("a\tb\nc\td\n").unwrap() {
            assert_eq!((row.first5, row.first1), (1.0, 1.0), "{}", row.ranker);
        }
        let ours = measured("a\te\n").unwrap().remove(2);
        assert_eq!((ours.ranker, ours.first1), ("dateline", 0.0));
        for (events, message) in
            [("a\tb\na\n", "line 2: "), ("a\tx\n", "“x”"), ("", "holds no"), ("a\tb\nb\tc\n", "“b”")]
        {
            assert!(measured(events).unwrap_err().contains(message), "{events:?}: {:?}", measured(events));
        }
    }
}
