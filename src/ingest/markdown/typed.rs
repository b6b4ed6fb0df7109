//! Values of front matter as they were typed: `1.10`, `007` and `0x1F` are headlines and tags here, not numbers.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml_ng::{Mapping, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// `mapping`, read from `text`, with each number and truth in it replaced by its own letters.
pub fn yaml(text: &str, mapping: Mapping) -> Mapping {
    if !mapping.values().any(changes) {
        return mapping;
    }
    let guide = Value::Mapping(mapping);
    let typed = AsTyped(&guide).deserialize(serde_yaml_ng::Deserializer::from_str(text));
    match (typed, guide) {
        (Ok(Value::Mapping(typed)), _) => typed,
        // Where a key stands twice with values of two sorts, the guide does not fit the first.
        (_, Value::Mapping(mapping)) => mapping,
        _ => Mapping::new(),
    }
}

/// A TOML table of `text` with numbers and truths in their own letters, and dates as text.
pub fn toml(text: &str, table: &DeTable<'_>) -> Mapping {
    let pair = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (Value::String(key.to_string()), from_toml(text, value))
    };
    table.iter().map(pair).collect()
}

fn from_toml(text: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(words) => Value::String(words.to_string()),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
            Value::String(text.get(value.span()).unwrap_or_default().to_owned())
        }
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(values) => Value::Sequence(values.iter().map(|value| from_toml(text, value)).collect()),
        DeValue::Table(table) => Value::Mapping(toml(text, table)),
    }
}

fn changes(value: &Value) -> bool {
    match value {
        Value::Number(_) | Value::Bool(_) => true,
        Value::Sequence(values) => values.iter().any(changes),
        Value::Mapping(mapping) => mapping.values().any(changes),
        Value::Null | Value::String(_) | Value::Tagged(_) => false,
    }
}

/// Reads again what was read as this value, with its scalars as text: YAML gives them only to who asks for text.
struct AsTyped<'a>(&'a Value);

impl<'de> DeserializeSeed<'de> for AsTyped<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            Value::Number(_) | Value::Bool(_) => deserializer.deserialize_str(self),
            Value::Sequence(_) => deserializer.deserialize_seq(self),
            Value::Mapping(_) => deserializer.deserialize_map(self),
            other => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| other.clone()),
        }
    }
}

impl<'de> Visitor<'de> for AsTyped<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the same values again")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let guides = self.0.as_sequence().map(Vec::as_slice).unwrap_or_default();
        let mut values = Vec::with_capacity(guides.len());
        for guide in guides {
            values.extend(seq.next_element_seed(AsTyped(guide))?);
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Sequence(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut typed = Mapping::new();
        while let Some(key) = map.next_key::<Value>()? {
            let guide = self.0.get(&key).unwrap_or(&Value::Null);
            let value = map.next_value_seed(AsTyped(guide))?;
            typed.insert(key, value);
        }
        Ok(Value::Mapping(typed))
    }
}

#[cfg(test)]
mod tests {
    use super::super::front::{Format, parse};
    use super::*;

    fn texts(format: Format, front: &str) -> Vec<String> {
        let mapping = parse(format, front).unwrap().mapping;
        let mut out = Vec::new();
        for (_, value) in mapping {
            match value {
                Value::Sequence(values) => out.extend(values.iter().filter_map(Value::as_str).map(str::to_owned)),
                value => out.extend(value.as_str().map(str::to_owned)),
            }
        }
        out
    }

    #[test]
    fn numbers_and_truths_keep_their_letters() {
        let yaml = "a: 1.10\nb: [007, 0x1F, 21E08, 1_000, .5, x]\nc: True\nd:\n- 12:30\n- &n 0o14\n- *n\n";
        let expected =
            ["1.10", "007", "0x1F", "21E08", "1_000", ".5", "x", "True", "12:30", "0o14", "0o14"].map(str::to_owned);
        assert_eq!(texts(Format::Yaml, yaml), expected);
        let toml = "a = 1.10\nb = [0x1F, 21e8, 1_000]\nc = true\n";
        assert_eq!(texts(Format::Toml, toml), ["1.10", "0x1F", "21e8", "1_000", "true"].map(str::to_owned));
    }

    #[test]
    fn a_key_that_stands_twice_still_has_its_last_value() {
        let keys = parse(Format::Yaml, "a: [1]\nb: 2\na: 3.10\n").unwrap();
        assert!(keys.mapping.get("a").is_some_and(|value| value.as_f64() == Some(3.1)));
    }
}
