//! Tables.

use super::tree::ElementRef;
use dateline_story::{Align, Block, Inline, Table, normal};

use super::inline::on_one_line;
use super::piece::{Context, Piece};
use super::walk::{Walk, children, find, text_of};
use crate::plain::glimpse;

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
    gather(element, false, &mut rows, &mut caption);
    let nested = find(element, |inner| inner.value().name() == "table").is_some();
    if nested || rows.iter().all(|row| row.cells.len() < 2) || rows.iter().any(|row| row.cells.len() > MAX_COLUMNS) {
        if nested {
            walk.lose(format!(
                "a table holds tables: its text is kept as paragraphs: “{}”",
                glimpse(&text_of(element))
            ));
        }
        for cell in caption.into_iter().chain(rows.into_iter().flat_map(|row| row.cells)) {
            out.push(Piece::Break);
            children(walk, cell, context, out);
        }
        out.push(Piece::Break);
        return;
    }
    let caption = caption.map(|caption| normal::line(&text_of(caption))).unwrap_or_default();
    let mut state = Cells { merged: false, beside: Vec::new() };
    let mut header = None;
    let mut columns: Vec<Align> = Vec::new();
    let mut body = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let (cells, aligns) = state.row(walk, row.cells, context);
        if columns.len() < aligns.len() {
            columns.resize(aligns.len(), Align::Start);
        }
        if !(index == 0 && row.heads) {
            for (column, align) in columns.iter_mut().zip(aligns) {
                if *column == Align::Start {
                    *column = align;
                }
            }
        }
        if header.is_none() && index == 0 && row.heads {
            header = Some(cells);
        } else {
            body.push(cells);
        }
    }
    if state.merged {
        walk.lose("a table has merged cells: each now stands alone, with empty ones beside it");
    }
    out.push(Piece::Block(Block::Table(Table { caption, columns, header: header.unwrap_or_default(), rows: body })));
    if !state.beside.is_empty() {
        walk.lose("a table holds pictures or players: they now stand after it");
        out.extend(state.beside.into_iter().map(Piece::Block));
    }
}

struct Cells {
    merged: bool,
    beside: Vec<Block>,
}

impl Cells {
    fn row<'a>(
        &mut self,
        walk: &mut Walk<'a>,
        cells: Vec<ElementRef<'a>>,
        context: Context,
    ) -> (Vec<Vec<Inline>>, Vec<Align>) {
        let (mut row, mut aligns) = (Vec::new(), Vec::new());
        for cell in cells {
            let mut pieces = Vec::new();
            children(walk, cell, Context { nested: true, ..context }, &mut pieces);
            let (line, beside) = on_one_line(pieces);
            self.beside.extend(beside);
            row.push(line);
            aligns.push(align(cell));
            let span = |name| cell.value().attr(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1);
            self.merged |= span("colspan") > 1 || span("rowspan") > 1;
            for _ in 1..span("colspan").min(MAX_COLUMNS) {
                row.push(Vec::new());
                aligns.push(Align::Start);
            }
        }
        row.truncate(MAX_COLUMNS);
        aligns.truncate(MAX_COLUMNS);
        (row, aligns)
    }
}

fn gather<'a>(element: ElementRef<'a>, head: bool, rows: &mut Vec<Row<'a>>, caption: &mut Option<ElementRef<'a>>) {
    for child in element.children().filter_map(ElementRef::wrap) {
        match child.value().name() {
            "thead" => gather(child, true, rows, caption),
            "tbody" | "tfoot" => gather(child, false, rows, caption),
            "caption" => *caption = Some(child),
            "tr" => {
                let cells: Vec<_> = child
                    .children()
                    .filter_map(ElementRef::wrap)
                    .filter(|cell| matches!(cell.value().name(), "td" | "th"))
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

/// How a cell says its column is set.
fn align(cell: ElementRef<'_>) -> Align {
    let value = cell.value();
    let style = value.attr("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let word = style.split(';').find_map(|rule| rule.strip_prefix("text-align:"));
    match word.or(value.attr("align")).or(value.attr("data-align")).unwrap_or_default() {
        "center" => Align::Centre,
        "right" | "end" => Align::End,
        _ => Align::Start,
    }
}
