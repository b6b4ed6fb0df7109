//! What each element becomes.

use super::tree::ElementRef;
use dateline_story::{Block, Inline};

use super::piece::{Context, Piece, wrap};
use super::walk::{Walk, children, find, has_class, text_of};
use super::{embed, figure, inline, list, quote, table};
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
    match element.value().name() {
        "p" => {
            out.push(Piece::Break);
            children(walk, element, context, out);
            out.push(Piece::Break);
        }
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => heading(walk, element, name, context, out),
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
        "pre" => listing(element, out),
        "hr" => out.push(Piece::Block(Block::Rule)),
        "br" => out.push(Piece::Inline(Inline::LineBreak)),
        "a" => inline::anchor(walk, element, context, out),
        "em" | "i" | "cite" | "dfn" | "var" => inline::wrapped(walk, element, context, out, Inline::Emphasis),
        "strong" | "b" => inline::wrapped(walk, element, context, out, Inline::Strong),
        "sup" => inline::wrapped(walk, element, context, out, Inline::Superscript),
        "sub" => inline::wrapped(walk, element, context, out, Inline::Subscript),
        "code" | "kbd" | "samp" | "tt" => inline::code(element, out),
        "abbr" | "acronym" => inline::abbreviation(walk, element, context, out),
        "del" | "s" | "strike" => {
            let words = glimpse(&text_of(element));
            if !words.is_empty() {
                walk.lose(format!("the struck-out words “{words}” are kept as ordinary ones"));
            }
            children(walk, element, context, out);
        }
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
        "style" => walk.lose("a style sheet inside the text is dropped"),
        "svg" | "canvas" | "math" => drawing(walk, element, out),
        "noscript" => noscript(walk, element, out),
        "head" | "title" | "meta" | "link" | "base" | "template" | "param" | "source" | "track" | "area" | "col"
        | "colgroup" | "rp" | "wbr" | "input" | "frame" | "frameset" | "basefont" | "bgsound" => {}
        "span" | "font" | "u" | "ins" | "mark" | "small" | "big" | "time" | "data" | "output" | "bdi" | "bdo"
        | "label" | "ruby" | "rb" | "rtc" | "map" | "button" | "progress" | "meter" | "nobr" | "option"
        | "optgroup" | "datalist" | "summary" | "slot" | "tbody" | "thead" | "tfoot" | "noembed" | "blink"
        | "marquee" => {
            children(walk, element, context, out);
        }
        name => {
            walk.lose(format!("the element <{}> is unknown: its words are kept", glimpse(name)));
            children(walk, element, context, out);
        }
    }
}

fn heading<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, name: &str, context: Context, out: &mut Vec<Piece>) {
    let mut inner = Vec::new();
    children(walk, element, context, &mut inner);
    let (content, beside) = inline::on_one_line(inner);
    let block = if context.nested {
        Block::Paragraph(vec![Inline::Strong(content)])
    } else {
        Block::Heading { level: name.as_bytes().get(1).map_or(2, |digit| (digit - b'0').clamp(2, 4)), content }
    };
    out.push(Piece::Block(block));
    out.extend(beside.into_iter().map(Piece::Block));
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
    out.push(Piece::Break);
    children(walk, element, context, out);
    out.push(Piece::Break);
}

/// Preformatted text: a listing, or, where the block editor says verse, lines of a paragraph.
fn listing(element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let text = text_of(element);
    let text = text.trim_end().trim_start_matches('\n');
    if text.is_empty() {
        return;
    }
    if has_class(element, &["wp-block-verse"]) {
        let lines = text.lines().map(|line| Inline::text(line.trim()));
        let content = lines.flat_map(|line| [Inline::LineBreak, line]).skip(1).collect();
        out.push(Piece::Block(Block::Paragraph(content)));
        return;
    }
    let code = find(element, |inner| inner.value().name() == "code");
    let language = [Some(element), code]
        .into_iter()
        .flatten()
        .flat_map(|element| element.value().classes())
        .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
        .unwrap_or_default();
    out.push(Piece::Block(Block::Code { language: language.to_owned(), text: text.to_owned() }));
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
