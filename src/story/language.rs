//! The language of a story, and the direction that follows from it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A BCP 47 language tag: a two- or three-letter primary language and optional subtags, in the usual case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Which way a language reads; the value of HTML's `dir`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The text is no language tag.
#[derive(Debug, Error, PartialEq, Eq)]
#[error(
    "“{0}” is not a language tag: expected two or three letters and optional subtags, such as “en”, “ur” or “pt-BR”"
)]
pub struct NotALanguage(pub String);

/// Languages written right to left by default (CLDR's script metadata: Arab, Hebr, Thaa, Syrc, Nkoo).
const RIGHT_TO_LEFT: [&str; 14] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur"];

/// Scripts written right to left, as they appear in a tag.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 5] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo"];

impl Language {
    /// Checks and tidies a tag: primary language in lower case, script in title case, region in upper case
    /// (RFC 5646, section 2.1.1).
    pub fn new(tag: &str) -> Result<Self, NotALanguage> {
        let refuse = || NotALanguage(tag.chars().take(40).collect());
        let mut tidy = String::with_capacity(tag.len());
        for (index, part) in tag.trim().replace('_', "-").split('-').enumerate() {
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let fits = match index {
                0 => letters && matches!(part.len(), 2 | 3),
                _ => (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            };
            if !fits {
                return Err(refuse());
            }
            let lower = part.to_ascii_lowercase();
            if index == 0 {
                tidy.push_str(&lower);
                continue;
            }
            tidy.push('-');
            match (part.len(), letters) {
                (2, true) => tidy.push_str(&part.to_ascii_uppercase()),
                (4, true) => {
                    tidy.push_str(&lower[..1].to_ascii_uppercase());
                    tidy.push_str(&lower[1..]);
                }
                _ => tidy.push_str(&lower),
            }
        }
        Ok(Self(tidy))
    }

    /// English.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language: "pt" of "pt-BR".
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Which way it reads: by its script subtag when it has one, else by the language.
    pub fn direction(&self) -> Direction {
        let script = self.0.split('-').skip(1).find(|part| part.len() == 4 && part.as_bytes()[0].is_ascii_uppercase());
        let rtl = match script {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&self.primary()),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;
    fn try_from(tag: String) -> Result<Self, NotALanguage> {
        Self::new(&tag)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidies_case_and_finds_direction() {
        let language = |tag| Language::new(tag).unwrap();
        assert_eq!(language("UR_pk").as_str(), "ur-PK");
        assert_eq!(language("ur-PK").direction(), Direction::Rtl);
        assert_eq!(language("ur-latn").direction(), Direction::Ltr);
        assert_eq!(language("pa-arab").direction(), Direction::Rtl);
        assert_eq!(language("tr").direction(), Direction::Ltr);
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for tag in ["", "e", "english language", "en-", "اردو", "en--gb", "e1"] {
            assert!(Language::new(tag).is_err(), "{tag}");
        }
    }
}
