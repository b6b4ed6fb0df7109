//! SSIM after Wang, Bovik, Sheikh and Simoncelli (2004): of the brightness, in windows of eight by eight pixels, four apart.

use image::RgbImage;

const WINDOW: u32 = 8;
const STEP: usize = 4;
/// (0.01 × 255)² and (0.03 × 255)².
const STEADY: (f64, f64) = (6.5025, 58.5225);

/// How like two pictures of one size are; 1 for the same.
pub fn of(one: &RgbImage, two: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), two.dimensions());
    let (width, height) = one.dimensions();
    let (one, two) = (brightness(one), brightness(two));
    let (mut sum, mut windows) = (0.0, 0.0);
    for y in (0..=height.saturating_sub(WINDOW)).step_by(STEP) {
        for x in (0..=width.saturating_sub(WINDOW)).step_by(STEP) {
            sum += in_window(&one, &two, (x, y), width);
            windows += 1.0;
        }
    }
    sum / windows
}

fn brightness(image: &RgbImage) -> Vec<f64> {
    let weighed = |[red, green, blue]: [f64; 3]| 0.299 * red + 0.587 * green + 0.114 * blue;
    image.pixels().map(|pixel| weighed(pixel.0.map(f64::from))).collect()
}

fn in_window(one: &[f64], two: &[f64], (left, top): (u32, u32), width: u32) -> f64 {
    let (mut a, mut b, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for y in top..top + WINDOW {
        let from = (y * width + left) as usize;
        for (x, y) in one[from..from + WINDOW as usize].iter().zip(&two[from..from + WINDOW as usize]) {
            a += x;
            b += y;
            aa += x * x;
            bb += y * y;
            ab += x * y;
        }
    }
    let pixels = f64::from(WINDOW * WINDOW);
    let (a, b) = (a / pixels, b / pixels);
    let (spread, shared) = (aa / pixels - a * a + bb / pixels - b * b, ab / pixels - a * b);
    (2.0 * a * b + STEADY.0) * (2.0 * shared + STEADY.1) / ((a * a + b * b + STEADY.0) * (spread + STEADY.1))
}
