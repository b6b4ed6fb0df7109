//! Gathers inlines from the parser's events: CommonMark's spans and the inline tags, on one stack.

use crate::normal::MAX_INLINE_DEPTH;
use crate::{Figure, Inline};

use super::tag::{self, Kind, Name, Tag};

/// An open span.
#[derive(Debug)]
enum Span {
    Base,
    Emphasis,
    Strong,
    Link(String),
    Image {
        src: String,
        title: String,
    },
    /// An inline tag, with its source for the case that it is never closed.
    Tag {
        name: Name,
        kind: Kind,
        source: String,
    },
}

#[derive(Debug)]
struct Open {
    span: Span,
    content: Vec<Inline>,
}

/// The inlines of the paragraph being read, and the pictures found in it.
#[derive(Debug, Default)]
pub struct Inlines {
    open: Vec<Open>,
    /// For each CommonMark span that began, whether it was shallow enough to be kept.
    kept: Vec<bool>,
    /// Pictures, which no paragraph can hold.
    pub figures: Vec<Figure>,
}

impl Inlines {
    /// Adds an inline to the innermost span.
    pub fn push(&mut self, inline: Inline) {
        if self.open.is_empty() {
            self.open.push(Open { span: Span::Base, content: Vec::new() });
        }
        if let Some(open) = self.open.last_mut() {
            // Parsers hand text over in small pieces; joined here, not one by one later.
            match (open.content.last_mut(), inline) {
                (Some(Inline::Text(before)), Inline::Text(more)) => before.push_str(&more),
                (_, inline) => open.content.push(inline),
            }
        }
    }

    fn begin(&mut self, span: Span) {
        let shallow = self.open.len() <= MAX_INLINE_DEPTH;
        self.kept.push(shallow);
        if shallow {
            if self.open.is_empty() {
                self.open.push(Open { span: Span::Base, content: Vec::new() });
            }
            self.open.push(Open { span, content: Vec::new() });
        }
    }

    /// `*`
    pub fn begin_emphasis(&mut self) {
        self.begin(Span::Emphasis);
    }

    /// `**`
    pub fn begin_strong(&mut self) {
        self.begin(Span::Strong);
    }

    /// `[`
    pub fn begin_link(&mut self, href: String) {
        self.begin(Span::Link(href));
    }

    /// `![`
    pub fn begin_image(&mut self, src: String, title: String) {
        self.begin(Span::Image { src, title });
    }

    /// Closes the innermost CommonMark span; tags left open inside it become text.
    pub fn end(&mut self) {
        if !self.kept.pop().unwrap_or(false) {
            return;
        }
        while matches!(self.open.last(), Some(Open { span: Span::Tag { .. }, .. })) {
            self.give_up_tag();
        }
        let Some(Open { span, content }) = self.open.pop() else { return };
        match span {
            Span::Emphasis => self.push(Inline::Emphasis(content)),
            Span::Strong => self.push(Inline::Strong(content)),
            Span::Link(href) => self.push(Inline::Link { href, content }),
            Span::Image { src, title } => self.figures.push(Figure {
                src,
                alt: crate::text::of_inlines(&content),
                caption: if title.is_empty() { Vec::new() } else { vec![Inline::Text(title)] },
                ..Figure::default()
            }),
            Span::Base | Span::Tag { .. } => content.into_iter().for_each(|inline| self.push(inline)),
        }
    }

    /// Takes an inline tag; `false` when it is not one of the known tags or closes nothing, and was kept as text.
    pub fn tag(&mut self, source: &str) -> bool {
        match tag::read(source) {
            Some(Tag::Break) => self.push(Inline::LineBreak),
            Some(Tag::Open(name, kind)) if self.open.len() <= MAX_INLINE_DEPTH => {
                if self.open.is_empty() {
                    self.open.push(Open { span: Span::Base, content: Vec::new() });
                }
                self.open.push(Open { span: Span::Tag { name, kind, source: source.to_owned() }, content: Vec::new() });
            }
            Some(Tag::Close(name)) => {
                let innermost =
                    matches!(self.open.last(), Some(Open { span: Span::Tag { name: open, .. }, .. }) if *open == name);
                match self.open.pop_if(|_| innermost) {
                    Some(Open { span: Span::Tag { kind, .. }, content }) => self.push(tagged(name, kind, content)),
                    _ => {
                        self.push(Inline::text(source));
                        return false;
                    }
                }
            }
            Some(Tag::Open(..)) | None => {
                self.push(Inline::text(source));
                return false;
            }
        }
        true
    }

    fn give_up_tag(&mut self) {
        if let Some(Open { span: Span::Tag { source, .. }, content }) = self.open.pop() {
            self.push(Inline::Text(source));
            content.into_iter().for_each(|inline| self.push(inline));
        }
    }

    /// Ends the paragraph: its inlines, and whether a tag was left open (and kept as text).
    pub fn finish(&mut self) -> (Vec<Inline>, bool) {
        let mut left_open = false;
        while self.open.len() > 1 {
            match self.open.last() {
                Some(Open { span: Span::Tag { .. }, .. }) => {
                    left_open = true;
                    self.give_up_tag();
                }
                _ => {
                    self.kept = vec![true];
                    self.end();
                }
            }
        }
        self.kept.clear();
        (self.open.pop().map(|open| open.content).unwrap_or_default(), left_open)
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.figures.is_empty()
    }
}

fn tagged(name: Name, kind: Kind, content: Vec<Inline>) -> Inline {
    match (name, kind) {
        (Name::Emphasis, _) => Inline::Emphasis(content),
        (Name::Strong, _) => Inline::Strong(content),
        (Name::Superscript, _) => Inline::Superscript(content),
        (Name::Subscript, _) => Inline::Subscript(content),
        (Name::Note, _) => Inline::note(content),
        (Name::Abbreviation, Kind::Long(long)) => {
            Inline::Abbreviation { short: crate::text::of_inlines(&content), long }
        }
        (Name::Span, Kind::In(language)) => Inline::LanguageSpan { language, content },
        (Name::Code | Name::Abbreviation | Name::Span, _) => Inline::Code(crate::text::of_inlines(&content)),
    }
}
