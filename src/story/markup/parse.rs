//! Story markup to blocks: directives by line, the stretches between them by CommonMark.

use jiff::Timestamp;

use crate::{Block, Embed, Figure, Focus, Inline, LivePost, normal};

use super::blocks;
use super::directive::{self, Line, Opening};
use super::fence::Fence;
use super::position::{lines, place};

/// What a source says, and what in it could not be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The body, in normal form. Nothing of the source is lost: what no block can hold is text.
    pub blocks: Vec<Block>,
    /// For each block the line it begins on, from 1.
    pub lines: Vec<usize>,
    /// What is wrong, in the order of the source.
    pub problems: Vec<Problem>,
}

/// Something in a source that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong and what became of it.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

/// How deep directives may nest.
const MAX_DIRECTIVES: usize = 4;

/// Reads story markup. Total: every source gives a body.
pub fn parse(source: &str) -> Parsed {
    let unix;
    let source = if source.contains(['\r', '\0']) {
        unix = source.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        &unix
    } else {
        source
    };
    let mut reader = Reader { source, problems: Vec::new(), stretch: 0, frames: vec![Frame::root()] };
    reader.read();
    let mut blocks = Vec::new();
    let mut starts = Vec::new();
    // Blocks of a body have their normal form one by one, so each of them keeps its place in the source.
    for (start, block) in reader.frames.pop().map(|frame| frame.blocks).unwrap_or_default() {
        blocks.extend(normal::blocks(vec![block]));
        starts.resize(blocks.len(), start);
    }
    Parsed { lines: lines(source, &starts), blocks, problems: place(source, reader.problems) }
}

/// A directive that is open, or the body itself.
struct Frame<'s> {
    opening: Option<Opening<'s>>,
    at: usize,
    /// Each with the byte it begins at.
    blocks: Vec<(usize, Block)>,
}

impl Frame<'_> {
    fn root() -> Self {
        Self { opening: None, at: 0, blocks: Vec::new() }
    }
}

struct Reader<'s> {
    source: &'s str,
    /// Byte offset and message.
    problems: Vec<(usize, String)>,
    /// Where the stretch without directives began.
    stretch: usize,
    /// Never empty: the first is the body.
    frames: Vec<Frame<'s>>,
}

impl<'s> Reader<'s> {
    fn read(&mut self) {
        let mut fence: Option<Fence> = None;
        let mut at = 0;
        for line in self.source.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let text = line.strip_suffix('\n').unwrap_or(line);
            if let Some(open) = &fence {
                if open.ends(text) {
                    fence = None;
                }
                continue;
            }
            match directive::read(text) {
                None => fence = Fence::begins(text),
                Some(line) => {
                    self.end_stretch(start);
                    self.stretch = at;
                    self.directive(line, text, start);
                }
            }
        }
        self.end_stretch(self.source.len());
        while self.frames.len() > 1 {
            if let Some(frame) = self.frames.last() {
                let name = frame.opening.as_ref().map_or("", |opening| opening.name);
                self.problems
                    .push((frame.at, format!("“:::{name}” is not closed by a line “:::”: it runs to the end")));
            }
            self.close();
        }
    }

    fn end_stretch(&mut self, end: usize) {
        let (start, source) = (self.stretch, self.source);
        if start >= end {
            return;
        }
        let problems = &mut self.problems;
        let found =
            blocks::read(&source[start..end], &mut |range, message| problems.push((start + range.start, message)));
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(found.into_iter().map(|(at, block)| (start + at, block)));
        }
    }

    fn add(&mut self, at: usize, found: Vec<Block>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(found.into_iter().map(|block| (at, block)));
        }
    }

    fn directive(&mut self, line: Line<'s>, text: &str, start: usize) {
        let as_text = || vec![Block::Paragraph(vec![Inline::text(text)])];
        match line {
            Line::Close if self.frames.len() > 1 => self.close(),
            Line::Close => {
                self.problems.push((start, "“:::” closes nothing here: kept as text".into()));
                self.add(start, as_text());
            }
            Line::Broken(at, message) => {
                self.problems.push((start + at, format!("{message}; the line is kept as text")));
                self.add(start, as_text());
            }
            Line::Open(opening) => {
                let container = opening.container;
                if self.frames.len() > MAX_DIRECTIVES && container {
                    self.problems.push((start, format!("directives nest at most {MAX_DIRECTIVES} deep: kept as text")));
                    self.add(start, as_text());
                    return;
                }
                if !known(opening.name) {
                    self.problems
                        .push((start, format!("there is no directive “{}”: its line is kept as text", opening.name)));
                    self.add(start, as_text());
                }
                self.frames.push(Frame { opening: Some(opening), at: start, blocks: Vec::new() });
                if !container {
                    self.close();
                }
            }
        }
    }

    /// Makes a block of the innermost directive and gives it to the one around it.
    fn close(&mut self) {
        let Some(Frame { opening: Some(opening), at, blocks }) = self.frames.pop() else { return };
        let mut maker = Maker { opening: &opening, at, problems: &mut self.problems };
        let made = maker.make(blocks.into_iter().map(|(_, block)| block).collect());
        maker.report_unused();
        self.add(at, made);
    }
}

const KEYS: [(&str, &[&str]); 10] = [
    ("figure", &["src", "alt", "credit", "focus"]),
    ("gallery", &["caption"]),
    ("key-points", &["title"]),
    ("pull-quote", &["by"]),
    ("quote", &["by"]),
    ("table", &["caption"]),
    ("embed", &["url", "title"]),
    ("channel", &[]),
    ("correction", &["at"]),
    ("live-post", &["at", "headline", "by", "key"]),
];

fn known(name: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == name)
}

/// Makes the block of one directive.
struct Maker<'m, 's> {
    opening: &'m Opening<'s>,
    at: usize,
    problems: &'m mut Vec<(usize, String)>,
}

impl Maker<'_, '_> {
    fn value(&self, key: &str) -> String {
        self.opening
            .attributes
            .iter()
            .find(|(found, _)| *found == key)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }

    fn problem(&mut self, message: String) {
        self.problems.push((self.at, message));
    }

    fn report_unused(&mut self) {
        let Some((name, keys)) = KEYS.iter().find(|(known, _)| *known == self.opening.name) else { return };
        let opening = self.opening;
        for (key, _) in opening.attributes.iter().filter(|(key, _)| !keys.contains(key)) {
            self.problem(format!(
                "“{name}” has no key “{key}”; it knows {}",
                if keys.is_empty() { "none".into() } else { keys.join(", ") }
            ));
        }
    }

    fn instant(&mut self) -> Option<Timestamp> {
        let text = self.value("at");
        let instant = text.parse();
        if instant.is_err() {
            self.problem(format!("“{}” needs at=\"…\" with an instant such as 2025-07-09T10:00:00Z, and has “{text}”: its content is kept as text", self.opening.name));
        }
        instant.ok()
    }

    fn make(&mut self, content: Vec<Block>) -> Vec<Block> {
        match self.opening.name {
            "figure" => {
                let (caption, mut rest) = self.one_paragraph(content);
                let src = self.value("src");
                if src.is_empty() {
                    self.problem("a figure needs src=\"…\", a picture's name: its caption is kept as text".into());
                }
                let figure =
                    Figure { src, alt: self.value("alt"), caption, credit: self.value("credit"), focus: self.focus() };
                rest.insert(0, Block::Figure(figure));
                rest
            }
            "gallery" => {
                let (figures, rest): (Vec<_>, Vec<_>) =
                    content.into_iter().partition(|block| matches!(block, Block::Figure(_)));
                if figures.is_empty() || !rest.is_empty() {
                    self.problem("a gallery holds figures and nothing else: the rest follows it".into());
                }
                let figures = figures
                    .into_iter()
                    .filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
                let mut made = vec![Block::Gallery { figures: figures.collect(), caption: self.value("caption") }];
                made.extend(rest);
                made
            }
            "key-points" => self.key_points(content),
            "pull-quote" => {
                let (content, mut rest) = self.one_paragraph(content);
                rest.insert(0, Block::PullQuote { content, by: self.value("by") });
                rest
            }
            "quote" => vec![Block::Quote { content, by: self.value("by") }],
            "table" => {
                let caption = self.value("caption");
                let mut content = content;
                match content
                    .iter_mut()
                    .find_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
                {
                    Some(table) => table.caption = caption,
                    None => self.problem("a table directive holds a table, and there is none".into()),
                }
                content
            }
            "embed" => {
                let (caption, mut rest) = self.one_paragraph(content);
                let (url, title) = (self.value("url"), self.value("title"));
                if !normal::is_web_address(url.trim()) {
                    self.problem(format!("an embed needs url=\"https://…\", and has “{url}”: kept as text"));
                }
                rest.insert(0, Block::Embed(Embed { url, title }));
                if !caption.is_empty() {
                    rest.push(Block::Paragraph(caption));
                }
                rest
            }
            "channel" => {
                let (content, mut rest) = self.one_paragraph(content);
                rest.insert(0, Block::Channel { content });
                rest
            }
            "correction" => match self.instant() {
                Some(at) => {
                    let (content, mut rest) = self.one_paragraph(content);
                    rest.insert(0, Block::Correction { at, content });
                    rest
                }
                None => content,
            },
            "live-post" => match self.instant() {
                Some(at) => vec![Block::LivePost(LivePost {
                    at,
                    headline: self.value("headline"),
                    by: self.value("by"),
                    key: self.opening.attributes.iter().any(|(key, value)| *key == "key" && value != "no"),
                    content,
                })],
                None => content,
            },
            _ => content,
        }
    }

    fn focus(&mut self) -> Focus {
        let text = self.value("focus");
        if text.is_empty() {
            return Focus::default();
        }
        let focus = text
            .split_once(',')
            .and_then(|(x, y)| Some(Focus { x: x.trim().parse().ok()?, y: y.trim().parse().ok()? }));
        match focus.filter(|focus| focus.x <= 100 && focus.y <= 100) {
            Some(focus) => focus,
            None => {
                self.problem(format!(
                    "focus=\"{text}\" is no point: expected two numbers from 0 to 100, such as 50,30"
                ));
                Focus::default()
            }
        }
    }

    /// The paragraphs of `content` as one, broken where one ended; and what else it holds.
    fn one_paragraph(&mut self, content: Vec<Block>) -> (Vec<Inline>, Vec<Block>) {
        let mut joined: Vec<Inline> = Vec::new();
        let mut rest = Vec::new();
        for block in content {
            match block {
                Block::Paragraph(inlines) => {
                    if !joined.is_empty() {
                        joined.push(Inline::LineBreak);
                    }
                    joined.extend(inlines);
                }
                other => rest.push(other),
            }
        }
        if !rest.is_empty() {
            self.problem(format!("“{}” holds a paragraph and nothing else: the rest follows it", self.opening.name));
        }
        (joined, rest)
    }

    fn key_points(&mut self, content: Vec<Block>) -> Vec<Block> {
        let mut points = Vec::new();
        let mut rest = Vec::new();
        for block in content {
            match block {
                Block::List(list) => {
                    for item in list.items {
                        let mut item = item.into_iter();
                        match item.next() {
                            Some(Block::Paragraph(point)) => points.push(point),
                            Some(other) => rest.push(other),
                            None => {}
                        }
                        rest.extend(item);
                    }
                }
                Block::Paragraph(point) => points.push(point),
                other => rest.push(other),
            }
        }
        if points.is_empty() || !rest.is_empty() {
            self.problem("key points are a list of single lines: the rest follows them".into());
        }
        let mut made = vec![Block::KeyPoints { title: self.value("title"), points }];
        made.extend(rest);
        made
    }
}
