//! What was asked for, and what for, as far as whoever watches the program should know.

use axum::http::{HeaderMap, HeaderName};
use dateline_story::Language;

/// A kind of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A front page.
    Front,
    /// A section's page.
    Section,
    /// A story.
    Article,
    /// A topic's page.
    Topic,
    /// An author's page.
    Author,
    /// The newest stories.
    Latest,
    /// Further related stories.
    More,
    /// Search.
    Search,
    /// A picture.
    Media,
    /// The site's own files.
    Asset,
    /// A feed, or the list of them.
    Feed,
    /// A sitemap.
    Sitemap,
    /// A card of a story that another site frames, and what that site is told of it.
    Embed,
    /// The desk, and the previews that it gives away.
    Desk,
    /// What whoever watches the program asks.
    Health,
    /// Anything else.
    Other,
}

impl Route {
    /// All of them, in their order.
    pub const ALL: [Self; 16] = [
        Self::Front,
        Self::Section,
        Self::Article,
        Self::Topic,
        Self::Author,
        Self::Latest,
        Self::More,
        Self::Search,
        Self::Media,
        Self::Asset,
        Self::Feed,
        Self::Sitemap,
        Self::Embed,
        Self::Desk,
        Self::Health,
        Self::Other,
    ];

    /// Of a path, on a site in these languages.
    pub fn of(path: &str, languages: &[Language]) -> Self {
        let mut parts = path.trim_start_matches('/').split('/');
        let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        match (first, second, third) {
            ("", None, _) => Self::Front,
            ("desk" | "preview" | "api", ..) => Self::Desk,
            ("media" | "card", Some(_), _) => Self::Media,
            ("feed", ..) | ("feeds" | "feeds.opml" | "rss", None, _) => Self::Feed,
            ("sitemap", ..) | ("sitemap.xml", None, _) => Self::Sitemap,
            ("embed", Some(_), _) | ("oembed", None, _) => Self::Embed,
            ("assets", Some(_), _) => Self::Asset,
            ("topic", Some(_), None) => Self::Topic,
            ("author", Some(_), None) => Self::Author,
            ("more", Some(_), _) => Self::More,
            ("latest", None, _) => Self::Latest,
            ("search", None, _) => Self::Search,
            ("healthz" | "readyz", None, _) => Self::Health,
            ("about" | "qr", ..) => Self::Other,
            (one, None, _) if languages.iter().any(|language| language.as_str() == one) => Self::Front,
            (one, None, _) if one.contains('.') => Self::Asset,
            (_, None, _) => Self::Section,
            (_, Some(_), None) => Self::Article,
            (_, Some(_), Some(_)) => Self::Other,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Section => "section",
            Self::Article => "article",
            Self::Topic => "topic",
            Self::Author => "author",
            Self::Latest => "latest",
            Self::More => "more",
            Self::Search => "search",
            Self::Media => "media",
            Self::Asset => "asset",
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
            Self::Embed => "embed",
            Self::Desk => "desk",
            Self::Health => "health",
            Self::Other => "other",
        }
    }
}

/// What somebody asks for: to read it, or in case it will be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To read it.
    Navigate,
    /// To have it at hand.
    Prefetch,
    /// To have it drawn already.
    Prerender,
}

impl Purpose {
    /// Of a request's fields (Sec-Purpose, of the Fetch standard and of the speculation rules).
    pub fn of(asked: &HeaderMap) -> Self {
        const FIELD: HeaderName = HeaderName::from_static("sec-purpose");
        match asked.get(&FIELD).and_then(|value| value.to_str().ok()) {
            Some(purpose) if purpose.contains("prerender") => Self::Prerender,
            Some(purpose) if purpose.contains("prefetch") => Self::Prefetch,
            _ => Self::Navigate,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Navigate => "navigate",
            Self::Prefetch => "prefetch",
            Self::Prerender => "prerender",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_address_is_told_from_the_others() {
        let site = crate::config::read(None, &[], &["languages=[\"en\", \"ur\"]".into()], "http://localhost").unwrap();
        for (path, route) in [
            ("/", Route::Front),
            ("/ur", Route::Front),
            ("/world", Route::Section),
            ("/world/a-story", Route::Article),
            ("/topic/trade", Route::Topic),
            ("/author/ada", Route::Author),
            ("/latest", Route::Latest),
            ("/more/world/a-story", Route::More),
            ("/search", Route::Search),
            ("/media/a-800.jpg", Route::Media),
            ("/card/0123.jpg", Route::Media),
            ("/feed/section/world.rss", Route::Feed),
            ("/feeds", Route::Feed),
            ("/sitemap.xml", Route::Sitemap),
            ("/sitemap/stories-1.xml", Route::Sitemap),
            ("/embed/world/a-story", Route::Embed),
            ("/oembed", Route::Embed),
            ("/robots.txt", Route::Asset),
            ("/assets/front-1.js", Route::Asset),
            ("/favicon.svg", Route::Asset),
            ("/desk", Route::Desk),
            ("/desk/stories/1", Route::Desk),
            ("/preview/secret", Route::Desk),
            ("/readyz", Route::Health),
            ("/qr/world/a-story", Route::Other),
            ("/wp-content/uploads/a.jpg", Route::Other),
        ] {
            assert_eq!(Route::of(path, &site.languages), route, "{path}");
        }
        assert!(Route::ALL.iter().enumerate().all(|(place, route)| *route as usize == place));
    }

    #[test]
    fn who_asks_in_advance_says_so() {
        let purpose = |said: &str| {
            Purpose::of(&HeaderMap::from_iter([(HeaderName::from_static("sec-purpose"), said.parse().unwrap())]))
        };
        assert_eq!(purpose("prefetch"), Purpose::Prefetch);
        assert_eq!(purpose("prefetch;prerender"), Purpose::Prerender);
        assert_eq!(purpose("prefetch;anonymous-client-ip"), Purpose::Prefetch);
        assert_eq!(Purpose::of(&HeaderMap::new()), Purpose::Navigate);
    }
}
