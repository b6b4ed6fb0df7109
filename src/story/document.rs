//! A body as the writing surface holds it: a tree of nodes and marks, which is ProseMirror's document as JSON
//! (`Node.toJSON()`). Each block has a node of its own, and so has each part of a block that is written in.
//!
//! `blocks(document(b)) == b` for every body in [normal form](crate::normal), and `document(blocks(d)) == d` for every
//! document that says no more than its blocks do. [`names`] lists nodes and marks; the surface's schema is held against it.

mod inline;
mod names;
mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Align, Block, Figure, Table};

pub use names::{Names, names};
pub use read::{blocks, of_node};

/// A node: a block, a part of a block, or something that stands among words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// What it is, by the name that the schema has for it.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// What it says beside its content.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attrs: BTreeMap<Cow<'static, str>, Attr>,
    /// What stands in it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Node>,
    /// What is said of it where it stands among words, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Its words, where it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What is said of a stretch of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is, by the name that the schema has for it.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// What it says beside that.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attrs: BTreeMap<Cow<'static, str>, Attr>,
}

/// A value that a node or mark has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Attr {
    /// Nothing: a list without numbers.
    Nothing(()),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Words.
    Text(String),
}

impl From<&str> for Attr {
    fn from(text: &str) -> Self {
        Attr::Text(text.to_owned())
    }
}

impl From<u8> for Attr {
    fn from(number: u8) -> Self {
        Attr::Number(number.into())
    }
}

impl Node {
    fn new(kind: &'static str, content: Vec<Node>) -> Self {
        Self { kind: kind.into(), content, ..Self::default() }
    }

    fn with(mut self, name: &'static str, value: impl Into<Attr>) -> Self {
        self.attrs.insert(name.into(), value.into());
        self
    }

    /// The words in it, in reading order: those of its text alone, nothing for breaks and the edges of its parts.
    pub fn words(&self) -> String {
        let mut words = String::new();
        self.add_words(&mut words);
        words
    }

    fn add_words(&self, words: &mut String) {
        words.extend(self.text.as_deref());
        self.content.iter().for_each(|node| node.add_words(words));
    }
}

/// The document of a body. An empty one is an empty paragraph, to be written in.
pub fn document(blocks: &[Block]) -> Node {
    let content = match blocks {
        [] => vec![paragraph()],
        some => some.iter().map(node).collect(),
    };
    Node::new("doc", content)
}

fn paragraph() -> Node {
    Node::new("paragraph", Vec::new())
}

/// The node of a block.
pub fn node(block: &Block) -> Node {
    match block {
        Block::Paragraph(content) => Node::new("paragraph", inline::nodes(content)),
        Block::Heading { level, content } => Node::new("heading", inline::nodes(content)).with("level", *level),
        Block::List(list) => {
            let items = list.items.iter().map(|item| Node::new("item", some(item))).collect();
            let start = list.start.map_or(Attr::Nothing(()), |start| Attr::Number(start.into()));
            Node::new("list", items).with("start", start)
        }
        Block::Quote { content, by } => Node::new("quote", some(content)).with("by", by.as_str()),
        Block::PullQuote { content, by } => Node::new("pull_quote", inline::nodes(content)).with("by", by.as_str()),
        Block::Figure(one) => figure(one),
        Block::Gallery { figures, caption } => {
            Node::new("gallery", figures.iter().map(figure).collect()).with("caption", caption.as_str())
        }
        Block::KeyPoints { title, points } => {
            let points = points.iter().map(|point| Node::new("point", inline::nodes(point))).collect();
            Node::new("key_points", points).with("title", title.as_str())
        }
        Block::Table(one) => table(one),
        Block::Embed(embed) => {
            Node::new("embed", Vec::new()).with("url", embed.url.as_str()).with("title", embed.title.as_str())
        }
        Block::Channel { content } => Node::new("channel", inline::nodes(content)),
        Block::Correction { at, content } => {
            Node::new("correction", inline::nodes(content)).with("at", at.to_string().as_str())
        }
        Block::Code { language, text } => {
            let text = inline::text(text, Vec::new()).into_iter().collect();
            Node::new("code", text).with("language", language.as_str())
        }
        Block::Rule => Node::new("rule", Vec::new()),
        Block::LivePost(post) => Node::new("live_post", some(&post.content))
            .with("at", post.at.to_string().as_str())
            .with("headline", post.headline.as_str())
            .with("by", post.by.as_str())
            .with("key", Attr::Flag(post.key)),
    }
}

/// The nodes of blocks that stand in another; where there are none, a paragraph to be written in.
fn some(blocks: &[Block]) -> Vec<Node> {
    document(blocks).content
}

fn figure(figure: &Figure) -> Node {
    Node::new("figure", inline::nodes(&figure.caption))
        .with("src", figure.src.as_str())
        .with("alt", figure.alt.as_str())
        .with("credit", figure.credit.as_str())
        .with("x", figure.focus.x)
        .with("y", figure.focus.y)
}

fn table(table: &Table) -> Node {
    let row = |kind: &'static str, cells: &Vec<Vec<_>>| {
        let cell = |(at, content): (usize, &Vec<_>)| {
            let align = table.columns.get(at).copied().unwrap_or_default();
            Node::new(kind, inline::nodes(content)).with("align", align_name(align))
        };
        Node::new("table_row", cells.iter().enumerate().map(cell).collect())
    };
    let header = row("table_header", &table.header);
    let rows = table.rows.iter().map(|cells| row("table_cell", cells));
    Node::new("table", std::iter::once(header).chain(rows).collect()).with("caption", table.caption.as_str())
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Centre => "centre",
        Align::End => "end",
    }
}

#[cfg(test)]
mod tests;
