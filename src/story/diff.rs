//! What changed between two texts: by block, and word by word inside a block that changed.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

use crate::markup;

/// A block of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockChange {
    /// It stayed as it is.
    Same(String),
    /// It is new.
    Added(String),
    /// It was taken out.
    Removed(String),
    /// Words of it changed.
    Changed(Vec<Run>),
}

/// A run of words of a block that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    /// These stayed.
    Same(String),
    /// These are new.
    Added(String),
    /// These were taken out.
    Removed(String),
}

/// Compares two texts in story markup.
pub fn blocks(old: &str, new: &str) -> Vec<BlockChange> {
    let (old, new) = (markup::pieces(old), markup::pieces(new));
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        if let DiffOp::Equal { .. } = op {
            changes.extend(before.iter().map(|piece| BlockChange::Same((*piece).to_owned())));
            continue;
        }
        let paired = before.len().min(after.len());
        for (one, other) in before.iter().zip(after) {
            pair(one, other, &mut changes);
        }
        changes.extend(before[paired..].iter().map(|piece| BlockChange::Removed((*piece).to_owned())));
        changes.extend(after[paired..].iter().map(|piece| BlockChange::Added((*piece).to_owned())));
    }
    changes
}

/// Two blocks with hardly a word in common are two blocks, not one that changed.
fn pair(one: &str, other: &str, changes: &mut Vec<BlockChange>) {
    let runs = words(one, other);
    let same: usize = runs.iter().map(|run| if let Run::Same(text) = run { text.trim().len() } else { 0 }).sum();
    if same * 4 < one.len().min(other.len()) {
        changes.push(BlockChange::Removed(one.to_owned()));
        changes.push(BlockChange::Added(other.to_owned()));
    } else {
        changes.push(BlockChange::Changed(runs));
    }
}

/// Compares two lines or blocks word by word.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (words_and_gaps(old), words_and_gaps(new));
    let mut runs: Vec<Run> = Vec::new();
    let compared = capture_diff_slices(Algorithm::Myers, &old, &new);
    for change in compared.iter().flat_map(|op| op.iter_changes(&old[..], &new[..])) {
        let text = change.value();
        match (change.tag(), runs.last_mut()) {
            (ChangeTag::Equal, Some(Run::Same(run)))
            | (ChangeTag::Insert, Some(Run::Added(run)))
            | (ChangeTag::Delete, Some(Run::Removed(run))) => run.push_str(text),
            (ChangeTag::Equal, _) => runs.push(Run::Same(text.to_owned())),
            (ChangeTag::Insert, _) => runs.push(Run::Added(text.to_owned())),
            (ChangeTag::Delete, _) => runs.push(Run::Removed(text.to_owned())),
        }
    }
    runs
}

/// A text's words and the white space between them, in turn.
fn words_and_gaps(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while let Some(first) = text.chars().next() {
        let end = text.find(|sign: char| sign.is_whitespace() != first.is_whitespace()).unwrap_or(text.len());
        let (run, rest) = text.split_at(end);
        found.push(run);
        text = rest;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_blocks_that_changed_are_named() {
        let old = "The minister spoke on Monday.\n\nNobody asked.\n\nThe end.\n";
        let new = "The minister spoke on Tuesday.\n\nThe end.\n\nAnd more.\n";
        let changes = blocks(old, new);
        let first = BlockChange::Changed(vec![
            Run::Same("The minister spoke on ".into()),
            Run::Removed("Monday.".into()),
            Run::Added("Tuesday.".into()),
        ]);
        let rest = [
            BlockChange::Removed("Nobody asked.".into()),
            BlockChange::Same("The end.".into()),
            BlockChange::Added("And more.".into()),
        ];
        assert_eq!(changes[0], first);
        assert_eq!(changes[1..], rest);
    }

    #[test]
    fn two_different_blocks_are_not_one_that_changed() {
        let changes = blocks("Alpha beta gamma.\n", "Completely other sentence here.\n");
        assert!(matches!(&changes[..], [BlockChange::Removed(_), BlockChange::Added(_)]), "{changes:?}");
    }

    proptest! {
        #[test]
        fn the_runs_give_both_texts_back(old in "[a-d .]{0,40}", new in "[a-d .]{0,40}") {
            let runs = words(&old, &new);
            let side = |skip: fn(&Run) -> bool| -> String {
                let text = |run: &Run| match run { Run::Same(text) | Run::Added(text) | Run::Removed(text) => text.clone() };
                runs.iter().filter(|run| !skip(run)).map(text).collect()
            };
            prop_assert_eq!(side(|run| matches!(run, Run::Added(_))), old);
            prop_assert_eq!(side(|run| matches!(run, Run::Removed(_))), new);
        }
    }
}
