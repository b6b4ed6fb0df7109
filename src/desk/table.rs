//! A list of rows under headings; on a phone each row stands by itself, with its headings beside its cells.

use leptos::prelude::*;

/// A table.
pub struct Table {
    /// What it lists, for those who do not see it.
    pub caption: String,
    /// The headings.
    pub heads: Vec<String>,
    /// The rows, a cell a heading; the first cell names its row.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub type Cell = AnyView;

/// The table. The roles say again what the elements are, since a row that is shown as a block would lose them.
pub fn table(table: Table) -> AnyView {
    let heads: Vec<_> =
        table.heads.iter().map(|head| view! { <th scope="col" role="columnheader">{head.clone()}</th> }).collect();
    let rows: Vec<_> = table
        .rows
        .into_iter()
        .map(|cells| {
            let cells: Vec<_> = cells
                .into_iter()
                .enumerate()
                .map(|(index, cell)| {
                    let head = table.heads.get(index).cloned().unwrap_or_default();
                    match index {
                        0 => view! { <th scope="row" role="rowheader">{cell}</th> }.into_any(),
                        _ => view! { <td role="cell" data-head=head>{cell}</td> }.into_any(),
                    }
                })
                .collect();
            view! { <tr role="row">{cells}</tr> }
        })
        .collect();
    view! {
        <table class="list" role="table">
            <caption class="unseen">{table.caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
