//! Making the index from nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_store::Store;
use dateline_story::ArticleId;

use super::{Place, entry, topics};
use crate::error::Error;
use crate::index::{Index, Pace, Prepared, Reader};
use crate::known::Known;
use crate::meaning::Model;

/// How many stories are read from the store at a time.
const BATCH: usize = 500;

/// How many stories are looked at before the first is written, so that what is telling is known from the start.
const AHEAD: usize = 2_000;

/// How many threads read texts.
const READERS: usize = 2;

/// Makes a new index of everything that is published, and puts it in use once it is whole. `progress` is told how many stories
/// have been looked at. Answers the index's folder.
///
/// # Errors
/// The store's, the index's, and those of the folder; what was in use stays in use then.
pub async fn build(
    store: &dyn Store,
    place: &Place,
    model: Option<Arc<Model>>,
    progress: impl FnMut(u64),
) -> Result<PathBuf, Error> {
    let folder = place.fresh();
    let mut made = make(store, &folder, model, progress).await;
    if made.is_ok() {
        made = place.point_to(&folder);
    }
    if made.is_err() {
        // Half an index is of no use, and a disk that is full needs the room.
        let _ = std::fs::remove_dir_all(&folder);
    }
    made.map(|()| folder)
}

/// Writes the index of everything that is published into a new folder.
async fn make(
    store: &dyn Store,
    folder: &Path,
    model: Option<Arc<Model>>,
    mut progress: impl FnMut(u64),
) -> Result<(), Error> {
    // What happens while it is being made happens again when the log is followed from here.
    let cursor = store.last_event().await?;
    let index = Index::create(folder)?;
    let mut feed = index.feed(Pace::Bulk)?;
    let known = Known { topics: topics(store).await?, model };
    feed.know(known.clone());
    let mut readers: Vec<Reader> = (0..READERS).map(|_| Reader::knowing(known.clone())).collect();
    let (mut after, mut seen) = (ArticleId(i64::MIN), 0_u64);
    let mut waiting: Vec<Prepared> = Vec::new();
    loop {
        let articles = store.articles_after(after, BATCH).await?;
        let Some(last) = articles.last() else { break };
        after = last.id;
        seen += articles.len() as u64;
        let published: Vec<_> = articles.iter().filter(|article| article.state.is_public()).collect();
        let fields = feed.fields();
        let share = published.len().div_ceil(READERS).max(1);
        let prepared: Vec<Prepared> = std::thread::scope(|scope| {
            let parts: Vec<_> = published
                .chunks(share)
                .zip(&mut readers)
                .map(|(part, reader)| {
                    scope.spawn(|| {
                        part.iter()
                            .map(|article| entry(article, |entry| reader.prepare(entry, fields)))
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
        });
        prepared.iter().for_each(|one| feed.count(one));
        waiting.extend(prepared);
        if seen as usize >= AHEAD {
            for one in waiting.drain(..) {
                feed.add(one)?;
            }
        }
        progress(seen);
    }
    for one in waiting {
        feed.add(one)?;
    }
    feed.commit(cursor)?;
    feed.finish()
}
