//! The few inline HTML tags that story markup knows.

use crate::Language;

/// An inline tag, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// `<br>`
    Break,
    /// An opening tag.
    Open(Name, Kind),
    /// A closing tag.
    Close(Name),
}

/// A tag's name; `i` and `b` count as `em` and `strong`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// `em`, `i`
    Emphasis,
    /// `strong`, `b`
    Strong,
    /// `sup`
    Superscript,
    /// `sub`
    Subscript,
    /// `code`
    Code,
    /// `abbr`
    Abbreviation,
    /// `span`
    Span,
    /// `note`
    Note,
}

/// What an opening tag's attribute says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing beyond the name.
    Plain,
    /// `<abbr title="…">`
    Long(String),
    /// `<span lang="…">`
    In(Language),
}

/// Reads a tag as CommonMark recognised it; `None` for every tag or comment that story markup does not know.
pub fn read(html: &str) -> Option<Tag> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    if let Some(name) = inner.strip_prefix('/') {
        return Some(Tag::Close(name_of(name.trim())?));
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    if inner.eq_ignore_ascii_case("br") {
        return Some(Tag::Break);
    }
    let (name, rest) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
    let name = name_of(name)?;
    let attribute = |key: &str| -> Option<String> {
        let (found, value) = rest.trim().split_once('=')?;
        let value = value.trim();
        let quoted = value.strip_prefix('"')?.strip_suffix('"').filter(|value| !value.contains('"'));
        (found.trim().eq_ignore_ascii_case(key)).then(|| quoted.map(unescape)).flatten()
    };
    let kind = match name {
        Name::Abbreviation => Kind::Long(attribute("title")?),
        Name::Span => Kind::In(Language::new(&attribute("lang")?).ok()?),
        _ if rest.trim().is_empty() => Kind::Plain,
        _ => return None,
    };
    Some(Tag::Open(name, kind))
}

fn name_of(name: &str) -> Option<Name> {
    Some(match name.to_ascii_lowercase().as_str() {
        "em" | "i" => Name::Emphasis,
        "strong" | "b" => Name::Strong,
        "sup" => Name::Superscript,
        "sub" => Name::Subscript,
        "code" => Name::Code,
        "abbr" => Name::Abbreviation,
        "span" => Name::Span,
        "note" => Name::Note,
        _ => return None,
    })
}

/// Escapes a value for a double-quoted attribute, and `|` so that it cannot end a table cell.
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' => out.push_str("&#124;"),
            // “]:” would end the label of a link reference definition.
            ']' => out.push_str("&#93;"),
            // A backslash before the row's own bar would hide it.
            '\\' => out.push_str("&#92;"),
            _ => out.push(character),
        }
    }
    out
}

/// The inverse of [`escape`]; other entities stay as they are.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [
            ("&amp;", '&'),
            ("&quot;", '"'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&#124;", '|'),
            ("&#92;", '\\'),
            ("&#93;", ']'),
        ];
        match known.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, character)) => {
                out.push(*character);
                rest = &rest[entity.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn knows_few_tags_and_no_others() {
        assert_eq!(read("<br/>"), Some(Tag::Break));
        assert_eq!(read("<I>"), Some(Tag::Open(Name::Emphasis, Kind::Plain)));
        assert_eq!(read("</b >"), Some(Tag::Close(Name::Strong)));
        assert_eq!(read("<span lang=\"UR\">"), Some(Tag::Open(Name::Span, Kind::In(Language::new("ur").unwrap()))));
        for html in [
            "<script>",
            "<em onclick=\"x\">",
            "<span>",
            "<span lang=\"no language\">",
            "<!-- x -->",
            "<abbr>",
            "<img src=\"x\">",
        ] {
            assert_eq!(read(html), None, "{html}");
        }
    }

    proptest! {
        #[test]
        fn titles_come_back(long in "[^\\x00-\\x1f]{1,30}") {
            let tag = format!("<abbr title=\"{}\">", escape(&long));
            prop_assert_eq!(read(&tag), Some(Tag::Open(Name::Abbreviation, Kind::Long(long))));
        }
    }
}
