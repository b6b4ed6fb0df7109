//! Names of authors and topics that a folder lists apart from its stories.

use std::collections::HashMap;
use std::path::Path;

use dateline_story::{Author, Slug, Topic};
use serde_yaml_ng::Value;

use super::fields::scalar;
use crate::incoming::Loss;
use crate::{names, plain};

/// Authors and topics by their slugs.
#[derive(Debug, Default)]
pub struct People {
    pub authors: HashMap<Slug, Author>,
    pub topics: HashMap<Slug, Topic>,
}

/// Reads `_authors.yaml` and `_topics.yaml` of our own export, and Jekyll's and Hugo's lists of authors.
pub fn read(dir: &Path, problems: &mut Vec<Loss>) -> People {
    let mut people = People::default();
    for file in [
        "_authors.yaml",
        "_authors.yml",
        "_data/authors.yml",
        "_data/authors.yaml",
        "data/authors.yml",
        "data/authors.yaml",
    ] {
        for (slug, value) in entries(dir, file, problems) {
            let text = |keys: &[&str]| {
                let found = keys.iter().find_map(|key| value.get(*key).and_then(scalar));
                found.map(|text| plain::text(&text)).unwrap_or_default()
            };
            let mut name = text(&["name", "display_name", "title"]);
            if name.is_empty() {
                name = names::person(&slug);
            }
            let author = Author {
                slug: slug.clone(),
                name,
                role: text(&["role", "job", "position"]),
                bio: text(&["bio", "description", "about"]),
                channel: None,
            };
            people.authors.entry(slug).or_insert(author);
        }
    }
    for file in ["_topics.yaml", "_topics.yml", "_data/topics.yml", "data/topics.yml"] {
        for (slug, value) in entries(dir, file, problems) {
            let name = value.get("name").or(value.get("title")).and_then(scalar).or_else(|| scalar(&value));
            let name = name
                .map(|name| plain::text(&name))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| names::subject(&slug));
            people.topics.entry(slug.clone()).or_insert(Topic { slug, name });
        }
    }
    people
}

/// The entries of a list of mappings with slugs, or of a mapping by slug.
fn entries(dir: &Path, file: &str, problems: &mut Vec<Loss>) -> Vec<(Slug, Value)> {
    let Ok(text) = std::fs::read_to_string(dir.join(file)) else { return Vec::new() };
    match serde_yaml_ng::from_str(&text) {
        Ok(Value::Sequence(list)) => {
            let slug = |entry: &Value| ["slug", "id", "name"].iter().find_map(|key| entry.get(*key).and_then(scalar));
            list.into_iter().filter_map(|entry| Some((names::slug(&slug(&entry)?)?, entry))).collect()
        }
        Ok(Value::Mapping(mapping)) => {
            mapping.into_iter().filter_map(|(key, entry)| Some((names::slug(&scalar(&key)?)?, entry))).collect()
        }
        Ok(_) => Vec::new(),
        Err(error) => {
            let line = error.location().map_or(1, |location| location.line());
            problems
                .push(Loss::new(&format!("{file}:{line}"), format!("this list of names is not valid YAML: {error}")));
            Vec::new()
        }
    }
}
