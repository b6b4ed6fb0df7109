//! Which stories belong beside a story.

use dateline_story::Kind;
use tantivy::DocAddress;

use crate::error::Error;
use crate::index::{Facts, Snapshot};
use crate::likeness::{POOL, Pool};
use crate::meaning::Meaning;
use crate::sketch::{Sketch, Vector};

/// What sharing all topics adds to a likeness of at most 1: editors' filing counts, and less than what stories say.
const TOPICS: f32 = 0.15;
/// What standing in the same section adds.
const SECTION: f32 = 0.02;
/// How much of its likeness news of another time keeps at least.
const KEPT_WITH_AGE: f32 = 0.7;
/// How many days apart news is still of one time: an event is reported on for some days.
const AT_ONCE: f32 = 3.0;
/// What is kept where a date is unknown, as of stories that are some days further apart: neither old nor new.
const UNDATED: f32 = 0.85;
/// After how many days more between two news stories half of the rest is lost.
const HALF_LIFE: f32 = 7.0;
/// What a card loses for being like one above it: enough that of two stories with equal claims the other subject comes first.
const DIVERSITY: f32 = 0.15;
/// From which likeness of their own words two stories are one story printed twice; reports of one event by two hands stay below.
const SAME: f32 = 0.98;
/// How many stories' diversity is weighed; those after them keep their order.
const WEIGHED: usize = 48;
/// What meaning the same as a story adds by the operator's model, to a likeness of at most 1: it is to decide where words leave
/// it open, as between short stories, and models take much for alike that only sounds so.
const MEANING: f32 = 0.3;
const DAY: f32 = 86_400e6;

/// How near a story is to another, from how alike their words are and what else is known of both.
pub fn affinity(likeness: f32, story: &Facts, other: &Facts) -> f32 {
    let shared = story.topics.iter().filter(|topic| other.topics.contains(topic)).count() as f32;
    let all = ((story.topics.len() * other.topics.len()) as f32).sqrt();
    let topics = if all > 0.0 { TOPICS * shared / all } else { 0.0 };
    let section = if !story.section.is_empty() && story.section == other.section { SECTION } else { 0.0 };
    (likeness + topics + section) * decay(story, other)
}

/// News is of its day; what explains, comments or analyses stays true for longer.
fn decay(story: &Facts, other: &Facts) -> f32 {
    let ages = |facts: &Facts| matches!(facts.kind, Kind::News | Kind::Live);
    if !ages(story) || !ages(other) {
        return 1.0;
    }
    if story.published == 0 || other.published == 0 {
        return UNDATED;
    }
    let days = (story.published - other.published).unsigned_abs() as f32 / DAY;
    KEPT_WITH_AGE + (1.0 - KEPT_WITH_AGE) * HALF_LIFE / (HALF_LIFE + (days - AT_ONCE).max(0.0))
}

/// What a story tells of itself.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What is known of it beside its words.
    pub facts: Facts,
    /// Its telling words.
    pub sketch: Sketch,
    /// What it means, where there is a model.
    pub meaning: Option<Meaning>,
}

impl Told {
    /// That of the story at a place in the index.
    ///
    /// # Errors
    /// The index's.
    pub fn in_index(index: &Snapshot, at: DocAddress) -> Result<Self, Error> {
        Ok(Self { facts: index.facts(at), sketch: index.sketch(at), meaning: index.meaning(at)? })
    }
}

/// A story with the candidates for standing beside it.
pub struct Neighbourhood {
    facts: Facts,
    meaning: Option<Meaning>,
    candidates: Vec<(DocAddress, Facts)>,
    /// How much like the story each candidate means; none without a model.
    meant: Vec<f32>,
    /// The mean of these: what any two stories of such a newsroom have in common.
    usual: f32,
    pool: Pool,
}

/// A story that belongs beside another.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// Where it is.
    pub at: DocAddress,
    /// What is known of it.
    pub facts: Facts,
    /// How near it is.
    pub affinity: f32,
    place: usize,
}

impl Neighbourhood {
    /// Of a story that tells this; `own` is where it is itself, if it is in the index.
    ///
    /// # Errors
    /// The index's.
    pub fn of(index: &Snapshot, story: Told, own: Option<DocAddress>) -> Result<Self, Error> {
        let Told { facts, sketch, meaning } = story;
        let rarity = index.rarity();
        let vector = sketch.weighed(rarity);
        let near = index.near(&vector, &facts.topics, own, POOL + POOL / 2)?;
        let mut found: Vec<(f32, DocAddress, Facts, Vector)> = near
            .into_iter()
            .map(|hit| {
                let other = index.sketch(hit.at).weighed(rarity);
                (dot(&vector, &other), hit.at, index.facts(hit.at), other)
            })
            .collect();
        // Another language only where there is nothing else.
        if found.iter().any(|(_, _, other, _)| other.language == facts.language) {
            found.retain(|(_, _, other, _)| other.language == facts.language);
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.2.id.cmp(&one.2.id)));
        found.truncate(POOL);
        let mut candidates = Vec::with_capacity(found.len());
        let mut vectors = Vec::with_capacity(found.len());
        for (_, at, facts, vector) in found {
            candidates.push((at, facts));
            vectors.push(vector);
        }
        let mut meant = Vec::new();
        if let Some(meaning) = &meaning {
            for (at, _) in &candidates {
                meant.push(index.meaning(*at)?.map_or(0.0, |other| meaning.likeness(&other)));
            }
        }
        let usual = meant.iter().sum::<f32>() / meant.len().max(1) as f32;
        Ok(Self { facts, meaning, candidates, meant, usual, pool: Pool::new(&vector, &vectors) })
    }

    /// How near another story is, candidate or not.
    ///
    /// # Errors
    /// The index's.
    pub fn affinity_to(&self, at: DocAddress, index: &Snapshot) -> Result<f32, Error> {
        if let Some(place) = self.candidates.iter().position(|(candidate, _)| *candidate == at) {
            return Ok(self.affinity(place));
        }
        let likeness = self.pool.likeness_outside(&index.sketch(at).weighed(index.rarity()));
        let meant = match &self.meaning {
            Some(meaning) => index.meaning(at)?.map(|other| meaning.likeness(&other)),
            None => None,
        };
        Ok(affinity(likeness + self.by_meaning(meant), &self.facts, &index.facts(at)))
    }

    fn affinity(&self, place: usize) -> f32 {
        let likeness = self.pool.likeness(place + 1) + self.by_meaning(self.meant.get(place).copied());
        affinity(likeness, &self.facts, &self.candidates[place].1)
    }

    fn by_meaning(&self, meant: Option<f32>) -> f32 {
        meant.map_or(0.0, |meant| MEANING * (meant - self.usual).max(0.0))
    }

    /// The candidates in the order in which readers see them: the nearest first, no story twice in other words, and no
    /// row of stories that all say the same.
    pub fn ranked(&self) -> Vec<Neighbour> {
        let mut all: Vec<Neighbour> = (0..self.candidates.len())
            .map(|place| {
                let (at, facts) = self.candidates[place].clone();
                Neighbour { at, facts, affinity: self.affinity(place), place: place + 1 }
            })
            .filter(|one| self.pool.sameness(0, one.place) < SAME)
            .collect();
        all.sort_by(|one, other| other.affinity.total_cmp(&one.affinity).then(other.facts.id.cmp(&one.facts.id)));
        let mut unlike: Vec<Neighbour> = Vec::with_capacity(all.len());
        for one in all {
            if unlike.iter().all(|kept| self.pool.sameness(kept.place, one.place) < SAME) {
                unlike.push(one);
            }
        }
        let rest = unlike.split_off(unlike.len().min(WEIGHED));
        let mut ranked = self.diverse(unlike);
        ranked.extend(rest);
        ranked
    }

    /// Maximal marginal relevance (Carbonell and Goldstein 1998).
    fn diverse(&self, mut from: Vec<Neighbour>) -> Vec<Neighbour> {
        let mut ranked: Vec<Neighbour> = Vec::with_capacity(from.len());
        let mut nearest = vec![0.0_f32; from.len()];
        while !from.is_empty() {
            let worth = |place: usize| from[place].affinity - DIVERSITY * nearest[place];
            // `max_by` takes the last of equals; the list is in order, so look from its end.
            let best = (0..from.len()).rev().max_by(|&one, &other| worth(one).total_cmp(&worth(other))).unwrap_or(0);
            let next = from.remove(best);
            nearest.remove(best);
            for (place, other) in from.iter().enumerate() {
                nearest[place] = nearest[place].max(self.pool.sameness(next.place, other.place));
            }
            ranked.push(next);
        }
        ranked
    }
}

fn dot(one: &Vector, other: &Vector) -> f32 {
    let (mut left, mut right) = (one.0.as_slice(), other.0.as_slice());
    let mut sum = 0.0;
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        match first.0.cmp(&second.0) {
            std::cmp::Ordering::Less => left = left_rest,
            std::cmp::Ordering::Greater => right = right_rest,
            std::cmp::Ordering::Equal => {
                sum += first.1 * second.1;
                (left, right) = (left_rest, right_rest);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_ages_and_explainers_do_not() {
        let news = Facts { published: 1_000_000_000_000_000, ..Facts::default() };
        let old = Facts { published: news.published - 100 * 86_400_000_000, ..news.clone() };
        let explainer = Facts { kind: Kind::Explainer, ..old.clone() };
        assert!(affinity(0.5, &news, &old) < 0.75 * 0.5 + 0.01);
        assert_eq!(affinity(0.5, &news, &explainer), 0.5);
        assert_eq!(affinity(0.5, &news, &news), 0.5);
        let days_later = Facts { published: news.published + 2 * 86_400_000_000, ..news.clone() };
        assert_eq!(affinity(0.5, &news, &days_later), 0.5, "an event is reported on for some days");
        let undated = Facts { published: 0, ..news.clone() };
        let unknown = affinity(0.5, &news, &undated);
        assert!(unknown < affinity(0.5, &news, &days_later) && unknown > affinity(0.5, &news, &old));
        assert_eq!(unknown, affinity(0.5, &undated, &undated));
    }

    #[test]
    fn topics_and_section_count() {
        let facts = |topics: &[&str], section: &str| Facts {
            topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
            section: section.into(),
            ..Facts::default()
        };
        let story = facts(&["a", "b"], "world");
        assert_eq!(affinity(0.0, &story, &facts(&["b", "a"], "world")), (TOPICS + SECTION) * UNDATED);
        assert!(affinity(0.1, &story, &facts(&["a"], "sport")) > affinity(0.1, &story, &facts(&["c"], "sport")));
    }
}
