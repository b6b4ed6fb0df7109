//! A list of feeds (OPML 2.0): whoever reads feeds takes it in whole.

use crate::xml::Xml;

/// A feed on the list.
pub struct Outline {
    /// Its name.
    pub title: String,
    /// Its address, as RSS.
    pub feed: String,
    /// The page of the same stories.
    pub home: String,
    /// Its language.
    pub language: String,
}

/// The list, in groups, each with its name.
pub fn write(title: &str, groups: &[(String, Vec<Outline>)]) -> String {
    let mut xml = Xml::document("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.text("title", title);
    xml.text("docs", "http://opml.org/spec2.opml");
    xml.close();
    xml.open("body", &[]);
    for (group, feeds) in groups {
        xml.open("outline", &[("text", group)]);
        for feed in feeds {
            xml.empty(
                "outline",
                &[
                    ("type", "rss"),
                    ("text", &feed.title),
                    ("title", &feed.title),
                    ("xmlUrl", &feed.feed),
                    ("htmlUrl", &feed.home),
                    ("language", &feed.language),
                    ("version", "RSS2"),
                ],
            );
        }
        xml.close();
    }
    xml.finish()
}
