//! The number or bullet of an item, which word processors write out before its words.

use std::collections::HashSet;

use super::super::style::Says;
use super::super::tree::{ElementRef, Node};
use super::super::walk::Walk;
use super::is_marker;
use crate::plain::glimpse;

/// What is before an item's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u32),
    /// A number that cannot be read: it is one more than the number before.
    Next,
}

/// The longest marker that is looked for among the words themselves.
const MAX_MARKER: usize = 16;

/// Takes an item's marker from before its words, and returns it.
pub fn take(walk: &mut Walk<'_>, item: ElementRef<'_>) -> Option<String> {
    let mut marker = String::new();
    let (mut named, mut conditional) = (HashSet::new(), HashSet::new());
    let (mut inside, mut closed) = (false, false);
    for node in item.descendants() {
        match node.value() {
            Node::Comment(comment) if comment.contains("supportLists") => inside = true,
            Node::Comment(comment) if inside && comment.starts_with("[endif") => {
                closed = true;
                break;
            }
            Node::Text(_) if named.contains(&node.place()) => {}
            Node::Text(text) if inside => {
                marker.push_str(text);
                conditional.insert(node.place());
            }
            Node::Text(text) if !text.trim().is_empty() => break,
            _ => {
                let Some(element) = ElementRef::wrap(node).filter(|element| is_marker(walk, *element)) else {
                    continue;
                };
                for text in element.descendants() {
                    if let Node::Text(words) = text.value()
                        && named.insert(text.place())
                    {
                        marker.push_str(words);
                    }
                }
            }
        }
    }
    if !named.is_empty() || closed {
        walk.hidden.extend(named);
        if closed {
            walk.hidden.extend(conditional);
        }
        let marker = marker.trim();
        if says_more(marker) {
            walk.lose(format!("an item that was counted as “{}” is counted by its number alone", glimpse(marker)));
        }
        return Some(marker.to_owned());
    }
    among_words(walk, item)
}

/// Whether there are words beside the number, as in “Article 7”.
fn says_more(marker: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(PUNCTUATION);
        word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && roman(word).is_none()
    };
    has_digit(marker) && marker.split_whitespace().any(is_word)
}

/// A marker that nothing sets apart from the words but the wide space after it.
fn among_words(walk: &mut Walk<'_>, item: ElementRef<'_>) -> Option<String> {
    let mut start = String::new();
    let mut texts = Vec::new();
    for node in item.descendants() {
        let Node::Text(text) = node.value() else { continue };
        texts.push((node.place(), text.len()));
        start.push_str(text);
        if start.len() > 20 * MAX_MARKER {
            break;
        }
    }
    let inner = start.trim_start();
    let (marker, rest) = inner.split_at(inner.find(char::is_whitespace)?);
    let words = rest.trim_start();
    let gap = &rest[..rest.len() - words.len()];
    let wide = gap.contains(['\u{a0}', '\t']) || gap.chars().count() > 1 && !gap.contains('\n');
    if !wide || !is_written_marker(marker) {
        return None;
    }
    let mut left = start.len() - words.len();
    for (place, len) in texts {
        if len <= left {
            walk.hidden.insert(place);
        } else {
            walk.cut.insert(place, left);
        }
        left = left.saturating_sub(len);
        if left == 0 {
            break;
        }
    }
    Some(marker.to_owned())
}

/// Whether a word may be a marker: a bullet, or a number with a full stop or a bracket.
fn is_written_marker(word: &str) -> bool {
    let core = word.trim_matches(PUNCTUATION);
    let short = core.chars().count() <= 3 || core.chars().all(|c| "ivxlcdmIVXLCDM".contains(c)) || has_digit(core);
    if word.chars().count() > MAX_MARKER {
        false
    } else if core.chars().all(char::is_alphanumeric) && !core.is_empty() {
        (core.len() < word.len() && short) || matches!(word, "o" | "§" | "q" | "v" | "n" | "l" | "u" | "ü" | "Ø")
    } else {
        core.chars().all(|c| !c.is_alphabetic())
    }
}

const PUNCTUATION: [char; 8] = ['.', ')', '(', ':', '-', '–', ' ', '\u{a0}'];

/// What a marker is. `level` is what the style sheet says of the list's level, `next` the number that would come next.
pub fn judge(marker: &str, level: Option<&Says>, next: Option<u32>) -> Mark {
    if let Some(number) = last_number(marker) {
        return Mark::Number(number);
    }
    let bullets = level.and_then(|says| says.bullets);
    let core = marker.trim_matches(PUNCTUATION);
    if bullets == Some(true) || (core.is_empty() && !marker.is_empty()) {
        return Mark::Bullet;
    }
    if marker.is_empty() {
        return if level.is_some() { Mark::Next } else { Mark::Bullet };
    }
    let punctuated = core.len() < marker.len();
    if bullets.is_none() && (!punctuated || !core.chars().all(char::is_alphanumeric)) {
        return Mark::Bullet;
    }
    let (roman, letter) = (roman(core), letter(core));
    if bullets == Some(false) {
        let named = if level.is_some_and(|says| says.roman) { roman } else { letter };
        return named.map_or(Mark::Next, Mark::Number);
    }
    // `i.` is the first in Roman numerals and the ninth letter: what comes next decides, and the first wins.
    let chosen = match (roman, letter) {
        (Some(_), Some(letter)) if next == Some(letter) => Some(letter),
        (Some(roman), Some(_)) if next == Some(roman) || next.is_none() && (roman == 1 || core.len() > 1) => {
            Some(roman)
        }
        (roman, None) => roman,
        (_, letter) => letter,
    };
    chosen.map_or(Mark::Next, Mark::Number)
}

fn digit(c: char) -> Option<u32> {
    // Arabic and Urdu numerals stand in two rows of their own.
    c.to_digit(10).or_else(|| match c {
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        _ => None,
    })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| digit(c).is_some())
}

/// The last number in a marker: 3 of `1.2.3)`.
fn last_number(marker: &str) -> Option<u32> {
    let end = marker.trim_end_matches(|c| digit(c).is_none());
    let start = end.trim_end_matches(|c| digit(c).is_some()).len();
    let digits: Vec<u32> = end[start..].chars().filter_map(digit).collect();
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, digit| number.checked_mul(10)?.checked_add(*digit))
}

/// A number in letters: 1 of `a`, 27 of `aa`, as Word goes on after `z`.
fn letter(core: &str) -> Option<u32> {
    let mut letters = core.chars().map(|c| c.to_ascii_lowercase());
    let first = letters.next().filter(char::is_ascii_lowercase)?;
    letters
        .all(|next| next == first)
        .then(|| (first as u32 - 'a' as u32 + 1) + 26 * (core.len() as u32).saturating_sub(1))
}

fn roman(core: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        'd' => Some(500),
        'm' => Some(1000),
        _ => None,
    };
    if core.is_empty() || core.len() > MAX_MARKER {
        return None;
    }
    let values: Vec<u32> = core.chars().map(value).collect::<Option<_>>()?;
    let (mut sum, mut largest) = (0_u32, 0);
    for value in values.into_iter().rev() {
        if value < largest {
            sum = sum.saturating_sub(value);
        } else {
            sum += value;
            largest = value;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_tell_numbers_from_bullets() {
        for (marker, mark) in [
            ("·", Mark::Bullet),
            ("o", Mark::Bullet),
            ("§", Mark::Bullet),
            ("-", Mark::Bullet),
            ("\u{f0b7}", Mark::Bullet),
            ("3.", Mark::Number(3)),
            ("(12)", Mark::Number(12)),
            ("2.1.4", Mark::Number(4)),
            ("Article 7", Mark::Number(7)),
            ("۳۔", Mark::Number(3)),
            ("a)", Mark::Number(1)),
            ("BB.", Mark::Number(28)),
            ("i.", Mark::Number(1)),
            ("xiv.", Mark::Number(14)),
        ] {
            assert_eq!(judge(marker, None, None), mark, "{marker}");
        }
    }

    #[test]
    fn what_comes_next_tells_letters_from_numerals() {
        assert_eq!(judge("i.", None, Some(9)), Mark::Number(9));
        assert_eq!(judge("v)", None, Some(5)), Mark::Number(5));
        assert_eq!(judge("c.", None, Some(3)), Mark::Number(3));
    }

    #[test]
    fn the_style_sheet_decides_where_it_speaks() {
        let bullets = Says { bullets: Some(true), ..Says::default() };
        assert_eq!(judge("a.", Some(&bullets), None), Mark::Bullet);
        let letters = Says { bullets: Some(false), ..Says::default() };
        assert_eq!(judge("i.", Some(&letters), None), Mark::Number(9));
        assert_eq!(judge("First", Some(&letters), None), Mark::Next);
        assert_eq!(judge("", Some(&Says::default()), None), Mark::Next);
    }
}
