//! Atom 1.0 (RFC 4287), with RFC 6721's word for what was removed.

use dateline_story::Timestamp;

use super::{Entry, Feed, Format, Removed};
use crate::xml::Xml;

/// The feed as Atom.
pub fn write(feed: &Feed) -> String {
    let mut xml = Xml::document(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:at", "http://purl.org/atompub/tombstones/1.0"),
            ("xml:lang", feed.language.as_str()),
        ],
    );
    let own = feed.own(Format::Atom);
    xml.text("id", &own);
    xml.text("title", &feed.title);
    xml.text("subtitle", &feed.description);
    // Of an empty feed it is only known that it has been so from the beginning.
    xml.text("updated", &date(feed.updated().unwrap_or(Timestamp::UNIX_EPOCH)));
    xml.empty("link", &[("rel", "self"), ("type", Format::Atom.media_type()), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    for hub in &feed.hubs {
        xml.empty("link", &[("rel", "hub"), ("href", hub)]);
    }
    xml.text("icon", &feed.icon);
    // Who wrote a story that nobody signed.
    author(&mut xml, &feed.site, None);
    xml.text("generator", "Dateline");
    feed.removed.iter().for_each(|removed| tombstone(&mut xml, removed));
    feed.entries.iter().for_each(|one| entry(&mut xml, feed, one));
    xml.finish()
}

fn author(xml: &mut Xml, name: &str, url: Option<&str>) {
    xml.open("author", &[]);
    xml.text("name", name);
    if let Some(url) = url {
        xml.text("uri", url);
    }
    xml.close();
}

fn tombstone(xml: &mut Xml, removed: &Removed) {
    xml.empty("at:deleted-entry", &[("ref", &removed.id), ("when", &date(removed.at))]);
}

fn entry(xml: &mut Xml, feed: &Feed, entry: &Entry) {
    let language = [("xml:lang", entry.language.as_str())];
    xml.open("entry", if entry.language == feed.language { &[] } else { &language });
    xml.text("id", &entry.id);
    xml.text("title", &entry.title);
    xml.text("published", &date(entry.published));
    xml.text("updated", &date(entry.updated));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    if let Some(original) = &entry.original {
        xml.empty("link", &[("rel", "via"), ("href", original)]);
    }
    if let Some(image) = &entry.image {
        xml.empty("link", &[("rel", "enclosure"), ("type", "image/jpeg"), ("href", &image.url)]);
    }
    entry.authors.iter().for_each(|(name, url)| author(xml, name, Some(url)));
    entry.categories.iter().for_each(|category| xml.empty("category", &[("term", category)]));
    if !entry.summary.is_empty() {
        xml.text("summary", &entry.summary);
    }
    if let Some(html) = &entry.html {
        xml.text_with("content", &[("type", "html")], html);
    }
    xml.close();
}

/// A date of RFC 3339, to the second.
fn date(at: Timestamp) -> String {
    format!("{at:.0}")
}
