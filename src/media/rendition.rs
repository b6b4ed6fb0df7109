//! Smaller copies of a picture.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use dateline_story::Picture;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

use crate::Error;

/// Tells apart the unfinished files of this program.
static PARTS: AtomicU32 = AtomicU32::new(0);

/// JPEG quality, 1 to 100.
const QUALITY: u8 = 78;

/// Where a rendition is.
pub fn path(folder: &Path, picture: &Picture, width: u32) -> PathBuf {
    folder.join(picture.file(width))
}

/// Writes a picture's renditions, each first beside its place and then moved there: a reader never gets half of one.
pub fn write(folder: &Path, picture: &Picture, image: &RgbImage) -> Result<(), Error> {
    let mut resizer = Resizer::new();
    for width in &picture.widths {
        let to = path(folder, picture, *width);
        let unwritable = |why: String| Error::Unwritable { path: to.clone(), why };
        let height = (u64::from(*width) * u64::from(picture.height)).div_ceil(u64::from(picture.width)).max(1) as u32;
        let jpeg = resized(&mut resizer, image, *width, height).map_err(&unwritable)?;
        std::fs::create_dir_all(folder).map_err(|error| unwritable(error.to_string()))?;
        // Two stories may bring the same picture at once.
        let beside =
            to.with_extension(format!("{}-{}.part", std::process::id(), PARTS.fetch_add(1, Ordering::Relaxed)));
        let written = std::fs::File::create(&beside)
            .and_then(|mut file| file.write_all(&jpeg).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&beside, &to));
        if let Err(error) = written {
            // Half a file is of no use to anybody; that it could not be written is what is reported.
            let _ = std::fs::remove_file(&beside);
            return Err(unwritable(error.to_string()));
        }
    }
    Ok(())
}

fn resized(resizer: &mut Resizer, image: &RgbImage, width: u32, height: u32) -> Result<Vec<u8>, String> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if (width, height) == image.dimensions() {
        encoder
            .write_image(image.as_raw(), width, height, ExtendedColorType::Rgb8)
            .map_err(|error| error.to_string())?;
        return Ok(jpeg);
    }
    let from = ImageRef::new(image.width(), image.height(), image.as_raw(), PixelType::U8x3)
        .map_err(|error| error.to_string())?;
    let mut to = Image::new(width, height, PixelType::U8x3);
    resizer.resize(&from, &mut to, None).map_err(|error| error.to_string())?;
    encoder.write_image(to.buffer(), width, height, ExtendedColorType::Rgb8).map_err(|error| error.to_string())?;
    Ok(jpeg)
}
