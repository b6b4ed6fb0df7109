//! Words that stand in so many stories that two of them in a row are a term of their own: to find such a phrase by the places of its
//! words, all places in nearly all stories would have to be read (Bahle, Williams and Zobel 2002 on phrases with nextword lists).
//!
//! A language's common words always are; which others are is settled when an index is made, and stays so as long as it is in use:
//! a phrase must be looked for in the form in which it was written.

use serde::{Deserialize, Serialize};

use super::fields::OR;
use crate::statistics::{SLOTS, Statistics, slot};
use crate::text::{COMMON, id_of};

/// In one of how many stories a word stands that is frequent.
const SHARE: u32 = 4;

/// Fewer stories say nothing of a newsroom's usual words.
const ENOUGH: u32 = 1_000;

/// Stands between the two words of a row.
const AND: char = '\u{4}';

/// The frequent words of an index, by the counters that they are counted in, in order. A seldom word that shares one is taken for
/// frequent, where it is written and where it is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequent(Vec<u32>);

impl Frequent {
    /// By what was counted so far; none but common words where that is too little.
    pub fn of(statistics: &Statistics) -> Self {
        if statistics.stories() < ENOUGH {
            return Self::default();
        }
        let least = statistics.stories() / SHARE;
        let mut frequent = Vec::new();
        statistics.each(|slot, stories| {
            // The second half of the counters is that of pairs.
            if slot < SLOTS / 2 && stories >= least {
                frequent.push(slot as u32);
            }
        });
        frequent.sort_unstable();
        Self(frequent)
    }

    /// Whether a stem is a frequent word's.
    pub fn holds(&self, stem: &str) -> bool {
        stem.starts_with(COMMON) || self.0.binary_search(&(slot(id_of(stem)) as u32)).is_ok()
    }

    /// The term of two words in a row, where both are frequent.
    pub fn row(&self, first: &str, second: &str) -> Option<String> {
        (self.holds(first) && self.holds(second)).then(|| [first, second].join(AND.encode_utf8(&mut [0; 4])))
    }

    /// The rows of a text in the form that the index's tokenizer splits, in the same form.
    pub fn rows(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() / 2);
        let mut before: Option<&str> = None;
        for word in text.split(' ') {
            let stem = word.split_once(OR).map_or(word, |(stem, _)| stem);
            let frequent = Some(stem).filter(|stem| self.holds(stem));
            if let (Some(first), Some(second)) = (before, frequent) {
                out.push_str(first);
                out.push(AND);
                out.push_str(second);
                out.push(' ');
            }
            before = frequent;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::GAP;
    use super::*;

    #[test]
    fn rows_are_of_frequent_words_side_by_side() {
        let mut statistics = Statistics::default();
        for story in 0..ENOUGH {
            let seldom = (story % (SHARE + 1) == 0).then(|| id_of("treaty"));
            statistics.add([id_of("year")].into_iter().chain(seldom));
        }
        let frequent = Frequent::of(&statistics);
        let text = format!("year{OR}years {COMMON}in {GAP} {COMMON}the treaty {COMMON}of year year ");
        let rows = frequent.rows(&text);
        let written: Vec<&str> = rows.split_whitespace().collect();
        let row = |first: &str, second: &str| frequent.row(first, second);
        let (of, within) = (format!("{COMMON}of"), format!("{COMMON}in"));
        assert_eq!(written.len(), 3, "{rows:?}");
        for (place, (first, second)) in [("year", &*within), (&*of, "year"), ("year", "year")].into_iter().enumerate() {
            assert_eq!(row(first, second).as_deref(), Some(written[place]));
        }
        assert_eq!(row(&of, "treaty"), None);
        assert_eq!(Frequent::of(&Statistics::default()), Frequent::default());
    }
}
