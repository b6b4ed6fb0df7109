//! What Word says of its page beside the looks of words: `mso-element` and the names of styles.

/// A part of Word's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A comment, its mark, or all of them.
    Comment,
    /// What stands at the head or the foot of each page.
    Margin,
    /// A frame that the text runs around.
    Frame,
    /// The large first letter of a paragraph, in a frame of its own.
    DropCap,
    /// Paragraphs with a border around them, or a line over or under them.
    Bordered,
    /// Where the instruction of a field begins.
    FieldBegin,
    /// Where it ends, and what the field shows begins.
    FieldSeparator,
    /// Where that ends.
    FieldEnd,
}

/// What `mso-element` says.
pub fn of(value: &str) -> Option<Part> {
    Some(match value {
        "comment" | "comment-list" => Part::Comment,
        "header" | "footer" => Part::Margin,
        "frame" => Part::Frame,
        "dropcap-dropped" | "dropcap-margin" => Part::DropCap,
        "para-border-div" => Part::Bordered,
        "field-begin" => Part::FieldBegin,
        "field-separator" => Part::FieldSeparator,
        "field-end" => Part::FieldEnd,
        _ => return None,
    })
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody's words.
    Quote,
    /// What a picture or a table shows.
    Caption,
    /// A listing.
    Code,
    /// Above or under the title.
    Subtitle,
}

/// What the name of a style says, in the languages of this newsroom and its neighbours.
pub fn role(name: &str) -> Option<Role> {
    let name = name.trim_matches(['"', '\'']).replace("\\ ", " ").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["quote", "quotation", "zitat", "citation", "alıntı", "block text", "blocktext"]) {
        Some(Role::Quote)
    } else if has(&["html preformatted", "code", "listing", "preformatted"]) && !has(&["postcode", "barcode"]) {
        Some(Role::Code)
    } else if name == "caption" || name == "beschriftung" || name == "resim yazısı" {
        Some(Role::Caption)
    } else if name == "subtitle" {
        Some(Role::Subtitle)
    } else {
        None
    }
}

/// Which borders there are: `None` where nothing was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borders {
    top: Option<bool>,
    right: Option<bool>,
    bottom: Option<bool>,
    left: Option<bool>,
}

impl Borders {
    /// Takes in a declaration.
    pub fn hear(&mut self, name: &str, value: &str) {
        let there = Some(!value.split_ascii_whitespace().any(|word| matches!(word, "none" | "hidden" | "0")));
        match name {
            "border-top" => self.top = there,
            "border-right" => self.right = there,
            "border-bottom" => self.bottom = there,
            "border-left" => self.left = there,
            _ => *self = Self { top: there, right: there, bottom: there, left: there },
        }
    }

    /// Takes over what `later` says.
    pub fn overrule(&mut self, later: Self) {
        self.top = later.top.or(self.top);
        self.right = later.right.or(self.right);
        self.bottom = later.bottom.or(self.bottom);
        self.left = later.left.or(self.left);
    }

    /// Whether there is a line above alone, and whether there is one below alone.
    pub fn lines(self) -> (bool, bool) {
        let is = |side: Option<bool>| side == Some(true);
        let sides = is(self.left) || is(self.right);
        (is(self.top) && !is(self.bottom) && !sides, is(self.bottom) && !is(self.top) && !sides)
    }
}
