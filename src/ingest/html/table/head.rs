//! Whether a table's first row is its header, where no tag says so.

use super::super::tree::ElementRef;
use super::super::walk::{Walk, text_of};
use super::Row;

/// Whether the first row is a header: by its tags, by being the only bold one, or by naming columns of numbers.
pub fn has(walk: &Walk<'_>, rows: &[Row<'_>]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    first.heads
        || (!rest.is_empty()
            && (is_alone_in_bold(walk, first, rest) || (walk.looks.by_sheet && names_numbers(first, rest))))
}

fn is_alone_in_bold(walk: &Walk<'_>, first: &Row<'_>, rest: &[Row<'_>]) -> bool {
    let bold = |row: &Row<'_>| {
        let mut cells = row.cells.iter().filter(|cell| !words(**cell).is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| walk.looks.of(*cell).all.strong)
    };
    // A line that goes over all columns is a title, and no names of theirs.
    let names = first.cells.iter().filter(|cell| !words(**cell).is_empty()).count() > 1;
    names && bold(first) && !rest.iter().all(bold)
}

fn names_numbers(first: &Row<'_>, rest: &[Row<'_>]) -> bool {
    let names = first.cells.iter().all(|cell| {
        let words = words(*cell);
        words.is_empty() || (!is_number(&words) && words.chars().any(char::is_alphabetic))
    });
    let column = |at: usize| {
        let mut cells = rest
            .iter()
            .filter_map(|row| row.cells.get(at))
            .map(|cell| words(*cell))
            .filter(|words| !words.is_empty())
            .peekable();
        cells.peek().is_some() && cells.all(|words| is_number(&words))
    };
    let named = |at: usize| first.cells.get(at).is_some_and(|cell| !words(*cell).is_empty());
    names && (0..first.cells.len()).any(|at| named(at) && column(at))
}

fn words(cell: ElementRef<'_>) -> String {
    text_of(cell).trim().to_owned()
}

/// Whether words are an amount: digits with signs of money, measures of one letter and separators.
pub fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(|c| c.is_numeric()).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 2 && digits >= letters
}
