//! The site's files: made here, carried by the binary, served under names that change with their content.
mod compressed;
mod demo;
mod embedded;
mod media_type;
mod public;
mod script;
mod style;
mod wasm;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compile::Compiler;
use crate::place::Place;
use crate::run::say;
use compressed::Shrink;

/// Stylesheets that pages link to; readers' pages carry `main.css` in themselves instead.
const SHEETS: [&str; 1] = ["desk.css"];

/// How hard to try for small files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// While somebody waits for a change to show: the same files, larger.
    Quick,
    /// For publication.
    Full,
}

/// A file of the site before it has its final address.
#[derive(Clone)]
pub struct Source {
    /// What the code calls it, for example `front.js`; no two are alike.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether its address must stay as it is, at the root (`/robots.txt`).
    pub fixed: bool,
}

impl Source {
    /// A file that was made in a folder.
    fn made(folder: &Path, name: &str) -> Result<Self> {
        let bytes = std::fs::read(folder.join(name)).with_context(|| format!("{name} was not made"))?;
        Ok(Self { name: name.to_owned(), bytes, fixed: false })
    }
}

/// A file of the site with its address.
pub struct Placed {
    pub source: Source,
    /// Where browsers find it: `/assets/front-1f3a5b7c9d0e.js`.
    pub path: String,
    /// The content's SHA-256 in hexadecimal.
    pub hash: String,
    /// For the Content-Type field.
    pub mime: &'static str,
}

/// Makes `target/site`, doing again only what changed.
pub fn make(place: &Place, effort: Effort, compiler: &Compiler) -> Result<()> {
    let shrink = Shrink::new(place, effort);
    let mut sources = wasm::make(place, effort, &shrink, compiler)?;
    sources.extend(script::make(place)?);
    sources.extend(public::read(&place.root.join("public"))?);
    // Styles name fonts by their final addresses, so these come first.
    let known = addresses(&place_all(sources.clone())?);
    for name in SHEETS {
        if let Some(sheet) = style::bundle(place, &place.root.join("style").join(name), &known)? {
            sources.push(Source { name: name.into(), bytes: sheet.into_bytes(), fixed: false });
        }
    }
    let files = place_all(sources)?;
    let style = style::bundle(place, &place.root.join("style/main.css"), &known)?.unwrap_or_default();
    let demo = demo::read(&place.root.join("src/server/demo"))?;
    let size = embedded::write(place, &files, &style, &demo, &shrink)?;
    say(&format!(
        "assets: {} files, {} KB; {} KB compressed with Brotli, of which the page's own styles {} bytes",
        files.len(),
        size.raw.div_ceil(1000),
        size.brotli.div_ceil(1000),
        size.style
    ));
    Ok(())
}

/// Gives each file its address, and refuses two of one name.
fn place_all(sources: Vec<Source>) -> Result<Vec<Placed>> {
    let mut placed = BTreeMap::new();
    for source in sources {
        let hash = sha256(&source.bytes);
        let mime = media_type::of(&source.name)?;
        let path = if source.fixed { format!("/{}", source.name) } else { hashed_address(&source.name, &hash)? };
        let name = source.name.clone();
        if placed.insert(name.clone(), Placed { source, path, hash, mime }).is_some() {
            bail!("two files of the site are called {name}; names must differ whatever folder they are in");
        }
    }
    Ok(placed.into_values().collect())
}

fn hashed_address(name: &str, hash: &str) -> Result<String> {
    let (stem, extension) = name.rsplit_once('.').with_context(|| format!("{name} has no extension"))?;
    let plain = |it: &str| it.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !plain(name) {
        bail!("public file {name}: a name may hold letters, digits, hyphens, underscores and full stops only");
    }
    Ok(format!("/assets/{stem}-{}.{extension}", &hash[..12]))
}

/// From the address that styles use (`/assets/NAME`, `/NAME` for fixed ones) to the final one.
fn addresses(files: &[Placed]) -> BTreeMap<String, String> {
    let written = |file: &Placed| match file.source.fixed {
        true => format!("/{}", file.source.name),
        false => format!("/assets/{}", file.source.name),
    };
    files.iter().map(|file| (written(file), file.path.clone())).collect()
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file unless it already holds just that: Cargo looks at times.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = path.parent().context("a file in no folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, fixed: bool) -> Source {
        Source { name: name.into(), bytes: b"abc".to_vec(), fixed }
    }

    #[test]
    fn addresses_change_with_the_content_unless_fixed() {
        let files = place_all(vec![source("serif.woff2", false), source("robots.txt", true)]).expect("both are fine");
        assert_eq!(files[0].path, "/robots.txt");
        // The SHA-256 of "abc" begins ba7816bf8f01 (FIPS 180-2, appendix B.1).
        assert_eq!(files[1].path, "/assets/serif-ba7816bf8f01.woff2");
        assert_eq!(addresses(&files)["/assets/serif.woff2"], "/assets/serif-ba7816bf8f01.woff2");
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let error = place_all(vec![source("a.js", false), source("a.js", false)]).err().expect("must be refused");
        assert!(error.to_string().contains("a.js"), "{error}");
    }

    #[test]
    fn a_name_that_would_need_escaping_is_refused() {
        let error = place_all(vec![source("my picture.png", false)]).err().expect("must be refused");
        assert!(error.to_string().contains("my picture.png"), "{error}");
    }
}
