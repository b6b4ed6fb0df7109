//! From a file's bytes to pixels, within limits.

mod profile;
mod svg;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};

use crate::avif::Avif;
use crate::{Error, Format, MAX_PIXELS, format};

fn refuse(name: &str, why: impl ToString) -> Error {
    Error::NotAPicture { name: name.to_owned(), why: why.to_string() }
}

/// What a file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its kind.
    pub format: Format,
    /// Pixels across, as the picture will be shown.
    pub width: u32,
    /// Pixels down, as the picture will be shown.
    pub height: u32,
}

/// What a file is, and its size when it is upright. Nothing is decoded; what is too large is refused.
pub fn describe(name: &str, bytes: &[u8]) -> Result<Described, Error> {
    let format = Format::of(bytes).ok_or_else(|| refuse(name, format::guess(bytes)))?;
    let (width, height) = match format {
        Format::Svg => svg::size(bytes).map_err(|why| refuse(name, why))?,
        Format::Avif => {
            let avif = Avif::read(bytes).map_err(|why| refuse(name, why))?;
            upright(avif.size(), avif.orientation())
        }
        Format::Jpeg | Format::Png | Format::Webp | Format::Gif => {
            let mut decoder = decoder(format, bytes).map_err(|why| refuse(name, why))?;
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            upright(decoder.dimensions(), orientation)
        }
    };
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::TooManyPixels { name: name.to_owned(), width, height });
    }
    Ok(Described { format, width, height })
}

fn upright((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => (width, height),
    }
}

/// The pixels in sRGB, upright and without transparency.
pub fn image(name: &str, bytes: &[u8]) -> Result<RgbImage, Error> {
    // Too large a picture must not be decoded, whoever asks.
    let described = describe(name, bytes)?;
    let pixels = || -> Result<RgbImage, String> {
        let (mut image, orientation, icc) = match described.format {
            Format::Svg => return svg::draw(bytes),
            Format::Avif => {
                let avif = Avif::read(bytes)?;
                let image = DynamicImage::ImageRgba8(avif.pixels(MAX_PIXELS)?);
                (image, avif.orientation(), avif.icc().map(<[u8]>::to_vec))
            }
            format @ (Format::Jpeg | Format::Png | Format::Webp | Format::Gif) => {
                let mut decoder = decoder(format, bytes)?;
                let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
                let icc = decoder.icc_profile().ok().flatten();
                let image = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
                (image, orientation, icc)
            }
        };
        image.apply_orientation(orientation);
        let mut image = flatten(image);
        if let Some(icc) = icc {
            profile::to_srgb(&mut image, &icc);
        }
        Ok(image)
    };
    pixels().map_err(|why| refuse(name, why))
}

/// A decoder for what the image crate reads.
pub fn decoder(format: Format, bytes: &[u8]) -> Result<impl ImageDecoder + use<'_>, String> {
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
        Format::Gif => ImageFormat::Gif,
        Format::Avif | Format::Svg => return Err("it has no rows of pixels".into()),
    };
    ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(|error| error.to_string())
}

/// White shows through where a picture is transparent: JPEG has no transparency.
fn flatten(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u16::from);
        let over = |channel: u16| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([over(red), over(green), over(blue)])
    })
}
