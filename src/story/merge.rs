//! Two people's texts made from one: merged by block, and where both changed the same block, both kept apart.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::markup;

/// A stretch of a merged text; source texts of blocks, joined by blank lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Nobody changed it, or both in the same way.
    Same(String),
    /// One side changed it.
    Mine(String),
    /// The other side changed it.
    Theirs(String),
    /// Both changed it: somebody has to choose.
    Conflict {
        /// What it was.
        base: String,
        /// What one side made of it; empty where it was taken out.
        mine: String,
        /// What the other side made of it.
        theirs: String,
    },
}

/// Merges story markup by block: a three-way merge with blocks for lines, in which changes that touch are not yet a
/// conflict, only changes to the same blocks are.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Vec<Stretch> {
    let (base, mine, theirs) = (markup::pieces(base), markup::pieces(mine), markup::pieces(theirs));
    let (my_hunks, their_hunks) = (hunks(&base, &mine), hunks(&base, &theirs));
    let (mut my, mut their) = (my_hunks.as_slice(), their_hunks.as_slice());
    let mut merged = Vec::new();
    let mut done = 0;
    while let Some(range) = first(my, their) {
        let (range, my_count, their_count) = grown(range, my, their);
        let (my_part, their_part) = (&my[..my_count], &their[..their_count]);
        (my, their) = (&my[my_count..], &their[their_count..]);
        merged.extend(base[done..range.start].iter().map(|piece| Stretch::Same((*piece).to_owned())));
        done = range.end;
        let (mine, theirs) = (applied(&base, &range, my_part), applied(&base, &range, their_part));
        merged.push(if mine == theirs {
            Stretch::Same(mine)
        } else if my_part.is_empty() {
            Stretch::Theirs(theirs)
        } else if their_part.is_empty() {
            Stretch::Mine(mine)
        } else {
            Stretch::Conflict { base: base[range].join(BETWEEN), mine, theirs }
        });
    }
    merged.extend(base[done..].iter().map(|piece| Stretch::Same((*piece).to_owned())));
    merged
}

const BETWEEN: &str = "\n\n";

/// What one side put in the place of some blocks of the base.
struct Hunk<'t> {
    range: Range<usize>,
    now: Vec<&'t str>,
}

/// One side's changes, in order. Where blocks were replaced by as many others, each is a change of its own.
fn hunks<'t>(base: &[&str], side: &[&'t str]) -> Vec<Hunk<'t>> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, side) {
        let (old, new) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Replace { .. } if old.len() == new.len() => {
                found.extend(old.zip(new).map(|(at, to)| Hunk { range: at..at + 1, now: vec![side[to]] }));
            }
            _ => found.push(Hunk { range: old, now: side[new].to_vec() }),
        }
    }
    found
}

fn first(my: &[Hunk<'_>], their: &[Hunk<'_>]) -> Option<Range<usize>> {
    let ranges = my.first().into_iter().chain(their.first()).map(|hunk| hunk.range.clone());
    ranges.min_by_key(|range| (range.start, range.end))
}

/// The range with every change that meets it, and how many of each side's changes these are.
fn grown(mut range: Range<usize>, my: &[Hunk<'_>], their: &[Hunk<'_>]) -> (Range<usize>, usize, usize) {
    let meets = |range: &Range<usize>, hunk: &Hunk<'_>| {
        *range == hunk.range || (hunk.range.start < range.end && range.start < hunk.range.end)
    };
    let (mut mine, mut theirs) = (0, 0);
    loop {
        let (hunk, count) = match (my.get(mine), their.get(theirs)) {
            (Some(hunk), _) if meets(&range, hunk) => (hunk, &mut mine),
            (_, Some(hunk)) if meets(&range, hunk) => (hunk, &mut theirs),
            _ => return (range, mine, theirs),
        };
        *count += 1;
        range = range.start.min(hunk.range.start)..range.end.max(hunk.range.end);
    }
}

/// The blocks of a range as one side has them.
fn applied(base: &[&str], range: &Range<usize>, hunks: &[Hunk<'_>]) -> String {
    let mut now = Vec::new();
    let mut done = range.start;
    for hunk in hunks {
        now.extend_from_slice(&base[done..hunk.range.start]);
        now.extend_from_slice(&hunk.now);
        done = hunk.range.end;
    }
    now.extend_from_slice(&base[done..range.end]);
    now.join(BETWEEN)
}

/// The merged text, if nobody has to choose.
pub fn settled(merged: &[Stretch]) -> Option<String> {
    let mut parts = Vec::new();
    for stretch in merged {
        match stretch {
            Stretch::Same(text) | Stretch::Mine(text) | Stretch::Theirs(text) => parts.push(text.as_str()),
            Stretch::Conflict { .. } => return None,
        }
    }
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join(BETWEEN);
    text.push('\n');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: &str = "One.\n\nTwo.\n\nThree.\n\nFour.\n";

    #[test]
    fn changes_to_different_blocks_merge() {
        let mine = BASE.replace("Two", "Second");
        let theirs = format!("{}\nFive.\n", BASE.replace("Three", "Third"));
        let merged = merge(BASE, &mine, &theirs);
        assert_eq!(settled(&merged).unwrap(), "One.\n\nSecond.\n\nThird.\n\nFour.\n\nFive.\n");
        let removed = BASE.replace("Two.\n\n", "");
        assert_eq!(settled(&merge(BASE, &removed, &theirs)).unwrap(), "One.\n\nThird.\n\nFour.\n\nFive.\n");
    }

    #[test]
    fn changes_to_one_block_keep_both() {
        let merged = merge(BASE, &BASE.replace("Two", "Second"), &BASE.replace("Two", "Number two"));
        let conflict = Stretch::Conflict { base: "Two.".into(), mine: "Second.".into(), theirs: "Number two.".into() };
        assert_eq!(merged[1], conflict);
        assert_eq!(settled(&merged), None);
        // One took it out, the other changed it.
        let merged = merge(BASE, &BASE.replace("Two.\n\n", ""), &BASE.replace("Two", "Number two"));
        let conflict = Stretch::Conflict { base: "Two.".into(), mine: String::new(), theirs: "Number two.".into() };
        assert_eq!(merged[1], conflict);
    }

    fn body() -> impl Strategy<Value = String> {
        prop::collection::vec("[a-c]{1,2}\\.", 0..7).prop_map(|blocks| blocks.join("\n\n") + "\n")
    }

    proptest! {
        #[test]
        fn one_sided_changes_win_and_both_sides_are_alike(base in body(), mine in body(), theirs in body()) {
            let tidy = |text: &str| markup::pieces(text).join("\n\n") + "\n";
            prop_assert_eq!(settled(&merge(&base, &mine, &base)), Some(tidy(&mine)));
            prop_assert_eq!(settled(&merge(&base, &base, &theirs)), Some(tidy(&theirs)));
            prop_assert_eq!(settled(&merge(&base, &mine, &mine)), Some(tidy(&mine)));
            // Nobody's words are lost.
            let all: String = merge(&base, &mine, &theirs).iter().map(|stretch| format!("{stretch:?}")).collect();
            for piece in markup::pieces(&mine).into_iter().filter(|piece| !base.contains(piece)) {
                prop_assert!(all.contains(piece), "{piece} of {mine:?}");
            }
        }
    }
}
