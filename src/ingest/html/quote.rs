//! Quotations, and who said them.

use super::tree::{ElementRef, Node};
use dateline_story::{Block, Inline, normal};

use super::piece::{Context, Piece};
use super::walk::{Walk, children, find, flow, has_class, text_of};
use super::{embed, inline};

const POST_CLASSES: [&str; 7] =
    ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video", "reddit-card"];

/// A block quotation; a post of another site that is written as one becomes its embed.
pub fn quote<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    if has_class(element, &POST_CLASSES)
        && let Some(embed) = embed::quoted_post(element)
    {
        out.push(Piece::Block(Block::Embed(embed)));
        return;
    }
    if has_class(element, &["wp-block-pullquote", "pullquote"]) {
        return pulled(walk, element, context, out);
    }
    let (by, done) = take_source(walk, element);
    let content = flow(walk, element, Context { nested: true, ..context });
    if done {
        walk.done.pop();
    }
    out.push(Piece::Block(Block::Quote { content, by }));
}

/// A line of the story, repeated large.
pub fn pulled<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let quote = find(element, |inner| inner.value().name() == "blockquote").unwrap_or(element);
    let (by, done) = take_source(walk, quote);
    let mut pieces = Vec::new();
    children(walk, quote, context, &mut pieces);
    if done {
        walk.done.pop();
    }
    let (content, beside) = inline::on_one_line(pieces);
    out.push(Piece::Block(Block::PullQuote { content, by }));
    out.extend(beside.into_iter().map(Piece::Block));
}

/// Who said it, when the quotation ends in a `cite` or `footer`; marks that element as done.
fn take_source<'a>(walk: &mut Walk<'a>, quote: ElementRef<'a>) -> (String, bool) {
    let Some(source) = last_element(quote) else { return (String::new(), false) };
    let by = text_of(source);
    let by = by.trim().trim_start_matches(|c: char| matches!(c, '—' | '–' | '-' | '―') || c.is_whitespace());
    walk.done.push(source);
    (normal::line(by), true)
}

fn last_element(parent: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let last = parent.children().rfind(|child| match child.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(_) => true,
        _ => false,
    })?;
    let last = ElementRef::wrap(last)?;
    match last.value().name() {
        "cite" | "footer" => Some(last),
        "p" | "div" => last_element(last),
        _ => None,
    }
}

/// `“…”` around words that HTML marks as quoted.
pub fn in_line<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    out.push(Piece::Inline(Inline::text("“")));
    children(walk, element, context, out);
    out.push(Piece::Inline(Inline::text("”")));
}
