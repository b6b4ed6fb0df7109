//! What was meant by a query, by what its best answers are about.

use rustc_hash::FxHashMap;

use crate::index::{Hit, Snapshot};
use crate::likeness::smooth;
use crate::sketch::Vector;
use crate::text::TermId;

/// How many of the best are taken to be what was meant, when the others are compared with them: an event has few reports.
const FEEDBACK: usize = 3;

/// How fast they count less as their scores fall behind the best: as the eighth power, so that where one story clearly answers
/// the query it alone says what was meant.
const FALL: i32 = 8;

/// How much the likeness to the best counts, beside the words that were asked for: twice as much, for a query has a few words
/// and a story hundreds (a feedback model's share is usually set between a half and two thirds: Lavrenko and Croft 2001).
const FEEDBACK_WEIGHT: f32 = 2.0;

/// How many of the best are compared with each other after that, with how many of these each, and how much these count beside its
/// own score: a story among good answers is likely to be one, and less surely than by what it says itself.
const COMPARED: usize = 100;
const NEIGHBOURS: usize = 10;
const NEIGHBOURS_SHARE: f32 = 0.3;

/// The most that a score can be after it.
pub const MOST: f32 = 1.0 + NEIGHBOURS_SHARE;

/// Brings stories forward that are like the best ones (pseudo-relevance feedback after Rocchio), so that a story in other words
/// on the same matter is found with those that have the words. The best come first in the answer.
pub fn compared_with_best(index: &Snapshot, mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_unstable_by(|one, other| index.order(one, other));
    let Some(highest) = hits.first().map(|hit| hit.score).filter(|score| *score > 0.0) else { return hits };
    let vectors: Vec<Vector> = hits.iter().map(|hit| index.sketch(hit.at).weighed(index.rarity())).collect();
    let mut meant: FxHashMap<TermId, f32> = FxHashMap::default();
    for (hit, vector) in hits.iter().zip(&vectors).take(FEEDBACK) {
        for &(term, weight) in &vector.0 {
            *meant.entry(term).or_default() += weight * (hit.score / highest).powi(FALL);
        }
    }
    let like =
        |vector: &Vector| -> f32 { vector.0.iter().filter_map(|(term, weight)| Some(weight * meant.get(term)?)).sum() };
    let likenesses: Vec<f32> = vectors.iter().map(like).collect();
    let most = likenesses.iter().copied().fold(f32::EPSILON, f32::max);
    for (hit, likeness) in hits.iter_mut().zip(likenesses) {
        hit.score = (hit.score / highest + FEEDBACK_WEIGHT * likeness / most) / (1.0 + FEEDBACK_WEIGHT);
    }
    let mut all: Vec<(Hit, Vector)> = hits.into_iter().zip(vectors).collect();
    all.sort_unstable_by(|(one, _), (other, _)| index.order(one, other));
    let (mut hits, vectors): (Vec<Hit>, Vec<Vector>) = all.into_iter().unzip();
    let mut scores: Vec<f32> = hits.iter().take(COMPARED).map(|hit| hit.score).collect();
    smooth(&mut scores, &vectors, NEIGHBOURS, NEIGHBOURS_SHARE);
    hits.iter_mut().zip(scores).for_each(|(hit, score)| hit.score = score);
    hits
}
