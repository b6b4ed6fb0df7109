//! What browsers may fetch before a reader has chosen it (Speculation Rules, HTML standard).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Where the rules are.
pub const PATH: &str = "/speculation-rules.json";

/// The field by which a page names them.
pub const FIELD: (HeaderName, HeaderValue) =
    (HeaderName::from_static("speculation-rules"), HeaderValue::from_static("\"/speculation-rules.json\""));

/// What is not a page for readers, or is made for each who asks.
const CLOSED: [&str; 7] = ["/desk", "/desk/*", "/search", "/search?*", "/preview/*", "/qr/*", "/media/*"];

/// The rules, for whoever sends these fields. They are answered by address and not in the page, so that a page is the same for
/// everybody; who saves data (Save Data API, section 2) fetches nothing in advance.
pub async fn rules(asked: HeaderMap) -> Response {
    let saves = asked.get("save-data").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"on"));
    let rules = if saves { json!({}) } else { intent() };
    let fields = [
        (header::CONTENT_TYPE, "application/speculationrules+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::VARY, "save-data"),
    ];
    (fields, rules.to_string()).into_response()
}

/// A page when a reader is about to choose it; the front's first story is drawn as well.
fn intent() -> Value {
    let ours = json!([
        { "href_matches": "/*" },
        { "not": { "href_matches": CLOSED } },
        { "not": { "selector_matches": "[download],[target],[rel~=nofollow]" } },
    ]);
    let lead = json!([{ "selector_matches": "body.front .card.lead a" }, { "href_matches": "/*/*" }]);
    json!({
        "prefetch": [{ "where": { "and": ours }, "eagerness": "moderate" }],
        "prerender": [{ "where": { "and": lead }, "eagerness": "moderate" }],
    })
}
