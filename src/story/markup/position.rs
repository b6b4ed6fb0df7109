//! Where in a source something is.

use super::parse::Problem;

/// Byte offsets to lines and columns, in the order of the source.
pub fn place(source: &str, mut problems: Vec<(usize, String)>) -> Vec<Problem> {
    problems.sort_by_key(|(at, _)| *at);
    let mut placed = Vec::with_capacity(problems.len());
    let (mut line, mut line_start, mut seen) = (1, 0, 0);
    let (mut column, mut column_at) = (1, 0);
    for (at, message) in problems {
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        let between = &source[seen..at];
        if let Some(last) = between.rfind('\n') {
            line += between.bytes().filter(|byte| *byte == b'\n').count();
            line_start = seen + last + 1;
            (column, column_at) = (1, line_start);
        }
        seen = at;
        // Counted on from the last problem, so that many problems in one long line stay linear.
        column += source[column_at.max(line_start)..at].chars().count();
        column_at = at;
        placed.push(Problem { line, column, message });
    }
    placed
}

/// The lines, from 1, of byte offsets that never fall.
pub fn lines(source: &str, starts: &[usize]) -> Vec<usize> {
    let (mut line, mut seen) = (1, 0);
    let of = |start: &usize| {
        let start = (*start).clamp(seen, source.len());
        line += source.as_bytes()[seen..start].iter().filter(|byte| **byte == b'\n').count();
        seen = start;
        line
    };
    starts.iter().map(of).collect()
}
