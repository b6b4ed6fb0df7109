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
    fn foreign_short_names_become_slugs() {
        let slug = |name| slug(name).map(String::from);
        assert_eq!(slug("hello-world").as_deref(), Some("hello-world"));
        assert_eq!(slug("%d8%b3%d9%84%d8%a7%d9%85").as_deref(), Some("سلام"));
        assert_eq!(slug("Hello_World").as_deref(), Some("hello-world"));
        assert_eq!(slug("---"), None);
    }
}
