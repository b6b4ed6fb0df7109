//! The normal form of what lists and quotes are made of: paragraphs, lists, quotes and code.

use crate::{Block, Inline, List};

use super::{MAX_DEPTH, inlines, line};

/// The normal form of a flow block at `depth`, and what was inside it that cannot stand there.
pub fn normal(block: Block, depth: usize) -> (Vec<Block>, Vec<Block>) {
    let mut kept = Vec::new();
    let mut lifted = Vec::new();
    push(&mut kept, &mut lifted, block, depth);
    (kept, lifted)
}

fn push(kept: &mut Vec<Block>, lifted: &mut Vec<Block>, block: Block, depth: usize) {
    match block {
        Block::Paragraph(content) => {
            let content = inlines(content);
            if !content.is_empty() {
                kept.push(Block::Paragraph(content));
            }
        }
        Block::Heading { content, .. } => push(kept, lifted, Block::Paragraph(content), depth),
        Block::List(list) if depth >= MAX_DEPTH => {
            list.items.into_iter().flatten().for_each(|block| push(kept, lifted, block, depth));
        }
        Block::List(list) => {
            let items: Vec<_> = list
                .items
                .into_iter()
                .map(|item| {
                    let mut inside = Vec::new();
                    item.into_iter().for_each(|block| push(&mut inside, lifted, block, depth + 1));
                    inside
                })
                .filter(|item| !item.is_empty())
                .collect();
            if !items.is_empty() {
                kept.push(Block::List(List { start: list.start.map(|start| start.min(999_999_999)), items }));
            }
        }
        Block::Quote { content, by } if depth >= MAX_DEPTH => {
            content.into_iter().for_each(|block| push(kept, lifted, block, depth));
            push(kept, lifted, Block::Paragraph(vec![Inline::Text(by)]), depth);
        }
        Block::Quote { content, by } => {
            let mut inside = Vec::new();
            content.into_iter().for_each(|block| push(&mut inside, lifted, block, depth + 1));
            let by = line(&by);
            if inside.is_empty() {
                push(kept, lifted, Block::Paragraph(vec![Inline::Text(by)]), depth);
            } else if depth > 0 && !by.is_empty() {
                // Only a quote that stands alone can name its speaker: inside a list the name becomes its last line.
                inside.push(Block::Paragraph(vec![Inline::Text(format!("— {by}"))]));
                kept.push(Block::Quote { content: inside, by: String::new() });
            } else {
                kept.push(Block::Quote { content: inside, by });
            }
        }
        Block::Code { language, text } => {
            let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "").replace('\t', "    ");
            let text = text.trim_end_matches([' ', '\n']);
            let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '.' | '-');
            if !text.trim_matches([' ', '\n']).is_empty() {
                let language = language.chars().filter(plain).take(30).collect();
                kept.push(Block::Code { language, text: text.to_owned() });
            }
        }
        other => lifted.push(other),
    }
}
