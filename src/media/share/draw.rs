//! Share pictures as JPEG.

use dateline_story::Focus;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use resvg::tiny_skia::{IntSize, Pixmap, Transform};

use super::ShareWords;
use super::card::card;
use super::crop::window;
use super::shape::Shape;
use crate::rendition::{self, cut};

/// The largest card in bytes: WhatsApp shows none above 300 KB.
pub const CARD_BYTES: usize = 300_000;

/// Qualities of JPEG that a card is tried in; the last is taken whatever it weighs.
const QUALITIES: [u8; 8] = [88, 82, 74, 66, 56, 46, 34, 20];

/// A picture of which so few pixels would be seen across is too coarse to stand under a headline.
const COARSE: f64 = 480.0;

/// The picture in a shape.
///
/// # Errors
/// In the words of the library that drew it.
pub fn made(words: &ShareWords, picture: Option<(&RgbImage, Focus)>, shape: Shape) -> Result<Vec<u8>, String> {
    let frame = (Shape::WIDTH, shape.height());
    match (shape, picture) {
        (Shape::Card, _) => within_limit(&drawn(words, picture)?),
        (_, Some((image, focus))) => {
            rendition::jpeg(&cut(image, window(image.dimensions(), frame, focus, 1.0), frame)?)
        }
        (_, None) => Err("there is no picture to cut".into()),
    }
}

/// The card's pixels.
fn drawn(words: &ShareWords, picture: Option<(&RgbImage, Focus)>) -> Result<RgbImage, String> {
    let frame = (Shape::WIDTH, Shape::Card.height());
    let fine = |(image, focus): &(&RgbImage, Focus)| window(image.dimensions(), frame, *focus, 1.0).width >= COARSE;
    let picture = picture.filter(fine);
    let card = card(words, picture.is_some())?;
    let mut canvas = match picture {
        Some((image, focus)) => {
            let image = cut(image, window(image.dimensions(), frame, focus, card.clear), frame)?;
            let opaque = image.pixels().flat_map(|it| [it.0[0], it.0[1], it.0[2], 255]).collect();
            IntSize::from_wh(frame.0, frame.1).and_then(|size| Pixmap::from_vec(opaque, size))
        }
        None => Pixmap::new(frame.0, frame.1),
    }
    .ok_or("it has no area")?;
    resvg::render(&card.face.tree(&card.svg)?, Transform::identity(), &mut canvas.as_mut());
    let rgb = canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    RgbImage::from_raw(frame.0, frame.1, rgb).ok_or_else(|| "it could not be drawn".into())
}

/// As JPEG, in the best quality in which it is light enough.
fn within_limit(image: &RgbImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes.clear();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgb8)
            .map_err(|error| error.to_string())?;
        if bytes.len() <= CARD_BYTES {
            break;
        }
    }
    Ok(bytes)
}
