//! A picture in the media store, as pages need to know it.

use serde::{Deserialize, Serialize};

/// A stored picture and the sizes it can be had in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The name by which stories refer to it: `islamabad-talks.jpg`.
    pub name: String,
    /// The start of its content's SHA-256, in hex: part of every rendition's address, so addresses never go stale.
    pub digest: String,
    /// Pixels across, of the original.
    pub width: u32,
    /// Pixels down, of the original.
    pub height: u32,
    /// Widths of its renditions in pixels, smallest first; never empty.
    pub widths: Vec<u32>,
}

impl Picture {
    /// The address of the rendition that is `width` pixels wide.
    pub fn rendition(&self, width: u32) -> String {
        format!("/media/{}", self.file(width))
    }

    /// The name of its file in the media folder.
    pub fn file(&self, width: u32) -> String {
        format!("{}-{width}.jpg", self.digest)
    }
}
