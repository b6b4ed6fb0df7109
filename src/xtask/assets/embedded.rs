//! Writing `target/site/site.bundle`, which the binary carries: its form is in `src/server/assets/bundle.rs`.
use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::compressed::Shrink;
use super::{Placed, media_type, write_if_changed};
use crate::place::Place;

/// What the files weigh together, in bytes.
#[derive(Default)]
pub struct Size {
    /// As they are.
    pub raw: usize,
    /// As most browsers load them.
    pub brotli: usize,
    /// The page's own styles compressed with Brotli.
    pub style: usize,
}

/// A file of the demonstration newsroom: its path there, and its content.
pub type DemoFile = (String, Vec<u8>);

/// Writes the files, their compressed forms, the page's own stylesheet and the demonstration newsroom.
pub fn write(place: &Place, files: &[Placed], style: &str, demo: &[DemoFile], shrink: &Shrink) -> Result<Size> {
    let mut size = Size::default();
    let mut body = Body::default();
    let mut listed = Vec::new();
    let mut sorted: Vec<&Placed> = files.iter().collect();
    sorted.sort_by(|one, other| one.path.cmp(&other.path));
    for file in sorted {
        let bytes = &file.source.bytes;
        let smaller = |suffix| match media_type::compressible(file.mime) {
            true => shrink.smaller(bytes, suffix),
            false => Ok(None),
        };
        let (brotli, gzip) = (smaller("br")?, smaller("gz")?);
        size.raw += bytes.len();
        size.brotli += brotli.as_ref().map_or(bytes.len(), Vec::len);
        listed.push(json!({
            "name": file.source.name,
            "path": file.path,
            "mime": file.mime,
            "tag": file.hash.get(..20).context("a hash is too short")?,
            "immutable": !file.source.fixed,
            "identity": body.add(bytes),
            "brotli": brotli.map(|it| body.add(&it)),
            "gzip": gzip.map(|it| body.add(&it)),
        }));
    }
    size.style = shrink.smaller(style.as_bytes(), "br")?.map_or(style.len(), |small| small.len());
    let style = body.add(style.as_bytes());
    let demo: Vec<Value> =
        demo.iter().map(|(path, bytes)| json!({ "path": path, "content": body.add(bytes) })).collect();
    let head = json!({ "files": listed, "style": style, "demo": demo }).to_string();
    let mut bundle = u64::try_from(head.len())?.to_le_bytes().to_vec();
    bundle.extend(head.as_bytes());
    bundle.extend(body.0);
    write_if_changed(&place.site.join("site.bundle"), &bundle)?;
    Ok(size)
}

/// Contents, one after the other.
#[derive(Default)]
struct Body(Vec<u8>);

impl Body {
    /// Adds a content, and says where it stands: its start and its length.
    fn add(&mut self, bytes: &[u8]) -> [usize; 2] {
        let start = self.0.len();
        self.0.extend(bytes);
        [start, bytes.len()]
    }
}
