//! The measures of a ranking, as they are usual in retrieval (Manning, Raghavan and Schütze 2008, chapter 8).

use std::collections::HashSet;

/// From which grade on a story counts as relevant.
pub const RELEVANT: f64 = 0.5;

/// The discounted gain of the first `depth` grades: each divided by the binary logarithm of its place plus one.
fn gain(grades: impl Iterator<Item = f64>, depth: usize) -> f64 {
    grades.take(depth).enumerate().map(|(place, grade)| grade / (place as f64 + 2.0).log2()).sum()
}

/// Normalised discounted cumulative gain; `ideal` holds every grade there is. `None` where there is nothing to gain.
pub fn ndcg(ranked: &[f64], ideal: &[f64], depth: usize) -> Option<f64> {
    let mut ideal = ideal.to_vec();
    ideal.sort_by(|one, other| other.total_cmp(one));
    let best = gain(ideal.into_iter(), depth);
    (best > 0.0).then(|| gain(ranked.iter().copied(), depth) / best)
}

/// The grades of an answer's stories where each is either relevant or not.
pub fn grades(answer: &[usize], relevant: &HashSet<usize>) -> Vec<f64> {
    answer.iter().map(|story| f64::from(u8::from(relevant.contains(story)))).collect()
}

/// The share of relevant ones among the first `depth`.
pub fn precision(ranked: &[f64], depth: usize) -> f64 {
    ranked.iter().take(depth).filter(|grade| **grade >= RELEVANT).count() as f64 / depth as f64
}

/// The mean of the precisions at each relevant one, of `relevant` that there are; 0 where there is none.
pub fn average_precision(ranked: &[f64], relevant: usize) -> f64 {
    let mut found = 0.0;
    let mut sum = 0.0;
    for (place, grade) in ranked.iter().enumerate() {
        if *grade >= RELEVANT {
            found += 1.0;
            sum += found / (place as f64 + 1.0);
        }
    }
    sum / relevant.max(1) as f64
}

/// One over the place of the first relevant one; 0 where there is none.
pub fn reciprocal_rank(ranked: &[f64]) -> f64 {
    ranked.iter().position(|grade| *grade >= RELEVANT).map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
}

/// How likely a relevant pair is scored above one that is not; equal scores count half. `None` without both kinds.
pub fn auc(pairs: &[(f64, f64)]) -> Option<f64> {
    let mut sorted: Vec<(f64, bool)> = pairs.iter().map(|&(score, grade)| (score, grade >= RELEVANT)).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let relevant = sorted.iter().filter(|(_, relevant)| *relevant).count() as f64;
    let others = sorted.len() as f64 - relevant;
    let mut ranks = 0.0;
    let mut start = 0;
    while start < sorted.len() {
        let end = start + sorted[start..].iter().take_while(|(score, _)| *score == sorted[start].0).count();
        // Equal scores share the mean of their ranks.
        let rank = (start + 1 + end) as f64 / 2.0;
        ranks += rank * sorted[start..end].iter().filter(|(_, relevant)| *relevant).count() as f64;
        start = end;
    }
    (relevant > 0.0 && others > 0.0).then(|| (ranks - relevant * (relevant + 1.0) / 2.0) / (relevant * others))
}

/// The correlation of scores and grades; `None` where either does not vary.
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (score, grade) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut both, mut scores, mut grades) = (0.0, 0.0, 0.0);
    for (one, other) in pairs {
        both += (one - score) * (other - grade);
        scores += (one - score).powi(2);
        grades += (other - grade).powi(2);
    }
    (scores > 0.0 && grades > 0.0).then(|| both / (scores * grades).sqrt())
}

/// The mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn measures_worked_by_hand() {
        let ranked = [1.0, 0.0, 0.5];
        // 1/1 + 0.5/2 over 1/1 + 0.5/log2(3).
        assert!(near(ndcg(&ranked, &ranked, 5).unwrap(), 1.25 / (1.0 + 0.5 / 3_f64.log2())));
        assert!(near(average_precision(&ranked, 2), (1.0 + 2.0 / 3.0) / 2.0));
        assert!(near(precision(&ranked, 5), 0.4));
        assert!(near(reciprocal_rank(&[0.0, 0.2, 0.7]), 1.0 / 3.0));
        assert_eq!(ndcg(&[0.0], &[0.0], 5), None);
        assert!(near(auc(&[(0.9, 1.0), (0.5, 0.0), (0.5, 1.0), (0.1, 0.0)]).unwrap(), 3.5 / 4.0));
        assert!(near(pearson(&[(1.0, 0.1), (2.0, 0.2), (3.0, 0.3)]).unwrap(), 1.0));
        assert_eq!(pearson(&[(1.0, 0.1), (1.0, 0.2)]), None);
    }
}
