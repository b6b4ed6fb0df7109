//! The line that opens or closes a directive.

/// A directive's line, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// `:::`
    Close,
    /// `::name{…}` or `:::name{…}`
    Open(Opening<'a>),
    /// It begins like a directive and is none: what is wrong, and at which byte of the line.
    Broken(usize, String),
}

/// The line that opens a directive.
#[derive(Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// Whether content follows, down to `:::`.
    pub container: bool,
    /// The directive's name.
    pub name: &'a str,
    /// Its keys and values, in order; a key without a value has an empty one.
    pub attributes: Vec<(&'a str, String)>,
}

/// Reads a line; `None` when it is ordinary text.
pub fn read(line: &str) -> Option<Line<'_>> {
    let line = line.trim_end();
    let colons = line.len() - line.trim_start_matches(':').len();
    let rest = &line[colons..];
    if colons < 2 {
        return None;
    }
    if rest.trim().is_empty() {
        return (colons >= 3).then_some(Line::Close);
    }
    if colons > 3 || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let name = &rest[..name_end];
    match attributes(&rest[name_end..]) {
        Ok(attributes) => Some(Line::Open(Opening { container: colons == 3, name, attributes })),
        Err((at, message)) => Some(Line::Broken(colons + name_end + at, message)),
    }
}

type Attributes<'a> = Vec<(&'a str, String)>;

fn attributes(text: &str) -> Result<Attributes<'_>, (usize, String)> {
    let mut attributes: Attributes<'_> = Vec::new();
    if text.is_empty() {
        return Ok(attributes);
    }
    let bytes = text.as_bytes();
    if bytes[0] != b'{' {
        return Err((0, "expected “{” or the end of the line after the directive's name".into()));
    }
    let mut at = 1;
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        match bytes.get(at) {
            None => return Err((at, "the “{” of the directive is not closed".into())),
            Some(b'}') => break,
            Some(byte) if byte.is_ascii_alphabetic() => {}
            Some(_) => return Err((at, "expected a key such as alt=\"…\", or “}”".into())),
        }
        let key_start = at;
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
            at += 1;
        }
        let key = &text[key_start..at];
        if attributes.iter().any(|(other, _)| *other == key) {
            return Err((key_start, format!("the key “{key}” is given twice")));
        }
        if bytes.get(at) != Some(&b'=') {
            attributes.push((key, String::new()));
            continue;
        }
        at += 1;
        if bytes.get(at) != Some(&b'"') {
            return Err((at, format!("the value of “{key}” must stand in quotation marks")));
        }
        at += 1;
        let mut value = String::new();
        loop {
            let rest = &text[at..];
            let Some(stop) = rest.find(['"', '\\']) else {
                return Err((at, format!("the value of “{key}” is not closed")));
            };
            value.push_str(&rest[..stop]);
            at += stop + 1;
            if rest.as_bytes()[stop] == b'"' {
                break;
            }
            match text[at..].chars().next() {
                Some(escaped @ ('"' | '\\')) => {
                    value.push(escaped);
                    at += 1;
                }
                _ => value.push('\\'),
            }
        }
        attributes.push((key, value));
    }
    match text[at + 1..].trim() {
        "" => Ok(attributes),
        _ => Err((at + 1, "nothing may follow the directive on its line".into())),
    }
}

/// Writes `name="value"` pairs; pairs with an empty value are left out.
pub fn write_attributes(out: &mut String, attributes: &[(&str, &str)]) {
    let mut open = false;
    for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if open { ' ' } else { '{' });
        open = true;
        out.push_str(key);
        out.push_str("=\"");
        for character in value.chars() {
            if matches!(character, '"' | '\\') {
                out.push('\\');
            }
            out.push(character);
        }
        out.push('"');
    }
    if open {
        out.push('}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_directives_from_text() {
        assert_eq!(read("a ::figure"), None);
        assert_eq!(read(": x"), None);
        assert_eq!(read(":: x"), None);
        assert_eq!(read("::::figure"), None);
        assert_eq!(read(":::  "), Some(Line::Close));
        assert!(matches!(
            read("::figure{src=\"a\" key}"),
            Some(Line::Open(Opening { container: false, name: "figure", .. }))
        ));
    }

    #[test]
    fn points_at_what_is_wrong() {
        for (line, at) in [
            ("::figure{src=a}", 13),
            ("::figure{src=\"a}", 14),
            ("::figure{a=\"\" a=\"\"}", 14),
            ("::figure x", 8),
            ("::f{} x", 5),
            ("::f{", 4),
        ] {
            assert!(matches!(read(line), Some(Line::Broken(found, _)) if found == at), "{line}: {:?}", read(line));
        }
    }

    proptest! {
        #[test]
        fn values_come_back(value in "[^\\x00-\\x1f\\x7f]{1,40}") {
            let mut line = String::from(":::figure");
            write_attributes(&mut line, &[("alt", &value)]);
            let Some(Line::Open(opening)) = read(&line) else { panic!("{line}") };
            prop_assert_eq!(&opening.attributes, &vec![("alt", value)]);
        }

        #[test]
        fn never_panics(line in "(::|:::)?[a-z]{0,3}[{}\"\\\\= a-zé]{0,30}") {
            let _ = read(&line);
        }
    }
}
