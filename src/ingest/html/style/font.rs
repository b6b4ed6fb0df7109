//! Typefaces that say something: code is set in those of one width, and some have pictures for letters.

/// What sort of typeface words have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Any that is made for reading.
    #[default]
    Text,
    /// All letters have one width.
    Monospaced,
    /// Greek and mathematical signs in the places of letters.
    Symbol,
    /// Arrows, ticks and boxes in the places of letters.
    Wingdings,
}

impl Face {
    /// Whether its letters are none.
    pub fn is_symbols(self) -> bool {
        matches!(self, Face::Symbol | Face::Wingdings)
    }
}

/// The sort of the first of some families.
pub fn face(families: &str) -> Option<Face> {
    let first = families.split(',').next()?.trim().trim_matches(['"', '\'']).trim().to_ascii_lowercase();
    let monospaced = first.starts_with("courier")
        || first.split([' ', '-']).any(|word| word == "mono")
        || [
            "consolas",
            "menlo",
            "monaco",
            "lucida console",
            "inconsolata",
            "source code pro",
            "cascadia code",
            "fira code",
        ]
        .contains(&first.as_str())
        || matches!(first.as_str(), "monospace" | "ui-monospace" | "monospaced");
    Some(match first.as_str() {
        "" | "inherit" | "initial" | "unset" => return None,
        "symbol" => Face::Symbol,
        "wingdings" => Face::Wingdings,
        _ if monospaced => Face::Monospaced,
        _ => Face::Text,
    })
}

/// The sort of the families that a `font` shorthand ends in: they stand after the size.
pub fn of_shorthand(value: &str) -> Option<Face> {
    let first = value.split(',').next()?;
    let size =
        first.split_ascii_whitespace().position(|word| word.starts_with(|c: char| c.is_ascii_digit() || c == '.'))?;
    let family: Vec<&str> = first.split_ascii_whitespace().skip(size + 1).collect();
    face(&family.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_of_code_and_of_signs_are_known() {
        for families in [
            "\"Courier New\"",
            "'Roboto Mono',monospace",
            "Consolas, serif",
            "ui-monospace",
            "SFMono-Regular, Menlo, Mono",
        ] {
            let wanted = if families.starts_with("SF") { Face::Text } else { Face::Monospaced };
            assert_eq!(face(families), Some(wanted), "{families}");
        }
        assert_eq!(face("Wingdings"), Some(Face::Wingdings));
        assert_eq!(face("Monotype Corsiva"), Some(Face::Text));
        assert_eq!(of_shorthand("italic 12px 'Courier New', serif"), Some(Face::Monospaced));
        assert_eq!(of_shorthand("7.0pt \"times new roman\""), Some(Face::Text));
    }
}
