//! Reading AVIF: an AV1 key frame in an ISO base media file (AV1 Image File Format, version 1.1.0).

mod boxes;
mod container;
mod pixels;

use image::metadata::Orientation;
use image::{Rgba, RgbaImage};

use container::{Coded, Container, Shape};

/// Whether a file says that it is AVIF: brand `avif`, or `mif1` with `avif` among the compatible ones (AVIF, section 5).
pub fn is_avif(bytes: &[u8]) -> bool {
    let Some((b"ftyp", content, _)) = boxes::next(bytes) else { return false };
    let brand = |at: usize| content.get(at..at + 4);
    brand(0) == Some(b"avif") || (8..content.len()).step_by(4).any(|at| brand(at) == Some(b"avif"))
}

/// Whether a file says that it is a sequence of pictures (AVIF, section 6.3: brand `avis`).
pub fn moves(bytes: &[u8]) -> bool {
    boxes::next(bytes).is_some_and(|(_, content, _)| content.chunks(4).any(|brand| brand == b"avis"))
}

/// A file's description, read without decoding anything.
pub struct Avif<'b>(Container<'b>);

impl<'b> Avif<'b> {
    /// Reads a file's boxes.
    ///
    /// # Errors
    /// In words: what is missing or broken.
    pub fn read(bytes: &'b [u8]) -> Result<Self, String> {
        Container::read(bytes).map(Self)
    }

    /// Pixels across and down, before the picture is turned upright.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width, self.0.height)
    }

    /// How the picture must be turned to be upright.
    pub fn orientation(&self) -> Orientation {
        self.0.orientation
    }

    /// Its ICC profile.
    pub fn icc(&self) -> Option<&[u8]> {
        self.0.icc
    }

    /// Its XMP packet.
    pub fn xmp(&self) -> Option<Vec<u8>> {
        self.0.xmp.clone()
    }

    /// Its pixels, not yet upright. `max_pixels` bounds what the frames may really hold, whatever the boxes say.
    ///
    /// # Errors
    /// In words: what the decoder says, or which size was promised and not kept.
    pub fn pixels(&self, max_pixels: u64) -> Result<RgbaImage, String> {
        let mut image = self.colour(max_pixels)?;
        if let Some(alpha) = &self.0.alpha {
            let alpha = pixels::grey(&pixels::decode(alpha, max_pixels)?)?;
            if (alpha.width(), alpha.height()) != image.dimensions() {
                return Err("its transparency has another size than its picture".into());
            }
            for (pixel, grey) in image.pixels_mut().zip(alpha.pixels()) {
                pixel.0[3] = grey.0[0];
            }
        }
        Ok(image)
    }

    fn colour(&self, max_pixels: u64) -> Result<RgbaImage, String> {
        let Container { width, height, .. } = self.0;
        let one = |coded: &Coded, limit: u64| pixels::rgba(&pixels::decode(coded, limit)?, self.0.nclx);
        match &self.0.shape {
            Shape::Single(coded) => {
                let image = one(coded, max_pixels)?;
                if image.dimensions() != (width, height) {
                    let (real_width, real_height) = image.dimensions();
                    return Err(format!("it says {width} × {height} pixels and holds {real_width} × {real_height}"));
                }
                Ok(image)
            }
            Shape::Grid { columns, tiles } => {
                let mut whole = RgbaImage::from_pixel(width, height, Rgba([255; 4]));
                let mut tile_size = None;
                // The last tiles of a row and the last row may reach over the edge, but not for ever.
                let mut left_over = 2 * max_pixels;
                for (index, tile) in tiles.iter().enumerate() {
                    let image = one(tile, left_over.min(max_pixels).max(1))?;
                    left_over = left_over.saturating_sub(image.pixels().len() as u64);
                    // Tiles of a grid are of one size (ISO/IEC 23008-12, 6.6.2.3.1).
                    let (across, down) = *tile_size.get_or_insert(image.dimensions());
                    if image.dimensions() != (across, down) {
                        return Err("its tiles differ in size".into());
                    }
                    let (column, row) = (index as u32 % columns, index as u32 / columns);
                    let (left, top) = (u64::from(column) * u64::from(across), u64::from(row) * u64::from(down));
                    image::imageops::replace(&mut whole, &image, left as i64, top as i64);
                }
                Ok(whole)
            }
        }
    }
}

#[cfg(test)]
mod tests;
