//! What of a picture is not shown, though it can be read.

use std::io::Cursor;

use image::AnimationDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;

use crate::{Format, avif};

/// Something that the person who sent a picture should know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It moved: only its first picture is kept.
    Still,
    /// Its file ends before the picture does.
    CutOff,
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Still => "it is an animation: only its first picture is kept",
            Self::CutOff => "its file ends before the picture does: its lower part is missing or without detail",
        })
    }
}

/// What there is to say of a picture that was decoded.
pub fn remarks(format: Format, bytes: &[u8]) -> Vec<Remark> {
    let moves = match format {
        Format::Gif => GifDecoder::new(Cursor::new(bytes))
            .is_ok_and(|gif| gif.into_frames().take(2).filter(Result::is_ok).count() == 2),
        Format::Webp => WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|webp| webp.has_animation()),
        Format::Png => PngDecoder::new(Cursor::new(bytes)).and_then(|png| png.is_apng()).unwrap_or(false),
        Format::Avif => avif::moves(bytes),
        // What moves in an SVG is drawn as it stands at first, and JPEG does not move.
        Format::Jpeg | Format::Svg => false,
    };
    // The other decoders refuse what is cut off.
    let is_cut_off = format == Format::Jpeg && !has_end(bytes);
    [(moves, Remark::Still), (is_cut_off, Remark::CutOff)]
        .into_iter()
        .filter(|(so, _)| *so)
        .map(|(_, what)| what)
        .collect()
}

/// Whether a JPEG's pixels are followed by the mark of its end (ITU-T T.81, B.1.1.2: within them 0xff stands before 0 or a restart).
/// Not the last two bytes: cameras write more behind the picture, and a small copy with an end of its own before it.
fn has_end(jpeg: &[u8]) -> bool {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    while let [0xff, marker, high, low, ..] = *rest {
        if marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        rest = rest.get(length..).unwrap_or_default();
        if marker == 0xda {
            return rest.windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
    }
    false
}
