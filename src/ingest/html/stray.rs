//! Angle brackets that are no tags: `<https://…>`, `<name@example.org>` and `<your name here>`.
//!
//! A parser would make elements of them and lose their words, so they become links and text before it sees them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::plain::escape;

/// Every element name of HTML, past and present, and the roots of what it may embed.
const NAMES: &str = " a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote \
    body br button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl \
    dt element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
    iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter \
    multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre \
    progress q rb rbc rp rt rtc ruby s samp script search section select shadow slot small source spacer span strike strong style \
    sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp ";

/// `html` with its stray brackets written out.
pub fn mend(html: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        at = start + 1;
        let inner = &html[at..];
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name_len = inner.find(|c: char| !(c.is_ascii_alphanumeric())).unwrap_or(inner.len());
        if is_settings(inner) {
            continue;
        }
        if is_element(&inner[..name_len]) && !inner[name_len..].starts_with([':', '@', '.']) {
            continue;
        }
        let Some(end) = inner.bytes().take(300).position(|byte| matches!(byte, b'>' | b'<' | b'\n')) else { continue };
        if inner.as_bytes()[end] != b'>' {
            continue;
        }
        let Some(written) = written_out(&inner[..end]) else { continue };
        let out = out.get_or_insert_with(String::new);
        out.push_str(&html[kept..start]);
        out.push_str(&written);
        at += end + 1;
        kept = at;
    }
    match out {
        Some(mut out) => {
            out.push_str(&html[kept..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(html),
    }
}

/// Whether Office's settings begin here, and not somebody's word about XML.
fn is_settings(inner: &str) -> bool {
    let first = inner.strip_prefix("xml>").map(str::trim_start).unwrap_or_default();
    ["<w:", "<o:", "<m:", "<x:"].iter().any(|own| first.starts_with(own))
}

fn is_element(name: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split_ascii_whitespace().collect());
    KNOWN.contains(name) || KNOWN.contains(name.to_ascii_lowercase().as_str())
}

fn written_out(inner: &str) -> Option<String> {
    let spaces = inner.contains(char::is_whitespace);
    if !spaces && (inner.starts_with("http://") || inner.starts_with("https://")) {
        return Some(format!("<a href=\"{0}\">{0}</a>", escape(inner)));
    }
    if !spaces && inner.contains('@') && !inner.contains(['=', '"', '/']) {
        let address = inner.strip_prefix("mailto:").unwrap_or(inner);
        return Some(format!("<a href=\"mailto:{0}\">{0}</a>", escape(address)));
    }
    // Words alone. An element somebody made up has a hyphen or a colon in its name, or attributes.
    let words = inner
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, ' ' | '_' | '\'' | '’' | ',' | '.'));
    words.then(|| format!("&lt;{}&gt;", escape(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_words_in_brackets_are_kept() {
        assert_eq!(
            mend("<https://a.example/b?c=d&e>"),
            "<a href=\"https://a.example/b?c=d&amp;e\">https://a.example/b?c=d&amp;e</a>"
        );
        assert_eq!(mend("x <ann@a.example>"), "x <a href=\"mailto:ann@a.example\">ann@a.example</a>");
        assert_eq!(mend("As a <type of person>, I"), "As a &lt;type of person&gt;, I");
    }

    #[test]
    fn tags_are_left_alone() {
        for html in [
            "<p>a</p>",
            "<H1 class=\"x\">",
            "<custom-thing>",
            "<o:p></o:p>",
            "<xml>\n <w:View>Print</w:View></xml>",
            "<thing a=\"b\">",
            "a < b > c",
            "<br/>",
            "<unfinished",
            "<a>",
        ] {
            assert_eq!(mend(html), html);
        }
    }
}
