//! JSON Feed 1.1 (jsonfeed.org).

use serde_json::{Map, Value, json};

use super::{Entry, Feed, Format};

/// The feed as JSON.
pub fn write(feed: &Feed) -> String {
    let mut out = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.own(Format::Json),
        "icon": feed.icon,
        "language": feed.language.as_str(),
        "authors": [{"name": feed.site}],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    if !feed.hubs.is_empty() {
        out["hubs"] = feed.hubs.iter().map(|hub| json!({"type": "WebSub", "url": hub})).collect();
    }
    out.to_string()
}

fn item(entry: &Entry) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| drop(out.insert(name.to_owned(), value));
    put("id", json!(entry.id));
    put("url", json!(entry.url));
    put("title", json!(entry.title));
    put("language", json!(entry.language.as_str()));
    put("date_published", json!(format!("{:.0}", entry.published)));
    put("date_modified", json!(format!("{:.0}", entry.updated)));
    if !entry.summary.is_empty() {
        put("summary", json!(entry.summary));
    }
    match &entry.html {
        Some(html) => put("content_html", json!(html)),
        // One of the two must be there.
        None => put("content_text", json!(entry.summary)),
    }
    if let Some(original) = &entry.original {
        put("external_url", json!(original));
    }
    if let Some(image) = &entry.image {
        put("image", json!(image.url));
    }
    if !entry.authors.is_empty() {
        let authors: Vec<Value> = entry.authors.iter().map(|(name, url)| json!({"name": name, "url": url})).collect();
        put("authors", json!(authors));
    }
    put("tags", json!(entry.categories));
    Value::Object(out)
}
