//! A story's text and pictures.

use std::path::Path;

use dateline_story::{Article, Block, Figure, Focus, Inline, normal};
use url::Url;

use super::item::{Item, Rendition, role};
use crate::html;
use crate::incoming::{Loss, Origin, PictureSource};
use crate::pictures::{self, Namer};

/// The body: the main text in HTML where there is one, else in plain paragraphs.
pub fn blocks(item: &Item, options: &html::Options) -> (Vec<Block>, Vec<Loss>) {
    let texts = || item.bodies.iter().filter(|text| !text.value.trim().is_empty());
    let html = texts().filter(|text| text.content_type.contains("html"));
    let main = html.clone().find(|text| text.role == "main").or_else(|| html.clone().next());
    if let Some(main) = main {
        let base = Url::parse(&item.uri).ok();
        return html::to_blocks(&without_credits(&main.value), &html::Options { base, ..options.clone() });
    }
    let plain = texts().next().map(|text| text.value.as_str()).unwrap_or_default();
    let lines = plain.split("\n\n").map(normal::line).filter(|line| !line.is_empty());
    (lines.map(|line| Block::Paragraph(vec![Inline::Text(line)])).collect(), Vec::new())
}

/// HTML without the credits that our own export adds to captions: they stand beside the pictures, too.
fn without_credits(html: &str) -> String {
    const END: &str = "</small></figcaption>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(end) = rest.find(END) {
        let before = &rest[..end];
        match before.rfind("<small>") {
            // With a space it is a note.
            Some(start) if !before[start..].starts_with("<small> ") => out.push_str(before[..start].trim_end()),
            _ => out.push_str(&rest[..end + "</small>".len()]),
        }
        out.push_str("</figcaption>");
        rest = &rest[end + END.len()..];
    }
    out.push_str(rest);
    out
}

/// The picture at the story's head.
pub fn lead(item: &Item) -> Option<Figure> {
    let main = item.associations.iter().find(|picture| picture.name == "mainImage")?;
    let rendition = largest(main)?;
    let caption = role(&main.descriptions, "caption").map(Inline::Text);
    Some(Figure {
        src: main.own().unwrap_or(&rendition.href).to_owned(),
        alt: role(&main.descriptions, "alt").unwrap_or_default(),
        caption: normal::inlines(caption.into_iter().collect()),
        credit: normal::line(&main.by),
        focus: focus(rendition),
    })
}

/// Gives pictures their names, and what the text does not say of them; says where each can be had.
pub fn name(item: &Item, article: &mut Article, folder: &Path, namer: &mut Namer) -> Vec<PictureSource> {
    let mut known: Vec<PictureSource> = Vec::new();
    pictures::each(article, &mut |figure| {
        let of = |picture: &&Item| {
            let at = picture.renditions.iter().any(|rendition| rendition.href == figure.src);
            at || picture.own() == Some(&figure.src)
        };
        let Some(picture) = item.associations.iter().find(of) else { return };
        let Some(rendition) = largest(picture) else { return };
        if figure.credit.is_empty() {
            figure.credit = normal::line(&picture.by);
        }
        figure.focus = focus(rendition);
        let Some(own) = picture.own() else { return };
        figure.src = own.to_owned();
        if known.iter().all(|known| known.name != own) {
            namer.reserve(own);
            let origin = pictures::beside(folder, own).unwrap_or_else(|| Origin::Web(rendition.href.clone()));
            known.push(PictureSource { name: own.to_owned(), origin });
        }
    });
    let web =
        pictures::name_all(article, namer, &mut |src| normal::is_web_address(src).then(|| Origin::Web(src.to_owned())));
    known.extend(web);
    known
}

fn largest(picture: &Item) -> Option<&Rendition> {
    picture.renditions.iter().filter(|rendition| !rendition.href.is_empty()).max_by_key(|rendition| rendition.width)
}

/// The point in hundredths: the first that the pixel can stand for.
fn focus(rendition: &Rendition) -> Focus {
    let Some(point) = &rendition.poi else { return Focus::default() };
    let hundredths = |at: f64, of: u32| {
        let part = (at * 100.0 / f64::from(of.max(1))).ceil();
        if part.is_finite() { part.clamp(0.0, 100.0) as u8 } else { 50 }
    };
    Focus { x: hundredths(point.x, rendition.width), y: hundredths(point.y, rendition.height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_go_and_notes_stay() {
        let read = |html: &str| without_credits(html);
        assert_eq!(read("<figcaption>A <small>B</small></figcaption>."), "<figcaption>A</figcaption>.");
        let note = "<figcaption>A<small> [B]</small></figcaption>";
        assert_eq!(read(note), note);
        assert_eq!(read("<small>x</small>"), "<small>x</small>");
    }
}
