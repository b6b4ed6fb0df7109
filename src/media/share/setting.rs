//! A text set in lines within a box.

use super::face::{Legible, Measured};
use super::lines::{Piece, breaks, joined, pieces};

/// The room that a text has.
pub struct Room {
    /// Pixels across.
    pub width: f32,
    /// Pixels down.
    pub height: f32,
    /// How many lines at most.
    pub lines: usize,
    /// Sizes of type in pixels, the preferred one first; never empty.
    pub sizes: &'static [f32],
}

/// A text in lines.
pub struct Setting {
    /// The size of type in pixels.
    pub size: f32,
    /// Pixels from one line's foot to the next.
    pub leading: f32,
    /// What each says.
    pub lines: Vec<String>,
}

/// Sets a text as large as there is room for; where even the smallest type is too large, an ellipsis stands for its end.
///
/// # Errors
/// In the words of the library that measures.
pub fn set(legible: &Legible, room: &Room) -> Result<Setting, String> {
    let pieces = pieces(&legible.text);
    let (widths, space) = widths(legible, &pieces)?;
    let leading = leading(&legible.text);
    let most = |size: f32| room.lines.min((room.height / (size * leading)) as usize).max(1);
    for size in room.sizes {
        if let Some(ends) = breaks(&pieces, &widths, space, room.width / size, most(*size)) {
            return Ok(Setting { size: *size, leading: size * leading, lines: cut(&pieces, &ends) });
        }
    }
    let size = room.sizes.last().copied().unwrap_or(room.height);
    let lines = shortened(legible, pieces, room.width / size, most(size))?;
    Ok(Setting { size, leading: size * leading, lines })
}

fn widths(legible: &Legible, pieces: &[Piece]) -> Result<(Vec<f32>, f32), String> {
    let texts = ["n\u{a0}n", "nn"].into_iter().chain(pieces.iter().map(|piece| piece.text.as_str()));
    let measured: Vec<Measured> = legible.face.measure(&texts.collect::<Vec<_>>())?;
    let mut widths = measured.iter().map(|it| it.width);
    let space = widths.next().unwrap_or_default() - widths.next().unwrap_or_default();
    Ok((widths.collect(), space))
}

/// As much of a text's beginning as there is room for, with an ellipsis. Words that are longer than a line are broken.
fn shortened(legible: &Legible, pieces: Vec<Piece>, width: f32, most: usize) -> Result<Vec<String>, String> {
    let (whole, _) = widths(legible, &pieces)?;
    let broken = |(piece, wide): (Piece, f32)| {
        // One letter a piece: a word of more letters than a line holds is not read anyway.
        let letters: Vec<char> = if wide > width { piece.text.chars().collect() } else { Vec::new() };
        let parts = letters.iter().enumerate();
        let parts: Vec<Piece> =
            parts.map(|(at, it)| Piece { text: it.to_string(), spaced: at == 0 && piece.spaced }).collect();
        if parts.is_empty() { vec![piece] } else { parts }
    };
    let mut pieces: Vec<Piece> = pieces.into_iter().zip(whole).flat_map(broken).collect();
    let (mut widths, space) = self::widths(legible, &pieces)?;
    let dots = legible.face.measure(&["…"])?.first().map_or(0.0, |it| it.width);
    while let Some(last) = pieces.last_mut() {
        last.text = format!("{}…", last.text.trim_end_matches(|it: char| !it.is_alphanumeric()));
        let wide = widths.len() - 1;
        widths[wide] += dots;
        if let Some(ends) = breaks(&pieces, &widths, space, width, most) {
            return Ok(cut(&pieces, &ends));
        }
        pieces.pop();
        widths.pop();
    }
    Ok(Vec::new())
}

fn cut(pieces: &[Piece], ends: &[usize]) -> Vec<String> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends).map(|(from, to)| joined(&pieces[from..*to])).collect()
}

/// The distance of lines, in ems: what stands over and under a line differs by script.
fn leading(text: &str) -> f32 {
    let arabic = |letter| matches!(letter, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    // Up to Cyrillic, and Vietnamese.
    let european = |letter| matches!(letter, '\0'..='\u{52f}' | '\u{1e00}'..='\u{22ff}');
    match text {
        _ if text.chars().any(arabic) => 1.42,
        _ if text.chars().all(european) => 1.14,
        _ => 1.3,
    }
}

#[cfg(test)]
mod tests {
    use super::super::face::legible;
    use super::*;

    const ROOM: Room = Room { width: 1000.0, height: 250.0, lines: 4, sizes: &[70.0, 50.0] };

    fn lines(text: &str) -> (f32, Vec<String>) {
        let setting = set(&legible(text).unwrap(), &ROOM).unwrap();
        (setting.size, setting.lines)
    }

    #[test]
    fn type_is_as_large_as_there_is_room_for() {
        assert_eq!(lines("Rain reaches Karachi"), (70.0, vec!["Rain reaches Karachi".into()]));
        let (size, four) = lines(&"Ministers agree ".repeat(9));
        assert_eq!((size, four.len()), (50.0, 4));
    }

    #[test]
    fn an_ellipsis_is_the_last_resort() {
        let (size, long) = lines(&"Ministers, agree; ".repeat(20));
        assert_eq!((size, long.len()), (50.0, 4));
        assert!(long[3].ends_with("agree…") || long[3].ends_with("Ministers…"), "{long:?}");
        let (_, word) = lines(&"Donaudampfschiff".repeat(12));
        assert!(word.len() == 4 && word[3].ends_with('…'), "{word:?}");
        let (_, urdu) = lines(&"وزیر اعظم کا اعلان، ".repeat(20));
        assert!(urdu.len() == 3 && urdu[2].ends_with('…'), "{urdu:?}");
    }
}
