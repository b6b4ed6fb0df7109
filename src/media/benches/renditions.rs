//! Renditions a second, on one core: six widths of a 24-megapixel picture, as JPEG and as AVIF. Fails above the limits.
#![allow(clippy::expect_used)]

use std::time::{Duration, Instant};

use dateline_media::{WIDTHS, rendition};
use image::RgbImage;

/// A 24-megapixel picture's six AVIFs take less than this.
const AVIF_LIMIT: Duration = Duration::from_secs(40);

/// A 24-megapixel picture's six JPEGs take less than this.
const JPEG_LIMIT: Duration = Duration::from_secs(3);

/// Something like a photograph: slopes, edges and grain.
fn photograph() -> RgbImage {
    let mut state = 1u32;
    RgbImage::from_fn(6000, 4000, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as f32;
        let slope = (x as f32 / 6000.0 * 120.0) + (y as f32 / 4000.0 * 60.0);
        let edge = if (x / 90 + y / 70) % 2 == 0 { 40.0 } else { 0.0 };
        let wave = ((x as f32 / 37.0).sin() + (y as f32 / 23.0).cos()) * 12.0 + 24.0;
        image::Rgb([(slope + edge + grain) as u8, (slope + wave + grain) as u8, (wave + edge + grain) as u8])
    })
}

fn main() {
    let image = photograph();
    let (mut jpeg, mut avif) = (Duration::ZERO, Duration::ZERO);
    for width in WIDTHS {
        let began = Instant::now();
        let small = rendition::resized(&image, width).expect("it has an area");
        let resized = began.elapsed();
        let began = Instant::now();
        let jpeg_bytes = rendition::jpeg(&small).expect("it is not too long").len();
        let jpeg_took = began.elapsed();
        let began = Instant::now();
        let avif_bytes = rendition::avif(&small).expect("it is not too long").len();
        let avif_took = began.elapsed();
        println!(
            "{width:>5} px: made smaller in {resized:>7.0?}; JPEG {jpeg_took:>7.0?}, {jpeg_bytes:>7} bytes; AVIF {avif_took:>7.0?}, {avif_bytes:>7} bytes"
        );
        jpeg += resized + jpeg_took;
        avif += resized + avif_took;
    }
    println!(
        "six widths: JPEG {jpeg:.1?} (limit {JPEG_LIMIT:?}), {:.1} a second; AVIF {avif:.1?} (limit {AVIF_LIMIT:?}), {:.2} a second",
        6.0 / jpeg.as_secs_f64(),
        6.0 / avif.as_secs_f64()
    );
    assert!(jpeg < JPEG_LIMIT && avif < AVIF_LIMIT, "too slow");
}
