//! Taking pictures in, and making their renditions.

use std::sync::Arc;
use std::time::Duration;

use dateline_story::Picture;
use image::RgbImage;
use sha2::{Digest, Sha256};

use crate::deadline::{Failure, Urgency, within};
use crate::words::Words;
use crate::{Error, Format, MAX_BYTES, Media, Remark, decode, remark, rendition, tint, words};

/// How long a picture may take to be decoded.
pub const DECODE_LIMIT: Duration = Duration::from_secs(20);

/// The widest of the renditions that are made while somebody waits.
const FIRST: u32 = 800;

/// A picture that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What pages need to know of it.
    pub picture: Picture,
    /// What its file was.
    pub format: Format,
    /// The size of its file in bytes.
    pub bytes: u64,
    /// What its file said of it.
    pub words: Words,
    /// What of it is not shown.
    pub remarks: Vec<Remark>,
}

/// Which renditions are made at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtOnce {
    All,
    First,
}

/// What decoding gives.
struct Decoded {
    picture: Picture,
    format: Format,
    words: Words,
    remarks: Vec<Remark>,
    jpegs: Vec<(u32, Vec<u8>)>,
}

/// Where a picture's original is kept; never served.
pub(crate) fn original(digest: &str) -> String {
    format!("originals/{digest}")
}

impl Media {
    /// Takes a picture in with all its JPEG renditions, for imports. Doing it again writes nothing.
    ///
    /// JPEG, PNG, WebP, AVIF and the first frame of a GIF are decoded; SVG is drawn to pixels and never shown itself,
    /// since it may carry scripts.
    ///
    /// # Errors
    /// When it is too large, takes too long, is no picture, or cannot be kept.
    pub async fn add(&self, name: &str, bytes: Vec<u8>) -> Result<Intake, Error> {
        self.take_in(name, bytes, AtOnce::All, DECODE_LIMIT).await
    }

    /// Takes a picture in with the renditions that the desk shows; [`Media::complete`] makes the others.
    ///
    /// # Errors
    /// As for [`Media::add`].
    pub async fn begin(&self, name: &str, bytes: Vec<u8>) -> Result<Intake, Error> {
        self.take_in(name, bytes, AtOnce::First, DECODE_LIMIT).await
    }

    async fn take_in(&self, name: &str, bytes: Vec<u8>, at_once: AtOnce, limit: Duration) -> Result<Intake, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooManyBytes { name: name.to_owned(), bytes: bytes.len() as u64 });
        }
        let size = bytes.len() as u64;
        let digest: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let bytes = Arc::new(bytes);
        let decoded = {
            let (name, digest, bytes) = (name.to_owned(), digest.clone(), bytes.clone());
            within(&self.decoding, limit, Urgency::Now, move || decoded(&name, digest, &bytes, at_once)).await
        };
        let Decoded { picture, format, words, remarks, jpegs } =
            decoded.map_err(|failure| gave_up(name, failure, limit))??;
        // The original first: what can be made again from it may be missing after a crash, but not the other way round.
        let original = original(&digest);
        if !self.has(&original).await? {
            self.put(&original, Arc::unwrap_or_clone(bytes)).await?;
        }
        for (width, jpeg) in jpegs {
            let file = picture.file(width);
            if !self.has(&file).await? {
                self.put(&file, jpeg).await?;
            }
        }
        Ok(Intake { picture, format, bytes: size, words, remarks })
    }
}

pub(crate) fn gave_up(name: &str, failure: Failure, limit: Duration) -> Error {
    match failure {
        Failure::TooSlow => Error::TooSlow { name: name.to_owned(), seconds: limit.as_secs() },
        Failure::Broken => {
            Error::NotAPicture { name: name.to_owned(), why: "it breaks the program that reads it".into() }
        }
    }
}

/// The colour of a picture, from so small a copy that every pixel can be looked at.
pub(crate) fn tint_of(image: &RgbImage) -> dateline_story::Tint {
    let small = rendition::resized(image, image.width().min(64));
    tint::dominant(small.as_ref().unwrap_or(image))
}

fn decoded(name: &str, digest: String, bytes: &[u8], at_once: AtOnce) -> Result<Decoded, Error> {
    let described = decode::describe(name, bytes)?;
    let image = decode::image(name, bytes)?;
    let mut widths = rendition::widths(described.width);
    if at_once == AtOnce::First {
        widths.retain(|width| *width <= FIRST);
    }
    let refuse = |why| Error::NotAPicture { name: name.to_owned(), why };
    let mut jpegs = Vec::with_capacity(widths.len());
    for width in &widths {
        let small = rendition::resized(&image, *width).map_err(refuse)?;
        jpegs.push((*width, rendition::jpeg(&small).map_err(refuse)?));
    }
    let picture = Picture {
        name: name.to_owned(),
        digest,
        width: described.width,
        height: described.height,
        widths,
        tint: Some(tint_of(&image)),
        avif: false,
    };
    let words = words::read(described.format, bytes);
    let remarks = remark::remarks(described.format, bytes);
    Ok(Decoded { picture, format: described.format, words, remarks, jpegs })
}

#[cfg(test)]
mod tests;
