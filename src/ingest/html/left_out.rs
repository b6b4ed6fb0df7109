//! What stands in the HTML and nobody has seen: hidden words, comments on the text, and words deleted while changes were
//! tracked.

use super::clipboard;
use super::style::Part;
use super::tree::ElementRef;
use super::walk::{Walk, find, has_class, text_of};
use crate::plain::glimpse;

/// Classes of words that are for screen readers alone: beside what is seen they say it a second time.
const UNSEEN: [&str; 6] = [
    "sr-only",
    "screen-reader-text",
    "visually-hidden",
    "visuallyhidden",
    "WACAltTextDescribedBy",
    "gmail_signature_prefix",
];

/// Classes that Word gives to comments and to the marks where they stand.
const COMMENTS: [&str; 4] = ["MsoCommentReference", "msocomanchor", "msocomoff", "msocomtxt"];

/// Whether an element is left out; tells of it where words are lost.
pub fn leave_out(walk: &mut Walk<'_>, element: ElementRef<'_>) -> bool {
    let part = walk.looks.says(element).and_then(|says| says.part);
    let why = if is_tracked_deletion(walk, element) {
        "were deleted while changes were tracked"
    } else if part == Some(Part::Comment) || has_class(element, &COMMENTS) {
        "are a comment on the text"
    } else if part == Some(Part::Margin) {
        "stand on the margin of each page"
    } else if !walk.options.keep_hidden && is_hidden(walk, element) {
        "are hidden"
    } else {
        return false;
    };
    let words = glimpse(&text_of(element));
    // The mark alone of a comment says nothing.
    let is_mark = words.chars().filter(|c| c.is_alphanumeric()).count() <= 4;
    if !(words.trim().is_empty() || is_mark && why.contains("comment")) {
        walk.lose(format!("the words “{words}” {why}: they are left out"));
    }
    true
}

fn is_hidden(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    let value = element.value();
    if value.attr("hidden").is_some() || has_class(element, &UNSEEN) {
        return true;
    }
    if walk.looks.says(element).is_some_and(|says| says.hidden == Some(true)) {
        return true;
    }
    // A sign that is a link to the heading it stands at, or an icon.
    value.attr("aria-hidden") == Some("true")
        && !text_of(element).chars().any(char::is_alphanumeric)
        && find(element, |inner| inner.value().name() == "img").is_none()
}

/// Whether a word processor has noted who deleted these words, and when: only its own window shows them.
fn is_tracked_deletion(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    let value = element.value();
    match value.name() {
        "del" => {
            let noted =
                value.attr("cite").is_some_and(|who| who.starts_with("mailto:")) || value.attr("datetime").is_some();
            noted || walk.looks.by_word || has_class(element, &["msoDel"])
        }
        "span" => value.classes().any(|class| {
            class == "msoDel"
                || (class.starts_with("TrackChange") && class.contains("Delet") && !class.contains("Insert"))
        }),
        _ => false,
    }
}

/// Whether a paragraph that Word put a border around is only there for its line, above or below.
pub fn lines_around(walk: &Walk<'_>, element: ElementRef<'_>) -> (bool, bool) {
    let Some(says) = walk.looks.says(element).filter(|says| says.part == Some(Part::Bordered)) else {
        return (false, false);
    };
    // Titles and quotations have lines by their style.
    let by_style = find(element, |inner| clipboard::has_style_of_word(inner.value()) || inner.value().is_heading());
    if by_style.is_some() { (false, false) } else { says.borders.lines() }
}
