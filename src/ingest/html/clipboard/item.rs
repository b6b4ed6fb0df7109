//! What in a word processor's paragraphs is an item of a list, and on which level.

use super::super::style::Listed;
use super::super::tree::ElementRef;
use super::super::walk::{Walk, has_class};
use super::own_class;

/// Where an item stands.
pub struct Place {
    /// The word processor's name for the list, where it has one.
    pub list: Option<String>,
    /// Its level, from 1.
    pub level: u8,
}

/// Whether a list may begin here: a paragraph that is an item, or a list whose items name their levels.
pub fn may_be(walk: &Walk<'_>, element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            listed(walk, element).is_some() || has_list_class(element) || levelled(walk, element).is_some()
        }
        "ul" | "ol" => levelled(walk, element).is_some(),
        _ => false,
    }
}

/// Where a paragraph's own style places it.
pub fn listed(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<Place> {
    match walk.looks.listed(element) {
        Some(Listed::Item { list, level }) => Some(Place { list: Some(list.clone()), level: *level }),
        _ => None,
    }
}

/// Whether a paragraph is of a class that Word gives to items and to their further paragraphs.
pub fn has_list_class(element: ElementRef<'_>) -> bool {
    element.value().name() == "p" && element.value().classes().any(|class| own_class(class).starts_with("MsoList"))
}

/// The list in an element whose items name their levels, so that one list may have been cut into several: Word's own,
/// those of Word on the web, and those that Google publishes.
pub fn levelled<'a>(walk: &Walk<'_>, element: ElementRef<'a>) -> Option<ElementRef<'a>> {
    let mut element = element;
    if element.value().name() == "div" && has_class(element, &["ListContainerWrapper"]) {
        element = element.children().find_map(ElementRef::wrap)?;
    }
    let list = element;
    // Word leaves out the items around those that were copied, so lists may stand directly in lists.
    while matches!(element.value().name(), "ul" | "ol") {
        let first = element.children().find_map(ElementRef::wrap)?;
        if first.value().name() == "li" {
            return place(walk, element, first, 0).map(|_| list);
        }
        element = first;
    }
    None
}

/// Where an item of a `<ul>` or `<ol>` says it stands, if it does. `depth` is how deep its list is in others.
pub fn place(walk: &Walk<'_>, list: ElementRef<'_>, item: ElementRef<'_>, depth: u8) -> Option<Place> {
    let value = item.value();
    if let Some(Listed::Item { list, level }) = walk.looks.listed(item) {
        return Some(Place { list: Some(list.clone()), level: (*level).max(depth.saturating_add(1)) });
    }
    if value.attr("data-leveltext").is_some() || value.attr("data-aria-level").is_some() {
        let level = value.attr("data-aria-level").or(value.attr("aria-level"));
        let level = level.and_then(|level| level.trim().parse().ok()).unwrap_or(depth.saturating_add(1));
        let list = value.attr("data-listid").map(str::to_owned);
        return Some(Place { list, level });
    }
    let (name, level) = list.value().classes().find_map(|class| class.strip_prefix("lst-kix_")?.rsplit_once('-'))?;
    Some(Place { list: Some(name.to_owned()), level: level.parse::<u8>().ok()?.saturating_add(1) })
}
