//! Inlines, which stand in one another, to and from words with marks, which stand side by side.
//!
//! Marks have no order of their own. Read back, the one that reaches furthest is the outermost, then the first of the
//! schema. Where that is not how the inlines stood, each mark says so in `nest`: how deep it was, and which one it is.

use crate::{Inline, Language};

use super::names::{NEST, of_span, rank};
use super::{Attr, Mark, Node};

/// A text node; none without words.
pub fn text(text: &str, marks: Vec<Mark>) -> Option<Node> {
    (!text.is_empty()).then(|| Node { kind: "text".into(), text: Some(text.to_owned()), marks, ..Node::default() })
}

/// The nodes of inlines.
pub fn nodes(inlines: &[Inline]) -> Vec<Node> {
    let plain = Flat::default().of(inlines);
    if self::inlines(&plain) == inlines {
        return plain;
    }
    Flat { nesting: true, ..Flat::default() }.of(inlines)
}

#[derive(Default)]
struct Flat {
    /// Whether each mark says where it stood.
    nesting: bool,
    spans: usize,
    marks: Vec<Mark>,
    nodes: Vec<Node>,
}

impl Flat {
    fn of(mut self, inlines: &[Inline]) -> Vec<Node> {
        inlines.iter().for_each(|inline| self.add(inline));
        self.nodes
    }

    fn add(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => self.push(text(words, Vec::new())),
            Inline::Code(words) => {
                self.marks.push(self.mark("code_text", None));
                self.push(text(words, Vec::new()));
                self.marks.pop();
            }
            Inline::LineBreak => self.push(Some(Node::new("line_break", Vec::new()))),
            Inline::Abbreviation { short, long } => {
                let node = Node::new("abbreviation", Vec::new());
                self.push(Some(node.with("short", short.as_str()).with("long", long.as_str())));
            }
            // A note's words stand elsewhere: no mark reaches into it.
            Inline::Note { content, .. } => self.push(Some(Node::new("note", nodes(content)))),
            Inline::Link { href, content } => self.span(inline, Some(("href", href.as_str())), content),
            Inline::LanguageSpan { language, content } => {
                self.span(inline, Some(("language", language.as_str())), content);
            }
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => self.span(inline, None, content),
        }
    }

    fn span(&mut self, inline: &Inline, attr: Option<(&'static str, &str)>, content: &[Inline]) {
        let Some(kind) = of_span(inline) else { return };
        self.spans += 1;
        self.marks.push(self.mark(kind, attr));
        content.iter().for_each(|inline| self.add(inline));
        self.marks.pop();
    }

    fn mark(&self, kind: &'static str, attr: Option<(&'static str, &str)>) -> Mark {
        let mut mark = Mark { kind: kind.into(), attrs: Default::default() };
        if let Some((name, value)) = attr {
            mark.attrs.insert(name.into(), value.into());
        }
        if self.nesting && kind != "code_text" {
            let nest = format!("{}.{}", self.marks.len(), self.spans);
            mark.attrs.insert(NEST.into(), Attr::Text(nest));
        }
        mark
    }

    fn push(&mut self, node: Option<Node>) {
        let Some(node) = node else { return };
        let mut marks = self.marks.clone();
        marks.sort_by_key(|mark| rank(&mark.kind));
        match self.nodes.last_mut() {
            Some(Node { text: Some(before), marks: same, .. }) if node.text.is_some() && *same == marks => {
                before.extend(node.text);
            }
            _ => self.nodes.push(Node { marks, ..node }),
        }
    }
}

/// The inlines of nodes, not in normal form yet. A node that cannot stand among words gives the words in it.
pub fn inlines(nodes: &[Node]) -> Vec<Inline> {
    let leaves: Vec<Leaf<'_>> = nodes.iter().map(|node| Leaf { node, marks: node.marks.iter().collect() }).collect();
    nested(&leaves)
}

#[derive(Clone)]
struct Leaf<'n> {
    node: &'n Node,
    /// Those that have not become spans yet.
    marks: Vec<&'n Mark>,
}

fn nested(leaves: &[Leaf<'_>]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut at = 0;
    while at < leaves.len() {
        let Some((mark, reach)) = outermost(&leaves[at..]) else {
            leaf(leaves[at].node, &mut out);
            at += 1;
            continue;
        };
        let inside: Vec<Leaf<'_>> = leaves[at..at + reach].iter().map(|leaf| leaf.without(mark)).collect();
        let content = nested(&inside);
        match span(mark, content) {
            Ok(inline) => out.push(inline),
            Err(content) => out.extend(content),
        }
        at += reach;
    }
    out
}

impl<'n> Leaf<'n> {
    fn without(&self, mark: &Mark) -> Leaf<'n> {
        let mut marks = self.marks.clone();
        if let Some(at) = marks.iter().position(|other| *other == mark) {
            marks.remove(at);
        }
        Leaf { node: self.node, marks }
    }
}

/// The mark of the first leaf that the others stand in, and how many leaves it reaches.
fn outermost<'n>(leaves: &[Leaf<'n>]) -> Option<(&'n Mark, usize)> {
    let first = leaves.first()?;
    let reach = |mark: &Mark| leaves.iter().take_while(|leaf| leaf.marks.contains(&mark)).count();
    first
        .marks
        .iter()
        .filter(|mark| mark.kind != "code_text")
        .map(|mark| (*mark, reach(mark)))
        .min_by_key(|(mark, reach)| (depth(mark), std::cmp::Reverse(*reach), rank(&mark.kind)))
}

fn depth(mark: &Mark) -> usize {
    let Some(Attr::Text(nest)) = mark.attrs.get(NEST) else { return usize::MAX };
    nest.split('.').next().and_then(|depth| depth.parse().ok()).unwrap_or(usize::MAX)
}

/// The span of a mark, or its content where there is no such mark.
fn span(mark: &Mark, content: Vec<Inline>) -> Result<Inline, Vec<Inline>> {
    let value = |name: &str| match mark.attrs.get(name) {
        Some(Attr::Text(text)) => text.as_str(),
        _ => "",
    };
    Ok(match mark.kind.as_ref() {
        "link" => Inline::Link { href: value("href").to_owned(), content },
        "strong" => Inline::Strong(content),
        "emphasis" => Inline::Emphasis(content),
        "superscript" => Inline::Superscript(content),
        "subscript" => Inline::Subscript(content),
        "language" => match Language::new(value("language")) {
            Ok(language) => Inline::LanguageSpan { language, content },
            Err(_) => return Err(content),
        },
        _ => return Err(content),
    })
}

fn leaf(node: &Node, out: &mut Vec<Inline>) {
    let value = |name: &str| match node.attrs.get(name) {
        Some(Attr::Text(text)) => text.clone(),
        _ => String::new(),
    };
    match (node.kind.as_ref(), &node.text) {
        (_, Some(text)) if node.marks.iter().any(|mark| mark.kind == "code_text") => {
            out.push(Inline::Code(text.clone()));
        }
        (_, Some(text)) => match out.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => out.push(Inline::Text(text.clone())),
        },
        ("line_break", _) => out.push(Inline::LineBreak),
        ("abbreviation", _) => out.push(Inline::Abbreviation { short: value("short"), long: value("long") }),
        ("note", _) => out.push(Inline::note(inlines(&node.content))),
        _ => out.extend(inlines(&node.content)),
    }
}
