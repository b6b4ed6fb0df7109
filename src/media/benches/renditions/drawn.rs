//! Pictures of 24 megapixels, drawn by rule.

use image::{Rgb, RgbImage};

const SIZE: (u32, u32) = (6000, 4000);

/// A number of 32 bits that looks like chance, the same for the same place.
fn chance(x: u32, y: u32) -> u32 {
    let mut state = x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b);
    state = (state ^ (state >> 15)).wrapping_mul(0x2c1b_3c6d);
    state = (state ^ (state >> 12)).wrapping_mul(0x297a_2d39);
    state ^ (state >> 15)
}

/// Smooth noise between 0 and 1, a bump every `scale` pixels.
fn noise(x: u32, y: u32, scale: u32) -> f32 {
    let at = |x: u32, y: u32| (chance(x, y) >> 8) as f32 / 16_777_216.0;
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (column, row) = (x / scale, y / scale);
    let (right, down) = (ease((x % scale) as f32 / scale as f32), ease((y % scale) as f32 / scale as f32));
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let upper = mix(at(column, row), at(column + 1, row), right);
    mix(upper, mix(at(column, row + 1), at(column + 1, row + 1), right), down)
}

/// Noise of many scales, coarse ones strongest, as in hills, leaves and clouds.
fn rough(x: u32, y: u32, coarsest: u32) -> f32 {
    let (mut sum, mut weight, mut scale) = (0.0, 0.5, coarsest);
    while scale > 3 {
        sum += weight * noise(x + scale, y, scale);
        weight *= 0.5;
        scale /= 2;
    }
    sum
}

/// Hard for every encoder: fields of other colours, and grain in each pixel.
pub fn slopes() -> RgbImage {
    let mut state = 1u32;
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as f32;
        let slope = (x as f32 / 6000.0 * 120.0) + (y as f32 / 4000.0 * 60.0);
        let edge = if (x / 90 + y / 70) % 2 == 0 { 40.0 } else { 0.0 };
        let wave = ((x as f32 / 37.0).sin() + (y as f32 / 23.0).cos()) * 12.0 + 24.0;
        Rgb([(slope + edge + grain) as u8, (slope + wave + grain) as u8, (wave + edge + grain) as u8])
    })
}

/// A sky that is smooth but for a film's grain, above hills that are rough.
pub fn hills() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let ridge = 1500.0 + 900.0 * rough(x, 7, 1600);
        let grain = (noise(x, y, 4) + noise(x + 99_991, y, 5) - 1.0) * 14.0;
        let [red, green, blue] = if (y as f32) < ridge {
            let (high, cloud) = (y as f32 / 2400.0, rough(x, y, 900) * 60.0);
            [70.0 + 110.0 * high + cloud, 120.0 + 80.0 * high + cloud, 200.0 + 20.0 * high + cloud * 0.4]
        } else {
            let (light, leaf) = (rough(x, y, 700), rough(x + 31_337, y, 96));
            let near = (y as f32 - ridge) / 2500.0;
            [40.0 + 120.0 * light * leaf, 60.0 + 150.0 * light * leaf - 20.0 * near, 30.0 + 60.0 * leaf * light]
        };
        Rgb([red, green, blue].map(|channel| (channel + grain).clamp(0.0, 255.0) as u8))
    })
}

/// Bars in plain colours and rows of strokes as letters have them.
pub fn chart() -> RgbImage {
    const COLOURS: [[u8; 3]; 4] = [[200, 30, 40], [30, 90, 170], [240, 180, 40], [60, 140, 70]];
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let (bar, inside) = (x / 600, x % 600);
        let height = 600 + chance(bar, 1) % 2200;
        if y > 600 && y < 3600 {
            let filled = inside > 120 && y > 3600 - height;
            return Rgb(if filled { COLOURS[bar as usize % 4] } else { [250, 250, 248] });
        }
        let (letter, line) = (x / 50, y / 90);
        let stroke = chance(letter, line) >> ((x % 50 / 10) * 3 + y % 90 / 18) & 1 == 1;
        let ink = y % 90 < 64 && x % 50 < 40 && stroke && letter % 7 != 0;
        Rgb(if ink { [20, 20, 24] } else { [250, 250, 248] })
    })
}
