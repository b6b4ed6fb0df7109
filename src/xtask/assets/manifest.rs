//! The list of the site's files, which the server's build script reads.
use anyhow::Result;
use serde_json::{Value, json};

use super::Placed;

/// A file and what of it was written into the folder.
pub struct Entry<'a> {
    pub file: &'a Placed,
    /// Relative to the folder, as are the next two.
    pub identity: String,
    pub brotli: Option<String>,
    pub gzip: Option<String>,
}

/// The manifest's text: the same for the same files.
pub fn text(style: &str, entries: &[Entry<'_>]) -> Result<String> {
    let files: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "name": entry.file.source.name,
                "path": entry.file.path,
                "mime": entry.file.mime,
                "hash": entry.file.hash,
                "immutable": !entry.file.source.fixed,
                "file": entry.identity,
                "brotli": entry.brotli,
                "gzip": entry.gzip,
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&json!({ "style": style, "files": files }))?;
    text.push('\n');
    Ok(text)
}
