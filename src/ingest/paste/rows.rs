//! Rows of a spreadsheet, as plain text: cells between tabs.

use dateline_story::{Align, Block, Inline, Table};

/// The widest table that is still one.
const MOST_COLUMNS: usize = 100;

/// The table that a whole text is, where cells may hold line breaks in quotation marks.
pub fn table(text: &str) -> Option<Block> {
    if !text.contains('\t') {
        return None;
    }
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    let mut rest = text.trim_end_matches(['\n', ' ']);
    loop {
        let (cell, after) = cell(rest);
        rows.last_mut()?.push(cell);
        match after.chars().next() {
            Some('\t') => {}
            Some(_) => rows.push(Vec::new()),
            None => break,
        }
        rest = &after[1..];
    }
    made(rows)
}

/// The table that lines are.
pub fn of_lines(lines: &[&str]) -> Option<Block> {
    made(lines.iter().map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect())
}

/// The first cell, and what comes after it.
fn cell(text: &str) -> (String, &str) {
    let plain = || {
        let end = text.find(['\t', '\n']).unwrap_or(text.len());
        (text[..end].trim().to_owned(), &text[end..])
    };
    let Some(mut rest) = text.strip_prefix('"') else { return plain() };
    let mut cell = String::new();
    while let Some((before, after)) = rest.split_once('"') {
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if after.is_empty() || after.starts_with(['\t', '\n']) => return (cell, after),
            // Quotation marks around the first words of a cell.
            None => break,
        }
    }
    plain()
}

/// A table of rows that all have the same number of cells, of which there are at least two.
fn made(mut rows: Vec<Vec<String>>) -> Option<Block> {
    let width = rows.first()?.len();
    if rows.len() < 2 || !(2..=MOST_COLUMNS).contains(&width) || rows.iter().any(|row| row.len() != width) {
        return None;
    }
    for column in (0..width).rev() {
        if rows.iter().all(|row| row[column].is_empty()) {
            rows.iter_mut().for_each(|row| drop(row.remove(column)));
        }
    }
    let body = if names_numbers(&rows) { 1 } else { 0 };
    let width = rows.first()?.len();
    let columns = (0..width)
        .map(|column| {
            let numbers = rows[body..].iter().map(|row| &row[column]).filter(|cell| !cell.is_empty());
            if is_column_of_numbers(numbers) { Align::End } else { Align::Start }
        })
        .collect();
    let mut rows = rows.into_iter().map(|row| row.iter().map(|cell| inlines(cell)).collect());
    let header = if body > 0 { rows.next() } else { None };
    let table = Table { caption: String::new(), columns, header: header.unwrap_or_default(), rows: rows.collect() };
    Some(Block::Table(table))
}

fn inlines(cell: &str) -> Vec<Inline> {
    let lines = cell.lines().map(|line| Inline::text(line.trim()));
    lines.flat_map(|line| [Inline::LineBreak, line]).skip(1).collect()
}

/// Whether the first row names columns of numbers.
fn names_numbers(rows: &[Vec<String>]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let names = first.iter().all(|cell| !is_number(cell));
    names
        && (0..first.len()).any(|column| {
            let numbers = rest.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty());
            !first[column].is_empty() && is_column_of_numbers(numbers)
        })
}

fn is_column_of_numbers<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let mut cells = cells.peekable();
    cells.peek().is_some() && cells.all(|cell| is_number(cell))
}

fn is_number(cell: &str) -> bool {
    crate::html::is_number(cell)
}
