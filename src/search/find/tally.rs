//! Counting what was found: how many stories, where, by whom and when; and which are the newest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use jiff::tz::TimeZone;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Place;
use crate::index::{Classes, Snapshot};
use crate::years::{YEARS, starts, year};

/// How many values of each facet are told.
const TOLD: usize = 12;

/// Numbers of stories by value, the most first; years from the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By the section's slug.
    pub sections: Vec<(String, u64)>,
    /// By the author's slug.
    pub authors: Vec<(String, u64)>,
    /// By the year of publication.
    pub years: Vec<(i16, u64)>,
}

/// What a [`Tally`] finds.
#[derive(Debug, Default)]
pub struct Counted {
    pub total: u64,
    pub facets: Facets,
    /// The newest, from the newest down.
    pub newest: Vec<Place>,
}

/// Collects all of it in one pass over what matches.
#[derive(Clone)]
pub struct Tally {
    /// Those of each segment.
    classes: Vec<Arc<Classes>>,
    /// When each year begins, in microseconds since the Unix epoch.
    years: Vec<i64>,
    newest: Option<(Option<Place>, usize)>,
}

impl Tally {
    /// Of an index, with years as in `zone`; `newest` asks for so many stories, those after a place.
    pub fn new(index: &Snapshot, zone: &TimeZone, newest: Option<(Option<Place>, usize)>) -> Self {
        Self { classes: index.classes(), years: starts(zone), newest }
    }
}

/// How many stories' columns are read at a time.
const BLOCK: usize = 64;

/// A segment's part.
pub struct Part {
    id: Column<i64>,
    published: Column<i64>,
    section: Option<StrColumn>,
    author: Option<StrColumn>,
    years: Vec<i64>,
    newest: Option<(Option<Place>, usize)>,
    classes: Arc<Classes>,
    by_class: Vec<u64>,
    /// Those whose class leaves the year open.
    by_year: Vec<u64>,
    heap: BinaryHeap<Reverse<Place>>,
    /// Stories that wait for their block to be full.
    waiting: Vec<DocId>,
    /// Room for what is read out of columns.
    dates: Vec<Option<i64>>,
}

/// What a segment's part comes to.
pub struct Sums {
    total: u64,
    sections: Vec<(String, u64)>,
    authors: Vec<(String, u64)>,
    by_year: Vec<u64>,
    newest: Vec<Place>,
}

impl Collector for Tally {
    type Fruit = Counted;
    type Child = Part;

    fn for_segment(&self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Part> {
        let fast = segment.fast_fields();
        let classes = self.classes[number as usize].clone();
        Ok(Part {
            id: fast.i64("id")?,
            published: fast.i64("published")?,
            section: fast.str("section")?,
            author: fast.str("author")?,
            by_class: vec![0; classes.all().len()],
            classes,
            by_year: vec![0; self.years.len()],
            years: self.years.clone(),
            newest: self.newest,
            heap: BinaryHeap::new(),
            waiting: Vec::with_capacity(BLOCK),
            dates: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Sums>) -> tantivy::Result<Counted> {
        let mut counted = Counted::default();
        let (mut sections, mut authors) = (BTreeMap::new(), BTreeMap::new());
        let mut years = vec![0; self.years.len()];
        for part in parts {
            counted.total += part.total;
            part.sections.into_iter().for_each(|(slug, stories)| *sections.entry(slug).or_insert(0) += stories);
            part.authors.into_iter().for_each(|(slug, stories)| *authors.entry(slug).or_insert(0) += stories);
            part.by_year.into_iter().enumerate().for_each(|(year, stories)| years[year] += stories);
            counted.newest.extend(part.newest);
        }
        counted.facets.sections = most(sections);
        counted.facets.authors = most(authors);
        let years = YEARS.zip(years).rev().filter(|(_, stories)| *stories > 0);
        counted.facets.years = years.take(TOLD).collect();
        counted.newest.sort_unstable_by(|one, other| other.cmp(one));
        counted.newest.truncate(self.newest.map_or(0, |(_, wanted)| wanted));
        Ok(counted)
    }
}

fn most(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut all: Vec<_> = counts.into_iter().filter(|(slug, _)| !slug.is_empty()).collect();
    all.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    all.truncate(TOLD);
    all
}

impl Part {
    /// Counts a block of stories.
    fn count(&mut self, docs: &[DocId]) {
        for doc in docs {
            let (class, open) = self.classes.number(*doc);
            self.by_class[class] += 1;
            if open {
                self.by_year[year(&self.years, self.published.first(*doc).unwrap_or_default())] += 1;
            }
        }
        let Some((after, wanted)) = self.newest else { return };
        // A column is asked once for all of them.
        self.dates.clear();
        self.dates.resize(docs.len(), None);
        self.published.first_vals(docs, &mut self.dates);
        for (doc, date) in docs.iter().zip(&self.dates) {
            let key = date.unwrap_or_default();
            // Most are older than all that are kept, and need not be named.
            if self.heap.len() >= wanted && self.heap.peek().is_some_and(|least| key < least.0.key) {
                continue;
            }
            let place = Place { key, id: self.id.first(*doc).unwrap_or_default() };
            if after.is_some_and(|after| place >= after) {
                continue;
            }
            if self.heap.len() < wanted {
                self.heap.push(Reverse(place));
            } else if self.heap.peek().is_some_and(|least| place > least.0) {
                self.heap.pop();
                self.heap.push(Reverse(place));
            }
        }
    }

    fn count_waiting(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.count(&waiting);
        waiting.clear();
        self.waiting = waiting;
    }
}

impl SegmentCollector for Part {
    type Fruit = Sums;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.waiting.push(doc);
        if self.waiting.len() == BLOCK {
            self.count_waiting();
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.count(docs);
    }

    fn harvest(mut self) -> Sums {
        self.count_waiting();
        let named = |column: &Option<StrColumn>, counts: Vec<u64>| {
            let Some(column) = column else { return Vec::new() };
            let counted = counts.into_iter().enumerate().filter(|(_, stories)| *stories > 0);
            counted
                .filter_map(|(ordinal, stories)| {
                    let mut slug = String::new();
                    column.ord_to_str(ordinal as u64, &mut slug).ok()?.then_some((slug, stories))
                })
                .collect()
        };
        let slots = |column: &Option<StrColumn>| vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        let (mut by_section, mut by_author) = (slots(&self.section), slots(&self.author));
        for (class, stories) in self.classes.all().iter().zip(&self.by_class).filter(|(_, stories)| **stories > 0) {
            class.section.iter().for_each(|section| by_section[*section as usize] += stories);
            class.authors.iter().for_each(|author| by_author[*author as usize] += stories);
            class.year.iter().for_each(|year| self.by_year[*year] += stories);
        }
        Sums {
            total: self.by_class.iter().sum(),
            sections: named(&self.section, by_section),
            authors: named(&self.author, by_author),
            by_year: self.by_year,
            newest: self.heap.into_iter().map(|Reverse(place)| place).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Entry, Index, Pace};
    use crate::sketch::Words;
    use dateline_story::{ArticleId, Kind, Language};
    use tantivy::query::AllQuery;

    #[test]
    fn stories_are_counted_by_section_author_and_the_readers_year() {
        let (index, language) = (Index::in_memory().unwrap(), Language::english());
        let mut feed = index.feed(Pace::Trickle).unwrap();
        let stories = [
            ("2025-06-01T12:00:00Z", "world", vec!["ayesha"]),
            // It is 2026 already in Karachi, and not yet in Greenwich.
            ("2025-12-31T20:00:00Z", "world", vec!["ayesha", "mehmet"]),
            ("2026-01-01T12:00:00Z", "sport", vec![]),
        ];
        for (number, (at, section, authors)) in stories.into_iter().enumerate() {
            let entry = Entry {
                id: ArticleId(number as i64),
                language: &language,
                kind: Kind::News,
                section,
                authors,
                topics: Vec::new(),
                published: at.parse::<jiff::Timestamp>().unwrap().as_microsecond(),
                words: Words { headline: "Floods reach Hunza", standfirst: "", body: "Snow fell." },
            };
            feed.put(&entry).unwrap();
        }
        feed.commit(1).unwrap();
        index.refresh().unwrap();
        let snapshot = index.snapshot();
        for (zone, years) in [("Asia/Karachi", [(2026, 2), (2025, 1)]), ("UTC", [(2026, 1), (2025, 2)])] {
            let tally = Tally::new(&snapshot, &TimeZone::get(zone).unwrap(), None);
            let counted = snapshot.searcher().search(&AllQuery, &tally).unwrap();
            assert_eq!((counted.total, counted.facets.years), (3, years.to_vec()), "{zone}");
            assert_eq!(counted.facets.sections, [("world".to_owned(), 2), ("sport".to_owned(), 1)]);
            assert_eq!(counted.facets.authors, [("ayesha".to_owned(), 2), ("mehmet".to_owned(), 1)]);
        }
    }
}
