//! A story as a card shows it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Article, ArticleId, Byline, Figure, Kind, Language, Slug};

/// What lists and cards need of a story: everything but its body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The story's number.
    pub id: ArticleId,
    /// Its language.
    pub language: Language,
    /// Its kind.
    pub kind: Kind,
    /// Its section.
    pub section: Slug,
    /// The last part of its address.
    pub slug: Slug,
    /// The headline for a card.
    pub headline: String,
    /// The standfirst.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<Byline>,
    /// The picture at its head.
    pub lead: Option<Figure>,
    /// When readers could first read it.
    pub first_published: Option<Timestamp>,
    /// When it last changed in substance.
    pub updated: Option<Timestamp>,
}

impl Summary {
    /// The address on this site, from the root.
    pub fn path(&self) -> String {
        crate::address::article(&self.section, &self.slug)
    }
}

impl Article {
    /// The card of this story.
    pub fn summary(&self) -> Summary {
        Summary {
            id: self.id,
            language: self.language.clone(),
            kind: self.kind,
            section: self.section.clone(),
            slug: self.slug.clone(),
            headline: self.card_headline().to_owned(),
            standfirst: self.standfirst.clone(),
            bylines: self.bylines.clone(),
            lead: self.lead.clone(),
            first_published: self.first_published,
            updated: self.updated.as_ref().map(|update| update.at),
        }
    }
}
