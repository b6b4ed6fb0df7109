//! Slugs from foreign names, and names from bare slugs.

use dateline_story::Slug;
use percent_encoding::percent_decode_str;

/// The slug a foreign short name stands for: taken as it is where it fits, else made from its words.
///
/// WordPress percent-encodes names in other scripts, so they are decoded first.
pub fn slug(name: &str) -> Option<Slug> {
    let name = percent_decode_str(name.trim()).decode_utf8_lossy();
    Slug::new(&name).ok().or_else(|| Slug::from_text(&name))
}

/// The slug of a topic's name: as [`slug`], but signs that tell names apart are words in it. `C`, `C++`, `C#` and `.NET` are
/// four topics.
pub fn subject_slug(name: &str) -> Option<Slug> {
    let name = name.trim();
    if !name.contains(['+', '#', '.']) {
        return slug(name);
    }
    let mut spelled = String::with_capacity(name.len() + 16);
    let mut before = ' ';
    for (at, character) in name.char_indices() {
        let starts_word = name[at + character.len_utf8()..].starts_with(char::is_alphanumeric);
        match character {
            '+' => spelled.push_str(" plus "),
            // A hash before a word is a hashtag's.
            '#' if before.is_alphanumeric() => spelled.push_str(" sharp "),
            '.' if !before.is_alphanumeric() && starts_word => spelled.push_str("dot "),
            other => spelled.push(other),
        }
        before = character;
    }
    Slug::from_text(&spelled)
}

/// Whether two names differ in more than how they are capitalised, and neither is only a slug.
pub fn differ(one: &str, other: &str) -> bool {
    !looks_like_slug(one) && !looks_like_slug(other) && one.to_lowercase() != other.to_lowercase()
}

/// A person's name from a slug: `marietta-jelks` is Marietta Jelks.
pub fn person(slug: &Slug) -> String {
    let words: Vec<String> = slug.as_str().split('-').map(capital).collect();
    words.join(" ")
}

/// A subject's name from a slug: `contact-centers` is Contact centers.
pub fn subject(slug: &Slug) -> String {
    capital(&slug.as_str().replace('-', " "))
}

/// Whether a text is written like a slug rather than like a name.
pub fn looks_like_slug(text: &str) -> bool {
    !text.contains(char::is_whitespace) && Slug::new(text).is_ok()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_become_names() {
        assert_eq!(person(&Slug::new("marietta-jelks").unwrap()), "Marietta Jelks");
        assert_eq!(subject(&Slug::new("contact-centers").unwrap()), "Contact centers");
    }

    #[test]
    fn signs_tell_topics_apart() {
        let slug = |name| subject_slug(name).map(String::from);
        for (name, expected) in [
            ("C", Some("c")),
            ("C++", Some("c-plus-plus")),
            ("C#", Some("c-sharp")),
            (".NET", Some("dot-net")),
            ("#metoo", Some("metoo")),
            ("U.S.", Some("u-s")),
            ("Canal+", Some("canal-plus")),
            ("&", None),
        ] {
            assert_eq!(slug(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn foreign_short_names_become_slugs() {
        let slug = |name| slug(name).map(String::from);
        assert_eq!(slug("hello-world").as_deref(), Some("hello-world"));
        assert_eq!(slug("%d8%b3%d9%84%d8%a7%d9%85").as_deref(), Some("سلام"));
        assert_eq!(slug("Hello_World").as_deref(), Some("hello-world"));
        assert_eq!(slug("---"), None);
    }
}
