//! What a picture still lacks, made while nobody waits for it.

use std::time::Duration;

use dateline_story::Picture;
use image::RgbImage;

use crate::deadline::{Urgency, measured, within};
use crate::intake::{DECODE_LIMIT, gave_up, original, tint_of};
use crate::{Error, Media, decode, rendition};

/// How long one width of a picture may take to be made.
const ENCODE_LIMIT: Duration = Duration::from_secs(120);

/// How fast work is done that nobody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Without a rest.
    Full,
    /// On a quarter of a processor, which leaves readers theirs.
    Quarter,
}

impl Pace {
    /// How long to rest after so much of a processor's time.
    pub fn rest(self, worked: Duration) -> Duration {
        match self {
            Pace::Full => Duration::ZERO,
            Pace::Quarter => worked * 3,
        }
    }
}

/// A picture that has all its JPEG renditions, and what its AVIFs are made of.
pub struct Widened {
    /// What it is now.
    pub picture: Picture,
    /// Copies in the widths that there is no AVIF of: of the picture itself nothing is kept, which may be a hundred times as much.
    copies: Vec<RgbImage>,
    /// The processor's time that it took.
    worked: Duration,
}

/// JPEGs and their widths.
type Jpegs = Vec<(u32, Vec<u8>)>;

impl Media {
    /// Makes all renditions that a picture lacks, and says what it is then.
    ///
    /// # Errors
    /// As for [`Media::widen`] and [`Media::compress`].
    pub async fn complete(&self, picture: &Picture) -> Result<Picture, Error> {
        Ok(self.compress(self.widen(picture).await?, Pace::Full).await?.0)
    }

    /// Makes the JPEG renditions that a picture lacks.
    ///
    /// # Errors
    /// [`Error::Lost`] when there is nothing to make them from, or as for [`Media::add`].
    pub async fn widen(&self, picture: &Picture) -> Result<Widened, Error> {
        let name = &picture.name;
        let bytes = self.best_source(picture).await?;
        let decoded = {
            let name = name.clone();
            let work = move || measured(|| decode::image(&name, &bytes));
            within(&self.decoding, DECODE_LIMIT, Urgency::Background, work).await
        };
        let (image, decoding) = decoded.map_err(|failure| gave_up(name, failure, DECODE_LIMIT))?;
        let image = image?;
        let widths = rendition::widths(picture.width).into_iter().filter(|width| *width <= image.width());
        let mut widths: Vec<u32> = widths.chain(picture.widths.iter().copied()).collect();
        widths.sort_unstable();
        widths.dedup();
        let tint = picture.tint.unwrap_or_else(|| tint_of(&image));
        let picture = Picture { widths, tint: Some(tint), ..picture.clone() };
        let jpegs = self.missing(picture.widths.iter().copied(), |width| picture.file(width)).await?;
        let avifs = self.missing(picture.avif_widths(), |width| picture.avif_file(width)).await?;
        let work = move || measured(|| copies(image, &jpegs, &avifs));
        let made = within(&self.decoding, ENCODE_LIMIT, Urgency::Background, work).await;
        let (made, copying) = made.map_err(|failure| gave_up(name, failure, ENCODE_LIMIT))?;
        let (jpegs, copies) = made.map_err(|why| Error::NotAPicture { name: name.clone(), why })?;
        for (width, jpeg) in jpegs {
            self.put(&picture.file(width), jpeg).await?;
        }
        Ok(Widened { picture, copies, worked: decoding + copying })
    }

    /// Makes the AVIF renditions that a picture lacks, the narrowest first, and says what it is then and how much of a processor's
    /// time was worked since the last rest. Dropped half-way it ends with the width that it is at; what was made so far stays, and is
    /// not made again.
    ///
    /// # Errors
    /// As for [`Media::add`].
    pub async fn compress(&self, widened: Widened, pace: Pace) -> Result<(Picture, Duration), Error> {
        let Widened { picture, copies, mut worked } = widened;
        let name = &picture.name;
        for copy in copies {
            tokio::time::sleep(pace.rest(worked)).await;
            let file = picture.avif_file(copy.width());
            let work = move || measured(|| rendition::avif(&copy));
            let made = within(&self.encoding, ENCODE_LIMIT, Urgency::Background, work).await;
            let (avif, took) = made.map_err(|failure| gave_up(name, failure, ENCODE_LIMIT))?;
            self.put(&file, avif.map_err(|why| Error::NotAPicture { name: name.clone(), why })?).await?;
            worked = took;
        }
        Ok((Picture { avif: true, ..picture }, worked))
    }

    /// Those of some widths whose file is not there.
    async fn missing(
        &self,
        widths: impl Iterator<Item = u32>,
        file: impl Fn(u32) -> String,
    ) -> Result<Vec<u32>, Error> {
        let mut missing = Vec::new();
        for width in widths {
            if !self.has(&file(width)).await? {
                missing.push(width);
            }
        }
        Ok(missing)
    }

    /// The original, or, for pictures from before originals were kept, the widest rendition.
    pub(crate) async fn best_source(&self, picture: &Picture) -> Result<Vec<u8>, Error> {
        if let Some(bytes) = self.get(&original(&picture.digest)).await? {
            return Ok(bytes);
        }
        for width in picture.widths.iter().rev() {
            if let Some(bytes) = self.get(&picture.file(*width)).await? {
                return Ok(bytes);
            }
        }
        Err(Error::Lost(picture.name.clone()))
    }
}

/// JPEGs in some widths, and copies to make AVIFs of in others. The picture is taken, so that it is let go of as soon as they are there.
fn copies(image: RgbImage, jpegs: &[u32], avifs: &[u32]) -> Result<(Jpegs, Vec<RgbImage>), String> {
    let mut widths = [jpegs, avifs].concat();
    widths.sort_unstable();
    widths.dedup();
    let (mut made, mut kept) = (Vec::with_capacity(jpegs.len()), Vec::with_capacity(avifs.len()));
    for width in widths {
        let copy = rendition::resized(&image, width)?;
        if jpegs.contains(&width) {
            made.push((width, rendition::jpeg(&copy)?));
        }
        if avifs.contains(&width) {
            kept.push(copy);
        }
    }
    Ok((made, kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn jpegs_are_all_there_before_the_first_avif() {
        let folder = tempfile::tempdir().unwrap();
        let media = Media::folder(folder.path()).unwrap();
        let image = RgbImage::from_fn(2100, 30, |x, y| image::Rgb([x as u8, y as u8, 90]));
        let begun = media.begin("a.jpg", rendition::jpeg(&image).unwrap()).await.unwrap().picture;
        let widened = media.widen(&begun).await.unwrap();
        let picture = widened.picture.clone();
        assert_eq!((picture.widths.as_slice(), picture.avif), (crate::WIDTHS.as_slice(), false));
        for width in crate::WIDTHS {
            assert!(media.has(&picture.file(width)).await.unwrap(), "{width}");
            assert!(!media.has(&picture.avif_file(width)).await.unwrap(), "{width}");
        }
        let (done, worked) = media.compress(widened, Pace::Full).await.unwrap();
        assert_eq!((done.avif, &done.widths, worked > Duration::ZERO), (true, &picture.widths, true));
        for width in crate::WIDTHS {
            let offered = done.avif_widths().any(|it| it == width);
            assert_eq!(media.has(&done.avif_file(width)).await.unwrap(), offered, "{width}");
        }
        // Nothing is done twice, whatever the pace.
        std::fs::write(folder.path().join(done.avif_file(480)), "as it was").unwrap();
        let again = media.widen(&done).await.unwrap();
        assert_eq!((&again.picture, again.copies.len()), (&done, 0));
        assert_eq!(media.compress(again, Pace::Quarter).await.unwrap().0, done);
        assert_eq!(media.get(&done.avif_file(480)).await.unwrap().unwrap(), b"as it was");
    }

    #[test]
    fn a_quarter_of_a_processor_is_three_times_the_rest() {
        assert_eq!(Pace::Quarter.rest(Duration::from_secs(2)), Duration::from_secs(6));
        assert_eq!(Pace::Full.rest(Duration::from_secs(2)), Duration::ZERO);
    }
}
