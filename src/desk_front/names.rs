//! Printed names of authors, topics and related stories.

use std::collections::HashMap;

use dateline_story::{ArticleId, Slug};

/// Names by slug, headlines by number.
#[derive(Clone, Debug, Default)]
pub struct Names {
    authors: HashMap<String, String>,
    topics: HashMap<String, String>,
    stories: HashMap<ArticleId, String>,
}

impl Names {
    /// Those that the server sent.
    pub fn new(authors: &[(String, String)], topics: &[(String, String)], stories: &[(ArticleId, String)]) -> Self {
        Self {
            authors: authors.iter().cloned().collect(),
            topics: topics.iter().cloned().collect(),
            stories: stories.iter().cloned().collect(),
        }
    }

    /// A story's headline; of one that is not known, which is not published, its number.
    pub fn story(&self, id: ArticleId) -> String {
        self.stories.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// Learns a story's headline.
    pub fn know_story(&mut self, id: ArticleId, headline: &str) {
        self.stories.insert(id, headline.to_owned());
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
