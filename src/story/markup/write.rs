//! Blocks to story markup: the inverse of the parser for every body in normal form.

use crate::{Align, Block, Figure, Focus, Inline, List, Table};

use super::directive::write_attributes;
use super::tag;

/// Writes a body, ending with a line break unless it is empty.
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(&mut out, blocks);
    out
}

/// Writes inlines on their own: a caption, a line typed into a field.
pub fn write_inlines(inlines: &[Inline]) -> String {
    Line { out: String::new(), place: Place::Paragraph, line_start: true }.run(inlines)
}

fn write_blocks(out: &mut String, blocks: &[Block]) {
    let mut before: Option<(bool, bool)> = None;
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        // Two lists side by side are told apart by their markers (CommonMark, section 5.3).
        let other_marker = match (block, before) {
            (Block::List(list), Some((numbered, other))) if numbered == list.start.is_some() => !other,
            _ => false,
        };
        before = if let Block::List(list) = block { Some((list.start.is_some(), other_marker)) } else { None };
        write_block(out, block, other_marker);
    }
}

fn write_block(out: &mut String, block: &Block, other_marker: bool) {
    match block {
        Block::Paragraph(content) => line(out, &write_inlines(content)),
        Block::Heading { level, content } => {
            out.push_str(&"#".repeat(usize::from(*level)));
            out.push(' ');
            line(out, &in_place(content, Place::Heading));
        }
        Block::List(list) => write_list(out, list, other_marker),
        Block::Quote { content, by } if by.is_empty() => {
            let mut inside = String::new();
            write_blocks(&mut inside, content);
            for text in inside.lines() {
                line(out, if text.is_empty() { ">" } else { "> " });
                if !text.is_empty() {
                    out.pop();
                    line(out, text);
                }
            }
        }
        Block::Quote { content, by } => container(out, "quote", &[("by", by)], |out| write_blocks(out, content)),
        Block::PullQuote { content, by } => {
            container(out, "pull-quote", &[("by", by)], |out| line(out, &write_inlines(content)));
        }
        Block::Figure(figure) => write_figure(out, figure),
        Block::Gallery { figures, caption } => container(out, "gallery", &[("caption", caption)], |out| {
            figures.iter().for_each(|figure| write_figure(out, figure))
        }),
        Block::KeyPoints { title, points } => container(out, "key-points", &[("title", title)], |out| {
            let items = points.iter().map(|point| vec![Block::Paragraph(point.clone())]).collect();
            write_list(out, &List { start: None, items }, false);
        }),
        Block::Table(table) if table.caption.is_empty() => write_table(out, table),
        Block::Table(table) => container(out, "table", &[("caption", &table.caption)], |out| write_table(out, table)),
        Block::Embed(embed) => leaf(out, "embed", &[("url", &embed.url), ("title", &embed.title)]),
        Block::Channel { content } if content.is_empty() => leaf(out, "channel", &[]),
        Block::Channel { content } => container(out, "channel", &[], |out| line(out, &write_inlines(content))),
        Block::Correction { at, content } => {
            container(out, "correction", &[("at", &at.to_string())], |out| line(out, &write_inlines(content)));
        }
        Block::Code { language, text } => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
            let fence = "`".repeat(longest.max(2) + 1);
            line(out, &format!("{fence}{language}"));
            line(out, text);
            line(out, &fence);
        }
        Block::Rule => line(out, "---"),
        Block::LivePost(post) => {
            let at = post.at.to_string();
            let key = if post.key { "yes" } else { "" };
            container(
                out,
                "live-post",
                &[("at", &at), ("headline", &post.headline), ("by", &post.by), ("key", key)],
                |out| {
                    let mut inside = String::new();
                    write_blocks(&mut inside, &post.content);
                    out.push_str(&inside);
                },
            );
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn leaf(out: &mut String, name: &str, attributes: &[(&str, &str)]) {
    out.push_str("::");
    out.push_str(name);
    write_attributes(out, attributes);
    out.push('\n');
}

fn container(out: &mut String, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut String)) {
    out.push(':');
    leaf(out, name, attributes);
    let mut inside = String::new();
    content(&mut inside);
    out.push_str(&inside);
    line(out, ":::");
}

fn write_figure(out: &mut String, figure: &Figure) {
    let focus =
        if figure.focus == Focus::default() { String::new() } else { format!("{},{}", figure.focus.x, figure.focus.y) };
    let attributes =
        [("src", figure.src.as_str()), ("alt", &figure.alt), ("credit", &figure.credit), ("focus", &focus)];
    if figure.caption.is_empty() {
        leaf(out, "figure", &attributes);
    } else {
        container(out, "figure", &attributes, |out| line(out, &write_inlines(&figure.caption)));
    }
}

fn write_list(out: &mut String, list: &List, other_marker: bool) {
    let tight = list.items.iter().all(|item| matches!(item.as_slice(), [Block::Paragraph(_)]));
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 && !tight {
            out.push('\n');
        }
        let marker = match (list.start, other_marker) {
            (Some(start), false) => format!("{}. ", (start as usize + index).min(999_999_999)),
            (Some(start), true) => format!("{}) ", (start as usize + index).min(999_999_999)),
            (None, false) => "- ".to_owned(),
            (None, true) => "+ ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        let mut inside = String::new();
        write_blocks(&mut inside, item);
        for (number, text) in inside.lines().enumerate() {
            if number == 0 {
                out.push_str(&marker);
            } else if !text.is_empty() {
                out.push_str(&indent);
            }
            line(out, text);
        }
    }
}

fn write_table(out: &mut String, table: &Table) {
    let row = |out: &mut String, cells: &[Vec<Inline>]| {
        for cell in cells {
            out.push_str("| ");
            out.push_str(&in_place(cell, Place::Cell));
            out.push(' ');
        }
        out.push_str("|\n");
    };
    row(out, &table.header);
    for column in &table.columns {
        out.push_str(match column {
            Align::Start => "| --- ",
            Align::Centre => "| :-: ",
            Align::End => "| --: ",
        });
    }
    out.push_str("|\n");
    table.rows.iter().for_each(|cells| row(out, cells));
}

fn in_place(inlines: &[Inline], place: Place) -> String {
    Line { out: String::new(), place, line_start: place == Place::Paragraph }.run(inlines)
}

/// Where inlines stand: what may break a line, and what must be escaped, differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Heading,
    Cell,
}

struct Line {
    out: String,
    place: Place,
    line_start: bool,
}

impl Line {
    fn run(mut self, inlines: &[Inline]) -> String {
        self.inlines(inlines);
        self.out
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
            self.line_start = self.place == Place::Paragraph && matches!(inline, Inline::LineBreak);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(content) => self.marked("*", "em", content),
            Inline::Strong(content) => self.marked("**", "strong", content),
            Inline::Superscript(content) => self.tagged("<sup>", "</sup>", content),
            Inline::Subscript(content) => self.tagged("<sub>", "</sub>", content),
            Inline::Note { content, .. } => self.tagged("<note>", "</note>", content),
            Inline::LanguageSpan { language, content } => {
                self.tagged(&format!("<span lang=\"{language}\">"), "</span>", content)
            }
            Inline::Abbreviation { short, long } => {
                self.tagged(&format!("<abbr title=\"{}\">", tag::escape(long)), "</abbr>", &[Inline::text(short)]);
            }
            Inline::Code(text) if text.contains("]:") || (self.place == Place::Cell && text.contains(['|', '\\'])) => {
                // A bar ends the cell even inside a code span (GFM, section 4.10), and “]:” ends the label of a
                // link reference definition (CommonMark, section 4.7).
                self.tagged("<code>", "</code>", &[Inline::text(text)]);
            }
            Inline::Code(text) => self.code(text),
            Inline::LineBreak if self.place == Place::Paragraph => self.out.push_str("\\\n"),
            Inline::LineBreak => self.out.push_str("<br>"),
            Inline::Link { href, content } => {
                self.out.push('[');
                self.line_start = false;
                self.inlines(content);
                self.out.push_str("](");
                let angle = href.contains(['(', ')']) || href.is_empty();
                if angle {
                    self.out.push('<');
                }
                // An entity in an address would be read as its character.
                self.out.push_str(&if href.contains(';') { href.replace('&', "&amp;") } else { href.clone() });
                self.out.push_str(if angle { ">)" } else { ")" });
            }
        }
    }

    fn tagged(&mut self, open: &str, close: &str, content: &[Inline]) {
        self.out.push_str(open);
        self.line_start = false;
        self.inlines(content);
        self.out.push_str(close);
    }

    /// Stars where they cannot be misread, tags everywhere else (CommonMark, section 6.2: flanking runs).
    fn marked(&mut self, stars: &str, name: &str, content: &[Inline]) {
        let inside = Line { out: String::new(), place: self.place, line_start: false }.run(content);
        let clear = !self.out.ends_with('*') && word(inside.chars().next()) && word(inside.chars().next_back());
        // Stars inside stars are legal and hard to read, for people too.
        if clear && !inside.contains('*') {
            self.out.push_str(stars);
            self.out.push_str(&inside);
            self.out.push_str(stars);
        } else {
            self.tagged(&format!("<{name}>"), &format!("</{name}>"), content);
        }
    }

    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn text(&mut self, text: &str) {
        let number = text.bytes().take_while(u8::is_ascii_digit).count();
        let mut from = 0;
        // Whatever may need an escape is one byte long; what stands between is taken over in one piece.
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| SPECIAL.contains(*byte)) {
            let first = self.line_start && at == 0;
            let next = || text[at + 1..].chars().next();
            let escape = match byte {
                b'\\' | b'`' | b'*' | b'[' | b']' | b'<' => true,
                b'_' => !(word(text[..at].chars().next_back()) && word(next())),
                b'&' => next().is_none_or(|c| c.is_ascii_alphabetic() || c == '#'),
                b'!' => next().is_none(),
                b'#' => first || self.place == Place::Heading,
                b'>' | b'-' | b'+' | b'=' | b'~' | b':' | b'|' if first => true,
                b'.' | b')' => self.line_start && at == number && number > 0,
                _ => false,
            };
            let (instead, end) = match byte {
                b'|' if self.place == Place::Cell => ("&#124;", at + 1),
                b'\\' if self.place == Place::Cell => ("&#92;", at + 1),
                _ if escape => ("\\", at),
                _ => continue,
            };
            self.out.push_str(&text[from..at]);
            self.out.push_str(instead);
            from = end;
        }
        self.out.push_str(&text[from..]);
    }
}

/// A set of ASCII characters.
struct Ascii(u128);

impl Ascii {
    const fn of(characters: &[u8]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < characters.len() {
            set |= 1 << characters[at];
            at += 1;
        }
        Self(set)
    }

    fn contains(&self, byte: u8) -> bool {
        byte.is_ascii() && self.0 >> byte & 1 == 1
    }
}

/// What may mean something to Markdown where it stands.
const SPECIAL: Ascii = Ascii::of(b"\\`*[]<_&!#>-+=~:|.)");

/// Whether a delimiter beside this character may be a letter's neighbour: circled and squared letters are alphabetic
/// and yet symbols, which CommonMark (section 2.1, Unicode punctuation) counts as punctuation.
fn word(character: Option<char>) -> bool {
    let symbol = |c| matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    character.is_some_and(|c| c.is_alphanumeric() && !symbol(c))
}
