//! What each element becomes.

use super::tree::{ElementRef, Node};
use dateline_story::{Block, Inline};

use super::look::Marks;
use super::piece::{Context, Piece, is_blank, wrap};
use super::style::{Part, Role};
use super::walk::{Walk, children, find, has_class, text_of};
use super::{NOTE, clipboard, embed, figure, inline, left_out, list, listing, quote, table};
use crate::plain::glimpse;

/// The pieces one element comes to.
pub fn pieces<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    if let Some(language) = inline::foreign(walk, element) {
        let mut inner = Vec::new();
        by_name(walk, element, context, &mut inner);
        return wrap(inner, out, |content| Inline::LanguageSpan { language: language.clone(), content });
    }
    by_name(walk, element, context, out);
}

fn by_name<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    if clipboard::is_marker(walk, element) || walk.notes.leaves_out(element) {
        return;
    }
    if let Some(words) = walk.notes.at(element) {
        return inline::note(walk, words, context, out);
    }
    if left_out::leave_out(walk, element) {
        return;
    }
    let context = struck_out(walk, element, context);
    let look = walk.looks.of(element);
    let name = element.value().name();
    if is_in_line(name) {
        let marks = look.marks.and(look.all).without(context.applied);
        if !marks.none() {
            let mut inner = Vec::new();
            let context = Context { applied: context.applied.with(marks), ..context };
            unmarked(walk, element, context, &mut inner);
            return wrap(inner, out, |content| marks.around(content));
        }
    }
    // Marks do not reach through these from outside: the words in them are marked one by one.
    let reset = matches!(name, "ul" | "ol" | "dl" | "details" | "blockquote" | "figure" | "table");
    let applied = if reset { Marks::default() } else { context.applied };
    unmarked(walk, element, Context { applied, ..context }, out);
}

/// Whether an `<xml>` holds only elements of Office's own, and no words beside them.
fn is_settings(xml: ElementRef<'_>) -> bool {
    let mut any = false;
    let all = xml.children().all(|child| match child.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(child) => {
            any = true;
            child.name().contains(':')
        }
        Node::Comment(_) | Node::Other => true,
    });
    any && all
}

/// Whether an element only fills a gap: there is one space in a story, however wide it was.
fn is_gap(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    const CLASSES: [&str; 3] = ["Apple-converted-space", "Apple-tab-span", "TabRun"];
    let named = walk.looks.says(element).is_some_and(|says| says.gap) || has_class(element, &CLASSES);
    // In a table of contents dots lead to the number of the page.
    named && text_of(element).chars().all(|c| c.is_whitespace() || matches!(c, '.' | '_' | '·' | '…' | '-'))
}

/// Tells of words that are struck out, once.
fn struck_out(walk: &mut Walk<'_>, element: ElementRef<'_>, context: Context) -> Context {
    let by_tag = matches!(element.value().name(), "del" | "s" | "strike");
    if context.struck || !(by_tag || walk.looks.says(element).is_some_and(|says| says.struck)) {
        return context;
    }
    let words = glimpse(&text_of(element));
    if !words.is_empty() {
        walk.lose(format!("the struck-out words “{words}” are kept as ordinary ones"));
    }
    Context { struck: true, ..context }
}

/// Whether an element is part of a line of text, so that its marks may go around it.
pub fn is_in_line(name: &str) -> bool {
    const NAMES: [&str; 40] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "rt", "rtc", "ruby", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ];
    NAMES.contains(&name) || name.contains(':')
}

/// What an element comes to, its marks apart.
fn unmarked<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    match element.value().name() {
        "p" | "div" if clipboard::heading(walk, element).is_some() => {
            let level = clipboard::heading(walk, element).unwrap_or(2);
            heading(walk, element, level, context, out);
        }
        "p" | "div" if clipboard::role(walk, element) == Some(Role::Caption) && !context.nested => {
            let mut inner = Vec::new();
            children(walk, element, context, &mut inner);
            let (caption, beside) = inline::on_one_line(inner);
            out.extend(beside.into_iter().map(Piece::Block));
            if !caption.iter().all(is_blank) {
                out.push(Piece::Caption(caption));
            }
        }
        "div" if is_drop_cap(walk, element) => drop_cap(walk, element, out),
        "p" => {
            // After the large letter that the paragraph begins with, its line goes on.
            if !std::mem::take(&mut walk.dropped) {
                out.push(Piece::Break);
            }
            children(walk, element, context, out);
            out.push(Piece::Break);
        }
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
            heading(walk, element, level, context, out);
        }
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "center" | "address"
        | "fieldset" | "legend" | "hgroup" | "search" | "body" | "html" | "menu" | "dir" | "li" | "dd" | "dt"
        | "tr" | "td" | "th" | "caption" | "figcaption" | "noframes" => division(walk, element, context, out),
        "ul" | "ol" if has_class(element, &["blocks-gallery-grid", "wp-block-gallery"]) => {
            figure::gallery(walk, element, context, out);
        }
        "ul" | "ol" => list::list(walk, element, context, out),
        "dl" => list::definitions(walk, element, context, out),
        "details" => list::details(walk, element, context, out),
        "blockquote" => quote::quote(walk, element, context, out),
        "q" => quote::in_line(walk, element, context, out),
        "figure" => figure::figure(walk, element, context, out),
        "img" => figure::picture(walk, element, out),
        "picture" => children(walk, element, context, out),
        "table" => table::table(walk, element, context, out),
        "pre" => listing::preformatted(element, out),
        "hr" => out.push(Piece::Block(Block::Rule)),
        "br" => line_break(walk, element, out),
        "a" => inline::anchor(walk, element, context, out),
        "code" | "kbd" | "samp" | "tt" => inline::code(element, out),
        "abbr" | "acronym" => inline::abbreviation(walk, element, context, out),
        NOTE => inline::note(walk, element, context, out),
        "iframe" | "embed" | "object" | "video" | "audio" => embed::player(walk, element, context, out),
        "rt" => {
            out.push(Piece::Inline(Inline::text(" (")));
            children(walk, element, context, out);
            out.push(Piece::Inline(Inline::text(")")));
        }
        "form" | "select" | "textarea" => {
            let words = glimpse(&text_of(element));
            walk.lose(format!("<{}> does nothing in a story: its words are kept: “{words}”", element.value().name()));
            division(walk, element, context, out);
        }
        "script" => script(walk, element),
        "style" if walk.looks.used(element) => {}
        "style" => walk.lose("a style sheet inside the text is dropped"),
        "svg" | "canvas" | "math" => drawing(walk, element, out),
        "noscript" => noscript(walk, element, out),
        "head" | "title" | "meta" | "link" | "base" | "template" | "param" | "source" | "track" | "area" | "col"
        | "colgroup" | "rp" | "wbr" | "input" | "frame" | "frameset" | "basefont" | "bgsound" => {}
        "em" | "i" | "cite" | "dfn" | "var" | "strong" | "b" | "sup" | "sub" | "del" | "s" | "strike" | "font"
        | "u" | "ins" | "mark" | "small" | "big" | "time" | "data" | "output" | "bdi" | "bdo" | "label" | "ruby"
        | "rb" | "rtc" | "map" | "button" | "progress" | "meter" | "nobr" | "option" | "optgroup" | "datalist"
        | "summary" | "slot" | "tbody" | "thead" | "tfoot" | "noembed" | "blink" | "marquee" => {
            children(walk, element, context, out);
        }
        // Word on the web ends each paragraph with a space of its own.
        "span" if has_class(element, &["EOP"]) => {}
        "span" if is_gap(walk, element) => out.push(Piece::Inline(Inline::text(" "))),
        "span" => children(walk, element, context, out),
        "o:p" if text_of(element).trim().is_empty() => {}
        "v:shape" => figure::drawn(walk, element, context, out),
        "m:sup" | "m:sub" => {
            let raised = element.value().name() == "m:sup";
            let mut inner = Vec::new();
            children(walk, element, context, &mut inner);
            wrap(inner, out, if raised { Inline::Superscript } else { Inline::Subscript });
        }
        "m:den" => {
            out.push(Piece::Inline(Inline::text("/")));
            children(walk, element, context, out);
        }
        // Settings of the program that wrote the page.
        "xml" if is_settings(element) => {}
        // Office's own elements mark words for itself: smart tags, fields, the end of a paragraph.
        name if name.contains(':') || name.starts_with("google-") || name.starts_with("x-apple-") => {
            children(walk, element, context, out);
        }
        name => {
            walk.lose(format!("the element <{}> is unknown: its words are kept", glimpse(name)));
            children(walk, element, context, out);
        }
    }
}

fn heading<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, level: u8, context: Context, out: &mut Vec<Piece>) {
    // What all its words have, and what its own style gives them, is how the writer's headings look.
    let look = walk.looks.of(element);
    let applied = Marks { strong: look.all.strong, ..look.marks };
    let mut inner = Vec::new();
    children(walk, element, Context { applied, heading: true, ..context }, &mut inner);
    let (content, beside) = inline::on_one_line(inner);
    let block = if context.nested {
        Block::Paragraph(vec![Inline::Strong(content)])
    } else {
        Block::Heading { level: level.clamp(2, 4), content }
    };
    out.push(Piece::Block(block));
    out.extend(beside.into_iter().map(Piece::Block));
}

/// A line break; one that Word makes for a new page ends the paragraph.
fn line_break(walk: &mut Walk<'_>, element: ElementRef<'_>, out: &mut Vec<Piece>) {
    if walk.looks.says(element).is_some_and(|says| says.page_break) {
        walk.lose("a page break is dropped: a story has no pages");
        out.push(Piece::Break);
    } else {
        out.push(Piece::Inline(Inline::LineBreak));
    }
}

fn division<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    if element.value().name() == "div" {
        if has_class(element, &["wp-caption"]) {
            return figure::figure(walk, element, context, out);
        }
        if has_class(element, &["gallery", "tiled-gallery"]) {
            return figure::gallery(walk, element, context, out);
        }
        if has_class(element, &["fb-post", "fb-video"])
            && let Some(embed) = embed::quoted_post(element)
        {
            out.push(Piece::Block(Block::Embed(embed)));
            return;
        }
    }
    if listing::is_written_as_code(walk, element) {
        let text = listing::lines(element, &walk.hidden, true);
        out.push(Piece::Block(Block::Code { language: String::new(), text }));
        return;
    }
    let (above, below) = left_out::lines_around(walk, element);
    out.push(Piece::Break);
    out.extend(above.then_some(Piece::Block(Block::Rule)));
    children(walk, element, context, out);
    out.push(Piece::Break);
    out.extend(below.then_some(Piece::Block(Block::Rule)));
}

/// Whether an element is the frame of a paragraph's large first letter.
fn is_drop_cap(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    walk.looks.says(element).is_some_and(|says| says.part == Some(Part::Frame))
        && find(element, |inner| walk.looks.says(*inner).is_some_and(|says| says.part == Some(Part::DropCap))).is_some()
}

fn drop_cap(walk: &mut Walk<'_>, element: ElementRef<'_>, out: &mut Vec<Piece>) {
    out.push(Piece::Break);
    out.push(Piece::Inline(Inline::text(text_of(element).trim())));
    walk.dropped = true;
}

fn script(walk: &mut Walk<'_>, element: ElementRef<'_>) {
    // These only dress up posts that become embeds anyway.
    const COMPANIONS: [&str; 6] = [
        "platform.twitter.com/",
        "platform.instagram.com/",
        "www.instagram.com/embed",
        "www.tiktok.com/embed",
        "connect.facebook.net/",
        "embed.redditmedia.com/",
    ];
    let src = element.value().attr("src").unwrap_or_default();
    if COMPANIONS.iter().any(|companion| src.contains(companion)) {
        return;
    }
    let what = if src.is_empty() { glimpse(&raw_text(element)) } else { src.to_owned() };
    walk.lose(format!("a script is dropped: {what}"));
}

fn raw_text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn drawing(walk: &mut Walk<'_>, element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let words = dateline_story::normal::line(&text_of(element));
    let name = element.value().name();
    if words.is_empty() {
        walk.lose(format!("a drawing in the text (<{name}>) is dropped"));
    } else {
        walk.lose(format!("a drawing in the text (<{name}>) is dropped, its words stay: “{}”", glimpse(&words)));
        out.push(Piece::Inline(Inline::Text(words)));
    }
}

/// What stands in for scripts. Usually the picture that a lazy loader would have shown, which is there already.
fn noscript(walk: &mut Walk<'_>, element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let inner = raw_text(element);
    if inner.contains("<noscript") {
        // One level is all that anybody writes; more would recurse as deep as the input likes.
        out.push(Piece::Inline(Inline::Text(crate::plain::text(&inner))));
        return;
    }
    let (blocks, losses) = super::to_blocks(&inner, walk.options);
    for loss in losses {
        walk.lose(loss.what);
    }
    for block in blocks {
        let shown = match (&block, out.last()) {
            (Block::Figure(new), Some(Piece::Float(Block::Figure(last)))) => new.src == last.src,
            _ => false,
        };
        if !shown {
            out.push(Piece::Block(block));
        }
    }
}
