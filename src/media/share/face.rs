//! What letters are drawn with, and how wide they are: both are asked of the library that draws them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::Database;
use resvg::usvg::{FontResolver, Group, ImageHrefResolver, Node, Options, Text, Tree};

use super::plain;

/// Dateline Serif and Noto Naskh Arabic, bold, in one: a line that mixes their scripts is laid out at once.
const OURS: &[u8] = include_bytes!("fonts/dateline-card.ttf");
const FAMILY: &str = "Dateline Card";

/// A family of fonts, in which the bold is drawn.
#[derive(Clone)]
pub struct Face {
    family: String,
    fonts: Arc<Database>,
}

/// A text that can be drawn, and with what.
#[derive(Clone)]
pub struct Legible {
    /// What is left of it: one line, perhaps empty.
    pub text: String,
    /// What it is drawn with.
    pub face: Face,
}

/// How a text comes out in a face.
#[derive(Clone, Copy, Default)]
pub struct Measured {
    /// Across, in ems.
    pub width: f32,
    /// Whether the face lacks a letter of it.
    pub lacking: bool,
}

/// Our own font alone.
fn ours() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        fonts.load_font_data(OURS.to_vec());
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

/// Our own and the machine's. Looked for when the first text needs them, and again only after a restart.
fn machine() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = ours().as_ref().clone();
        fonts.load_system_fonts();
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

impl Face {
    fn ours() -> Self {
        Self { family: FAMILY.into(), fonts: ours() }
    }

    /// A family of this machine's that has a letter.
    fn with(letter: char) -> Option<Self> {
        let mut fonts = machine();
        let own = fonts.faces().next()?.id;
        let found = FontResolver::default_fallback_selector()(letter, &[own], &mut fonts)?;
        let (family, _) = fonts.face(found)?.families.first()?.clone();
        // Such a name would end the attribute that it stands in.
        let odd = family.contains(['\'', '"', '\\', '<', '&']) || family.chars().any(char::is_control);
        (!odd).then_some(Self { family, fonts })
    }

    /// The attributes of SVG that choose it.
    pub fn attributes(&self) -> String {
        format!("font-family=\"'{}'\" font-weight=\"700\"", self.family)
    }

    /// Whichever of two knows the other's fonts too.
    pub fn wider<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.fonts.len() < other.fonts.len() { other } else { self }
    }

    /// How each of some texts comes out. What is not drawn at all, as a space, has no width.
    pub fn measure<T: AsRef<str>>(&self, texts: &[T]) -> Result<Vec<Measured>, String> {
        const SIZE: f32 = 100.0;
        let mut svg = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">"#);
        for (number, text) in texts.iter().enumerate() {
            let (face, text) = (self.attributes(), escaped(text.as_ref()));
            // Writing to a string cannot fail.
            let _ = write!(svg, r#"<text id="{number}" {face} font-size="{SIZE}">{text}</text>"#);
        }
        svg.push_str("</svg>");
        let mut measured = vec![Measured::default(); texts.len()];
        each_text(self.tree(&svg)?.root(), &mut |text| {
            if let Some(found) = text.id().parse().ok().and_then(|number: usize| measured.get_mut(number)) {
                let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                found.lacking = glyphs.any(|glyph| glyph.id.0 == 0);
                found.width = text.bounding_box().width() / SIZE;
            }
        });
        Ok(measured)
    }

    /// A drawing of ours, its text laid out. It can load nothing.
    ///
    /// # Errors
    /// In the library's words, where it is not well formed.
    pub fn tree(&self, svg: &str) -> Result<Tree, String> {
        let nothing =
            ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
        let resolver = FontResolver {
            select_font: FontResolver::default_font_selector(),
            // Letters that a face lacks are known before: the library may tear a line apart where it mixes faces.
            select_fallback: Box::new(|_, _, _| None),
        };
        let options = Options {
            image_href_resolver: nothing,
            font_resolver: resolver,
            fontdb: self.fonts.clone(),
            ..Options::default()
        };
        Tree::from_str(svg, &options).map_err(|error| error.to_string())
    }

    /// Those letters of a text that it lacks.
    fn lacks(&self, text: &str) -> Result<BTreeSet<char>, String> {
        let letters: BTreeSet<char> = text.chars().collect();
        let texts: Vec<String> = letters.iter().map(char::to_string).collect();
        let measured = self.measure(&texts)?;
        // What comes out as nothing is lacking too, unless that is how it should come out: spaces, and signs that join or part letters.
        let unseen = |letter: char| letter.is_whitespace() || matches!(letter, '\u{61c}' | '\u{200c}'..='\u{200f}');
        let lacks = |letter: char, it: Measured| it.lacking || it.width == 0.0 && !unseen(letter);
        let letters = letters.into_iter().zip(measured).filter(|(letter, it)| lacks(*letter, *it));
        Ok(letters.map(|(letter, _)| letter).collect())
    }
}

/// What can be drawn of a text, and with what: with our own font where it has all letters and digits, else with one of the machine's
/// that has them all. Other signs that are lacking, such as pictographs, are left out. A text of which a letter cannot be drawn is left
/// out whole, since none is better than a mangled one.
///
/// # Errors
/// In the library's words.
pub fn legible(text: &str) -> Result<Legible, String> {
    let text = plain::line(text);
    let mut face = Face::ours();
    let mut lacking = face.lacks(&text)?;
    if let Some(letter) = lacking.iter().find(|letter| letter.is_alphanumeric()) {
        if let Some(other) = Face::with(*letter) {
            lacking = other.lacks(&text)?;
            face = other;
        }
        if lacking.iter().any(|letter| letter.is_alphanumeric()) {
            return Ok(Legible { text: String::new(), face: Face::ours() });
        }
    }
    let text = plain::line(&text.replace(|letter| lacking.contains(&letter), ""));
    Ok(Legible { text, face })
}

fn each_text(group: &Group, see: &mut impl FnMut(&Text)) {
    for node in group.children() {
        match node {
            Node::Group(group) => each_text(group, see),
            Node::Text(text) => see(text),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// As XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_font_has_the_letters_of_names() {
        for text in [
            "“Señor Çağrı Öğüt’s €5–10 deal: 50% — why?” & <more> [§7]…",
            "Győr, Łódź, Đà Nẵng, Reykjavík, Iași, Məmmədov",
            "Η Ελλάδα, Київ, Қазақстан",
            "وزیرِ اعظم نے ۲۰۲۶ء میں «کراچی» کا دورہ کیا؛ کیوں؟ ٹھیک ہے۔",
            "پښتو ګډون، سنڌي ڳوٺ، كوردی ێ",
        ] {
            let legible = legible(text).unwrap();
            assert_eq!((legible.text.as_str(), legible.face.family.as_str()), (text, FAMILY));
        }
    }

    #[test]
    fn signs_that_are_lacking_are_left_out_and_texts_that_would_be_mangled() {
        assert_eq!(legible("Fire 🔥 in 🚒 Izmir").unwrap().text, "Fire in Izmir");
        // No font has this letter of a private use.
        assert_eq!(legible("Old \u{10a0f} script \u{1e5d0}").unwrap().text, "");
    }

    #[test]
    fn widths_are_those_of_letters_that_stand_together() {
        let measured = Face::ours().measure(&["iii", "WWW", "سلام", "س ل ا م", " "]).unwrap();
        assert!(measured[1].width > 2.0 * measured[0].width, "{} {}", measured[0].width, measured[1].width);
        assert!(measured[3].width > 1.3 * measured[2].width);
        assert!(measured.iter().all(|it| !it.lacking));
    }
}
