//! Links that programs lead past themselves before they let a reader go where the writer meant.

use dateline_story::normal;
use percent_encoding::percent_decode_str;

/// The address that a link through a counting or checking page leads to in the end, if it is such a link.
pub fn behind(href: &str) -> Option<String> {
    // Some lead through several.
    let mut found: Option<String> = None;
    for _ in 0..3 {
        match next(found.as_deref().unwrap_or(href)) {
            Some(next) => found = Some(next),
            None => break,
        }
    }
    found
}

fn next(href: &str) -> Option<String> {
    let rest = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"))?;
    let (place, query) = rest.split_once('?')?;
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_ascii_lowercase();
    let names: &[&str] = match (host.as_str(), path) {
        ("l.facebook.com" | "lm.facebook.com", "l.php") | ("l.instagram.com", "") => &["u"],
        ("slack-redir.net", "link") => &["url"],
        ("www.youtube.com", "redirect") => &["q"],
        (_, "url") if host.strip_prefix("www.").unwrap_or(&host).starts_with("google.") => &["q", "url"],
        (_, "") if host.ends_with(".safelinks.protection.outlook.com") => &["url"],
        _ => return None,
    };
    let query = query.split('#').next().unwrap_or_default();
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| names.contains(name))?;
    let found = percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned();
    normal::is_safe_href(&found).then_some(found).filter(|found| found.contains(':'))
}

/// Whether a place within a page has a name that a program made up: it is not there once the words have left it.
pub fn is_made_up(fragment: &str) -> bool {
    const STARTS: [&str; 10] =
        ["_Toc", "_Ref", "_Hlk", "_GoBack", "_msocom", "_msoanchor", "heading=", "bookmark=", "cite_note", "cmnt"];
    let published =
        fragment.strip_prefix("h.").is_some_and(|rest| rest.len() > 8 && rest.chars().all(char::is_alphanumeric));
    published || STARTS.iter().any(|start| fragment.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_their_writer_meant() {
        for (through, to) in [
            (
                "https://www.google.com/url?q=https://example.org/a?b%3Dc%26d&sa=D&usg=x",
                Some("https://example.org/a?b=c&d"),
            ),
            ("https://www.google.com.tr/url?sa=t&url=https%3A%2F%2Fexample.org%2F", Some("https://example.org/")),
            (
                "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=1",
                Some("https://example.org/"),
            ),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=A", Some("https://example.org/")),
            ("https://www.google.com/url?q=javascript:alert(1)", None),
            ("https://www.google.com/search?q=https://example.org", None),
            ("https://example.org/url?q=https://example.com", None),
        ] {
            assert_eq!(behind(through).as_deref(), to, "{through}");
        }
    }
}
