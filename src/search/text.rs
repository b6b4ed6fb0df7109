//! Words of a text, in the form in which they are compared.

pub mod compound;
pub mod fold;
pub mod initials;
pub mod stop;
mod token;

use dateline_story::Language;
use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

pub use token::{Token, tokens};

/// From so many different words on, those that were understood are forgotten: spelling follows Zipf's law, so that a few tens of
/// thousands are nearly all that is ever asked for.
const REMEMBERED: usize = 60_000;

/// Names of one thing that no rule makes one, by the language's primary tag.
const SAME: [(&str, &str, &str); 1] = [("en", "usa", "us")];

/// A term as it stands in a sketch: a hash of its stem, or of two stems in a row, which has the [`PAIR`] bit. Two of a million
/// terms share one with a chance of 1 in 2,000, and then only sketches that hold either are a little too much alike.
pub type TermId = u32;

/// What the numbers of pairs have and those of words have not.
pub const PAIR: TermId = 1 << 31;

/// What the stems of common words begin with: one language's “her” is a word of substance in another, and an index holds both.
pub const COMMON: char = '\u{3}';

/// A word in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Stemmed, folded; of a common word [`COMMON`] and the whole word, folded.
    pub stem: Box<str>,
    /// Folded alone, where that is another word: in languages whose stemmer needs the marks that readers leave out. Of initials that
    /// may be a common word in capitals, that word's stem.
    pub plain: Option<Box<str>>,
    /// The stem's number.
    pub id: TermId,
    /// The number of the word before it was stemmed, folded: what tells whether two places name the same.
    pub whole: TermId,
    /// Whether it is one of its language's most common words, which say nothing of a subject.
    pub common: bool,
}

/// The words of a text, in order.
#[derive(Clone, Debug, Default)]
pub struct Words<'t> {
    /// As they stand in it.
    pub tokens: Vec<Token<'t>>,
    /// The number of each one's term with the analyser that read them.
    pub terms: Vec<u32>,
    /// Those of several parts, in order.
    pub compounds: Vec<Compound>,
}

/// A word of several parts, joined by hyphens or of letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// The place of its first token.
    pub at: usize,
    /// How many tokens it has.
    pub tokens: usize,
    /// The number of its term where it is written in one.
    pub whole: u32,
    /// Those of its parts.
    pub parts: Vec<u32>,
}

/// Makes terms of a language's words.
pub struct Analyser {
    stemmer: Option<Stemmer>,
    primary: String,
    turkish: bool,
    /// Where each word's term is in `terms`.
    known: FxHashMap<Box<str>, u32>,
    terms: Vec<Term>,
}

/// The language's stemmer, by its primary tag. Urdu has none that is kept up; its letters are folded.
fn stemmer(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fr" => Algorithm::French,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ru" => Algorithm::Russian,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

impl Analyser {
    /// For texts in a language.
    pub fn new(language: &Language) -> Self {
        let primary = language.primary().to_owned();
        Self {
            stemmer: stemmer(&primary).map(Stemmer::new),
            turkish: primary == "tr",
            primary,
            known: FxHashMap::default(),
            terms: Vec::new(),
        }
    }

    /// The words of a text, each with its term.
    pub fn words<'t>(&mut self, text: &'t str) -> Words<'t> {
        self.of_tokens(tokens(text).collect())
    }

    /// Words that were split, each with its term.
    pub fn of_tokens<'t>(&mut self, tokens: Vec<Token<'t>>) -> Words<'t> {
        let terms = (0..tokens.len()).map(|at| self.number_at(&tokens, at)).collect();
        let compounds = compound::compounds(&tokens).into_iter().map(|one| Compound {
            at: one.at,
            tokens: one.tokens,
            whole: self.number(&one.whole),
            parts: one.parts.iter().map(|part| self.number(part)).collect(),
        });
        let compounds = compounds.collect();
        Words { tokens, terms, compounds }
    }

    fn number_at(&mut self, tokens: &[Token<'_>], at: usize) -> u32 {
        let (word, number) = (tokens[at].text, self.number(tokens[at].text));
        let may_be_common = self.terms[number as usize].plain.as_ref().is_some_and(|plain| plain.starts_with(COMMON));
        if may_be_common && initials::is_shouted(tokens, at, |word| stop::is_common(&self.primary, word)) {
            return self.number(&word.to_lowercase());
        }
        number
    }

    /// The term of a word as it stands in a text.
    pub fn term(&mut self, word: &str) -> &Term {
        let number = self.number(word);
        self.numbered(number)
    }

    /// The term with a number among [`Words::terms`].
    pub fn numbered(&self, number: u32) -> &Term {
        &self.terms[number as usize]
    }

    /// Whether a word that is folded is one of the language's most common ones.
    pub fn is_common(&self, folded: &str) -> bool {
        stop::is_common(&self.primary, folded)
    }

    /// Forgets words where there are too many, and with them all numbers: between two stories.
    pub fn make_room(&mut self) {
        if self.known.len() >= REMEMBERED {
            self.known.clear();
            self.terms.clear();
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let number = self.terms.len() as u32;
        self.known.insert(word.into(), number);
        self.terms.push(self.make(word));
        number
    }

    fn make(&self, word: &str) -> Term {
        let bare = self.without_ending(word);
        let dotted = initials::dotted(bare);
        let bare = dotted.as_deref().unwrap_or(bare);
        // The Turkish stemmer looks at ı and ğ, which folding takes away; the others want accents gone as readers leave them out.
        let lower = if self.turkish { fold::lower_turkish(bare) } else { fold::fold(bare) };
        let stem = match self.stemmer {
            Some(stemmer) if lower.chars().any(char::is_alphabetic) => stemmer.stem(&lower).into_owned(),
            _ => lower.clone(),
        };
        let (stem, plain) = if self.turkish { (fold::fold(&stem), fold::fold(&lower)) } else { (stem, lower) };
        let of_state = SAME.iter().find(|(primary, name, _)| self.primary == *primary && *name == plain);
        let common = stop::is_common(&self.primary, &plain);
        let initials = common && (dotted.is_some() || initials::is_capitals(bare));
        if let Some(letters) = of_state.map(|(_, _, name)| *name).or(initials.then_some(plain.as_str())) {
            let id = id_of(letters);
            let also = (initials && dotted.is_none()).then(|| format!("{COMMON}{plain}").into());
            return Term { stem: letters.into(), plain: also, id, whole: id, common: false };
        }
        let (id, whole) = (id_of(&stem), id_of(&plain));
        if common {
            let stem = format!("{COMMON}{plain}");
            return Term { id: id_of(&stem), stem: stem.into(), plain: None, whole, common };
        }
        let plain = (self.turkish && plain != stem).then(|| plain.into());
        Term { stem: stem.into(), plain, id, whole, common }
    }

    /// A word without what an apostrophe joins to it: an English genitive, a Turkish case ending on a name.
    fn without_ending<'w>(&self, word: &'w str) -> &'w str {
        let Some((head, tail)) = word.split_once(fold::is_apostrophe) else {
            // F-16s are F-16; the 1990s are not 1990.
            let singular = word.strip_suffix('s').filter(|singular| {
                self.primary == "en"
                    && singular.ends_with(char::is_numeric)
                    && singular.starts_with(char::is_alphabetic)
            });
            return singular.unwrap_or(word);
        };
        let cut = match self.primary.as_str() {
            "tr" => true,
            "en" => matches!(tail, "s" | "S" | ""),
            _ => tail.is_empty(),
        };
        if cut && !head.is_empty() { head } else { word }
    }
}

/// The number of a stem: FNV-1a over 64 bits, folded to 31, so that it is the same in every build and on every machine.
pub fn id_of(stem: &str) -> TermId {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in stem.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    ((hash >> 32) ^ hash) as TermId & !PAIR
}

/// Whether a number is that of two words in a row.
pub fn is_pair(term: TermId) -> bool {
    term & PAIR != 0
}

/// The number of two words in a row, by theirs: their order counts.
pub fn pair_of(first: TermId, second: TermId) -> TermId {
    // Multiplying by an odd number near 2³² over the golden ratio spreads numbers evenly (Knuth, TAOCP 3, 6.4).
    (first.wrapping_mul(0x9e37_79b1) ^ second).wrapping_mul(0x9e37_79b1) | PAIR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: &str, text: &str) -> Vec<String> {
        let mut analyser = Analyser::new(&Language::new(language).unwrap());
        tokens(text).map(|token| analyser.term(token.text).stem.to_string()).collect()
    }

    #[test]
    fn forms_of_a_word_meet() {
        assert_eq!(stems("en", "The minister's talks"), stems("en", "the ministers talked"));
        assert_eq!(stems("tr", "kitaplar"), stems("tr", "kitap"));
        assert_eq!(stems("tr", "İstanbul'da"), stems("tr", "istanbul"));
        // Letter forms of Arabic and Urdu keyboards, vowel marks, a non-joiner.
        assert_eq!(stems("ur", "كراچی پاکِستان"), stems("ur", "کراچي پاکستان"));
        assert_eq!(stems("ur", "می\u{200c}خواہم"), stems("ur", "میخواہم"));
    }

    #[test]
    fn turkish_is_found_without_its_marks() {
        let mut analyser = Analyser::new(&Language::new("tr").unwrap());
        let written = analyser.term("Türkiye").clone();
        let typed = analyser.term("turkiye").clone();
        let forms = |term: &Term| [Some(term.stem.clone()), term.plain.clone()];
        assert!(forms(&written).iter().flatten().any(|form| forms(&typed).contains(&Some(form.clone()))));
        assert_eq!(&*analyser.term("ILIK").stem, "ilik");
    }

    #[test]
    fn common_words_are_known_by_language() {
        let mut english = Analyser::new(&Language::english());
        assert!(english.term("The").common && !english.term("treaty").common);
        let mut urdu = Analyser::new(&Language::new("ur").unwrap());
        assert!(urdu.term("کے").common && !urdu.term("پاکستان").common);
    }
}
