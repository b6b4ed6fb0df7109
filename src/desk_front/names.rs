//! Printed names of authors and topics.

use std::collections::HashMap;

use dateline_story::Slug;

/// Names by slug.
#[derive(Clone, Debug, Default)]
pub struct Names {
    authors: HashMap<String, String>,
    topics: HashMap<String, String>,
}

impl Names {
    /// Those that the server sent.
    pub fn new(authors: &[(String, String)], topics: &[(String, String)]) -> Self {
        Self { authors: authors.iter().cloned().collect(), topics: topics.iter().cloned().collect() }
    }

    /// An author's name; of one that is not known, the slug.
    pub fn author(&self, slug: &Slug) -> String {
        self.authors.get(slug.as_str()).cloned().unwrap_or_else(|| slug.to_string())
    }

    /// A topic's name; of one that is not known, the slug.
    pub fn topic(&self, slug: &Slug) -> String {
        self.topics.get(slug.as_str()).cloned().unwrap_or_else(|| slug.to_string())
    }

    /// Learns an author's name.
    pub fn know_author(&mut self, slug: &Slug, name: &str) {
        self.authors.insert(slug.to_string(), name.to_owned());
    }

    /// Learns a topic's name.
    pub fn know_topic(&mut self, slug: &Slug, name: &str) {
        self.topics.insert(slug.to_string(), name.to_owned());
    }
}
