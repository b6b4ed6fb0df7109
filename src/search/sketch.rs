//! A story as it is compared: its most telling terms, each with how much the story makes of it.
//!
//! What a term weighs in a newsroom changes as stories come in, so a sketch holds only what the story itself says (a damped
//! count), and [`Sketch::weighed`] multiplies in how seldom the term is at the moment of comparing.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::names::{Name, Phrases, names};
use crate::statistics::Statistics;
use crate::text::{self, Analyser, TermId, id_of};

/// A word of the headline counts as two of the body: an editor chose it to say what the story is about.
const HEADLINE: f32 = 2.0;
/// A word of the standfirst or of the opening counts as one and a half: news is written with what matters first.
const OPENING: f32 = 1.5;
/// How many words the opening of a body has: two sentences of news.
const OPENING_WORDS: usize = 60;
/// A word of a name counts half as much again: who and where tells one event from another of its kind.
const NAMED: f32 = 1.5;
/// How many terms are kept. The rest of an ordinary story's weigh too little to move a comparison.
const KEPT: usize = 64;
/// Steps a unit of the damped count, which is kept in a byte.
const STEPS: f32 = 40.0;

/// The plain text of a story.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words<'t> {
    /// The headline.
    pub headline: &'t str,
    /// The standfirst, or nothing.
    pub standfirst: &'t str,
    /// The body.
    pub body: &'t str,
}

/// What is read out of a story's text in one go.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its terms with damped counts, by number; all of them.
    pub terms: Vec<(TermId, f32)>,
    /// The names in it, the most mentioned first.
    pub names: Vec<Name>,
}

/// A story's text, split into words.
pub struct Split<'t> {
    /// The headline's; none where the story has none of its own, and its first words stand in for one: they are not to be counted
    /// twice.
    pub headline: text::Words<'t>,
    /// The standfirst's and the body's.
    pub running: text::Words<'t>,
    /// How many of these are the standfirst's.
    pub standfirst: usize,
}

impl<'t> Words<'t> {
    /// The standfirst and the body.
    pub fn running(&self) -> Cow<'t, str> {
        if self.standfirst.is_empty() {
            return Cow::Borrowed(self.body);
        }
        Cow::Owned([self.standfirst, "\n", self.body].concat())
    }

    /// Splits it; `running` is what [`running`](Self::running) gave.
    pub fn split(&self, running: &'t str, analyser: &mut Analyser) -> Split<'t> {
        let headline = if self.body.starts_with(self.headline) { "" } else { self.headline };
        let headline = analyser.words(headline);
        let running = analyser.words(running);
        let standfirst = running.tokens.partition_point(|token| token.at < self.standfirst.len());
        Split { headline, running, standfirst }
    }
}

/// Reads a story's text; `listed` are the newsroom's topics in its language.
pub fn read(words: &Words<'_>, analyser: &mut Analyser, listed: &Phrases) -> Reading {
    let running = words.running();
    read_split(&running, &words.split(&running, analyser), analyser, listed)
}

/// Reads a story's text that was split: `running` is what the words of [`Split::running`] are of.
pub fn read_split(running: &str, split: &Split<'_>, analyser: &Analyser, listed: &Phrases) -> Reading {
    let names = names(running, &split.running, analyser, listed);
    let named: FxHashSet<TermId> = names.iter().flat_map(|name| name.key.split(' ')).map(id_of).collect();
    let mut counts: FxHashMap<TermId, f32> = FxHashMap::with_capacity_and_hasher(256, FxBuildHasher);
    let (standfirst, body) = split.running.terms.split_at(split.standfirst);
    let (opening, rest) = body.split_at(OPENING_WORDS.min(body.len()));
    for (terms, weight) in
        [(split.headline.terms.as_slice(), HEADLINE), (standfirst, OPENING), (opening, OPENING), (rest, 1.0)]
    {
        for number in terms {
            let term = analyser.numbered(*number);
            if !term.common {
                let named = if named.contains(&term.whole) { NAMED } else { 1.0 };
                *counts.entry(term.id).or_default() += weight * named;
            }
        }
    }
    // The second mention of a word says less than the first: the logarithm, as usual for cosines.
    let mut terms: Vec<_> = counts.into_iter().map(|(term, count)| (term, count.ln_1p())).collect();
    terms.sort_unstable_by_key(|(term, _)| *term);
    Reading { terms, names }
}

/// A story's most telling terms, by number, with damped counts in steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(pub Vec<(TermId, u8)>);

impl Sketch {
    /// Keeps the terms of a reading that weigh most now.
    pub fn of(reading: &Reading, statistics: &Statistics) -> Self {
        let mut weighed: Vec<(f32, TermId, f32)> =
            reading.terms.iter().map(|&(term, count)| (count * statistics.idf(term), term, count)).collect();
        let heaviest =
            |one: &(f32, TermId, f32), other: &(f32, TermId, f32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        if weighed.len() > KEPT {
            weighed.select_nth_unstable_by(KEPT, heaviest);
            weighed.truncate(KEPT);
        }
        let mut kept: Vec<_> = weighed
            .into_iter()
            .map(|(_, term, count)| (term, (count * STEPS).round().clamp(1.0, 255.0) as u8))
            .collect();
        kept.sort_unstable_by_key(|(term, _)| *term);
        Self(kept)
    }

    /// As numbers of 40 bits, for a column of an index.
    pub fn packed(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|&(term, count)| (u64::from(term) << 8) | u64::from(count))
    }

    /// From what [`packed`](Self::packed) gave, in that order.
    pub fn unpacked(packed: impl Iterator<Item = u64>) -> Self {
        Self(packed.map(|number| ((number >> 8) as TermId, (number & 0xff) as u8)).collect())
    }

    /// The sketch as a vector of length one, each term by how seldom it is.
    pub fn weighed(&self, statistics: &Statistics) -> Vector {
        // The counters lie far apart in memory: they are waited for together, before the first logarithm.
        let mut terms: Vec<(TermId, f32)> =
            self.0.iter().map(|&(term, _)| (term, statistics.holding(term) as f32)).collect();
        for ((_, weight), (_, count)) in terms.iter_mut().zip(&self.0) {
            *weight = f32::from(*count) * statistics.idf_of(*weight);
        }
        terms.retain(|(_, weight)| *weight > 0.0);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        terms.iter_mut().for_each(|(_, weight)| *weight /= length);
        Vector(terms)
    }
}

/// Weights by term, ordered by the term's number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vector(pub Vec<(TermId, f32)>);

impl Vector {
    /// The heaviest terms, the heaviest first.
    pub fn heaviest(&self) -> Vec<(TermId, f32)> {
        let mut terms = self.0.clone();
        terms.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_story::Language;

    #[test]
    fn a_sketch_survives_its_column() {
        let mut analyser = Analyser::new(&Language::english());
        let words =
            Words { headline: "Talks in Ankara", standfirst: "", body: "Ministers met in Ankara, and met again." };
        let reading = read(&words, &mut analyser, &Phrases::default());
        let mut statistics = Statistics::default();
        statistics.add(reading.terms.iter().map(|(term, _)| *term));
        let sketch = Sketch::of(&reading, &statistics);
        assert_eq!(Sketch::unpacked(sketch.packed()), sketch);
        let ankara = analyser.term("Ankara").id;
        let heaviest = sketch.0.iter().max_by_key(|(_, count)| *count).unwrap();
        assert_eq!(heaviest.0, ankara, "it is in the headline, in the body, and a name");
    }

    #[test]
    fn a_vector_has_length_one_or_nothing_in_it() {
        let statistics = Statistics::default();
        assert!(Sketch::default().weighed(&statistics).0.is_empty());
        let vector = Sketch(vec![(1, 40), (2, 80)]).weighed(&statistics);
        let length: f32 = vector.0.iter().map(|(_, weight)| weight * weight).sum();
        assert!(vector.0.is_empty() || (length - 1.0).abs() < 1e-5);
    }
}
