//! A start tag of HTML, taken apart and put together again.

/// A start tag.
pub struct Tag<'a> {
    /// The element's name.
    pub name: &'a str,
    attributes: Vec<(&'a str, Option<String>)>,
    /// How it ends: `>` or `/>`.
    end: &'static str,
}

/// The start tag that a text begins with, and its length; `None` for anything else.
pub fn read(text: &str) -> Option<(Tag<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))?;
    let mut tag = Tag { name: &inside[..name_end], attributes: Vec::new(), end: ">" };
    let mut rest = &inside[name_end..];
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, text.len() - after.len()));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            tag.end = "/>";
            return Some((tag, text.len() - after.len()));
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>'))?;
        let name = &rest[..end.max(1)];
        rest = rest[end.max(1)..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
            tag.attributes.push((name, None));
            continue;
        };
        let (value, after) = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        tag.attributes.push((name, Some(value.to_owned())));
        rest = after;
    }
}

impl Tag<'_> {
    /// An attribute's value.
    pub fn value(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(known, _)| *known == name)?;
        Some(plain(value.as_deref().unwrap_or_default()))
    }

    /// Gives an attribute that it has another value.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some((_, present)) = self.attributes.iter_mut().find(|(known, _)| *known == name)
            && present.as_deref().map(plain).as_deref() != Some(value)
        {
            *present = Some(value.replace('&', "&amp;").replace('"', "&quot;"));
        }
    }

    /// Writes it.
    pub fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                // As it was written, but for the quotes that end it.
                out.push_str(&format!("=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        out.push_str(self.end);
    }
}

/// A value without the references that our pages write.
fn plain(value: &str) -> String {
    let references = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    references.iter().fold(value.to_owned(), |value, (reference, character)| value.replace(reference, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_as_it_was_read() {
        for tag in ["<a>", "<br/>", "<img alt=\"a > b &amp; c\" hidden data-x=\"\">", "<meta charset=\"utf-8\"/>"] {
            let (read, length) = read(tag).unwrap();
            let mut written = String::new();
            read.write(&mut written);
            assert_eq!((written.as_str(), length), (tag, tag.len()));
        }
        let (tag, length) = read("<a href = '/x?a&amp;b' b=c>rest").unwrap();
        assert_eq!((tag.value("href").as_deref(), tag.value("b").as_deref(), length), (Some("/x?a&b"), Some("c"), 27));
    }

    #[test]
    fn what_is_no_tag_is_none() {
        for text in ["<", "< a>", "</a>", "<!doctype html>", "<a", "<a href=\"x", "<a href="] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
