//! What has changed lately: a page that was being made meanwhile must not be kept.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::parts::{Packed, Touched};

/// How many changes are remembered; a page that takes longer than so many to make is sent and not kept.
const REMEMBERED: usize = 256;

/// The latest changes, each with its number.
#[derive(Debug, Default)]
pub struct Moves(VecDeque<(u64, Arc<Touched>)>);

impl Moves {
    /// Notes the change of a number, which is one more than that of the change before.
    pub fn note(&mut self, number: u64, touched: Arc<Touched>) {
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back((number, touched));
    }

    /// Whether a page that was begun after the change of this number is still as it would be made now.
    pub fn is_current(&self, since: u64, page: &Packed) -> bool {
        let forgotten = self.0.front().is_some_and(|(number, _)| *number > since + 1);
        !forgotten && self.0.iter().all(|(number, touched)| *number <= since || !touched.concerns(page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{Part, Reads};

    #[test]
    fn a_page_is_current_unless_its_parts_changed_since_it_was_begun() {
        let mut moves = Moves::default();
        let mut reads = Reads::default();
        reads.part(Part::of(&1_usize));
        let page = reads.packed();
        assert!(moves.is_current(0, &page));
        let change = |part: usize| {
            let mut touched = Touched::default();
            touched.part(Part::of(&part));
            Arc::new(touched)
        };
        moves.note(1, change(2));
        moves.note(2, change(1));
        moves.note(3, change(3));
        assert!(!moves.is_current(0, &page) && !moves.is_current(1, &page));
        assert!(moves.is_current(2, &page) && moves.is_current(3, &page));
        for number in 4..300 {
            moves.note(number, change(9));
        }
        assert!(!moves.is_current(2, &page), "what happened since is not remembered");
        assert!(moves.is_current(298, &page));
    }
}
