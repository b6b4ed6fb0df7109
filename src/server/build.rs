//! Embeds what `cargo xtask assets` made: reads the manifest of `target/site` (or of the folder that `DATELINE_SITE`
//! names) and writes `embedded.rs`, a table of files for `assets.rs` to include.
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the site's files cannot be embedded: {error}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DATELINE_SITE");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("embedded.rs");
    let site = site_folder()?;
    let manifest = site.join("manifest.json");
    // Cargo takes a file that is not there for changed, so this looks again until the assets are made.
    println!("cargo::rerun-if-changed={}", manifest.display());
    let table = if manifest.exists() {
        let text = std::fs::read_to_string(&manifest)?;
        table(&site, &serde_json::from_str(&text)?)?
    } else {
        println!("cargo::warning=the site's scripts, styles and fonts are not made yet: run `cargo xtask assets`");
        "static FILES: &[Asset] = &[];\nstatic STYLE: &str = \"\";\n".to_owned()
    };
    Ok(std::fs::write(out, table)?)
}

fn site_folder() -> Result<PathBuf> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    Ok(root.join(std::env::var_os("DATELINE_SITE").unwrap_or_else(|| "target/site".into())))
}

/// The Rust text of the table, sorted by path.
fn table(site: &Path, manifest: &Value) -> Result<String> {
    let mut files: Vec<&Value> = manifest["files"].as_array().ok_or("the manifest lists no files")?.iter().collect();
    files.sort_by_key(|file| file["path"].as_str());
    let mut table = String::from("static FILES: &[Asset] = &[\n");
    for file in files {
        writeln!(
            table,
            "    Asset {{ name: {:?}, path: {:?}, mime: {:?}, tag: {:?}, immutable: {:?}, identity: {}, brotli: {}, gzip: {} }},",
            text(file, "name")?,
            text(file, "path")?,
            text(file, "mime")?,
            text(file, "hash")?.get(..20).ok_or("a hash is too short")?,
            file["immutable"].as_bool().ok_or("`immutable` is missing")?,
            bytes(site, text(file, "file")?)?,
            optional_bytes(site, &file["brotli"])?,
            optional_bytes(site, &file["gzip"])?,
        )?;
    }
    let style = existing(site, text(manifest, "style")?)?;
    writeln!(table, "];\nstatic STYLE: &str = include_str!({style:?});")?;
    Ok(table)
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().ok_or_else(|| format!("`{key}` is missing in the manifest").into())
}

fn bytes(site: &Path, file: &str) -> Result<String> {
    Ok(format!("include_bytes!({:?})", existing(site, file)?))
}

fn optional_bytes(site: &Path, file: &Value) -> Result<String> {
    match file.as_str() {
        Some(file) => Ok(format!("Some({})", bytes(site, file)?)),
        None => Ok("None".to_owned()),
    }
}

fn existing(site: &Path, file: &str) -> Result<PathBuf> {
    let path = site.join(file);
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("{} is missing: run `cargo xtask assets`", path.display()).into())
    }
}
