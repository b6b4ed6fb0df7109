//! WordPress exports (WXR 1.0 to 1.2: RSS 2.0 with WordPress's own elements), read as a stream.
//!
//! The file is cut into its items first, so that a broken item breaks only itself and memory holds one item at a time.
//! It is read twice: attachments may stand after the posts that show them.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline_story::{Language, Slug, Timestamp};
use jiff::tz::TimeZone;
use thiserror::Error;

use crate::incoming::{Incoming, Loss, Summary};

mod attachments;
mod blocks;
mod content;
mod description;
mod footnotes;
mod head;
mod item;
pub(crate) mod own;
mod people;
mod pieces;
mod post;
mod redirects;
mod shortcode;
#[cfg(test)]
mod tests;
mod times;
mod xml;

use pieces::{Kind, Pieces};

/// What becomes of WordPress's pages, which have no date and no section of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// They are counted and left out.
    #[default]
    Skip,
    /// They become stories in the default section.
    AsStories,
}

/// How an export is read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where posts without a category of their own go.
    pub section: Slug,
    /// The language of every story, where the export does not name one.
    pub language: Language,
    /// The zone of dates that have no time in GMT beside them.
    pub zone: TimeZone,
    /// What becomes of pages.
    pub pages: Pages,
    /// The longest item that is read, in bytes. Longer ones are passed over and reported.
    pub item_limit: usize,
    /// What was to be shown until later than this is told of.
    pub now: Timestamp,
}

impl Options {
    /// Pages skipped, items up to 8 MiB, now.
    pub fn new(section: Slug, language: Language, zone: TimeZone) -> Self {
        Self { section, language, zone, pages: Pages::Skip, item_limit: 8 << 20, now: Timestamp::now() }
    }
}

/// Why an export could not be read at all, or not to its end.
#[derive(Debug, Error)]
pub enum Error {
    /// The file could not be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is XML of another sort, or none.
    #[error("{path}: this is no WordPress export: {why}")]
    NotAnExport {
        /// The file.
        path: PathBuf,
        /// What is missing or wrong.
        why: String,
    },
}

/// Reads an export, and hands over its stories in the order of the file.
///
/// Whatever is broken in the file is named in the summary with its line, column and byte; the rest is read. Only a file
/// that cannot be opened or is no export at all is an error.
pub fn read(
    path: &Path,
    options: &Options,
    give: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let refuse = |source| Error::Read { path: path.to_owned(), source };
    let not_an_export = |why: String| Error::NotAnExport { path: path.to_owned(), why };
    let mut summary = Summary::default();

    let mut first = Pieces::new(open(path).map_err(refuse)?, options.item_limit);
    let mut attachments = attachments::Attachments::default();
    let mut people = people::People::default();
    let mut head = None;
    while let Some(piece) = first.next().map_err(refuse)? {
        match piece.kind {
            Kind::Head => head = Some(head::read(&piece).map_err(not_an_export)?),
            Kind::Item => {
                attachments.take(&piece);
                people.take(&piece);
            }
            Kind::TooLong | Kind::Between => {}
        }
    }
    let Some(head) = head else { return Err(not_an_export("the file is empty".to_owned())) };
    summary.sections = head.sections();
    summary.problems.extend(head.problems.iter().cloned());
    people.join(&head.accounts);
    summary.problems.append(&mut people.problems);

    let mut stories = post::Stories::new(options, head, attachments, people, path.parent().unwrap_or(Path::new("")));
    let mut second = Pieces::new(open(path).map_err(refuse)?, options.item_limit);
    while let Some(piece) = second.next().map_err(refuse)? {
        match piece.kind {
            Kind::Head => {}
            Kind::Item => {
                let (incoming, damage) = stories.story(&piece, &mut summary);
                summary.problems.extend(damage);
                if let Some(incoming) = incoming {
                    summary.stories += 1;
                    if give(incoming).is_break() {
                        return Ok(summary);
                    }
                }
            }
            Kind::TooLong => summary.problems.push(Loss::new(
                &piece.position(0),
                format!("an item longer than {} MiB is not imported", options.item_limit >> 20),
            )),
            Kind::Between => summary.problems.extend(piece.stray()),
        }
    }
    if let Some(place) = second.cut_short() {
        summary.problems.push(Loss::new(
            &place,
            "the file ends here, in the middle of an item: what could be read of it is imported",
        ));
    }
    Ok(summary)
}

fn open(path: &Path) -> io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(1 << 17, File::open(path)?))
}
