//! Compression, once at build time and as hard as it goes.
use std::io::Write;

use anyhow::Result;

use super::Effort;

/// A Brotli stream (RFC 7932).
pub fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
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
pub fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
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
