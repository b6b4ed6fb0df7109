//! Front matter: where it ends, and what it says.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_yaml_ng::{Mapping, Value};

use super::typed;

/// A file, taken apart.
#[derive(Debug, PartialEq)]
pub struct Split<'a> {
    /// The front matter's text and how it is written; `None` when the file has none.
    pub front: Option<(Format, &'a str)>,
    /// The line of the mark it begins with.
    pub line: usize,
    /// What follows it.
    pub body: &'a str,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
}

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

/// What is wrong with front matter, and on which line of the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// In words.
    pub why: String,
}

/// The most front matter that is read, in bytes.
const LIMIT: usize = 1 << 18;

/// The most brackets that may be open at once: the YAML parser takes quadratic time over more.
const MAX_OPEN: usize = 200;

/// Takes a file apart.
///
/// The lines of problems that [`parse`] finds count from the mark; [`Split::line`] says where that is.
pub fn split(text: &str) -> Result<Split<'_>, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Other generators let blank lines stand before it.
    let blank = text.len() - text.trim_start().len();
    let blank = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    let lines_before = text[..blank].bytes().filter(|byte| *byte == b'\n').count();
    let first = text[blank..].split('\n').next().unwrap_or_default();
    let format = match first.trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return Ok(Split { front: None, body: text, line: 1, body_line: 1 }),
    };
    let start = (blank + first.len() + 1).min(text.len());
    let mut at = start;
    for (number, line) in text[start..].split('\n').enumerate() {
        let mark = line.trim_end();
        let ends = match format {
            Format::Yaml => mark == "---" || mark == "...",
            Format::Toml => mark == "+++",
        };
        if ends {
            let body = text.get(at + line.len() + 1..).unwrap_or_default();
            return Ok(Split {
                front: Some((format, &text[start..at])),
                body,
                line: lines_before + 1,
                body_line: lines_before + number + 3,
            });
        }
        at += line.len() + 1;
    }
    Err(Problem {
        line: lines_before + 1,
        why: format!("the front matter begins with “{}” and never ends", first.trim_end()),
    })
}

/// Front matter's keys and values, and the keys that stood twice.
#[derive(Debug, Default, PartialEq)]
pub struct Keys {
    /// Of a key that stands twice, the last counts.
    pub mapping: Mapping,
    /// Those keys.
    pub doubled: Vec<String>,
}

/// Reads front matter.
pub fn parse(format: Format, text: &str) -> Result<Keys, Problem> {
    if text.len() > LIMIT {
        return Err(Problem { line: 1, why: "the front matter is longer than 256 KiB".to_owned() });
    }
    let mut open = 0_usize;
    for (number, line) in text.lines().enumerate() {
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open > MAX_OPEN {
            return Err(Problem {
                line: number + 2,
                why: "brackets in the front matter are nested too deeply".to_owned(),
            });
        }
    }
    match format {
        Format::Yaml => match serde_yaml_ng::from_str::<Keys>(text) {
            Ok(Keys { mapping, doubled }) => Ok(Keys { mapping: typed::yaml(text, mapping), doubled }),
            Err(error) => {
                let line = error.location().map_or(1, |location| location.line());
                Err(Problem { line: line + 1, why: format!("the front matter is not valid YAML: {error}") })
            }
        },
        Format::Toml => match toml::de::DeTable::parse(text) {
            Ok(table) => Ok(Keys { mapping: typed::toml(text, table.get_ref()), doubled: Vec::new() }),
            Err(error) => {
                let before = error.span().map_or(0, |span| {
                    text.as_bytes()[..span.start.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
                });
                Err(Problem {
                    line: before + 2,
                    why: format!("the front matter is not valid TOML: {}", error.message()),
                })
            }
        },
    }
}

/// YAML forbids a key to stand twice, but real files have it and other generators take it.
impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lenient;
        impl<'de> Visitor<'de> for Lenient {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys and values")
            }
            fn visit_unit<E>(self) -> Result<Keys, E> {
                Ok(Keys::default())
            }
            fn visit_none<E>(self) -> Result<Keys, E> {
                Ok(Keys::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Keys::default();
                while let Some((key, value)) = map.next_entry::<Value, Value>()? {
                    let name = key.as_str().unwrap_or_default().to_owned();
                    if keys.mapping.insert(key, value).is_some() {
                        keys.doubled.push(name);
                    }
                }
                Ok(keys)
            }
        }
        deserializer.deserialize_any(Lenient)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_apart_at_the_marks() {
        let split_yaml = split("---\r\na: 1\r\n---\r\nbody\r\n").unwrap();
        assert_eq!(
            split_yaml,
            Split { front: Some((Format::Yaml, "a: 1\r\n")), body: "body\r\n", line: 1, body_line: 4 }
        );
        assert_eq!(
            split("\n\n---\na: 1\n---\nbody").unwrap(),
            Split { front: Some((Format::Yaml, "a: 1\n")), body: "body", line: 3, body_line: 6 }
        );
        assert_eq!(split("+++\na = 1\n+++").unwrap().body, "");
        assert_eq!(split("# No front\n---\n").unwrap().front, None);
        assert_eq!(split("---\na: 1\n").unwrap_err().line, 1);
        assert_eq!(split("").unwrap().body, "");
    }

    #[test]
    fn mistakes_are_named_by_the_files_line() {
        assert_eq!(parse(Format::Yaml, "a: 1\nb: [1\nc: 2\n").unwrap_err().line, 4);
        assert_eq!(parse(Format::Toml, "a = 1\nb = \n").unwrap_err().line, 3);
        assert!(parse(Format::Yaml, "- a\n").is_err());
        assert_eq!(parse(Format::Yaml, "# only a comment\n").unwrap(), Keys::default());
        assert_eq!(parse(Format::Yaml, "a: 1\nb: 2\na: 3\n").unwrap().doubled, ["a"]);
    }

    #[test]
    fn toml_dates_become_text() {
        let mapping = parse(Format::Toml, "date = 2020-03-24T18:00:00-05:00\n[extra]\nday = 2020-03-24\n").unwrap();
        let mapping = mapping.mapping;
        assert_eq!(mapping.get("date").and_then(Value::as_str), Some("2020-03-24T18:00:00-05:00"));
        assert_eq!(mapping.get("extra").and_then(|extra| extra.get("day")).and_then(Value::as_str), Some("2020-03-24"));
    }

    #[test]
    fn endless_brackets_are_refused_at_once() {
        assert_eq!(parse(Format::Yaml, &format!("a: 1\nb: {}", "[".repeat(200_000))).unwrap_err().line, 3);
        assert_eq!(parse(Format::Toml, &format!("b = {}", "{a=".repeat(50_000))).unwrap_err().line, 2);
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut text = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let before = format!("*a{}", level - 1);
            text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(",")));
        }
        assert!(parse(Format::Yaml, &text).is_err());
    }
}
