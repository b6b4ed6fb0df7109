//! A story's share pictures, as pages need to know them.

use serde::{Deserialize, Serialize};

/// Share pictures that are ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareCard {
    /// The digest of everything that they are made of: part of their addresses, so that no address ever shows another picture.
    pub digest: String,
    /// Whether the story's picture is there in other shapes too.
    pub pictured: bool,
}

impl ShareCard {
    /// The share picture's width in pixels, and that of the other shapes.
    pub const WIDTH: u32 = 1200;

    /// The share picture's height in pixels.
    pub const HEIGHT: u32 = 630;

    /// The shapes in which search engines want a story's picture, and their heights in pixels.
    pub const SHAPES: [(&'static str, u32); 3] = [("1x1", 1200), ("4x3", 900), ("16x9", 675)];

    /// The address of the share picture, from the root.
    pub fn card(&self) -> String {
        format!("/card/{}.jpg", self.digest)
    }

    /// The address of the story's picture in one of the [`ShareCard::SHAPES`].
    pub fn shape(&self, shape: &str) -> String {
        format!("/card/{}-{shape}.jpg", self.digest)
    }
}
