use super::*;
use crate::rendition;
use image::RgbImage;

/// Four fields of colour, each large enough to survive compression.
fn fields() -> RgbImage {
    RgbImage::from_fn(64, 32, |x, y| {
        image::Rgb(match (x < 32, y < 16) {
            (true, true) => [200, 30, 30],
            (false, true) => [30, 180, 40],
            (true, false) => [40, 50, 190],
            (false, false) => [230, 230, 230],
        })
    })
}

fn close(one: &[u8], two: &[u8]) -> bool {
    one.iter().zip(two).all(|(one, two)| one.abs_diff(*two) < 16)
}

#[test]
fn what_is_encoded_is_decoded_again() {
    let image = fields();
    let bytes = rendition::avif(&image).unwrap();
    assert!(is_avif(&bytes));
    let avif = Avif::read(&bytes).unwrap();
    assert_eq!((avif.size(), avif.orientation()), ((64, 32), Orientation::NoTransforms));
    let pixels = avif.pixels(4096).unwrap();
    for (x, y) in [(8, 8), (56, 8), (8, 24), (56, 24)] {
        assert!(close(&image.get_pixel(x, y).0, &pixels.get_pixel(x, y).0[..3]), "{:?}", pixels.get_pixel(x, y));
    }
}

#[test]
fn ten_bits_identity_colours_and_transparency_are_understood() {
    let image = fields();
    let rgba: Vec<_> = image
        .enumerate_pixels()
        .map(|(x, _, pixel)| {
            let [red, green, blue] = pixel.0;
            ravif::RGBA8::new(red, green, blue, if x < 32 { 255 } else { 0 })
        })
        .collect();
    for (depth, model) in
        [(ravif::BitDepth::Ten, ravif::ColorModel::YCbCr), (ravif::BitDepth::Eight, ravif::ColorModel::RGB)]
    {
        let encoder = ravif::Encoder::new()
            .with_speed(10)
            .with_bit_depth(depth)
            .with_internal_color_model(model)
            .with_alpha_color_mode(ravif::AlphaColorMode::UnassociatedDirty);
        let bytes = encoder.encode_rgba(ravif::Img::new(&rgba, 64, 32)).unwrap().avif_file;
        let pixels = Avif::read(&bytes).unwrap().pixels(4096).unwrap();
        assert!(close(&pixels.get_pixel(8, 8).0, &[200, 30, 30, 255]), "{depth:?} {:?}", pixels.get_pixel(8, 8));
        assert!(pixels.get_pixel(56, 8).0[3] < 16, "{depth:?} {:?}", pixels.get_pixel(56, 8));
    }
}

#[test]
fn frames_larger_than_they_say_are_not_decoded() {
    let bytes = rendition::avif(&fields()).unwrap();
    let avif = Avif::read(&bytes).unwrap();
    assert!(avif.pixels(64 * 32 - 1).unwrap_err().contains("cannot be decoded"));
    // The size in the boxes is changed to half: the frame inside is as large as ever.
    let at = bytes.windows(4).position(|four| four == b"ispe").unwrap() + 8;
    let mut lying = bytes.clone();
    lying[at..at + 4].copy_from_slice(&32u32.to_be_bytes());
    let error = Avif::read(&lying).unwrap().pixels(4096).unwrap_err();
    assert!(error.contains("says 32 × 32") && error.contains("holds 64 × 32"), "{error}");
}

#[test]
fn damaged_files_are_refused_and_break_nothing() {
    let bytes = rendition::avif(&fields()).unwrap();
    for end in 0..bytes.len() {
        if let Ok(avif) = Avif::read(&bytes[..end]) {
            let _ = avif.pixels(4096);
        }
    }
    let head = bytes.windows(4).position(|four| four == b"mdat").unwrap();
    for at in 0..head {
        for value in [0, 1, 0x7f, 0xff] {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            let _ = Avif::read(&damaged);
        }
    }
}

#[test]
fn a_turn_in_the_boxes_is_read() {
    // The number of bits, which is not read, becomes a turn of a quarter, anticlockwise.
    let mut bytes = rendition::avif(&fields()).unwrap();
    let at = bytes.windows(4).position(|four| four == b"pixi").unwrap();
    bytes[at..at + 5].copy_from_slice(b"irot\x01");
    assert_eq!(Avif::read(&bytes).unwrap().orientation(), Orientation::Rotate270);
}
