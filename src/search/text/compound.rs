//! Words that are written together, with a hyphen or apart: e-mail and email, covid-19 and covid19.

use std::borrow::Cow;

use super::token::Token;

/// More words than these are joined in jest.
const MOST: usize = 4;

/// A word of several parts: joined by hyphens, or of letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled<'t> {
    /// The place of its first token.
    pub at: usize,
    /// How many tokens it has.
    pub tokens: usize,
    /// All of it in one.
    pub whole: Cow<'t, str>,
    /// Its words and numbers; two at least.
    pub parts: Vec<&'t str>,
}

/// Those among the words of a text, in order.
pub fn compounds<'t>(tokens: &[Token<'t>]) -> Vec<Spelled<'t>> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let more = tokens[at + 1..].iter().take(MOST - 1).take_while(|token| token.hyphen).count();
        let joined = &tokens[at..=at + more];
        if more > 0 || joined[0].text.chars().any(char::is_numeric) {
            let parts: Vec<&str> = joined.iter().flat_map(|token| letters_and_digits(token.text)).collect();
            if parts.len() > 1 {
                let whole = match joined {
                    [one] => Cow::Borrowed(one.text),
                    _ => Cow::Owned(joined.iter().map(|token| token.text).collect()),
                };
                all.push(Spelled { at, tokens: joined.len(), whole, parts });
            }
        }
        at += joined.len();
    }
    all
}

/// A word, cut where letters and digits meet.
fn letters_and_digits(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut before) = (0, None::<char>);
    for (at, character) in word.char_indices() {
        let meet = before.is_some_and(|before| {
            before.is_numeric() && character.is_alphabetic() || before.is_alphabetic() && character.is_numeric()
        });
        if meet {
            parts.push(&word[start..at]);
            start = at;
        }
        before = Some(character);
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn spelled(text: &str) -> Vec<String> {
        let tokens: Vec<Token<'_>> = tokens(text).collect();
        compounds(&tokens).iter().map(|one| format!("{}@{}={}", one.whole, one.at, one.parts.join("+"))).collect()
    }

    #[test]
    fn hyphens_and_digits_make_compounds() {
        assert_eq!(spelled("The covid-19 and covid19."), ["covid19@1=covid+19", "covid19@4=covid+19"]);
        assert_eq!(spelled("an e\u{2011}mail, H5N1, 7.5m"), ["email@1=e+mail", "H5N1@3=H+5+N+1", "7.5m@4=7.5+m"]);
        assert_eq!(spelled("10 March - 12, war–torn 1,000 Türkiye'nin F -16"), [""; 0]);
        assert_eq!(spelled("a-b-c-d-e-f"), ["abcd@0=a+b+c+d", "ef@4=e+f"]);
    }
}
