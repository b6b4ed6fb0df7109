//! From typed words to the index's terms, spelling mistakes included.

use std::borrow::Cow;

use tantivy::Term;
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;

use crate::error::Error;
use crate::index::Snapshot;
use crate::query::Clause;
use crate::text::compound::compounds;
use crate::text::fold::fold;
use crate::text::initials::{is_capitals, is_loud};
use crate::text::{Analyser, COMMON, Token, tokens};

/// Shorter words have too many others near them for a guess to mean anything.
const GUESSED_FROM: usize = 4;
/// From this length on, two letters may be wrong.
const TWO_WRONG_FROM: usize = 8;
/// How many neighbouring words are looked at.
const LOOKED_AT: usize = 2_000;
/// How many of them are searched for.
const GUESSES: usize = 3;

/// The forms in which one word or phrase may stand in the index.
pub struct Group {
    /// Finds any of them.
    pub query: Box<dyn Query>,
    /// Whether stories with it are not wanted.
    pub not: bool,
    /// Whether it is several words in a row.
    pub phrase: bool,
    /// The stems that it looks for.
    pub stems: Vec<String>,
    /// What was typed and what was looked for in its place.
    pub corrected: Option<(String, String)>,
    /// Finds it side by side with the words after it: these stories come first.
    pub row: Option<Box<dyn Query>>,
}

/// What is looked for, clause by clause; common words are left out unless they are in a phrase or there is nothing else.
pub fn groups(index: &Snapshot, analysers: &mut [Analyser], clauses: &[Clause]) -> Result<Vec<Group>, Error> {
    let mut groups = Vec::new();
    let mut left_out = Vec::new();
    let clauses = quietly(analysers, clauses);
    for clause in &*clauses {
        let typed = typed(&clause.text);
        let several = typed.len() > 1 || typed.iter().any(|word| word.parts.len() > 1);
        if several && (clause.phrase || clause.not) {
            groups.extend(phrase(index, analysers, &typed, clause.not));
            continue;
        }
        for word in &typed {
            // Of a word with a hyphen or digits in it each part is looked for, and all of it in the place of each.
            let whole = if word.parts.len() > 1 { forms(analysers, &word.whole).stems } else { Vec::new() };
            for part in &word.parts {
                let forms = forms(analysers, part);
                if !forms.common || clause.phrase {
                    groups.push(self::word(index, part, forms, &whole, clause)?);
                } else if !clause.not {
                    left_out.push(Typed { parts: vec![part], whole: (*part).into() });
                }
            }
        }
    }
    if groups.iter().all(|group| group.not) {
        groups.extend(common(index, analysers, &left_out));
    }
    Ok(groups)
}

/// Clauses as if nobody had shouted: where two words or more are loud, the common ones among them are no initials.
fn quietly<'q>(analysers: &[Analyser], clauses: &'q [Clause]) -> Cow<'q, [Clause]> {
    let common = |folded: &str| analysers.iter().any(|analyser| analyser.is_common(folded));
    let words = clauses.iter().flat_map(|clause| tokens(&clause.text));
    if words.filter(|word| is_loud(word.text, common)).count() < 2 {
        return Cow::Borrowed(clauses);
    }
    let quiet = |clause: &Clause| {
        let mut text = clause.text.clone();
        for word in tokens(&clause.text).filter(|word| is_capitals(word.text) && common(&fold(word.text))) {
            // Common words are a few letters, which are as long in small.
            let small = word.text.to_lowercase();
            if small.len() == word.text.len() {
                text.replace_range(word.at..word.at + small.len(), &small);
            }
        }
        Clause { text, ..clause.clone() }
    };
    Cow::Owned(clauses.iter().map(quiet).collect())
}

/// A word as it was typed.
struct Typed<'t> {
    /// The words and numbers that a hyphen joins, or where letters and digits meet; one mostly.
    parts: Vec<&'t str>,
    /// All in one.
    whole: Cow<'t, str>,
}

fn typed(text: &str) -> Vec<Typed<'_>> {
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let mut compounds = compounds(&tokens).into_iter().peekable();
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match compounds.next_if(|compound| compound.at == at) {
            Some(compound) => {
                at += compound.tokens;
                all.push(Typed { parts: compound.parts, whole: compound.whole });
            }
            None => {
                all.push(Typed { parts: vec![tokens[at].text], whole: tokens[at].text.into() });
                at += 1;
            }
        }
    }
    all
}

/// What a word may be in the index.
struct Forms {
    /// In each language, without repetition.
    stems: Vec<String>,
    /// Whether it is common in one of them.
    common: bool,
}

fn forms(analysers: &mut [Analyser], word: &str) -> Forms {
    let mut forms = Forms { stems: Vec::new(), common: false };
    for analyser in analysers {
        let term = analyser.term(word);
        forms.common |= term.common;
        for stem in [Some(&term.stem), term.plain.as_ref()].into_iter().flatten() {
            // What may be initials is not asked for as the common word that it may be, too: US is not us.
            let another = stem.starts_with(COMMON) && !term.common;
            if !another && !forms.stems.iter().any(|known| **known == **stem) {
                forms.stems.push(stem.to_string());
            }
        }
    }
    forms
}

/// A word; `whole` are the forms of what it is a part of, which has it.
fn word(index: &Snapshot, word: &str, forms: Forms, whole: &[String], clause: &Clause) -> Result<Group, Error> {
    let Forms { mut stems, common } = forms;
    stems.extend_from_slice(whole);
    let field = index.fields().words;
    let mut known = common;
    for stem in &stems {
        known |= index.searcher().doc_freq(&Term::from_field_text(field, stem))? > 0;
    }
    let mut corrected = None;
    if !known && !clause.not && !clause.phrase {
        let mut guesses = guesses(index, &stems[0])?;
        // The stemmer may take a mistake for an ending: “bosphorous” for “bosphor”.
        let whole = fold(word);
        if guesses.is_empty() && whole != stems[0] {
            guesses = self::guesses(index, &whole)?;
        }
        if let Some(first) = guesses.first() {
            corrected = Some((word.to_owned(), first.clone()));
            stems = guesses;
        }
    }
    let query = as_one(index, &stems)?;
    Ok(Group { query, not: clause.not, phrase: false, stems, corrected, row: None })
}

/// Common words by themselves: every story has them, and those come first that have them side by side, as a name is written.
fn common(index: &Snapshot, analysers: &mut [Analyser], words: &[Typed<'_>]) -> Vec<Group> {
    let of_word = |word: &Typed<'_>| {
        let stems = forms(analysers, &word.whole).stems;
        Group { query: any_of(index, &stems), not: false, phrase: false, stems, corrected: None, row: None }
    };
    let mut groups: Vec<Group> = words.iter().map(of_word).collect();
    let stems = |analyser: &mut Analyser| -> Vec<String> {
        words.iter().map(|word| analyser.term(&word.whole).stem.to_string()).collect()
    };
    let mut in_rows = analysers.iter_mut().filter_map(|analyser| all_rows(index, &stems(analyser))).peekable();
    if let (Some(first), true) = (groups.first_mut(), in_rows.peek().is_some()) {
        first.row = Some(any(in_rows));
    }
    groups
}

/// A phrase in each language's stems, common words and all; words of several parts also as they are written in one.
fn phrase(index: &Snapshot, analysers: &mut [Analyser], words: &[Typed<'_>], not: bool) -> Option<Group> {
    let apart: Vec<&str> = words.iter().flat_map(|word| word.parts.iter().copied()).collect();
    let in_one: Vec<&str> = words.iter().map(|word| &*word.whole).collect();
    let spellings = if in_one.len() < apart.len() { vec![apart, in_one] } else { vec![apart] };
    let (mut telling, mut common): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut queries: Vec<Box<dyn Query>> = Vec::new();
    for analyser in analysers {
        for spelling in &spellings {
            let mut stems: Vec<String> = Vec::new();
            for word in spelling {
                let term = analyser.term(word);
                stems.push(term.stem.to_string());
                (if term.common { &mut common } else { &mut telling }).push(term.stem.to_string());
            }
            queries.push(in_a_row(index, &stems));
        }
    }
    // To mark every “of” of a text would show nothing.
    let stems = if telling.is_empty() { common } else { telling };
    (!queries.is_empty()).then(|| Group {
        query: any(queries.into_iter()),
        not,
        phrase: true,
        stems,
        corrected: None,
        row: None,
    })
}

/// Finds stems in a row. Where two of them are frequent, their row is looked for as a term, and only the stories that
/// have all such are searched place by place.
fn in_a_row(index: &Snapshot, stems: &[String]) -> Box<dyn Query> {
    if let [one] = stems {
        return any_of(index, std::slice::from_ref(one));
    }
    let fields = index.fields();
    let mut rows = rows(index, stems);
    if rows.len() == 1 && stems.len() == 2 {
        return rows.remove(0);
    }
    let terms = stems.iter().map(|stem| Term::from_field_text(fields.words, stem));
    let places: Box<dyn Query> = Box::new(PhraseQuery::new(terms.collect()));
    if rows.is_empty() {
        return places;
    }
    let mut clauses = vec![(Occur::Must, places)];
    clauses.extend(
        rows.into_iter()
            .map(|row| -> (Occur, Box<dyn Query>) { (Occur::Must, Box::new(ConstScoreQuery::new(row, 0.0))) }),
    );
    Box::new(BooleanQuery::new(clauses))
}

/// Those terms that are rows of two of these stems, one after the other.
fn rows(index: &Snapshot, stems: &[String]) -> Vec<Box<dyn Query>> {
    let rows = stems.windows(2).filter_map(|pair| index.frequent().row(&pair[0], &pair[1]));
    let term = |row: String| Term::from_field_text(index.fields().rows, &row);
    rows.map(|row| -> Box<dyn Query> { Box::new(TermQuery::new(term(row), IndexRecordOption::WithFreqs)) }).collect()
}

/// Finds what has each two neighbours of these stems in a row, which is nearly as much as all of them in a row and does not
/// read a single place; `None` where one of these rows is no term.
fn all_rows(index: &Snapshot, stems: &[String]) -> Option<Box<dyn Query>> {
    let mut rows = rows(index, stems);
    match rows.len() {
        0 => None,
        some if some + 1 < stems.len() => None,
        1 => rows.pop(),
        _ => Some(Box::new(BooleanQuery::new(rows.into_iter().map(|row| (Occur::Must, row)).collect()))),
    }
}

fn any_of(index: &Snapshot, stems: &[String]) -> Box<dyn Query> {
    let field = index.fields().words;
    any(stems.iter().map(|stem| -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs))
    }))
}

/// Finds any of the forms of one word, each of which weighs as the one that most stories have. By its own rarity “fournation” would
/// count for more than all else that is asked with “four-nation”, and once for each of its parts.
fn as_one(index: &Snapshot, stems: &[String]) -> Result<Box<dyn Query>, Error> {
    if stems.len() < 2 {
        return Ok(any_of(index, stems));
    }
    let searcher = index.searcher();
    let mut forms = Vec::with_capacity(stems.len());
    for stem in stems {
        let term = Term::from_field_text(index.fields().words, stem);
        forms.push((searcher.doc_freq(&term)?, term));
    }
    let all = searcher.total_num_docs()?;
    let least = forms.iter().map(|(stories, _)| idf(*stories, all)).fold(f32::INFINITY, f32::min);
    Ok(any(forms.into_iter().map(|(stories, term)| -> Box<dyn Query> {
        let form = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        Box::new(BoostQuery::new(form, least / idf(stories, all)))
    })))
}

/// How much a term tells that so many of all stories have, as the index has it for BM25.
fn idf(stories: u64, all: u64) -> f32 {
    let (stories, all) = (stories as f32, all as f32);
    (1.0 + (all - stories + 0.5) / (stories + 0.5)).ln()
}

fn any(queries: impl Iterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    let mut queries: Vec<_> = queries.collect();
    match queries.len() {
        1 => queries.remove(0),
        0 => Box::new(BooleanQuery::new(Vec::new())),
        // Several forms of one word in a story are one word.
        _ => Box::new(DisjunctionMaxQuery::new(queries)),
    }
}

/// Words of the index that differ by a letter or two: the nearest first, of those as near the most common.
fn guesses(index: &Snapshot, stem: &str) -> Result<Vec<String>, Error> {
    let letters = stem.chars().count();
    if letters < GUESSED_FROM || stem.chars().all(char::is_numeric) {
        return Ok(Vec::new());
    }
    let wrong = if letters >= TWO_WRONG_FROM { 2 } else { 1 };
    let field = index.fields().words;
    let mut found: Vec<(usize, u64, String)> = Vec::new();
    for segment in index.searcher().segment_readers() {
        let automaton = FuzzyTermQuery::new(Term::from_field_text(field, stem), wrong, true).automaton()?;
        let inverted = segment.inverted_index(field)?;
        let mut near = inverted.terms().search(automaton).into_stream().map_err(tantivy::TantivyError::from)?;
        while found.len() < LOOKED_AT && near.advance() {
            let Ok(other) = std::str::from_utf8(near.key()) else { continue };
            if other.starts_with(COMMON) {
                continue;
            }
            let stories = u64::from(near.value().doc_freq);
            match found.iter_mut().find(|(_, _, known)| known == other) {
                Some(known) => known.1 += stories,
                None => found.push((distance(stem, other), stories, other.to_owned())),
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)).then(one.2.cmp(&other.2)));
    let nearest = found.first().map(|(distance, ..)| *distance);
    Ok(found
        .into_iter()
        .take_while(|(distance, ..)| Some(*distance) == nearest)
        .take(GUESSES)
        .map(|(_, _, word)| word)
        .collect())
}

/// How many letters must be changed, added, taken away or swapped with their neighbour (Damerau's distance, without overlaps).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn swapped_letters_are_one_mistake() {
        assert_eq!(distance("ankara", "anakra"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
    }
}
