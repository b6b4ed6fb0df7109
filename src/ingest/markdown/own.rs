//! Files of our own export, read back exactly.

use dateline_story::{Article, ArticleId, Author, Block, Byline, Credit, Figure, Kind, Topic, markup, normal};

use super::front::{Problem, Split};
use super::index::Place;
use super::people::People;
use crate::export::front::{Front, Lead};
use crate::incoming::{Incoming, Loss};
use crate::names;

/// Whether front matter is our own export's.
pub fn is_own(front: &str) -> bool {
    front.lines().any(|line| line.trim_end() == "format: dateline")
}

/// Reads a file of our own export.
pub fn incoming(
    path: &str,
    front: &str,
    split: &Split<'_>,
    place: Place,
    people: &People,
) -> Result<Incoming, Problem> {
    let front: Front = serde_yaml_ng::from_str(front).map_err(|error| Problem {
        line: error.location().map_or(1, |location| location.line() + 1),
        why: format!("the front matter of this exported story is damaged: {error}"),
    })?;
    let parsed = markup::parse(split.body);
    let losses = parsed
        .problems
        .into_iter()
        .map(|problem| {
            let line = split.body_line + problem.line - 1;
            Loss { place: format!("{path}:{line}:{}", problem.column), what: problem.message }
        })
        .collect();
    let state = front
        .state()
        .ok_or_else(|| Problem { line: 1, why: "its state is “scheduled”, but no time is given".to_owned() })?;
    let authors = front.authors.iter().map(|author| {
        people.authors.get(&author.slug).cloned().unwrap_or_else(|| Author {
            slug: author.slug.clone(),
            name: author.name.clone().unwrap_or_else(|| names::person(&author.slug)),
            role: String::new(),
            bio: String::new(),
            channel: None,
        })
    });
    let topics = front.topics.iter().map(|topic| {
        people.topics.get(&topic.slug).cloned().unwrap_or_else(|| Topic {
            slug: topic.slug.clone(),
            name: topic.name.clone().unwrap_or_else(|| names::subject(&topic.slug)),
        })
    });
    let authors: Vec<Author> = authors.collect();
    let topics: Vec<Topic> = topics.collect();
    let source = match front.id {
        Some(id) => format!("dateline:{id}"),
        None => format!("dateline:{path}"),
    };
    let article = Article {
        id: ArticleId::UNASSIGNED,
        language: front.language,
        kind: Kind::from_word(&front.kind)
            .ok_or_else(|| Problem { line: 1, why: format!("“{}” is no kind of story", front.kind) })?,
        section: place.section,
        slug: place.slug,
        topics: topics.iter().map(|topic| topic.slug.clone()).collect(),
        headline: front.title,
        short_headline: front.short_headline,
        standfirst: front.standfirst,
        bylines: front.authors.into_iter().map(|author| Byline { author: author.slug, role: author.role }).collect(),
        dateline: front.dateline,
        credits: front.credits.into_iter().map(|credit| Credit { agency: credit.agency, kind: credit.kind }).collect(),
        lead: front.lead.map(lead),
        body: parsed.blocks,
        first_published: front.date,
        updated: front.updated,
        corrections: front.corrections,
        canonical: front.canonical,
        description: front.description,
        related: front.related.into_iter().map(ArticleId).collect(),
        state,
    };
    Ok(Incoming { source, article, authors, topics, redirects: front.aliases, pictures: Vec::new(), losses })
}

fn lead(lead: Lead) -> Figure {
    let caption = markup::parse(&lead.caption).blocks.into_iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(content),
        _ => None,
    });
    Figure {
        src: lead.src,
        alt: lead.alt,
        caption: normal::inlines(caption.unwrap_or_default()),
        credit: lead.credit,
        focus: lead.focus.unwrap_or_default(),
    }
}
