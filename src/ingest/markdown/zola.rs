//! A Zola shortcode's tag, read: `{{ name(key=value) }}`, and `{% name(key=value) %}` with a body up to `{% end %}`.
//!
//! The grammar is that of Zola's documentation on shortcodes.

use super::shortcode_tag::{Ends, Tag};

/// The longest tag looked at; what is longer is text.
const MAX_TAG: usize = 4_000;

/// The tag at the start of `text`; `None` when it is none.
pub fn read(text: &str) -> Option<Tag> {
    let text = &text[..text.floor_char_boundary(MAX_TAG)];
    let (inner, mark, ends) = match text.strip_prefix("{{") {
        Some(inner) => (inner, "}}", Ends::Alone),
        None => (text.strip_prefix("{%")?, "%}", Ends::AtEnd),
    };
    let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start();
    let name_len = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | ':')))?;
    let mut rest = inner[name_len..].strip_prefix('(')?;
    let name = inner[..name_len].rsplit(':').next().filter(|name| !name.is_empty())?.to_lowercase();
    let mut tag = Tag { name, ends, ..Tag::default() };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(after) = rest.strip_prefix(')') {
            let after = after.trim_start();
            let after = after.strip_prefix('-').unwrap_or(after).strip_prefix(mark)?;
            tag.len = text.len() - after.len();
            return Some(tag);
        }
        let key_len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|len| *len > 0)?;
        let value = rest[key_len..].trim_start().strip_prefix('=')?.trim_start();
        let (value, after) = value_of(value)?;
        tag.named.push((rest[..key_len].to_owned(), value.to_owned()));
        rest = after;
    }
}

/// A value and what follows it: a text in quotes of any of three kinds, a list, a number or a truth.
fn value_of(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'' | '`') {
        let inner = &text[1..];
        let end = inner.find(first)?;
        return Some((&inner[..end], &inner[end + 1..]));
    }
    let end = if first == '[' { text.find(']')? + 1 } else { text.find([',', ')', '\n'])? };
    Some((text[..end].trim_end(), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_every_form_are_read() {
        let tag = read("{{ image(path=\"a.jpg\",\n  alt='over\ntwo', n=3, big=true, of=[1, 2]) }} after").unwrap();
        assert_eq!((tag.name.as_str(), tag.ends), ("image", Ends::Alone));
        let named: Vec<(&str, &str)> = tag.named.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(named, [("path", "a.jpg"), ("alt", "over\ntwo"), ("n", "3"), ("big", "true"), ("of", "[1, 2]")]);
        assert_eq!(read("{% note() %}x").map(|tag| (tag.len, tag.ends)), Some((12, Ends::AtEnd)));
        assert_eq!(read("{{ widgets::badge(text=`N`) }}").map(|tag| tag.name).as_deref(), Some("badge"));
    }

    #[test]
    fn what_is_no_tag_is_none() {
        for text in
            ["{{ page.title }}", "{{ f(x) }}", "{{ f(x=1", "{% end %}", "{% if a(b=1) and c %}", "{{ f(a=\"x) }}"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
