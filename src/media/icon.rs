//! Icons: a drawing as a square of pixels.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use resvg::{tiny_skia, usvg};

/// What is behind a drawing that does not fill its square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    Transparent,
    /// The colour that the drawing has in the middle of its upper edge.
    AsTheEdge,
}

/// A drawing as a PNG, `side` pixels across and down.
///
/// # Errors
/// Where it is no drawing, or has no area.
pub fn icon(svg: &[u8], side: u32, ground: Ground) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).map_err(|error| error.to_string())?;
    let mut canvas = tiny_skia::Pixmap::new(side, side).ok_or("it has no area")?;
    let scale = side as f32 / tree.size().width().max(tree.size().height());
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut canvas.as_mut());
    if ground == Ground::AsTheEdge
        && let Some(edge) = canvas.pixel(side / 2, 0)
    {
        let edge = edge.demultiply();
        canvas.fill(tiny_skia::Color::from_rgba8(edge.red(), edge.green(), edge.blue(), 255));
        resvg::render(&tree, transform, &mut canvas.as_mut());
    }
    let pixels: Vec<u8> = canvas
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        })
        .collect();
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&pixels, side, side, ExtendedColorType::Rgba8)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" rx="3" fill="rgb(160,16,32)"/></svg>"#;

    #[test]
    fn corners_are_as_asked() {
        for (ground, corner) in [(Ground::Transparent, [0, 0, 0, 0]), (Ground::AsTheEdge, [0xa0, 0x10, 0x20, 255])] {
            let png = image::load_from_memory(&icon(MARK, 64, ground).unwrap()).unwrap().into_rgba8();
            assert_eq!((png.dimensions(), png.get_pixel(0, 0).0), ((64, 64), corner));
            assert_eq!(png.get_pixel(32, 32).0, [0xa0, 0x10, 0x20, 255]);
        }
        assert!(icon(b"no drawing", 64, Ground::Transparent).is_err());
    }
}
