//! From AV1 frames to pixels.

use image::{GrayImage, Luma, Rgba, RgbaImage};
use re_rav1d::dav1d::pixel::YUVRange;
use re_rav1d::dav1d::{Decoder, Picture, PixelLayout, PlanarImageComponent, Settings};

use super::container::Nclx;

/// Decodes one frame, on this thread.
pub fn decode(coded: &[u8], max_pixels: u64) -> Result<Picture, String> {
    let words = |error: re_rav1d::dav1d::Error| format!("its AV1 data cannot be decoded ({error})");
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(u32::try_from(max_pixels).unwrap_or(u32::MAX));
    let mut decoder = Decoder::with_settings(&settings).map_err(words)?;
    let mut sent = decoder.send_data(coded.to_vec(), None, None, None);
    loop {
        match decoder.get_picture() {
            Ok(picture) => return Ok(picture),
            Err(error) if !error.is_again() => return Err(words(error)),
            Err(error) => match sent {
                // The decoder had no room for all of it yet.
                Err(before) if before.is_again() => sent = decoder.send_pending_data(),
                Err(before) => return Err(words(before)),
                Ok(()) => return Err(words(error)),
            },
        }
    }
}

/// The numbers of one plane.
struct Plane {
    bytes: re_rav1d::dav1d::Plane,
    stride: usize,
    wide: bool,
}

impl Plane {
    fn of(frame: &Picture, component: PlanarImageComponent) -> Self {
        Self { bytes: frame.plane(component), stride: frame.stride(component) as usize, wide: frame.bit_depth() > 8 }
    }

    fn at(&self, x: usize, y: usize) -> u16 {
        let row = y * self.stride;
        let number = match self.wide {
            false => self.bytes.get(row + x).map(|byte| u16::from(*byte)),
            true => self.bytes.get(row + 2 * x..row + 2 * x + 2).map(|pair| u16::from_ne_bytes([pair[0], pair[1]])),
        };
        number.unwrap_or_default()
    }
}

/// Luma alone, as transparency is stored: 0 to 255.
pub fn grey(frame: &Picture) -> Result<GrayImage, String> {
    let plane = Plane::of(frame, PlanarImageComponent::Y);
    let scale = Scale::of(frame.bit_depth(), !matches!(frame.color_range(), YUVRange::Limited));
    Ok(GrayImage::from_fn(frame.width(), frame.height(), |x, y| {
        Luma([to_byte(scale.luma(plane.at(x as usize, y as usize)))])
    }))
}

/// How numbers of some depth become parts of one.
struct Scale {
    black: f32,
    luma: f32,
    middle: f32,
    chroma: f32,
}

impl Scale {
    /// ITU-T H.273, equations 20 to 31: limited range leaves room below black and above white.
    fn of(depth: usize, full: bool) -> Self {
        let unit = (1u32 << (depth - 8)) as f32;
        let top = ((1u32 << depth) - 1) as f32;
        let middle = (1u32 << (depth - 1)) as f32;
        match full {
            true => Self { black: 0.0, luma: 1.0 / top, middle, chroma: 1.0 / top },
            false => Self { black: 16.0 * unit, luma: 1.0 / (219.0 * unit), middle, chroma: 1.0 / (224.0 * unit) },
        }
    }

    fn luma(&self, number: u16) -> f32 {
        (f32::from(number) - self.black) * self.luma
    }

    fn chroma(&self, number: u16) -> f32 {
        (f32::from(number) - self.middle) * self.chroma
    }
}

fn to_byte(part: f32) -> u8 {
    (part * 255.0 + 0.5).clamp(0.0, 255.0) as u8
}

/// All three planes, as red, green and blue. What the file's boxes say of the colours goes before what the frame says.
pub fn rgba(frame: &Picture, nclx: Option<Nclx>) -> Result<RgbaImage, String> {
    let full = nclx.map_or(!matches!(frame.color_range(), YUVRange::Limited), |nclx| nclx.full);
    let matrix = nclx.map(|nclx| nclx.matrix).filter(|matrix| *matrix != UNSPECIFIED);
    let matrix = matrix.unwrap_or(frame.matrix_coefficients() as u8);
    let scale = Scale::of(frame.bit_depth(), full);
    let luma = Plane::of(frame, PlanarImageComponent::Y);
    let (half_x, half_y) = match frame.pixel_layout() {
        PixelLayout::I400 => {
            return Ok(RgbaImage::from_fn(frame.width(), frame.height(), |x, y| {
                let grey = to_byte(scale.luma(luma.at(x as usize, y as usize)));
                Rgba([grey, grey, grey, 255])
            }));
        }
        PixelLayout::I420 => (1, 1),
        PixelLayout::I422 => (1, 0),
        PixelLayout::I444 => (0, 0),
    };
    let (u, v) = (Plane::of(frame, PlanarImageComponent::U), Plane::of(frame, PlanarImageComponent::V));
    let convert = conversion(matrix)?;
    Ok(RgbaImage::from_fn(frame.width(), frame.height(), |x, y| {
        let (x, y) = (x as usize, y as usize);
        let (cx, cy) = (x >> half_x, y >> half_y);
        let [red, green, blue] = match convert {
            // Green, blue and red themselves.
            Conversion::Identity => [scale.luma(v.at(cx, cy)), scale.luma(luma.at(x, y)), scale.luma(u.at(cx, cy))],
            Conversion::YCgCo => {
                let (luma, cg, co) =
                    (scale.luma(luma.at(x, y)), scale.chroma(u.at(cx, cy)), scale.chroma(v.at(cx, cy)));
                [luma - cg + co, luma + cg, luma - cg - co]
            }
            Conversion::Luma { kr, kb } => {
                let (luma, cb, cr) =
                    (scale.luma(luma.at(x, y)), scale.chroma(u.at(cx, cy)), scale.chroma(v.at(cx, cy)));
                let (red, blue) = (luma + 2.0 * (1.0 - kr) * cr, luma + 2.0 * (1.0 - kb) * cb);
                [red, (luma - kr * red - kb * blue) / (1.0 - kr - kb), blue]
            }
        };
        Rgba([to_byte(red), to_byte(green), to_byte(blue), 255])
    }))
}

/// The number for “not said”.
const UNSPECIFIED: u8 = 2;

#[derive(Clone, Copy)]
enum Conversion {
    Identity,
    YCgCo,
    /// Red's and blue's shares of luma.
    Luma {
        kr: f32,
        kb: f32,
    },
}

/// By the number of the matrix coefficients (ITU-T H.273, table 4).
fn conversion(matrix: u8) -> Result<Conversion, String> {
    let luma = |kr, kb| Ok(Conversion::Luma { kr, kb });
    match matrix {
        0 => Ok(Conversion::Identity),
        1 => luma(0.2126, 0.0722),
        4 => luma(0.30, 0.11),
        UNSPECIFIED | 5 | 6 => luma(0.299, 0.114),
        7 => luma(0.212, 0.087),
        8 => Ok(Conversion::YCgCo),
        9 => luma(0.2627, 0.0593),
        other => Err(format!("its colours (matrix {other}) are of a kind that is not known here")),
    }
}
