//! The files of a folder.

use std::path::{Path, PathBuf};

use super::Error;

/// The files of a folder, by their paths relative to it with `/` between the parts, sorted.
#[derive(Debug)]
pub struct Folder {
    /// The folder itself.
    pub root: PathBuf,
    /// Its own name: references from inside may begin with it.
    pub name: String,
    /// Markdown files that are stories.
    pub stories: Vec<String>,
    /// Hugo's and Zola's `_index.md`: a section each.
    pub sections: Vec<String>,
}

/// How deep folders are followed.
const MAX_DEPTH: usize = 32;

/// Lists a folder. Hidden files, `README.md` at its top and symbolic links are left out.
pub fn list(root: &Path) -> Result<Folder, Error> {
    let name = root.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let mut folder =
        Folder { root: root.to_owned(), name: name.unwrap_or_default(), stories: Vec::new(), sections: Vec::new() };
    walk(root, "", 0, &mut folder)?;
    folder.stories.sort();
    folder.sections.sort();
    Ok(folder)
}

fn walk(dir: &Path, prefix: &str, depth: usize, folder: &mut Folder) -> Result<(), Error> {
    let refuse = |source| Error::Read { path: dir.to_owned(), source };
    for entry in std::fs::read_dir(dir).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        let kind = entry.file_type().map_err(refuse)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if kind.is_dir() {
            if depth < MAX_DEPTH && name != "node_modules" {
                walk(&entry.path(), &path, depth + 1, folder)?;
            }
            continue;
        }
        let Some((stem, ending)) = name.rsplit_once('.') else { continue };
        if !matches!(ending, "md" | "markdown") || (depth == 0 && stem.eq_ignore_ascii_case("readme")) {
            continue;
        }
        if stem == "_index" || stem.starts_with("_index.") {
            folder.sections.push(path);
        } else {
            folder.stories.push(path);
        }
    }
    Ok(())
}
