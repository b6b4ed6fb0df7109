//! Where links and pictures lead.

use dateline_story::normal;
use url::Url;

use super::redirect;
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
pub fn link(href: &str, base: Option<&Url>) -> Address {
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
    match Url::parse(&href) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && !normal::is_web_address(&href) => {
            Address::Good(url.into())
        }
        Ok(url)
            if normal::is_safe_href(&href) && !url.cannot_be_a_base() | !matches!(url.scheme(), "http" | "https") =>
        {
            Address::Good(href)
        }
        Ok(url) => Address::Lost(format!("a link to a “{}:” address is not kept", glimpse(url.scheme()))),
        Err(url::ParseError::RelativeUrlWithoutBase) => match (resolve(&href, base), href.starts_with('/')) {
            (Some(url), _) => Address::Good(url),
            (None, true) if !href.starts_with("//") => Address::Good(href),
            (None, _) => Address::Lost(format!("the link “{}” has no site to count from", glimpse(&href))),
        },
        Err(why) => Address::Lost(format!("the link “{}” is no address ({why})", glimpse(&href))),
    }
}

/// The address of a file a page shows: absolute where `base` or the address itself says so, else as it stands.
/// `None` for what cannot be fetched, such as `data:`.
pub fn file(src: &str, base: Option<&Url>) -> Option<String> {
    let src = normal::href(src);
    if src.is_empty() {
        return None;
    }
    match Url::parse(&src) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            Some(if normal::is_web_address(&src) { src } else { url.into() })
        }
        Ok(_) => None,
        Err(_) => Some(resolve(&src, base).unwrap_or(src)),
    }
}

fn resolve(href: &str, base: Option<&Url>) -> Option<String> {
    if let Some(base) = base {
        return base.join(href).ok().map(String::from);
    }
    // A protocol-relative address has all but its scheme.
    href.starts_with("//").then(|| Url::parse(&format!("https:{href}")).ok().map(String::from)).flatten()
}

#[cfg(test)]
mod tests {
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
    fn relative_links_count_from_the_page() {
        let base = Url::parse("https://old.example/2012/03/post/").unwrap();
        assert_eq!(link("../other", Some(&base)), Address::Good("https://old.example/2012/03/other".into()));
        assert!(matches!(link("../other", None), Address::Lost(_)));
        assert_eq!(file("a.jpg", Some(&base)).as_deref(), Some("https://old.example/2012/03/post/a.jpg"));
        assert_eq!(file("a.jpg", None).as_deref(), Some("a.jpg"));
        assert_eq!(file("data:image/png;base64,xx", None), None);
    }
}
