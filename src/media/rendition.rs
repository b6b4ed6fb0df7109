//! Smaller copies of a picture.

mod avif;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

pub use self::avif::avif;
use crate::WIDTHS;

/// JPEG quality, 1 to 100.
const JPEG_QUALITY: u8 = 78;

/// The widths in pixels that a picture is made in: the usual ones as far as it reaches, and its own where that is a good
/// deal wider than the last of these.
pub fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|candidate| *candidate <= width).collect();
    if widths.last() != Some(&width)
        && width < WIDTHS[WIDTHS.len() - 1]
        && widths.last().is_none_or(|last| width > last + last / 5)
    {
        widths.push(width);
    }
    widths
}

/// A copy `width` pixels wide, with the same proportions.
///
/// # Errors
/// In the resizer's words, where a side would be nought.
pub fn resized(image: &RgbImage, width: u32) -> Result<RgbImage, String> {
    if width == image.width() {
        return Ok(image.clone());
    }
    let height = (u64::from(width) * u64::from(image.height())).div_ceil(u64::from(image.width().max(1))).max(1) as u32;
    let whole = Part { left: 0.0, top: 0.0, width: image.width().into(), height: image.height().into() };
    cut(image, whole, (width, height))
}

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// From the left edge.
    pub left: f64,
    /// From the top edge.
    pub top: f64,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

/// A part of a picture, in so many pixels across and down. The only place that calls the resizer: what it does not do with these
/// options is left out of the program, which is 150 KB.
///
/// # Errors
/// In the resizer's words, where a side would be nought.
pub fn cut(image: &RgbImage, part: Part, (width, height): (u32, u32)) -> Result<RgbImage, String> {
    let mut pixels = vec![0; width as usize * height as usize * 3];
    // Of one known kind: the resizer is compiled for each kind that it might meet, and there are seventeen.
    let from = TypedImageRef::<U8x3>::from_buffer(image.width(), image.height(), image.as_raw())
        .map_err(|error| error.to_string())?;
    let mut to = TypedImage::<U8x3>::from_buffer(width, height, &mut pixels).map_err(|error| error.to_string())?;
    let options = ResizeOptions::new().crop(part.left, part.top, part.width, part.height);
    Resizer::new().resize_typed(&from, &mut to, Some(&options)).map_err(|error| error.to_string())?;
    RgbImage::from_raw(width, height, pixels).ok_or_else(|| "it has no area".into())
}

/// As JPEG, without any metadata.
///
/// # Errors
/// In the encoder's words: a side of more than 65,535 pixels cannot be written.
pub fn jpeg(image: &RgbImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgb8)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_go_as_far_as_the_picture() {
        assert_eq!(widths(6000), WIDTHS);
        assert_eq!(widths(900), [240, 480, 800]);
        assert_eq!(widths(1000), [240, 480, 800, 1000]);
        assert_eq!(widths(100), [100]);
        assert_eq!(widths(1), [1]);
    }

    #[test]
    fn a_copy_keeps_its_proportions_down_to_one_pixel() {
        let image = RgbImage::from_pixel(1000, 3, image::Rgb([9, 9, 9]));
        assert_eq!(resized(&image, 240).unwrap().dimensions(), (240, 1));
        assert_eq!(resized(&image, 1000).unwrap(), image);
    }
}
