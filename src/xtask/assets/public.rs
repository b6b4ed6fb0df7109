//! Files that are published as they are: everything in `public/`.
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Source;

/// Names that programs ask for at the root without being told.
const FIXED: [&str; 4] = ["robots.txt", "favicon.ico", "favicon.svg", "apple-touch-icon.png"];

/// Reads the folder and those in it. Notes to maintainers (`README.md`) and dotfiles are not published.
pub fn read(folder: &Path) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    if folder.exists() {
        collect(folder, &mut files)?;
    }
    files.sort();
    files.into_iter().map(|path| source(folder, &path)).collect()
}

fn source(folder: &Path, path: &Path) -> Result<Source> {
    let name = path.file_name().and_then(|it| it.to_str()).with_context(|| format!("{}: odd name", path.display()))?;
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let fixed = path.parent() == Some(folder) && FIXED.contains(&name);
    Ok(Source { name: name.to_owned(), bytes, fixed })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, files)?;
        } else if !name.starts_with('.') && name != "README.md" {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stay_at_home_and_root_names_are_fixed() {
        let folder = std::env::temp_dir().join(format!("dateline-public-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("fonts")).expect("a folder to test in");
        for name in ["robots.txt", ".hidden", "README.md", "fonts/README.md", "fonts/robots.txt"] {
            std::fs::write(folder.join(name), name).expect("a file to test with");
        }
        let read = read(&folder);
        std::fs::remove_dir_all(&folder).expect("the folder can go");
        let read = read.expect("the folder can be read");
        let found: Vec<_> = read.iter().map(|it| (it.bytes.as_slice(), it.fixed)).collect();
        assert_eq!(found, [(b"fonts/robots.txt".as_slice(), false), (b"robots.txt".as_slice(), true)]);
    }
}
