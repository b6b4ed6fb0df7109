//! How a table's columns are set.

use dateline_story::{Align, Inline};

use super::super::piece::is_blank;
use super::super::tree::ElementRef;
use super::super::walk::Walk;

/// How most cells of each column are set.
pub fn columns(walk: &Walk<'_>, rows: &[Vec<(Vec<Inline>, Option<ElementRef<'_>>)>]) -> Vec<Align> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let column = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).filter(|(content, _)| !content.iter().all(is_blank));
        let set: Vec<Align> = cells.filter_map(|(_, cell)| Some(align(walk, (*cell)?))).collect();
        let most = |align: &Align| set.iter().filter(|other| *other == align).count() * 2 > set.len();
        [Align::End, Align::Centre].into_iter().find(most).unwrap_or_default()
    };
    (0..width).map(column).collect()
}

/// How a cell is set, by itself or by all paragraphs in it.
fn align(walk: &Walk<'_>, cell: ElementRef<'_>) -> Align {
    let Some(side) = said(walk, cell).or_else(|| of_paragraphs(walk, cell)) else { return Align::Start };
    match side {
        // Seen from the left, the start of these words is on the right.
        Align::End if runs_leftward(walk, cell) => Align::Start,
        side => side,
    }
}

fn of_paragraphs(walk: &Walk<'_>, cell: ElementRef<'_>) -> Option<Align> {
    let mut paragraphs = cell.descendants().filter_map(ElementRef::wrap).filter(|inner| {
        matches!(inner.value().name(), "p" | "div" | "span") && inner.text().any(|text| !text.trim().is_empty())
    });
    let first = paragraphs.find_map(|paragraph| said(walk, paragraph))?;
    paragraphs.filter_map(|paragraph| said(walk, paragraph)).all(|other| other == first).then_some(first)
}

/// What an element's own style or attributes say.
fn said(walk: &Walk<'_>, element: ElementRef<'_>) -> Option<Align> {
    let by_attribute = || match element.value().attr("align").or(element.value().attr("data-align"))? {
        side if side.eq_ignore_ascii_case("center") => Some(Align::Centre),
        side if side.eq_ignore_ascii_case("right") || side == "end" => Some(Align::End),
        side if side.eq_ignore_ascii_case("left") || side == "start" => Some(Align::Start),
        _ => None,
    };
    walk.looks.says(element).and_then(|says| says.align).or_else(by_attribute)
}

fn runs_leftward(walk: &Walk<'_>, cell: ElementRef<'_>) -> bool {
    let own = |element: ElementRef<'_>| {
        let by_attribute = element.value().attr("dir").map(|direction| direction.eq_ignore_ascii_case("rtl"));
        by_attribute.or(walk.looks.says(element).and_then(|says| says.rtl))
    };
    let inside = cell.descendants().filter_map(ElementRef::wrap).find_map(own);
    inside.or_else(|| std::iter::successors(Some(cell), |element| element.parent()).find_map(own)).unwrap_or(false)
}
