//! RSS 2.0.11, as the RSS Advisory Board's profile of it asks; with RSS's content module, Media RSS 1.5.1 and Dublin Core.

use dateline_story::Timestamp;
use jiff::tz::TimeZone;

use super::{Entry, Feed, Format};
use crate::html::escaped;
use crate::xml::Xml;

/// The root's attributes.
const ROOT: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// How long a reader may wait until it looks again, in minutes, where no hub tells it.
const MINUTES: &str = "15";

/// The feed as RSS.
pub fn write(feed: &Feed) -> String {
    let mut xml = Xml::document("rss", &ROOT);
    xml.open("channel", &[]);
    xml.text("title", &feed.title);
    xml.text("link", &feed.home);
    xml.text("description", &feed.description);
    xml.text("language", feed.language.as_str());
    if let Some(updated) = feed.updated() {
        xml.text("lastBuildDate", &date(updated));
    }
    xml.text("docs", "https://www.rssboard.org/rss-specification");
    xml.text("ttl", MINUTES);
    let own = feed.own(Format::Rss);
    xml.empty("atom:link", &[("rel", "self"), ("type", Format::Rss.media_type()), ("href", &own)]);
    for hub in &feed.hubs {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    feed.entries.iter().for_each(|entry| item(&mut xml, feed, entry));
    xml.finish()
}

fn item(xml: &mut Xml, feed: &Feed, entry: &Entry) {
    let other = entry.language != feed.language;
    let language = [("xml:lang", entry.language.as_str())];
    xml.open("item", if other { &language } else { &[] });
    xml.text("title", &entry.title);
    xml.text("link", &entry.url);
    xml.text_with("guid", &[("isPermaLink", "false")], &entry.id);
    xml.text("pubDate", &date(entry.published));
    // Readers take it for HTML (RSS Advisory Board's profile, section 4.1.1.20.4).
    if !entry.summary.is_empty() {
        xml.text("description", &escaped(&entry.summary));
    }
    entry.authors.iter().for_each(|(name, _)| xml.text("dc:creator", name));
    if other {
        xml.text("dc:language", entry.language.as_str());
    }
    entry.categories.iter().for_each(|category| xml.text("category", category));
    if let Some(html) = &entry.html {
        xml.text("content:encoded", html);
    }
    if let Some(image) = &entry.image {
        let (width, height) = (image.width.to_string(), image.height.to_string());
        xml.open(
            "media:content",
            &[("url", &image.url), ("medium", "image"), ("type", "image/jpeg"), ("width", &width), ("height", &height)],
        );
        if !image.alt.is_empty() {
            xml.text_with("media:description", &[("type", "plain")], &image.alt);
        }
        if !entry.image_credit.is_empty() {
            xml.text("media:credit", &entry.image_credit);
        }
        xml.close();
    }
    xml.close();
}

/// A date of RFC 822, with a year of four digits.
fn date(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_in_english_whatever_the_site_speaks() {
        assert_eq!(date("2025-07-09T10:05:00.9Z".parse().unwrap()), "Wed, 09 Jul 2025 10:05:00 GMT");
    }
}
