//! Compression, once at build time and as hard as it goes.
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::{Effort, sha256, write_if_changed};
use crate::place::Place;

/// Compresses, and remembers what it compressed by the content's hash.
pub struct Shrink {
    folder: PathBuf,
    effort: Effort,
}

impl Shrink {
    /// Remembers in this clone's folder of work.
    pub fn new(place: &Place, effort: Effort) -> Self {
        Self { folder: place.work().join("compressed"), effort }
    }

    /// The compressed bytes if they are fewer. `suffix` is `br` or `gz`.
    pub fn smaller(&self, bytes: &[u8], suffix: &str) -> Result<Option<Vec<u8>>> {
        let remembered = self.folder.join(format!("{}-{:?}.{suffix}", sha256(bytes), self.effort));
        let small = match std::fs::read(&remembered) {
            Ok(small) => small,
            Err(_) => {
                let small = match suffix {
                    "br" => brotli(bytes, self.effort)?,
                    _ => gzip(bytes, self.effort)?,
                };
                write_if_changed(&remembered, &small)?;
                small
            }
        };
        Ok((small.len() < bytes.len()).then_some(small))
    }
}

/// A Brotli stream (RFC 7932).
fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = match effort {
        Effort::Quick => 5,
        Effort::Full => 11,
    };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        // Files here stay under 4 MB; a window of that size lets each refer to all of itself.
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

/// A gzip stream (RFC 1952) with neither a time nor a name in it: the same bytes each time.
fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let level = match effort {
        Effort::Quick => flate2::Compression::fast(),
        Effort::Full => flate2::Compression::best(),
    };
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_goes_in_comes_out() {
        let text = "The council met on Tuesday. ".repeat(200).into_bytes();
        for effort in [Effort::Quick, Effort::Full] {
            let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
            let small = brotli(&text, effort).expect("compresses");
            brotli::BrotliDecompress(&mut &small[..], &mut from_brotli).expect("is Brotli");
            let smaller = gzip(&text, effort).expect("compresses");
            flate2::read::GzDecoder::new(&smaller[..]).read_to_end(&mut from_gzip).expect("is gzip");
            assert_eq!((&from_brotli, &from_gzip), (&text, &text));
            assert!(small.len() < text.len() / 10 && smaller.len() < text.len() / 10);
        }
    }
}
