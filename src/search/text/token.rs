//! Where words begin and end.

use std::str::CharIndices;

use super::fold::{is_apostrophe, is_invisible};

/// A word as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its letters.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub at: usize,
    /// Whether it is the first of a sentence, or of a quotation, where capitals say nothing.
    pub opens: bool,
    /// Whether a mark such as a comma stands between it and the word before.
    pub apart: bool,
    /// Whether nothing but a hyphen stands between it and the word before.
    pub hyphen: bool,
}

/// Longer words are cut here, in bytes: nothing that is read is so long, and an index must not hold a megabyte as a word.
const LONGEST: usize = 64;

/// The words of a text, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, rest: text.char_indices(), opens: true, apart: false, hyphen: false }
}

/// An iterator over [`Token`]s.
pub struct Tokens<'t> {
    text: &'t str,
    rest: CharIndices<'t>,
    opens: bool,
    apart: bool,
    hyphen: bool,
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// Scripts without spaces between words, of which each character is one.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}')
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

fn is_letter(character: char) -> bool {
    (character.is_alphanumeric() && !is_apostrophe(character)) || is_mark(character)
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let gap = self.rest.offset();
        let start = loop {
            let (at, character) = self.rest.next()?;
            if is_letter(character) {
                let mut between = self.text[gap..at].chars();
                self.hyphen = gap > 0 && between.next().is_some_and(is_hyphen) && between.next().is_none();
                if stands_alone(character) {
                    return Some(self.token(at, at + character.len_utf8()));
                }
                break at;
            }
            match character {
                '.' | '!' | '?' | '۔' | '؟' | '\n' | '“' | '"' | '‘' | '…' | ':' | '•' => {
                    self.opens = true;
                    self.apart = true;
                }
                ',' | ';' | '،' | '؛' | '(' | ')' | '”' | '–' | '—' | '/' | '|' | '[' | ']' => {
                    self.apart = true
                }
                _ => {}
            }
        };
        let mut end = self.text.len();
        let mut stop = false;
        loop {
            let mut ahead = self.rest.clone();
            let Some((at, character)) = ahead.next() else { break };
            let next = ahead.clone().next().map(|(_, next)| next);
            let joins = match character {
                _ if is_apostrophe(character) => next.is_some_and(|c| c.is_alphabetic() && !is_apostrophe(c)),
                '.' if is_initial(&self.text[start..at]) => {
                    // The last full stop of U.S. is its own, and may end a sentence, too.
                    let mut after = self.text[at + 1..].chars();
                    let (first, second) = (after.next(), after.next());
                    let goes_on = first.is_some_and(char::is_alphabetic) && !second.is_some_and(is_letter);
                    let ends = !goes_on && self.text[start..at].contains('.');
                    stop = ends;
                    goes_on || ends
                }
                // 7.5 and 1,000 are one word.
                '.' | ',' => {
                    let before = self.text[..at].chars().next_back();
                    before.is_some_and(|c| c.is_numeric()) && next.is_some_and(char::is_numeric)
                }
                _ => (is_letter(character) && !stands_alone(character)) || is_invisible(character),
            };
            if !joins {
                end = at;
                break;
            }
            self.rest = ahead;
            if stop {
                end = at + character.len_utf8();
                break;
            }
        }
        let mut cut = end.min(start + LONGEST);
        while !self.text.is_char_boundary(cut) {
            cut -= 1;
        }
        let token = self.token(start, cut);
        self.opens |= stop;
        self.apart |= stop;
        Some(token)
    }
}

/// Whether a word so far is one letter, or some with full stops between them.
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut characters = part.chars();
        characters.next().is_some_and(|first| first.is_alphabetic() && !stands_alone(first))
            && characters.next().is_none()
    })
}

impl<'t> Tokens<'t> {
    fn token(&mut self, start: usize, end: usize) -> Token<'t> {
        let token = Token {
            text: &self.text[start..end],
            at: start,
            opens: self.opens,
            apart: self.apart,
            hyphen: self.hyphen,
        };
        self.opens = false;
        self.apart = false;
        token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn words_end_where_readers_end_them() {
        assert_eq!(words("It's 7.5 per cent, or $1,000."), ["It's", "7.5", "per", "cent", "or", "1,000"]);
        assert_eq!(words("Türkiye’nin strife-torn"), ["Türkiye’nin", "strife", "torn"]);
        assert_eq!(words("وزیرِ خارجہ، اسلام آباد۔"), ["وزیرِ", "خارجہ", "اسلام", "آباد"]);
        assert_eq!(words("東京 "), ["東", "京"]);
        assert_eq!(
            words("The U.S., the u.n. (e.g) J.K. Rowling"),
            ["The", "U.S.", "the", "u.n.", "e.g", "J.K.", "Rowling"]
        );
        assert_eq!(words("A.Then b. c.d plan.x U.S.-led"), ["A", "Then", "b", "c.d", "plan", "x", "U.S.", "led"]);
        for text in
            ["Côte d'Ivoire", "Côte d’Ivoire", "Côte d‘Ivoire", "Côte dʼIvoire", "Côte d`Ivoire", "Côte d´Ivoire"]
        {
            assert_eq!(words(text).len(), 2, "{text}");
        }
        assert_eq!(words(" \u{202e} \0 "), Vec::<&str>::new());
    }

    #[test]
    fn sentences_open_and_marks_part() {
        let all: Vec<_> = tokens("He met Fidan, Dar. Talks \"began\"").map(|t| (t.text, t.opens, t.apart)).collect();
        assert_eq!(
            all,
            [
                ("He", true, false),
                ("met", false, false),
                ("Fidan", false, false),
                ("Dar", false, true),
                ("Talks", true, true),
                ("began", true, true)
            ]
        );
    }

    #[test]
    fn a_word_without_an_end_is_cut() {
        let long = "ü".repeat(1_000_000);
        let all = words(&long);
        assert_eq!((all.len(), all[0].len()), (1, 64));
    }
}
