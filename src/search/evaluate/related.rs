//! Related stories, measured.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::input::{self, Error, Judgement, Story};
use super::measures::{RELEVANT, auc, average_precision, mean, ndcg, pearson, precision};
use super::plain::{Counts, Of, cosine};
use super::{id, index, table};
use crate::meaning::Model;
use crate::related::{Neighbourhood, Told};

/// How well one ranker does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its name; ours is `dateline`.
    pub ranker: &'static str,
    /// nDCG of the first 5, the gain being the grade; over stories with anything to gain.
    pub ndcg5: f64,
    /// Precision of the first 3, over stories with a relevant partner.
    pub p3: f64,
    /// Precision of the first 5.
    pub p5: f64,
    /// Mean average precision.
    pub map: f64,
    /// Over all judged pairs, how likely a relevant one is scored higher; `null` where all are of one kind.
    pub auc: Option<f64>,
    /// Over all judged pairs, the correlation of score and grade; `null` where either is always the same.
    pub pearson: Option<f64>,
}

/// Scores of the judged pairs, from each of their two stories' point of view.
type Scores = Vec<(f64, f64)>;

/// Measures every ranker on a folder, ours with a model if one is given.
///
/// # Errors
/// When the folder is not as it should be, with the file and the line; and the index's.
pub fn measure(folder: &Path, model: Option<Arc<Model>>) -> Result<Vec<Row>, Error> {
    let (stories, places) = input::stories(folder)?;
    let pairs = input::judgements(folder, &places)?;
    let both = |score: f64| (score, score);
    let title = Counts::new(&stories, Of::Title);
    let text = Counts::new(&stories, Of::Text);
    let (title_vectors, text_vectors) = (title.vectors(), text.vectors());
    let stems = Counts::new(&stories, Of::Stems);
    let of_pairs = |score: &dyn Fn(usize, usize) -> (f64, f64)| -> Scores {
        pairs.iter().map(|&(one, other, _)| score(one, other)).collect()
    };
    let bm25 = |one, other| (stems.bm25(stems.of(one), other), stems.bm25(stems.of(other), one));
    Ok(vec![
        row("random", &pairs, &of_pairs(&|one, other| both(chance(one, other)))),
        row("title TF-IDF", &pairs, &of_pairs(&|one, other| both(cosine(&title_vectors[one], &title_vectors[other])))),
        row(
            "full-text TF-IDF",
            &pairs,
            &of_pairs(&|one, other| both(cosine(&text_vectors[one], &text_vectors[other]))),
        ),
        row("BM25 more like this", &pairs, &of_pairs(&bm25)),
        row("dateline", &pairs, &ours(&stories, &pairs, model)?),
    ])
}

/// The rows as a table.
pub fn as_table(rows: &[Row]) -> String {
    let head = ["ranker", "nDCG@5", "P@3", "P@5", "MAP", "AUC", "Pearson"];
    let values = |row: &Row| {
        let measures = vec![Some(row.ndcg5), Some(row.p3), Some(row.p5), Some(row.map), row.auc, row.pearson];
        (row.ranker.to_owned(), measures)
    };
    table(&head, &rows.iter().map(values).collect::<Vec<_>>())
}

/// By the panel's own functions.
fn ours(stories: &[Story], pairs: &[Judgement], model: Option<Arc<Model>>) -> Result<Scores, Error> {
    let index = index(stories, model)?;
    let snapshot = index.snapshot();
    let mut scores = vec![(0.0, 0.0); pairs.len()];
    let mut partners: HashMap<usize, Vec<(usize, usize, bool)>> = HashMap::new();
    for (number, &(one, other, _)) in pairs.iter().enumerate() {
        partners.entry(one).or_default().push((other, number, true));
        partners.entry(other).or_default().push((one, number, false));
    }
    let mut at = Vec::with_capacity(stories.len());
    for place in 0..stories.len() {
        at.push(snapshot.place(id(place))?);
    }
    for (story, partners) in partners {
        let Some(own) = at[story] else { continue };
        let near = Neighbourhood::of(&snapshot, Told::in_index(&snapshot, own)?, Some(own))?;
        for (other, number, forth) in partners {
            let Some(other) = at[other] else { continue };
            let score = f64::from(near.affinity_to(other, &snapshot)?);
            *if forth { &mut scores[number].0 } else { &mut scores[number].1 } = score;
        }
    }
    Ok(scores)
}

/// A number from 0 to 1 that a pair always has: the same measure of chance in every run (SplitMix64).
fn chance(one: usize, other: usize) -> f64 {
    let mut z = ((one as u64) << 32 | other as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

fn row(ranker: &'static str, pairs: &[Judgement], scores: &Scores) -> Row {
    let mut ranked: HashMap<usize, Vec<(f64, usize, f64)>> = HashMap::new();
    let mut all = Vec::with_capacity(pairs.len());
    for (&(one, other, grade), &(forth, back)) in pairs.iter().zip(scores) {
        ranked.entry(one).or_default().push((forth, other, grade));
        ranked.entry(other).or_default().push((back, one, grade));
        all.push(((forth + back) / 2.0, grade));
    }
    let (mut gains, mut p3, mut p5, mut precisions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for partners in ranked.values_mut() {
        partners.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let grades: Vec<f64> = partners.iter().map(|(_, _, grade)| *grade).collect();
        gains.extend(ndcg(&grades, &grades, 5));
        let relevant = grades.iter().filter(|grade| **grade >= RELEVANT).count();
        if relevant > 0 {
            p3.push(precision(&grades, 3));
            p5.push(precision(&grades, 5));
            precisions.push(average_precision(&grades, relevant));
        }
    }
    Row {
        ranker,
        ndcg5: mean(&gains),
        p3: mean(&p3),
        p5: mean(&p5),
        map: mean(&precisions),
        auc: auc(&all),
        pearson: pearson(&all),
    }
}
