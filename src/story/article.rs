//! The article: everything the newsroom knows of one story.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Block, Figure, Language, Slug, State};

/// A story's number: 41 bits of milliseconds since 2020-01-01T00:00:00Z, then 22 bits of chance.
///
/// Positive, so it fits SQLite's and PostgreSQL's signed 64-bit integers, and it sorts by creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

impl ArticleId {
    /// Milliseconds from the Unix epoch to 2020-01-01T00:00:00Z.
    const EPOCH: i64 = 1_577_836_800_000;
    const CHANCE_BITS: u32 = 22;

    /// Stands in for the number of a story that the newsroom has not yet given one, such as one being imported.
    pub const UNASSIGNED: ArticleId = ArticleId(0);

    /// The number of a story created at `at`; only the low 22 bits of `chance` are used.
    ///
    /// Instants before 2020 count as 2020.
    pub fn new(at: Timestamp, chance: u32) -> Self {
        let millis = (at.as_millisecond() - Self::EPOCH).clamp(0, (1 << 41) - 1);
        let chance = i64::from(chance) & ((1 << Self::CHANCE_BITS) - 1);
        Self((millis << Self::CHANCE_BITS) | chance)
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What sort of journalism a story is; shown as the kind label above its headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A report of what happened. Carries no label.
    #[default]
    News,
    /// What the report means, by somebody who knows the field.
    Analysis,
    /// A named writer's own view.
    Opinion,
    /// Background that stays true for longer than a day.
    Explainer,
    /// A running account made of live posts.
    Live,
}

impl Kind {
    /// Every kind, in the order the desk offers them.
    pub const ALL: [Kind; 5] = [Kind::News, Kind::Analysis, Kind::Opinion, Kind::Explainer, Kind::Live];

    /// The word that stands for it in front matter, databases and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::Analysis => "analysis",
            Kind::Opinion => "opinion",
            Kind::Explainer => "explainer",
            Kind::Live => "live",
        }
    }

    /// The kind that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One author of a story, in the order of the byline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The author's slug; names live with the author.
    pub author: Slug,
    /// What the author did when it was not the writing: "photographs", "additional reporting".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// How a credited agency took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditKind {
    /// Parts of the story come from it: "With inputs from …".
    #[default]
    Inputs,
    /// The whole story is the agency's.
    Source,
}

/// An agency that a story draws on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The agency's name as printed: "Reuters".
    pub agency: String,
    /// How it took part.
    #[serde(default)]
    pub kind: CreditKind,
}

/// The last substantial change after first publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// When the change was published.
    pub at: Timestamp,
    /// What changed, for readers; `None` when the editor gave no notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A public admission that something was wrong, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When the correction was published.
    pub at: Timestamp,
    /// Plain text.
    pub text: String,
}

/// One story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its number, given once and never used again.
    pub id: ArticleId,
    /// The language it is written in; gives its direction too.
    pub language: Language,
    /// What sort of journalism it is.
    pub kind: Kind,
    /// The section it is filed in; the first part of its address.
    pub section: Slug,
    /// The last part of its address.
    pub slug: Slug,
    /// Topics, the most important first.
    pub topics: Vec<Slug>,
    /// The headline, plain text.
    pub headline: String,
    /// A shorter headline for cards.
    pub short_headline: Option<String>,
    /// One or two sentences under the headline, plain text.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<Byline>,
    /// The place it was filed from: "ISLAMABAD".
    pub dateline: Option<String>,
    /// Agencies it draws on.
    pub credits: Vec<Credit>,
    /// The picture at its head.
    pub lead: Option<Figure>,
    /// What it says.
    pub body: Vec<Block>,
    /// When readers could first read it.
    pub first_published: Option<Timestamp>,
    /// The last substantial change since.
    pub updated: Option<Update>,
    /// Corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// The address of the original, when this is a copy.
    pub canonical: Option<String>,
    /// What the story says in a sentence to search engines and link previews, plain text, where it is not the standfirst.
    #[serde(default)]
    pub description: Option<String>,
    /// Stories the editor chose to stand beside it, before any ranking.
    pub related: Vec<ArticleId>,
    /// Where it is in the workflow.
    pub state: State,
}

impl Article {
    /// The headline for a card: the short one when there is one.
    pub fn card_headline(&self) -> &str {
        self.short_headline.as_deref().unwrap_or(&self.headline)
    }

    /// The address on this site, from the root: `/section/slug`.
    pub fn path(&self) -> String {
        crate::address::article(&self.section, &self.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_creation_and_stay_positive() {
        let early = ArticleId::new("2020-01-01T00:00:01Z".parse().unwrap(), u32::MAX);
        let late = ArticleId::new("2026-07-09T00:00:00Z".parse().unwrap(), 0);
        assert!(early < late);
        assert!(ArticleId::new("1999-01-01T00:00:00Z".parse().unwrap(), 0).0 >= 0);
        assert!(ArticleId::new(Timestamp::MAX, u32::MAX).0 > 0);
    }

    #[test]
    fn every_kind_reads_back_its_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::from_word("gossip"), None);
    }
}
