//! How hard a text is to read.

/// Fewer words than this say nothing about a text.
const ENOUGH: usize = 100;

/// The age at which an English text is read with ease, in years: the Flesch-Kincaid grade (Kincaid et al., 1975: 0.39 words a
/// sentence + 11.8 syllables a word − 15.59) plus five. `None` for texts that are too short to tell.
pub fn age(text: &str) -> Option<u32> {
    let (mut words, mut syllables) = (0usize, 0usize);
    for word in text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)) {
        words += 1;
        syllables += count(word);
    }
    if words < ENOUGH {
        return None;
    }
    let grade = 0.39 * words as f64 / sentences(text) as f64 + 11.8 * syllables as f64 / words as f64 - 15.59;
    Some((grade + 5.0).round().clamp(5.0, 30.0) as u32)
}

/// Sentences end at a full stop, question or exclamation mark before a space, and at a line's end.
fn sentences(text: &str) -> usize {
    let ends = text.lines().map(|line| {
        let line = line.trim();
        let inner = line
            .split_whitespace()
            .filter(|word| word.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!']));
        let open = !line.is_empty() && !line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!']);
        inner.count() + usize::from(open)
    });
    ends.sum::<usize>().max(1)
}

/// Syllables of an English word: its groups of vowels, without a silent e at the end; at least one.
fn count(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut inside = false;
    for letter in &letters {
        groups += usize::from(vowel(letter) && !inside);
        inside = vowel(letter);
    }
    let silent = letters.len() > 2
        && letters.ends_with(&['e'])
        && !letters.ends_with(&['l', 'e'])
        && !vowel(&letters[letters.len() - 2]);
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_known_words() {
        for (word, syllables) in [
            ("cat", 1),
            ("make", 1),
            ("table", 2),
            ("reading", 2),
            ("ministry", 3),
            ("unconstitutional", 6),
            ("see", 1),
        ] {
            assert_eq!(count(word), syllables, "{word}");
        }
    }

    #[test]
    fn short_words_read_younger_than_long_ones() {
        let simple = "The cat sat on the mat. The dog ran to the cat. ".repeat(10);
        let heavy = "Notwithstanding considerable parliamentary disagreement regarding constitutional interpretation, \
            representatives deliberated extensively concerning administrative responsibilities. "
            .repeat(10);
        assert_eq!(age(&simple), Some(5));
        assert!(age(&heavy) > Some(25), "{:?}", age(&heavy));
        assert_eq!(age("Too short."), None);
    }
}
