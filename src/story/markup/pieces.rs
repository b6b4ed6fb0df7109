//! A source cut where its blocks begin.

use super::parse::parse;

/// The source's blocks as they are written, each without the blank lines around it. Blocks that one line begins (a figure
/// and the caption that could not stay in it) are one piece.
pub fn pieces(source: &str) -> Vec<&str> {
    let mut starts = parse(source).lines;
    starts.dedup();
    let mut offsets = vec![0];
    offsets.extend(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut pieces = Vec::with_capacity(starts.len());
    for (index, line) in starts.iter().enumerate() {
        // What stands before the first block is nothing, or what makes no block: it goes with the first.
        let from = if index == 0 { 0 } else { offsets.get(line - 1).copied().unwrap_or(source.len()) };
        let to = starts.get(index + 1).and_then(|next| offsets.get(next - 1)).copied().unwrap_or(source.len());
        pieces.push(source[from..to].trim_matches('\n').trim_end());
    }
    if starts.is_empty() && !source.trim().is_empty() {
        pieces.push(source.trim_matches('\n').trim_end());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::write;

    #[test]
    fn each_block_is_a_piece_and_together_they_are_the_body() {
        let source = "One\ntwo.\n\n\n## Head\n- a\n- b\n\n  more\n\n::figure{src=\"a.jpg\" alt=\"A\"}\n:::quote{by=\"Ada\"}\nSaid.\n\nMore.\n:::\nLast  \n";
        let found = pieces(source);
        assert_eq!(found.len(), 6, "{found:?}");
        assert_eq!(found[0], "One\ntwo.");
        assert_eq!(found[4], ":::quote{by=\"Ada\"}\nSaid.\n\nMore.\n:::");
        assert_eq!(write(&parse(&found.join("\n\n")).blocks), write(&parse(source).blocks));
        assert_eq!(pieces(" \n\n"), Vec::<&str>::new());
    }
}
