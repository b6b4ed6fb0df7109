//! Words of initials: U.S. and US, which is not us.

use super::fold::fold;
use super::token::Token;

/// Longer words in capitals are shouted.
const LONGEST: usize = 5;

/// How many words on either side tell whether a text shouts.
const AROUND: usize = 3;

/// The letters of a word that is spelled with full stops, as U.S. is.
pub fn dotted(word: &str) -> Option<String> {
    let mut letters = word.strip_suffix('.').unwrap_or(word).split('.');
    let one = |part: &str| {
        let mut characters = part.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    };
    (word.contains('.') && letters.clone().count() > 1 && letters.all(one))
        .then(|| word.chars().filter(|character| *character != '.').collect())
}

/// Whether a word is written in capitals, all of two or more.
pub fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some()
}

/// Whether a word in capitals is too long for initials, or may be one of the `common` ones.
pub fn is_loud(word: &str, common: impl Fn(&str) -> bool) -> bool {
    is_capitals(word) && (word.chars().count() > LONGEST || common(&fold(word)))
}

/// Whether a word is in capitals because those around it in its sentence are, as in CONTACT US; `common` tells common words.
pub fn is_shouted(tokens: &[Token<'_>], at: usize, common: impl Fn(&str) -> bool) -> bool {
    let loud = |token: &Token<'_>| is_loud(token.text, &common);
    let before = tokens[..at].iter().rev().zip(tokens[..=at].iter().rev());
    let mut before = before.take(AROUND).take_while(|(_, after)| !after.opens).map(|(token, _)| token);
    let mut after = tokens[at + 1..].iter().take(AROUND).take_while(|token| !token.opens);
    before.any(loud) || after.any(loud)
}
