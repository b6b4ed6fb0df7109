//! Cameras' colours, as screens show them.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts a picture from its ICC profile to sRGB: renditions carry no profile, and would look dull without one.
///
/// A profile that cannot be understood, or is not of red, green and blue, leaves the picture as it is.
pub fn to_srgb(image: &mut RgbImage, icc: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(icc) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default())
    else {
        return;
    };
    let row = 3 * image.width() as usize;
    if row == 0 {
        return;
    }
    let mut converted = vec![0; row];
    for pixels in image.chunks_exact_mut(row) {
        if transform.transform(pixels, &mut converted).is_err() {
            return;
        }
        pixels.copy_from_slice(&converted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_wide_profile_become_screens_colours() {
        let wide = ColorProfile::new_adobe_rgb().encode().unwrap();
        let mut image = RgbImage::from_pixel(2, 2, image::Rgb([200, 100, 100]));
        to_srgb(&mut image, &wide);
        let [red, green, _] = image.get_pixel(1, 1).0;
        assert!(red > 210 && green < 105, "the same numbers are a stronger red there: {red} {green}");
        let mut same = RgbImage::from_pixel(2, 2, image::Rgb([200, 100, 100]));
        to_srgb(&mut same, b"no profile");
        assert_eq!(same.get_pixel(0, 0).0, [200, 100, 100]);
    }
}
