//! CommonMark to blocks, for a stretch of source without directives.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::normal::MAX_DEPTH;
use crate::{Align, Block, Inline, List, Table};

use super::inlines::Inlines;

/// A container that is open.
enum Open {
    Quote(Vec<Block>),
    List(Option<u32>, Vec<Vec<Block>>),
    Item(Vec<Block>),
}

/// Reads `source`: blocks, each with the byte it begins at. `report` is called with a byte range of `source` and what is
/// wrong there.
pub fn read(source: &str, report: &mut dyn FnMut(Range<usize>, String)) -> Vec<(usize, Block)> {
    let mut builder = Builder {
        report,
        done: Vec::new(),
        open: Vec::new(),
        kept: Vec::new(),
        inlines: Inlines::default(),
        literal: None,
        language: String::new(),
        table: None,
    };
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(event, range);
    }
    builder.end_paragraph(source.len()..source.len());
    builder.done
}

struct Builder<'r> {
    report: &'r mut dyn FnMut(Range<usize>, String),
    done: Vec<(usize, Block)>,
    open: Vec<Open>,
    /// For each list, item and quote that began, whether it was shallow enough to be kept.
    kept: Vec<bool>,
    inlines: Inlines,
    /// The text of a code or HTML block.
    literal: Option<String>,
    /// The language of the code block that is open.
    language: String,
    table: Option<Table>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => match &mut self.literal {
                Some(literal) => literal.push_str(&text),
                None => self.inlines.push(Inline::text(text.as_ref())),
            },
            Event::Html(html) => match &mut self.literal {
                Some(literal) => literal.push_str(&html),
                None => self.inlines.push(Inline::text(html.as_ref())),
            },
            Event::Code(code) => self.inlines.push(Inline::Code(code.into_string())),
            Event::SoftBreak => self.inlines.push(Inline::text(" ")),
            Event::HardBreak => self.inlines.push(Inline::LineBreak),
            Event::InlineHtml(html) => {
                if !self.inlines.tag(&html) {
                    let shown: String = html.chars().take(60).collect();
                    (self.report)(
                        range,
                        format!("“{shown}” is no tag of story markup, or closes nothing here: kept as text"),
                    );
                }
            }
            Event::Rule => {
                self.end_paragraph(range.clone());
                self.add(range.start, Block::Rule);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.inlines.push(Inline::text(text.as_ref()))
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.inlines.begin_emphasis(),
            Tag::Strong => self.inlines.begin_strong(),
            Tag::Link { dest_url, .. } => self.inlines.begin_link(dest_url.into_string()),
            Tag::Image { dest_url, title, .. } => self.inlines.begin_image(dest_url.into_string(), title.into_string()),
            Tag::TableCell | Tag::TableHead => {}
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Table(alignments) => {
                self.end_paragraph(range);
                let columns = alignments.iter().map(|alignment| match alignment {
                    Alignment::Center => Align::Centre,
                    Alignment::Right => Align::End,
                    Alignment::None | Alignment::Left => Align::Start,
                });
                self.table = Some(Table {
                    caption: String::new(),
                    columns: columns.collect(),
                    header: Vec::new(),
                    rows: Vec::new(),
                });
            }
            Tag::CodeBlock(kind) => {
                self.end_paragraph(range);
                self.literal = Some(String::new());
                self.language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_ascii_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
            }
            Tag::HtmlBlock => {
                self.end_paragraph(range);
                self.literal = Some(String::new());
            }
            Tag::BlockQuote(_) => self.open(Open::Quote(Vec::new()), range),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
                self.open(Open::List(start, Vec::new()), range);
            }
            Tag::Item => {
                let item = Open::Item(Vec::new());
                if matches!(self.open.last(), Some(Open::List(..))) && self.kept.last() == Some(&true) {
                    self.end_paragraph(range);
                    self.kept.push(true);
                    self.open.push(item);
                } else {
                    self.end_paragraph(range);
                    self.kept.push(false);
                }
            }
            _ => self.end_paragraph(range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => self.inlines.end(),
            TagEnd::Heading(level) => {
                let start = range.start;
                let (content, figures) = self.take(range);
                let level = match level {
                    HeadingLevel::H1 | HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    _ => 4,
                };
                self.add(start, Block::Heading { level, content });
                figures.into_iter().for_each(|figure| self.add(start, figure));
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_literal(tag, range),
            TagEnd::TableCell => {
                let start = range.start;
                let (content, figures) = self.take(range);
                if let Some(table) = &mut self.table {
                    table.rows.last_mut().unwrap_or(&mut table.header).push(content);
                }
                figures.into_iter().for_each(|figure| self.add(start, figure));
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.add(range.start, Block::Table(table));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                let start = range.start;
                self.end_paragraph(range);
                if self.kept.pop() != Some(true) {
                    return;
                }
                match self.open.pop() {
                    Some(Open::Quote(content)) => self.add(start, Block::Quote { content, by: String::new() }),
                    Some(Open::List(number, items)) => self.add(start, Block::List(List { start: number, items })),
                    Some(Open::Item(content)) => {
                        if let Some(Open::List(_, items)) = self.open.last_mut() {
                            items.push(content);
                        }
                    }
                    None => {}
                }
            }
            _ => self.end_paragraph(range),
        }
    }

    fn end_literal(&mut self, tag: TagEnd, range: Range<usize>) {
        let text = self.literal.take().unwrap_or_default();
        if tag == TagEnd::CodeBlock {
            let language = std::mem::take(&mut self.language);
            self.add(range.start, Block::Code { language, text });
            return;
        }
        let shown: String = text.trim().chars().take(60).collect();
        let start = range.start;
        (self.report)(range, format!("HTML is not story markup: “{shown}” kept as text"));
        self.add(start, Block::Paragraph(vec![Inline::Text(text)]));
    }

    fn open(&mut self, container: Open, range: Range<usize>) {
        self.end_paragraph(range.clone());
        // An item is open between a list and what it holds: two entries a level.
        let shallow = self.open.len() < 2 * MAX_DEPTH;
        if !shallow && self.kept.last() == Some(&true) {
            (self.report)(
                range,
                format!("lists and quotes nest at most {MAX_DEPTH} deep: what is deeper joins the level above"),
            );
        }
        self.kept.push(shallow);
        if shallow {
            self.open.push(container);
        }
    }

    fn take(&mut self, range: Range<usize>) -> (Vec<Inline>, Vec<Block>) {
        let (content, left_open) = self.inlines.finish();
        if left_open {
            (self.report)(range, "an inline tag is not closed: kept as text".into());
        }
        (content, std::mem::take(&mut self.inlines.figures).into_iter().map(Block::Figure).collect())
    }

    fn end_paragraph(&mut self, range: Range<usize>) {
        if self.inlines.is_empty() {
            return;
        }
        let start = range.start;
        let (content, figures) = self.take(range);
        if !content.is_empty() {
            self.add(start, Block::Paragraph(content));
        }
        figures.into_iter().for_each(|figure| self.add(start, figure));
    }

    fn add(&mut self, start: usize, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(content) | Open::Item(content)) => content.push(block),
            Some(Open::List(_, items)) => items.push(vec![block]),
            None => self.done.push((start, block)),
        }
    }
}
