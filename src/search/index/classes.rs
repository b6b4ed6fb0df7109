//! Which stories of a segment count alike: those of one section, the same authors and one year.
//!
//! A word may stand in nearly all stories, and an answer tells how many of them each section, author and year has. Three columns
//! read for each story would take most of a search's time; its class is one number, and the classes are counted out at the end.

use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::error::Error;
use crate::years::{starts, year};

/// So near to a year's turn it depends on the place which year it is: none on Earth is a day from UTC.
const DAY: i64 = 86_400_000_000;

const OPEN: u32 = 1 << 31;

/// Stories that count alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// The section's place in the segment's dictionary; one at most.
    pub section: Option<u64>,
    /// The authors' places in theirs.
    pub authors: Vec<u64>,
    /// The year's place among [`YEARS`](crate::years::YEARS); none for stories that were published around its turn.
    pub year: Option<usize>,
}

/// The classes of a segment's stories.
pub struct Classes {
    /// Each story's class, with [`OPEN`] where that leaves the year open: told here, it need not be looked up for every story.
    of: Vec<u32>,
    all: Vec<Class>,
}

impl Classes {
    /// Of a segment's stories, deleted ones too.
    ///
    /// # Errors
    /// The index's.
    pub fn of(segment: &SegmentReader) -> Result<Self, Error> {
        let fast = segment.fast_fields();
        let (section, author): (Option<StrColumn>, Option<StrColumn>) = (fast.str("section")?, fast.str("author")?);
        let published: Column<i64> = fast.i64("published")?;
        let starts = starts(&TimeZone::UTC);
        let mut known: FxHashMap<Class, u32> = FxHashMap::default();
        let mut all = Vec::new();
        let mut of = Vec::with_capacity(segment.max_doc() as usize);
        for doc in 0..segment.max_doc() {
            let at = published.first(doc).unwrap_or_default();
            let class = Class {
                section: section.as_ref().and_then(|column| column.term_ords(doc).next()),
                authors: author.iter().flat_map(|column| column.term_ords(doc)).collect(),
                year: surely(&starts, at),
            };
            let number = *known.entry(class).or_insert_with_key(|class| {
                all.push(class.clone());
                (all.len() - 1) as u32 | if class.year.is_none() { OPEN } else { 0 }
            });
            of.push(number);
        }
        Ok(Self { of, all })
    }

    /// The number of a story's class, and whether that leaves the year open.
    pub fn number(&self, doc: DocId) -> (usize, bool) {
        let number = self.of[doc as usize];
        ((number & !OPEN) as usize, number & OPEN != 0)
    }

    /// All classes, by their numbers.
    pub fn all(&self) -> &[Class] {
        &self.all
    }
}

/// The year of an instant wherever one is.
fn surely(starts: &[i64], at: i64) -> Option<usize> {
    let (before, after) = (year(starts, at.saturating_sub(DAY)), year(starts, at.saturating_add(DAY)));
    (before == after).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::years::YEARS;
    use jiff::civil::date;

    #[test]
    fn the_year_is_left_open_around_its_turn() {
        let starts = starts(&TimeZone::UTC);
        let of = |month, day, hour| {
            let at = date(2026, month, day).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp().as_microsecond();
            surely(&starts, at + hour * DAY / 24).map(|place| YEARS.start + place as i16)
        };
        assert_eq!((of(1, 1, 23), of(1, 2, 1), of(12, 30, 23), of(12, 31, 1)), (None, Some(2026), Some(2026), None));
    }
}
