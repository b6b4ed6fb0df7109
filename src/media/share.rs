//! Pictures that stand for a story where it is shared: a card that bears its headline, drawn by us, and its picture in the shapes that
//! search engines ask for.

mod card;
mod crop;
mod draw;
mod face;
mod lines;
mod plain;
mod setting;
mod shape;

use std::time::Duration;

use dateline_story::{ArticleId, Focus, Language, Picture};
use sha2::{Digest, Sha256};

use crate::deadline::{Urgency, measured, within};
use crate::intake::{DECODE_LIMIT, gave_up};
use crate::{Error, Media, decode};

pub use shape::Shape;

/// Raised when cards are drawn otherwise than before, so that none that was drawn before is taken for one of now.
const DRAWING: u32 = 1;

/// What a share picture says. Any text will do: what cannot be drawn is left out, by the rule in `share/face.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareWords {
    /// The story's headline.
    pub headline: String,
    /// The name of its section.
    pub section: String,
    /// The site's name.
    pub site: String,
    /// The story's language, by which the card is laid out left to right or right to left.
    pub language: Language,
    /// The story's number: two stories with the same words have each their own card, so that neither shows what becomes of the other.
    pub story: ArticleId,
}

/// The digest (24 hex digits of SHA-256) of everything that a story's share pictures are made of: the drawing's version, the story, the
/// words, the language, the picture's digest and its focal point. Cheap; reads nothing.
pub fn share_digest(words: &ShareWords, picture: Option<(&Picture, Focus)>) -> String {
    let mut hash = Sha256::new();
    hash.update(DRAWING.to_le_bytes());
    let ShareWords { headline, section, site, language, story } = words;
    hash.update(story.0.to_le_bytes());
    let digest = picture.map_or("", |(picture, _)| &picture.digest);
    for part in [headline, section, site, language.as_str(), digest] {
        // With its length, so that no two lists of parts are hashed alike.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    if let Some((_, Focus { x, y })) = picture {
        hash.update([x, y]);
    }
    hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a share picture in the media store: `share/<digest>-card.jpg`.
pub fn share_file(digest: &str, shape: Shape) -> String {
    format!("share/{digest}-{}.jpg", shape.suffix())
}

impl Media {
    /// Makes and stores a story's share pictures: the card, and where there is a picture the three cuts. Those that are there already
    /// are not made again. Says by which digest they are found, and how much of a processor's time was worked.
    ///
    /// # Errors
    /// [`Error::Lost`] when nothing is left of the picture, or as for [`Media::add`].
    pub async fn share(
        &self,
        words: &ShareWords,
        picture: Option<(&Picture, Focus)>,
    ) -> Result<(String, Duration), Error> {
        let digest = share_digest(words, picture);
        let mut shapes = Vec::new();
        for shape in Shape::ALL.into_iter().filter(|shape| picture.is_some() || *shape == Shape::Card) {
            if !self.has(&share_file(&digest, shape)).await? {
                shapes.push(shape);
            }
        }
        if shapes.is_empty() {
            return Ok((digest, Duration::ZERO));
        }
        let source = match picture {
            Some((picture, focus)) => Some((picture.name.clone(), self.source(picture, &shapes).await?, focus)),
            None => None,
        };
        let name = source.as_ref().map_or_else(|| named(words), |(name, ..)| name.clone());
        let words = words.clone();
        let work = move || measured(|| made(&words, source, &shapes));
        let made = within(&self.decoding, DECODE_LIMIT, Urgency::Background, work).await;
        let (made, worked) = made.map_err(|failure| gave_up(&name, failure, DECODE_LIMIT))?;
        for (shape, jpeg) in made? {
            self.put(&share_file(&digest, shape), jpeg).await?;
        }
        Ok((digest, worked))
    }

    /// The card that [`Media::share`] would make, for somebody who waits to see it; nothing is stored.
    ///
    /// # Errors
    /// As for [`Media::share`].
    pub async fn share_card(&self, words: &ShareWords, picture: Option<(&Picture, Focus)>) -> Result<Vec<u8>, Error> {
        // Of the very file that the stored one would be made of.
        let source = match picture {
            Some((picture, focus)) => Some((picture.name.clone(), self.source(picture, &Shape::ALL).await?, focus)),
            None => None,
        };
        let name = source.as_ref().map_or_else(|| named(words), |(name, ..)| name.clone());
        let words = words.clone();
        let work = move || made(&words, source, &[Shape::Card]);
        let made = within(&self.decoding, DECODE_LIMIT, Urgency::Now, work).await;
        let mut made = made.map_err(|failure| gave_up(&name, failure, DECODE_LIMIT))??;
        Ok(made.pop().map(|(_, jpeg)| jpeg).unwrap_or_default())
    }

    /// Removes a story's share pictures, in all shapes. Not an error when they are not there.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn unshare(&self, digest: &str) -> Result<(), Error> {
        for shape in Shape::ALL {
            self.remove(&share_file(digest, shape)).await?;
        }
        Ok(())
    }

    /// The narrowest rendition that some shapes can be cut from, which is sooner decoded than the original; else the original.
    async fn source(&self, picture: &Picture, shapes: &[Shape]) -> Result<Vec<u8>, Error> {
        for width in picture.widths.iter().filter(|width| suffices(picture, **width, shapes)) {
            if let Some(bytes) = self.get(&picture.file(*width)).await? {
                return Ok(bytes);
            }
        }
        self.best_source(picture).await
    }
}

/// How messages call a card: by its story's number, since its headline may not be public.
fn named(words: &ShareWords) -> String {
    format!("the card of story {}", words.story)
}

/// Whether a rendition of a width has the pixels for some shapes, but for a tenth, which nobody sees.
fn suffices(picture: &Picture, width: u32, shapes: &[Shape]) -> bool {
    let height = u64::from(width) * u64::from(picture.height) / u64::from(picture.width.max(1));
    let enough = |pixels: u64, wanted: u32| pixels * 10 >= u64::from(wanted) * 9;
    shapes.iter().all(|shape| enough(width.into(), Shape::WIDTH) && enough(height, shape.height()))
}

/// The pictures in some shapes, from the name, the file and the focal point of what they are made of.
fn made(
    words: &ShareWords,
    source: Option<(String, Vec<u8>, Focus)>,
    shapes: &[Shape],
) -> Result<Vec<(Shape, Vec<u8>)>, Error> {
    let source = match source {
        Some((name, bytes, focus)) => Some((decode::image(&name, &bytes)?, focus)),
        None => None,
    };
    let picture = source.as_ref().map(|(image, focus)| (image, *focus));
    let refuse = |why: String| Error::NotAPicture {
        name: named(words),
        why: format!("its share picture cannot be drawn: {why}"),
    };
    shapes.iter().map(|shape| Ok((*shape, draw::made(words, picture, *shape).map_err(refuse)?))).collect()
}

#[cfg(test)]
mod tests;
