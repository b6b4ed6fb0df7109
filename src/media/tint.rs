//! The colour that stands where a picture will be.

use dateline_story::Tint;
use image::RgbImage;

/// Steps of each channel by which pixels are sorted.
const STEPS: usize = 4;

/// The dominant colour: of 64 bins of colour the fullest, and in it the mean. Every pixel counts; give it a small picture.
pub fn dominant(image: &RgbImage) -> Tint {
    let mut bins = [[0u64; 4]; STEPS * STEPS * STEPS];
    for pixel in image.pixels() {
        let step = |channel: u8| usize::from(channel) * STEPS / 256;
        let [red, green, blue] = pixel.0;
        let bin = &mut bins[(step(red) * STEPS + step(green)) * STEPS + step(blue)];
        bin[0] += 1;
        for (sum, channel) in bin[1..].iter_mut().zip(pixel.0) {
            *sum += u64::from(channel);
        }
    }
    let fullest = bins.into_iter().max_by_key(|bin| bin[0]).unwrap_or_default();
    let [count, sums @ ..] = fullest;
    Tint::nearest(sums.map(|sum| (sum / count.max(1)) as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_colour_wins_over_the_average() {
        let image = RgbImage::from_fn(10, 10, |x, _| image::Rgb(if x < 6 { [250, 10, 10] } else { [10, 10, 250] }));
        assert_eq!(dominant(&image), Tint::nearest([255, 0, 0]));
    }
}
