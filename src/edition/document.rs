//! From a view to a document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders a whole document. `make` makes its `<html>` under the render's own owner, as islands need.
pub fn document(make: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| make().to_html());
    owner.unset_with_forced_cleanup();
    let mut document = String::with_capacity(DOCTYPE.len() + html.len());
    document.push_str(DOCTYPE);
    write_without_marks(&html, &mut document);
    document
}

const DOCTYPE: &str = "<!doctype html>";

/// Leptos marks where dynamic parts end, for hydration. Only islands are hydrated: elsewhere the marks are dead weight. In islands
/// each becomes the comment that browsers make of it anyway: as Leptos writes it, it is an error in HTML.
///
/// Text and attributes cannot be mistaken for marks: in them `<` is escaped.
pub fn without_marks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    write_without_marks(html, &mut out);
    out
}

const MARK: &str = "<!>";

/// Where the next mark is. Its middle is what is rarest in a page.
fn mark(html: &str, from: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    memchr::memchr_iter(b'!', &bytes[from..])
        .map(|at| from + at)
        .find(|at| *at > from && bytes[at - 1] == b'<' && bytes.get(at + 1) == Some(&b'>'))
        .map(|at| at - 1)
}

fn write_without_marks(html: &str, out: &mut String) {
    let find = |what: &str, from: usize| html[from..].find(what).map(|at| from + at);
    let island_from = |from: usize| {
        let begin = find("<leptos-island", from).unwrap_or(html.len());
        begin..find("</leptos-island>", begin).unwrap_or(html.len())
    };
    let (mut written, mut island) = (0, island_from(0));
    while let Some(at) = mark(html, written) {
        while at >= island.end && island.start < html.len() {
            island = island_from(island.end);
        }
        out.push_str(&html[written..at]);
        if at >= island.start {
            out.push_str("<!---->");
        }
        written = at + MARK.len();
    }
    out.push_str(&html[written..]);
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
        assert_eq!(
            without_marks("<leptos-island>a<!>b</leptos-island><!><leptos-island><!>c"),
            "<leptos-island>a<!---->b</leptos-island><leptos-island><!---->c"
        );
    }
}
