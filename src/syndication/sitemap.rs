//! Sitemaps (sitemaps.org, protocol 0.9), with pictures (Google's image sitemaps 1.1) and news (Google's news sitemaps 0.9).

use dateline_story::{Language, Timestamp};

use crate::xml::{Xml, allowed};

/// How many stories a part holds: few enough that with [`PICTURES`] each it stays far below 50 MB, and below 50,000 addresses.
pub const STORIES: usize = 10_000;

/// How many pictures of a story are told.
pub const PICTURES: usize = 20;

/// How many stories the news sitemap may hold.
pub const NEWS: usize = 1_000;

/// How old they may be, in seconds: two days.
pub const NEWS_SECONDS: i64 = 2 * 86_400;

const URLSET: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">"
);

/// The index: parts, each with its address and when something in it last changed, where that is known.
pub fn index(parts: &[(String, Option<Timestamp>)]) -> String {
    let mut xml = Xml::document("sitemapindex", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for (address, changed) in parts {
        xml.open("sitemap", &[]);
        xml.text("loc", address);
        if let Some(changed) = changed {
            xml.text("lastmod", &format!("{changed:.0}"));
        }
        xml.close();
    }
    xml.finish()
}

/// What a part begins with.
pub fn begin() -> &'static str {
    URLSET
}

/// An address in a part.
pub fn url(out: &mut String, address: &str, changed: Option<Timestamp>, pictures: &[String]) {
    let element = |out: &mut String, name: &str, text: &str| {
        out.push_str(&format!("<{name}>{}</{name}>", crate::html::escaped(&allowed(text))));
    };
    out.push_str("<url>");
    element(out, "loc", address);
    if let Some(changed) = changed {
        element(out, "lastmod", &format!("{changed:.0}"));
    }
    for picture in pictures.iter().take(PICTURES) {
        out.push_str("<image:image>");
        element(out, "image:loc", picture);
        out.push_str("</image:image>");
    }
    out.push_str("</url>");
}

/// What a part ends with.
pub fn end() -> &'static str {
    "</urlset>"
}

/// A story in the news sitemap.
pub struct News {
    /// Its address.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// When it was published.
    pub published: Timestamp,
}

/// The news sitemap of a publication.
pub fn news(publication: &str, stories: &[News]) -> String {
    let mut xml = Xml::document(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
        ],
    );
    for story in stories.iter().take(NEWS) {
        xml.open("url", &[]);
        xml.text("loc", &story.url);
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", publication);
        xml.text("news:language", news_language(&story.language));
        xml.close();
        xml.text("news:publication_date", &format!("{:.0}", story.published));
        xml.text("news:title", &story.title);
        xml.close();
        xml.close();
    }
    xml.finish()
}

/// An ISO 639 code of two or three letters; only Chinese is told apart further.
fn news_language(language: &Language) -> &str {
    match (language.primary(), language.as_str()) {
        ("zh", tag) if tag.contains("TW") || tag.contains("Hant") => "zh-tw",
        ("zh", _) => "zh-cn",
        (primary, _) => primary,
    }
}
