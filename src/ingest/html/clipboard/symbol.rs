//! Typefaces of signs: the arrow that Word makes of `-->` is the letter `à` in one of them.

use std::borrow::Cow;

use super::super::style::Face;

/// Letters of Wingdings that writers use, and the signs that they show.
const WINGDINGS: [(char, &str); 26] = [
    ('à', "→"),
    ('ß', "←"),
    ('á', "↑"),
    ('â', "↓"),
    ('è', "→"),
    ('ç', "←"),
    ('é', "↑"),
    ('ê', "↓"),
    ('ó', "⇔"),
    ('ð', "⇒"),
    ('ï', "⇐"),
    ('J', "☺"),
    ('K', "😐"),
    ('L', "☹"),
    ('ü', "✓"),
    ('û', "✗"),
    ('þ', "☑"),
    ('ý', "☒"),
    ('x', "☒"),
    ('q', "☐"),
    ('¨', "☐"),
    ('o', "☐"),
    ('(', "☎"),
    ('*', "✉"),
    ('§', "▪"),
    ('l', "●"),
];

/// The letters of Symbol from A to Z and from a to z.
const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The words that letters in such a typeface show.
pub fn words(text: &str, face: Face) -> Cow<'_, str> {
    if !face.is_symbols() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for character in text.chars() {
        // Word moves these typefaces to a range of private use.
        let code = character as u32;
        let letter = if (0xf020..=0xf0ff).contains(&code) { char::from((code - 0xf000) as u8) } else { character };
        match face {
            Face::Wingdings => match WINGDINGS.iter().find(|(known, _)| *known == letter) {
                Some((_, sign)) => out.push_str(sign),
                None => out.push(character),
            },
            _ => out.push(greek(letter).unwrap_or(character)),
        }
    }
    Cow::Owned(out)
}

fn greek(letter: char) -> Option<char> {
    match letter {
        'A'..='Z' => UPPER.chars().nth(letter as usize - 'A' as usize),
        'a'..='z' => LOWER.chars().nth(letter as usize - 'a' as usize),
        '·' => Some('•'),
        '£' => Some('≤'),
        '³' => Some('≥'),
        '¹' => Some('≠'),
        '»' => Some('≈'),
        '´' => Some('×'),
        '±' => Some('±'),
        '°' => Some('°'),
        '®' => Some('→'),
        '¬' => Some('←'),
        '¥' => Some('∞'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_from_both_ranges() {
        assert_eq!(words("à\u{f04a}", Face::Wingdings), "→☺");
        assert_eq!(words("mW\u{f061}", Face::Symbol), "μΩα");
        assert_eq!(words("mW", Face::Text), "mW");
        assert_eq!((UPPER.chars().count(), LOWER.chars().count()), (26, 26));
    }
}
