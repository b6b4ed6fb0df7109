//! Where links and pictures lead.

use dateline_story::normal;

use super::{Base, redirect};
use crate::plain::glimpse;

/// What a link's address comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Address {
    /// An address a story may link to.
    Good(String),
    /// Why the link cannot be kept.
    Lost(String),
}

/// The scheme that stands for a reference the reader of the source could not resolve; what follows it is the
/// percent-encoded reference.
pub const UNRESOLVED: &str = "dateline-unresolved:";

/// The address a link leads to. Relative ones count from `base`; without it they are lost.
pub fn link(href: &str, base: Option<&Base>) -> Address {
    let href = normal::href(href);
    let href = redirect::behind(&href).map_or(href, |behind| normal::href(&behind));
    if let Some(reference) = href.strip_prefix(UNRESOLVED) {
        let reference = percent_encoding::percent_decode_str(reference).decode_utf8_lossy();
        return Address::Lost(format!("nothing here answers the reference “{}”", glimpse(&reference)));
    }
    if href.is_empty() || href == "#" {
        return Address::Lost("a link leads nowhere".to_owned());
    }
    if let Some(place) = href.strip_prefix('#') {
        if redirect::is_made_up(place) {
            return Address::Lost(format!("the place “{}” is none of the story’s", glimpse(place)));
        }
        return Address::Good(href);
    }
    match scheme(&href) {
        Some(scheme) if is_web(scheme) => match web(&href) {
            Some(href) => Address::Good(href),
            None => Address::Lost(format!("the link “{}” is no address", glimpse(&href))),
        },
        Some(_) if normal::is_safe_href(&href) => Address::Good(href),
        Some(scheme) => Address::Lost(format!("a link to a “{}:” address is not kept", glimpse(scheme))),
        None => match (resolve(&href, base), href.starts_with('/')) {
            (Some(url), _) => Address::Good(url),
            (None, true) if !href.starts_with("//") => Address::Good(href),
            (None, _) => Address::Lost(format!("the link “{}” has no site to count from", glimpse(&href))),
        },
    }
}

/// The address of a file a page shows: absolute where `base` or the address itself says so, else as it stands.
/// `None` for what cannot be fetched, such as `data:`.
pub fn file(src: &str, base: Option<&Base>) -> Option<String> {
    let src = normal::href(src);
    match scheme(&src) {
        _ if src.is_empty() => None,
        Some(scheme) if is_web(scheme) => web(&src),
        Some(_) => None,
        None => Some(resolve(&src, base).unwrap_or(src)),
    }
}

/// The scheme of an address that has one (RFC 3986, section 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(rest)).then_some(scheme)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// A web address, as browsers read it however it is written: `HTTP:/example.org` is `http://example.org`.
fn web(address: &str) -> Option<String> {
    if normal::is_web_address(address) {
        return Some(address.to_owned());
    }
    let (scheme, rest) = address.split_once(':')?;
    let mended = format!("{}://{}", scheme.to_ascii_lowercase(), rest.replace("%5C", "/").trim_start_matches('/'));
    normal::is_web_address(&mended).then_some(mended)
}

fn resolve(href: &str, base: Option<&Base>) -> Option<String> {
    if let Some(base) = base {
        return joined(base, href);
    }
    // A protocol-relative address has all but its scheme.
    href.starts_with("//").then(|| web(&format!("https:{href}"))).flatten()
}

#[cfg(feature = "readers")]
fn joined(base: &Base, href: &str) -> Option<String> {
    base.join(href).ok().map(String::from)
}

#[cfg(not(feature = "readers"))]
fn joined(base: &Base, _: &str) -> Option<String> {
    match *base {}
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn good(href: &str) -> Option<String> {
        match link(href, None) {
            Address::Good(href) => Some(href),
            Address::Lost(_) => None,
        }
    }

    #[test]
    fn safe_links_stay_as_they_were_written() {
        for href in [
            "https://example.org",
            "http://example.org/a?b=c#d",
            "/2012/03/old/",
            "#part",
            "mailto:a@example.org",
            "tel:+92",
        ] {
            assert_eq!(good(href).as_deref(), Some(href));
        }
        assert_eq!(good("//cdn.example.org/a").as_deref(), Some("https://cdn.example.org/a"));
        assert_eq!(good(" https://example.org/a b ").as_deref(), Some("https://example.org/a%20b"));
    }

    #[test]
    fn links_that_run_or_hide_something_go() {
        for href in [
            "javascript:alert(1)",
            "JaVa\nScript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "",
        ] {
            assert_eq!(good(href), None, "{href}");
        }
    }

    #[test]
    fn web_addresses_are_mended_as_browsers_read_them() {
        for (written, read) in [
            ("HTTP://Example.org/A", "http://Example.org/A"),
            ("https:example.org", "https://example.org"),
            ("https:\\\\example.org\\a", "https://example.org/a"),
            ("https:/example.org", "https://example.org"),
        ] {
            assert_eq!(good(written).as_deref(), Some(read), "{written}");
        }
        assert_eq!((good("https://"), good("http:")), (None, None));
    }

    #[test]
    fn relative_links_count_from_the_page() {
        let base = Url::parse("https://old.example/2012/03/post/").unwrap();
        assert_eq!(link("../other", Some(&base)), Address::Good("https://old.example/2012/03/other".into()));
        assert!(matches!(link("../other", None), Address::Lost(_)));
        assert_eq!(file("a.jpg", Some(&base)).as_deref(), Some("https://old.example/2012/03/post/a.jpg"));
        assert_eq!(file("a.jpg", None).as_deref(), Some("a.jpg"));
        assert_eq!(file("data:image/png;base64,xx", None), None);
    }
}
