//! Fenced code, as far as finding directives needs to know it.

/// A fenced code block that is open (CommonMark, section 4.5): no directive begins inside it.
///
/// Fences indented by two or more are a list item's. Their lines are indented too and so cannot begin a directive.
pub struct Fence {
    character: u8,
    length: usize,
}

impl Fence {
    fn run(line: &str) -> (usize, u8, usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = &line.as_bytes()[indent..];
        let character = rest.first().copied().unwrap_or_default();
        (indent, character, rest.iter().take_while(|byte| **byte == character).count())
    }

    /// The fence that a line begins, if it does.
    pub fn begins(line: &str) -> Option<Self> {
        let (indent, character, length) = Self::run(line);
        let info = line.get(indent + length..).unwrap_or_default();
        let fence =
            indent < 2 && matches!(character, b'`' | b'~') && length >= 3 && !(character == b'`' && info.contains('`'));
        fence.then_some(Self { character, length })
    }

    /// Whether a line closes it.
    pub fn ends(&self, line: &str) -> bool {
        let (indent, character, length) = Self::run(line);
        indent < 4 && character == self.character && length >= self.length && line[indent + length..].trim().is_empty()
    }
}
