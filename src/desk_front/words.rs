//! The editor's interface strings, as the server sent them in the language of the account.

use std::collections::HashMap;

use leptos::prelude::*;

/// Strings by key.
#[derive(Clone, Copy)]
pub struct Words(StoredValue<HashMap<String, String>>);

impl Words {
    /// Reads a JSON object of strings.
    pub fn read(json: &str) -> Self {
        Self(StoredValue::new(serde_json::from_str(json).unwrap_or_default()))
    }

    /// The string of a key; the key itself where there is none, which a test of the catalogues rules out.
    pub fn say(self, key: &str) -> String {
        self.0.with_value(|words| words.get(key).cloned()).unwrap_or_else(|| key.to_owned())
    }

    /// All of them, by key.
    pub fn all(self) -> HashMap<String, String> {
        self.0.get_value()
    }

    /// The string with each `{ $name }` in it replaced.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(key), values)
    }
}

fn fill(mut text: String, values: &[(&str, &str)]) -> String {
    for (name, value) in values {
        text = text.replace(&format!("{{ ${name} }}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        assert_eq!(fill("{ $n } of { $all }".into(), &[("n", "1"), ("all", "2")]), "1 of 2");
    }
}
