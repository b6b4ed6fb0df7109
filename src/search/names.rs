//! People, places and organisations that a text names, found by how it is written: runs of words with capitals where a small letter
//! was to be expected; where a script has no capitals, by what comes together again; and by the list of the newsroom's topics.

mod listed;
mod recurring;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fold::{fold, is_apostrophe};
use crate::text::initials::dotted;
use crate::text::{Analyser, TermId, Token, Words};

pub use listed::{Listed, Phrases};

/// Small words that stand inside of names: Bank of England, Osama bin Laden, Khyber Pakhtunkhwa ki Assembly.
const INSIDE: [&str; 20] = [
    "of", "de", "del", "der", "van", "von", "bin", "ibn", "al", "ul", "el", "la", "le", "du", "da", "dos", "for",
    "the", "e", "i",
];

/// Names are no longer than this in words; longer runs are headlines, laws and lists.
const LONGEST: usize = 6;

/// How much of a text must be in small letters for its capitals to mean anything.
const SMALL: f32 = 0.5;

/// A name that a text mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As it was written first.
    pub written: String,
    /// Its words folded, with single spaces.
    pub key: String,
    /// How often it is mentioned, by itself or by its last word.
    pub mentions: u32,
}

/// The names in running text, the most mentioned first; those as often mentioned stay in order. `words` are the text's, read by
/// `analyser`; `listed` are the topics' in its language.
pub fn names(text: &str, words: &Words<'_>, analyser: &Analyser, listed: &Phrases) -> Vec<Name> {
    let small = words.tokens.iter().filter(|token| starts_small(token.text)).count();
    let by_capitals = small as f32 >= SMALL * words.tokens.len() as f32;
    let mut found = if by_capitals { capitals(text, words, analyser) } else { recurring::names(text, words, analyser) };
    listed.add_to(&mut found, words, analyser);
    found.sort_by_key(|name| std::cmp::Reverse(name.mentions));
    found
}

/// Runs of words with capitals, in the order of their first mention.
fn capitals(text: &str, words: &Words<'_>, analyser: &Analyser) -> Vec<Name> {
    let all = &words.tokens;
    // Words that the text writes small, too, are no names where a sentence begins with them.
    let mut smalls: FxHashSet<TermId> = FxHashSet::default();
    let mut inside: FxHashSet<TermId> = FxHashSet::default();
    for (token, term) in all.iter().zip(&words.terms) {
        if starts_small(token.text) {
            smalls.insert(analyser.numbered(*term).whole);
        } else if !token.opens && starts_large(token.text) {
            inside.insert(analyser.numbered(*term).whole);
        }
    }
    let mut found: Vec<Name> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut at = 0;
    while at < all.len() {
        let (run, next) = run(words, at, analyser, &smalls, &inside);
        at = next;
        let Some((first, last)) = run.first().zip(run.last()) else { continue };
        let words: Vec<String> = run.iter().map(|token| key(token.text)).collect();
        let key = words.join(" ");
        if let Some(known) = by_key.get(&key) {
            found[*known].mentions += 1;
            continue;
        }
        // “Fidan” after “Hakan Fidan” is the same man; “Foreign Minister Hakan Fidan” after him, too.
        let earlier = found.iter_mut().find(|name| ends_with(&name.key, &key) || ends_with(&key, &name.key));
        if let Some(earlier) = earlier {
            earlier.mentions += 1;
            continue;
        }
        let end = last.at + bare(last.text).len();
        by_key.insert(key.clone(), found.len());
        found.push(Name {
            written: text[first.at..end].split_whitespace().collect::<Vec<_>>().join(" "),
            key,
            mentions: 1,
        });
    }
    found
}

/// The run of name words that begins at `at`, without what does not belong to it, and where to go on.
fn run<'t>(
    words: &Words<'t>,
    at: usize,
    analyser: &Analyser,
    smalls: &FxHashSet<TermId>,
    inside: &FxHashSet<TermId>,
) -> (Vec<Token<'t>>, usize) {
    let all = &words.tokens;
    if !starts_large(all[at].text) {
        return (Vec::new(), at + 1);
    }
    let mut end = at + 1;
    while end < all.len() && end - at < LONGEST && !all[end].apart && !ends_name(all[end - 1].text) {
        let joins = INSIDE.contains(&all[end].text)
            && all.get(end + 1).is_some_and(|after| !after.apart && starts_large(after.text));
        if !starts_large(all[end].text) && !joins {
            break;
        }
        end += 1;
    }
    let (mut run, mut terms) = (&all[at..end], &words.terms[at..end]);
    // “The Court”, “In Ankara”: what every sentence may begin with is no part of a name.
    while let (Some((first, rest)), Some((term, terms_of_rest))) = (run.split_first(), terms.split_first()) {
        let term = analyser.numbered(*term);
        let plain = term.common
            || (first.opens && (smalls.contains(&term.whole) || (rest.is_empty() && !inside.contains(&term.whole))));
        if !plain {
            break;
        }
        (run, terms) = (rest, terms_of_rest);
    }
    let letters: usize = run.iter().map(|token| token.text.chars().count()).sum();
    (if letters < 2 { Vec::new() } else { run.to_vec() }, end)
}

/// Whether all of `short`'s words are the last of `long`'s.
fn ends_with(long: &str, short: &str) -> bool {
    long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// A word without the ending that an apostrophe joins to it.
fn bare(word: &str) -> &str {
    word.split(is_apostrophe).next().filter(|head| head.chars().count() > 1).unwrap_or(word)
}

/// A word in the form in which names are compared.
fn key(word: &str) -> String {
    let bare = bare(word);
    fold(dotted(bare).as_deref().unwrap_or(bare))
}

/// An ending after an apostrophe ends a name: “Türkiye'nin Ankara”, “Pakistan's Dar”.
fn ends_name(word: &str) -> bool {
    bare(word).len() < word.len()
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn starts_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_story::Language;

    fn found(language: &str, text: &str) -> Vec<String> {
        let mut analyser = Analyser::new(&Language::new(language).unwrap());
        let words = analyser.words(text);
        names(text, &words, &analyser, &Phrases::default())
            .into_iter()
            .map(|name| format!("{}*{}", name.written, name.mentions))
            .collect()
    }

    #[test]
    fn names_are_runs_with_capitals() {
        let text = "Talks began in Islamabad on Monday. The Turkish foreign minister, Hakan Fidan, met Ishaq Dar, the Bank of England \
            said. Fidan then flew home. Islamabad was pleased. Pakistan's Dar stayed. NATO watched.";
        let all = found("en", text);
        for name in ["Islamabad*2", "Hakan Fidan*2", "Ishaq Dar*2", "Bank of England*1", "Turkish*1", "Monday*1"] {
            assert!(all.contains(&name.to_owned()), "{name} is not in {all:?}");
        }
        assert!(!all.iter().any(|name| name.starts_with("Talks") || name.starts_with("The")), "{all:?}");
    }

    #[test]
    fn capitals_that_mean_nothing_name_nobody() {
        assert_eq!(found("en", "ALL OF THIS IS IN CAPITALS FROM PARIS TO ROME"), Vec::<String>::new());
        assert_eq!(found("ur", "وزیر خارجہ اسلام آباد پہنچ گئے"), Vec::<String>::new(), "nothing recurs");
    }

    #[test]
    fn without_capitals_what_comes_together_again_is_a_name() {
        let text = "شہباز شریف نے اسلام آباد میں بات کی۔ وزیر نے شہباز شریف کا شکریہ ادا کیا۔ شہباز شریف بعد میں گئے، اور اسلام آباد میں بارش ہوئی۔";
        assert_eq!(found("ur", text), ["شہباز شریف*3", "اسلام آباد*2"]);
    }

    #[test]
    fn turkish_endings_stay_out() {
        let all = found("tr", "Bakan Hakan Fidan'ın Ankara'ya dönüşü bugün saat beşte açıklandı, görüşmeler sürüyor.");
        assert!(
            all.contains(&"Hakan Fidan*1".to_owned()) || all.contains(&"Bakan Hakan Fidan*1".to_owned()),
            "{all:?}"
        );
        assert!(all.contains(&"Ankara*1".to_owned()), "{all:?}");
    }
}
