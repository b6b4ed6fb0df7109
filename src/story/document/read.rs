//! From the surface's document back to blocks.

use crate::{Align, Block, Embed, Figure, Focus, List, LivePost, Table, Timestamp, normal};

use super::inline::inlines;
use super::{Attr, Node};

/// The body of a document, in normal form. A node of a name that is not known gives the words in it.
pub fn blocks(document: &Node) -> Vec<Block> {
    document.content.iter().flat_map(of_node).collect()
}

/// The blocks of one of a document's own nodes, in normal form: none of what is still empty, more than one where something
/// cannot stand where it is.
pub fn of_node(node: &Node) -> Vec<Block> {
    normal::blocks(raw(node))
}

fn text(node: &Node, name: &str) -> String {
    match node.attrs.get(name) {
        Some(Attr::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A number within `0..=most`.
fn number(node: &Node, name: &str, most: u32) -> Option<u32> {
    match node.attrs.get(name) {
        Some(Attr::Number(number)) => Some((*number).clamp(0, most.into()) as u32),
        _ => None,
    }
}

fn instant(node: &Node) -> Option<Timestamp> {
    text(node, "at").parse().ok()
}

fn flow(nodes: &[Node]) -> Vec<Block> {
    nodes.iter().flat_map(raw).collect()
}

fn raw(node: &Node) -> Vec<Block> {
    let content = || inlines(&node.content);
    vec![match node.kind.as_ref() {
        "heading" => Block::Heading { level: number(node, "level", 4).unwrap_or(2) as u8, content: content() },
        "list" => {
            let start = number(node, "start", u32::MAX);
            Block::List(List { start, items: node.content.iter().map(|item| flow(&item.content)).collect() })
        }
        "quote" => Block::Quote { content: flow(&node.content), by: text(node, "by") },
        "pull_quote" => Block::PullQuote { content: content(), by: text(node, "by") },
        "figure" => Block::Figure(figure(node)),
        "gallery" => {
            Block::Gallery { figures: node.content.iter().map(figure).collect(), caption: text(node, "caption") }
        }
        "key_points" => Block::KeyPoints {
            title: text(node, "title"),
            points: node.content.iter().map(|point| inlines(&point.content)).collect(),
        },
        "table" => Block::Table(table(node)),
        "embed" => Block::Embed(Embed { url: text(node, "url"), title: text(node, "title") }),
        "channel" => Block::Channel { content: content() },
        "correction" => match instant(node) {
            Some(at) => Block::Correction { at, content: content() },
            None => Block::Paragraph(content()),
        },
        "code" => Block::Code { language: text(node, "language"), text: node.words() },
        "rule" => Block::Rule,
        "live_post" => match instant(node) {
            Some(at) => Block::LivePost(LivePost {
                at,
                headline: text(node, "headline"),
                by: text(node, "by"),
                key: node.attrs.get("key") == Some(&Attr::Flag(true)),
                content: flow(&node.content),
            }),
            None => return flow(&node.content),
        },
        _ if node.text.is_some() => Block::Paragraph(inlines(std::slice::from_ref(node))),
        _ => Block::Paragraph(content()),
    }]
}

fn figure(node: &Node) -> Figure {
    let part = |name: &str| number(node, name, 100).unwrap_or(50) as u8;
    Figure {
        src: text(node, "src"),
        alt: text(node, "alt"),
        caption: inlines(&node.content),
        credit: text(node, "credit"),
        focus: Focus { x: part("x"), y: part("y") },
    }
}

fn table(node: &Node) -> Table {
    let row = |row: &Node| row.content.iter().map(|cell| inlines(&cell.content)).collect::<Vec<_>>();
    let align = |cell: &Node| match text(cell, "align").as_str() {
        "centre" => Align::Centre,
        "end" => Align::End,
        _ => Align::Start,
    };
    let mut rows = node.content.iter();
    let header = rows.next();
    Table {
        caption: text(node, "caption"),
        columns: header.map(|row| row.content.iter().map(align).collect()).unwrap_or_default(),
        header: header.map(row).unwrap_or_default(),
        rows: rows.map(row).collect(),
    }
}
