//! The notes of a story, numbered as a page shows them.

use crate::{Article, Block, Figure, Inline};

/// Gives each note of a story its number, in reading order, and hands over their words: the first is note 1.
pub fn number(article: &mut Article) -> Vec<Vec<Inline>> {
    let mut notes = Vec::new();
    article.lead.iter_mut().for_each(|lead| in_line(&mut lead.caption, &mut notes));
    in_blocks(&mut article.body, &mut notes);
    notes
}

fn in_blocks(blocks: &mut [Block], notes: &mut Vec<Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph(content)
            | Block::Heading { content, .. }
            | Block::PullQuote { content, .. }
            | Block::Channel { content }
            | Block::Correction { content, .. } => in_line(content, notes),
            Block::List(list) => list.items.iter_mut().for_each(|item| in_blocks(item, notes)),
            Block::Quote { content, .. } => in_blocks(content, notes),
            Block::Figure(figure) => in_figure(figure, notes),
            Block::Gallery { figures, .. } => figures.iter_mut().for_each(|figure| in_figure(figure, notes)),
            Block::KeyPoints { points, .. } => points.iter_mut().for_each(|point| in_line(point, notes)),
            Block::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| in_line(cell, notes));
            }
            Block::LivePost(post) => in_blocks(&mut post.content, notes),
            Block::Embed(_) | Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn in_figure(figure: &mut Figure, notes: &mut Vec<Vec<Inline>>) {
    in_line(&mut figure.caption, notes);
}

fn in_line(line: &mut [Inline], notes: &mut Vec<Vec<Inline>>) {
    for inline in line {
        match inline {
            Inline::Note { number, content } => {
                notes.push(content.clone());
                *number = notes.len();
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. }
            | Inline::LanguageSpan { content, .. } => in_line(content, notes),
            Inline::Text(_) | Inline::Code(_) | Inline::LineBreak | Inline::Abbreviation { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::article;

    #[test]
    fn notes_are_numbered_down_the_page() {
        let mut article = article("## A<note>one</note>\n\n- b *c<note>two **x**</note>*\n\n> d<note>three</note>\n");
        let words: Vec<String> = number(&mut article).iter().map(|note| crate::text::of_inlines(note)).collect();
        assert_eq!(words, ["one", "two x", "three"]);
        let mut numbers = Vec::new();
        article.body.iter().for_each(|block| {
            crate::inline::each_inline(block, &mut |inline| {
                if let Inline::Note { number, .. } = inline {
                    numbers.push(*number);
                }
            });
        });
        assert_eq!(numbers, [1, 2, 3]);
        assert_eq!(crate::text::of_blocks(&article.body).lines().take(2).collect::<Vec<_>>(), ["A", "one"]);
    }
}
