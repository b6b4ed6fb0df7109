//! Text, and elements inside a line of it.

use std::borrow::Cow;

use super::tree::ElementRef;
use dateline_story::{Block, Direction, Inline, Language, text};

use super::address::{Address, UNRESOLVED, link};
use super::piece::{Context, Piece, is_blank, join, wrap};
use super::walk::{Walk, children, has_class, listing_of, text_of};
use crate::plain::glimpse;

/// Text where only tags make paragraphs.
pub fn text(text: &str, out: &mut Vec<Piece>) {
    if !text.is_empty() {
        out.push(Piece::Inline(Inline::Text(spaces(&without_marks(text)))));
    }
}

/// Words in the midst of others that their typeface makes code.
pub fn code_of(text: &str, out: &mut Vec<Piece>) {
    out.push(Piece::Inline(Inline::Code(spaces(text))));
}

/// A link around pieces, or the pieces alone where it leads nowhere safe.
pub fn link_around(href: &str, walk: &Walk<'_>, pieces: Vec<Piece>, out: &mut Vec<Piece>) {
    match link(href, walk.options.base.as_ref()) {
        Address::Good(href) => wrap(pieces, out, |content| Inline::Link { href: href.clone(), content }),
        Address::Lost(_) => out.extend(pieces),
    }
}

/// Text whose line breaks count, where tags make paragraphs; those at its ends are only the source's.
pub fn kept_lines(words: &str, out: &mut Vec<Piece>) {
    if words.trim().is_empty() {
        return text(words, out);
    }
    for (index, line) in words.trim_matches(['\r', '\n']).split('\n').enumerate() {
        if index > 0 {
            out.push(Piece::Inline(Inline::LineBreak));
        }
        text(line, out);
    }
}

/// Text where blank lines end paragraphs and line breaks count.
pub fn lines(text: &str, out: &mut Vec<Piece>) {
    let mut blank_lines = 0;
    let mut first = true;
    for line in text.split('\n') {
        if !first {
            blank_lines += 1;
        }
        first = false;
        if line.trim().is_empty() {
            if !line.is_empty() && blank_lines == 0 {
                out.push(Piece::Inline(Inline::Text(" ".into())));
            }
            continue;
        }
        end_lines(blank_lines, out);
        blank_lines = 0;
        out.push(Piece::Inline(Inline::Text(spaces(line))));
    }
    end_lines(blank_lines, out);
}

fn end_lines(count: usize, out: &mut Vec<Piece>) {
    match count {
        0 => {}
        1 => {
            // Right after a block, the line break is only the source's.
            if matches!(out.last(), Some(Piece::Inline(last)) if !matches!(last, Inline::LineBreak)) {
                out.push(Piece::Inline(Inline::LineBreak));
            }
        }
        _ => out.push(Piece::Break),
    }
}

/// A note, whose words `element` holds, where its number stands. What is not words in it stands beside the line.
pub fn note<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let mut inner = Vec::new();
    children(walk, element, Context { nested: true, linked: false, ..context }, &mut inner);
    let (content, beside) = on_one_line(inner);
    out.push(Piece::Inline(Inline::note(trimmed(content))));
    out.extend(beside.into_iter().map(Piece::Float));
}

/// What is [on one line](on_one_line) without the space at its ends, which stood before a number or a way back.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    while line.first().is_some_and(is_blank) {
        line.remove(0);
    }
    if let Some(Inline::Text(first)) = line.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = line.last_mut() {
        last.truncate(last.trim_end().len());
    }
    line
}

/// References that nothing answers to, and that stand in the text itself: as their author wrote them.
fn without_marks(text: &str) -> Cow<'_, str> {
    if !text.contains(UNRESOLVED) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split(UNRESOLVED);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '%')).unwrap_or(part.len());
        out.push_str(&percent_encoding::percent_decode_str(&part[..end]).decode_utf8_lossy());
        out.push_str(&part[end..]);
    }
    Cow::Owned(out)
}

/// Runs of ASCII white space become one space; a no-break space stays.
fn spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|character: char| character.is_ascii_whitespace()) {
        let bare = word.trim_end_matches(|character: char| character.is_ascii_whitespace());
        if bare.is_empty() && out.ends_with(' ') {
            continue;
        }
        out.push_str(bare);
        if bare.len() < word.len() {
            out.push(' ');
        }
    }
    out
}

/// A link, or its words where it leads nowhere safe.
pub fn anchor<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    // The block editor's second link to the same file says only “Download”.
    if has_class(element, &["wp-block-file__button"]) {
        return;
    }
    let Some(href) = element.value().attr("href").filter(|_| !context.linked) else {
        return children(walk, element, context, out);
    };
    let mut inner = Vec::new();
    children(walk, element, Context { linked: true, ..context }, &mut inner);
    match link(href, walk.options.base.as_ref()) {
        Address::Good(href) => {
            let pictures = inner.iter_mut().filter_map(|piece| match piece {
                Piece::Float(Block::Figure(figure)) => Some(figure),
                _ => None,
            });
            let mut lost = false;
            for figure in pictures {
                if super::figure::is_same_picture(&figure.src, &href) {
                    figure.src.clone_from(&href);
                } else if !super::figure::is_picture_address(&href) && !walk.options.picture_pages.contains(&href) {
                    lost = true;
                }
            }
            let has_words = inner.iter().any(|piece| matches!(piece, Piece::Inline(inline) if !is_blank(inline)));
            if lost && !has_words {
                walk.lose(format!("a picture cannot be a link: the link to {href} is dropped"));
            }
            wrap(inner, out, |content| Inline::Link { href: href.clone(), content });
        }
        Address::Lost(why) => {
            let words = glimpse(&text_of(element));
            walk.lose(format!("{why}: the words “{words}” stay, the link does not"));
            out.extend(inner);
        }
    }
}

/// Code inside a line.
pub fn code(element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let code = listing_of(element);
    if !code.is_empty() {
        out.push(Piece::Inline(Inline::Code(code.replace('\n', " "))));
    }
}

/// A short form with its long one.
pub fn abbreviation<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    match element.value().attr("title").map(str::trim) {
        Some(long) if !long.is_empty() => {
            let short = dateline_story::normal::line(&text_of(element));
            out.push(Piece::Inline(Inline::Abbreviation { short, long: long.to_owned() }));
        }
        _ => children(walk, element, context, out),
    }
}

/// The language an element's words are in, when it is not the story's.
pub fn foreign(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<Language> {
    let language = element.value().attr("lang").and_then(|tag| Language::new(tag).ok())?;
    let letters = || element.text().flat_map(str::chars).filter(|letter| letter.is_alphabetic());
    letters().next()?;
    if let Some(around) = &walk.options.language {
        return (around.primary() != language.primary()).then_some(language);
    }
    // Where nobody says what a text is in, most words do.
    let around = walk.looks.language().and_then(|tag| Language::new(tag).ok());
    let differs = around.as_ref().map(Language::primary) != Some(language.primary());
    // Word guesses languages for its spelling checker, and only its guess of a script is to be relied on.
    let reads = around.as_ref().map_or(Direction::Ltr, Language::direction);
    if !walk.looks.by_word {
        return differs.then_some(language);
    }
    // It also marks letters of one script with a language of the other.
    let rightward = |letter: &char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}');
    let most =
        if letters().filter(rightward).count() * 2 > letters().count() { Direction::Rtl } else { Direction::Ltr };
    (differs && reads != language.direction() && most == language.direction()).then_some(language)
}

/// Everything on one line: for headings, captions and cells. Blocks that cannot be text come back beside it.
pub fn on_one_line(pieces: Vec<Piece>) -> (Vec<Inline>, Vec<Block>) {
    let (mut line, mut beside) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => join(&mut line, inline),
            Piece::Break => end_line(&mut line),
            Piece::Caption(content) => push_block(Block::Paragraph(content), &mut line, &mut beside),
            Piece::Block(block) | Piece::Float(block) => push_block(block, &mut line, &mut beside),
        }
    }
    while line.last().is_some_and(is_blank) {
        line.pop();
    }
    (line, beside)
}

fn push_block(block: Block, line: &mut Vec<Inline>, beside: &mut Vec<Block>) {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => {
            end_line(line);
            line.extend(content);
            end_line(line);
        }
        Block::List(list) => {
            let mut number = list.start;
            for item in list.items {
                end_line(line);
                line.push(Inline::text(match number {
                    Some(number) => format!("{number}. "),
                    None => "• ".to_owned(),
                }));
                number = number.map(|number| number.saturating_add(1));
                let mut first = true;
                for block in item {
                    match block {
                        Block::Paragraph(content) if first => line.extend(content),
                        block => push_block(block, line, beside),
                    }
                    first = false;
                }
            }
            end_line(line);
        }
        Block::Quote { content, by } => {
            content.into_iter().for_each(|block| push_block(block, line, beside));
            if !by.is_empty() {
                line.push(Inline::text(format!("— {by}")));
                end_line(line);
            }
        }
        Block::Code { text, .. } => {
            end_line(line);
            line.push(Inline::Code(text.replace('\n', " ")));
            end_line(line);
        }
        Block::Rule => end_line(line),
        block @ (Block::Figure(_) | Block::Gallery { .. } | Block::Embed(_) | Block::Table(_)) => beside.push(block),
        other => {
            end_line(line);
            line.push(Inline::text(text::of_blocks(&[other]).replace('\n', " ")));
            end_line(line);
        }
    }
}

fn end_line(line: &mut Vec<Inline>) {
    if !line.is_empty() && !matches!(line.last(), Some(Inline::LineBreak)) {
        line.push(Inline::LineBreak);
    }
}
