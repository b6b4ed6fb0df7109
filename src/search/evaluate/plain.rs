//! What the ranking is measured against: plain vectors and BM25 over the words of the stories.

use std::collections::HashMap;

use dateline_story::Language;

use super::input::Story;
use crate::text::Analyser;
use crate::text::fold::fold;

/// BM25's usual parameters.
const K: f64 = 1.2;
const B: f64 = 0.75;

/// Which of a story's words are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The headline's.
    Title,
    /// All, as they are written.
    Text,
    /// All, stemmed.
    Stems,
}

/// Word counts of each story, and in how many stories each word stands.
pub struct Counts {
    stories: Vec<HashMap<String, f64>>,
    holding: HashMap<String, f64>,
    mean_length: f64,
}

/// A text's words without English stop words.
fn words(text: &str, of: Of, analyser: &mut Analyser) -> Vec<String> {
    let mut out = Vec::new();
    let words = analyser.words(text);
    for (token, number) in words.tokens.iter().zip(&words.terms) {
        let term = analyser.numbered(*number);
        if !term.common {
            out.push(if of == Of::Stems { term.stem.to_string() } else { fold(token.text) });
        }
    }
    out
}

impl Counts {
    /// Of stories.
    pub fn new(stories: &[Story], of: Of) -> Self {
        let mut analyser = Analyser::new(&Language::english());
        let mut counts = Self { stories: Vec::with_capacity(stories.len()), holding: HashMap::new(), mean_length: 0.0 };
        for story in stories {
            let whole =
                [&story.headline, " ", story.standfirst.as_deref().unwrap_or_default(), " ", &story.body].concat();
            let text = if of == Of::Title { story.headline.as_str() } else { whole.as_str() };
            let mut of_story: HashMap<String, f64> = HashMap::new();
            for word in words(text, of, &mut analyser) {
                *of_story.entry(word).or_default() += 1.0;
            }
            counts.mean_length += of_story.values().sum::<f64>() / stories.len() as f64;
            for word in of_story.keys() {
                *counts.holding.entry(word.clone()).or_default() += 1.0;
            }
            counts.stories.push(of_story);
        }
        counts
    }

    /// TF-IDF vectors of length one, with sublinear counts.
    pub fn vectors(&self) -> Vec<HashMap<&str, f64>> {
        let all = self.stories.len() as f64;
        let of_story = |counts: &'_ HashMap<String, f64>| -> HashMap<String, f64> {
            let weight =
                |word: &str, count: f64| (1.0 + count.ln()) * (((1.0 + all) / (1.0 + self.holding[word])).ln() + 1.0);
            counts.iter().map(|(word, count)| (word.clone(), weight(word, *count))).collect()
        };
        self.stories
            .iter()
            .map(|counts| {
                let weights = of_story(counts);
                let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
                counts.keys().map(|word| (word.as_str(), weights[word] / length)).collect()
            })
            .collect()
    }

    /// The BM25 score of a story for words, each asked for so often.
    pub fn bm25<'w>(&self, asked: impl Iterator<Item = (&'w str, f64)>, story: usize) -> f64 {
        let counts = &self.stories[story];
        let length = counts.values().sum::<f64>() / self.mean_length.max(1.0);
        let score = |(word, times): (&str, f64)| {
            let Some(count) = counts.get(word) else { return 0.0 };
            let holding = self.holding[word];
            let idf = (1.0 + (self.stories.len() as f64 - holding + 0.5) / (holding + 0.5)).ln();
            times * idf * count * (K + 1.0) / (count + K * (1.0 - B + B * length))
        };
        asked.map(score).sum()
    }

    /// A story's words, each with how often it stands there.
    pub fn of(&self, story: usize) -> impl Iterator<Item = (&str, f64)> {
        self.stories[story].iter().map(|(word, count)| (word.as_str(), *count))
    }

    /// A query's words.
    pub fn asked(text: &str) -> Vec<String> {
        words(text, Of::Stems, &mut Analyser::new(&Language::english()))
    }
}

/// The cosine of two vectors of length one.
pub fn cosine(one: &HashMap<&str, f64>, other: &HashMap<&str, f64>) -> f64 {
    let (small, large) = if one.len() < other.len() { (one, other) } else { (other, one) };
    small.iter().filter_map(|(word, weight)| Some(weight * large.get(word)?)).sum()
}
