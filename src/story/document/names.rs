//! What nodes and marks there are, and what each says beside its content.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Inline;

/// Attributes by node and by mark, as `src/surface/nodes.json` has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// By node.
    pub nodes: BTreeMap<String, Vec<String>>,
    /// By mark.
    pub marks: BTreeMap<String, Vec<String>>,
}

/// What the keeper of an unusual order of marks is called; every mark has it.
pub const NEST: &str = "nest";

const PARTS: [(&str, &[&str]); 7] = [
    ("doc", &[]),
    ("text", &[]),
    ("item", &[]),
    ("point", &[]),
    ("table_row", &[]),
    ("table_header", &["align"]),
    ("table_cell", &["align"]),
];

const BLOCKS: [(&str, &[&str]); 15] = [
    ("paragraph", &[]),
    ("heading", &["level"]),
    ("list", &["start"]),
    ("quote", &["by"]),
    ("pull_quote", &["by"]),
    ("figure", &["alt", "credit", "src", "x", "y"]),
    ("gallery", &["caption"]),
    ("key_points", &["title"]),
    ("table", &["caption"]),
    ("embed", &["title", "url"]),
    ("channel", &[]),
    ("correction", &["at"]),
    ("code", &["language"]),
    ("rule", &[]),
    ("live_post", &["at", "by", "headline", "key"]),
];

const AMONG_WORDS: [(&str, &[&str]); 3] = [("line_break", &[]), ("abbreviation", &["long", "short"]), ("note", &[])];

/// In the order in which the surface sorts them.
pub const MARKS: [(&str, &[&str]); 7] = [
    ("link", &["href"]),
    ("strong", &[]),
    ("emphasis", &[]),
    ("superscript", &[]),
    ("subscript", &[]),
    ("language", &["language"]),
    ("code_text", &[]),
];

/// What nodes and marks there are.
pub fn names() -> Names {
    let owned = |(name, attrs): &(&str, &[&str])| {
        ((*name).to_owned(), attrs.iter().map(|attr| (*attr).to_owned()).collect::<Vec<_>>())
    };
    let mark = |one: &(&str, &[&str])| {
        let (name, mut attrs) = owned(one);
        attrs.push(NEST.to_owned());
        attrs.sort();
        (name, attrs)
    };
    Names {
        nodes: PARTS.iter().chain(&BLOCKS).chain(&AMONG_WORDS).map(owned).collect(),
        marks: MARKS.iter().map(mark).collect(),
    }
}

/// The name of the mark that a span of words becomes; `None` for what is a node.
pub fn of_span(inline: &Inline) -> Option<&'static str> {
    match inline {
        Inline::Link { .. } => Some("link"),
        Inline::Strong(_) => Some("strong"),
        Inline::Emphasis(_) => Some("emphasis"),
        Inline::Superscript(_) => Some("superscript"),
        Inline::Subscript(_) => Some("subscript"),
        Inline::LanguageSpan { .. } => Some("language"),
        Inline::Code(_) => Some("code_text"),
        Inline::Text(_) | Inline::LineBreak | Inline::Abbreviation { .. } | Inline::Note { .. } => None,
    }
}

/// Where a mark stands among those of one word.
pub fn rank(mark: &str) -> usize {
    MARKS.iter().position(|(name, _)| *name == mark).unwrap_or(MARKS.len())
}
