//! Where things are on the site, from its root. The one place that knows the shape of an address.

use crate::Slug;

/// First segments that the site itself uses; no section may be called so.
pub const RESERVED: [&str; 24] = [
    "about", "assets", "author", "desk", "fonts", "latest", "media", "more", "search", "topic", "topics", "feed",
    "live", "api", "qr", "preview", "healthz", "readyz", "card", "embed", "feeds", "oembed", "rss", "sitemap",
];

/// A story: `/section/slug`.
pub fn article(section: &Slug, slug: &Slug) -> String {
    format!("/{section}/{slug}")
}

/// A section's page: `/section`.
pub fn section(section: &Slug) -> String {
    format!("/{section}")
}

/// A topic's page: `/topic/slug`.
pub fn topic(topic: &Slug) -> String {
    format!("/topic/{topic}")
}

/// The feed of a section, a topic or an author, without its ending: `/feed/section/slug`.
pub fn feed(of: &str, slug: &Slug) -> String {
    format!("/feed/{of}/{slug}")
}

/// An author's page: `/author/slug`.
pub fn author(author: &Slug) -> String {
    format!("/author/{author}")
}
