//! Stories as files that can be read without Dateline and imported again: YAML front matter, then story markup.

use std::collections::HashMap;

use dateline_story::{Article, ArticleId, Author, Block, Slug, Topic, markup, normal};
use serde::Serialize;
use thiserror::Error;

pub(crate) mod front;
#[cfg(test)]
pub(crate) mod tests;

use front::{About, By, Front, Lead};

/// A story's front matter could not be written.
#[derive(Debug, Error)]
#[error("the front matter cannot be written: {0}")]
pub struct Error(#[from] serde_yaml_ng::Error);

/// The name of the file that lists all authors, beside the sections' folders.
pub const AUTHORS: &str = "_authors.yaml";

/// The name of the file that lists all topics.
pub const TOPICS: &str = "_topics.yaml";

/// The file of one story: its path, `section/slug.md`, and its content. Everything in the article is in it, and
/// importing it gives the same article again, if its body is in normal form.
///
/// `authors` and `topics` give the names of those the story mentions; `aliases` are old addresses that lead to it.
pub fn file(
    article: &Article,
    authors: &[Author],
    topics: &[Topic],
    aliases: &[String],
) -> Result<(String, String), Error> {
    let author_names: HashMap<&Slug, &str> =
        authors.iter().map(|author| (&author.slug, author.name.as_str())).collect();
    let topic_names: HashMap<&Slug, &str> = topics.iter().map(|topic| (&topic.slug, topic.name.as_str())).collect();
    let name = |names: &HashMap<&Slug, &str>, slug: &Slug| names.get(slug).map(|name| (*name).to_owned());
    let (state, scheduled) = front::state_words(article.state);
    let front = Front {
        format: "dateline".to_owned(),
        id: (article.id != ArticleId::UNASSIGNED).then_some(article.id.0),
        title: article.headline.clone(),
        short_headline: article.short_headline.clone(),
        standfirst: article.standfirst.clone(),
        language: article.language.clone(),
        kind: article.kind.as_str().to_owned(),
        section: article.section.clone(),
        slug: article.slug.clone(),
        state: state.to_owned(),
        scheduled,
        date: article.first_published,
        updated: article.updated.clone(),
        dateline: article.dateline.clone(),
        authors: article
            .bylines
            .iter()
            .map(|byline| By {
                slug: byline.author.clone(),
                name: name(&author_names, &byline.author),
                role: byline.role.clone(),
            })
            .collect(),
        topics: article
            .topics
            .iter()
            .map(|slug| About { slug: slug.clone(), name: name(&topic_names, slug) })
            .collect(),
        credits: article.credits.clone(),
        lead: article.lead.as_ref().map(|figure| Lead {
            src: figure.src.clone(),
            alt: figure.alt.clone(),
            caption: caption(&figure.caption),
            credit: figure.credit.clone(),
            focus: (figure.focus != Default::default()).then_some(figure.focus),
        }),
        corrections: article.corrections.clone(),
        canonical: article.canonical.clone(),
        description: article.description.clone(),
        related: article.related.iter().map(|id| id.0).collect(),
        aliases: aliases.to_vec(),
    };
    let front = serde_yaml_ng::to_string(&front)?;
    let path = format!("{}/{}.md", article.section, article.slug);
    Ok((path, format!("---\n{front}---\n\n{}", markup::write(&article.body))))
}

/// A caption as story markup: a paragraph, which may be empty.
fn caption(content: &[dateline_story::Inline]) -> String {
    let content = normal::inlines(content.to_vec());
    if content.is_empty() {
        String::new()
    } else {
        markup::write(&[Block::Paragraph(content)]).trim_end_matches('\n').to_owned()
    }
}

/// The file [`AUTHORS`]: everything known of every author.
pub fn authors(authors: &[Author]) -> Result<String, Error> {
    list(authors)
}

/// The file [`TOPICS`]: every topic with its name.
pub fn topics(topics: &[Topic]) -> Result<String, Error> {
    list(topics)
}

fn list<T: Serialize>(entries: &[T]) -> Result<String, Error> {
    Ok(serde_yaml_ng::to_string(entries)?)
}
