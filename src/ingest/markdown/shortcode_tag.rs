//! A Hugo shortcode's tag, read.

/// Where what a tag frames ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ends {
    /// At the next closing of its name, if there is one.
    #[default]
    AtItsName,
    /// At the next `{% end %}`.
    AtEnd,
    /// It frames nothing.
    Alone,
}

/// `{{< name key="value" >}}`, its closing, or the same with `%`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Whether it closes one.
    pub closes: bool,
    /// Values without keys.
    pub bare: Vec<String>,
    /// Values with keys.
    pub named: Vec<(String, String)>,
    /// How long it is in bytes.
    pub len: usize,
    /// Where what it frames ends.
    pub ends: Ends,
}

impl Tag {
    /// The name of the tag that closes it.
    pub fn closer(&self) -> Option<&str> {
        match self.ends {
            Ends::AtItsName => Some(&self.name),
            Ends::AtEnd => Some("end"),
            Ends::Alone => None,
        }
    }

    /// The first of these keys that has a value.
    pub fn get(&self, keys: &[&str]) -> Option<&str> {
        let value = |key: &&str| {
            self.named.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.trim())
        };
        keys.iter().filter_map(value).find(|value| !value.is_empty())
    }

    /// The first of these keys that has a value, or the value without a key at `at`.
    pub fn get_or(&self, keys: &[&str], at: usize) -> Option<&str> {
        self.get(keys).or_else(|| self.bare.get(at).map(|value| value.trim()).filter(|value| !value.is_empty()))
    }
}

/// The longest tag looked at; what is longer is text.
pub const MAX_TAG: usize = 4_000;

/// The tag at the start of `text`; `None` when it is none.
pub fn read(text: &str) -> Option<Tag> {
    let text = &text[..text.floor_char_boundary(MAX_TAG)];
    let (inner, end) =
        if let Some(inner) = text.strip_prefix("{{<") { (inner, ">}}") } else { (text.strip_prefix("{{%")?, "%}}") };
    if !inner.contains(end) {
        return None;
    }
    let mut tag = Tag::default();
    let mut rest = inner.trim_start();
    if let Some(after) = rest.strip_prefix('/') {
        tag.closes = true;
        rest = after.trim_start();
    }
    let name_len =
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))).unwrap_or(rest.len());
    if name_len == 0 {
        return None;
    }
    tag.name = rest[..name_len].trim_end_matches('/').to_lowercase();
    rest = &rest[name_len..];
    loop {
        rest = rest.trim_start();
        let after_slash = rest.strip_prefix('/').map_or(rest, str::trim_start);
        if let Some(after) = after_slash.strip_prefix(end) {
            tag.len = text.len() - after.len();
            return Some(tag);
        }
        if rest.is_empty() {
            return None;
        }
        let key_len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        let after_key = rest[key_len..].trim_start();
        if key_len > 0
            && let Some(value) = after_key.strip_prefix('=')
        {
            let key = rest[..key_len].to_owned();
            let (value, after) = value_of(value.trim_start(), end)?;
            tag.named.push((key, value));
            rest = after;
        } else {
            let (value, after) = value_of(rest, end)?;
            tag.bare.push(value);
            rest = after;
        }
    }
}

/// A value and what follows it.
fn value_of<'a>(text: &'a str, end: &str) -> Option<(String, &'a str)> {
    if let Some(inner) = text.strip_prefix('`') {
        let close = inner.find('`')?;
        return Some((inner[..close].to_owned(), &inner[close + 1..]));
    }
    if let Some(inner) = text.strip_prefix('"') {
        let mut value = String::new();
        let mut escaped = false;
        for (at, character) in inner.char_indices() {
            match (escaped, character) {
                (true, 'n') => value.push('\n'),
                (true, other) => value.push(other),
                (false, '"') => return Some((value, &inner[at + 1..])),
                (false, '\\') => {}
                (false, other) => value.push(other),
            }
            escaped = !escaped && character == '\\';
        }
        return None;
    }
    let stop = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    let stop = text.find(end).map_or(stop, |at| at.min(stop));
    // A second opening means that the first was none.
    let value = &text[..stop];
    (stop > 0 && !value.contains("{{")).then(|| (value.to_owned(), &text[stop..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_every_form_are_read() {
        let tag = read("{{< img src=\"a b.jpg\" alt = \"the \\\"word\\\"\" raw=`x \\ y` n=3 >}} after").unwrap();
        assert_eq!(tag.name, "img");
        assert_eq!(tag.get(&["src"]), Some("a b.jpg"));
        assert_eq!(tag.get(&["alt"]), Some("the \"word\""));
        assert_eq!(tag.get(&["raw"]), Some("x \\ y"));
        assert_eq!(tag.get(&["n"]), Some("3"));
        assert_eq!(read("{{<ref \"a.md\">}}").unwrap().bare, ["a.md"]);
        assert_eq!(read("{{% youtube abc %}}").unwrap().bare, ["abc"]);
        assert!(read("{{< /box >}}").unwrap().closes);
        assert_eq!(read("{{< ring title=\"T\">}}x").unwrap().len, 21);
        assert_eq!(read("{{< br />}}").unwrap().name, "br");
    }

    #[test]
    fn what_is_no_tag_is_none() {
        for text in ["{{< >}}", "{{< a", "{{< a \"b >}}", "{{ x }}", "{{<", "{{%%}}", "{{< a b"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
