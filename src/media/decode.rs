//! From a file's bytes to pixels, within limits.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage};
use resvg::{tiny_skia, usvg};

use crate::{Error, MAX_PIXELS, WIDTHS};

/// How wide an SVG is drawn: as the largest rendition.
const SVG_WIDTH: u32 = WIDTHS[WIDTHS.len() - 1];

fn refuse(name: &str, why: impl ToString) -> Error {
    Error::NotAPicture { name: name.to_owned(), why: why.to_string() }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg"))
}

/// Pixels across and down, as the picture will be shown. Nothing is decoded.
pub fn size(name: &str, bytes: &[u8]) -> Result<(u32, u32), Error> {
    let (width, height) = if is_svg(bytes) {
        let size = tree(name, bytes)?.size();
        let height = (SVG_WIDTH as f32 * size.height() / size.width()).round().max(1.0);
        (SVG_WIDTH, height as u32)
    } else {
        let mut decoder = decoder(name, bytes)?;
        let (width, height) = decoder.dimensions();
        let turned = matches!(
            decoder.orientation().unwrap_or(Orientation::NoTransforms),
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        );
        if turned { (height, width) } else { (width, height) }
    };
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::TooManyPixels { name: name.to_owned(), width, height });
    }
    Ok((width, height))
}

/// The pixels, upright and without transparency. Call [`size`] first: it refuses what is too large.
pub fn image(name: &str, bytes: &[u8]) -> Result<RgbImage, Error> {
    if is_svg(bytes) {
        return draw(name, bytes);
    }
    let mut decoder = decoder(name, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refuse(name, error))?;
    image.apply_orientation(orientation);
    Ok(flatten(&image))
}

fn decoder<'b>(name: &str, bytes: &'b [u8]) -> Result<impl ImageDecoder + use<'b>, Error> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| refuse(name, error))?;
    reader.into_decoder().map_err(|error| refuse(name, error))
}

/// White shows through where a picture is transparent: JPEG has no transparency.
fn flatten(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u16::from);
        let over = |channel: u16| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn tree(name: &str, bytes: &[u8]) -> Result<usvg::Tree, Error> {
    // A picture may not bring in files of this machine.
    let resolver =
        usvg::ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = usvg::Options { image_href_resolver: resolver, ..usvg::Options::default() };
    usvg::Tree::from_data(bytes, &options).map_err(|error| refuse(name, error))
}

fn draw(name: &str, bytes: &[u8]) -> Result<RgbImage, Error> {
    let tree = tree(name, bytes)?;
    let (width, height) = size(name, bytes)?;
    let mut canvas = tiny_skia::Pixmap::new(width, height).ok_or_else(|| refuse(name, "it has no area"))?;
    canvas.fill(tiny_skia::Color::WHITE);
    let scale = width as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let rgb: Vec<u8> = canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    RgbImage::from_raw(width, height, rgb).ok_or_else(|| refuse(name, "it could not be drawn"))
}
