//! The front page as editors arrange it: which story stands in which slot. What they leave free fills itself.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{ArticleId, Language, Slug};

/// How many slots the top of a front page has: the one that leads, and four beside it.
pub const TOP: usize = 5;

/// A place on the front page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// At the top, from 0, which leads.
    Top(usize),
    /// The large card of a section's block.
    Block(Slug),
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Top(place) => write!(f, "top-{place}"),
            Slot::Block(section) => write!(f, "block-{section}"),
        }
    }
}

/// A word that names no slot.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{0}” is no slot: expected top-0 to top-4, or block- and a section's slug")]
pub struct NotASlot(pub String);

impl FromStr for Slot {
    type Err = NotASlot;

    fn from_str(word: &str) -> Result<Self, NotASlot> {
        let not = || NotASlot(word.chars().take(40).collect());
        if let Some(place) = word.strip_prefix("top-") {
            let place: usize = place.parse().map_err(|_| not())?;
            return if place < TOP { Ok(Slot::Top(place)) } else { Err(not()) };
        }
        let section = word.strip_prefix("block-").ok_or_else(not)?;
        Ok(Slot::Block(Slug::new(section).map_err(|_| not())?))
    }
}

impl Serialize for Slot {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An arrangement of a language's front page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// Whose front page.
    pub language: Language,
    /// The stories that were placed; no story twice.
    pub slots: BTreeMap<Slot, ArticleId>,
}

impl Front {
    /// A front page on which nothing is placed.
    pub fn free(language: Language) -> Self {
        Self { language, slots: BTreeMap::new() }
    }

    /// Where a story stands.
    pub fn slot_of(&self, story: ArticleId) -> Option<&Slot> {
        self.slots.iter().find(|(_, placed)| **placed == story).map(|(slot, _)| slot)
    }

    /// Puts a story into a slot, from wherever it stood. At the top those in its way move on, towards the slot that it
    /// left or else downwards, as far as the first free slot; what no slot is left for is no longer placed. In a
    /// section's block it takes the other's place.
    pub fn place(&mut self, story: ArticleId, slot: Slot) {
        let from = self.slot_of(story).cloned();
        if let Some(from) = &from {
            self.slots.remove(from);
        }
        if let Slot::Top(to) = slot {
            let upwards = matches!(from, Some(Slot::Top(from)) if from < to);
            self.make_room(to, upwards);
        }
        self.slots.insert(slot, story);
    }

    fn make_room(&mut self, to: usize, upwards: bool) {
        let Some(mut moving) = self.slots.remove(&Slot::Top(to)) else { return };
        let way: Vec<usize> = if upwards { (0..to).rev().collect() } else { (to + 1..TOP).collect() };
        for place in way {
            match self.slots.insert(Slot::Top(place), moving) {
                Some(next) => moving = next,
                None => return,
            }
        }
    }

    /// Leaves a slot free.
    pub fn release(&mut self, slot: &Slot) {
        self.slots.remove(slot);
    }

    /// Exchanges what stands in two slots, stories or nothing.
    pub fn exchange(&mut self, one: &Slot, other: &Slot) {
        let (first, second) = (self.slots.remove(one), self.slots.remove(other));
        if let Some(story) = first {
            self.slots.insert(other.clone(), story);
        }
        if let Some(story) = second {
            self.slots.insert(one.clone(), story);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The top as text: a letter for each story, `.` for a free slot.
    fn top(front: &Front) -> String {
        let letter = |id: &ArticleId| char::from(b'a' + u8::try_from(id.0).unwrap());
        (0..TOP).map(|place| front.slots.get(&Slot::Top(place)).map_or('.', letter)).collect()
    }

    fn arranged(text: &str) -> Front {
        let mut front = Front::free(Language::english());
        for (place, letter) in text.bytes().enumerate().filter(|(_, letter)| *letter != b'.') {
            front.slots.insert(Slot::Top(place), ArticleId(i64::from(letter - b'a')));
        }
        front
    }

    fn id(letter: char) -> ArticleId {
        ArticleId(i64::from(letter as u8 - b'a'))
    }

    #[test]
    fn a_story_that_is_placed_pushes_others_no_further_than_needed() {
        for (before, story, to, after) in [
            (".....", 'x', 0, "x...."),
            ("ab...", 'x', 0, "xab.."),
            ("ab.cd", 'x', 0, "xabcd"),
            ("ab.cd", 'x', 3, "ab.xc"),
            ("abcde", 'x', 0, "xabcd"),
            ("abcde", 'x', 4, "abcdx"),
            // From one slot to another: as in a list.
            ("abcde", 'd', 0, "dabce"),
            ("abcde", 'a', 3, "bcdae"),
            ("a.bcd", 'a', 2, ".bacd"),
            ("a.b..", 'a', 4, "..b.a"),
            ("abcde", 'c', 2, "abcde"),
        ] {
            let mut front = arranged(before);
            front.place(id(story), Slot::Top(to));
            assert_eq!(top(&front), after, "{before}: {story} to {to}");
        }
    }

    #[test]
    fn a_block_holds_one_story_and_gives_it_away() {
        let mut front = arranged("ab...");
        let block = Slot::Block(Slug::new("world").unwrap());
        front.place(id('a'), block.clone());
        front.place(id('c'), block.clone());
        assert_eq!((top(&front).as_str(), front.slots[&block]), (".b...", id('c')));
        front.place(id('c'), Slot::Top(1));
        assert_eq!(top(&front), ".cb..");
        assert_eq!(front.slot_of(id('a')), None);
        front.exchange(&Slot::Top(1), &block);
        assert_eq!((top(&front).as_str(), front.slots.get(&block)), ("..b..", Some(&id('c'))));
        front.release(&block);
        assert_eq!(front.slots.len(), 1);
    }

    #[test]
    fn what_names_no_slot_is_refused() {
        for word in ["top-5", "top-", "top--1", "block-", "block-No", "lead", ""] {
            assert_eq!(word.parse::<Slot>(), Err(NotASlot(word.into())));
        }
    }

    proptest! {
        #[test]
        fn an_arrangement_survives_json_and_no_story_stands_twice(moves in prop::collection::vec((0i64..9, 0usize..7), 0..40)) {
            let mut front = Front::free(Language::english());
            for (story, to) in moves {
                let slot = match to {
                    5 => Slot::Block(Slug::new("world").unwrap()),
                    6 => Slot::Block(Slug::new("sport").unwrap()),
                    place => Slot::Top(place),
                };
                front.place(ArticleId(story), slot.clone());
                prop_assert_eq!(front.slots.get(&slot), Some(&ArticleId(story)));
                let mut stories: Vec<_> = front.slots.values().collect();
                stories.sort();
                stories.dedup();
                prop_assert_eq!(stories.len(), front.slots.len());
            }
            let json = serde_json::to_string(&front).unwrap();
            prop_assert_eq!(serde_json::from_str::<Front>(&json).unwrap(), front);
        }
    }
}
