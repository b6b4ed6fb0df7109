//! Which parts of a body are code: what stands there is shown, not run.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::shortcode_tag;

/// The places of fenced listings and code spans, in order.
///
/// Indented code is not among them: Zola's players under a list's item are indented alike.
pub fn places(body: &str) -> Vec<Range<usize>> {
    if !body.contains(['`', '~']) || !body.contains("{{") && !body.contains("{%") {
        return Vec::new();
    }
    let code = |(event, range): (Event<'_>, Range<usize>)| {
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))).then_some(range)
    };
    Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter().filter_map(code).collect()
}

/// Forms in which Hugo and Zola write a shortcode that is only shown: how each begins and ends, and what it shows there.
const SHOWN: [(&str, &str, &str, &str); 4] = [
    ("{{</*", "*/>}}", "{{<", ">}}"),
    ("{{%/*", "*/%}}", "{{%", "%}}"),
    ("{{/*", "*/}}", "{{", "}}"),
    ("{%/*", "*/%}", "{%", "%}"),
];

/// The tag that the start of `text` shows, and how long its writing is.
pub fn shown(text: &str) -> Option<(String, usize)> {
    let window = &text[..text.floor_char_boundary(shortcode_tag::MAX_TAG)];
    SHOWN.iter().find_map(|(begins, ends, open, close)| {
        let inner = window.strip_prefix(begins)?;
        let end = inner.find(ends)?;
        Some((format!("{open}{}{close}", &inner[..end]), begins.len() + end + ends.len()))
    })
}

/// How long Jekyll's `{% raw %}` or `{% endraw %}` at the start of `text` is: around what is shown they are no part of it.
pub fn raw_mark(text: &str) -> Option<usize> {
    let window = &text[..text.floor_char_boundary(40)];
    let end = window.strip_prefix("{%")?.find("%}")?;
    matches!(window[2..2 + end].trim_matches(['-', ' ']), "raw" | "endraw").then_some(end + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_and_spans_are_found() {
        let body = "a `{{ b }}` c\n\n> ```x\n> {% d %}\n> ```\n\n    {{ youtube() }}\n";
        let found: Vec<&str> = places(body).into_iter().map(|range| &body[range]).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0], "`{{ b }}`");
        assert!(found[1].contains("{% d %}"));
    }

    #[test]
    fn what_is_shown_loses_its_guard_alone() {
        assert_eq!(shown("{{/* a(b=\"c\") */}} d"), Some(("{{ a(b=\"c\") }}".to_owned(), 18)));
        assert_eq!(shown("{%/* end */%}").map(|(text, _)| text).as_deref(), Some("{% end %}"));
        assert_eq!(shown("{{</* box */>}}").map(|(text, _)| text).as_deref(), Some("{{< box >}}"));
        assert_eq!(shown("{{ a }}"), None);
        assert_eq!((raw_mark("{%- endraw -%} x"), raw_mark("{% rawhide %}")), (Some(14), None));
    }
}
