//! The front matter of an exported story.

use dateline_story::{Correction, Credit, Focus, Language, Slug, State, Timestamp, Update};
use serde::{Deserialize, Serialize};

/// Everything of a story but its body. Keys that hold nothing are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Always `dateline`: what follows the front matter is story markup, to be read exactly.
    pub format: String,
    /// The story's number, so that a second import finds the story it already made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The headline.
    pub title: String,
    /// The headline for cards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_headline: Option<String>,
    /// The sentences under the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The language's tag.
    pub language: Language,
    /// The kind's word.
    pub kind: String,
    /// The first part of the address.
    pub section: Slug,
    /// The last part of the address.
    pub slug: Slug,
    /// `draft`, `in-review`, `scheduled`, `published`, `withdrawn` or `taken-down`.
    pub state: String,
    /// When it will be published, if it is scheduled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<Timestamp>,
    /// When readers could first read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Timestamp>,
    /// The last substantial change since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Update>,
    /// The place it was filed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Authors in the order of the byline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<By>,
    /// Topics, the most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<About>,
    /// Agencies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The picture at its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// Corrections, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The address of the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// What search engines are told where it is not the standfirst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Numbers of the stories chosen to stand beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<i64>,
    /// Old addresses that lead to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// One author of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct By {
    /// The author's slug.
    pub slug: Slug,
    /// The author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the author did when it was not the writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// One topic of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The topic's slug.
    pub slug: Slug,
    /// The topic's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The picture at a story's head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// The picture's name or address.
    pub src: String,
    /// What it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// What it means to the story, in story markup.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// What must stay in view, unless it is the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
}

impl Front {
    /// The state; `None` when it is unknown or lacks its time.
    pub fn state(&self) -> Option<State> {
        match self.state.as_str() {
            "draft" => Some(State::Draft),
            "in-review" => Some(State::InReview),
            "scheduled" => self.scheduled.map(State::Scheduled),
            "published" => Some(State::Published),
            "withdrawn" => Some(State::Withdrawn),
            "taken-down" => Some(State::TakenDown),
            _ => None,
        }
    }
}

/// A state's word, and its time if it has one.
pub fn state_words(state: State) -> (&'static str, Option<Timestamp>) {
    match state {
        State::Draft => ("draft", None),
        State::InReview => ("in-review", None),
        State::Scheduled(at) => ("scheduled", Some(at)),
        State::Published => ("published", None),
        State::Withdrawn => ("withdrawn", None),
        State::TakenDown => ("taken-down", None),
    }
}
