//! The index of published stories: words to find them by, and sketches to compare them by.

mod classes;
mod feed;
mod fields;
mod frequent;
mod read;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy};

use crate::error::Error;

pub use classes::{Class, Classes};
pub use feed::{Entry, Feed, Prepared, Reader};
pub use fields::Fields;
pub use frequent::Frequent;
pub use read::{Facts, Hit, Snapshot};

/// The layout of the index: raised whenever what is written into it changes, upon which older indexes are made anew.
pub const LAYOUT: u32 = 8;

/// What a commit carries: what it is a projection of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    layout: u32,
    /// What tells the model that its stories were read with from others.
    #[serde(default)]
    model: Option<String>,
    /// Its frequent words.
    #[serde(default)]
    frequent: Frequent,
    /// The last event of the store that is in it.
    cursor: u64,
}

/// How much is written at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// A few stories at a time, beside a server's other work.
    Trickle,
    /// All stories, as fast as the machine goes.
    Bulk,
}

impl Pace {
    /// Threads that write, bytes that each may hold before it writes a segment, and threads that make one segment of several.
    fn writer(self) -> (usize, usize, usize) {
        match self {
            Self::Trickle => (1, 24 << 20, 1),
            Self::Bulk => (2, 64 << 20, 2),
        }
    }
}

/// An index that can be read; a [`Feed`] writes it.
pub struct Index {
    inner: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    now: RwLock<Arc<Snapshot>>,
}

impl Index {
    /// An empty index in memory.
    ///
    /// # Errors
    /// The index's.
    pub fn in_memory() -> Result<Self, Error> {
        let (schema, fields) = Fields::schema();
        Self::over(tantivy::Index::create_in_ram(schema), fields)
    }

    /// A new, empty index in a folder, which is made.
    ///
    /// # Errors
    /// When the folder cannot be made, and the index's.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)
            .map_err(Error::file("the folder of the search index cannot be made:", folder))?;
        let (schema, fields) = Fields::schema();
        Self::over(tantivy::Index::create_in_dir(folder, schema)?, fields)
    }

    /// The index in a folder, whose stories were read with the model of this print.
    ///
    /// # Errors
    /// [`Error::Misfit`] when it has another layout or was made with another model, and the index's.
    pub fn open(folder: &Path, model: Option<&str>) -> Result<Self, Error> {
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let inner = tantivy::Index::open(directory)?;
        let (schema, fields) = Fields::schema();
        if inner.schema() != schema {
            return Err(Error::Misfit("its fields are of another version of this program".into()));
        }
        let index = Self::over(inner, fields)?;
        match mark(&index.inner)? {
            Some(mark) if mark.layout != LAYOUT => {
                Err(Error::Misfit(format!("its layout is {}, and this program's is {LAYOUT}", mark.layout)))
            }
            Some(mark) if mark.model.as_deref() != model => {
                let of =
                    |print: Option<&str>| print.map_or("no model".to_owned(), |print| format!("the model {print}"));
                Err(Error::Misfit(format!(
                    "it was made with {}, and now there is {}",
                    of(mark.model.as_deref()),
                    of(model)
                )))
            }
            _ => Ok(index),
        }
    }

    fn over(inner: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        inner.tokenizers().register(fields::TOKENIZER, fields::Ready::default());
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let frequent = mark(&inner)?.map(|mark| mark.frequent).unwrap_or_default();
        let now = RwLock::new(Arc::new(Snapshot::of(reader.searcher(), fields, frequent, None)?));
        Ok(Self { inner, reader, fields, now })
    }

    /// The last event that is in it; `None` before the first commit.
    ///
    /// # Errors
    /// The index's.
    pub fn cursor(&self) -> Result<Option<u64>, Error> {
        Ok(mark(&self.inner)?.map(|mark| mark.cursor))
    }

    /// The index as it was last committed, when it was last looked at.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks at what was committed since.
    ///
    /// # Errors
    /// The index's; what was seen before stays in view then.
    pub fn refresh(&self) -> Result<(), Error> {
        self.reader.reload()?;
        let before = self.snapshot();
        let searcher = self.reader.searcher();
        if searcher.generation() == before.searcher().generation() {
            return Ok(());
        }
        let frequent = mark(&self.inner)?.map(|mark| mark.frequent).unwrap_or_default();
        let fresh = Arc::new(Snapshot::of(searcher, self.fields, frequent, Some(&before))?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// What writes it. There is one at a time, in whatever process.
    ///
    /// # Errors
    /// The index's, also while another has it.
    pub fn feed(&self, pace: Pace) -> Result<Feed, Error> {
        let (threads, bytes, merging) = pace.writer();
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(bytes)
            .num_merge_threads(merging)
            .build();
        let writer: IndexWriter = self.inner.writer_with_options(options)?;
        // Settled with the first story of an index, and kept.
        let frequent = mark(&self.inner)?.map(|mark| mark.frequent);
        Ok(Feed::new(writer, pace, self.fields, self.snapshot().statistics().clone(), frequent))
    }
}

fn mark(index: &tantivy::Index) -> Result<Option<Mark>, Error> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|payload| serde_json::from_str(&payload).ok()))
}
