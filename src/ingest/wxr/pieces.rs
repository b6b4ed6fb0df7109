//! An export, cut into its head and its items without parsing it.
//!
//! Only `<item>`, `</item>`, comments and CDATA sections matter here; everything else is bytes.

use std::borrow::Cow;
use std::io::{self, BufRead};

use crate::incoming::Loss;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All before the first item.
    Head,
    /// One item, from its tag to its end.
    Item,
    /// What stands after an item and before the next.
    Between,
    /// An item over the limit; its bytes are not kept.
    TooLong,
}

/// A part of the file.
#[derive(Debug)]
pub struct Piece {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    /// Where it starts, in bytes from the file's start.
    pub offset: u64,
    /// The line it starts on, from 1.
    pub line: u64,
    /// The column it starts in, in bytes from 1.
    pub column: u64,
}

impl Piece {
    /// “line 12, column 3 (byte 4567)” of a byte of this piece.
    pub fn position(&self, at: usize) -> String {
        let before = &self.bytes[..at.min(self.bytes.len())];
        let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
        let column = match before.iter().rposition(|byte| *byte == b'\n') {
            Some(newline) => (before.len() - newline) as u64,
            None => self.column + before.len() as u64,
        };
        format!("line {}, column {column} (byte {})", self.line + lines, self.offset + before.len() as u64)
    }

    /// Its text. Bytes that are no UTF-8 become U+FFFD, NUL characters go, and both are reported.
    pub fn text(&self, problems: &mut Vec<Loss>) -> Cow<'_, str> {
        let text = match std::str::from_utf8(&self.bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                let place = self.position(error.valid_up_to());
                problems.push(Loss::new(&place, "bytes that are no UTF-8 are replaced by “\u{fffd}” from here on"));
                String::from_utf8_lossy(&self.bytes)
            }
        };
        match text.find('\0') {
            Some(at) => {
                problems.push(Loss::new(&self.position(at), "NUL characters are dropped from here on"));
                Cow::Owned(text.replace('\0', ""))
            }
            None => text,
        }
    }

    /// Reports words between items: they belong to nothing.
    pub fn stray(&self) -> Option<Loss> {
        let words = crate::plain::text(&String::from_utf8_lossy(&self.bytes));
        let start = self.bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
        (!words.is_empty()).then(|| {
            Loss::new(
                &self.position(start),
                format!("text outside any item is not imported: “{}”", crate::plain::glimpse(&words)),
            )
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    CData,
    Comment,
}

/// A place in the file.
#[derive(Clone, Copy)]
struct Place {
    offset: u64,
    line: u64,
    column: u64,
}

impl Place {
    fn after(self, bytes: &[u8]) -> Self {
        Self {
            offset: self.offset + bytes.len() as u64,
            line: self.line + bytes.iter().filter(|byte| **byte == b'\n').count() as u64,
            column: match bytes.iter().rposition(|byte| *byte == b'\n') {
                Some(newline) => (bytes.len() - newline) as u64,
                None => self.column + bytes.len() as u64,
            },
        }
    }
}

/// Reads pieces off a file.
pub struct Pieces<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Everything in `buffer` before this belongs to pieces already handed out.
    from: usize,
    /// Everything in `buffer` before this has been looked at.
    seen: usize,
    state: State,
    kind: Kind,
    /// Where the piece at hand starts.
    start: Place,
    /// Where the byte at `from` stands.
    here: Place,
    limit: usize,
    ended: bool,
    cut_short: Option<String>,
}

/// How many bytes a mark needs to be known: `<![CDATA[`.
const LONGEST_MARK: usize = 9;

impl<R: BufRead> Pieces<R> {
    /// Pieces of at most `limit` bytes.
    pub fn new(reader: R, limit: usize) -> Self {
        let start = Place { offset: 0, line: 1, column: 1 };
        Self {
            reader,
            buffer: Vec::new(),
            from: 0,
            seen: 0,
            state: State::Text,
            kind: Kind::Head,
            start,
            here: start,
            limit,
            ended: false,
            cut_short: None,
        }
    }

    /// Where the file ended, when that was in the middle of an item.
    pub fn cut_short(&self) -> Option<String> {
        self.cut_short.clone()
    }

    /// The next piece; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            if let Some((end, next)) = self.scan() {
                let piece = self.cut(end, next);
                if piece.kind == Kind::Between && piece.bytes.is_empty() {
                    continue;
                }
                return Ok(Some(piece));
            }
            if self.ended {
                if self.from == self.buffer.len() {
                    return Ok(None);
                }
                let unfinished = matches!(self.kind, Kind::Item | Kind::TooLong);
                let piece = self.cut(self.buffer.len(), Kind::Between);
                if unfinished {
                    let end = self.here;
                    self.cut_short = Some(format!("line {}, column {} (byte {})", end.line, end.column, end.offset));
                }
                return Ok(Some(piece));
            }
            self.read()?;
        }
    }

    fn read(&mut self) -> io::Result<()> {
        if self.buffer.len() - self.from > self.limit && self.kind != Kind::Head {
            // Over the limit: what has been seen is forgotten, its end is still looked for.
            self.kind = Kind::TooLong;
            self.here = self.here.after(&self.buffer[self.from..self.seen]);
            self.from = self.seen;
        }
        self.buffer.drain(..self.from);
        self.seen -= self.from;
        self.from = 0;
        let chunk = self.reader.fill_buf()?;
        let len = chunk.len();
        self.buffer.extend_from_slice(chunk);
        self.reader.consume(len);
        self.ended = len == 0;
        Ok(())
    }

    /// Where the piece at hand ends and what comes next, as far as the buffer tells.
    fn scan(&mut self) -> Option<(usize, Kind)> {
        loop {
            let rest = &self.buffer[self.seen..];
            let mark: &[u8] = match self.state {
                State::CData => b"]]>",
                State::Comment => b"-->",
                State::Text => {
                    let Some(at) = rest.iter().position(|byte| *byte == b'<') else {
                        self.seen = self.buffer.len();
                        return None;
                    };
                    let (tag, start) = (&rest[at..], self.seen + at);
                    if tag.len() < LONGEST_MARK && !self.ended {
                        self.seen = start;
                        return None;
                    }
                    self.seen = start + 1;
                    if tag.starts_with(b"<![CDATA[") {
                        self.seen = start + LONGEST_MARK;
                        self.state = State::CData;
                    } else if tag.starts_with(b"<!--") {
                        self.seen = start + 4;
                        self.state = State::Comment;
                    } else if is_tag(tag, b"<item") && matches!(self.kind, Kind::Head | Kind::Between) {
                        return Some((start, Kind::Item));
                    } else if is_tag(tag, b"</item") && matches!(self.kind, Kind::Item | Kind::TooLong) {
                        let end =
                            tag.iter().position(|byte| *byte == b'>').map_or(self.buffer.len(), |end| start + end + 1);
                        self.seen = end;
                        return Some((end, Kind::Between));
                    }
                    continue;
                }
            };
            match rest.windows(mark.len()).position(|window| window == mark) {
                Some(at) => {
                    self.seen += at + mark.len();
                    self.state = State::Text;
                }
                None => {
                    self.seen += rest.len().saturating_sub(mark.len() - 1);
                    return None;
                }
            }
        }
    }

    fn cut(&mut self, end: usize, next: Kind) -> Piece {
        let kind = std::mem::replace(&mut self.kind, next);
        let bytes = &self.buffer[self.from..end];
        self.here = self.here.after(bytes);
        let Place { offset, line, column } = std::mem::replace(&mut self.start, self.here);
        let bytes = if kind == Kind::TooLong { Vec::new() } else { bytes.to_vec() };
        self.from = end;
        self.seen = self.seen.max(end);
        Piece { kind, bytes, offset, line, column }
    }
}

fn is_tag(bytes: &[u8], tag: &[u8]) -> bool {
    bytes.starts_with(tag) && bytes.get(tag.len()).is_some_and(|next| *next == b'>' || next.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str, buffer: usize, limit: usize) -> Vec<(Kind, String)> {
        let mut pieces = Pieces::new(io::BufReader::with_capacity(buffer, xml.as_bytes()), limit);
        let mut out = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            out.push((piece.kind, String::from_utf8(piece.bytes).unwrap()));
        }
        out
    }

    #[test]
    fn cuts_at_items_and_only_there_whatever_the_buffer() {
        let xml = "<rss><items/><!-- <item> --><item><c><![CDATA[</item>]]]]><![CDATA[></item>]]></c></item>\n<item a='1'>b</item></rss>";
        let expected = [
            (Kind::Head, "<rss><items/><!-- <item> -->".to_owned()),
            (Kind::Item, "<item><c><![CDATA[</item>]]]]><![CDATA[></item>]]></c></item>".to_owned()),
            (Kind::Between, "\n".to_owned()),
            (Kind::Item, "<item a='1'>b</item>".to_owned()),
            (Kind::Between, "</rss>".to_owned()),
        ];
        for buffer in [1, 2, 3, 7, 64, 4096] {
            assert_eq!(all(xml, buffer, 1 << 20), expected, "buffer of {buffer}");
        }
    }

    #[test]
    fn an_item_over_the_limit_is_passed_over_and_the_next_is_read() {
        let xml = format!("<rss><item>{}</item><item>b</item></rss>", "x".repeat(5000));
        let kinds: Vec<Kind> = all(&xml, 16, 1000).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [Kind::Head, Kind::TooLong, Kind::Item, Kind::Between]);
    }

    #[test]
    fn positions_count_from_the_files_start() {
        let mut pieces = Pieces::new("<a>\n\n<item>\nbc</item>".as_bytes(), 1000);
        pieces.next().unwrap();
        let item = pieces.next().unwrap().unwrap();
        assert_eq!(item.position(0), "line 3, column 1 (byte 5)");
        assert_eq!(item.position(8), "line 4, column 2 (byte 13)");
    }

    #[test]
    fn a_file_cut_short_gives_what_there_is() {
        let mut pieces = Pieces::new("<a><item>\nbc".as_bytes(), 1000);
        pieces.next().unwrap();
        assert_eq!(pieces.next().unwrap().unwrap().bytes, b"<item>\nbc");
        assert!(pieces.next().unwrap().is_none());
        assert_eq!(pieces.cut_short().as_deref(), Some("line 2, column 3 (byte 12)"));
    }
}
