//! Names that the newsroom keeps a list of: its topics. They are found however a text writes them, in small letters too.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use dateline_story::Language;
use rustc_hash::FxHashMap;

use super::Name;
use crate::text::{Analyser, TermId, Words};

/// How often a text must have a name of one word in small letters: once may be in passing, as in “to trade blows”.
const ALONE: u32 = 2;

/// The names of a newsroom's topics.
#[derive(Debug, Default)]
pub struct Listed {
    names: Vec<String>,
    /// By primary tag: how words are compared depends on nothing else of a language.
    by_language: RwLock<HashMap<String, Arc<Phrases>>>,
}

impl Listed {
    /// Of these names.
    pub fn new(mut names: Vec<String>) -> Self {
        names.sort_unstable();
        names.dedup();
        Self { names, by_language: RwLock::default() }
    }

    /// The names, sorted.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names as texts of a language may have them.
    pub fn phrases(&self, language: &Language) -> Arc<Phrases> {
        let primary = language.primary();
        let known = self.by_language.read().unwrap_or_else(PoisonError::into_inner).get(primary).cloned();
        known.unwrap_or_else(|| {
            let made = Arc::new(Phrases::of(&self.names, &mut Analyser::new(language)));
            let mut all = self.by_language.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(primary.to_owned()).or_insert(made).clone()
        })
    }
}

/// Names as a language's terms, by the first of each.
#[derive(Debug, Default)]
pub struct Phrases(FxHashMap<TermId, Vec<Phrase>>);

#[derive(Debug)]
struct Phrase {
    rest: Vec<TermId>,
    name: String,
}

/// A listed name in a text.
struct Found<'p> {
    name: &'p str,
    /// Its words as the text has them, folded.
    key: String,
    words: usize,
    mentions: u32,
}

impl Phrases {
    fn of(names: &[String], analyser: &mut Analyser) -> Self {
        let mut phrases: FxHashMap<TermId, Vec<Phrase>> = FxHashMap::default();
        for name in names {
            let words = analyser.words(name);
            let mut terms = words.terms.iter().map(|number| analyser.numbered(*number));
            // “Us” is in every text.
            if terms.clone().all(|term| term.common) {
                continue;
            }
            if let Some(first) = terms.next() {
                let rest = terms.map(|term| term.id).collect();
                phrases.entry(first.id).or_default().push(Phrase { rest, name: name.clone() });
            }
        }
        for several in phrases.values_mut() {
            several.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Self(phrases)
    }

    /// Adds those that a text has to the names that were found in it by how they are written. `words` are the text's, read by
    /// `analyser`.
    pub(super) fn add_to(&self, names: &mut Vec<Name>, words: &Words<'_>, analyser: &Analyser) {
        for found in self.find(words, analyser) {
            if let Some(known) = names.iter_mut().find(|name| name.key == found.key) {
                known.written = found.name.to_owned();
                known.mentions = known.mentions.max(found.mentions);
            } else if found.words > 1 || found.mentions >= ALONE {
                names.push(Name { written: found.name.to_owned(), key: found.key, mentions: found.mentions });
            }
        }
    }

    /// In the order in which the text has them first.
    fn find(&self, words: &Words<'_>, analyser: &Analyser) -> Vec<Found<'_>> {
        let mut all: Vec<Found<'_>> = Vec::new();
        let mut at = 0;
        while !self.0.is_empty() && at < words.terms.len() {
            let Some(phrase) = self.at(words, at, analyser) else {
                at += 1;
                continue;
            };
            let length = 1 + phrase.rest.len();
            match all.iter_mut().find(|found| found.name == phrase.name) {
                Some(found) => found.mentions += 1,
                None => {
                    let tokens = &words.tokens[at..at + length];
                    let key = tokens.iter().map(|token| super::key(token.text)).collect::<Vec<_>>().join(" ");
                    all.push(Found { name: &phrase.name, key, words: length, mentions: 1 });
                }
            }
            at += length;
        }
        all
    }

    /// The longest that begins at a word.
    fn at(&self, words: &Words<'_>, at: usize, analyser: &Analyser) -> Option<&Phrase> {
        let several = self.0.get(&analyser.numbered(words.terms[at]).id)?;
        several.iter().find(|phrase| {
            let after = at + 1..at + 1 + phrase.rest.len();
            let (Some(terms), Some(tokens)) = (words.terms.get(after.clone()), words.tokens.get(after)) else {
                return false;
            };
            tokens.iter().all(|token| !token.apart)
                && terms.iter().zip(&phrase.rest).all(|(number, term)| analyser.numbered(*number).id == *term)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::names;

    fn found(topics: &[&str], language: &str, text: &str) -> Vec<String> {
        let language = Language::new(language).unwrap();
        let listed = Listed::new(topics.iter().map(|topic| (*topic).to_owned()).collect());
        let mut analyser = Analyser::new(&language);
        let words = analyser.words(text);
        let all = names(text, &words, &analyser, &listed.phrases(&language));
        all.into_iter().map(|name| format!("{}*{}", name.written, name.mentions)).collect()
    }

    #[test]
    fn a_topic_is_found_in_small_letters_and_other_forms() {
        let topics = ["Defence industry", "Defence", "Drones"];
        let text = "The ministers spoke of their defence industries and of one drone. A defence industry needs time.";
        assert_eq!(found(&topics, "en", text), ["Defence industry*2"], "one drone is in passing");
        let text = "Savunma sanayii büyüyor; savunma sanayiinin payı arttı, dediler ve gittiler.";
        assert_eq!(found(&["Savunma sanayii"], "tr", text), ["Savunma sanayii*2"]);
    }

    #[test]
    fn a_topic_gives_a_name_its_spelling_and_is_not_counted_twice() {
        let all = found(
            &["Khyber Pass"],
            "en",
            "The road over the Khyber pass is shut. The Khyber Pass opens in May, they say.",
        );
        assert_eq!(all.iter().filter(|name| name.starts_with("Khyber Pass")).count(), 1, "{all:?}");
    }

    #[test]
    fn words_that_a_comma_parts_are_no_name_and_common_words_are_none_either() {
        assert_eq!(
            found(&["Water rights", "Us"], "en", "they spoke of water, rights and of us, and us again"),
            [""; 0]
        );
    }

    #[test]
    fn a_script_without_capitals_has_its_topics_too() {
        assert_eq!(found(&["دفاعی صنعت"], "ur", "وزیر نے دفاعی صنعت پر بات کی۔"), ["دفاعی صنعت*1"]);
    }
}
