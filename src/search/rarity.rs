//! How much each term weighs in a comparison, as a newsroom stands at one moment.
//!
//! Comparing looks up tens of thousands of terms for one panel, each somewhere else in memory. So a term's number of stories is kept
//! here in one byte, of which the whole table fits into a processor's cache, where [`Statistics`] counts exactly in four.

use crate::statistics::{SLOTS, Statistics, slot};
use crate::text::{TermId, is_pair};

/// Up to here a level is the number itself.
const EXACT: u32 = 16;
/// Above, so many levels until the number has doubled: each a step of a sixteenth, in the middle.
const STEPS: u32 = 8;
const LEVELS: usize = 256;

/// The weight of every term.
pub struct Rarity {
    levels: Vec<u8>,
    words: [f32; LEVELS],
    pairs: [f32; LEVELS],
}

impl Rarity {
    /// By what was counted so far.
    pub fn of(statistics: &Statistics) -> Self {
        let mut words = [0.0; LEVELS];
        for (level, weight) in words.iter_mut().enumerate() {
            *weight = damped(statistics.idf_of(number(level as u32)));
        }
        // What one story alone says cannot be shared; a word of its own still tells that it is about something else.
        let mut pairs = words;
        pairs[..2].fill(0.0);
        let mut levels = vec![0; SLOTS];
        statistics.each(|slot, stories| levels[slot] = level(stories));
        Self { levels, words, pairs }
    }

    /// What a term weighs.
    pub fn weight(&self, term: TermId) -> f32 {
        let weights = if is_pair(term) { &self.pairs } else { &self.words };
        weights[usize::from(self.levels[slot(term)])]
    }
}

/// An idf to the power of ¾: a shared term counts on both sides of a comparison, and the idf squared would let one rare word
/// outweigh all else.
fn damped(idf: f32) -> f32 {
    let root = idf.sqrt();
    root * root.sqrt()
}

fn level(number: u32) -> u8 {
    if number < EXACT {
        return number as u8;
    }
    let (doublings, bits) = (number.ilog2() - EXACT.ilog2(), STEPS.ilog2());
    let step = (number >> (number.ilog2() - bits)) & (STEPS - 1);
    (EXACT + doublings * STEPS + step) as u8
}

/// The middle of the numbers that have a level.
fn number(level: u32) -> f32 {
    if level < EXACT {
        return level as f32;
    }
    let (doublings, step) = ((level - EXACT) / STEPS, (level - EXACT) % STEPS);
    let start = (EXACT as f32) * 2.0_f32.powi(doublings as i32);
    start * (1.0 + (step as f32 + 0.5) / STEPS as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::PAIR;

    #[test]
    fn a_level_is_within_a_sixteenth_of_its_numbers() {
        for exact in 0..EXACT {
            assert_eq!(number(u32::from(level(exact))), exact as f32);
        }
        let mut before = level(EXACT - 1);
        for at in (EXACT..100_000).chain([1_000_000, 16_777_216, u32::MAX]) {
            let of = level(at);
            assert!(of >= before, "{at}");
            before = of;
            assert!((number(u32::from(of)) / at as f32 - 1.0).abs() <= 1.0 / 16.0, "{at}: {}", number(u32::from(of)));
        }
    }

    #[test]
    fn a_rare_word_weighs_more_and_a_lonely_pair_nothing() {
        let mut statistics = Statistics::default();
        statistics.count_stories(1_000);
        for (term, stories) in [(1, 1), (2, 500), (3, 1_000), (PAIR | 1, 1), (PAIR | 2, 2)] {
            statistics.count(term, stories);
        }
        let rarity = Rarity::of(&statistics);
        assert!(rarity.weight(1) > rarity.weight(2) && rarity.weight(2) > rarity.weight(3));
        assert!(rarity.weight(PAIR | 1) == 0.0 && rarity.weight(PAIR | 2) > rarity.weight(2));
    }
}
