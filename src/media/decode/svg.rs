//! Drawings, drawn to pixels.

use image::RgbImage;
use resvg::{tiny_skia, usvg};

use crate::WIDTHS;

/// How wide a drawing is drawn: as the largest rendition.
const WIDTH: u32 = WIDTHS[WIDTHS.len() - 1];

fn tree(bytes: &[u8]) -> Result<usvg::Tree, String> {
    // A picture may not bring in files of this machine.
    let resolver =
        usvg::ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = usvg::Options { image_href_resolver: resolver, ..usvg::Options::default() };
    usvg::Tree::from_data(bytes, &options).map_err(|error| error.to_string())
}

/// Pixels across and down, as it will be drawn.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    Ok(drawn(&tree(bytes)?))
}

fn drawn(tree: &usvg::Tree) -> (u32, u32) {
    let size = tree.size();
    (WIDTH, (WIDTH as f32 * size.height() / size.width()).round().max(1.0) as u32)
}

/// Draws it on white.
pub fn draw(bytes: &[u8]) -> Result<RgbImage, String> {
    let tree = tree(bytes)?;
    let (width, height) = drawn(&tree);
    let mut canvas = tiny_skia::Pixmap::new(width, height).ok_or("it has no area")?;
    canvas.fill(tiny_skia::Color::WHITE);
    let scale = width as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let rgb: Vec<u8> = canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    RgbImage::from_raw(width, height, rgb).ok_or_else(|| "it could not be drawn".into())
}
