//! A story for other newsrooms' programs: at its own address, for whoever asks for ninjs, where the configuration allows it.

use axum::http::{HeaderMap, header};
use axum::response::Response;
use dateline_cache::Made;
use dateline_story::Slug;
use dateline_syndication::ninjs;

use super::ours_alone;
use crate::app::App;
use crate::asked::Asked;
use crate::load;

/// Its media type (IPTC, ninjs 3.1).
const MEDIA_TYPE: &str = "application/vnd.iptc.ninjs+json";

/// Whether somebody would rather have a story as data than as a page (RFC 9110, section 12.5.1).
pub fn asks_for_data(headers: &HeaderMap) -> bool {
    let Some(accept) = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()) else { return false };
    // Nearly everybody: a browser.
    if !accept.contains(MEDIA_TYPE) {
        return false;
    }
    let wish = |wanted: &[&str]| {
        let of = |one: &str| {
            let mut parts = one.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let place = wanted.iter().position(|wanted| name.eq_ignore_ascii_case(wanted))?;
            let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse);
            Some((place, quality.unwrap_or(0.0_f32)))
        };
        // The most exact name counts.
        accept.split(',').filter_map(of).min_by_key(|(place, _)| *place).map_or(0.0, |(_, quality)| quality)
    };
    wish(&[MEDIA_TYPE]) > wish(&["text/html", "text/*", "*/*"])
}

/// The story as ninjs.
pub async fn story(app: App, asked: Asked, section: Slug, slug: Slug) -> Response {
    // An address begins with a slash, so that this is none.
    let key = format!("ninjs /{section}/{slug}");
    let sent = app.send(&asked, &key, |app, reader| async move {
        let whole = load::told(&reader, &app.edition(app.main_language()), &section, &slug).await?;
        Ok(Made::of(MEDIA_TYPE, ninjs::write(&whole.told())).by_accept(true))
    });
    // Not every network tells answers of one address apart by what was asked for.
    ours_alone(&app, sent.await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn data_is_for_those_who_would_rather_have_it() {
        for (accept, data) in [
            ("application/vnd.iptc.ninjs+json", true),
            ("application/vnd.iptc.ninjs+json, */*;q=0.1", true),
            ("text/html;q=0.5, application/vnd.iptc.ninjs+json", true),
            ("text/html, application/vnd.iptc.ninjs+json;q=0.5", false),
            ("text/html, application/vnd.iptc.ninjs+json", false),
            ("application/vnd.iptc.ninjs+json;q=0", false),
            ("application/vnd.iptc.ninjs+json;q=much", false),
            ("text/html,application/xhtml+xml,*/*;q=0.8", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(asks_for_data(&headers), data, "{accept}");
        }
    }
}
