//! Compressing pages.

use std::io::Write;
use std::ops::RangeInclusive;

/// Brotli's quality for a page whose reader waits: a page of 40 KB takes half a millisecond, for a quarter more bytes than at best.
const AT_ONCE: i32 = 3;

/// Brotli's best: a hundred times the work of [`AT_ONCE`].
const BEST: i32 = 11;

/// Brotli's windows for pages, in bits: one that holds the page costs less to clear than the largest, for as few bytes. Up to 16 the
/// encoder takes another way, which is ten times slower at 5.
const WINDOWS: RangeInclusive<i32> = 17..=22;

/// Compresses a page with Brotli while its reader waits.
pub fn brotli_at_once(bytes: &[u8]) -> Vec<u8> {
    brotli_at(AT_ONCE, bytes)
}

/// Compresses a page with Brotli as well as it can be.
pub fn brotli_best(bytes: &[u8]) -> Vec<u8> {
    brotli_at(BEST, bytes)
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

/// Compresses a page with gzip; `None` where writing to memory fails.
pub fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::new(6));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// zstd's level for a page whose reader waits.
const ZSTD_AT_ONCE: i32 = 3;

/// zstd's best without its largest tables.
const ZSTD_BEST: i32 = 19;

/// Compresses a page with zstd while its reader waits; `None` where there is no memory for its tables.
pub fn zstd_at_once(bytes: &[u8]) -> Option<Vec<u8>> {
    zstd::bulk::compress(bytes, ZSTD_AT_ONCE).ok()
}

/// Compresses a page with zstd as well as it can be; `None` where there is no memory for its tables.
pub fn zstd_best(bytes: &[u8]) -> Option<Vec<u8>> {
    zstd::bulk::compress(bytes, ZSTD_BEST).ok()
}
