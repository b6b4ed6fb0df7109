//! In how many stories each term stands.

use crate::text::{TermId, is_pair};

/// Counters are shared by terms whose numbers agree in this many low bits: 4 Mi counters of 4 bytes, in which a million terms
/// disturb one another too little to move a weight. Pairs have as many of their own.
const BITS: u32 = 22;

/// How many counters there are.
pub const SLOTS: usize = 2 << BITS;

/// Which counter is a term's.
pub fn slot(term: TermId) -> usize {
    let of_pairs = if is_pair(term) { 1 << BITS } else { 0 };
    (of_pairs | term & ((1 << BITS) - 1)) as usize
}

/// Numbers of stories by term, in a fixed amount of memory (32 MiB) however large the vocabulary grows.
#[derive(Clone)]
pub struct Statistics {
    stories: u32,
    counters: Vec<u32>,
}

impl Default for Statistics {
    fn default() -> Self {
        Self { stories: 0, counters: vec![0; SLOTS] }
    }
}

impl Statistics {
    /// Counts a story by its different terms.
    pub fn add(&mut self, terms: impl Iterator<Item = TermId>) {
        self.stories += 1;
        for term in terms {
            self.count(term, 1);
        }
    }

    /// Adds to the number of stories.
    pub fn count_stories(&mut self, stories: u32) {
        self.stories += stories;
    }

    /// Takes back what [`count_stories`](Self::count_stories) added.
    pub fn discount_stories(&mut self, stories: u32) {
        self.stories = self.stories.saturating_sub(stories);
    }

    /// Takes back what [`count`](Self::count) added.
    pub fn discount(&mut self, term: TermId, stories: u32) {
        let counter = &mut self.counters[slot(term)];
        *counter = counter.saturating_sub(stories);
    }

    /// Adds to a term's number of stories.
    pub fn count(&mut self, term: TermId, stories: u32) {
        let counter = &mut self.counters[slot(term)];
        *counter = counter.saturating_add(stories);
    }

    /// How many stories were counted.
    pub fn stories(&self) -> u32 {
        self.stories
    }

    /// How many stories hold the term.
    pub fn holding(&self, term: TermId) -> u32 {
        self.counters[slot(term)]
    }

    /// How many stories hold the terms of a counter.
    pub fn in_slot(&self, slot: usize) -> u32 {
        self.counters[slot]
    }

    /// How much a term tells, in nats: the logarithm of how seldom it is (Spärck Jones 1972), smoothed so that it is never
    /// negative and a term of one story in a small newsroom is not taken for a rarity.
    pub fn idf(&self, term: TermId) -> f32 {
        self.idf_of(self.holding(term) as f32)
    }

    /// How much a term tells that so many stories hold.
    pub fn idf_of(&self, holding: f32) -> f32 {
        ((self.stories as f32 + 1.0) / (holding + 0.5)).ln().max(0.0)
    }
}
