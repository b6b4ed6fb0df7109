//! The readable part of an address.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One segment of an address: lower-case letters and digits of any script, joined by single hyphens.
///
/// At most [`Slug::MAX_BYTES`] bytes of UTF-8, so that it fits a path segment even when every byte is percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NotASlug {
    /// Nothing in it can stand in an address.
    #[error("the slug is empty")]
    Empty,
    /// It is too long.
    #[error("the slug is {0} bytes long; at most {max} fit an address", max = Slug::MAX_BYTES)]
    TooLong(usize),
    /// A character cannot stand in it.
    #[error(
        "the slug “{slug}” holds {character:?} at character {position}; only lower-case letters, digits and single hyphens between them may"
    )]
    Character {
        /// The text, shortened.
        slug: String,
        /// The character.
        character: char,
        /// Its place, from 1.
        position: usize,
    },
}

impl Slug {
    /// The longest slug, in bytes of UTF-8.
    pub const MAX_BYTES: usize = 120;

    /// Takes a slug as it is, or says why it is none.
    pub fn new(slug: &str) -> Result<Self, NotASlug> {
        if slug.is_empty() {
            return Err(NotASlug::Empty);
        }
        if slug.len() > Self::MAX_BYTES {
            return Err(NotASlug::TooLong(slug.len()));
        }
        let mut before = '-';
        for (index, character) in slug.chars().enumerate() {
            let last = index + 1 == slug.chars().count();
            let fits = if character == '-' { before != '-' && !last } else { keeps(character) };
            if !fits {
                return Err(NotASlug::Character {
                    slug: slug.chars().take(60).collect(),
                    character,
                    position: index + 1,
                });
            }
            before = character;
        }
        Ok(Self(slug.to_owned()))
    }

    /// Makes a slug from any text: a headline, a category's name. Accented Latin letters lose their accents, other
    /// scripts stay, everything else becomes a hyphen, and the end is cut at a word where it is too long.
    ///
    /// `None` when no letter or digit is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::new();
        let mut gap = false;
        let mut word_end = 0;
        for character in text.chars().flat_map(char::to_lowercase) {
            if matches!(character, '\'' | '’' | '\u{307}' | '\u{200c}' | '\u{200d}') {
                continue;
            }
            let plain = plain_latin(character);
            let kept: &str = if plain.is_empty() { &character.to_string() } else { plain };
            if !kept.chars().all(keeps) {
                if !gap {
                    word_end = slug.len();
                }
                gap = true;
                continue;
            }
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push_str(kept);
            if slug.len() > Self::MAX_BYTES {
                // The one word may itself be longer than the limit: then it is cut between characters.
                let end = if word_end > 0 { word_end } else { floor_boundary(&slug, Self::MAX_BYTES) };
                slug.truncate(end);
                break;
            }
        }
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn keeps(character: char) -> bool {
    let lower = character.to_lowercase().next() == Some(character);
    (character.is_alphanumeric() && lower) || is_mark(character)
}

/// Combining marks of scripts that cannot be written without them (Arabic, Devanagari, Bengali, Tamil, Thai, …).
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED | 0x0900..=0x0DFF | 0x0E31..=0x0E4E)
        && !character.is_ascii_punctuation()
        && !matches!(character, '।' | '॥')
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The unaccented spelling of a lower-case Latin letter; empty for every other character.
fn plain_latin(character: char) -> &'static str {
    match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;
    fn try_from(slug: String) -> Result<Self, NotASlug> {
        Self::new(&slug)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn makes_readable_addresses() {
        let slug = |text| Slug::from_text(text).map(String::from);
        assert_eq!(
            slug("Türkiye’s ministers fly in: “It’s historic”").as_deref(),
            Some("turkiyes-ministers-fly-in-its-historic")
        );
        assert_eq!(slug("İstanbul'da ılık bir gün").as_deref(), Some("istanbulda-ilik-bir-gun"));
        assert_eq!(slug("اسلام آباد میں مذاکرات").as_deref(), Some("اسلام-آباد-میں-مذاکرات"));
        assert_eq!(slug(" — … "), None);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert_eq!(Slug::new(""), Err(NotASlug::Empty));
        assert_eq!(Slug::new(&"a".repeat(121)), Err(NotASlug::TooLong(121)));
        assert!(matches!(Slug::new("a--b"), Err(NotASlug::Character { position: 3, .. })));
        assert!(matches!(Slug::new("a/b"), Err(NotASlug::Character { character: '/', position: 2, .. })));
        assert!(matches!(Slug::new("Ab"), Err(NotASlug::Character { position: 1, .. })));
        assert!(Slug::new("a-").is_err());
    }

    proptest! {
        #[test]
        fn what_it_makes_it_takes(text in "\\PC{0,200}") {
            if let Some(slug) = Slug::from_text(&text) {
                prop_assert_eq!(Slug::new(slug.as_str()), Ok(slug.clone()));
                prop_assert_eq!(Slug::from_text(slug.as_str()), Some(slug));
            }
        }
    }
}
