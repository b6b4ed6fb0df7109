//! The part of a text that shows why it was found.

use std::collections::HashSet;

use crate::text::{Analyser, Token, tokens};

/// How many words are looked through: what a story is about it says before.
const LOOKED_THROUGH: usize = 5_000;

/// How many words a snippet has.
const LENGTH: usize = 32;

/// How many words stand before the first that was looked for.
const BEFORE: usize = 6;

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its characters, plain text.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// A word with this stem, as a text in the analyser's language writes it.
pub fn written(text: &str, analyser: &mut Analyser, stem: &str) -> Option<String> {
    let mut looked_through = tokens(text).take(LOOKED_THROUGH);
    looked_through.find(|token| *analyser.term(token.text).stem == *stem).map(|token| token.text.to_owned())
}

/// The stretch of a text in the analyser's language that holds most of the stems; its beginning where it holds none.
pub fn snippet(text: &str, analyser: &mut Analyser, stems: &HashSet<String>) -> Vec<Span> {
    let words = analyser.of_tokens(tokens(text).take(LOOKED_THROUGH).collect());
    let all: &[Token<'_>] = &words.tokens;
    let found = |number: u32| {
        let term = analyser.numbered(number);
        let is_asked = |form: &str| stems.contains(form);
        (is_asked(&term.stem) || term.plain.as_deref().is_some_and(is_asked)).then(|| term.stem.to_string())
    };
    let mut compounds = words.compounds.iter().peekable();
    let mut hits: Vec<(usize, String)> = Vec::new();
    for (place, number) in words.terms.iter().enumerate() {
        while compounds.next_if(|compound| compound.at + compound.tokens <= place).is_some() {}
        let whole = compounds.peek().filter(|compound| compound.at <= place).map(|compound| compound.whole);
        hits.extend(found(*number).or_else(|| whole.and_then(found)).map(|stem| (place, stem)));
    }
    let different = |from: usize| {
        let within = hits[from..].iter().take_while(|(place, _)| *place < hits[from].0 + LENGTH - BEFORE);
        within.map(|(_, stem)| stem.as_str()).collect::<HashSet<_>>().len()
    };
    // Of stretches with as many, the first.
    let best = (0..hits.len()).rev().max_by_key(|&from| different(from));
    let start = best.map_or(0, |from| hits[from].0.saturating_sub(BEFORE));
    let end = (start + LENGTH).min(all.len());
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |text: &str, hit: bool| match spans.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => spans.push(Span { text: text.to_owned(), hit }),
    };
    if start > 0 {
        push("… ", false);
    }
    let marked: HashSet<usize> = hits.iter().map(|(place, _)| *place).collect();
    let mut from = all.get(start).map_or(0, |token| token.at);
    for (place, token) in all.iter().enumerate().take(end).skip(start) {
        push(&one_line(&text[from..token.at]), false);
        push(token.text, marked.contains(&place));
        from = token.at + token.text.len();
    }
    let rest = all.get(end).map_or(text.len(), |token| token.at);
    if end < all.len() {
        push(" …", false);
    } else {
        push(one_line(&text[from..rest]).trim_end(), false);
    }
    spans
}

/// Line ends as spaces, and no character that shows nothing or turns the direction of the page.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|character| !crate::text::fold::is_invisible(*character))
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_story::Language;

    fn marked(text: &str, stems: &[&str]) -> String {
        let stems = stems.iter().map(|stem| (*stem).to_owned()).collect();
        let spans = snippet(text, &mut Analyser::new(&Language::english()), &stems);
        spans.iter().map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() }).collect()
    }

    #[test]
    fn it_shows_where_the_words_are_together() {
        let text = format!("Floods here. {} The floods reached\nthe dam, they said.", "Nothing of note. ".repeat(20));
        let shown = marked(&text, &["flood", "dam"]);
        assert!(shown.starts_with("… ") && shown.ends_with("The [floods] reached the [dam], they said."), "{shown}");
    }

    #[test]
    fn it_begins_at_the_beginning_where_nothing_was_found() {
        assert_eq!(marked("One <b>two</b>.", &["three"]), "One <b>two</b>.");
        assert_eq!(marked("", &["three"]), "");
        assert!(marked(&"word ".repeat(50), &[]).ends_with("word …"));
    }

    #[test]
    fn a_word_in_another_spelling_is_marked() {
        assert_eq!(
            marked("An e-mail of the US on Covid19.", &["email", "us", "covid"]),
            "An [e]-[mail] of the [US] on Covid19."
        );
        assert_eq!(marked("Write to us on covid-19.", &["covid19", "us"]), "Write to us on [covid]-[19].");
    }
}
