//! A headline in lines of like length.

/// What is not broken: a word, or a letter of a script that is written without spaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether a space stands before it, unless it begins a line.
    pub spaced: bool,
}

/// The pieces of a line of plain text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut spaced = true;
        let mut rest = String::new();
        for letter in word.chars() {
            // Closing punctuation stays with what it closes.
            let breaks = rest.chars().next_back().is_some_and(|last| is_ideograph(last) || matches!(last, '—' | '–'));
            if breaks && letter.is_alphanumeric() {
                pieces.push(Piece { text: std::mem::take(&mut rest), spaced });
                spaced = false;
            }
            rest.push(letter);
        }
        pieces.push(Piece { text: rest, spaced });
    }
    pieces
}

/// Chinese and Japanese, which break between any two letters.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Where lines end, as numbers of the piece after each line's last: as few lines as do for `width`, and of those ways the one whose
/// lines are most alike. `None` where more than `most` lines are needed, or a piece is wider than a line. Widths are in any one unit.
pub fn breaks(pieces: &[Piece], widths: &[f32], space: f32, width: f32, most: usize) -> Option<Vec<usize>> {
    let count = pieces.len();
    // How far each piece begins and ends from the text's beginning, were it all in one line.
    let mut reach = 0.0;
    let spans = pieces.iter().zip(widths).map(|(piece, wide)| {
        let from = reach + if piece.spaced { space } else { 0.0 };
        reach = from + wide;
        (from, reach)
    });
    let spans: Vec<(f32, f32)> = spans.collect();
    let line = |from: usize, to: usize| spans[to - 1].1 - spans[from].0;
    // For each number of lines, and each piece that they may end before: the least sum of squares, and where the last of them begins.
    let mut best: Vec<Vec<Option<(f32, usize)>>> = vec![vec![None; count + 1]];
    best[0][0] = Some((0.0, 0));
    for lines in 1..=most {
        let before = &best[lines - 1];
        let row: Vec<_> = (0..=count)
            .map(|to| {
                let ways = (0..to).rev().map(|from| (from, line(from, to))).take_while(|(_, long)| *long <= width);
                let sums = ways.filter_map(|(from, long)| before[from].map(|(sum, _)| (sum + long * long, from)));
                sums.min_by(|a, b| a.0.total_cmp(&b.0))
            })
            .collect();
        best.push(row);
        if best[lines][count].is_some() {
            let mut ends = vec![count];
            for row in best[2..].iter().rev() {
                let (_, from) = row[*ends.last()?]?;
                ends.push(from);
            }
            ends.reverse();
            return Some(ends);
        }
    }
    None
}

/// The pieces of a line, put together.
pub fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if piece.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each letter is one wide.
    fn set(text: &str, width: f32, most: usize) -> Option<Vec<String>> {
        let pieces = pieces(text);
        let widths: Vec<f32> = pieces.iter().map(|piece| piece.text.chars().count() as f32).collect();
        let ends = breaks(&pieces, &widths, 1.0, width, most)?;
        let starts = std::iter::once(0).chain(ends.iter().copied());
        Some(starts.zip(&ends).map(|(from, to)| joined(&pieces[from..*to])).collect())
    }

    #[test]
    fn lines_are_few_and_alike() {
        assert_eq!(set("one", 10.0, 4).unwrap(), ["one"]);
        assert_eq!(set("aaaa bbbb cccc dd", 14.0, 4).unwrap(), ["aaaa bbbb", "cccc dd"]);
        assert_eq!(set("no last line of one word", 21.0, 4).unwrap(), ["no last line", "of one word"]);
        assert_eq!(set("a b c d e f g h", 3.0, 4).unwrap(), ["a b", "c d", "e f", "g h"]);
        assert_eq!(set("a b c d e f g h i", 3.0, 4), None);
        assert_eq!(set("unbreakable", 5.0, 4), None);
        assert_eq!(set("", 5.0, 4), None);
    }

    #[test]
    fn scripts_without_spaces_break_between_letters() {
        assert_eq!(set("首相は辞任。明日", 4.0, 4).unwrap(), ["首相は辞", "任。明日"]);
        assert_eq!(joined(&pieces("Iran—and 東京 too")), "Iran—and 東京 too");
    }
}
