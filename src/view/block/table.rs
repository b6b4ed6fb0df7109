//! Tables.

use dateline_edition::Edition;
use dateline_story::{Align, Table};
use leptos::prelude::*;

use crate::inline::inlines;

fn class(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => None,
        Align::Centre => Some("centre"),
        Align::End => Some("end"),
    }
}

/// A table that scrolls by itself where it is too wide; the first cell of a row is its header.
pub fn table(edition: &Edition, table: &Table) -> AnyView {
    let align = |index: usize| class(table.columns.get(index).copied().unwrap_or_default());
    let header = table.header.iter().any(|cell| !cell.is_empty()).then(|| {
        let cells: Vec<_> = table
            .header
            .iter()
            .enumerate()
            .map(|(index, cell)| {
                if cell.is_empty() {
                    view! { <td></td> }.into_any()
                } else {
                    view! { <th scope="col" class=align(index)>{inlines(cell)}</th> }.into_any()
                }
            })
            .collect();
        view! { <thead><tr>{cells}</tr></thead> }
    });
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .iter()
                .enumerate()
                .map(|(index, cell)| {
                    if index == 0 && row.len() > 1 && !cell.is_empty() {
                        view! { <th scope="row" class=align(index)>{inlines(cell)}</th> }.into_any()
                    } else {
                        view! { <td class=align(index)>{inlines(cell)}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    let caption = (!table.caption.is_empty()).then(|| view! { <caption>{table.caption.clone()}</caption> });
    let label = if table.caption.is_empty() { edition.word("table") } else { table.caption.clone() };
    view! { <div class="table" role="region" aria-label=label tabindex="0"><table>{caption}{header}<tbody>{rows}</tbody></table></div> }.into_any()
}
