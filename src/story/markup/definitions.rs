//! Link reference definitions (CommonMark 0.31, section 4.7), which make no block and which links in others name.

use pulldown_cmark::{Options, Parser};

/// Those of a source, as they are written.
pub fn definitions(source: &str) -> Vec<&str> {
    // Nearly no source has any.
    if !source.contains("]:") {
        return Vec::new();
    }
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES);
    let mut spans: Vec<_> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    spans.sort_by_key(|span| span.start);
    spans.into_iter().filter_map(|span| source.get(span)).map(str::trim_end).collect()
}
