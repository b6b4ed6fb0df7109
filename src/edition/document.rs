//! From a view to a document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders a whole document. `make` makes its `<html>` under the render's own owner, as islands need.
pub fn document(make: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| make().to_html());
    owner.unset_with_forced_cleanup();
    format!("<!doctype html>{}", without_marks(&html))
}

/// Leptos marks where dynamic parts end, for hydration. Only islands are hydrated: elsewhere the marks are dead weight. In islands
/// each becomes the comment that browsers make of it anyway: as Leptos writes it, it is an error in HTML.
///
/// Text and attributes cannot be mistaken for marks: in them `<` is escaped.
pub fn without_marks(html: &str) -> String {
    const MARK: &str = "<!>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<leptos-island") {
        let end = rest[at..].find("</leptos-island>").map_or(rest.len(), |end| at + end);
        out.push_str(&rest[..at].replace(MARK, ""));
        out.push_str(&rest[at..end].replace(MARK, "<!---->"));
        rest = &rest[end..];
    }
    out.push_str(&rest.replace(MARK, ""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_in_islands_only() {
        let html = "<p>a<!></p><!><leptos-island data-component=\"x\"><i><!></i></leptos-island><b><!></b>";
        assert_eq!(
            without_marks(html),
            "<p>a</p><leptos-island data-component=\"x\"><i><!----></i></leptos-island><b></b>"
        );
        assert_eq!(without_marks("a<!>"), "a");
    }
}
