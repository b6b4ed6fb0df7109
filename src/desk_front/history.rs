//! Undo and redo. Kept with the text on the device, so that both survive a reload.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source;

/// How many steps are kept.
const STEPS: usize = 500;

/// How long a pause ends a step, in milliseconds.
const PAUSE: f64 = 1200.0;

/// How many letters may come with one another and still be typed: between two frames, or out of an input method.
const AT_ONCE: usize = 12;

/// A selection, in UTF-16 code units as browsers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Where it begins.
    pub start: u32,
    /// Where it ends; the same for a caret.
    pub end: u32,
}

impl Selection {
    /// A stretch of a text, given in bytes.
    pub fn of(text: &str, bytes: &Range<usize>) -> Self {
        Self { start: source::utf16_at(text, bytes.start), end: source::utf16_at(text, bytes.end) }
    }

    /// Where it is in a text, in bytes.
    pub fn bytes(self, text: &str) -> Range<usize> {
        source::byte_at(text, self.start)..source::byte_at(text, self.end)
    }
}

/// One step: at byte `at`, `removed` became `inserted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    at: usize,
    removed: String,
    inserted: String,
    before: Selection,
    after: Selection,
}

/// What was done and undone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// When the last step was added to; a step after a pause is a new one.
    #[serde(skip)]
    touched: f64,
}

impl History {
    /// Notes that `old` became `new` at `now` (milliseconds). Typing on in one place is one step, until a pause or a word's end.
    pub fn note(&mut self, old: &str, new: &str, before: Selection, after: Selection, now: f64) {
        let Some((at, removed, inserted)) = difference(old, new) else { return };
        self.undone.clear();
        let recent = now - self.touched < PAUSE;
        // What was put in at once is a step of its own: what is typed after it does not go when it is undone.
        let typed = now.is_finite() && removed.chars().count() + inserted.chars().count() <= AT_ONCE;
        self.touched = if typed { now } else { f64::NEG_INFINITY };
        if recent
            && let Some(last) = self.done.last_mut()
            && joins(last, at, removed, inserted)
        {
            if removed.is_empty() {
                last.inserted.push_str(inserted);
            } else {
                last.removed.insert_str(0, removed);
                last.at = at;
            }
            last.after = after;
            return;
        }
        self.done.push(Step { at, removed: removed.to_owned(), inserted: inserted.to_owned(), before, after });
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// The text one step back, with the selection as it was.
    pub fn undo(&mut self, text: &str) -> Option<(String, Selection)> {
        let step = self.done.pop()?;
        let back = replaced(text, step.at, &step.inserted, &step.removed);
        let selection = step.before;
        // A text that the steps do not fit has come from elsewhere: its past is not known.
        let Some(back) = back else {
            *self = Self::default();
            return None;
        };
        self.undone.push(step);
        self.touched = f64::NEG_INFINITY;
        Some((back, selection))
    }

    /// The text one undone step on again.
    pub fn redo(&mut self, text: &str) -> Option<(String, Selection)> {
        let step = self.undone.pop()?;
        let on = replaced(text, step.at, &step.removed, &step.inserted);
        let selection = step.after;
        let Some(on) = on else {
            *self = Self::default();
            return None;
        };
        self.done.push(step);
        self.touched = f64::NEG_INFINITY;
        Some((on, selection))
    }

    /// Takes back what typed a word that nothing but white space came with, such as a palette's `/list`: the text before it, with the
    /// selection as it was. `None` where other words came with it, or where it came from is not known.
    pub fn retract(&mut self, text: &str, word: Range<usize>) -> Option<(String, Selection)> {
        let (mut text, mut end) = (text.to_owned(), word.end);
        for (at, step) in self.done.iter().enumerate().rev() {
            let begins = step.at <= word.start && word.start < step.at + step.inserted.len();
            let fits = if begins {
                let before = step.inserted.get(..word.start - step.at)?;
                let one_word = step.inserted.split_whitespace().count() == 1;
                step.removed.is_empty() && before.trim().is_empty() && one_word
            } else {
                step.at > word.start && step.at + step.inserted.len() <= end
            };
            if !fits {
                return None;
            }
            text = replaced(&text, step.at, &step.inserted, &step.removed)?;
            if begins {
                let before = step.before;
                self.done.truncate(at);
                self.touched = f64::NEG_INFINITY;
                return Some((text, before));
            }
            end = end - step.inserted.len() + step.removed.len();
        }
        None
    }

    /// The newest steps alone, where a device has little room.
    pub fn shortened(&self, steps: usize) -> Self {
        let from = self.done.len().saturating_sub(steps);
        Self { done: self.done[from..].to_vec(), undone: Vec::new(), touched: 0.0 }
    }
}

/// Typing on at the end of what was typed, or deleting on before what was deleted. A word's end begins a new step.
fn joins(last: &Step, at: usize, removed: &str, inserted: &str) -> bool {
    let typing = removed.is_empty() && last.removed.is_empty() && at == last.at + last.inserted.len();
    let space = |text: &str| text.starts_with(char::is_whitespace);
    let letters = inserted.chars().count();
    // On the page a space is only known of with the letter after it.
    let new_word =
        (!space(inserted) && last.inserted.ends_with(char::is_whitespace)) || (space(inserted) && letters > 1);
    let deleting = inserted.is_empty() && last.inserted.is_empty() && at + removed.len() == last.at;
    (typing && (letters == 1 || (letters <= AT_ONCE && !inserted.contains('\n'))) && !new_word)
        || (deleting && removed.chars().count() == 1)
}

fn replaced(text: &str, at: usize, from: &str, to: &str) -> Option<String> {
    let rest = text.get(at..)?.strip_prefix(from)?;
    Some(format!("{}{to}{rest}", text.get(..at)?))
}

/// Where two texts differ: the byte, what stood there and what stands there.
fn difference<'t>(old: &'t str, new: &'t str) -> Option<(usize, &'t str, &'t str)> {
    if old == new {
        return None;
    }
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let mut end = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(a, b)| a == b).count();
    while !old_rest.is_char_boundary(old_rest.len() - end) || !new_rest.is_char_boundary(new_rest.len() - end) {
        end -= 1;
    }
    Some((start, &old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: u32) -> Selection {
        Selection { start, end: start }
    }

    fn typed(history: &mut History, text: &mut String, letters: &str, now: &mut f64) {
        for letter in letters.chars() {
            let old = text.clone();
            let caret = text.encode_utf16().count() as u32;
            text.push(letter);
            *now += 50.0;
            history.note(&old, text, at(caret), at(caret + letter.len_utf16() as u32), *now);
        }
    }

    #[test]
    fn words_are_steps_and_all_of_them_come_back() {
        let (mut history, mut text, mut now) = (History::default(), String::new(), 0.0);
        typed(&mut history, &mut text, "Élan vital اردو", &mut now);
        let mut seen = vec![text.clone()];
        while let Some((back, _)) = history.undo(&text) {
            text = back;
            seen.push(text.clone());
        }
        assert_eq!(seen, ["Élan vital اردو", "Élan vital ", "Élan ", ""]);
        while let Some((on, _)) = history.redo(&text) {
            text = on;
        }
        assert_eq!(text, "Élan vital اردو");
    }

    #[test]
    fn what_is_put_in_at_once_goes_alone() {
        let (mut history, mut text, mut now) = (History::default(), "::channel\n\n".to_owned(), 0.0);
        history.note("", &text, at(0), at(11), f64::INFINITY);
        typed(&mut history, &mut text, "In", &mut now);
        assert_eq!(history.undo(&text).unwrap().0, "::channel\n\n");
        assert_eq!(history.undo("::channel\n\n").unwrap().0, "");
    }

    #[test]
    fn a_word_is_taken_back_with_all_that_typed_it() {
        let (mut history, mut text, mut now) = (History::default(), String::new(), 0.0);
        typed(&mut history, &mut text, "One.\n\n/lisx", &mut now);
        history.note(&text, "One.\n\n/lis", at(10), at(9), now);
        assert_eq!(history.retract("One.\n\n/lis", 6..10).unwrap(), ("One.\n\n".into(), at(6)));
        assert_eq!(history.undo("One.\n\n").unwrap().0, "");
        history.note("One.", "One.\n\n/\n", at(2), at(7), f64::INFINITY);
        assert_eq!(history.retract("One.\n\n/\n", 6..7).unwrap(), ("One.".into(), at(2)));
        // Where the word came with others, those stay.
        history.note("One.", "One. Two\n/", at(4), at(10), f64::INFINITY);
        assert_eq!(history.retract("One. Two\n/", 9..10), None);
        history.note("One. Two\n/", "One. Two\n/\nx", at(10), at(12), f64::INFINITY);
        assert_eq!(history.retract("One. Two\n/\nx", 9..10), None);
        assert_eq!(history.undo("One. Two\n/\nx").unwrap().0, "One. Two\n/");
        assert_eq!(history.undo("One. Two\n/").unwrap().0, "One.");
    }

    #[test]
    fn a_reload_keeps_the_past() {
        let (mut history, mut text, mut now) = (History::default(), "Old. ".to_owned(), 0.0);
        typed(&mut history, &mut text, "new", &mut now);
        let mut kept: History = serde_json::from_str(&serde_json::to_string(&history).unwrap()).unwrap();
        assert_eq!(kept.undo(&text).unwrap().0, "Old. ");
    }

    #[test]
    fn a_pause_or_another_place_begins_a_step() {
        let mut history = History::default();
        history.note("a", "ab", at(1), at(2), 0.0);
        history.note("ab", "abc", at(2), at(3), 5000.0);
        history.note("abc", "xabc", at(0), at(1), 5100.0);
        assert_eq!(history.undo("xabc").unwrap(), ("abc".into(), at(0)));
        assert_eq!(history.undo("abc").unwrap().0, "ab");
        assert_eq!(history.undo("ab").unwrap().0, "a");
        assert_eq!(history.undo("a"), None);
    }

    #[test]
    fn steps_that_do_not_fit_a_text_leave_it_alone() {
        let mut history = History::default();
        history.note("abc", "abcdef", at(3), at(6), 0.0);
        assert_eq!(history.undo("other"), None);
        assert_eq!(history.undo("other"), None);
    }
}
