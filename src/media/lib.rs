//! Pictures: taken in within limits, turned upright, freed of everything a camera wrote into them, and stored as
//! renditions whose names hold their content's digest.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod decode;
mod rendition;

use std::path::{Path, PathBuf};

use dateline_story::Picture;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Widths in pixels that renditions are made in, as far as the original reaches.
pub const WIDTHS: [u32; 6] = [240, 480, 800, 1200, 1600, 2000];

/// The largest file taken in, in bytes.
pub const MAX_BYTES: usize = 40 << 20;

/// The largest picture decoded, in pixels.
pub const MAX_PIXELS: u64 = 80_000_000;

/// Why a picture was not taken in.
#[derive(Debug, Error)]
pub enum Error {
    /// The file is too large.
    #[error("the picture “{name}” has {bytes} bytes; at most {MAX_BYTES} are taken in")]
    TooManyBytes {
        /// Its name.
        name: String,
        /// Its size.
        bytes: usize,
    },
    /// The picture is too large.
    #[error("the picture “{name}” is {width} × {height} pixels; at most {MAX_PIXELS} pixels are taken in")]
    TooManyPixels {
        /// Its name.
        name: String,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It is no picture, or one of a kind that is not known.
    #[error("“{name}” is no picture that can be read: {why}")]
    NotAPicture {
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A rendition could not be written.
    #[error("cannot write {path}: {why}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's word for it.
        why: String,
    },
}

/// Takes a picture in: writes its renditions into `folder` and says what it is. Doing it again writes nothing.
///
/// JPEG, PNG, WebP and the first frame of a GIF are decoded; SVG is drawn to pixels and never stored itself, since it may
/// carry scripts.
///
/// # Errors
/// When it is too large, no picture, or cannot be written.
pub fn add(folder: &Path, name: &str, bytes: &[u8]) -> Result<Picture, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooManyBytes { name: name.to_owned(), bytes: bytes.len() });
    }
    let digest: String = Sha256::digest(bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let (width, height) = decode::size(name, bytes)?;
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|candidate| *candidate <= width).collect();
    if widths.last() != Some(&width)
        && width < WIDTHS[WIDTHS.len() - 1]
        && widths.last().is_none_or(|last| width > last + last / 5)
    {
        widths.push(width);
    }
    let picture = Picture { name: name.to_owned(), digest, width, height, widths };
    if picture.widths.iter().any(|width| !rendition::path(folder, &picture, *width).exists()) {
        let image = decode::image(name, bytes)?;
        rendition::write(folder, &picture, &image)?;
    }
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat, RgbImage};
    use std::io::Cursor;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let image =
            DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90])));
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn makes_each_rendition_once() {
        let folder = tempfile::tempdir().unwrap();
        let picture = add(folder.path(), "a.png", &png(900, 600)).unwrap();
        assert_eq!((picture.width, picture.height, picture.widths.as_slice()), (900, 600, [240, 480, 800].as_slice()));
        let rendition = std::fs::read(rendition::path(folder.path(), &picture, 480)).unwrap();
        let image = image::load_from_memory(&rendition).unwrap();
        assert_eq!((image.width(), image.height()), (480, 320));
        assert_eq!(add(folder.path(), "a.png", &png(900, 600)).unwrap(), picture);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        assert_eq!(add(folder.path(), "b.png", &png(100, 50)).unwrap().widths, [100]);
    }

    #[test]
    fn draws_svg_and_loads_nothing_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#f00"/>
            <image href="/etc/hostname" width="16" height="9"/></svg>"##;
        let picture = add(folder.path(), "a.svg", svg.as_bytes()).unwrap();
        assert_eq!((picture.width, picture.height), (2000, 1125));
        let image = image::open(rendition::path(folder.path(), &picture, 240)).unwrap().to_rgb8();
        assert!(image.get_pixel(120, 60).0[0] > 240);
    }

    #[test]
    fn refuses_what_is_no_picture_and_bombs() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [&b""[..], b"<html></html>", b"GIF89a", b"\xff\xd8\xff\xe0", b"<svg", b"%PDF-1.4"] {
            assert!(matches!(add(folder.path(), "a.jpg", bytes), Err(Error::NotAPicture { .. })));
        }
        // A header that promises 60,000 × 60,000 pixels is refused before anything is decoded.
        let bomb =
            b"GIF89a\x60\xea\x60\xea\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x60\xea\x60\xea\0\x02\x02\x44\x01\0\x3b";
        assert!(matches!(add(folder.path(), "bomb.gif", bomb), Err(Error::TooManyPixels { width: 60_000, .. })));
        assert!(matches!(add(folder.path(), "big", &vec![0; MAX_BYTES + 1]), Err(Error::TooManyBytes { .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
