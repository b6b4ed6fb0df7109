//! A folder of stories as IPTC ninjs (2 and 3), one file a story: our own export, or another newsroom's.
//!
//! The format holds a story's words, people, subjects and pictures. It has no old addresses, no roles of authors, no reason of an
//! update and no chosen related stories, and its text is HTML: `docs/decisions/` says what does not come back.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline_story::{Language, Slug, Timestamp};
use thiserror::Error;

use crate::incoming::{Incoming, Loss, Summary};

mod body;
mod item;
mod story;
#[cfg(test)]
mod tests;

/// How a folder is read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where stories go that name no section and stand in no folder of one.
    pub section: Slug,
    /// The language of stories that name none.
    pub language: Language,
    /// The longest file that is read, in bytes.
    pub file_limit: u64,
    /// What is under an embargo that ends later than this is not shown before.
    pub now: Timestamp,
}

impl Options {
    /// Files up to 8 MiB, now.
    pub fn new(section: Slug, language: Language) -> Self {
        Self { section, language, file_limit: 8 << 20, now: Timestamp::now() }
    }
}

/// Why a folder could not be read at all.
#[derive(Debug, Error)]
pub enum Error {
    /// The folder, or one inside it, could not be listed.
    #[error("{path}: {source}")]
    Read {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is nothing to import in it.
    #[error("{0}: no ninjs files (.json) in this folder")]
    Empty(PathBuf),
}

/// How deep folders are followed.
const MAX_DEPTH: usize = 32;

/// Reads a folder, and hands over its stories in the order of their paths.
///
/// A file that cannot be read is named in the summary with its line and column; the rest is read.
pub fn read(
    dir: &Path,
    options: &Options,
    give: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let mut files = Vec::new();
    list(dir, "", 0, &mut files)?;
    if files.is_empty() {
        return Err(Error::Empty(dir.to_owned()));
    }
    files.sort();
    let mut summary = Summary::default();
    let mut stories = story::Stories::new(dir, options);
    for path in &files {
        let story = match text(&dir.join(path), options.file_limit) {
            Ok(text) => stories.story(path, &text),
            Err(why) => Err(Loss::new(path, why)),
        };
        match story {
            Ok(Some(incoming)) => {
                summary.stories += 1;
                if give(incoming).is_break() {
                    break;
                }
            }
            Ok(None) => summary.skip("items that are no text"),
            Err(loss) => {
                summary.skip("files that could not be read");
                summary.problems.push(loss);
            }
        }
    }
    Ok(summary)
}

fn text(file: &Path, limit: u64) -> Result<String, String> {
    let unreadable = |error: io::Error| format!("the file cannot be read: {error}");
    let len = std::fs::metadata(file).map_err(unreadable)?.len();
    if len > limit {
        return Err(format!("the file is {len} bytes long; at most {limit} are read"));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| format!("byte {} is no UTF-8", error.utf8_error().valid_up_to()))
}

/// The `.json` files of a folder. Hidden files and symbolic links are left out.
fn list(dir: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) -> Result<(), Error> {
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
            if depth < MAX_DEPTH {
                list(&entry.path(), &path, depth + 1, files)?;
            }
        } else if name.ends_with(".json") {
            files.push(path);
        }
    }
    Ok(())
}
