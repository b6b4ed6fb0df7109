//! Writing `target/site`.
//!
//! `assets/` and the root mirror the addresses, compressed copies beside each file; `manifest.json` lists them;
//! `style-HASH.css` is the page's own stylesheet. `.work/` keeps what need not be made again.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::manifest::{self, Entry};
use super::{Effort, Placed, compressed, media_type, sha256, write_if_changed};
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

/// Writes all files, their compressed copies and the manifest, and removes what is there no more.
pub fn write(place: &Place, files: &[Placed], style: &str, effort: Effort) -> Result<Size> {
    let site = &place.site;
    let shrink = Shrink { folder: site.join(".work/compressed"), effort };
    let mut kept = BTreeSet::from([site.join("manifest.json")]);
    let mut size = Size { style: shrink.smallest_brotli(style.as_bytes())?, ..Size::default() };
    let mut entries = Vec::new();
    for file in files {
        let identity = file.path.trim_start_matches('/').to_owned();
        let bytes = &file.source.bytes;
        write_if_changed(&site.join(&identity), bytes)?;
        kept.insert(site.join(&identity));
        let mut entry = Entry { file, identity, brotli: None, gzip: None };
        let mut brotli_size = bytes.len();
        if media_type::compressible(file.mime) {
            for (suffix, slot) in [("br", &mut entry.brotli), ("gz", &mut entry.gzip)] {
                let Some(small) = shrink.smaller(bytes, suffix)? else { continue };
                let name = format!("{}.{suffix}", entry.identity);
                write_if_changed(&site.join(&name), &small)?;
                kept.insert(site.join(&name));
                if suffix == "br" {
                    brotli_size = small.len();
                }
                *slot = Some(name);
            }
        }
        size.raw += bytes.len();
        size.brotli += brotli_size;
        entries.push(entry);
    }
    let style_name = format!("style-{}.css", &sha256(style.as_bytes())[..12]);
    write_if_changed(&site.join(&style_name), style.as_bytes())?;
    kept.insert(site.join(&style_name));
    // Last, so that the build script never reads of a file that is not there yet.
    write_if_changed(&site.join("manifest.json"), manifest::text(&style_name, &entries)?.as_bytes())?;
    remove_others(site, &kept)?;
    Ok(size)
}

/// Compresses, and remembers what it compressed by the content's hash.
struct Shrink {
    folder: PathBuf,
    effort: Effort,
}

impl Shrink {
    /// The compressed bytes if they are fewer. `suffix` is `br` or `gz`.
    fn smaller(&self, bytes: &[u8], suffix: &str) -> Result<Option<Vec<u8>>> {
        let remembered = self.folder.join(format!("{}-{:?}.{suffix}", sha256(bytes), self.effort));
        let small = match std::fs::read(&remembered) {
            Ok(small) => small,
            Err(_) => {
                let small = match suffix {
                    "br" => compressed::brotli(bytes, self.effort)?,
                    _ => compressed::gzip(bytes, self.effort)?,
                };
                write_if_changed(&remembered, &small)?;
                small
            }
        };
        Ok((small.len() < bytes.len()).then_some(small))
    }

    fn smallest_brotli(&self, bytes: &[u8]) -> Result<usize> {
        Ok(self.smaller(bytes, "br")?.map_or(bytes.len(), |small| small.len()))
    }
}

/// Removes files of earlier builds, but not the folder of work.
fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with(".work") {
            remove_others(&path, kept)?;
        } else if path.is_file() && !kept.contains(&path) {
            std::fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
        }
    }
    Ok(())
}
