//! Last touches to words: one space where a program put several, and none of the signs that only guide its own lines.

use dateline_story::{Block, Inline};

/// The blocks with their words in order.
pub fn blocks(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } | Block::PullQuote { content, .. } => {
                line(content)
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| self::blocks(item)),
            Block::Quote { content, .. } => self::blocks(content),
            Block::Figure(figure) => line(&mut figure.caption),
            Block::Gallery { figures, .. } => figures.iter_mut().for_each(|figure| line(&mut figure.caption)),
            Block::Table(table) => table.header.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(line),
            _ => {}
        }
    }
}

fn line(content: &mut Vec<Inline>) {
    let mut spaced = true;
    inlines(content, &mut spaced);
    trim_end(content);
}

/// Puts a run in order; `spaced` is whether a space, or the beginning of a line, came before.
fn inlines(content: &mut Vec<Inline>, spaced: &mut bool) {
    let old = std::mem::take(content);
    for inline in old {
        match inline {
            // Alone in an element of its own it is what a browser made of a space between two elements.
            Inline::Text(text) if text == "\u{a0}" => words(" ", content, spaced),
            Inline::Text(text) => words(&text, content, spaced),
            Inline::Code(code) => {
                let inner = code.trim_matches([' ', '\u{a0}']);
                if code.starts_with([' ', '\u{a0}']) {
                    words(" ", content, spaced);
                }
                if !inner.is_empty() {
                    content.push(Inline::Code(inner.replace('\u{a0}', " ")));
                    *spaced = false;
                }
                if code.ends_with([' ', '\u{a0}']) {
                    words(" ", content, spaced);
                }
            }
            Inline::LineBreak => {
                trim_end(content);
                content.push(Inline::LineBreak);
                *spaced = true;
            }
            Inline::Note { number, content: mut inner } => {
                line(&mut inner);
                content.push(Inline::Note { number, content: inner });
                *spaced = false;
            }
            Inline::Abbreviation { .. } => {
                content.push(inline);
                *spaced = false;
            }
            mut other => {
                if let Some(inner) = inner_of(&mut other) {
                    inlines(inner, spaced);
                }
                content.push(other);
            }
        }
    }
}

fn inner_of(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Link { content, .. }
        | Inline::LanguageSpan { content, .. } => Some(content),
        _ => None,
    }
}

fn words(text: &str, out: &mut Vec<Inline>, spaced: &mut bool) {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // Where a word may be broken was a matter of the old line.
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            '\u{2028}' | '\u{2029}' | '\u{b}' => {
                out.push(Inline::Text(std::mem::take(&mut kept)));
                trim_end(out);
                out.push(Inline::LineBreak);
                *spaced = true;
            }
            ' ' | '\t' | '\u{a0}' => {
                let mut alone = character == '\u{a0}' && !*spaced;
                while characters.next_if(|next| matches!(next, ' ' | '\t' | '\u{a0}' | '\u{ad}' | '\u{200b}')).is_some()
                {
                    alone = false;
                }
                if !*spaced {
                    kept.push(if alone { '\u{a0}' } else { ' ' });
                    *spaced = true;
                }
            }
            _ => {
                kept.push(character);
                *spaced = false;
            }
        }
    }
    if !kept.is_empty() {
        out.push(Inline::Text(kept));
    }
}

/// Takes spaces that do not break from the end of a line; the others go in any case.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches([' ', '\u{a0}']).len());
                if !text.is_empty() {
                    return;
                }
                content.pop();
            }
            other => {
                if let Some(inner) = inner_of(other) {
                    trim_end(inner);
                    if inner.is_empty() {
                        content.pop();
                        continue;
                    }
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(content: Vec<Inline>) -> Vec<Inline> {
        let mut blocks = [Block::Paragraph(content)];
        super::blocks(&mut blocks);
        match blocks {
            [Block::Paragraph(content)] => content,
            _ => unreachable!(),
        }
    }

    #[test]
    fn one_space_stays_where_there_were_several() {
        let text = |words: &str| vec![Inline::text(words)];
        assert_eq!(tidied(text("\u{a0}one.\u{a0} two\u{a0}\u{a0}three \u{a0}")), text("one. two three"));
        assert_eq!(tidied(text("5\u{a0}km of Donau\u{ad}ufer\u{200b}")), text("5\u{a0}km of Donauufer"));
        assert_eq!(
            tidied(vec![Inline::text("a "), Inline::Strong(text("\u{a0}b\u{a0}")), Inline::text(" c")]),
            vec![Inline::text("a "), Inline::Strong(text("b\u{a0}")), Inline::text("c")]
        );
        assert_eq!(tidied(text("one\u{2028}two")), vec![Inline::text("one"), Inline::LineBreak, Inline::text("two")]);
    }
}
