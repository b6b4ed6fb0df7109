//! The index beside the store: it follows the event log, and is made anew where it does not fit.
//!
//! In the data folder's `search/` each index has a folder of its own, and the file `current` names the one in use. A new one is
//! made beside the old and takes its place by one rename, in this process or in another.

mod build;
mod follow;
pub mod panels;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use dateline_store::Store;
use dateline_story::{Article, ArticleId, text};

use crate::error::Error;
use crate::index::{Entry, Facts, Index, Snapshot};
use crate::known::Known;
use crate::meaning::Model;
use crate::names::Listed;
use crate::related::Told;
use crate::sketch::{Sketch, Words, read};
use crate::text::Analyser;

pub use build::build;
pub use follow::{Following, follow};

use panels::{Wanted, Why};

/// Where the indexes of a data folder are.
#[derive(Clone, Debug)]
pub struct Place(PathBuf);

impl Place {
    /// Of a data folder.
    pub fn in_data(data: &Path) -> Self {
        Self(data.join("search"))
    }

    fn pointer(&self) -> PathBuf {
        self.0.join("current")
    }

    /// The folder of the index in use; `None` where there is none yet.
    fn current(&self) -> Option<PathBuf> {
        let name = std::fs::read_to_string(self.pointer()).ok()?;
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain.then(|| self.0.join(name))
    }

    /// A folder for a new index, that no other has.
    fn fresh(&self) -> PathBuf {
        let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        self.0.join(format!("{}-{}", time.as_micros(), std::process::id()))
    }

    /// Makes the index in a folder the one in use.
    fn point_to(&self, folder: &Path) -> Result<(), Error> {
        let name = name(folder);
        // A name of its own: whoever makes another index at the same time writes beside this.
        let beside = self.0.join(format!("current-{name}"));
        std::fs::write(&beside, name).map_err(Error::file("the search index's pointer cannot be written:", &beside))?;
        std::fs::rename(&beside, self.pointer())
            .map_err(Error::file("the search index's pointer cannot be put in place:", self.pointer()))
    }

    /// Deletes the folders of indexes that are no longer in use and older than the one that is.
    fn tidy(&self) {
        let Some(current) = self.current() else { return };
        let Ok(entries) = std::fs::read_dir(&self.0) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            // Names begin with the time at which they were made; one that is being made now is younger.
            if path.is_dir() && path < current {
                let _ = std::fs::remove_dir_all(path);
            }
        }
    }
}

/// How many topics are looked for in texts, by name in the alphabet: far more than a newsroom keeps.
const TOPICS: usize = 50_000;

/// The topics that there are.
async fn topics(store: &dyn Store) -> Result<Arc<Listed>, Error> {
    let all = store.topics_like("", TOPICS).await?;
    Ok(Arc::new(Listed::new(all.into_iter().map(|topic| topic.name).collect())))
}

/// The index that is in use now, for whoever reads it, and what texts are read with.
#[derive(Clone, Default)]
pub struct Live {
    now: Arc<RwLock<Option<InUse>>>,
    known: Arc<RwLock<Known>>,
    /// The stories whose related ones are to be found.
    wanted: Wanted,
}

/// An index that is in use.
struct InUse {
    index: Arc<Index>,
    /// Its folder's name, which no other index has.
    name: String,
    /// Whether this process writes it.
    written: bool,
}

impl Live {
    /// What is in it; `None` while there is none, as in the first moments of a new site.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        Some(self.now.read().unwrap_or_else(PoisonError::into_inner).as_ref()?.index.snapshot())
    }

    fn set(&self, index: Arc<Index>, folder: &Path, written: bool) {
        let in_use = InUse { index, name: name(folder), written };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Some(in_use);
        self.wanted.want_all();
    }

    /// With a model that the operator supplies.
    pub fn with_model(model: Option<Arc<Model>>) -> Self {
        let known = Known { model, ..Known::default() };
        Self { known: Arc::new(RwLock::new(known)), ..Self::default() }
    }

    /// What texts are read with.
    pub fn known(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes note of the topics, which keep what was made of them where they are the same as before.
    fn know(&self, topics: Arc<Listed>) -> Known {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.topics.names() != topics.names() {
            known.topics = topics;
        }
        known.clone()
    }

    /// Notes that somebody reads a story whose related ones were never looked for.
    pub fn want(&self, story: ArticleId) {
        self.wanted.want(story, Why::Asked);
    }

    /// The index that this process writes, and its name.
    fn written(&self) -> Option<(Arc<Snapshot>, String)> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        let in_use = now.as_ref().filter(|in_use| in_use.written)?;
        Some((in_use.index.snapshot(), in_use.name.clone()))
    }
}

/// What an index in a folder is called.
pub fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a story tells that may be in no index, and the names in it, the most mentioned first.
pub fn told(article: &Article, index: &Snapshot, known: &Known) -> (Told, Vec<String>) {
    let listed = known.topics.phrases(&article.language);
    entry(article, |entry| {
        let reading = read(&entry.words, &mut Analyser::new(entry.language), &listed);
        let names = reading.names.iter().map(|name| name.written.clone()).collect();
        let told = Told {
            facts: facts(article),
            sketch: Sketch::of(&reading, index.statistics()),
            meaning: known.model.as_ref().and_then(|model| model.meaning(&entry.words)),
        };
        (told, names)
    })
}

fn facts(article: &Article) -> Facts {
    Facts {
        id: article.id.0,
        language: article.language.to_string(),
        section: article.section.to_string(),
        topics: article.topics.iter().map(ToString::to_string).collect(),
        published: article.first_published.map_or(0, |at| at.as_microsecond()),
        kind: article.kind,
    }
}

/// Calls `with` with what the index holds of a published story.
fn entry<T>(article: &Article, with: impl FnOnce(&Entry<'_>) -> T) -> T {
    let body = text::of_blocks(&article.body);
    with(&Entry {
        id: article.id,
        language: &article.language,
        kind: article.kind,
        section: article.section.as_str(),
        authors: article.bylines.iter().map(|byline| byline.author.as_str()).collect(),
        topics: article.topics.iter().map(|topic| topic.as_str()).collect(),
        published: article.first_published.map_or(0, |at| at.as_microsecond()),
        words: Words {
            headline: &article.headline,
            standfirst: article.standfirst.as_deref().unwrap_or_default(),
            body: &body,
        },
    })
}
