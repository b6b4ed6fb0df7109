//! The keys of front matter, whoever's they are.

use serde_yaml_ng::{Mapping, Value};

use crate::plain;

/// Keys that say how a generator builds or orders its pages, and nothing about a story.
const STEERING: [&str; 16] = [
    "weight",
    "layout",
    "template",
    "page_template",
    "type",
    "toc",
    "comments",
    "math",
    "menu",
    "outputs",
    "sitemap",
    "cascade",
    "markup",
    "render",
    "in_search_index",
    "cms_date",
];

/// Front matter as one flat list of keys in lower case. What Zola keeps in `[taxonomies]` and `[extra]`, and Hugo in
/// `params`, stands beside the rest; a key of the top wins.
#[derive(Debug, Default)]
pub struct Fields {
    keys: Vec<(String, Value)>,
}

impl Fields {
    /// Flattens front matter.
    pub fn new(mapping: Mapping) -> Self {
        let mut fields = Fields::default();
        let mut inner = Vec::new();
        for (key, value) in mapping {
            let Some(key) = key.as_str().map(str::to_lowercase) else { continue };
            match value {
                Value::Mapping(mapping) if matches!(key.as_str(), "taxonomies" | "extra" | "params") => {
                    inner.push(mapping)
                }
                value => fields.keys.push((key, value)),
            }
        }
        for (key, value) in inner.into_iter().flatten() {
            let Some(key) = key.as_str().map(str::to_lowercase) else { continue };
            if fields.keys.iter().all(|(known, _)| *known != key) {
                fields.keys.push((key, value));
            }
        }
        fields
    }

    /// Takes the first of these keys that holds something.
    pub fn take(&mut self, names: &[&str]) -> Option<Value> {
        for name in names {
            let Some(at) = self.keys.iter().position(|(key, _)| key == name) else { continue };
            let (_, value) = self.keys.remove(at);
            let empty = match &value {
                Value::Null => true,
                Value::String(text) => text.trim().is_empty(),
                Value::Sequence(list) => list.is_empty(),
                Value::Mapping(mapping) => mapping.is_empty(),
                Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => false,
            };
            if !empty {
                return Some(value);
            }
        }
        None
    }

    /// Takes a text, as it is written.
    pub fn raw(&mut self, names: &[&str]) -> Option<String> {
        self.take(names)
            .and_then(|value| scalar(&value))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }

    /// Takes a text; tags and Markdown's bold marks in it go and entities become their characters.
    pub fn text(&mut self, names: &[&str]) -> Option<String> {
        let plain =
            |text: String| plain::text(&if text.matches("**").count() >= 2 { text.replace("**", "") } else { text });
        self.raw(names).map(plain).filter(|text| !text.is_empty())
    }

    /// Puts a value back that was taken.
    pub fn put_back(&mut self, key: &str, value: Value) {
        self.keys.push((key.to_owned(), value));
    }

    /// Whether there is such a key, whatever it holds.
    pub fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|(key, _)| key == name)
    }

    /// Takes a list of texts; `split` takes a single text apart.
    pub fn list(&mut self, names: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
        match self.take(names) {
            Some(value) => texts(&value, split),
            None => Vec::new(),
        }
    }

    /// A list of texts that is left where it is, of the first of these keys that holds something.
    pub fn seen(&self, names: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
        let held = names.iter().filter_map(|name| self.keys.iter().find(|(key, _)| key == name));
        held.map(|(_, value)| texts(value, split)).find(|texts| !texts.is_empty()).unwrap_or_default()
    }

    /// Keys nobody took, with their values where they are short. What only steers a generator is not among them.
    pub fn left(&self) -> Vec<String> {
        let told = |(key, value): &(String, Value)| match scalar(value) {
            Some(text) => format!("{key}: “{}”", plain::glimpse(&plain::text(&text))),
            None => key.clone(),
        };
        self.keys
            .iter()
            .filter(|(key, value)| !value.is_null() && !STEERING.contains(&key.as_str()))
            .map(told)
            .collect()
    }
}

/// What a value says to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Neither.
    Neither,
}

/// What a value says to a question, in every way that YAML 1.1 writes it (<https://yaml.org/type/bool.html>), and in numbers.
pub fn truth(value: &Value) -> Truth {
    let word = scalar(value).unwrap_or_default();
    match word.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Truth::Yes,
        "false" | "no" | "off" | "n" | "0" => Truth::No,
        _ => Truth::Neither,
    }
}

/// The text of a value that is one.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Tagged(tagged) => scalar(&tagged.value),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

fn texts(value: &Value, split: fn(&str) -> Vec<String>) -> Vec<String> {
    let parts: Vec<String> = match value {
        Value::Sequence(list) => list.iter().filter_map(|value| scalar(value).or_else(|| named(value))).collect(),
        Value::Mapping(_) => named(value).into_iter().collect(),
        value => scalar(value).map(|text| split(&text)).unwrap_or_default(),
    };
    parts.into_iter().map(|text| plain::text(&text)).filter(|text| !text.is_empty()).collect()
}

/// The name of something written as a mapping.
fn named(value: &Value) -> Option<String> {
    ["name", "title", "slug", "id"].iter().find_map(|key| value.get(*key).and_then(scalar))
}

/// A single text that stays one.
pub fn whole(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

/// Names in one text: “A, B and C”.
pub fn people(text: &str) -> Vec<String> {
    text.split(',').flat_map(|part| part.split(" and ")).map(|name| name.trim().to_owned()).collect()
}

/// Subjects in one text: by commas where it has any, else, as Jekyll does, by spaces.
pub fn subjects(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        if text.contains(',') { text.split(',').collect() } else { text.split_whitespace().collect() };
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::front::{Format, parse};

    fn fields(yaml: &str) -> Fields {
        Fields::new(parse(Format::Yaml, yaml).unwrap().mapping)
    }

    #[test]
    fn keys_of_every_generator_are_found() {
        let mut fields = fields(
            "Title: '**A** &amp; <b>B</b>'\ntaxonomies:\n  tags: [x, y]\nextra:\n  deck: D\n  title: other\nauthors: Ann Lee, Bo and Cy\nweight: 3\ndraft: 'yes'\nempty:\nkicker: K\nlist: [1]\n",
        );
        assert_eq!(fields.text(&["title"]).as_deref(), Some("A & B"));
        assert_eq!(fields.list(&["topics", "tags"], subjects), ["x", "y"]);
        assert_eq!(fields.text(&["standfirst", "deck"]).as_deref(), Some("D"));
        assert_eq!(fields.list(&["authors"], people), ["Ann Lee", "Bo", "Cy"]);
        assert_eq!(fields.take(&["draft"]).map(|draft| truth(&draft)), Some(Truth::Yes));
        assert_eq!(fields.left(), ["kicker: “K”", "list"]);
    }

    #[test]
    fn lists_may_hold_mappings_and_texts_may_be_numbers() {
        let mut fields = fields("authors:\n  - name: Ann\n  - bo\nslug: 2020\ntags: a b\n");
        assert_eq!(fields.list(&["authors"], people), ["Ann", "bo"]);
        assert_eq!(fields.raw(&["slug"]).as_deref(), Some("2020"));
        assert_eq!(fields.list(&["tags"], subjects), ["a", "b"]);
    }
}
