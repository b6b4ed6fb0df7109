//! Pictures, with their captions and in galleries.

use super::tree::ElementRef;
use dateline_story::{Block, Embed, Figure, Inline, normal};

use super::piece::{Context, Piece, is_blank};
use super::walk::{Walk, children, find, has_class};
use super::{address, embed, inline, quote};
use crate::plain::glimpse;

const CAPTION_CLASSES: [&str; 4] = ["wp-caption-text", "gallery-caption", "blocks-gallery-caption", "caption-text"];

/// A picture.
pub fn picture(walk: &mut Walk<'_>, element: ElementRef<'_>, out: &mut Vec<Piece>) {
    let value = element.value();
    let alt = described(value.attr("alt").unwrap_or_default());
    if has_class(element, &["emoji", "wp-smiley"]) || is_emoji(&alt) {
        out.push(Piece::Inline(Inline::Text(alt)));
        return;
    }
    if [value.attr("width"), value.attr("height")].into_iter().flatten().any(|size| matches!(size.trim(), "0" | "1")) {
        walk.lose("a one-pixel picture, made for counting visits, is dropped");
        return;
    }
    // Lazy loading puts a placeholder in `src` and the picture beside it.
    let addresses = ["data-src", "data-lazy-src", "data-original", "src"].iter().filter_map(|name| value.attr(name));
    match addresses.filter_map(|src| address::file(src, walk.options.base.as_ref())).next() {
        Some(src) => {
            let caption = value.attr("data-caption").map(crate::plain::text).filter(|caption| !caption.is_empty());
            out.push(Piece::Float(Block::Figure(Figure {
                src,
                alt,
                caption: caption.map(|caption| vec![Inline::Text(caption)]).unwrap_or_default(),
                credit: normal::line(value.attr("data-credit").unwrap_or_default()),
                ..Figure::default()
            })));
        }
        // The box of a checklist; whether it is ticked stands before its item.
        None if value.attr("aria-roledescription") == Some("checkbox") => {}
        None => lost(walk, value.attr("src").unwrap_or_default(), alt, out),
    }
}

/// A picture that Word describes in its own form (VML), as it does where there is no `<img>`.
pub fn drawn<'a>(walk: &mut Walk<'a>, shape: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let Some(data) = find(shape, |inner| inner.value().name() == "v:imagedata") else {
        return children(walk, shape, context, out);
    };
    let alt = described(shape.value().attr("alt").unwrap_or_default());
    let src = data.value().attr("src").unwrap_or_default();
    match address::file(src, walk.options.base.as_ref()) {
        Some(src) => out.push(Piece::Float(Block::Figure(Figure { src, alt, ..Figure::default() }))),
        None => lost(walk, src, alt, out),
    }
}

/// What a picture's own text says of it, without what a program says of that text.
fn described(alt: &str) -> String {
    const REMARKS: [&str; 4] = [
        "Description automatically generated",
        "Automatically generated description",
        "AI-generated content may be incorrect",
        "AI generated content may be incorrect",
    ];
    let alt = normal::line(alt);
    let end = REMARKS.iter().filter_map(|remark| alt.find(remark)).min().unwrap_or(alt.len());
    alt[..end].trim_end().to_owned()
}

/// Whether a picture stands for one sign of a line.
fn is_emoji(alt: &str) -> bool {
    !alt.is_empty()
        && alt.chars().count() <= 8
        && alt.chars().all(|c| c as u32 >= 0x200d && !c.is_alphanumeric() && !c.is_whitespace())
}

/// Tells of a picture that cannot be fetched, and keeps its alternative text where that is words.
fn lost(walk: &mut Walk<'_>, src: &str, alt: String, out: &mut Vec<Piece>) {
    // The picture of a text box says what is in it, after a word of its own: “Text Box: …”.
    if walk.boxed.iter().any(|words| alt.ends_with(words.as_str())) {
        return;
    }
    let alt = alt.strip_prefix("Text Box: ").map(str::to_owned).unwrap_or(alt);
    // Word fills in the name of the file where its writer said nothing.
    let words = !alt.is_empty() && !is_picture_address(&alt) && !normal::is_web_address(&alt);
    let kept = if words { "its alternative text is kept" } else { "nothing of it is kept" };
    match src.strip_prefix("file:").map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default()) {
        Some(name) => {
            let name = glimpse(name);
            walk.lose(format!("the picture “{name}” is on the writer's own computer and cannot be fetched: {kept}"));
        }
        None => walk.lose(format!("a picture has no address to fetch it from: {kept}")),
    }
    if words && src.starts_with("file:") {
        // A whole sentence, as a rule, in the midst of another.
        out.push(Piece::Float(Block::Paragraph(vec![Inline::Text(alt)])));
    } else if words {
        out.push(Piece::Inline(Inline::Text(alt)));
    }
}

/// A figure of any sort: picture, gallery, table, player, quotation, listing, each with a caption.
pub fn figure<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let class_gallery = has_class(element, &["wp-block-gallery", "gallery"]);
    let caption_node = element
        .children()
        .filter_map(ElementRef::wrap)
        .rfind(is_caption)
        .or_else(|| if class_gallery { None } else { find(element, is_caption) });
    walk.done.extend(caption_node);
    let mut inner = Vec::new();
    if let Some(embed) = embed::wrapped_address(element) {
        inner.push(Piece::Block(Block::Embed(embed)));
    } else if has_class(element, &["wp-block-pullquote"]) {
        quote::pulled(walk, element, context, &mut inner);
    } else {
        children(walk, element, context, &mut inner);
    }
    let (mut caption, mut after) = match caption_node {
        Some(node) => {
            walk.done.pop();
            let mut pieces = Vec::new();
            children(walk, node, context, &mut pieces);
            inline::on_one_line(pieces)
        }
        None => (Vec::new(), Vec::new()),
    };
    let only_blocks = inner.iter().all(|piece| match piece {
        Piece::Inline(inline) => is_blank(inline),
        _ => true,
    });
    let mut blocks = Vec::new();
    if only_blocks {
        for piece in inner.drain(..) {
            if let Piece::Block(block) | Piece::Float(block) = piece {
                blocks.push(block);
            }
        }
    }
    let pictures = blocks.iter().all(|block| matches!(block, Block::Figure(_) | Block::Gallery { .. }));
    out.push(Piece::Break);
    match blocks.as_mut_slice() {
        [Block::Figure(_)] if !class_gallery && caption.is_empty() => {}
        [Block::Figure(figure)] if !class_gallery => figure.caption = std::mem::take(&mut caption),
        [Block::Table(table)] if table.caption.is_empty() => table.caption = plain(std::mem::take(&mut caption)),
        [Block::Embed(Embed { title, .. })] if title.is_empty() => *title = plain(std::mem::take(&mut caption)),
        [_, ..] if pictures => {
            let mut figures = Vec::new();
            let mut own = Vec::new();
            for block in blocks.drain(..) {
                match block {
                    Block::Figure(figure) => figures.push(figure),
                    Block::Gallery { figures: more, caption } => {
                        figures.extend(more);
                        own.push(caption);
                    }
                    _ => {}
                }
            }
            own.push(plain(std::mem::take(&mut caption)));
            own.retain(|words| !words.is_empty());
            blocks.push(Block::Gallery { figures, caption: own.join(" ") });
        }
        _ => {}
    }
    out.extend(blocks.into_iter().map(Piece::Block));
    out.extend(inner);
    out.push(Piece::Break);
    if !caption.is_empty() {
        out.push(Piece::Block(Block::Paragraph(caption)));
    }
    out.extend(after.drain(..).map(Piece::Block));
}

/// A gallery that is no figure element: the pictures in it, each with its own caption.
pub fn gallery<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let mut inner = Vec::new();
    children(walk, element, context, &mut inner);
    let mut figures: Vec<Figure> = Vec::new();
    let mut caption = String::new();
    let mut rest = Vec::new();
    for piece in inner {
        match piece {
            Piece::Block(Block::Figure(figure)) | Piece::Float(Block::Figure(figure)) => figures.push(figure),
            Piece::Block(Block::Gallery { figures: more, caption: words }) => {
                figures.extend(more);
                caption = words;
            }
            // Old galleries are definition lists: the words after a picture are its caption.
            Piece::Block(Block::Paragraph(words)) if figures.last().is_some_and(|figure| figure.caption.is_empty()) => {
                if let Some(figure) = figures.last_mut() {
                    figure.caption = words;
                }
            }
            other => rest.push(other),
        }
    }
    out.push(Piece::Break);
    if !figures.is_empty() {
        out.push(Piece::Block(Block::Gallery { figures, caption }));
    }
    out.extend(rest);
    out.push(Piece::Break);
}

fn is_caption(element: &ElementRef<'_>) -> bool {
    element.value().name() == "figcaption" || has_class(*element, &CAPTION_CLASSES)
}

fn plain(caption: Vec<Inline>) -> String {
    dateline_story::text::of_inlines(&normal::inlines(caption))
}

/// Whether an address is a picture's, by its ending.
pub fn is_picture_address(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "tif", "tiff", "bmp"]
        .iter()
        .any(|ending| path.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

/// Whether `full` is the picture of which `shown` is a smaller size: `a-300x200.jpg` of `a.jpg`.
pub fn is_same_picture(shown: &str, full: &str) -> bool {
    fn stem(address: &str) -> &str {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_prefix("https://").or_else(|| path.strip_prefix("http://")).unwrap_or(path);
        path.rsplit_once('.').map_or(path, |(stem, _)| stem)
    }
    is_picture_address(full) && unsized_stem(stem(shown)) == stem(full)
}

/// A file's stem without the size WordPress adds to it: `a` of `a-300x200`.
pub fn unsized_stem(stem: &str) -> &str {
    let Some((name, size)) = stem.rsplit_once('-') else { return stem };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match size.split_once('x') {
        Some((width, height)) if number(width) && number(height) => name,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sized_picture_is_known_by_its_original() {
        assert!(is_same_picture("http://a.example/x/pic-300x200.jpg", "https://a.example/x/pic.jpg"));
        assert!(is_same_picture("https://a.example/pic.jpg?w=604", "https://a.example/pic.jpg"));
        assert!(!is_same_picture("https://a.example/pic.jpg", "https://a.example/page/"));
        assert!(!is_same_picture("https://a.example/pic-3.jpg", "https://a.example/pic.jpg"));
    }
}
