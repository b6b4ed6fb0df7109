//! A story as it is compared: its most telling terms, each with how much the story makes of it.
//!
//! What a term weighs in a newsroom changes as stories come in, so a sketch holds only what the story itself says (a damped
//! count), and [`Sketch::weighed`] multiplies in how seldom the term is at the moment of comparing.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::names::{Name, Phrases, names};
use crate::rarity::Rarity;
use crate::statistics::Statistics;
use crate::text::{self, Analyser, Compound, TermId, id_of, is_pair, pair_of};

/// A word of the headline counts as two of the body: an editor chose it to say what the story is about.
const HEADLINE: f32 = 2.0;
/// A word of the standfirst or of the opening counts as one and a half: news is written with what matters first.
const OPENING: f32 = 1.5;
/// How many words the opening of a body has: two sentences of news.
const OPENING_WORDS: usize = 60;
/// A word of a name counts half as much again: who and where tells one event from another of its kind.
const NAMED: f32 = 1.5;
/// How many letters a part of a compound has that tells something by itself.
const TELLING: usize = 3;
/// How many words are kept: half of a story's different ones, within these bounds. The others weigh too little to move a comparison,
/// and where a story is long, more than a few lines' worth of them tells what it is about.
const KEPT: RangeInclusive<usize> = 64..=128;
/// How far apart the words of a pair may be: next to each other, or with one common word between (“Bank of England”).
const APART: usize = 2;
/// With how many mentions a term has half of the weight that it can have: the second says less than the first, and the tenth
/// next to nothing (BM25's saturation; between its usual 1.2 and 2, as words of headlines count double).
const HALF: f32 = 2.0;
/// Steps of the damped count, which is kept in a byte.
const STEPS: f32 = 255.0;

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
    /// Its words with damped counts, by number; all of them.
    pub terms: Vec<(TermId, f32)>,
    /// Its first pairs of words with damped counts, those that recur before the others.
    pub pairs: Vec<(TermId, f32)>,
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
    let opening = split.standfirst + OPENING_WORDS;
    for (words, first, rest) in [(&split.headline, HEADLINE, HEADLINE), (&split.running, OPENING, 1.0)] {
        let terms = words
            .terms
            .iter()
            .copied()
            .enumerate()
            .chain(words.compounds.iter().flat_map(|compound| as_one(compound, analyser)));
        for (at, number) in terms {
            let term = analyser.numbered(number);
            if !term.common {
                let weight = if at < opening { first } else { rest };
                let named = if named.contains(&term.whole) { NAMED } else { 1.0 };
                *counts.entry(term.id).or_default() += weight * named;
            }
        }
    }
    let mut terms: Vec<_> = counts.into_iter().map(|(term, count)| (term, damped(count))).collect();
    terms.sort_unstable_by_key(|(term, _)| *term);
    let pairs = pairs(split, analyser, pairs_kept(terms.len()));
    Reading { terms, pairs, names }
}

/// What a compound says beside its tokens, with its place: of “covid-19” that it is covid19, of “covid19” that it is about covid. The
/// parts of “strife-torn” say all themselves, and “19” next to nothing.
fn as_one<'a>(compound: &'a Compound, analyser: &'a Analyser) -> impl Iterator<Item = (usize, u32)> + 'a {
    let tells = |part: &u32| analyser.numbered(*part).stem.chars().filter(|c| c.is_alphabetic()).count() >= TELLING;
    let in_one = compound.tokens == 1;
    let whole = (!in_one && !compound.parts.iter().all(tells)).then_some(compound.whole);
    let parts = compound.parts.iter().copied().filter(move |part| in_one && tells(part));
    whole.into_iter().chain(parts).map(|number| (compound.at, number))
}

/// How many words are kept of so many different ones.
fn words_kept(different: usize) -> usize {
    (different / 2).clamp(*KEPT.start(), *KEPT.end())
}

/// How many pairs of words are kept beside them: what a story calls its matter, it says early, or again and again.
fn pairs_kept(different: usize) -> usize {
    words_kept(different) / 2
}

fn damped(count: f32) -> f32 {
    count / (count + HALF)
}

/// Words that stand together. Two reports of one event name it in the same turns (“rate cut”, “Boris Tadić”, “bus station”),
/// where two of the same kind share only the words.
fn pairs(split: &Split<'_>, analyser: &Analyser, most: usize) -> Vec<(TermId, f32)> {
    let mut counts: FxHashMap<TermId, usize> = FxHashMap::with_capacity_and_hasher(256, FxBuildHasher);
    let mut found: Vec<(TermId, u32)> = Vec::with_capacity(256);
    for words in [&split.headline, &split.running] {
        let mut before: Option<(TermId, usize)> = None;
        for (place, (token, number)) in words.tokens.iter().zip(&words.terms).enumerate() {
            if token.apart {
                before = None;
            }
            let term = analyser.numbered(*number);
            if term.common {
                continue;
            }
            if let Some((first, _)) = before.filter(|(_, at)| place - at <= APART) {
                let pair = pair_of(first, term.id);
                let known = *counts.entry(pair).or_insert(found.len());
                if known == found.len() {
                    found.push((pair, 0));
                }
                found[known].1 += 1;
            }
            before = Some((term.id, place));
        }
    }
    // A stable sort: those as often said stay in the order in which they come.
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.truncate(most);
    found.into_iter().map(|(pair, count)| (pair, damped(count as f32))).collect()
}

/// A story's most telling terms, by number, with damped counts in steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(pub Vec<(TermId, u8)>);

impl Sketch {
    /// Keeps the words of a reading that weigh most now, and its pairs.
    pub fn of(reading: &Reading, statistics: &Statistics) -> Self {
        let mut weighed: Vec<(f32, TermId, f32)> =
            reading.terms.iter().map(|&(term, count)| (count * statistics.idf(term), term, count)).collect();
        let heaviest =
            |one: &(f32, TermId, f32), other: &(f32, TermId, f32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        let most = words_kept(weighed.len());
        if weighed.len() > most {
            weighed.select_nth_unstable_by(most, heaviest);
            weighed.truncate(most);
        }
        let kept = weighed.into_iter().map(|(_, term, count)| (term, count)).chain(reading.pairs.iter().copied());
        let in_steps = |(term, count): (TermId, f32)| (term, (count * STEPS).round().clamp(1.0, 255.0) as u8);
        let mut kept: Vec<_> = kept.map(in_steps).collect();
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
    pub fn weighed(&self, rarity: &Rarity) -> Vector {
        let weight = |&(term, count): &(TermId, u8)| (term, f32::from(count) * rarity.weight(term));
        let mut terms: Vec<(TermId, f32)> = self.0.iter().map(weight).collect();
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
    /// Its words without its pairs, the heaviest first.
    pub fn heaviest_words(&self) -> Vec<(TermId, f32)> {
        let mut terms: Vec<_> = self.0.iter().copied().filter(|(term, _)| !is_pair(*term)).collect();
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
    fn a_longer_story_has_a_longer_sketch() {
        let mut analyser = Analyser::new(&Language::english());
        for (different, words, pairs) in [(40, 40, 32), (128, 64, 32), (180, 90, 45), (900, 128, 64)] {
            let body = (0..different).map(|number| format!("w{number}x")).collect::<Vec<_>>().join(" ");
            let reading = read(&Words { body: &body, ..Words::default() }, &mut analyser, &Phrases::default());
            let mut statistics = Statistics::default();
            statistics.add(reading.terms.iter().map(|(term, _)| *term));
            let kept = Sketch::of(&reading, &statistics).0;
            let of_pairs = kept.iter().filter(|(term, _)| is_pair(*term)).count();
            assert_eq!((kept.len() - of_pairs, of_pairs), (words, pairs), "{different} different words");
        }
    }

    #[test]
    fn a_vector_has_length_one_or_nothing_in_it() {
        let statistics = Statistics::default();
        assert!(Sketch::default().weighed(&Rarity::of(&statistics)).0.is_empty());
        let vector = Sketch(vec![(1, 40), (2, 80)]).weighed(&Rarity::of(&statistics));
        let length: f32 = vector.0.iter().map(|(_, weight)| weight * weight).sum();
        assert!(vector.0.is_empty() || (length - 1.0).abs() < 1e-5);
    }

    #[test]
    fn words_in_a_row_are_a_pair_unless_a_mark_parts_them() {
        let mut analyser = Analyser::new(&Language::english());
        let words = Words { headline: "Bank of England", standfirst: "", body: "Rates, bank. England banks of banks." };
        let reading = read(&words, &mut analyser, &Phrases::default());
        let mut pair = |first: &str, second: &str| {
            let pair = pair_of(analyser.term(first).id, analyser.term(second).id);
            reading.pairs.iter().any(|(known, _)| *known == pair)
        };
        assert!(pair("bank", "England") && pair("England", "bank") && pair("bank", "bank"));
        assert!(!pair("rate", "bank"), "a comma stands between");
        assert_eq!(reading.pairs.len(), 3);
    }

    #[test]
    fn a_pair_counts_once_two_stories_have_it() {
        let mut analyser = Analyser::new(&Language::english());
        let words = Words { headline: "Rate cut", standfirst: "", body: "Rate cuts please." };
        let reading = read(&words, &mut analyser, &Phrases::default());
        let mut statistics = Statistics::default();
        (0..10).for_each(|_| statistics.add(std::iter::empty()));
        let of_pairs = |statistics: &Statistics| {
            let vector = Sketch::of(&reading, statistics).weighed(&Rarity::of(statistics));
            vector.0.iter().filter(|(term, _)| is_pair(*term)).count()
        };
        for (holding, weighed) in [(1, 0), (2, reading.pairs.len())] {
            statistics.add(reading.terms.iter().chain(&reading.pairs).map(|(term, _)| *term));
            assert_eq!(of_pairs(&statistics), weighed, "{holding} stories have them");
        }
    }

    #[test]
    fn stories_share_a_thing_however_they_spell_it() {
        let mut analyser = Analyser::new(&Language::english());
        let mut terms = |body: &str| -> FxHashSet<TermId> {
            let reading = read(&Words { body, ..Words::default() }, &mut analyser, &Phrases::default());
            reading.terms.into_iter().map(|(term, _)| term).collect()
        };
        for (one, other) in [
            ("covid-19", "Covid19"),
            ("F-16s", "f16"),
            ("e-mail", "emails"),
            ("the U.S.", "the US"),
            ("the USA", "the U.S."),
            ("Côte d’Ivoire", "Cote d`Ivoire"),
        ] {
            assert!(!terms(one).is_disjoint(&terms(other)), "{one}, {other}");
        }
        assert!(terms("contact us, in full").is_disjoint(&terms("the US won")));
        assert!(terms("CONTACT US PLEASE").is_disjoint(&terms("the US won")));
    }
}
