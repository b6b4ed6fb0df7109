//! A line of plain text out of whatever a newsroom typed.

use unicode_normalization::UnicodeNormalization;

/// How much of a text is looked at, in characters: several times what a card can show.
const REACH: usize = 400;

/// The text in composed form, on one line, without what is not drawn: control characters, and marks that turn the direction of
/// what follows, which a line that ends early would leave open.
pub fn line(text: &str) -> String {
    let shown =
        text.nfc().take(REACH).map(|letter| if is_space(letter) { ' ' } else { letter }).filter(|it| is_kept(*it));
    shown.collect::<String>().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a line may break here: at white space other than that which is there to prevent it.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

fn is_kept(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // Neither may stand in XML.
    let outside = matches!(letter, '\u{fffe}' | '\u{ffff}');
    // A soft hyphen and a place to break without a space.
    let unseen = matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}');
    !(letter.is_control() || turns || outside || unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_goes_and_words_stay() {
        assert_eq!(line(" A\u{0}\u{7}\tB\r\n C\u{a0}D\u{202e}E\u{fffe} "), "A B C\u{a0}DE");
        assert_eq!(line("I\u{307}stanbul, cafe\u{301}"), "\u{130}stanbul, café");
        assert_eq!(line("می\u{200c}خواہم"), "می\u{200c}خواہم");
        assert_eq!(line("\u{1}\u{2} \n"), "");
        assert_eq!(line(&"word ".repeat(10_000)).len(), 399);
    }
}
