//! Links: what their words say, and which lead to this site.

use crate::inline::each_inline;
use crate::{Block, Inline, text};

/// Words that say nothing of where a link leads (WCAG 2.2, success criterion 2.4.4), in the desk's languages.
const EMPTY_WORDS: [&str; 16] = [
    "here",
    "click here",
    "read here",
    "this",
    "this link",
    "link",
    "more",
    "read more",
    "learn more",
    "buraya",
    "burada",
    "buraya tıklayın",
    "tıklayın",
    "devamı",
    "یہاں",
    "یہاں کلک کریں",
];

/// The words of a block's links that say nothing.
pub fn says_nothing(block: &Block) -> impl Iterator<Item = String> {
    let mut links = Vec::new();
    each_inline(block, &mut |inline| {
        if let Inline::Link { content, .. } = inline {
            links.push(text::of_inlines(content));
        }
    });
    links.into_iter().filter(|words| {
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        EMPTY_WORDS.contains(&bare.as_str())
    })
}

/// Addresses on this site that a body links to, from the root and without query and fragment, each with its block.
pub fn own_links(blocks: &[Block], site: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        each_inline(block, &mut |inline| {
            let Inline::Link { href, .. } = inline else { return };
            let path = href.strip_prefix(site).unwrap_or(href);
            if path.starts_with('/') && !path.starts_with("//") {
                found.push((index, path.split(['?', '#']).next().unwrap_or_default().to_owned()));
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    #[test]
    fn own_links_are_those_of_this_site() {
        let body = "[a](/world/a?x=1) [b](https://news.example/b#c) [c](https://other.example/d) [d](//e.example/f)\n\n\
            > [e](/g)\n";
        let blocks = markup::parse(body).blocks;
        let expected = [(0, "/world/a".to_owned()), (0, "/b".to_owned()), (1, "/g".to_owned())];
        assert_eq!(own_links(&blocks, "https://news.example"), expected);
    }
}
