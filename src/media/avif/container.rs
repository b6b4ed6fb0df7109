//! What an AVIF file holds: its primary item, with the properties that matter here (ISO/IEC 23008-12, sections 6 and 9).

use std::collections::HashMap;

use image::metadata::Orientation;

use super::boxes::{self, Reader};

/// Items and tiles that are looked at; a picture of 80 megapixels in tiles of 512 × 512 has 306.
const MAX_ITEMS: usize = 1024;

/// One AV1 frame, as the file stores it.
pub type Coded = Vec<u8>;

/// How colours are to be computed: matrix coefficients (ISO/IEC 23091-2, table 4) and whether the range is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nclx {
    /// The matrix.
    pub matrix: u8,
    /// Whether numbers go from nought to the top.
    pub full: bool,
}

/// How the picture is put together.
pub enum Shape {
    /// One frame.
    Single(Coded),
    /// Tiles, row by row.
    Grid {
        /// Tiles a row.
        columns: u32,
        /// The tiles.
        tiles: Vec<Coded>,
    },
}

/// An AVIF file.
pub struct Container<'b> {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Its frames.
    pub shape: Shape,
    /// The frame of its transparency.
    pub alpha: Option<Coded>,
    /// How it is to be turned.
    pub orientation: Orientation,
    /// Its colours by number.
    pub nclx: Option<Nclx>,
    /// Its colours by profile.
    pub icc: Option<&'b [u8]>,
    /// Its XMP packet.
    pub xmp: Option<Vec<u8>>,
}

/// An item's entry in `iinf`.
struct Item<'b> {
    id: u32,
    kind: &'b [u8],
    content_type: &'b [u8],
}

/// Where an item's bytes are: in the file, or in the box `idat`.
struct Location {
    in_idat: bool,
    extents: Vec<(u64, u64)>,
}

/// A reference's kind, the item it comes from, and those it leads to.
type Reference<'b> = (&'b [u8; 4], u32, Vec<u32>);

struct Meta<'b> {
    file: &'b [u8],
    idat: &'b [u8],
    items: Vec<Item<'b>>,
    locations: HashMap<u32, Location>,
    properties: Vec<(&'b [u8; 4], &'b [u8])>,
    of_item: HashMap<u32, Vec<usize>>,
    references: Vec<Reference<'b>>,
}

impl<'b> Container<'b> {
    /// Reads a file's boxes.
    pub fn read(file: &'b [u8]) -> Result<Self, String> {
        let meta = boxes::find(file, b"meta").ok_or("its description is missing or cut off")?;
        let broken = || "its description is broken".to_owned();
        let (_, _, inside) = Reader::full(meta).ok_or_else(broken)?;
        let primary = boxes::find(inside.0, b"pitm").and_then(primary).ok_or("it names no main picture")?;
        let meta = Meta::read(file, inside.0).ok_or_else(broken)?;

        let (width, height) = meta.property(primary, b"ispe").and_then(extent).ok_or("it does not say its size")?;
        if width == 0 || height == 0 {
            return Err("it has no area".into());
        }
        let kind = meta.items.iter().find(|item| item.id == primary).map(|item| item.kind);
        let shape = match kind {
            Some(b"av01") => Shape::Single(meta.data(primary)?),
            Some(b"grid") => meta.grid(primary, (width, height))?,
            _ => return Err("its main picture is not AV1".into()),
        };
        let alpha = meta.alpha_of(primary).map(|id| meta.data(id)).transpose()?;
        let colours = |kind: &[u8; 4]| {
            meta.properties_of(primary).find_map(|(of, content)| {
                (of == b"colr").then(|| content.split_first_chunk::<4>())?.filter(|(found, _)| *found == kind)
            })
        };
        let nclx = colours(b"nclx").and_then(|(_, content)| {
            Some(Nclx {
                matrix: u8::try_from(Reader(content.get(4..6)?).number(2)?).ok()?,
                full: content.get(6)? & 0x80 != 0,
            })
        });
        let icc = colours(b"prof").or_else(|| colours(b"rICC")).map(|(_, content)| content);
        let xmp = meta.items.iter().find(|item| item.content_type == b"application/rdf+xml");
        Ok(Self {
            width,
            height,
            shape,
            alpha,
            orientation: meta.orientation(primary),
            nclx,
            icc,
            xmp: xmp.and_then(|item| meta.data(item.id).ok()),
        })
    }
}

impl<'b> Meta<'b> {
    fn read(file: &'b [u8], inside: &'b [u8]) -> Option<Self> {
        let iprp = boxes::find(inside, b"iprp")?;
        Some(Self {
            file,
            idat: boxes::find(inside, b"idat").unwrap_or_default(),
            items: items(boxes::find(inside, b"iinf")?)?,
            locations: locations(boxes::find(inside, b"iloc")?)?,
            properties: boxes::all(boxes::find(iprp, b"ipco")?).take(MAX_ITEMS * 8).collect(),
            of_item: associations(boxes::find(iprp, b"ipma")?)?,
            references: boxes::find(inside, b"iref").map_or(Some(Vec::new()), references)?,
        })
    }

    fn properties_of(&self, item: u32) -> impl Iterator<Item = (&'b [u8; 4], &'b [u8])> {
        self.of_item.get(&item).into_iter().flatten().filter_map(|index| self.properties.get(*index).copied())
    }

    fn property(&self, item: u32, kind: &[u8; 4]) -> Option<&'b [u8]> {
        self.properties_of(item).find(|(found, _)| *found == kind).map(|(_, content)| content)
    }

    /// An item's bytes, its extents joined; never more than the file has.
    fn data(&self, item: u32) -> Result<Vec<u8>, String> {
        let location = self.locations.get(&item).ok_or("a part of it is nowhere")?;
        let source = if location.in_idat { self.idat } else { self.file };
        let mut data = Vec::new();
        for (offset, length) in &location.extents {
            let part = usize::try_from(*offset).ok().and_then(|from| {
                let end = if *length == 0 { source.len() } else { from.checked_add(usize::try_from(*length).ok()?)? };
                source.get(from..end)
            });
            let part = part.filter(|part| data.len() + part.len() <= self.file.len());
            data.extend_from_slice(part.ok_or("a part of it is cut off")?);
        }
        Ok(data)
    }

    /// Tiles, by the item's own bytes and its references (ISO/IEC 23008-12, 6.6.2.3).
    fn grid(&self, item: u32, size: (u32, u32)) -> Result<Shape, String> {
        let data = self.data(item)?;
        let mut reader = Reader(&data);
        let mut read = |bytes| reader.number(bytes).ok_or("its tiling is cut off");
        let (_version, flags) = (read(1)?, read(1)?);
        let (rows, columns) = (read(1)? + 1, read(1)? + 1);
        let bytes = if flags & 1 == 0 { 2 } else { 4 };
        if (read(bytes)?, read(bytes)?) != (u64::from(size.0), u64::from(size.1)) {
            return Err("its tiling has another size than its picture".into());
        }
        let tiles = self.references.iter().find(|(kind, from, _)| *kind == b"dimg" && *from == item);
        let tiles = tiles.map(|(_, _, to)| to.as_slice()).unwrap_or_default();
        if tiles.len() as u64 != rows * columns || tiles.len() > MAX_ITEMS {
            return Err(format!("its tiling needs {} tiles and has {}", rows * columns, tiles.len()));
        }
        let tiles = tiles.iter().map(|tile| self.data(*tile)).collect::<Result<_, _>>()?;
        Ok(Shape::Grid { columns: columns as u32, tiles })
    }

    fn alpha_of(&self, item: u32) -> Option<u32> {
        let is_alpha = |id: u32| {
            let urn = self.property(id, b"auxC").and_then(|content| Reader::full(content)?.2.text());
            urn == Some(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
        };
        let mut auxiliary = self
            .references
            .iter()
            .filter(|(kind, _, to)| *kind == b"auxl" && to.contains(&item))
            .map(|(_, from, _)| *from);
        auxiliary.find(|id| is_alpha(*id))
    }

    /// Rotation (anticlockwise, in quarters), then mirroring (ISO/IEC 23008-12, 6.5.10 and 6.5.12).
    fn orientation(&self, item: u32) -> Orientation {
        let quarters = self.property(item, b"irot").and_then(|content| content.first()).map_or(0, |angle| angle & 3);
        let mirror = self.property(item, b"imir").and_then(|content| content.first()).map(|axis| axis & 1);
        match (quarters, mirror) {
            (0, None) => Orientation::NoTransforms,
            (1, None) => Orientation::Rotate270,
            (2, None) => Orientation::Rotate180,
            (_, None) => Orientation::Rotate90,
            (0, Some(0)) | (2, Some(1)) => Orientation::FlipVertical,
            (0, Some(_)) | (2, Some(_)) => Orientation::FlipHorizontal,
            (1, Some(0)) | (3, Some(1)) => Orientation::Rotate90FlipH,
            (_, Some(_)) => Orientation::Rotate270FlipH,
        }
    }
}

fn extent(content: &[u8]) -> Option<(u32, u32)> {
    let (_, _, mut reader) = Reader::full(content)?;
    Some((reader.number(4)? as u32, reader.number(4)? as u32))
}

fn primary(content: &[u8]) -> Option<u32> {
    let (version, _, mut reader) = Reader::full(content)?;
    Some(reader.number(if version == 0 { 2 } else { 4 })? as u32)
}

fn items(content: &[u8]) -> Option<Vec<Item<'_>>> {
    let (version, _, mut reader) = Reader::full(content)?;
    reader.number(if version == 0 { 2 } else { 4 })?;
    let entries = boxes::all(reader.0).filter(|(kind, _)| *kind == b"infe").take(MAX_ITEMS);
    let item = |content| {
        let (version, _, mut reader) = Reader::full(content)?;
        let id = reader.number(if version >= 3 { 4 } else { 2 })? as u32;
        reader.take(2)?;
        let kind = reader.take(4)?;
        let _name = reader.text();
        let content_type = if kind == b"mime" { reader.text().unwrap_or(reader.0) } else { b"" };
        Some(Item { id, kind, content_type })
    };
    Some(entries.filter_map(|(_, content)| item(content)).collect())
}

fn locations(content: &[u8]) -> Option<HashMap<u32, Location>> {
    let (version, _, mut reader) = Reader::full(content)?;
    let sizes = reader.number(2)?;
    let nibble = |shift: u32| usize::try_from(sizes >> shift & 15).ok().filter(|size| *size <= 8);
    let (offset_size, length_size, base_size) = (nibble(12)?, nibble(8)?, nibble(4)?);
    let index_size = if version == 0 { 0 } else { nibble(0)? };
    let id_size = if version < 2 { 2 } else { 4 };
    let count = reader.number(id_size)?;
    let mut found = HashMap::new();
    for _ in 0..count.min(MAX_ITEMS as u64) {
        let id = reader.number(id_size)? as u32;
        let method = if version == 0 { 0 } else { reader.number(2)? & 15 };
        let _data_reference = reader.number(2)?;
        let base = reader.number(base_size)?;
        let mut extents = Vec::new();
        for _ in 0..reader.number(2)? {
            reader.take(index_size)?;
            let offset = base.checked_add(reader.number(offset_size)?)?;
            extents.push((offset, reader.number(length_size)?));
        }
        // Method 2, an item within an item, is not allowed in AVIF.
        if method < 2 {
            found.insert(id, Location { in_idat: method == 1, extents });
        }
    }
    Some(found)
}

/// Properties by item, as places in `ipco` from nought.
fn associations(content: &[u8]) -> Option<HashMap<u32, Vec<usize>>> {
    let (version, flags, mut reader) = Reader::full(content)?;
    let mut of_item = HashMap::new();
    for _ in 0..reader.number(4)?.min(MAX_ITEMS as u64) {
        let item = reader.number(if version == 0 { 2 } else { 4 })? as u32;
        let mut indices = Vec::new();
        for _ in 0..reader.number(1)? {
            let (entry, mask) = if flags & 1 == 0 { (reader.number(1)?, 0x7f) } else { (reader.number(2)?, 0x7fff) };
            // They count from one, and nought is none.
            indices.extend(((entry & mask) as usize).checked_sub(1));
        }
        of_item.insert(item, indices);
    }
    Some(of_item)
}

fn references(content: &[u8]) -> Option<Vec<Reference<'_>>> {
    let (version, _, reader) = Reader::full(content)?;
    let size = if version == 0 { 2 } else { 4 };
    let mut found = Vec::new();
    for (kind, content) in boxes::all(reader.0).take(MAX_ITEMS) {
        let mut reader = Reader(content);
        let from = reader.number(size)? as u32;
        let count = reader.number(2)?;
        let to = (0..count).map(|_| reader.number(size).map(|id| id as u32)).collect::<Option<_>>()?;
        found.push((kind, from, to));
    }
    Some(found)
}
