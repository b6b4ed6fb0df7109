//! Tables.

use super::tree::ElementRef;
use dateline_story::{Block, Inline, Table, normal};

use super::inline::on_one_line;
use super::look::Marks;
use super::piece::{Context, Piece};
use super::walk::{Walk, children, find, has_class, text_of};
use crate::plain::glimpse;
use grid::{Grid, Place};

mod align;
mod grid;
mod head;

pub use head::is_number;

/// The widest table that is still one; wider ones are somebody's trick, not figures.
const MAX_COLUMNS: usize = 100;

struct Row<'a> {
    cells: Vec<ElementRef<'a>>,
    heads: bool,
}

/// A table. One that lays out a page (a single cell in each row, or tables in it) comes apart into its content.
pub fn table<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let mut rows = Vec::new();
    let mut caption = None;
    gather(walk, element, false, &mut rows, &mut caption);
    let nested = find(element, |inner| inner.value().name() == "table").is_some();
    let apart = nested && !holds_data(walk, element, &rows);
    if nested {
        let kept = if apart { "as paragraphs" } else { "in its cells" };
        walk.lose(format!("a table holds tables: its text is kept {kept}: “{}”", glimpse(&text_of(element))));
    }
    if apart || rows.iter().all(|row| row.cells.len() < 2) || rows.iter().any(|row| row.cells.len() > MAX_COLUMNS) {
        for cell in caption.into_iter().chain(rows.into_iter().flat_map(|row| row.cells)) {
            out.push(Piece::Break);
            children(walk, cell, context, out);
        }
        out.push(Piece::Break);
        return;
    }
    let caption = caption.map(|caption| normal::line(&text_of(caption))).unwrap_or_default();
    let head = head::has(walk, &rows);
    let mut grid = Grid::default();
    let mut beside = Vec::new();
    let mut made: Vec<Vec<(Vec<Inline>, Option<ElementRef<'a>>)>> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut line = Vec::new();
        for place in grid.row(&row.cells) {
            line.push(match place {
                Place::Cell(cell) => {
                    // That all words of the header are bold is the look of headers.
                    let applied = Marks { strong: head && index == 0, ..Marks::default() };
                    (content(walk, cell, Context { nested: true, applied, ..context }, &mut beside), Some(cell))
                }
                Place::Covered => (Vec::new(), None),
            });
        }
        made.push(line);
    }
    drop_empty_columns(&mut made);
    let columns = align::columns(walk, &made[usize::from(head)..]);
    if grid.merged {
        walk.lose("a table has merged cells: each now stands alone, with empty ones beside it");
    }
    let mut made = made.into_iter().map(|row| row.into_iter().map(|(content, _)| content).collect());
    let header = if head { made.next() } else { None };
    let table = Table { caption, columns, header: header.unwrap_or_default(), rows: made.collect() };
    out.push(Piece::Block(Block::Table(table)));
    if !beside.is_empty() {
        walk.lose("a table holds pictures or players: they now stand after it");
        out.extend(beside.into_iter().map(Piece::Block));
    }
}

/// Whether a table that holds tables is one of figures all the same: word processors draw such, and nobody else does.
fn holds_data(walk: &Walk<'_>, table: ElementRef<'_>, rows: &[Row<'_>]) -> bool {
    let value = table.value();
    let drawn = has_class(table, &["MsoTableGrid", "TableGrid"])
        || (value.classes().any(|class| class.starts_with("Mso"))
            && value.attr("border").is_some_and(|border| border != "0"));
    (drawn || walk.looks.by_docs) && rows.iter().filter(|row| row.cells.len() > 1).count() > 1
}

/// What a cell says, on one line; tables in it become its lines.
fn content<'a>(walk: &mut Walk<'a>, cell: ElementRef<'a>, context: Context, beside: &mut Vec<Block>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    children(walk, cell, context, &mut pieces);
    let pieces = pieces.into_iter().flat_map(|piece| match piece {
        Piece::Block(Block::Table(table)) => {
            let head = Some(table.header).filter(|header| header.iter().any(|cell| !cell.is_empty()));
            let rows = head.into_iter().chain(table.rows);
            rows.map(|cells| Piece::Block(Block::Paragraph(listed(cells)))).collect()
        }
        piece => vec![piece],
    });
    let (line, blocks) = on_one_line(pieces.collect());
    beside.extend(blocks);
    line
}

/// Cells in a row of words.
fn listed(cells: Vec<Vec<Inline>>) -> Vec<Inline> {
    let cells = cells.into_iter().filter(|cell| !cell.is_empty());
    cells.flat_map(|cell| std::iter::once(Inline::text(", ")).chain(cell)).skip(1).collect()
}

/// Takes out columns that hold nothing: they were selected with the others in a spreadsheet.
fn drop_empty_columns<T>(rows: &mut [Vec<(Vec<Inline>, T)>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for column in (0..width).rev() {
        let holds = |row: &Vec<(Vec<Inline>, T)>| {
            row.get(column).is_some_and(|(cell, _)| !cell.iter().all(super::piece::is_blank))
        };
        if !rows.iter().any(holds) {
            rows.iter_mut().filter(|row| row.len() > column).for_each(|row| drop(row.remove(column)));
        }
    }
}

fn gather<'a>(
    walk: &Walk<'a>,
    element: ElementRef<'a>,
    head: bool,
    rows: &mut Vec<Row<'a>>,
    caption: &mut Option<ElementRef<'a>>,
) {
    let hidden = |element: ElementRef<'_>| {
        !walk.options.keep_hidden && walk.looks.says(element).is_some_and(|says| says.hidden == Some(true))
    };
    for child in element.children().filter_map(ElementRef::wrap).filter(|child| !hidden(*child)) {
        match child.value().name() {
            "thead" => gather(walk, child, true, rows, caption),
            "tbody" | "tfoot" => gather(walk, child, false, rows, caption),
            "caption" => *caption = Some(child),
            "tr" => {
                let cells: Vec<_> = child
                    .children()
                    .filter_map(ElementRef::wrap)
                    .filter(|cell| matches!(cell.value().name(), "td" | "th") && !hidden(*cell))
                    .collect();
                let heads = head || (!cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th"));
                if !cells.is_empty() {
                    rows.push(Row { cells, heads });
                }
            }
            _ => {}
        }
    }
}
