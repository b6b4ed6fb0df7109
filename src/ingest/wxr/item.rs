//! One item of an export, as it is written there.

use std::collections::HashMap;

use super::pieces::Piece;
use super::xml::{self, Damage};
use crate::incoming::Loss;

/// A category, tag or other term of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The taxonomy: "category", "post_tag", ….
    pub domain: String,
    /// The short name.
    pub short: String,
    /// The name.
    pub name: String,
}

/// An item's fields by the names of their elements, and what nests.
#[derive(Debug, Default)]
pub struct Item {
    fields: HashMap<String, String>,
    /// Categories, tags, formats.
    pub terms: Vec<Term>,
    meta: HashMap<String, Vec<String>>,
    /// How many comments it holds.
    pub comments: usize,
}

/// The custom fields that are read; exports carry many more, some of them huge.
const META: [&str; 27] = [
    "_thumbnail_id",
    "_wp_old_slug",
    "_wp_attachment_image_alt",
    "_yoast_wpseo_primary_category",
    "rank_math_primary_category",
    "_primary_category",
    "_yoast_wpseo_canonical",
    "rank_math_canonical_url",
    "_media_credit",
    "media_credit",
    "_subtitle",
    "subtitle",
    "_members_access_role",
    "_expiration-date",
    "cap-display_name",
    "cap-first_name",
    "cap-last_name",
    "cap-user_login",
    "cap-linked_account",
    "cap-description",
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "footnotes",
    "_genesis_description",
    "_seopress_titles_desc",
];

/// Whether a custom field is read: those of other programs that are known, and all that our own export writes.
fn is_read(key: &str) -> bool {
    META.contains(&key) || key.starts_with("_dateline_")
}

impl Item {
    /// A field's text, trimmed; `None` when it is absent or empty.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// A custom field's first value.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta_all(key).next()
    }

    /// All of a custom field's values that are not empty.
    pub fn meta_all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.meta.get(key).into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// All of a custom field's values, to the letter.
    pub fn exact_all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.meta.get(key).into_iter().flatten().map(String::as_str)
    }

    /// The post's number.
    pub fn number(&self) -> Option<u64> {
        self.field("wp:post_id")?.parse().ok()
    }
}

/// Reads an item, as far as it can be read, and where it breaks if it does.
pub fn read(piece: &Piece, problems: &mut Vec<Loss>) -> (Item, Option<Damage>) {
    let text = piece.text(problems);
    let mut item = Item::default();
    let mut key = String::new();
    let outcome = xml::read(&text, false, &mut |element| match (element.path, element.name) {
        ([_], "category") => item.terms.push(Term {
            domain: element.attribute("domain").unwrap_or("category").to_owned(),
            short: element.attribute("nicename").unwrap_or_default().to_owned(),
            name: element.text,
        }),
        ([_], "wp:comment") => item.comments += 1,
        ([_], name) => {
            // The first of a name is the post's own: plug-ins add theirs after it.
            item.fields.entry(name.to_owned()).or_insert(element.text);
        }
        ([_, parent], "wp:meta_key") if parent == "wp:postmeta" => key = element.text,
        ([_, parent], "wp:meta_value") if parent == "wp:postmeta" && is_read(key.trim()) => {
            item.meta.entry(key.trim().to_owned()).or_default().push(element.text);
        }
        _ => {}
    });
    (item, outcome.err())
}
