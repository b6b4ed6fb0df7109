//! What surrounds a story in its page.

use std::collections::HashMap;

use dateline_edition::PortableSite;
use dateline_story::{Article, Author, Picture, ShareCard, Slug, Summary, Timestamp, Topic};
use dateline_view::Card;
use dateline_view::page::article::ArticlePage;
use serde::de::DeserializeOwned;
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
    /// The story's share pictures, where they are ready.
    #[serde(default)]
    pub share: Option<ShareCard>,
    /// The story's published translations.
    #[serde(default)]
    pub translations: Vec<Summary>,
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
            share: self.share.clone(),
            translations: self.translations.clone(),
            article,
        }
    }

    /// The story's known authors, in the byline's order.
    pub fn by_authors<'a>(&'a self, article: &'a Article) -> impl Iterator<Item = &'a Author> {
        let known = |slug: &Slug| self.authors.iter().find(|author| author.slug == *slug);
        article.bylines.iter().filter_map(move |byline| known(&byline.author))
    }

    /// Takes in an author, a topic or a picture, as JSON, in the place of what it knew of the same; or as `around` the
    /// surroundings anew, which leave what is known of authors, topics and pictures as it is.
    ///
    /// # Errors
    /// What is wrong with `item`, or that there is no such part.
    pub fn learn(&mut self, part: &str, item: &str) -> Result<(), String> {
        fn put<T: DeserializeOwned>(
            known: &mut Vec<T>,
            item: &str,
            same: impl Fn(&T, &T) -> bool,
        ) -> Result<(), String> {
            let item: T = serde_json::from_str(item).map_err(|error| error.to_string())?;
            known.retain(|other| !same(other, &item));
            known.push(item);
            Ok(())
        }
        match part {
            "authors" => put(&mut self.authors, item, |one: &Author, other| one.slug == other.slug),
            "topics" => put(&mut self.topics, item, |one: &Topic, other| one.slug == other.slug),
            "pictures" => put(&mut self.pictures, item, |one: &Picture, other| one.name == other.name),
            "around" => {
                let around: Around = serde_json::from_str(item).map_err(|error| error.to_string())?;
                self.related = around.related;
                self.more_related = around.more_related;
                self.recent = around.recent;
                self.share = around.share;
                self.translations = around.translations;
                Ok(())
            }
            other => Err(format!("“{other}” is no part of a page's surroundings")),
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
            share: page.share,
            translations: page.translations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learnt_takes_the_place_of_what_was_known() {
        let mut around = Around::default();
        for name in ["Trade", "World trade"] {
            around.learn("topics", &format!(r#"{{"slug":"trade","name":"{name}"}}"#)).unwrap();
        }
        assert_eq!(around.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(), ["World trade"]);
        assert!(around.learn("topics", "{}").unwrap_err().contains("slug"));
        let anew = Around { more_related: Some("/more/a/b".into()), ..Around::default() };
        around.learn("around", &serde_json::to_string(&anew).unwrap()).unwrap();
        assert_eq!((around.more_related.as_deref(), around.topics.len()), (Some("/more/a/b"), 1));
        assert!(around.learn("weather", "{}").is_err());
    }
}
