//! Short forms that a reader may not know.

use std::collections::BTreeSet;

use crate::inline::each_inline;
use crate::{Article, Inline, text};

/// Short forms that need no explaining to anybody who reads news in English.
const KNOWN: [&str; 26] = [
    "AI", "AM", "BBC", "CEO", "CNN", "COVID", "DNA", "EU", "GMT", "GPS", "HIV", "HTML", "ID", "IT", "MP", "NATO", "OK",
    "PDF", "PM", "TV", "UK", "UN", "US", "USA", "UTC", "VAT",
];

/// Short forms with the block where each first stands: two to six capital letters that are neither common knowledge, nor
/// marked up with their long form, nor set in brackets after it: “Inter Services Public Relations (ISPR)”.
pub fn unexplained(article: &Article) -> Vec<(usize, String)> {
    let mut seen = BTreeSet::new();
    for block in &article.body {
        each_inline(block, &mut |inline| {
            if let Inline::Abbreviation { short, .. } = inline {
                seen.insert(short.clone());
            }
        });
        for short in bracketed(&text::of_blocks(std::slice::from_ref(block))) {
            seen.insert(short);
        }
    }
    let mut found = Vec::new();
    for (index, block) in article.body.iter().enumerate() {
        let words = text::of_blocks(std::slice::from_ref(block));
        // A line all in capitals is loud, not abbreviated.
        if !words.chars().any(char::is_lowercase) {
            continue;
        }
        for word in words.split(|c: char| !c.is_alphanumeric()) {
            if is_short(word) && !KNOWN.contains(&word) && seen.insert(word.to_owned()) {
                found.push((index, word.to_owned()));
            }
        }
    }
    found
}

fn is_short(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_roman(word)
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| b"IVXLC".contains(&byte))
}

fn bracketed(words: &str) -> Vec<String> {
    let inside = words.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    inside.filter(|inside| is_short(inside)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::article;
    use super::*;

    #[test]
    fn only_what_nobody_explained_is_named_once() {
        let body = "The ISPR and the US said so; the ISPR again, and the NDU.\n\nThe National Defence University (NDU) and \
            King Charles III.\n\nALL LOUD XYZ\n\nThe <abbr title=\"Federal Board of Revenue\">FBR</abbr>, and the FBR.\n";
        assert_eq!(unexplained(&article(body)), [(0, "ISPR".to_owned())]);
    }
}
