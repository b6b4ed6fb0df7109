//! Lists in lists, from items that only name their levels.

use std::collections::HashMap;

use dateline_story::{Block, List};

use super::item::Place;
use super::marker::Mark;

/// The last number on each level of each list.
#[derive(Default)]
pub struct Counts(HashMap<String, Vec<u32>>);

impl Counts {
    /// The number that would come next, if the list has counted on that level.
    pub fn next(&self, place: &Place) -> Option<u32> {
        let count = self.0.get(place.list.as_ref()?)?.get(usize::from(place.level))?;
        (*count > 0).then(|| count.saturating_add(1))
    }

    /// Writes a number down; deeper levels begin anew after it.
    pub fn count(&mut self, place: &Place, number: u32) {
        let Some(list) = &place.list else { return };
        let levels = self.0.entry(list.clone()).or_default();
        levels.resize(usize::from(place.level), 0);
        levels.push(number);
    }
}

/// A list that may still grow.
struct Open {
    name: Option<String>,
    /// The level that its items name.
    named: u8,
    /// The level that it has here.
    level: u8,
    margin: f32,
    list: List,
}

impl Open {
    /// Whether an item continues the list.
    fn takes(&self, number: Option<u32>) -> bool {
        match (self.list.start, number) {
            (None, None) => true,
            (Some(start), Some(number)) => number == start.saturating_add(self.list.items.len() as u32),
            _ => false,
        }
    }
}

/// Lists under way.
#[derive(Default)]
pub struct Nest {
    open: Vec<Open>,
    out: Vec<Block>,
}

impl Nest {
    /// Adds an item.
    pub fn item(&mut self, place: &Place, mark: Mark, margin: Option<f32>, content: Vec<Block>) {
        let number = match mark {
            Mark::Bullet => None,
            Mark::Number(number) => Some(number),
            Mark::Next => Some(1),
        };
        let level = self.level(place, number, margin);
        while let Some(top) = self.open.pop_if(|top| top.level > level) {
            let below = self.open.last().map_or(0, |below| below.level);
            if below < level && top.takes(number) {
                // The levels between were skipped, or not copied.
                self.open.push(Open { level, named: place.level, ..top });
                break;
            }
            self.close(top);
        }
        let continues = self.open.last().is_some_and(|top| top.level == level && top.takes(number));
        if !continues {
            if let Some(other) = self.open.pop_if(|top| top.level == level) {
                self.close(other);
            }
            self.open.push(Open {
                name: place.list.clone(),
                named: place.level,
                level,
                margin: margin.unwrap_or_default(),
                list: List { start: number, items: Vec::new() },
            });
        }
        if let Some(top) = self.open.last_mut() {
            top.list.items.push(content);
            top.margin = margin.unwrap_or(top.margin);
        }
    }

    /// Adds a further paragraph to the item that has this margin, or to the last one.
    pub fn more(&mut self, margin: Option<f32>, content: Vec<Block>) {
        if let Some(margin) = margin {
            while self.open.len() > 1
                && let Some(deeper) = self.open.pop_if(|top| top.margin > margin + NEAR)
            {
                self.close(deeper);
            }
        }
        if let Some(item) = self.open.last_mut().and_then(|top| top.list.items.last_mut()) {
            item.extend(content);
        }
    }

    /// Whether an item of an open list has this margin.
    pub fn has_margin(&self, margin: f32) -> bool {
        self.open.iter().any(|open| (open.margin - margin).abs() < NEAR)
    }

    /// Whether a list of this name is open; one without a name may be any.
    pub fn has_list(&self, place: &Place) -> bool {
        place.list.is_none() || self.open.iter().any(|open| open.name == place.list)
    }

    /// All lists.
    pub fn end(mut self) -> Vec<Block> {
        while let Some(last) = self.open.pop() {
            self.close(last);
        }
        self.out
    }

    /// The level an item has here: as its list stands among those that are open.
    fn level(&self, place: &Place, number: Option<u32>, margin: Option<f32>) -> u8 {
        let same = self.open.iter().rev().find(|open| open.name.is_some() && open.name == place.list);
        if let Some(same) = same {
            return same.level.saturating_add(place.level).saturating_sub(same.named).max(1);
        }
        match self.open.last() {
            // Another list, further in: the writer sees it under the item above.
            Some(top)
                if place.level <= top.level
                    && top.list.start.is_some() != number.is_some()
                    && margin.is_some_and(|margin| margin > top.margin + FURTHER) =>
            {
                top.level.saturating_add(1)
            }
            _ => place.level,
        }
    }

    /// Puts a list into the item it belongs to, or after the lists before it.
    fn close(&mut self, closed: Open) {
        let list = Block::List(closed.list);
        match self.open.last_mut().and_then(|top| top.list.items.last_mut()) {
            Some(item) => item.push(list),
            None => self.out.push(list),
        }
    }
}

/// Margins, in points, that are the same to the eye.
const NEAR: f32 = 1.5;
/// A difference between margins that sets a list under an item.
const FURTHER: f32 = 9.0;
