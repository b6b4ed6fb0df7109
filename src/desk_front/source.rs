//! Changes to story markup, as toolbar, shortcuts and palette make them. Pure: text and selection in, text and selection out.
//! Offsets are bytes.

use std::ops::Range;

/// A text with what is selected in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The whole text.
    pub text: String,
    /// What is selected now.
    pub selection: Range<usize>,
}

/// Sets marks around what is selected, or takes them away where they are there already.
pub fn wrap(text: &str, selection: Range<usize>, mark: &str) -> Edited {
    let inside = &text[selection.clone()];
    let (before, after) = (&text[..selection.start], &text[selection.end..]);
    if let (Some(before), Some(after)) = (before.strip_suffix(mark), after.strip_prefix(mark))
        // `*` around `**bold**` is not emphasis to take away.
        && !(mark == "*" && (before.ends_with('*') || after.starts_with('*')))
    {
        let start = before.len();
        return Edited { text: format!("{before}{inside}{after}"), selection: start..start + inside.len() };
    }
    let start = selection.start + mark.len();
    Edited { text: format!("{before}{mark}{inside}{mark}{after}"), selection: start..start + inside.len() }
}

/// Makes a link of what is selected; the address is selected, to be typed or pasted over.
pub fn link(text: &str, selection: Range<usize>, address: &str) -> Edited {
    let inside = &text[selection.clone()];
    let (before, after) = (&text[..selection.start], &text[selection.end..]);
    let made = format!("{before}[{inside}]({address}){after}");
    if inside.is_empty() {
        let at = before.len() + 1;
        return Edited { text: made, selection: at..at };
    }
    let at = before.len() + inside.len() + 3;
    Edited { text: made, selection: at..at + address.len() }
}

/// Makes a note of what is selected, or an empty one where the caret is, to be typed in. Its number stands close to the word before it.
pub fn note(text: &str, selection: Range<usize>) -> Edited {
    let inside = text[selection.clone()].trim();
    let before = text[..selection.start].trim_end_matches(' ');
    let start = before.len() + "<note>".len();
    let made = format!("{before}<note>{inside}</note>{}", &text[selection.end..]);
    Edited { text: made, selection: start..start + inside.len() }
}

/// Begins each selected line with `prefix`, or takes it away where every one has it. Other line beginnings of the same
/// family (`## `, `### `, `- `, `> `) give way. A caret stays among the words it is in.
pub fn begin_lines(text: &str, selection: Range<usize>, prefix: &str) -> Edited {
    let start = text[..selection.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[selection.end..].find('\n').map_or(text.len(), |at| selection.end + at);
    let lines: Vec<&str> = text[start..end].split('\n').collect();
    let all = lines.iter().all(|line| line.starts_with(prefix));
    let made: Vec<String> = lines
        .iter()
        .map(|line| {
            let bare = bare(line);
            if all { bare.to_owned() } else { format!("{prefix}{bare}") }
        })
        .collect();
    let made = made.join("\n");
    let selection = if selection.is_empty() {
        let to_line_end = (end - selection.end).min(made.len());
        let caret = start + made.len() - to_line_end;
        caret..caret
    } else {
        start..start + made.len()
    };
    Edited { text: format!("{}{made}{}", &text[..start], &text[end..]), selection }
}

fn bare(line: &str) -> &str {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len()
        && let Some(rest) = heading.strip_prefix(' ')
    {
        return rest;
    }
    line.strip_prefix("- ").or_else(|| line.strip_prefix("> ")).or_else(|| line.strip_prefix("1. ")).unwrap_or(line)
}

/// Puts a block after the line that `at` is on, with blank lines around it. `‸` in the block is where the caret goes; without one it
/// goes on an empty line of its own below, where nothing that is typed can get into the block.
pub fn insert_block(text: &str, at: usize, block: &str) -> Edited {
    let line_end = text[at..].find('\n').map_or(text.len(), |next| at + next);
    let line_start = text[..at].rfind('\n').map_or(0, |start| start + 1);
    let empty_line = text[line_start..line_end].trim().is_empty();
    let (before, after) = if empty_line { (&text[..line_start], &text[line_end..]) } else { text.split_at(line_end) };
    between(before, block, after)
}

/// Puts blocks in the place of what is selected, as [`insert_block`] does; words before and after it stay blocks of their own.
pub fn replace_with_blocks(text: &str, selection: Range<usize>, blocks: &str) -> Edited {
    between(text[..selection.start].trim_end_matches(' '), blocks, text[selection.end..].trim_start_matches(' '))
}

fn between(before: &str, block: &str, after: &str) -> Edited {
    let (before, after) = (before.trim_end_matches('\n'), after.trim_start_matches('\n'));
    let head = if before.is_empty() { String::new() } else { format!("{before}\n\n") };
    let block = if block.contains('‸') { block.to_owned() } else { format!("{block}\n\n‸") };
    let tail = match (after.is_empty(), block.ends_with("\n‸")) {
        (true, true) => String::new(),
        (true, false) => "\n".to_owned(),
        (false, _) => format!("\n\n{after}"),
    };
    let caret = head.len() + block.find('‸').unwrap_or(block.len());
    Edited { text: format!("{head}{}{tail}", block.replace('‸', "")), selection: caret..caret }
}

/// Puts text in the place of what is selected.
pub fn replace(text: &str, selection: Range<usize>, with: &str) -> Edited {
    let caret = selection.start + with.len();
    Edited { text: format!("{}{with}{}", &text[..selection.start], &text[selection.end..]), selection: caret..caret }
}

/// Where a line begins; lines count from 1.
pub fn line_start(text: &str, line: usize) -> usize {
    if line <= 1 {
        return 0;
    }
    text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1)
}

/// The line, from 1, that a byte is on.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// A byte offset of a UTF-16 one, as browsers count; the end where it is past it.
pub fn byte_at(text: &str, utf16: u32) -> usize {
    let mut seen = 0;
    for (at, character) in text.char_indices() {
        if seen >= utf16 {
            return at;
        }
        seen += character.len_utf16() as u32;
    }
    text.len()
}

/// A UTF-16 offset of a byte offset.
pub fn utf16_at(text: &str, at: usize) -> u32 {
    text[..at.min(text.len())].encode_utf16().count() as u32
}

/// Each place where `wanted` stands, in order; with `exact`, upper and lower case count.
pub fn find_all(text: &str, wanted: &str, exact: bool) -> Vec<Range<usize>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    if exact {
        return text.match_indices(wanted).map(|(at, found)| at..at + found.len()).collect();
    }
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let mut rest = wanted.as_slice();
        for (offset, character) in text[at..].char_indices() {
            let lower: Vec<char> = character.to_lowercase().collect();
            let Some(left) = rest.strip_prefix(lower.as_slice()) else { break };
            rest = left;
            if rest.is_empty() {
                found.push(at..at + offset + character.len_utf8());
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, selection: Range<usize>) -> Edited {
        Edited { text: text.into(), selection }
    }

    #[test]
    fn marks_come_and_go() {
        let once = wrap("a bold b", 2..6, "**");
        assert_eq!(once, edited("a **bold** b", 4..8));
        assert_eq!(wrap(&once.text, once.selection, "**"), edited("a bold b", 2..6));
        let both = wrap("**bold**", 2..6, "*");
        assert_eq!(both.text, "***bold***");
        assert_eq!(wrap("", 0..0, "*"), edited("**", 1..1));
    }

    #[test]
    fn a_link_selects_what_is_to_be_typed() {
        assert_eq!(link("see this now", 4..8, "https://"), edited("see [this](https://) now", 11..19));
        assert_eq!(link("", 0..0, "/a"), edited("[](/a)", 1..1));
    }

    #[test]
    fn a_note_stands_close_to_its_word() {
        assert_eq!(note("A gauge reads.", 7..7), edited("A gauge<note></note> reads.", 13..13));
        assert_eq!(note("A gauge ", 8..8), edited("A gauge<note></note>", 13..13));
        assert_eq!(note("It rose (by 2 m).", 8..16), edited("It rose<note>(by 2 m)</note>.", 13..21));
    }

    #[test]
    fn lines_begin_and_change_their_kind() {
        assert_eq!(begin_lines("one\ntwo\nthree", 1..5, "- ").text, "- one\n- two\nthree");
        assert_eq!(begin_lines("- one\n- two", 0..11, "- ").text, "one\ntwo");
        assert_eq!(begin_lines("## Head", 3..3, "### ").text, "### Head");
        assert_eq!(begin_lines("#tag", 0..0, "> ").text, "> #tag");
    }

    #[test]
    fn a_caret_stays_where_one_types_on() {
        assert_eq!(begin_lines("", 0..0, "## "), edited("## ", 3..3));
        assert_eq!(begin_lines("one two", 3..3, "- "), edited("- one two", 5..5));
        assert_eq!(begin_lines("- one two", 5..5, "- "), edited("one two", 3..3));
        assert_eq!(begin_lines("### Head", 1..1, "## "), edited("## Head", 0..0));
        assert_eq!(begin_lines("one\ntwo", 1..5, "- "), edited("- one\n- two", 0..11));
    }

    #[test]
    fn a_block_stands_between_blank_lines() {
        assert_eq!(insert_block("", 0, "::channel"), edited("::channel\n\n", 11..11));
        assert_eq!(insert_block("One.\n\nTwo.\n", 1, "::channel"), edited("One.\n\n::channel\n\n\n\nTwo.\n", 17..17));
        assert_eq!(insert_block("One.\n\n/", 6, "/‸"), edited("One.\n\n/\n\n/\n", 10..10));
        assert_eq!(insert_block("", 0, "## ‸"), edited("## \n", 3..3));
        let made = insert_block("One.\n\n\n\nTwo.\n", 6, ":::quote\n‸\n:::");
        assert_eq!(made.text, "One.\n\n:::quote\n\n:::\n\nTwo.\n");
        assert_eq!(&made.text[..made.selection.start], "One.\n\n:::quote\n");
    }

    #[test]
    fn blocks_part_the_words_around_them() {
        let made = replace_with_blocks("One two three.", 4..7, "## A\n\n---");
        assert_eq!(made, edited("One\n\n## A\n\n---\n\n\n\nthree.", 16..16));
        assert_eq!(replace_with_blocks("", 0..0, "---"), edited("---\n\n", 5..5));
    }

    #[test]
    fn offsets_convert_both_ways() {
        let text = "a😀ب\nc";
        for (utf16, byte) in [(0, 0), (1, 1), (3, 5), (4, 7), (5, 8), (6, 9), (99, 9)] {
            assert_eq!(byte_at(text, utf16), byte);
        }
        assert_eq!(utf16_at(text, 7), 4);
        assert_eq!([line_start("a\nb\nc", 1), line_start("a\nb\nc", 3), line_start("a", 9)], [0, 4, 1]);
        assert_eq!([line_of("a\nb", 0), line_of("a\nb", 2), line_of("a\nb", 99)], [1, 2, 2]);
    }

    #[test]
    fn everything_is_found_in_any_case() {
        assert_eq!(find_all("Çelik çelik ÇELİK", "çelik", false).len(), 2);
        assert_eq!(find_all("aaa", "aa", false), [0..2]);
        assert_eq!(find_all("Aa aA", "aa", true), Vec::<Range<usize>>::new());
        assert_eq!(find_all("Aa aA", "aa", false), [0..2, 3..5]);
        assert_eq!(find_all("a", "", false), Vec::<Range<usize>>::new());
    }
}
