//! The normal form of a body: what story markup can write and read back, and all that a page may show.
//!
//! [`blocks`] and [`inlines`] are idempotent. They drop what is empty, merge what is adjacent, unwrap links to
//! unsafe addresses, and move what cannot stand inside a list or a quote to just after it, so no words are lost.

mod flow;
mod run;

use crate::{Block, Embed, Figure, Focus, Inline, LivePost, Table};

/// How deep lists and quotes may nest; what is deeper joins the innermost one.
pub const MAX_DEPTH: usize = 8;

/// How deep inlines may nest; what is deeper loses its marking and keeps its words.
pub const MAX_INLINE_DEPTH: usize = 10;

/// The normal form of a body.
pub fn blocks(blocks: Vec<Block>) -> Vec<Block> {
    body(blocks, true)
}

/// The normal form of a paragraph's, caption's or cell's content.
pub fn inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    run::normal(inlines)
}

/// One line of plain text: control characters and runs of spaces become one space, none at the ends.
pub fn line(text: &str) -> String {
    run::clean(text).trim_matches(' ').to_owned()
}

/// Whether a link may lead to `href`: web, mail, telephone and WhatsApp addresses, and addresses on this site.
///
/// A scheme is what stands before the first colon when no `/`, `?` or `#` comes earlier (RFC 3986, section 4.2).
pub fn is_safe_href(href: &str) -> bool {
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        Some((scheme, _)) => {
            ["http", "https", "mailto", "tel", "sms", "whatsapp"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
        }
        None => !href.is_empty(),
    }
}

/// Whether `url` is an absolute web address with a host.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

/// An address as a link holds it: trimmed, with everything percent-encoded that would end it early.
pub fn href(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for character in href.trim().chars() {
        match character {
            '\\' => out.push_str("%5C"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            '"' => out.push_str("%22"),
            '\t' | '\n' | '\r' => {}
            ' ' => out.push_str("%20"),
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

fn body(blocks: Vec<Block>, live: bool) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        push(&mut out, block, live);
    }
    out
}

fn push(out: &mut Vec<Block>, block: Block, live: bool) {
    match block {
        Block::Paragraph(_) | Block::List(_) | Block::Quote { .. } | Block::Code { .. } => {
            let (kept, lifted) = flow::normal(block, 0);
            out.extend(kept);
            lifted.into_iter().for_each(|block| push(out, block, live));
        }
        Block::Heading { level, content } => {
            let content = inlines(content);
            if !content.is_empty() {
                out.push(Block::Heading { level: level.clamp(2, 4), content });
            }
        }
        Block::PullQuote { content, by } => {
            let content = inlines(content);
            if !content.is_empty() {
                out.push(Block::PullQuote { content, by: line(&by) });
            }
        }
        Block::Figure(figure) => out.extend(figure_or_caption(figure)),
        Block::Gallery { figures, caption } => {
            let (pictures, captions): (Vec<_>, Vec<_>) =
                figures.into_iter().filter_map(figure_or_caption).partition(|block| matches!(block, Block::Figure(_)));
            let pictures: Vec<Figure> = pictures
                .into_iter()
                .filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None })
                .collect();
            let caption = line(&caption);
            if !pictures.is_empty() {
                out.push(Block::Gallery { figures: pictures, caption });
                out.extend(captions);
            } else {
                out.extend(captions);
                out.extend((!caption.is_empty()).then(|| Block::Paragraph(vec![Inline::Text(caption)])));
            }
        }
        Block::KeyPoints { title, points } => {
            let points: Vec<_> = points.into_iter().map(inlines).filter(|point| !point.is_empty()).collect();
            if !points.is_empty() {
                out.push(Block::KeyPoints { title: line(&title), points });
            }
        }
        Block::Table(table) => out.extend(normal_table(table).map(Block::Table)),
        Block::Embed(Embed { url, title }) => {
            let url = url.trim().to_owned();
            if is_web_address(&url) {
                out.push(Block::Embed(Embed { url, title: line(&title) }));
            } else {
                push(out, Block::Paragraph(vec![Inline::Text(format!("{title} {url}"))]), live);
            }
        }
        Block::Channel { content } => out.push(Block::Channel { content: inlines(content) }),
        Block::Correction { at, content } => {
            let content = inlines(content);
            if !content.is_empty() {
                out.push(Block::Correction { at, content });
            }
        }
        Block::Rule => out.push(Block::Rule),
        Block::LivePost(post) if live => {
            let content = body(post.content, false);
            let (posts, content): (Vec<_>, Vec<_>) =
                content.into_iter().partition(|block| matches!(block, Block::LivePost(_)));
            out.push(Block::LivePost(LivePost {
                at: post.at,
                headline: line(&post.headline),
                by: line(&post.by),
                key: post.key,
                content,
            }));
            posts.into_iter().for_each(|post| push(out, post, true));
        }
        Block::LivePost(post) => out.push(Block::LivePost(post)),
    }
}

fn figure_or_caption(figure: Figure) -> Option<Block> {
    let caption = inlines(figure.caption);
    let src = href(&figure.src);
    if src.is_empty() {
        return (!caption.is_empty()).then_some(Block::Paragraph(caption));
    }
    Some(Block::Figure(Figure {
        src,
        alt: line(&figure.alt),
        caption,
        credit: line(&figure.credit),
        focus: Focus { x: figure.focus.x.min(100), y: figure.focus.y.min(100) },
    }))
}

/// Rows get as many cells as the widest row has; empty rows and empty tables go.
fn normal_table(table: Table) -> Option<Table> {
    let row = |cells: Vec<Vec<Inline>>| -> Vec<Vec<Inline>> { cells.into_iter().map(inlines).collect() };
    let mut header = row(table.header);
    let mut rows: Vec<_> =
        table.rows.into_iter().map(row).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let width = rows.iter().map(Vec::len).chain([header.len(), table.columns.len()]).max().unwrap_or_default();
    if width == 0 || (rows.is_empty() && header.iter().all(Vec::is_empty)) {
        return None;
    }
    header.resize(width, Vec::new());
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    let mut columns = table.columns;
    columns.resize(width, crate::Align::Start);
    Some(Table { caption: line(&table.caption), columns, header, rows })
}
