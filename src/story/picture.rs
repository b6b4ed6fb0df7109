//! A picture in the media store, as pages need to know it.

use serde::{Deserialize, Serialize};

use crate::Focus;

/// A stored picture and the sizes it can be had in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The name by which stories refer to it: `islamabad-talks.jpg`.
    pub name: String,
    /// The start of its content's SHA-256, in hex: part of every rendition's address, so addresses never go stale.
    pub digest: String,
    /// Pixels across, of the original.
    pub width: u32,
    /// Pixels down, of the original.
    pub height: u32,
    /// Widths of its renditions in pixels, smallest first; never empty.
    pub widths: Vec<u32>,
    /// Its dominant colour, which stands in its place while it loads; `None` where it was never worked out.
    #[serde(default)]
    pub tint: Option<Tint>,
    /// Whether it can be had as AVIF too, in [`Picture::avif_widths`].
    #[serde(default)]
    pub avif: bool,
}

/// The widest AVIF in pixels: nearly twice the width that an article's first picture is set in.
const AVIF_REACH: u32 = 1600;

/// The same of a picture that is not wider than it is high, and has twice the pixels for its width.
const UPRIGHT_AVIF_REACH: u32 = 1200;

impl Picture {
    /// The address of the JPEG that is `width` pixels wide.
    pub fn rendition(&self, width: u32) -> String {
        format!("/media/{}", self.file(width))
    }

    /// The name of that JPEG in the media store.
    pub fn file(&self, width: u32) -> String {
        format!("{}-{width}.jpg", self.digest)
    }

    /// The address of the AVIF that is `width` pixels wide.
    pub fn avif_rendition(&self, width: u32) -> String {
        format!("/media/{}", self.avif_file(width))
    }

    /// The widths in pixels that AVIF is made in. The widest would take half of the time that all take, and those who are offered
    /// both kinds would see no difference.
    pub fn avif_widths(&self) -> impl Iterator<Item = u32> {
        let reach = if self.width > self.height { AVIF_REACH } else { UPRIGHT_AVIF_REACH };
        self.widths.iter().copied().filter(move |width| *width <= reach)
    }

    /// The name of that AVIF in the media store.
    pub fn avif_file(&self, width: u32) -> String {
        format!("{}-{width}.avif", self.digest)
    }

    /// The classes of an `<img>` that shows it: they keep the focal point in view, and its colour in its place meanwhile. `None`
    /// where there is nothing to say.
    pub fn classes(&self, focus: Focus) -> Option<String> {
        let all: Vec<String> = focus.class().into_iter().chain(self.tint.map(Tint::class)).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// How many pixels down a rendition is that is `width` pixels across.
    pub fn height_at(&self, width: u32) -> u32 {
        let height = (u64::from(width) * u64::from(self.height)).div_ceil(u64::from(self.width.max(1)));
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }

    /// The narrowest width of at least `wanted` pixels, or the widest there is.
    pub fn width_for(&self, wanted: u32) -> u32 {
        self.widths.iter().find(|width| **width >= wanted).or(self.widths.last()).copied().unwrap_or(self.width)
    }
}

/// A colour out of 216: red, green and blue in six steps of a fifth each. Pages may not carry inline styles, so a colour
/// is three classes, and the stylesheet holds eighteen short rules instead of one a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[u8; 3]", into = "[u8; 3]")]
pub struct Tint([u8; 3]);

impl Tint {
    /// The highest step of a channel; it stands for 255.
    pub const TOP: u8 = 5;

    /// The colour of the palette nearest to one in sRGB, each channel 0 to 255.
    pub fn nearest(rgb: [u8; 3]) -> Self {
        Self(rgb.map(|channel| ((u16::from(channel) * u16::from(Self::TOP) + 127) / 255) as u8))
    }

    /// The steps of red, green and blue, 0 to [`Tint::TOP`].
    pub fn steps(self) -> [u8; 3] {
        self.0
    }

    /// The classes that set it: `tint r3 g1 b2`.
    pub fn class(self) -> String {
        let [red, green, blue] = self.0;
        format!("tint r{red} g{green} b{blue}")
    }
}

impl TryFrom<[u8; 3]> for Tint {
    type Error = String;

    fn try_from(steps: [u8; 3]) -> Result<Self, String> {
        match steps.iter().find(|step| **step > Self::TOP) {
            Some(step) => Err(format!("a colour's steps go up to {}, and {step} is above", Self::TOP)),
            None => Ok(Self(steps)),
        }
    }
}

impl From<Tint> for [u8; 3] {
    fn from(tint: Tint) -> Self {
        tint.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tint_is_the_nearest_step_of_each_channel() {
        assert_eq!(Tint::nearest([0, 255, 128]).steps(), [0, 5, 3]);
        assert_eq!(Tint::nearest([25, 26, 76]).steps(), [0, 1, 1]);
        assert_eq!(Tint::nearest([160, 60, 100]).class(), "tint r3 g1 b2");
        assert!(Tint::try_from([0, 6, 0]).is_err());
    }

    #[test]
    fn a_picture_written_before_tints_is_read() {
        let old = r#"{"name":"a.jpg","digest":"01","width":900,"height":600,"widths":[240,800]}"#;
        let picture: Picture = serde_json::from_str(old).unwrap();
        assert_eq!((picture.tint, picture.avif), (None, false));
        assert_eq!((picture.width_for(480), picture.width_for(900)), (800, 800));
        let tinted = Picture { tint: Some(Tint::nearest([255, 0, 0])), avif: true, ..picture };
        assert_eq!(serde_json::from_str::<Picture>(&serde_json::to_string(&tinted).unwrap()).unwrap(), tinted);
    }

    #[test]
    fn the_widest_are_not_made_as_avif() {
        let widths = vec![240, 480, 800, 1200, 1600, 2000];
        let wide = Picture {
            name: "a.jpg".into(),
            digest: "01".into(),
            width: 3000,
            height: 2000,
            widths,
            tint: None,
            avif: true,
        };
        assert_eq!(wide.avif_widths().collect::<Vec<_>>(), [240, 480, 800, 1200, 1600]);
        let upright = Picture { height: 4000, ..wide };
        assert_eq!(upright.avif_widths().collect::<Vec<_>>(), [240, 480, 800, 1200]);
    }
}
