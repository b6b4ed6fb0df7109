//! How alike two stories are, seen among their neighbours.
//!
//! Two reports of one event may share few words, and each share many with a third. So a story is compared not alone but together
//! with the stories nearest to it: to its own vector theirs are added, each as far as it is near (a step of diffusion over the
//! graph of neighbours; in retrieval, Rocchio's feedback without a judge, applied to both sides). The neighbours are those
//! within a pool of candidates, so that the work is bounded however large the newsroom is.

use crate::sketch::Vector;
use crate::text::TermId;

/// How many candidates a story is compared among.
pub const POOL: usize = 128;

/// How many neighbours stand in with a story: events have few reports, and the fifth nearest is mostly of another event.
const NEIGHBOURS: usize = 4;

/// How much a neighbour weighs that is just like the story; others weigh as much less as they are less near. Most are less
/// than half as near, so that the four together weigh about as much as the story.
const NEIGHBOUR: f32 = 2.0;

/// How much the words of two stories alone count beside what they have in common together with their neighbours. Neighbours find reports
/// in other words; but those of a large event are nearly the same for each of its stories, and do not tell which is the nearest.
const OWN: f32 = 0.5;

/// A neighbour's place in the pool and its weight.
type Near = Vec<(usize, f32)>;

/// Each term's places with its weight there, in the order of terms: one list, for thousands of small ones cost more than to sort it.
type Postings = Vec<(TermId, u32, f32)>;

/// A story and the candidates for standing beside it.
pub struct Pool {
    size: usize,
    postings: Postings,
    /// The likeness of each to each by their own words, row by row. The story itself is number 0.
    pairs: Vec<f32>,
    /// The neighbours of each.
    near: Vec<Near>,
    /// The likeness of each by its own words to the story with its neighbours.
    reach: Vec<f32>,
    own_length: f32,
}

impl Pool {
    /// Of a story and its candidates, which are numbered from 1 in this order.
    pub fn new(story: &Vector, candidates: &[Vector]) -> Self {
        let size = candidates.len() + 1;
        let postings = postings(std::iter::once(story).chain(candidates));
        let pairs = pairs(&postings, size);
        let near: Vec<Near> = (0..size).map(|place| standing_in(&pairs[place * size..][..size], Some(place))).collect();
        let mut pool = Self { size, postings, pairs, near, reach: Vec::new(), own_length: 1.0 };
        pool.own_length = pool.length(&pool.near[0], pool.row(0), 1.0);
        pool.reach = (0..size).map(|place| pool.reached(|from| pool.row(from)[place])).collect();
        pool
    }

    /// The likeness of a candidate to the story, from 0 to 1: each alone, and each with its neighbours.
    pub fn likeness(&self, candidate: usize) -> f32 {
        let together = self.together(self.reach[candidate], self.row(candidate), &self.near[candidate], 1.0);
        with_own(self.sameness(0, candidate), together)
    }

    /// The likeness to the story of another story that is not in the pool.
    pub fn likeness_outside(&self, other: &Vector) -> f32 {
        let mut row = vec![0.0; self.size];
        let mut own = 0.0;
        for &(term, weight) in &other.0 {
            own += weight * weight;
            let start = self.postings.partition_point(|(other, ..)| *other < term);
            for &(_, place, its) in self.postings[start..].iter().take_while(|(other, ..)| *other == term) {
                row[place as usize] += weight * its;
            }
        }
        let together = self.together(self.reached(|from| row[from]), &row, &standing_in(&row, None), own);
        with_own(row[0], together)
    }

    /// The likeness of two candidates by their own words alone: nearly 1 for two copies of one text.
    pub fn sameness(&self, one: usize, other: usize) -> f32 {
        self.row(one)[other]
    }

    fn row(&self, place: usize) -> &[f32] {
        &self.pairs[place * self.size..][..self.size]
    }

    /// What the story with its neighbours has in common with something, from what each of them has.
    fn reached(&self, with: impl Fn(usize) -> f32) -> f32 {
        let near = self.near[0].iter().map(|&(place, weight)| weight * with(place)).sum::<f32>();
        (with(0) + near) / self.own_length
    }

    fn together(&self, reach: f32, row: &[f32], near: &Near, own: f32) -> f32 {
        let sum = reach + near.iter().map(|&(place, weight)| weight * self.reach[place]).sum::<f32>();
        (sum / self.length(near, row, own)).clamp(0.0, 1.0)
    }

    /// The length of a vector together with its neighbours': `row` is what it has in common with each of the pool.
    fn length(&self, near: &Near, row: &[f32], own: f32) -> f32 {
        let mut square = own;
        for &(one, weight) in near {
            square += 2.0 * weight * row[one];
            square += near.iter().map(|&(other, its)| weight * its * self.row(one)[other]).sum::<f32>();
        }
        square.max(f32::EPSILON).sqrt()
    }
}

fn with_own(own: f32, together: f32) -> f32 {
    OWN * own + (1.0 - OWN) * together
}

fn postings<'v>(vectors: impl Iterator<Item = &'v Vector>) -> Postings {
    let of = |(place, vector): (usize, &'v Vector)| vector.0.iter().map(move |&(term, by)| (term, place as u32, by));
    let mut postings: Postings = vectors.enumerate().flat_map(of).collect();
    postings.sort_unstable_by_key(|&(term, place, _)| u64::from(term) << 32 | u64::from(place));
    postings
}

fn pairs(postings: &Postings, size: usize) -> Vec<f32> {
    let mut pairs = vec![0.0; size * size];
    for of_term in postings.chunk_by(|(one, ..), (other, ..)| one == other) {
        for &(_, one, weight) in of_term {
            let row = &mut pairs[one as usize * size..][..size];
            for &(_, other, other_weight) in of_term {
                row[other as usize] += weight * other_weight;
            }
        }
    }
    pairs
}

/// Lets what is alike speak for one another: to each score, `share` of the mean of its `neighbours` nearest is added, each as far
/// as it is near. (Stories that answer one question are alike, which is the cluster hypothesis; Diaz 2005 calls it regularization.)
pub fn smooth(scores: &mut [f32], vectors: &[Vector], neighbours: usize, share: f32) {
    let size = scores.len().min(vectors.len());
    let pairs = pairs(&postings(vectors[..size].iter()), size);
    let before = scores.to_vec();
    for (place, score) in scores[..size].iter_mut().enumerate() {
        let near = nearest(&pairs[place * size..][..size], Some(place), neighbours);
        let all: f32 = near.iter().map(|(_, by)| by).sum();
        if all > 0.0 {
            *score += share * near.iter().map(|(other, by)| by * before[*other]).sum::<f32>() / all;
        }
    }
}

/// The `most` nearest by a row of likenesses, with these; not the one in place `own`.
fn nearest(row: &[f32], own: Option<usize>, most: usize) -> Near {
    let mut all: Near = row.iter().copied().enumerate().filter(|&(place, by)| by > 0.0 && Some(place) != own).collect();
    let order = |one: &(usize, f32), other: &(usize, f32)| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0));
    if all.len() > most {
        all.select_nth_unstable_by(most, order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
    all
}

/// Who stands in with a story, by its row of likenesses, with their weights.
fn standing_in(row: &[f32], own: Option<usize>) -> Near {
    let mut near = nearest(row, own, NEIGHBOURS);
    near.iter_mut().for_each(|(_, weight)| *weight *= NEIGHBOUR);
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(terms: &[TermId]) -> Vector {
        let weight = 1.0 / (terms.len() as f32).sqrt();
        Vector(terms.iter().map(|&term| (term, weight)).collect())
    }

    #[test]
    fn what_shares_words_with_a_neighbour_is_nearer_than_what_shares_none() {
        // 1 shares two words with the story; 2 shares two with 1 and none with the story; 3 shares none with anything.
        let pool = Pool::new(&vector(&[1, 2, 3]), &[vector(&[2, 3, 4, 5]), vector(&[4, 5, 6]), vector(&[7, 8])]);
        assert!(pool.likeness(1) > pool.likeness(2) && pool.likeness(2) > 0.2, "{}", pool.likeness(2));
        assert_eq!(pool.likeness(3), 0.0);
        assert!(pool.sameness(1, 1) > 0.999 && pool.sameness(2, 3) == 0.0);
    }

    #[test]
    fn of_a_large_event_the_nearest_comes_first() {
        // 1 shares six words with the story and none with the others, which share four with it and are nearly the same.
        let mut candidates = vec![vector(&[1, 2, 3, 4, 5, 6, 32, 33, 34, 35])];
        candidates.extend((0..6).map(|own| vector(&[7, 8, 9, 10, 20, 21, 22, 23, 24, 40 + own])));
        let pool = Pool::new(&vector(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), &candidates);
        let others: Vec<f32> = (2..=7).map(|other| pool.likeness(other)).collect();
        assert!(others.iter().all(|other| pool.likeness(1) > *other), "{} {others:?}", pool.likeness(1));
    }

    #[test]
    fn one_outside_counts_as_one_inside() {
        let story = vector(&[1, 2, 3]);
        let inside = [vector(&[2, 3, 4]), vector(&[4, 5, 6])];
        let with = Pool::new(&story, &inside);
        let without = Pool::new(&story, &inside[..1]);
        assert!((with.likeness(2) - without.likeness_outside(&inside[1])).abs() < 1e-5);
    }

    #[test]
    fn what_is_like_the_best_comes_forward() {
        let vectors = [vector(&[1, 2]), vector(&[8, 9]), vector(&[1, 3]), vector(&[6, 7])];
        let mut scores = [1.0, 0.5, 0.4, 0.1];
        smooth(&mut scores, &vectors, 2, 0.3);
        assert!(scores[2] > scores[1], "{scores:?}");
        assert_eq!((scores[1], scores[3]), (0.5, 0.1), "what is like nothing stays");
        smooth(&mut [], &vectors, 2, 0.3);
    }

    #[test]
    fn an_empty_story_is_like_nothing() {
        let pool = Pool::new(&Vector::default(), &[vector(&[1])]);
        assert_eq!((pool.likeness(1), pool.likeness_outside(&Vector::default())), (0.0, 0.0));
    }
}
