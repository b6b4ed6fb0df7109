use proptest::prelude::*;

use super::*;
use crate::markup::tests::{block, inlines};
use crate::normal;

/// Names that every body of the generator has between them.
fn kinds(node: &Node, nodes: &mut Vec<String>, marks: &mut Vec<String>) {
    nodes.push(node.kind.to_string());
    marks.extend(node.marks.iter().map(|mark| mark.kind.to_string()));
    node.content.iter().for_each(|node| kinds(node, nodes, marks));
}

fn attrs_are_known(node: &Node) -> Result<(), TestCaseError> {
    let known = names();
    let of_node = known.nodes.get(node.kind.as_ref());
    prop_assert!(of_node.is_some(), "no node {}", node.kind);
    prop_assert!(
        node.attrs.keys().all(|name| of_node.is_some_and(|all| all.iter().any(|one| one == name))),
        "{node:?}"
    );
    for mark in &node.marks {
        let of_mark = known.marks.get(mark.kind.as_ref());
        prop_assert!(
            mark.attrs.keys().all(|name| of_mark.is_some_and(|all| all.iter().any(|one| one == name))),
            "{mark:?}"
        );
    }
    node.content.iter().try_for_each(attrs_are_known)
}

/// The name that a block's node must have: a new variant asks for one here.
fn of_block(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::Heading { .. } => "heading",
        Block::List(_) => "list",
        Block::Quote { .. } => "quote",
        Block::PullQuote { .. } => "pull_quote",
        Block::Figure(_) => "figure",
        Block::Gallery { .. } => "gallery",
        Block::KeyPoints { .. } => "key_points",
        Block::Table(_) => "table",
        Block::Embed(_) => "embed",
        Block::Channel { .. } => "channel",
        Block::Correction { .. } => "correction",
        Block::Code { .. } => "code",
        Block::Rule => "rule",
        Block::LivePost(_) => "live_post",
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_body_becomes_a_document_and_is_the_same_again(body in prop::collection::vec(block(), 0..5)) {
        let body = normal::blocks(body);
        let made = document(&body);
        attrs_are_known(&made)?;
        for (node, block) in made.content.iter().zip(&body) {
            prop_assert_eq!(node.kind.as_ref(), of_block(block));
        }
        let json = serde_json::to_string(&made).unwrap();
        let read: Node = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &made);
        prop_assert_eq!(blocks(&read), body);
    }

    #[test]
    fn a_document_becomes_a_body_and_is_the_same_again(body in prop::collection::vec(block(), 0..4), more in inlines()) {
        // What a hand has made of a document: marks in any order, parts put together that were not written so.
        let mut made = document(&normal::blocks(body));
        made.content.push(Node::new("paragraph", shuffled(inline::nodes(&more))));
        let settled = document(&blocks(&made));
        prop_assert_eq!(document(&blocks(&settled)), settled);
    }

    #[test]
    fn a_node_of_no_known_name_keeps_its_words(body in prop::collection::vec(block(), 1..3)) {
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.sort();
            letters
        };
        for mut node in document(&normal::blocks(body)).content {
            node.kind = "weather".into();
            let mut all = letters(&crate::text::of_blocks(&of_node(&node))).into_iter();
            // Notes stand at the end of a text: the order is another.
            for letter in letters(&node.words()) {
                prop_assert!(all.any(|other| other == letter), "{letter} of {:?}", of_node(&node));
            }
        }
    }
}

fn shuffled(mut nodes: Vec<Node>) -> Vec<Node> {
    nodes.reverse();
    nodes.iter_mut().for_each(|node| node.marks.reverse());
    nodes
}

#[test]
fn marks_that_stood_unusually_stand_so_again() {
    let text = |text: &str| vec![Inline::text(text)];
    let usual = vec![Inline::Strong(vec![Inline::Emphasis(text("a")), Inline::text("b")])];
    let nodes = inline::nodes(&usual);
    assert!(nodes.iter().flat_map(|node| &node.marks).all(|mark| mark.attrs.is_empty()), "{nodes:?}");
    for unusual in [
        vec![Inline::Emphasis(vec![Inline::Strong(text("a"))])],
        vec![
            Inline::Link { href: "/a".into(), content: text("a") },
            Inline::Link { href: "/a".into(), content: text("b") },
        ],
    ] {
        let nodes = inline::nodes(&unusual);
        assert!(nodes.iter().flat_map(|node| &node.marks).any(|mark| mark.attrs.contains_key("nest")), "{nodes:?}");
        assert_eq!(inline::inlines(&nodes), unusual);
    }
}

use crate::Inline;

/// The surface's schema is held against this file by the surface's own tests.
#[test]
fn the_surface_knows_every_node_and_mark() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../surface/nodes.json");
    let mut found: Names = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    found.nodes.values_mut().chain(found.marks.values_mut()).for_each(|attrs| attrs.sort());
    assert_eq!(found, names(), "src/surface/nodes.json is not what src/story/document/names.rs says");
}

#[test]
fn the_generator_makes_every_node() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut nodes, mut marks) = (Vec::new(), Vec::new());
    for _ in 0..400 {
        let body = prop::collection::vec(block(), 0..6).new_tree(&mut runner).unwrap().current();
        kinds(&document(&normal::blocks(body)), &mut nodes, &mut marks);
    }
    let Names { nodes: all, marks: all_marks } = names();
    let missing: Vec<_> = all.keys().filter(|name| !nodes.contains(name)).collect();
    let missing_marks: Vec<_> = all_marks.keys().filter(|name| !marks.contains(name)).collect();
    assert!(missing.is_empty() && missing_marks.is_empty(), "never made: {missing:?} {missing_marks:?}");
}
