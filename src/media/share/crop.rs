//! The part of a picture that a shape shows.

use dateline_story::Focus;

use crate::rendition::Part;

/// The largest part of a picture that has the proportions of `frame`, both in pixels across and down, with the focal point as near as
/// may be to the middle of the frame's upper part: `clear` is how much of its height nothing is written over, 0 to 1.
pub fn window(picture: (u32, u32), frame: (u32, u32), focus: Focus, clear: f64) -> Part {
    let (across, down) = (f64::from(picture.0), f64::from(picture.1));
    let ratio = f64::from(frame.0) / f64::from(frame.1);
    let (width, height) = if across > down * ratio { (down * ratio, down) } else { (across, across / ratio) };
    let start = |whole: f64, part: f64, point: u8, wanted: f64| {
        (whole * f64::from(point.min(100)) / 100.0 - part * wanted).clamp(0.0, (whole - part).max(0.0))
    };
    let left = start(across, width, focus.x, 0.5);
    let top = start(down, height, focus.y, clear / 2.0);
    Part { left, top, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::cut;
    use image::RgbImage;

    #[test]
    fn the_focal_point_is_in_the_middle_as_far_as_the_picture_reaches() {
        let square = |x, y| window((3000, 2000), (1200, 1200), Focus { x, y }, 1.0);
        assert_eq!(square(50, 50), Part { left: 500.0, top: 0.0, width: 2000.0, height: 2000.0 });
        assert_eq!(square(60, 0).left, 800.0);
        assert_eq!((square(0, 50).left, square(100, 50).left), (0.0, 1000.0));
        // Above what is written over the lower half.
        let card = window((2000, 2000), (1000, 500), Focus { x: 50, y: 50 }, 0.5);
        assert_eq!((card.top, card.height), (750.0, 1000.0));
    }

    #[test]
    fn a_cut_shows_the_part_that_was_asked_for() {
        let image = RgbImage::from_fn(300, 100, |x, _| image::Rgb(if x < 200 { [250, 0, 0] } else { [0, 0, 250] }));
        let part = window((300, 100), (50, 50), Focus { x: 100, y: 50 }, 1.0);
        let cut = cut(&image, part, (50, 50)).unwrap();
        // At its edge the resizer weighs in what lies beyond.
        assert!(cut.enumerate_pixels().all(|(x, _, pixel)| x < 4 || pixel.0 == [0, 0, 250]));
    }
}
