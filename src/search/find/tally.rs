//! Counting what was found: how many stories, where, by whom and when; and which are the newest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Place;

/// How many values of each facet are told.
const TOLD: usize = 12;
/// Stories of years outside of these count as of the nearest.
const YEARS: std::ops::Range<i16> = 1900..2200;

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
    /// When each year begins, in microseconds since the Unix epoch.
    years: Vec<i64>,
    newest: Option<(Option<Place>, usize)>,
}

impl Tally {
    /// With years as in `zone`; `newest` asks for so many stories, those after a place.
    pub fn new(zone: &TimeZone, newest: Option<(Option<Place>, usize)>) -> Self {
        let start = |year| {
            let date = Date::new(year, 1, 1).and_then(|date| date.to_zoned_datetime(zone.clone()));
            date.map_or(0, |date| date.timestamp().as_microsecond())
        };
        Self { years: YEARS.map(start).collect(), newest }
    }
}

/// How many stories' columns are read at a time.
const BLOCK: usize = 64;

/// Mean years of the Gregorian calendar to a microsecond; a product takes less than a quotient.
const YEARS_A_MICROSECOND: f64 = 1.0 / (365.2425 * 86_400e6);

/// A segment's part.
pub struct Part {
    id: Column<i64>,
    published: Column<i64>,
    section: Option<StrColumn>,
    author: Option<StrColumn>,
    years: Vec<i64>,
    newest: Option<(Option<Place>, usize)>,
    total: u64,
    by_section: Vec<u64>,
    by_author: Vec<u64>,
    by_year: Vec<u64>,
    heap: BinaryHeap<Reverse<Place>>,
    /// Stories that wait for their block to be full.
    waiting: Vec<DocId>,
    /// Room for what is read out of columns.
    dates: Vec<Option<i64>>,
    holders: Vec<DocId>,
    rows: Vec<u32>,
    ordinals: Vec<u64>,
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

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Part> {
        let fast = segment.fast_fields();
        let (section, author) = (fast.str("section")?, fast.str("author")?);
        let slots = |column: &Option<StrColumn>| vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(Part {
            id: fast.i64("id")?,
            published: fast.i64("published")?,
            by_section: slots(&section),
            by_author: slots(&author),
            by_year: vec![0; self.years.len()],
            section,
            author,
            years: self.years.clone(),
            newest: self.newest,
            total: 0,
            heap: BinaryHeap::new(),
            waiting: Vec::with_capacity(BLOCK),
            dates: Vec::new(),
            holders: Vec::new(),
            rows: Vec::new(),
            ordinals: Vec::new(),
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
    /// Counts a block of stories: a column at a time, so that each is asked once for all of them.
    fn count(&mut self, docs: &[DocId]) {
        self.total += docs.len() as u64;
        self.dates.clear();
        self.dates.resize(docs.len(), None);
        self.published.first_vals(docs, &mut self.dates);
        for date in &self.dates {
            self.by_year[year(&self.years, date.unwrap_or_default())] += 1;
        }
        for (column, counts) in [(&self.section, &mut self.by_section), (&self.author, &mut self.by_author)] {
            let Some(column) = column.as_ref().map(|column| column.ords()) else { continue };
            self.holders.clear();
            self.rows.clear();
            column.row_ids_for_docs(docs, &mut self.holders, &mut self.rows);
            self.ordinals.resize(self.rows.len(), 0);
            column.values.get_vals(&self.rows, &mut self.ordinals);
            self.ordinals.iter().for_each(|ordinal| counts[*ordinal as usize] += 1);
        }
        let Some((after, wanted)) = self.newest else { return };
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

/// Which of the years that begin at `starts` an instant is in; the first or the last if in none. Guessed by a mean year's length,
/// which is off by one at most, instead of searched for.
fn year(starts: &[i64], at: i64) -> usize {
    let last = starts.len() - 1;
    let mut year = (((at.saturating_sub(starts[0])) as f64 * YEARS_A_MICROSECOND) as usize).min(last);
    while year > 0 && at < starts[year] {
        year -= 1;
    }
    while year < last && at >= starts[year + 1] {
        year += 1;
    }
    year
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
        Sums {
            total: self.total,
            sections: named(&self.section, self.by_section),
            authors: named(&self.author, self.by_author),
            by_year: self.by_year,
            newest: self.heap.into_iter().map(|Reverse(place)| place).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_of_the_year_that_holds_it() {
        let zone = TimeZone::get("Asia/Karachi").unwrap();
        let starts = Tally::new(&zone, None).years;
        for (place, start) in starts.iter().enumerate() {
            assert_eq!((year(&starts, *start), year(&starts, start - 1)), (place, place.saturating_sub(1)));
        }
        assert_eq!((year(&starts, i64::MIN), year(&starts, i64::MAX)), (0, starts.len() - 1));
    }
}
