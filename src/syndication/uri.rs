//! Addresses for machines: absolute, and in the letters that every one of them takes.

use dateline_edition::Site;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in a URI as it is (RFC 3986, section 2); what is escaped already stays so.
const OUTSIDE_URI: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// An address on the site, or one elsewhere, as a URI. A fragment alone leads into the page `of`.
pub fn absolute(site: &Site, of: &str, address: &str) -> String {
    let escaped = utf8_percent_encode(address, OUTSIDE_URI);
    match address.as_bytes() {
        [b'/', b'/', ..] => format!("https:{escaped}"),
        [b'/', ..] => format!("{}{escaped}", site.url),
        [b'#', ..] => format!("{}{}{escaped}", site.url, utf8_percent_encode(of, OUTSIDE_URI)),
        _ => escaped.to_string(),
    }
}

/// A page of the site as a URI.
pub fn page(site: &Site, path: &str) -> String {
    absolute(site, "", path)
}

/// The name of a site's host, without its port.
pub fn host(site: &Site) -> &str {
    let authority = site.url.split("://").nth(1).unwrap_or_default();
    let authority = authority.split('/').next().unwrap_or_default();
    match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}
