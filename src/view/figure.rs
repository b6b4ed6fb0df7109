//! Pictures: renditions, the focal point, captions and credits.

use std::collections::HashMap;

use dateline_edition::Edition;
use dateline_story::{Figure, Focus, Picture};
use leptos::prelude::*;

use crate::inline::inlines;

/// The pictures of a page, by the name that stories use.
pub type Pictures = HashMap<String, Picture>;

/// The width in pixels for browsers without srcset: it still looks sharp in a column.
const FALLBACK: u32 = 640;

/// How soon a picture is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// It is what the reader sees first.
    First,
    /// It can wait until the reader comes near.
    Later,
}

/// A picture with its renditions. `sizes` is the HTML attribute: how wide it is set at which window.
///
/// Where AVIF renditions are ready, browsers that know AVIF are offered these first.
pub fn image(picture: &Picture, alt: &str, focus: Focus, sizes: &'static str, haste: Haste) -> AnyView {
    let first = haste == Haste::First;
    let jpeg = view! {
        <img
            class=picture.classes(focus)
            src=picture.rendition(picture.width_for(FALLBACK))
            srcset=srcset(picture, picture.widths.iter().copied(), Picture::rendition)
            sizes=sizes
            width=picture.width
            height=picture.height
            alt=alt.to_owned()
            loading=(!first).then_some("lazy")
            fetchpriority=first.then_some("high")
            decoding="async"
        />
    };
    if !picture.avif {
        return jpeg.into_any();
    }
    let avif = srcset(picture, picture.avif_widths(), Picture::avif_rendition);
    view! { <picture><source type="image/avif" srcset=avif sizes=sizes />{jpeg}</picture> }.into_any()
}

fn srcset(picture: &Picture, widths: impl Iterator<Item = u32>, address: fn(&Picture, u32) -> String) -> String {
    widths.map(|width| format!("{} {width}w", address(picture, width))).collect::<Vec<_>>().join(", ")
}

/// A picture with its caption and credit. One that is not in the media store is a link to where it is.
pub fn figure(
    edition: &Edition,
    figure: &Figure,
    pictures: &Pictures,
    class: &'static str,
    sizes: &'static str,
    haste: Haste,
) -> AnyView {
    let shown = match pictures.get(&figure.src) {
        Some(picture) => image(picture, &figure.alt, figure.focus, sizes, haste),
        None => away(edition, figure),
    };
    view! { <figure class=class>{shown}{caption(edition, figure)}</figure> }.into_any()
}

fn caption(edition: &Edition, figure: &Figure) -> Option<AnyView> {
    let credit = (!figure.credit.is_empty()).then(|| {
        let words = edition.words("picture-credit", &[("credit", figure.credit.as_str().into())]);
        view! { <span class="credit">{words}</span> }
    });
    if figure.caption.is_empty() && credit.is_none() {
        return None;
    }
    let caption = (!figure.caption.is_empty()).then(|| view! { <span>{inlines(&figure.caption)}</span>" " });
    Some(view! { <figcaption>{caption}{credit}</figcaption> }.into_any())
}

/// Stands where a picture will be once it has been fetched. Nothing is loaded from elsewhere.
fn away(edition: &Edition, figure: &Figure) -> AnyView {
    let alt = if figure.alt.is_empty() { figure.src.rsplit('/').next().unwrap_or_default() } else { &figure.alt };
    let words = edition.words("picture-away", &[("alt", alt.into())]);
    if figure.src.starts_with("https://") || figure.src.starts_with("http://") {
        view! { <p class="away"><a href=figure.src.clone() rel="noreferrer">{words}</a></p> }.into_any()
    } else {
        view! { <p class="away">{words}</p> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_story::Tint;

    #[test]
    fn avif_is_offered_where_it_is_ready_and_the_colour_stands_in() {
        let jpeg = Picture {
            name: "a.jpg".into(),
            digest: "0123".into(),
            width: 2400,
            height: 1600,
            widths: vec![240, 800, 2000],
            tint: None,
            avif: false,
        };
        let show = |picture: &Picture| image(picture, "A", Focus { x: 0, y: 50 }, "8rem", Haste::Later).to_html();
        let html = show(&jpeg);
        assert!(html.starts_with("<img") && html.contains("class=\"fx0 fy5\""), "{html}");
        let html = show(&Picture { tint: Some(Tint::nearest([255, 0, 102])), avif: true, ..jpeg });
        let source =
            "<source type=\"image/avif\" srcset=\"/media/0123-240.avif 240w, /media/0123-800.avif 800w\" sizes=";
        assert!(html.starts_with("<picture>") && html.contains(source), "{html}");
        assert!(
            html.contains("class=\"fx0 fy5 tint r5 g0 b2\"") && html.contains("src=\"/media/0123-800.jpg\""),
            "{html}"
        );
    }
}
