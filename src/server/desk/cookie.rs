//! The cookie that carries a session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use dateline_edition::Site;
use dateline_newsroom::accounts::SESSION_ABSOLUTE;

use super::guard;

/// Bound to this host and to secure connections by its prefix (RFC 6265bis, section 4.1.3.2).
const SECURE: &str = "__Host-dateline";
/// For a site that is served over plain HTTP in a local network, where browsers store no secure cookie.
const PLAIN: &str = "dateline";

/// Whether the browser that asks can store a secure cookie. Chromium and Firefox take this machine itself for secure
/// also over plain HTTP, by name and by number.
fn secure(site: &Site, headers: &HeaderMap) -> bool {
    site.url.starts_with("https://") || guard::host(headers).is_some_and(guard::is_loopback)
}

/// The token that a request carries.
pub fn token<'a>(site: &Site, headers: &'a HeaderMap) -> Option<&'a str> {
    let wanted = if secure(site, headers) { SECURE } else { PLAIN };
    let fields = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = fields.flat_map(|field| field.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

/// The field that gives a browser its token.
pub fn set(site: &Site, headers: &HeaderMap, token: &str) -> Option<HeaderValue> {
    field(site, headers, token, SESSION_ABSOLUTE.as_secs())
}

/// The field that takes the token away.
pub fn clear(site: &Site, headers: &HeaderMap) -> Option<HeaderValue> {
    field(site, headers, "", 0)
}

fn field(site: &Site, headers: &HeaderMap, token: &str, seconds: i64) -> Option<HeaderValue> {
    let (name, secure) = if secure(site, headers) { (SECURE, " Secure;") } else { (PLAIN, "") };
    HeaderValue::try_from(format!("{name}={token}; Path=/; Max-Age={seconds};{secure} HttpOnly; SameSite=Lax")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(url: &str) -> Site {
        crate::config::read(None, &[], &[], url).unwrap()
    }

    fn headers(fields: &[(&'static str, &str)]) -> HeaderMap {
        fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_cookie_is_bound_to_the_host_wherever_browsers_can_do_so() {
        for (url, host, name) in [
            ("https://news.example", "news.example", SECURE),
            ("http://127.0.0.1:3000", "127.0.0.1:3000", SECURE),
            ("http://127.0.0.1:3000", "localhost:3000", SECURE),
            ("http://192.0.2.1:3000", "192.0.2.1:3000", PLAIN),
        ] {
            let set = set(&site(url), &headers(&[("host", host)]), "token").unwrap();
            let set = set.to_str().unwrap();
            assert!(set.starts_with(&format!("{name}=token; Path=/; Max-Age=5184000;")), "{url} {host}: {set}");
            assert_eq!(set.contains("Secure"), name == SECURE, "{set}");
            assert!(set.ends_with("HttpOnly; SameSite=Lax") && !set.contains("Domain"), "{set}");
        }
    }

    #[test]
    fn only_the_cookie_of_that_name_counts() {
        let site = site("https://news.example");
        let fields = [("cookie", "a=b; dateline=planted"), ("cookie", "x=y;  __Host-dateline=mine")];
        assert_eq!(token(&site, &headers(&fields[1..])), Some("mine"));
        assert_eq!(token(&site, &headers(&fields[..1])), None, "a subdomain could plant that one");
        assert_eq!(token(&site, &headers(&[])), None);
    }
}
