//! What a run of CSS declarations says that a story can keep: weight, slant, position, and Word's own words on lists.

mod font;
mod part;

pub use font::{Face, face};
pub use part::{Part, Role, role};

use dateline_story::Align;

/// Whether words are raised or lowered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// On the line.
    #[default]
    Line,
    /// Superscript.
    Raised,
    /// Subscript.
    Lowered,
}

/// What `mso-list` says of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// An item of a list, on a level from 1.
    Item {
        /// Word's name for the list: `l0`.
        list: String,
        /// Its level.
        level: u8,
    },
    /// The number or bullet that Word has written out.
    Marker,
    /// No item, whatever its class says.
    No,
}

/// What declarations say. What they are silent on is `None`, or `false`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Says {
    /// Whether words are bold.
    pub bold: Option<bool>,
    /// Whether words are in italics.
    pub italic: Option<bool>,
    /// Where words stand; it is not inherited, so only raising and lowering count.
    pub position: Position,
    /// Whether words are struck out.
    pub struck: bool,
    /// Whether line breaks of the source count.
    pub preformatted: Option<bool>,
    /// The left margin, in points.
    pub margin: Option<f32>,
    /// Whether a first line begins further out than the others.
    pub hanging: bool,
    /// The right margin, in points.
    pub margin_right: Option<f32>,
    /// Which side words are set to, seen from the left.
    pub align: Option<Align>,
    /// Whether words run from right to left.
    pub rtl: Option<bool>,
    /// Whether nobody sees this.
    pub hidden: Option<bool>,
    /// What sort of typeface words have.
    pub face: Option<Face>,
    /// The size of words, in points.
    pub size: Option<f32>,
    /// The borders of a paragraph.
    pub borders: part::Borders,
    /// What part of Word's page this is.
    pub part: Option<Part>,
    /// What a paragraph is by the name of its style.
    pub role: Option<Role>,
    /// What Word says of lists.
    pub listed: Option<Listed>,
    /// The level of a heading in Word's outline.
    pub outline: Option<u8>,
    /// Whether these are spaces that Word has filled a gap or a tab stop with.
    pub gap: bool,
    /// Whether a page ends here.
    pub page_break: bool,
    /// Whether a level of a list, in an `@list` rule, has bullets.
    pub bullets: Option<bool>,
    /// Whether a level of a list counts in Roman numerals.
    pub roman: bool,
    /// The first number of a level of a list.
    pub start: Option<u32>,
}

impl Says {
    /// What `text`, the value of a `style` attribute or the body of a rule, says.
    pub fn read(text: &str) -> Self {
        let mut says = Self::default();
        for (name, value) in declarations(text) {
            says.hear(&name.to_ascii_lowercase(), &value.to_ascii_lowercase());
        }
        says
    }

    /// Takes over what `later` says.
    pub fn overrule(&mut self, later: &Self) {
        self.bold = later.bold.or(self.bold);
        self.italic = later.italic.or(self.italic);
        if later.position != Position::Line {
            self.position = later.position;
        }
        self.struck |= later.struck;
        self.preformatted = later.preformatted.or(self.preformatted);
        self.margin = later.margin.or(self.margin);
        self.margin_right = later.margin_right.or(self.margin_right);
        self.hanging |= later.hanging;
        self.align = later.align.or(self.align);
        self.rtl = later.rtl.or(self.rtl);
        self.hidden = later.hidden.or(self.hidden);
        self.face = later.face.or(self.face);
        self.size = later.size.or(self.size);
        self.borders.overrule(later.borders);
        self.part = later.part.or(self.part);
        self.role = later.role.or(self.role);
        if later.listed.is_some() {
            self.listed.clone_from(&later.listed);
        }
        self.outline = later.outline.or(self.outline);
        self.gap |= later.gap;
        self.page_break |= later.page_break;
        self.bullets = later.bullets.or(self.bullets);
        self.roman |= later.roman;
        self.start = later.start.or(self.start);
    }

    /// Whether nothing was said that a story can keep.
    pub fn nothing(&self) -> bool {
        *self == Self::default()
    }

    fn hear(&mut self, name: &str, value: &str) {
        let value = value.trim_end_matches("!important").trim();
        match name {
            "font-weight" => self.bold = weight(value).or(self.bold),
            "font-style" => self.italic = slant(value).or(self.italic),
            "font" => {
                // The shorthand sets back what it does not name.
                self.bold = Some(value.split_ascii_whitespace().find_map(weight) == Some(true));
                self.italic = Some(value.split_ascii_whitespace().find_map(slant) == Some(true));
                self.face = font::of_shorthand(value).or(self.face);
            }
            "vertical-align" => match value {
                "super" => self.position = Position::Raised,
                "sub" => self.position = Position::Lowered,
                _ => {}
            },
            "text-decoration" | "text-decoration-line" | "text-line-through" => {
                self.struck |= value.contains("line-through") || (name == "text-line-through" && value != "none");
            }
            "white-space" => {
                self.preformatted = Some(matches!(value, "pre" | "pre-wrap" | "pre-line" | "break-spaces"))
            }
            "margin-left" => self.margin = points(value).or(self.margin),
            "margin" => {
                let sides: Vec<_> = value.split_ascii_whitespace().collect();
                let (left, right) = match sides.as_slice() {
                    [all] => (Some(all), Some(all)),
                    [_, side] | [_, side, _] => (Some(side), Some(side)),
                    [_, right, _, left, ..] => (Some(left), Some(right)),
                    [] => (None, None),
                };
                self.margin = left.and_then(|left| points(left)).or(self.margin);
                self.margin_right = right.and_then(|right| points(right)).or(self.margin_right);
            }
            "text-indent" => self.hanging |= points(value).is_some_and(|indent| indent < 0.0),
            "margin-right" => self.margin_right = points(value).or(self.margin_right),
            "text-align" => self.align = aligned(value).or(self.align),
            "direction" => self.rtl = Some(value == "rtl"),
            "display" => self.hidden = Some(value == "none"),
            "mso-hide" if value == "all" => self.hidden = Some(true),
            "font-family" => self.face = face(value).or(self.face),
            "mso-symbol-font-family" => self.face = face(value).filter(|face| face.is_symbols()).or(self.face),
            "font-size" => self.size = points(value).or(self.size),
            "border" | "border-top" | "border-right" | "border-bottom" | "border-left" => {
                self.borders.hear(name, value)
            }
            "mso-element" => self.part = part::of(value).or(self.part),
            "mso-special-character" if value == "comment" => self.part = Some(Part::Comment),
            "mso-style-name" => self.role = part::role(value).or(self.role),
            "mso-list" => self.listed = listed(value),
            "mso-outline-level" => self.outline = value.parse().ok().filter(|level| (1..=9).contains(level)),
            "mso-spacerun" | "mso-tab-count" => self.gap = true,
            "page-break-before" => self.page_break |= value == "always",
            "mso-level-number-format" => {
                self.bullets = Some(matches!(value, "bullet" | "image" | "none"));
                self.roman = value.starts_with("roman");
            }
            "mso-level-start-at" => self.start = value.parse().ok(),
            _ => {}
        }
    }
}

/// The declarations of a style: names and values. A semicolon in quotes or brackets belongs to its value.
pub fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = end_of(rest, b';');
        let declaration = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(declaration)
    })
    .filter_map(|declaration| declaration.split_once(':'))
    .map(|(name, value)| (name.trim(), value.trim()))
}

/// Where the first `stop` stands that is in no quotes and no brackets, or the length.
pub fn end_of(text: &str, stop: u8) -> usize {
    let (mut quote, mut depth, mut escaped) = (None, 0_usize, false);
    for (index, byte) in text.bytes().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, byte) {
            (_, b'\\') => escaped = true,
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') => depth = depth.saturating_sub(1),
            (None, _) if byte == stop && depth == 0 => return index,
            _ => {}
        }
    }
    text.len()
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u16>().ok().filter(|weight| (1..=1000).contains(weight)).map(|weight| weight >= 600),
    }
}

fn slant(value: &str) -> Option<bool> {
    match value.split_ascii_whitespace().next()? {
        "italic" | "oblique" => Some(true),
        "normal" => Some(false),
        _ => None,
    }
}

fn aligned(value: &str) -> Option<Align> {
    match value {
        "left" | "start" | "justify" => Some(Align::Start),
        "center" => Some(Align::Centre),
        "right" | "end" => Some(Align::End),
        _ => None,
    }
}

fn points(length: &str) -> Option<f32> {
    let split = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let number: f32 = length[..split].trim().parse().ok().filter(|number: &f32| number.is_finite())?;
    let unit = match &length[split..] {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 28.35,
        "mm" => 2.835,
        "px" => 0.75,
        "pc" | "em" | "rem" => 12.0,
        "" if number == 0.0 => 1.0,
        _ => return None,
    };
    Some(number * unit)
}

fn listed(value: &str) -> Option<Listed> {
    let mut list = None;
    let mut level = 1;
    for word in value.split_ascii_whitespace() {
        if word == "ignore" {
            return Some(Listed::Marker);
        }
        if matches!(word, "none" | "skip") {
            return Some(Listed::No);
        }
        if let Some(number) = word.strip_prefix("level") {
            level = number.parse::<u8>().unwrap_or(1).clamp(1, 20);
        } else if word.strip_prefix('l').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
            list = Some(word.to_owned());
        }
    }
    list.map(|list| Listed::Item { list, level })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semicolon_in_quotes_ends_nothing() {
        let says = Says::read("font-family:\"A;font-weight:bold\"; background:url(a;b) ;FONT-WEIGHT: 700 !important");
        assert_eq!(says.bold, Some(true));
        assert_eq!(Says::read("font-family:'A;font-weight:bold'").bold, None);
    }

    #[test]
    fn weights_are_read_as_browsers_read_them() {
        for (value, bold) in
            [("bold", Some(true)), ("600", Some(true)), ("500", Some(false)), ("normal", Some(false)), ("x", None)]
        {
            assert_eq!(Says::read(&format!("font-weight:{value}")).bold, bold, "{value}");
        }
        assert_eq!(Says::read("mso-bidi-font-weight:bold").bold, None);
        let short = Says::read("font: italic bold 12px/1 Arial");
        assert_eq!((short.bold, short.italic), (Some(true), Some(true)));
        assert_eq!(Says::read("font:7.0pt \"Times New Roman\"").bold, Some(false));
    }

    #[test]
    fn words_lists_are_read() {
        let item = Listed::Item { list: "l2".into(), level: 3 };
        assert_eq!(Says::read("mso-list:\nl2 level3 lfo1").listed, Some(item));
        assert_eq!(Says::read("mso-list:\nIgnore").listed, Some(Listed::Marker));
        assert_eq!(Says::read("mso-list:none").listed, Some(Listed::No));
    }

    #[test]
    fn margins_come_in_many_units() {
        for (value, points) in [("36.0pt", 36.0), (".5in", 36.0), ("48px", 36.0), ("0", 0.0)] {
            assert_eq!(Says::read(&format!("margin-left:{value}")).margin, Some(points), "{value}");
        }
        assert_eq!(Says::read("margin:0in 1in 2in .5in").margin, Some(36.0));
        assert_eq!(Says::read("margin-left:auto").margin, None);
    }
}
