//! Where the words of a block stand in its source: their letters are all there, in order, with signs between them.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// No block keeps the writer waiting: what is not found by then is taken to be the end.
const PATIENCE: Duration = Duration::from_millis(20);

/// For each letter of the words, where its source begins and how long it is; `None` where it is written otherwise.
fn found(source: &str, words: &str) -> Vec<(usize, Option<Range>)> {
    let signs: Vec<(usize, char)> = source.char_indices().collect();
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let (a, b): (Vec<char>, Vec<char>) =
        (signs.iter().map(|one| one.1).collect(), letters.iter().map(|one| one.1).collect());
    let mut at: Vec<(usize, Option<Range>)> = letters.iter().map(|(at, _)| (*at, None)).collect();
    for op in capture_diff_slices_deadline(Algorithm::Myers, &a, &b, deadline()) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                let (start, sign) = signs[old_index + step];
                at[new_index + step].1 = Some((start, start + sign.len_utf8()));
            }
        }
    }
    at
}

type Range = (usize, usize);

/// Browsers' WASM has no clock of this kind: there nothing is cut short.
fn deadline() -> Option<Instant> {
    (!cfg!(target_arch = "wasm32")).then(|| Instant::now() + PATIENCE)
}

/// The byte of the source where the words from byte `at` of them go on: after the letter before it.
pub fn byte_of(source: &str, words: &str, at: usize) -> usize {
    let found = found(source, words);
    let before = found.iter().take_while(|(letter, _)| *letter < at).filter_map(|(_, range)| *range).last();
    match before {
        Some((_, end)) => end,
        None => found.iter().find_map(|(_, range)| *range).map_or(source.len(), |(start, _)| start),
    }
}

/// The byte of the words that byte `at` of the source stands before.
pub fn word_at(source: &str, words: &str, at: usize) -> usize {
    let found = found(source, words);
    let next =
        found.iter().filter(|(_, range)| range.is_some_and(|(start, _)| start >= at)).map(|(letter, _)| *letter).next();
    next.unwrap_or(words.len())
}
