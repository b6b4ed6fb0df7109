//! Pictures: taken in within limits, turned upright, freed of everything a camera wrote into them, and stored as
//! renditions whose names hold their content's digest.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod avif;
mod complete;
mod deadline;
mod decode;
mod format;
mod icon;
mod intake;
mod remark;
pub mod rendition;
mod share;
mod storage;
mod tint;
mod words;

use thiserror::Error;

pub use complete::{Pace, Widened};
pub use decode::image as pixels;
pub use format::Format;
pub use icon::{Ground, icon};
pub use intake::{DECODE_LIMIT, Intake};
pub use remark::Remark;
pub use share::{Shape, ShareWords, share_digest, share_file};
pub use storage::{Bucket, Media};
pub use words::Words;

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
        bytes: u64,
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
    /// Decoding or encoding it was given up.
    #[error("the picture “{name}” was not done within {seconds} seconds")]
    TooSlow {
        /// Its name.
        name: String,
        /// How long it had.
        seconds: u64,
    },
    /// Its original is gone, and so are its renditions.
    #[error("nothing is left of the picture “{0}” in the media store: neither its original nor any rendition")]
    Lost(String),
    /// The media store failed.
    #[error("cannot {what} {place}: {why}")]
    Storage {
        /// “read”, “write”, “remove”, “use”.
        what: &'static str,
        /// The file and where it is.
        place: String,
        /// The store's word for it.
        why: String,
    },
}
