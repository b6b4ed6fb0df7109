//! Judged stories as files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use dateline_story::{Language, Timestamp};
use serde::Deserialize;
use thiserror::Error;

/// What is wrong with a folder of judged stories.
#[derive(Debug, Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{path} cannot be read: {why}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's word.
        why: std::io::Error,
    },
    /// A line is not as it should be.
    #[error("{path}, line {line}: {why}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A file holds nothing that could be measured.
    #[error("{path} holds no {what}")]
    Empty {
        /// The file.
        path: PathBuf,
        /// What is missing in it.
        what: &'static str,
    },
    /// The index failed.
    #[error(transparent)]
    Index(#[from] crate::Error),
}

/// A story of `stories.jsonl`.
#[derive(Clone, Debug, Deserialize)]
pub struct Story {
    /// Its name in the judgements.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// Its standfirst.
    #[serde(default)]
    pub standfirst: Option<String>,
    /// Its body, plain text.
    pub body: String,
    /// When it was published: an instant, or a date.
    #[serde(default)]
    pub date: Option<String>,
    /// Its section.
    #[serde(default)]
    pub section: Option<String>,
    /// Its topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Its language; without one, English.
    #[serde(default)]
    pub language: Option<Language>,
    /// Microseconds since the Unix epoch, from `date`.
    #[serde(skip)]
    pub published: i64,
}

/// Two stories, by their places in the list, and how related people found them, from 0 to 1.
pub type Judgement = (usize, usize, f64);

fn text(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|why| Error::Unreadable { path: path.into(), why })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        Error::Line { path: path.into(), line, why: "it is not UTF-8 text".into() }
    })
}

/// Calls `with` for each line that is not blank, and names the line that it is not content with.
fn lines<T>(path: &Path, mut with: impl FnMut(&str) -> Result<T, String>) -> Result<Vec<T>, Error> {
    let text = text(path)?;
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(number, line)| with(line).map_err(|why| Error::Line { path: path.into(), line: number + 1, why }))
        .collect()
}

/// The stories of a folder, and the place of each by its name.
pub fn stories(folder: &Path) -> Result<(Vec<Story>, HashMap<String, usize>), Error> {
    let path = folder.join("stories.jsonl");
    let mut places = HashMap::new();
    let stories = lines(&path, |line| {
        let mut story: Story = serde_json::from_str(line).map_err(|error| format!("no story as JSON: {error}"))?;
        if let Some(date) = &story.date {
            story.published = instant(date)?;
        }
        if places.insert(story.id.clone(), places.len()).is_some() {
            return Err(format!("the id “{}” is that of an earlier story", story.id));
        }
        Ok(story)
    })?;
    if stories.is_empty() {
        return Err(Error::Empty { path, what: "stories" });
    }
    Ok((stories, places))
}

fn instant(date: &str) -> Result<i64, String> {
    let whole = date.parse::<Timestamp>().or_else(|_| format!("{date}T00:00:00Z").parse());
    // Dates with a time and no zone are of no place: UTC does, since only their distances are used.
    let at = whole.or_else(|_| format!("{}Z", date.replace(' ', "T")).parse::<Timestamp>());
    at.map(|at| at.as_microsecond())
        .map_err(|_| format!("“{date}” is no date: expected one such as 2025-07-09 or 2025-07-09T18:20:00Z"))
}

/// The judged pairs of a folder, each once.
pub fn judgements(folder: &Path, places: &HashMap<String, usize>) -> Result<Vec<Judgement>, Error> {
    let path = folder.join("judgements.tsv");
    let mut seen = HashSet::new();
    let all = lines(&path, |line| {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [one, other, grade] = fields[..] else {
            return Err(format!("expected two ids and a grade, separated by tabs; it has {} fields", fields.len()));
        };
        let place = |id: &str| places.get(id).copied().ok_or_else(|| format!("no story has the id “{id}”"));
        let (one, other) = (place(one)?, place(other)?);
        let grade: f64 = grade.parse().map_err(|_| format!("“{grade}” is no grade: expected a number from 0 to 1"))?;
        if !(0.0..=1.0).contains(&grade) {
            return Err(format!("the grade {grade} is not from 0 to 1"));
        }
        if one == other {
            return Err("a story is judged against itself".into());
        }
        if !seen.insert((one.min(other), one.max(other))) {
            return Err("the pair was judged on an earlier line".into());
        }
        Ok((one, other, grade))
    })?;
    if all.is_empty() {
        return Err(Error::Empty { path, what: "judgements" });
    }
    Ok(all)
}

/// The events of a folder: the places of each one's stories, of which there are at least two, and none is of two events.
pub fn events(folder: &Path, places: &HashMap<String, usize>) -> Result<Vec<Vec<usize>>, Error> {
    let path = folder.join("events.tsv");
    let mut seen = HashSet::new();
    let all = lines(&path, |line| {
        let ids = line.split('\t').map(str::trim);
        let place = |id: &str| {
            let place = places.get(id).copied().ok_or_else(|| format!("no story has the id “{id}”"))?;
            if seen.insert(place) { Ok(place) } else { Err(format!("the story “{id}” was named before")) }
        };
        let event: Vec<usize> = ids.map(place).collect::<Result<_, String>>()?;
        if event.len() > 1 { Ok(event) } else { Err("an event has two stories or more, separated by tabs".into()) }
    })?;
    if all.is_empty() { Err(Error::Empty { path, what: "events" }) } else { Ok(all) }
}

/// A query and the places of the stories that answer it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is asked.
    pub text: String,
    /// What answers it.
    pub relevant: HashSet<usize>,
}

/// The queries of a folder that have an answer among its stories.
pub fn queries(folder: &Path, places: &HashMap<String, usize>) -> Result<Vec<Asked>, Error> {
    let path = folder.join("queries.tsv");
    let mut numbers = HashMap::new();
    let mut all = lines(&path, |line| {
        let (id, text) = line.split_once('\t').ok_or("expected an id and a query, separated by a tab")?;
        if numbers.insert(id.trim().to_owned(), numbers.len()).is_some() {
            return Err(format!("the id “{}” is that of an earlier query", id.trim()));
        }
        Ok(Asked { text: text.trim().to_owned(), relevant: HashSet::new() })
    })?;
    lines(&folder.join("relevance.tsv"), |line| {
        let mut fields = line.split('\t').map(str::trim);
        let (Some(query), Some(story)) = (fields.next(), fields.next()) else {
            return Err("expected the id of a query and the id of a story, separated by a tab".into());
        };
        let query = numbers.get(query).ok_or_else(|| format!("no query has the id “{query}”"))?;
        let story = places.get(story).ok_or_else(|| format!("no story has the id “{story}”"))?;
        all[*query].relevant.insert(*story);
        Ok(())
    })?;
    all.retain(|asked| !asked.relevant.is_empty());
    if all.is_empty() { Err(Error::Empty { path, what: "query that a story answers" }) } else { Ok(all) }
}
