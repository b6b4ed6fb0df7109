//! Pieces, put together into paragraphs and blocks.

use dateline_story::{Block, Embed, Inline, Provider, Table, normal, text};

use super::piece::{Piece, is_blank, join};
use super::{Paragraphs, embed};

/// The blocks that pieces come to.
pub fn blocks(pieces: Vec<Piece>, paragraphs: Paragraphs) -> Vec<Block> {
    let mut state = State {
        out: Vec::new(),
        line: Vec::new(),
        floats: Vec::new(),
        caption: None,
        embeds: paragraphs == Paragraphs::BlankLines,
    };
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => {
                if matches!(inline, Inline::LineBreak) && !state.floats.is_empty() {
                    state.end();
                }
                join(&mut state.line, inline);
            }
            Piece::Break => state.end(),
            Piece::Block(block) => {
                state.end();
                state.block(block);
            }
            Piece::Caption(caption) => {
                state.end();
                state.say(caption);
            }
            Piece::Float(block) => {
                let at_start = state.line.iter().all(is_blank);
                if at_start || matches!(state.line.last(), Some(Inline::LineBreak)) {
                    state.end();
                    state.block(block);
                } else {
                    state.floats.push(block);
                }
            }
        }
    }
    state.end();
    state.say_before();
    state.out
}

struct State {
    out: Vec<Block>,
    /// The paragraph under way.
    line: Vec<Inline>,
    /// Blocks met in its middle.
    floats: Vec<Block>,
    /// What a table that may follow shows.
    caption: Option<Vec<Inline>>,
    /// Whether a line that is a player's address becomes the player, and one that is another address a link.
    embeds: bool,
}

impl State {
    /// Ends the paragraph under way. Two line breaks in a row end one, too: old HTML has no other way.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let mut paragraph: Vec<Inline> = Vec::new();
        let mut breaks = 0;
        for inline in line {
            match inline {
                Inline::LineBreak => breaks += 1,
                ref blank if breaks > 0 && is_blank(blank) => {}
                inline => {
                    if breaks > 1 {
                        self.paragraph(std::mem::take(&mut paragraph));
                    } else if breaks == 1 && !paragraph.is_empty() {
                        paragraph.push(Inline::LineBreak);
                    }
                    breaks = 0;
                    paragraph.push(inline);
                }
            }
        }
        self.paragraph(paragraph);
        for block in std::mem::take(&mut self.floats) {
            self.block(block);
        }
    }

    /// Adds a block, with the caption that waits for a table.
    fn block(&mut self, block: Block) {
        match block {
            Block::Table(table) if table.caption.is_empty() && self.caption.is_some() => {
                let caption = normal::inlines(self.caption.take().unwrap_or_default());
                self.out.push(Block::Table(Table { caption: text::of_inlines(&caption), ..table }));
            }
            block => {
                self.say_before();
                self.out.push(block);
            }
        }
    }

    /// Gives a caption to the picture before it, or keeps it for a table after it.
    fn say(&mut self, caption: Vec<Inline>) {
        self.say_before();
        match self.out.last_mut() {
            Some(Block::Figure(figure)) if figure.caption.is_empty() => figure.caption = caption,
            _ => self.caption = Some(caption),
        }
    }

    /// A caption that nothing followed is a paragraph.
    fn say_before(&mut self) {
        self.out.extend(self.caption.take().map(Block::Paragraph));
    }

    fn paragraph(&mut self, content: Vec<Inline>) {
        if content.iter().all(is_blank) {
            return;
        }
        self.say_before();
        if !self.embeds {
            self.out.push(Block::Paragraph(content));
            return;
        }
        let mut rest = Vec::new();
        for line in content.split(|inline| matches!(inline, Inline::LineBreak)) {
            let lone = lone_address(line);
            if let Some(embed) = lone.as_ref().filter(|embed| !matches!(embed.provider(), Provider::Other(_))) {
                self.keep(std::mem::take(&mut rest));
                self.out.push(Block::Embed(embed.clone()));
                continue;
            }
            if !rest.is_empty() {
                rest.push(Inline::LineBreak);
            }
            match lone {
                Some(Embed { url, .. }) => {
                    rest.push(Inline::Link { content: vec![Inline::Text(url.clone())], href: url })
                }
                None => rest.extend_from_slice(line),
            }
        }
        self.keep(rest);
    }

    fn keep(&mut self, content: Vec<Inline>) {
        if !content.iter().all(is_blank) {
            self.out.push(Block::Paragraph(content));
        }
    }
}

/// The web address that is all a line says.
fn lone_address(line: &[Inline]) -> Option<Embed> {
    let mut words = line.iter().filter(|inline| !is_blank(inline));
    let (Some(Inline::Text(url)), None) = (words.next(), words.next()) else { return None };
    embed::at(url.trim(), String::new())
}
