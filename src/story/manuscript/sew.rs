//! Markup for changed nodes: that of the untouched ones as it stands, the others' written anew.

use std::collections::HashSet;
use std::ops::Range;

use crate::{Block, markup};

use super::Part;

/// What stands between blocks that are written anew.
const BETWEEN: &str = "\n\n";

/// How often what does not read back as it should is written in a wider circle before all is.
const TRIES: usize = 6;

/// For each block of a source where it is written, `lines` being those that they begin on, with the blank lines after it; the first with what stands before it.
/// Blocks that one line begins have the same.
pub fn spans(source: &str, lines: &[usize]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let byte = |line: usize| starts.get(line - 1).copied().unwrap_or(source.len());
    let first = lines.first().copied();
    let span = |line: &usize| {
        let start = if Some(*line) == first { 0 } else { byte(*line) };
        let next = lines.iter().find(|next| *next > line);
        start..next.map_or(source.len(), |next| byte(*next))
    };
    lines.iter().map(span).collect()
}

/// The markup of `parts`, and the lines that its blocks begin on. `kept` says which of `before`, whose markup is `source`, each of them is.
pub fn sewn(source: &str, before: &[Part], parts: &[Part], kept: &[Option<usize>]) -> (String, Vec<usize>) {
    let wanted: Vec<Block> = parts.iter().flat_map(|part| part.blocks.clone()).collect();
    let mut anew: HashSet<usize> = HashSet::new();
    for _ in 0..TRIES {
        let made = once(source, before, parts, kept, &anew);
        let read = markup::parse(&made);
        let Some(wrong) = first_difference(&read.blocks, &wanted) else { return (made, read.lines) };
        // Beside what it stands now, a source that was kept means something else.
        let known = anew.len();
        anew.extend(around(parts, wrong));
        if anew.len() == known {
            break;
        }
    }
    let made = markup::write(&wanted);
    let lines = markup::parse(&made).lines;
    (made, lines)
}

fn first_difference(read: &[Block], wanted: &[Block]) -> Option<usize> {
    if read == wanted {
        return None;
    }
    let same = read.iter().zip(wanted).take_while(|(one, other)| one == other).count();
    Some(same)
}

/// The parts that hold a block, and those beside it.
fn around(parts: &[Part], block: usize) -> Range<usize> {
    let mut seen = 0;
    let at = parts.iter().position(|part| {
        seen += part.blocks.len();
        seen > block
    });
    let at = at.unwrap_or(parts.len().saturating_sub(1));
    let full = |part: &&Part| !part.blocks.is_empty();
    let back = parts[..at].iter().rev().position(|part| full(&part)).map_or(0, |steps| at - steps - 1);
    let on = parts[(at + 1).min(parts.len())..]
        .iter()
        .position(|part| full(&part))
        .map_or(parts.len(), |steps| at + steps + 2);
    back..on.min(parts.len())
}

fn once(source: &str, before: &[Part], parts: &[Part], kept: &[Option<usize>], anew: &HashSet<usize>) -> String {
    let mut made = String::new();
    // What is to be written: blocks that stand together are written together, since some must know their neighbours.
    let mut written: Vec<Block> = Vec::new();
    let mut end_of_last = None;
    let mut addresses = lost_addresses(source, before, parts, kept, anew);
    let mut at = 0;
    while at < parts.len() {
        match stays(before, kept, at, anew) {
            Some((count, span)) => {
                flush(&mut made, &mut written);
                // Links look for their addresses between two directives, not in the whole source.
                let here = addresses.iter().take_while(|(at, _)| *at < span.start).count();
                addresses.drain(..here).for_each(|(_, address)| put(&mut made, address));
                if here > 0 {
                    end_of_last = None;
                }
                let text = &source[span.clone()];
                if end_of_last != Some(span.start) && !made.is_empty() {
                    end(&mut made);
                }
                made.push_str(if made.is_empty() && span.start > 0 { text.trim_start_matches('\n') } else { text });
                end_of_last = Some(span.end);
                at += count;
            }
            None => {
                if !parts[at].blocks.is_empty() {
                    if written.is_empty() && !made.is_empty() {
                        end(&mut made);
                    }
                    written.extend(parts[at].blocks.iter().cloned());
                    end_of_last = None;
                }
                at += 1;
            }
        }
    }
    flush(&mut made, &mut written);
    if !addresses.is_empty() {
        end_of_last = None;
    }
    addresses.into_iter().for_each(|(_, address)| put(&mut made, address));
    if !made.is_empty() && !made.ends_with('\n') {
        made.push('\n');
    }
    // The blank lines that stood between blocks do not stay where nothing follows.
    if end_of_last != Some(source.len()) {
        made.truncate(made.trim_end_matches('\n').len());
        if !made.is_empty() {
            made.push('\n');
        }
    }
    made
}

/// As [`whole`], where none of them is to be written anew.
fn stays(before: &[Part], kept: &[Option<usize>], at: usize, anew: &HashSet<usize>) -> Option<(usize, Range<usize>)> {
    whole(before, kept, at).filter(|(count, _)| (at..at + count).all(|at| !anew.contains(&at)))
}

/// Whether from `at` on the parts are all those that a stretch of the source was read as; how many, and where it is.
fn whole(before: &[Part], kept: &[Option<usize>], at: usize) -> Option<(usize, Range<usize>)> {
    let first = kept[at]?;
    let span = before[first].span.clone();
    if span.is_empty() || (first > 0 && before[first - 1].span == span) {
        return None;
    }
    let count = before[first..].iter().take_while(|part| part.span == span).count();
    let all = kept.get(at..at + count)?.iter().enumerate().all(|(step, kept)| *kept == Some(first + step));
    all.then_some((count, span))
}

fn flush(made: &mut String, written: &mut Vec<Block>) {
    if !written.is_empty() {
        made.push_str(markup::write(written).trim_end_matches('\n'));
        written.clear();
    }
}

/// Ends what is made so far with a blank line, unless it does.
fn end(made: &mut String) {
    let lines = made.len() - made.trim_end_matches('\n').len();
    if !made.is_empty() {
        made.push_str(&BETWEEN[lines.min(BETWEEN.len())..]);
    }
}

fn put(made: &mut String, text: &str) {
    end(made);
    made.push_str(text);
}

/// The addresses that links elsewhere may name, in stretches of the source that are not used any more: each with its byte.
fn lost_addresses<'s>(
    source: &'s str,
    before: &[Part],
    parts: &[Part],
    kept: &[Option<usize>],
    anew: &HashSet<usize>,
) -> Vec<(usize, &'s str)> {
    let mut used = HashSet::new();
    let mut at = 0;
    while at < parts.len() {
        match stays(before, kept, at, anew) {
            Some((count, span)) => {
                used.insert(span.start);
                at += count;
            }
            None => at += 1,
        }
    }
    let mut lost: Vec<&Range<usize>> = before.iter().map(|part| &part.span).collect();
    lost.retain(|span| !span.is_empty() && !used.contains(&span.start));
    lost.dedup();
    let named = |span: &Range<usize>| {
        let from = span.start;
        markup::definitions(&source[span.clone()]).into_iter().map(move |address| (from, address))
    };
    lost.into_iter().flat_map(named).collect()
}
