//! Measures the ranking on stories that people have judged, through an index in memory: what is measured is what readers get.

pub mod events;
pub mod input;
mod measures;
mod plain;
pub mod related;
pub mod search;

use std::sync::Arc;

use dateline_story::{ArticleId, Kind, Language};

use crate::Error;
use crate::index::{Entry, Index, Pace, Reader};
use crate::known::Known;
use crate::meaning::Model;
use crate::names::Listed;
use crate::sketch::Words;
use input::Story;

/// An index of stories, whose numbers are their places in the list plus 1.
fn index(stories: &[Story], model: Option<Arc<Model>>) -> Result<Index, Error> {
    let index = Index::in_memory()?;
    let mut feed = index.feed(Pace::Bulk)?;
    let topics = stories.iter().flat_map(|story| &story.topics).cloned().collect();
    let mut reader = Reader::knowing(Known { topics: Arc::new(Listed::new(topics)), model });
    let english = Language::english();
    let mut prepared = Vec::with_capacity(stories.len());
    for (place, story) in stories.iter().enumerate() {
        let entry = Entry {
            id: id(place),
            language: story.language.as_ref().unwrap_or(&english),
            kind: Kind::News,
            section: story.section.as_deref().unwrap_or_default(),
            authors: Vec::new(),
            topics: story.topics.iter().map(String::as_str).collect(),
            published: story.published,
            words: Words {
                headline: &story.headline,
                standfirst: story.standfirst.as_deref().unwrap_or_default(),
                body: &story.body,
            },
        };
        let one = reader.prepare(&entry, feed.fields());
        feed.count(&one);
        prepared.push(one);
    }
    for one in prepared {
        feed.add(one)?;
    }
    feed.commit(0)?;
    feed.finish()?;
    index.refresh()?;
    Ok(index)
}

fn id(place: usize) -> ArticleId {
    ArticleId(place as i64 + 1)
}

/// The place in the list of the story with a number: what [`id`] came from.
fn place(id: ArticleId) -> usize {
    id.0 as usize - 1
}

/// A table with a head, its first column to the left and the others to the right.
fn table(head: &[&str], rows: &[(String, Vec<Option<f64>>)]) -> String {
    let first = rows.iter().map(|(name, _)| name.len()).chain([head[0].len()]).max().unwrap_or_default();
    let mut out = format!("{:first$}", head[0]);
    head[1..].iter().for_each(|name| out.push_str(&format!("  {name:>8}")));
    for (name, values) in rows {
        out.push_str(&format!("\n{name:first$}"));
        for value in values {
            out.push_str(&value.map_or_else(|| format!("  {:>8}", "–"), |value| format!("  {value:>8.4}")));
        }
    }
    out
}
