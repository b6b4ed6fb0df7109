//! In how many stories each term stands.

use rustc_hash::FxHashMap;

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

/// Up to how many counters that are not nought are kept one by one: what a small newsroom writes in years.
const FEW: usize = 1 << 20;

/// Numbers of stories by term, in a fixed amount of memory (32 MiB) however large the vocabulary grows, and in less while it is
/// small.
#[derive(Clone, Default)]
pub struct Statistics {
    stories: u32,
    counters: Counters,
}

#[derive(Clone)]
enum Counters {
    /// By slot, those that are not nought.
    Few(FxHashMap<u32, u32>),
    /// All of them.
    Many(Vec<u32>),
}

impl Default for Counters {
    fn default() -> Self {
        Self::Few(FxHashMap::default())
    }
}

impl Counters {
    fn get(&self, slot: usize) -> u32 {
        match self {
            Self::Few(few) => few.get(&(slot as u32)).copied().unwrap_or_default(),
            Self::Many(many) => many[slot],
        }
    }

    fn change(&mut self, slot: usize, by: impl FnOnce(u32) -> u32) {
        match self {
            Self::Few(few) => {
                let counter = few.entry(slot as u32).or_default();
                *counter = by(*counter);
                if *counter == 0 {
                    few.remove(&(slot as u32));
                } else if few.len() > FEW {
                    let mut many = vec![0; SLOTS];
                    few.iter().for_each(|(slot, counter)| many[*slot as usize] = *counter);
                    *self = Self::Many(many);
                }
            }
            Self::Many(many) => many[slot] = by(many[slot]),
        }
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
        self.counters.change(slot(term), |counter| counter.saturating_sub(stories));
    }

    /// Adds to a term's number of stories.
    pub fn count(&mut self, term: TermId, stories: u32) {
        self.counters.change(slot(term), |counter| counter.saturating_add(stories));
    }

    /// How many stories were counted.
    pub fn stories(&self) -> u32 {
        self.stories
    }

    /// How many stories hold the term.
    pub fn holding(&self, term: TermId) -> u32 {
        self.counters.get(slot(term))
    }

    /// Calls `with` with each counter that is not nought and its number of stories.
    pub fn each(&self, mut with: impl FnMut(usize, u32)) {
        match &self.counters {
            Counters::Few(few) => few.iter().for_each(|(slot, counter)| with(*slot as usize, *counter)),
            Counters::Many(many) => {
                let some = many.iter().enumerate().filter(|(_, counter)| **counter > 0);
                some.for_each(|(slot, counter)| with(slot, *counter));
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_counted_alike() {
        let (mut few, mut many) = (Statistics::default(), Statistics::default());
        (0..FEW as TermId + 1).for_each(|term| many.count(term, 1));
        assert!(matches!((&few.counters, &many.counters), (Counters::Few(_), Counters::Many(_))));
        (0..FEW as TermId + 1).for_each(|term| many.discount(term, 1));
        for statistics in [&mut few, &mut many] {
            statistics.count(7, 3);
            statistics.count(9, 2);
            statistics.discount(9, 5);
            assert_eq!((statistics.holding(7), statistics.holding(9)), (3, 0));
            let mut all = Vec::new();
            statistics.each(|slot, stories| all.push((slot, stories)));
            assert_eq!(all, [(slot(7), 3)]);
        }
    }
}
