//! What the site says of itself beside its stories: its name, its sections, its people, its topics, its channels, its
//! redirects and the order of its front pages. Each is a document with revisions, as stories are.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::front::Front;
use crate::{Author, Slug, Topic};

/// A WhatsApp channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// Its address: `https://whatsapp.com/channel/…`.
    pub url: String,
}

/// A section of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The first part of its stories' addresses.
    pub slug: Slug,
    /// Its name, by language tag; the first stands in for the others.
    pub names: Vec<(String, String)>,
    /// A channel of its own.
    pub channel: Option<Channel>,
}

/// What every page says of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Its name.
    pub name: String,
    /// A line on what it is.
    pub tagline: String,
    /// Its own channel.
    pub channel: Option<Channel>,
}

/// An address that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The address, from the root.
    pub from: String,
    /// An address from the root, or an absolute one; `None` where it leads nowhere any more.
    pub to: Option<String>,
}

/// A document of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// The site's name, line and channel.
    Site(Masthead),
    /// The sections, in the menu's order.
    Sections(Vec<Section>),
    /// Somebody who writes.
    Author(Author),
    /// A topic.
    Topic(Topic),
    /// An address that leads elsewhere.
    Redirect(Redirect),
    /// A language's front page.
    Front(Front),
    /// What was a person or a topic.
    Removed {
        /// What kind it was of.
        kind: DocumentKind,
        /// Its key.
        key: String,
    },
}

impl Document {
    /// Its kind and, among the documents of that kind, its key: empty where there is only one.
    pub fn place(&self) -> (DocumentKind, &str) {
        match self {
            Document::Site(_) => (DocumentKind::Site, ""),
            Document::Sections(_) => (DocumentKind::Sections, ""),
            Document::Author(author) => (DocumentKind::Author, author.slug.as_str()),
            Document::Topic(topic) => (DocumentKind::Topic, topic.slug.as_str()),
            Document::Redirect(redirect) => (DocumentKind::Redirect, &redirect.from),
            Document::Front(front) => (DocumentKind::Front, front.language.as_str()),
            Document::Removed { kind, key } => (*kind, key),
        }
    }
}

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// [`Document::Site`]
    Site,
    /// [`Document::Sections`]
    Sections,
    /// [`Document::Author`]
    Author,
    /// [`Document::Topic`]
    Topic,
    /// [`Document::Redirect`]
    Redirect,
    /// [`Document::Front`]
    Front,
}

/// A word that is no kind of document.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{0}” is no kind of document: expected site, sections, author, topic, redirect or front")]
pub struct NotADocumentKind(pub String);

impl DocumentKind {
    /// All of them.
    pub const ALL: [DocumentKind; 6] = [
        DocumentKind::Site,
        DocumentKind::Sections,
        DocumentKind::Author,
        DocumentKind::Topic,
        DocumentKind::Redirect,
        DocumentKind::Front,
    ];

    /// The word that stands for it in databases and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Site => "site",
            DocumentKind::Sections => "sections",
            DocumentKind::Author => "author",
            DocumentKind::Topic => "topic",
            DocumentKind::Redirect => "redirect",
            DocumentKind::Front => "front",
        }
    }
}

impl FromStr for DocumentKind {
    type Err = NotADocumentKind;

    fn from_str(word: &str) -> Result<Self, NotADocumentKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| NotADocumentKind(word.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_kinds() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
        assert!("menu".parse::<DocumentKind>().unwrap_err().to_string().contains("“menu” is no kind"));
    }

    #[test]
    fn documents_survive_json_and_know_their_place() {
        let topic = Topic { slug: Slug::new("trade").unwrap(), name: "Trade".into() };
        let documents = [
            Document::Site(Masthead { name: "N".into(), tagline: String::new(), channel: None }),
            Document::Sections(Vec::new()),
            Document::Topic(topic),
            Document::Redirect(Redirect { from: "/old".into(), to: None }),
            Document::Front(Front::free(crate::Language::english())),
        ];
        for document in documents {
            let json = serde_json::to_string(&document).unwrap();
            let (kind, _) = document.place();
            assert!(json.starts_with(&format!("{{\"{}\":", kind.as_str())), "{json}");
            assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
        }
        let removed = Document::Removed { kind: DocumentKind::Topic, key: "trade".into() };
        assert_eq!(removed.place(), (DocumentKind::Topic, "trade"));
        let json = serde_json::to_string(&removed).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), removed);
    }
}
