//! The demonstration newsroom, which the binary carries to fill an empty data folder with.
use std::path::Path;

use anyhow::{Context, Result};

use super::embedded::DemoFile;

/// Reads the folder and those in it, by path; programs that draw its pictures stay at home.
pub fn read(folder: &Path) -> Result<Vec<DemoFile>> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<DemoFile>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let name =
            path.file_name().and_then(|it| it.to_str()).with_context(|| format!("{}: odd name", path.display()))?;
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if !name.ends_with(".py") {
            let bytes = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            files.push((name, bytes));
        }
    }
    Ok(())
}
