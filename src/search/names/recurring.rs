//! Names in scripts without capitals, found by what comes together again: words side by side that are side by side elsewhere in
//! the same text, too, as a person's or a city's name is.

use rustc_hash::FxHashMap;

use super::{LONGEST, Name};
use crate::text::fold::fold;
use crate::text::{Analyser, TermId, Words};

/// How often two words must be side by side: once is any sentence.
const TIMES: u32 = 2;

/// Runs of words of which each two recur, in the order of their first mention.
pub fn names(text: &str, words: &Words<'_>, analyser: &Analyser) -> Vec<Name> {
    let all = &words.tokens;
    let telling = |at: usize| -> Option<TermId> {
        let term = analyser.numbered(*words.terms.get(at)?);
        (!term.common && all[at].text.chars().any(is_caseless)).then_some(term.whole)
    };
    let pair = |at: usize| -> Option<(TermId, TermId)> {
        let joined = all.get(at + 1).is_some_and(|next| !next.apart && !next.opens);
        if joined { telling(at).zip(telling(at + 1)) } else { None }
    };
    let mut times: FxHashMap<(TermId, TermId), u32> = FxHashMap::default();
    for pair in (0..all.len()).filter_map(pair) {
        *times.entry(pair).or_default() += 1;
    }
    let recurs = |at: usize| pair(at).and_then(|pair| times.get(&pair)).is_some_and(|times| *times >= TIMES);
    let mut found: Vec<Name> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut at = 0;
    while at < all.len() {
        let start = at;
        while recurs(at) && at - start + 1 < LONGEST {
            at += 1;
        }
        at += 1;
        let run = &all[start..at];
        let (Some(first), Some(last)) = (run.first(), run.get(1..).and_then(<[_]>::last)) else { continue };
        let key = run.iter().map(|token| fold(token.text)).collect::<Vec<_>>().join(" ");
        if let Some(known) = by_key.get(&key) {
            found[*known].mentions += 1;
            continue;
        }
        let written = &text[first.at..last.at + last.text.len()];
        by_key.insert(key.clone(), found.len());
        found.push(Name { written: written.split_whitespace().collect::<Vec<_>>().join(" "), key, mentions: 1 });
    }
    found
}

fn is_caseless(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}
