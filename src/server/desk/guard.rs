//! Writes at the desk come from the desk's own pages, and from nowhere else.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use dateline_desk::page::notice::Why;
use dateline_desk_api::ApiError;

use super::session::Visitor;
use super::{functions, send};
use crate::app::App;
use crate::logged::discreet;

/// Lets reads through, and writes whose browser says that they come from a page of ours. `SameSite` cookies guard
/// against the same, but not against a neighbouring subdomain.
pub async fn own_writes_only(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(&app.site().url, request.headers()) {
        return next.run(request).await;
    }
    let (parts, _) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let value = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
    let (origin, site) = (value("origin"), value("sec-fetch-site"));
    let path = discreet(parts.uri.path());
    tracing::warn!(path, origin, site, client = %visitor.client.0, "a write from elsewhere was refused");
    if functions::is_one(parts.uri.path()) {
        return functions::answer(&ApiError::Forbidden);
    }
    let by_script = send::wants_json(parts.uri.path(), &parts.headers);
    send::notice(&app, &visitor.desk(&app), Why::Foreign, by_script)
}

/// Whether a write comes from a page of ours. A browser says so by Origin (Fetch standard, "append a request Origin
/// header") or, where it sends none, by Sec-Fetch-Site; where it sends both, both must agree.
fn is_own(site: &str, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let fetch_site = text("sec-fetch-site");
    // `none`: the person's own doing, such as sending a form again from the address bar.
    if fetch_site.is_some_and(|value| !matches!(value, "same-origin" | "none")) {
        return false;
    }
    match text("origin") {
        Some(origin) => is_own_origin(site, origin, headers),
        None => fetch_site == Some("same-origin"),
    }
}

fn is_own_origin(site: &str, origin: &str, headers: &HeaderMap) -> bool {
    if origin_of(site).is_some_and(|own| own.eq_ignore_ascii_case(origin)) {
        return true;
    }
    // At the machine itself the desk also answers by other names than the public one. A foreign page cannot have such
    // an origin, and the host must be the same one.
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority.is_some_and(|authority| {
        is_loopback(name_of(authority))
            && headers.get(header::HOST).is_some_and(|host| host.as_bytes() == authority.as_bytes())
    })
}

/// The origin of an address: its scheme and authority (RFC 6454, section 4).
fn origin_of(address: &str) -> Option<&str> {
    let authority = address.find("://")? + 3;
    let end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    address.get(..end)
}

/// The name or number in an authority, without its port.
fn name_of(authority: &str) -> &str {
    match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => authority.rsplit_once(':').map_or(authority, |(name, _)| name),
    }
}

/// The name or number that a request names as its host.
pub fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(name_of)
}

/// Whether a name or number is this machine itself.
pub fn is_loopback(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://news.example";

    fn own(fields: &[(&'static str, &str)]) -> bool {
        let headers = fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_own(SITE, &headers)
    }

    #[test]
    fn only_our_own_pages_write() {
        assert!(own(&[("origin", "https://news.example"), ("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "https://news.example")]), "a browser without Sec-Fetch-Site");
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(own(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(own(&[("origin", "http://[::1]:3000"), ("host", "[::1]:3000")]));
        for foreign in [
            &[][..],
            &[("sec-fetch-site", "none")],
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://news.example")],
            &[("origin", "https://news.example.evil.example")],
            &[("origin", "https://news.example:8443")],
            &[("origin", "https://news.example"), ("sec-fetch-site", "same-site")],
            &[("origin", "https://news.example"), ("sec-fetch-site", "cross-site")],
            // Rebinding: the name is the foreigner's own.
            &[("origin", "http://evil.example:3000"), ("host", "evil.example:3000")],
            &[("origin", "http://localhost:4000"), ("host", "localhost:3000")],
        ] {
            assert!(!own(foreign), "{foreign:?}");
        }
    }

    #[test]
    fn this_machine_is_known_by_name_and_number() {
        for (authority, here) in [
            ("localhost:3000", true),
            ("127.0.0.1", true),
            ("127.1.2.3:80", true),
            ("[::1]:3000", true),
            ("localhost.evil.example", false),
            ("192.168.0.2:3000", false),
        ] {
            assert_eq!(is_loopback(name_of(authority)), here, "{authority}");
        }
    }
}
