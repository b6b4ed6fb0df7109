//! Which address each incoming story gets, so that no two of one import share one.

use std::collections::HashMap;

use dateline_story::{Slug, address};

/// Addresses given out in one import.
#[derive(Default)]
pub struct Addresses {
    /// Each with the number its next double tries first.
    taken: HashMap<(Slug, Slug), u64>,
}

impl Addresses {
    /// `slug` itself when it is free in `section`, else the first free one of `slug-2`, `slug-3`, ….
    pub fn claim(&mut self, section: &Slug, slug: Slug) -> Slug {
        let first = (section.clone(), slug);
        let Some(next) = self.taken.get(&first).copied() else {
            self.taken.insert(first.clone(), 2);
            return first.1;
        };
        let mut number = next;
        loop {
            let claimed = (section.clone(), numbered(&first.1, number));
            number += 1;
            if !self.taken.contains_key(&claimed) {
                self.taken.insert(first, number);
                self.taken.insert(claimed.clone(), 2);
                return claimed.1;
            }
        }
    }
}

/// A section's slug, and whether it had to change because the site itself uses the word.
pub fn section(slug: Slug) -> (Slug, bool) {
    if address::RESERVED.contains(&slug.as_str()) {
        let changed = Slug::new(&format!("{slug}-stories")).unwrap_or(slug);
        return (changed, true);
    }
    (slug, false)
}

fn numbered(slug: &Slug, number: u64) -> Slug {
    let suffix = format!("-{number}");
    let mut end = slug.as_str().len().min(Slug::MAX_BYTES - suffix.len());
    while !slug.as_str().is_char_boundary(end) {
        end -= 1;
    }
    let stem = slug.as_str()[..end].trim_end_matches('-');
    Slug::new(&format!("{stem}{suffix}")).unwrap_or_else(|_| slug.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_get_numbers_within_a_section() {
        let (news, sport) = (Slug::new("news").unwrap(), Slug::new("sport").unwrap());
        let slug = Slug::new("floods").unwrap();
        let mut addresses = Addresses::default();
        let mut claim = |section| addresses.claim(section, slug.clone()).to_string();
        assert_eq!(
            [claim(&news), claim(&news), claim(&sport), claim(&news)],
            ["floods", "floods-2", "floods", "floods-3"]
        );
    }

    #[test]
    fn the_longest_slug_still_gets_its_number() {
        let news = Slug::new("news").unwrap();
        let long = Slug::new(&"سل".repeat(30)).unwrap();
        let mut addresses = Addresses::default();
        addresses.claim(&news, long.clone());
        let second = addresses.claim(&news, long);
        assert!(second.as_str().ends_with("-2") && second.as_str().len() <= Slug::MAX_BYTES);
    }

    #[test]
    fn the_sites_own_words_are_no_sections() {
        let slug = |text| Slug::new(text).unwrap();
        assert_eq!(section(slug("media")), (slug("media-stories"), true));
        assert_eq!(section(slug("sport")), (slug("sport"), false));
    }
}
