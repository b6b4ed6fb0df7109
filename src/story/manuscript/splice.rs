//! From one list of nodes to the next.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::Block;
use crate::document;

use super::{Change, Part, Piece};

/// The parts after a change, and for each which one it was before, if it was not touched.
pub fn applied(parts: &[Part], change: Change) -> (Vec<Part>, Vec<Option<usize>>) {
    let from = change.from.min(parts.len());
    let to = change.to.clamp(from, parts.len());
    let keep = |range: std::ops::Range<usize>| range.map(|at| (parts[at].clone(), Some(at)));
    let between = change.blocks.into_iter().filter_map(|piece| match piece {
        Piece::Kept(at) => parts.get(at).map(|part| (part.clone(), Some(at))),
        Piece::Node(node) => Some((Part::new(node), None)),
    });
    keep(0..from).chain(between).chain(keep(to..parts.len())).unzip()
}

/// The change that makes the parts say these blocks; `None` where they do.
pub fn between(parts: &[Part], blocks: &[Block]) -> Option<Change> {
    // Parts that say nothing yet stand with the one before them.
    let mut start = 0;
    let mut seen = 0;
    for part in parts {
        match blocks.get(seen..seen + part.blocks.len()) {
            Some(same) if *same == part.blocks => {
                seen += same.len();
                start += 1;
            }
            _ => break,
        }
    }
    let mut end = parts.len();
    let mut left = blocks.len();
    while end > start {
        let part = &parts[end - 1];
        match left.checked_sub(part.blocks.len()).filter(|from| *from >= seen) {
            Some(from) if blocks[from..left] == part.blocks => {
                left = from;
                end -= 1;
            }
            _ => break,
        }
    }
    let (old, new) = (&parts[start..end], &blocks[seen..left]);
    if old.iter().all(|part| part.blocks.is_empty()) && new.is_empty() {
        return None;
    }
    let made = compared(old, new)
        .into_iter()
        .map(|at| match at {
            Found::Old(at) => Piece::Kept(start + at),
            Found::New(at) => Piece::Node(document::node(&new[at])),
        })
        .collect::<Vec<_>>();
    let all_gone = made.is_empty() && start == 0 && end == parts.len();
    let made = if all_gone { document::document(&[]).content.into_iter().map(Piece::Node).collect() } else { made };
    Some(Change { from: start, to: end, blocks: made })
}

enum Found {
    Old(usize),
    New(usize),
}

/// What stands in the place of `old` for it to say `new`.
fn compared<'a>(old: &'a [Part], new: &'a [Block]) -> Vec<Found> {
    // Blocks that are the same get the same number. Both lists are short: they are what has changed.
    let mut known: Vec<&'a [Block]> = Vec::new();
    let mut number = |blocks: &'a [Block]| {
        known.iter().position(|other| *other == blocks).unwrap_or_else(|| {
            known.push(blocks);
            known.len() - 1
        })
    };
    let before: Vec<usize> = old.iter().map(|part| number(&part.blocks)).collect();
    let after: Vec<usize> = new.chunks(1).map(number).collect();
    let mut made = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        match op {
            DiffOp::Equal { .. } => made.extend(op.old_range().map(Found::Old)),
            _ => made.extend(op.new_range().map(Found::New)),
        }
    }
    made
}
