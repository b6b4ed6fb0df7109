//! What surrounds a story in its page.

use std::collections::HashMap;

use dateline_story::{Article, Author, Picture, Slug, Timestamp, Topic};
use dateline_view::page::article::ArticlePage;
use dateline_view::{Card, PortableSite};
use serde::{Deserialize, Serialize};

/// What the renderer needs beside the story.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Setting {
    /// The site.
    pub site: PortableSite,
    /// The instant of the render.
    pub now: Timestamp,
    /// The page around the story.
    pub around: Around,
}

/// The page around a story, and everything the story may come to name while it is edited.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Around {
    /// Authors that are known here.
    pub authors: Vec<Author>,
    /// Topics that are known here.
    pub topics: Vec<Topic>,
    /// Pictures that are known here.
    pub pictures: Vec<Picture>,
    /// Related stories, the nearest first.
    pub related: Vec<Card>,
    /// Where there are more of them.
    pub more_related: Option<String>,
    /// The newest of the section.
    pub recent: Vec<Card>,
}

impl Around {
    /// The data of a story's page, with what the story names of what is known.
    pub fn page(&self, article: Article) -> ArticlePage {
        let topic = |slug: &Slug| self.topics.iter().find(|topic| topic.slug == *slug).cloned();
        ArticlePage {
            authors: self.authors.iter().map(|author| (author.slug.clone(), author.clone())).collect(),
            topics: article.topics.iter().filter_map(topic).collect(),
            pictures: self.pictures.iter().map(|picture| (picture.name.clone(), picture.clone())).collect(),
            related: self.related.clone(),
            more_related: self.more_related.clone(),
            recent: self.recent.clone(),
            article,
        }
    }

    /// Pixels across and down of the known pictures.
    pub fn sizes(&self) -> HashMap<String, (u32, u32)> {
        self.pictures.iter().map(|picture| (picture.name.clone(), (picture.width, picture.height))).collect()
    }
}

impl From<ArticlePage> for Around {
    fn from(page: ArticlePage) -> Self {
        let mut authors: Vec<Author> = page.authors.into_values().collect();
        authors.sort_by(|one, other| one.slug.cmp(&other.slug));
        let mut pictures: Vec<Picture> = page.pictures.into_values().collect();
        pictures.sort_by(|one, other| one.name.cmp(&other.name));
        Self {
            authors,
            topics: page.topics,
            pictures,
            related: page.related,
            more_related: page.more_related,
            recent: page.recent,
        }
    }
}
