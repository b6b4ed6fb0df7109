//! Paragraphs that are one quotation or one listing to whoever wrote them, though each stands alone.

use dateline_story::{Block, List};

use super::super::assemble;
use super::super::element::{self, is_in_line};
use super::super::listing;
use super::super::look::{Marks, SET_IN};
use super::super::piece::{Context, Piece};
use super::super::style::Role;
use super::super::tree::{ElementRef, Node, NodeRef};
use super::super::walk::Walk;
use super::{item, role};

/// How far Google Docs sets in each level of a list, in points.
const LEVEL: f32 = 36.0;

/// What a paragraph is a part of.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Quote,
    Code,
    /// An item of the list before it, set in this far.
    Item(f32),
}

/// Puts the passage together that begins with the first of these nodes; says how many it is made of, none if there is no
/// such passage.
pub fn passage<'a>(walk: &mut Walk<'a>, nodes: &[NodeRef<'a>], context: Context, out: &mut Vec<Piece>) -> usize {
    if context.nested {
        return 0;
    }
    let after_list = out.iter().rev().find(|piece| !matches!(piece, Piece::Break)).is_some_and(is_list);
    let Some((_, kind)) = nodes.first().and_then(|node| part(walk, *node, after_list)) else { return 0 };
    let (mut paragraphs, mut taken, mut blank) = (Vec::new(), 0, 0);
    for (index, node) in nodes.iter().enumerate() {
        match part(walk, *node, after_list) {
            Some((paragraph, other)) if other == kind => {
                let gap = std::mem::take(&mut blank);
                paragraphs.push((gap > 0, paragraph));
                taken = index + 1;
            }
            None if shows_nothing(*node) => blank += usize::from(ElementRef::wrap(*node).is_some()),
            _ => break,
        }
    }
    out.push(Piece::Break);
    match kind {
        Kind::Quote => {
            let content = paragraphs.iter().flat_map(|(_, paragraph)| blocks(walk, *paragraph, context)).collect();
            out.push(Piece::Block(Block::Quote { content, by: String::new() }));
        }
        Kind::Code => {
            let mut text = String::new();
            for (gap, paragraph) in paragraphs {
                text.push_str(if gap { "\n" } else { "" });
                text.push_str(&listing::lines(paragraph, &walk.hidden, walk.looks.of(paragraph).preformatted));
                text.push('\n');
            }
            out.push(Piece::Block(Block::Code { language: String::new(), text: text.trim_end().to_owned() }));
        }
        Kind::Item(margin) => {
            let content: Vec<_> =
                paragraphs.iter().flat_map(|(_, paragraph)| blocks(walk, *paragraph, context)).collect();
            let list = out.iter_mut().rev().find_map(|piece| match piece {
                Piece::Block(Block::List(list)) => Some(list),
                _ => None,
            });
            if let Some(item) = list.and_then(|list| last_item(list, margin)) {
                item.extend(content);
            }
        }
    }
    taken
}

/// The last item on the level that a margin belongs to.
fn last_item(list: &mut List, margin: f32) -> Option<&mut Vec<Block>> {
    let item = list.items.last_mut()?;
    let goes_deeper = margin > LEVEL * 1.5 && matches!(item.last(), Some(Block::List(_)));
    if !goes_deeper {
        return Some(item);
    }
    match item.last_mut()? {
        Block::List(deeper) => last_item(deeper, margin - LEVEL),
        _ => None,
    }
}

fn is_list(piece: &Piece) -> bool {
    matches!(piece, Piece::Block(Block::List(_)))
}

/// The paragraph that a node is, or is only around, with what it is a part of.
fn part<'a>(walk: &Walk<'a>, node: NodeRef<'a>, after_list: bool) -> Option<(ElementRef<'a>, Kind)> {
    let paragraph = sole_paragraph(ElementRef::wrap(node)?)?;
    if walk.looks.says(paragraph).is_some_and(|says| says.hidden == Some(true)) || shows_nothing(node) {
        return None;
    }
    if item::listed(walk, paragraph).is_some()
        || item::has_list_class(paragraph)
        || super::heading(walk, paragraph).is_some()
    {
        return None;
    }
    let says = walk.looks.says(paragraph);
    let left = says.and_then(|says| says.margin).unwrap_or_default();
    let right = says.and_then(|says| says.margin_right).unwrap_or_default();
    let look = walk.looks.of(paragraph);
    let words = || paragraph.text().any(|text| text.chars().any(char::is_alphanumeric));
    let kind = match role(walk, paragraph) {
        Some(Role::Quote) => Kind::Quote,
        Some(Role::Code) if look.all_monospaced => Kind::Code,
        _ if look.all_monospaced && holds_only_words(paragraph) && is_code(walk, paragraph) => Kind::Code,
        Some(_) => return None,
        None if paragraph.value().name() != "p" || !words() => return None,
        // So bibliographies are set.
        None if says.is_some_and(|says| says.hanging) => return None,
        None if walk.looks.by_docs && after_list && left >= SET_IN => Kind::Item(left),
        None if !walk.looks.paragraphs.few_set_in() => return None,
        None if walk.looks.by_docs && left >= SET_IN => Kind::Quote,
        None if walk.looks.by_word && left >= SET_IN && right >= SET_IN => Kind::Quote,
        None => return None,
    };
    Some((paragraph, kind))
}

/// Whether words of one width are code: most of the text is not, or they read like code.
fn is_code(walk: &Walk<'_>, paragraph: ElementRef<'_>) -> bool {
    let text: String = paragraph.text().collect();
    let signs = ["();", "{", "};", "()", "==", "!=", "=>", "->", "</", "/>", "::", "&&", "||", "#!/", "$ ", "import "];
    let reads_like_code =
        text.trim_end().ends_with([';', '{', '}', '>']) || signs.iter().any(|sign| text.contains(sign));
    walk.looks.paragraphs.few_monospaced() || reads_like_code
}

/// A paragraph, also where divisions stand around it alone.
fn sole_paragraph(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let mut element = element;
    loop {
        match element.value().name() {
            "p" => return Some(element),
            "div" => {
                let mut inner = element.children().filter(|node| !is_space(*node));
                let first = inner.next()?;
                match ElementRef::wrap(first).filter(|_| inner.next().is_none()) {
                    Some(only) if matches!(only.value().name(), "p" | "div") => element = only,
                    // A line of a message.
                    _ if holds_only_words(element) => return Some(element),
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
}

fn holds_only_words(element: ElementRef<'_>) -> bool {
    element.descendants().all(|node| match node.value() {
        Node::Element(inner) => inner.name() == "br" || (is_in_line(inner.name()) && inner.name() != "code"),
        _ => true,
    })
}

fn is_space(node: NodeRef<'_>) -> bool {
    match node.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(_) => false,
        Node::Comment(_) | Node::Other => true,
    }
}

/// Whether a node is white space, or a paragraph without anything in it.
fn shows_nothing(node: NodeRef<'_>) -> bool {
    is_space(node)
        || ElementRef::wrap(node).is_some_and(|element| {
            matches!(element.value().name(), "p" | "div" | "br")
                && element.text().all(|text| text.trim().is_empty())
                && holds_only_words(element)
        })
}

fn blocks<'a>(walk: &mut Walk<'a>, paragraph: ElementRef<'a>, context: Context) -> Vec<Block> {
    // That all of a quotation slants is its look, and the house has its own.
    let applied = Marks { emphasis: walk.looks.of(paragraph).all.emphasis, ..Marks::default() };
    let mut pieces = Vec::new();
    element::pieces(walk, paragraph, Context { nested: true, applied, ..context }, &mut pieces);
    assemble::blocks(pieces, walk.options.paragraphs)
}
