//! Lists of all sorts.

use super::tree::{ElementRef, Node};
use dateline_story::{Block, Inline, List, normal};

use super::left_out;
use super::piece::{Context, Piece, is_blank, wrap};
use super::walk::{Walk, children, flow};

/// A bulleted or numbered list.
pub fn list<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let start = (element.value().name() == "ol")
        .then(|| element.value().attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1));
    let inside = Context { nested: true, ..context };
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in element.children() {
        let Some(item) = ElementRef::wrap(child) else {
            let stray = match child.value() {
                Node::Text(text) => normal::line(text),
                _ => String::new(),
            };
            if !stray.is_empty() {
                items.push(vec![Block::Paragraph(vec![Inline::Text(stray)])]);
            }
            continue;
        };
        if walk.notes.leaves_out(item) || left_out::leave_out(walk, item) {
            continue;
        }
        if item.value().name() == "li" {
            let mut blocks = flow(walk, item, inside);
            tick(item, &mut blocks);
            items.push(blocks);
            continue;
        }
        // A list directly inside a list belongs to the item before it.
        let mut pieces = Vec::new();
        super::element::pieces(walk, item, inside, &mut pieces);
        let blocks = super::assemble::blocks(pieces, walk.options.paragraphs);
        match (items.last_mut(), blocks.as_slice()) {
            (Some(last), _) => last.extend(blocks),
            // Without an item before it, it is what was copied out of a longer list: its items are the first here.
            (None, [Block::List(first)]) if first.start.is_some() == start.is_some() => {
                items.extend(blocks.into_iter().flat_map(|block| match block {
                    Block::List(first) => first.items,
                    other => vec![vec![other]],
                }));
            }
            (None, _) => items.push(blocks),
        }
    }
    items.retain(|item| !item.is_empty());
    if items.is_empty() {
        return;
    }
    // What was cut in two for a paragraph that belongs to an item is one list again.
    let before = out.iter_mut().rev().find(|piece| !matches!(piece, Piece::Break));
    match (before, start) {
        (Some(Piece::Block(Block::List(List { start: Some(first), items: begun }))), Some(next))
            if next > 1 && next == first.saturating_add(begun.len() as u32) =>
        {
            begun.extend(items);
        }
        _ => out.push(Piece::Block(Block::List(List { start, items }))),
    }
}

/// Says before the words of a checklist's item whether it is ticked.
fn tick(item: ElementRef<'_>, blocks: &mut [Block]) {
    if item.value().attr("role") != Some("checkbox") {
        return;
    }
    let ticked = item.value().attr("aria-checked") == Some("true");
    if let Some(Block::Paragraph(content)) = blocks.first_mut() {
        content.insert(0, Inline::text(if ticked { "☑ " } else { "☐ " }));
    }
}

/// A definition list: each term a bold line, its definitions under it. `dl` may also be a group in one.
pub fn definitions<'a>(walk: &mut Walk<'a>, dl: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    out.push(Piece::Break);
    for child in dl.children() {
        let Some(child) = ElementRef::wrap(child) else {
            if let Node::Text(text) = child.value() {
                super::inline::text(text, out);
            }
            continue;
        };
        match child.value().name() {
            "dt" => {
                let mut pieces = Vec::new();
                children(walk, child, context, &mut pieces);
                out.push(Piece::Break);
                wrap(pieces, out, Inline::Strong);
                out.push(Piece::Break);
            }
            "dd" => {
                out.push(Piece::Break);
                let blocks = flow(walk, child, context);
                out.extend(blocks.into_iter().map(Piece::Block));
            }
            "div" => definitions(walk, child, context, out),
            _ => super::element::pieces(walk, child, context, out),
        }
    }
    out.push(Piece::Break);
}

/// Words that were folded away: a bold line, and what stood under it.
pub fn details<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    out.push(Piece::Break);
    let summary = element.children().filter_map(ElementRef::wrap).find(|child| child.value().name() == "summary");
    if let Some(summary) = summary {
        let mut pieces = Vec::new();
        children(walk, summary, context, &mut pieces);
        let (line, beside) = super::inline::on_one_line(pieces);
        if !line.iter().all(is_blank) {
            out.push(Piece::Block(Block::Paragraph(vec![Inline::Strong(line)])));
        }
        out.extend(beside.into_iter().map(Piece::Block));
        walk.done.push(summary);
    }
    children(walk, element, context, out);
    if summary.is_some() {
        walk.done.pop();
    }
    out.push(Piece::Break);
}
