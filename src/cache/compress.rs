//! Compressing pages.

use std::io::Write;
use std::ops::RangeInclusive;

/// Brotli's quality for pages: 11 takes ten times as long for 3 % less.
const QUALITY: i32 = 9;

/// Brotli's quality for pages that nobody is sent again: a fifth of the work for a hundredth more bytes.
const QUICK: i32 = 5;

/// Brotli's windows for pages, in bits: one that holds the page costs less to clear than the largest, for as few bytes. Up to 16 the
/// encoder takes another way, which is ten times slower at [`QUICK`].
const WINDOWS: RangeInclusive<i32> = 17..=22;

/// Compresses a page with Brotli, as readers get it.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    brotli_at(QUALITY, bytes)
}

/// Compresses a page with Brotli that is sent once.
pub fn brotli_quickly(bytes: &[u8]) -> Vec<u8> {
    brotli_at(QUICK, bytes)
}

fn brotli_at(quality: i32, bytes: &[u8]) -> Vec<u8> {
    let holding = bytes.len().next_power_of_two().ilog2() as i32;
    let lgwin = holding.clamp(*WINDOWS.start(), *WINDOWS.end());
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::with_capacity(bytes.len() / 3);
    // Writing to a vector cannot fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    out
}

/// Compresses a page with gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::new(6));
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
