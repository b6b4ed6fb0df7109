//! What a card looks like.

use std::fmt::Write;

use dateline_story::Direction;

use super::ShareWords;
use super::face::{Face, Legible, escaped, legible};
use super::setting::{Room, Setting, set};
use super::shape::Shape;

/// Colours of `style/tokens.css`: `--accent`, `--accent-ink`, `--paper-2` and `--ink`, as on paper.
const ACCENT: &str = "#a3161a";
const ACCENT_INK: &str = "#ffffff";
const PAPER: &str = "#f5f4f1";
const INK: &str = "#17191d";

/// What lies over a picture: a dark at this strength leaves white letters a contrast of 8 to 1 over a white picture.
const SHADE: &str = "#0d0e11";
const SHADE_STRENGTH: f32 = 0.72;
/// Over how many pixels it fades away.
const FADE: f32 = 140.0;

const WIDTH: f32 = Shape::WIDTH as f32;
const HEIGHT: f32 = 630.0;
const MARGIN: f32 = 60.0;
/// Below the headline's last line: X sets the headline once more over what is lower.
const FOOT: f32 = 104.0;

/// The site's name hangs from the upper edge, on its colour.
const FLAG: Room = Room { width: 700.0, height: 80.0, lines: 1, sizes: &[44.0, 38.0, 32.0, 26.0] };
const FLAG_HEIGHT: f32 = 92.0;
const FLAG_PADDING: f32 = 28.0;

/// The coloured edge under a headline that stands by itself.
const EDGE: f32 = 14.0;

const KICKER: Room = Room { width: WIDTH - 2.0 * MARGIN, height: 60.0, lines: 1, sizes: &[40.0, 36.0, 32.0, 28.0] };

/// A headline over a picture, and one by itself.
const OVER: Room =
    Room { width: WIDTH - 2.0 * MARGIN, height: 290.0, lines: 4, sizes: &[74.0, 68.0, 62.0, 56.0, 50.0, 44.0] };
const ALONE: Room = Room {
    width: WIDTH - 2.0 * MARGIN,
    height: 330.0,
    lines: 4,
    sizes: &[104.0, 96.0, 88.0, 80.0, 72.0, 64.0, 56.0, 50.0, 44.0],
};

/// A card, but for the picture.
pub struct Card {
    /// A drawing of [`Shape::Card`]'s size, to be drawn over the picture.
    pub svg: String,
    /// What it is drawn with.
    pub face: Face,
    /// How much of its height nothing is written over, 0 to 1.
    pub clear: f64,
}

/// Lays a card out.
///
/// # Errors
/// In the words of the library that measures.
pub fn card(words: &ShareWords, over_picture: bool) -> Result<Card, String> {
    let rtl = words.language.direction() == Direction::Rtl;
    let (site, section, headline) = (legible(&words.site)?, legible(&words.section)?, legible(&words.headline)?);
    // Where no headline can be drawn, its section is what there is to say.
    let none = Legible { text: String::new(), ..section.clone() };
    let (kicker, headline) = if headline.text.is_empty() { (none, section) } else { (section, headline) };
    let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">"#);
    let (room, ink, kicker_ink) = if over_picture { (&OVER, "#ffffff", "#ffffff") } else { (&ALONE, INK, ACCENT) };

    let lines = set(&headline, room)?;
    let label = set(&kicker, &KICKER)?;
    let foot = HEIGHT - FOOT - if over_picture { 0.0 } else { EDGE } - drop_of(&lines);
    let head = foot - lines.leading * lines.lines.len().saturating_sub(1) as f32 - rise(&lines);
    let kicker_foot = head - 16.0 - 0.22 * lines.size;
    let top = if label.lines.is_empty() { head } else { kicker_foot - rise(&label) };

    if over_picture {
        svg.push_str(&shade(top - 14.0));
    } else {
        let edge = HEIGHT - EDGE;
        let _ = write!(
            svg,
            r#"<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/><rect y="{edge}" width="{WIDTH}" height="{EDGE}" fill="{ACCENT}"/>"#
        );
    }
    let mut pen = Pen { svg, rtl };
    pen.flag(&site)?;
    pen.lines(&kicker, &label, kicker_foot, kicker_ink);
    pen.lines(&headline, &lines, foot, ink);
    pen.svg.push_str("</svg>");
    let face = site.face.wider(&kicker.face).wider(&headline.face).clone();
    Ok(Card { svg: pen.svg, face, clear: f64::from((top / HEIGHT).clamp(0.2, 1.0)) })
}

/// How far the letters of a line rise over its foot: a capital letter by two thirds of the type's size; over Arabic letters stand marks.
fn rise(setting: &Setting) -> f32 {
    setting.size * if is_tall(setting) { 0.9 } else { 0.68 }
}

/// How far they go below it.
fn drop_of(setting: &Setting) -> f32 {
    setting.size * if is_tall(setting) { 0.38 } else { 0.23 }
}

fn is_tall(setting: &Setting) -> bool {
    setting.leading > setting.size * 1.2
}

/// The dark that letters stand on: at its full strength from `top` down, and fading away above so that no edge is seen.
fn shade(top: f32) -> String {
    let begin = (top - FADE).max(0.0);
    let span = HEIGHT - begin;
    let mut stops = String::new();
    for step in 0..=8 {
        let part = step as f32 / 8.0;
        let eased = part * part * (3.0 - 2.0 * part);
        let (offset, opacity) = (part * (top - begin) / span, eased * SHADE_STRENGTH);
        let _ = write!(stops, r#"<stop offset="{offset}" stop-color="{SHADE}" stop-opacity="{opacity}"/>"#);
    }
    let _ = write!(stops, r#"<stop offset="1" stop-color="{SHADE}" stop-opacity="0.92"/>"#);
    format!(
        r##"<linearGradient id="shade" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient><rect y="{begin}" width="{WIDTH}" height="{span}" fill="url(#shade)"/>"##
    )
}

struct Pen {
    svg: String,
    rtl: bool,
}

impl Pen {
    /// Writes lines whose last has its foot there.
    fn lines(&mut self, legible: &Legible, setting: &Setting, foot: f32, ink: &str) {
        let last = setting.lines.len().saturating_sub(1);
        for (number, line) in setting.lines.iter().enumerate() {
            let y = foot - setting.leading * (last - number) as f32;
            self.line(legible, setting.size, (MARGIN, y), ink, line);
        }
    }

    /// Writes a line from a place that is measured from the edge where lines begin.
    fn line(&mut self, legible: &Legible, size: f32, (start, y): (f32, f32), ink: &str, text: &str) {
        let (x, anchor) = if self.rtl { (WIDTH - start, "end") } else { (start, "start") };
        // The library takes every text for one that reads left to right, unless signs around it say otherwise.
        let (open, close) = if self.rtl { ("\u{2067}", "\u{2069}") } else { ("", "") };
        let (face, text) = (legible.face.attributes(), escaped(text));
        let _ = write!(
            self.svg,
            r#"<text x="{x}" y="{y}" {face} font-size="{size}" text-anchor="{anchor}" fill="{ink}">{open}{text}{close}</text>"#
        );
    }

    /// The site's name on its colour.
    fn flag(&mut self, site: &Legible) -> Result<(), String> {
        let setting = set(site, &FLAG)?;
        let Some(name) = setting.lines.first() else { return Ok(()) };
        let wide = site.face.measure(&[name])?.first().map_or(0.0, |it| it.width) * setting.size;
        let width = wide + 2.0 * FLAG_PADDING;
        let x = if self.rtl { WIDTH - MARGIN - width } else { MARGIN };
        let _ = write!(self.svg, r#"<rect x="{x}" width="{width}" height="{FLAG_HEIGHT}" fill="{ACCENT}"/>"#);
        let foot = FLAG_HEIGHT / 2.0 + rise(&setting) / 2.0;
        self.line(site, setting.size, (MARGIN + FLAG_PADDING, foot), ACCENT_INK, name);
        Ok(())
    }
}
