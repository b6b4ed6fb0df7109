//! Pictures: renditions, the focal point, captions and credits.

use std::collections::HashMap;

use dateline_story::{Figure, Focus, Picture};
use leptos::prelude::*;

use crate::Edition;
use crate::inline::inlines;

/// The pictures of a page, by the name that stories use.
pub type Pictures = HashMap<String, Picture>;

/// How soon a picture is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// It is what the reader sees first.
    First,
    /// It can wait until the reader comes near.
    Later,
}

/// The class that keeps a picture's focal point in view; inline styles are not allowed.
pub fn focus_class(focus: Focus) -> Option<String> {
    let tenth = |hundredths: u8| (hundredths.min(100) + 5) / 10;
    (focus != Focus::default()).then(|| format!("fx{} fy{}", tenth(focus.x), tenth(focus.y)))
}

/// An `<img>` with its renditions. `sizes` is the HTML attribute: how wide it is set at which window.
pub fn image(picture: &Picture, alt: &str, focus: Focus, sizes: &'static str, haste: Haste) -> AnyView {
    let srcset: Vec<_> = picture.widths.iter().map(|width| format!("{} {width}w", picture.rendition(*width))).collect();
    // For browsers without srcset: the smallest that still looks sharp in a column.
    let fallback =
        picture.widths.iter().find(|width| **width >= 640).or(picture.widths.last()).copied().unwrap_or(picture.width);
    let first = haste == Haste::First;
    view! {
        <img
            class=focus_class(focus)
            src=picture.rendition(fallback)
            srcset=srcset.join(", ")
            sizes=sizes
            width=picture.width
            height=picture.height
            alt=alt.to_owned()
            loading=(!first).then_some("lazy")
            fetchpriority=first.then_some("high")
            decoding="async"
        />
    }
    .into_any()
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

    #[test]
    fn a_focal_point_falls_into_tenths() {
        assert_eq!(focus_class(Focus::default()), None);
        assert_eq!(focus_class(Focus { x: 0, y: 100 }).as_deref(), Some("fx0 fy10"));
        assert_eq!(focus_class(Focus { x: 34, y: 36 }).as_deref(), Some("fx3 fy4"));
    }
}
