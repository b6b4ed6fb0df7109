//! A run of paragraphs that are one list to whoever wrote them.

use dateline_story::{Block, Inline};

use super::super::assemble;
use super::super::element;
use super::super::piece::{Context, Piece, is_blank};
use super::super::style::Listed;
use super::super::tree::{ElementRef, Node, NodeRef};
use super::super::walk::Walk;
use super::heading;
use super::item::{self, Place};
use super::marker::{self, Mark};
use super::nest::Nest;

/// The list that begins with the first node; returns how many nodes it is made of.
pub fn list<'a>(walk: &mut Walk<'a>, nodes: &[NodeRef<'a>], context: Context, out: &mut Vec<Piece>) -> usize {
    let inside = Context { nested: true, applied: Default::default(), ..context };
    let headings = headings(walk, nodes);
    if let Some((last, _)) = headings.last() {
        numbered_headings(walk, &headings, context, inside, out);
        return last + 1;
    }
    let mut nest = Nest::default();
    let mut taken = 0;
    let mut after_blank = false;
    for (index, node) in nodes.iter().enumerate() {
        let begun = taken > 0;
        let Some(element) = ElementRef::wrap(*node).filter(|element| !begun || shows_something(*element)) else {
            // Whether this stands between items or after the last one, the next paragraph shows.
            match ElementRef::wrap(*node) {
                Some(blank) => after_blank |= blank.value().name() == "p" && !item::has_list_class(blank),
                None if is_nothing(*node) => {}
                None => break,
            }
            continue;
        };
        if let Some(list) = item::levelled(walk, element) {
            flatten(walk, list, 0, inside, &mut nest);
        } else if is_heading(walk, element) {
            break;
        } else if let Some((place, marker)) = place_of(walk, element) {
            if after_blank && !nest.has_list(&place) {
                break;
            }
            let mark = count(walk, &place, &marker);
            nest.item(&place, mark, margin(walk, element), blocks(walk, element, inside));
        } else if begun && continues(walk, element, &nest) {
            nest.more(margin(walk, element), blocks(walk, element, inside));
        } else {
            break;
        }
        taken = index + 1;
        after_blank = false;
    }
    if taken > 0 {
        out.push(Piece::Break);
        out.extend(nest.end().into_iter().map(Piece::Block));
    }
    taken
}

/// An item's place and marker. A paragraph that only its class says may be one is one if it has a marker.
fn place_of(walk: &mut Walk<'_>, element: ElementRef<'_>) -> Option<(Place, String)> {
    if let Some(place) = item::listed(walk, element) {
        let marker = marker::take(walk, element).unwrap_or_default();
        return Some((place, marker));
    }
    if !item::has_list_class(element) || walk.looks.listed(element) == Some(&Listed::No) {
        return None;
    }
    let marker = marker::take(walk, element)?;
    let level = margin(walk, element).map_or(1, |margin| (margin / 36.0).round().clamp(1.0, 9.0) as u8);
    Some((Place { list: None, level }, marker))
}

/// What an item's marker comes to, with a number where it has none of its own.
fn count(walk: &mut Walk<'_>, place: &Place, marker: &str) -> Mark {
    let rule = place.list.clone().map(|list| Listed::Item { list, level: place.level });
    let says = rule.and_then(|rule| walk.looks.sheet.level(&rule).cloned());
    let next = walk.counts.next(place);
    let mark = match marker::judge(marker, says.as_ref(), next) {
        Mark::Next => Mark::Number(next.or(says.and_then(|says| says.start)).unwrap_or(1)),
        mark => mark,
    };
    if let Mark::Number(number) = mark {
        walk.counts.count(place, number);
    }
    mark
}

/// Whether a paragraph that is no item belongs to an item before it: it is set in as the item, or, where nothing says
/// how far, of a list's class.
fn continues(walk: &Walk<'_>, element: ElementRef<'_>, nest: &Nest) -> bool {
    let by_class = item::has_list_class(element);
    element.value().name() == "p"
        && margin(walk, element).map_or(by_class, |margin| nest.has_margin(margin) && (by_class || margin > 0.0))
}

fn margin(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<f32> {
    walk.looks.says(element)?.margin
}

/// The items of a list whose items name their levels, and of the lists directly in it.
fn flatten<'a>(walk: &mut Walk<'a>, list: ElementRef<'a>, depth: u8, inside: Context, nest: &mut Nest) {
    let ordered = list.value().name() == "ol";
    let mut number = list.value().attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_u32);
    for item in list.children().filter_map(ElementRef::wrap) {
        match item.value().name() {
            "ul" | "ol" => flatten(walk, item, depth.saturating_add(1), inside, nest),
            "li" => {
                let place = item::place(walk, list, item, depth)
                    .unwrap_or(Place { list: None, level: depth.saturating_add(1) });
                // Word on the web counts across the lists it has cut one into.
                let named = item.value().attr("data-aria-posinset").and_then(|number| number.trim().parse().ok());
                let here = named.filter(|_| list.value().attr("start").is_none()).unwrap_or(number);
                let mark = if ordered { Mark::Number(here) } else { Mark::Bullet };
                if ordered {
                    walk.counts.count(&place, here);
                }
                nest.item(&place, mark, margin(walk, item), blocks(walk, item, inside));
                number = number.saturating_add(1);
            }
            _ => nest.more(None, blocks(walk, item, inside)),
        }
    }
}

fn blocks<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context) -> Vec<Block> {
    let mut pieces = Vec::new();
    element::pieces(walk, element, context, &mut pieces);
    assemble::blocks(pieces, walk.options.paragraphs)
}

/// Whether a node shows nothing.
fn is_nothing(node: NodeRef<'_>) -> bool {
    match node.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Comment(_) | Node::Other => true,
        Node::Element(_) => false,
    }
}

/// Whether a paragraph, or what stands beside paragraphs, has words or anything else to show.
fn shows_something(element: ElementRef<'_>) -> bool {
    const SHOWN: [&str; 8] = ["img", "iframe", "table", "hr", "video", "audio", "object", "embed"];
    element.descendants().any(|node| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(inner) => SHOWN.contains(&inner.name()),
        _ => false,
    }) || SHOWN.contains(&element.value().name())
}

fn is_heading(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    let by_tag = element.value().is_heading();
    by_tag || heading(walk, element).is_some()
}

/// The headings that Word counts, from the first node on, with their places among the nodes.
fn headings<'a>(walk: &Walk<'a>, nodes: &[NodeRef<'a>]) -> Vec<(usize, ElementRef<'a>)> {
    let mut found = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        match ElementRef::wrap(*node) {
            Some(element) if is_heading(walk, element) && item::listed(walk, element).is_some() => {
                found.push((index, element));
            }
            None if is_nothing(*node) => {}
            _ => break,
        }
    }
    found
}

/// Headings that are counted. Such as follow one another, with no text of their own, are a list; a heading with text
/// under it stays one, and its number stays with its words, since the text may name it.
fn numbered_headings<'a>(
    walk: &mut Walk<'a>,
    headings: &[(usize, ElementRef<'a>)],
    context: Context,
    inside: Context,
    out: &mut Vec<Piece>,
) {
    let places: Vec<_> =
        headings.iter().filter_map(|(_, it)| item::listed(walk, *it).map(|place| (*it, place))).collect();
    let is_outline = places.windows(2).all(|two| matches!(two, [(_, one), (_, next)] if next.level > one.level));
    let mut nest = Nest::default();
    for (element, place) in &places {
        let marker = marker::take(walk, *element).unwrap_or_default();
        let mark = count(walk, place, &marker);
        if !is_outline {
            nest.item(place, mark, margin(walk, *element), blocks(walk, *element, inside));
            continue;
        }
        let first = out.len();
        element::pieces(walk, *element, context, out);
        let number = match mark {
            Mark::Number(number) if marker.is_empty() => format!("{number}. "),
            Mark::Number(_) => format!("{marker} "),
            _ => continue,
        };
        if let Some(Piece::Block(Block::Heading { content, .. } | Block::Paragraph(content))) = out.get_mut(first)
            && !content.iter().all(is_blank)
        {
            content.insert(0, Inline::Text(number));
        }
    }
    out.extend(nest.end().into_iter().map(Piece::Block));
}
