//! Plain text of blocks and inlines: for descriptions, word counts and search.

use crate::{Block, Inline};

/// The words of a run of inlines, without any mark-up.
pub fn of_inlines(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_inlines(&mut text, inlines);
    text
}

fn push_inlines(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::LineBreak => out.push(' '),
            Inline::Abbreviation { short, .. } => out.push_str(short),
            // It stands elsewhere, and would tear the sentence.
            Inline::Note { .. } => {}
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Link { .. }
            | Inline::LanguageSpan { .. } => push_inlines(out, inline.children().unwrap_or_default()),
        }
    }
}

/// The words of a body, a line a block.
pub fn of_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(content)
            | Block::Heading { content, .. }
            | Block::PullQuote { content, .. }
            | Block::Channel { content }
            | Block::Correction { content, .. } => push_line(out, content),
            Block::List(list) => list.items.iter().for_each(|item| push_blocks(out, item)),
            Block::Quote { content, .. } => push_blocks(out, content),
            Block::Figure(figure) => push_line(out, &figure.caption),
            Block::Gallery { figures, caption } => {
                figures.iter().for_each(|figure| push_line(out, &figure.caption));
                push_plain(out, caption);
            }
            Block::KeyPoints { points, .. } => points.iter().for_each(|point| push_line(out, point)),
            Block::Table(table) => {
                push_plain(out, &table.caption);
                table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| push_line(out, cell));
            }
            Block::Embed(embed) => {
                out.push_str(&embed.title);
                out.push('\n');
            }
            Block::Code { text, .. } => {
                out.push_str(text);
                out.push('\n');
            }
            Block::LivePost(post) => {
                out.push_str(&post.headline);
                out.push('\n');
                push_blocks(out, &post.content);
            }
            Block::Rule => {}
        }
    }
}

fn push_line(out: &mut String, content: &[Inline]) {
    if !content.is_empty() {
        push_inlines(out, content);
        out.push('\n');
        push_notes(out, content);
    }
}

fn push_plain(out: &mut String, words: &str) {
    if !words.is_empty() {
        out.push_str(words);
        out.push('\n');
    }
}

/// The words of the notes in a line, a line each.
fn push_notes(out: &mut String, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Note { content, .. } => push_line(out, content),
            other => push_notes(out, other.children().unwrap_or_default()),
        }
    }
}

/// The first paragraph's words, cut at a word to at most `limit` characters with an ellipsis.
pub fn opening(blocks: &[Block], limit: usize) -> String {
    let first = blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(of_inlines(content)),
        _ => None,
    });
    cut(&first.unwrap_or_default(), limit)
}

/// Cuts at a word to at most `limit` characters, with an ellipsis where something is lost.
pub fn cut(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = &text[..end];
    let head = head.rfind(char::is_whitespace).map_or(head, |space| &head[..space]);
    format!("{}…", head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '،' | '۔' | '.')))
}
