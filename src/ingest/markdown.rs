//! A folder of Markdown files with front matter: Hugo's, Jekyll's, Zola's, and our own export.
//!
//! The folder is read twice: first every file's address, so that references between files become links on this site,
//! then the stories, on several threads, handed over in the order of their paths.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline_story::{Language, Slug, Timestamp};
use jiff::tz::TimeZone;
use thiserror::Error;
use url::Url;

use crate::incoming::{Incoming, Loss, Summary};
use crate::pictures::{self, Namer};

mod body;
mod fields;
mod folder;
mod footnotes;
mod front;
mod index;
mod liquid;
mod listing;
mod ordered;
mod own;
mod people;
mod permalink;
mod picture;
mod shortcode;
mod shortcode_html;
mod shortcode_tag;
mod shown;
mod story;
#[cfg(test)]
mod tests;
mod typed;
mod zola;

/// How a folder is read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where stories go that name no section and stand in no folder of one.
    pub section: Slug,
    /// The language of stories that name none.
    pub language: Language,
    /// The zone of dates without one.
    pub zone: TimeZone,
    /// Threads that parse; at least one is used.
    pub threads: usize,
    /// The old site's addresses, as Hugo and Jekyll write them: `/:year/:month/:day/:slug/`, or one of Jekyll's names
    /// (`pretty`). Each story then redirects from its own. `None` follows the site's own settings.
    pub permalinks: Option<String>,
    /// Where pictures and files named by a relative path can be had, when they are not in the folder.
    pub pictures: Option<Url>,
    /// The longest file that is read, in bytes.
    pub file_limit: u64,
    /// What is to be shown later than this is scheduled, and what was to be shown until before it is not shown.
    pub now: Timestamp,
}

impl Options {
    /// Two threads, files up to 4 MiB, no old addresses, now.
    pub fn new(section: Slug, language: Language, zone: TimeZone) -> Self {
        let now = Timestamp::now();
        Self { section, language, zone, threads: 2, permalinks: None, pictures: None, file_limit: 4 << 20, now }
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
    #[error("{0}: no Markdown files (.md, .markdown) in this folder")]
    Empty(PathBuf),
}

/// Reads a folder, and hands over its stories in the order of their paths.
///
/// A file that cannot be read is named in the summary with its line; the rest is read.
pub fn read(
    dir: &Path,
    options: &Options,
    give: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let folder = folder::list(dir)?;
    if folder.stories.is_empty() {
        return Err(Error::Empty(dir.to_owned()));
    }
    let mut summary = Summary::default();
    let people = people::read(dir, &mut summary.problems);
    let permalinks = permalink::read(dir, options.permalinks.as_deref(), &mut summary.problems);
    let index = index::build(&folder, options, &mut summary);
    let context = story::Context { folder: &folder, options, index: &index, people: &people, permalinks: &permalinks };

    let mut namer = Namer::default();
    ordered::each(folder.stories.len(), options.threads, &|number| story::read(number, &context), &mut |outcome| {
        match outcome {
            Ok(read) => {
                let story::Read { mut incoming, found } = *read;
                incoming.pictures = pictures::name_all(&mut incoming.article, &mut namer, &mut |src| {
                    found.iter().find(|(known, _)| known == src).map(|(_, origin)| origin.clone())
                });
                summary.stories += 1;
                return give(incoming);
            }
            Err(loss) => {
                summary.skip("files that could not be read");
                summary.problems.push(loss);
            }
        }
        ControlFlow::Continue(())
    });
    Ok(summary)
}

/// A file's bytes as text. A file that is no UTF-8 is read as Windows-1252, which older editors wrote; NUL characters go;
/// both are reported.
fn decode(name: &str, bytes: Vec<u8>, losses: &mut Vec<Loss>) -> String {
    let mut text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let at = error.utf8_error().valid_up_to();
        losses.push(Loss::new(
            name,
            format!("byte {at} is no UTF-8: the file is read as Windows-1252, so look whether its accents are right"),
        ));
        legacy(error.as_bytes())
    });
    if text.contains('\0') {
        losses.push(Loss::new(name, "NUL characters are dropped"));
        text.retain(|character| character != '\0');
    }
    text
}

/// Text that is no UTF-8, or is so only in parts: each run of bytes that is none is read as Windows-1252.
fn legacy(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    out
}
