//! Following the event log.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_store::Store;
use dateline_story::{Act, ArticleId};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::panels::{self, Why};
use super::{Live, Place, build, entry, topics};
use crate::error::Error;
use crate::index::{Feed, Index, Pace};
use crate::known::Known;

/// How long a change may wait to be noticed: a fifth of the second that is promised.
const PULSE: Duration = Duration::from_millis(200);

/// How long to wait after a failure before the next try.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// How long to put up with an index that does not fit after one was made anew here: two programs of different versions, or with
/// different models, on one data folder would make it anew for each other without end.
const BETWEEN_REBUILDS: Duration = Duration::from_secs(600);

/// How many stories that come in together have their related ones found at once.
const AT_ONCE: usize = 50;

/// How many events are taken in between two commits.
const EVENTS: usize = 500;

/// The task that follows the log.
pub struct Following {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Following {
    /// Ends it after what it is writing.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

/// Keeps `live` in step with the store, in the background: opens the index in use, makes one where there is none or it does not
/// fit, and writes what happens into it. Where another process writes the index, it only reads, and takes over when that ends.
pub fn follow(store: Arc<dyn Store>, place: Place, live: Live) -> Following {
    let (stop, stopped) = watch::channel(false);
    let panels = tokio::spawn(panels::keep(store.clone(), live.clone(), stopped.clone()));
    // What this program writes is taken in at once; what others write, with the next pulse.
    let written = Arc::new(Notify::new());
    let wake = Arc::downgrade(&written);
    store.after_writes(Arc::new(move || {
        if let Some(written) = wake.upgrade() {
            written.notify_one();
        }
        Box::pin(std::future::ready(()))
    }));
    let task = tokio::spawn(async move {
        let mut state = State { store, place, live, open: None, rebuilt: None };
        let mut stopped = stopped;
        while !*stopped.borrow() {
            let wait = match state.beat().await {
                Ok(true) => Duration::ZERO,
                Ok(false) => PULSE,
                Err(error) => {
                    tracing::error!(%error, "the search index cannot follow the store");
                    state.open = None;
                    AFTER_FAILURE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = written.notified(), if wait == PULSE => {}
                // Also when whoever started it is gone.
                _ = stopped.changed() => break,
            }
        }
        let _ = panels.await;
    });
    Following { task, stop }
}

/// An index that is followed.
struct Open {
    folder: PathBuf,
    index: Arc<Index>,
    /// What writes it; `None` while another process does.
    feed: Option<Feed>,
    cursor: u64,
}

struct State {
    store: Arc<dyn Store>,
    place: Place,
    live: Live,
    open: Option<Open>,
    /// When it was last made anew here.
    rebuilt: Option<Instant>,
}

impl State {
    /// One look at the log and at the pointer. Whether there is more to do at once.
    async fn beat(&mut self) -> Result<bool, Error> {
        let current = self.place.current();
        if self.open.as_ref().map(|open| &open.folder) != current.as_ref() || self.open.is_none() {
            self.open = None;
            self.reopen(current).await?;
            return Ok(true);
        }
        let Some(open) = &mut self.open else { return Ok(false) };
        if open.feed.is_none() {
            open.feed = open.index.feed(Pace::Trickle).ok();
            open.index.refresh()?;
            let cursor = open.index.cursor()?.unwrap_or_default();
            if cursor != open.cursor {
                open.cursor = cursor;
                self.live.know(topics(&*self.store).await?);
            }
            if open.feed.is_some() {
                self.live.set(open.index.clone(), &open.folder, true);
            }
            return Ok(false);
        }
        let last = self.store.last_event().await?;
        if last < open.cursor {
            tracing::warn!(
                "the search index knows of events that the store does not: the database is another; making the index anew"
            );
            self.rebuild().await?;
            return Ok(true);
        }
        if last == open.cursor {
            return Ok(false);
        }
        let Some(open) = self.open.take() else { return Ok(false) };
        let known = self.live.know(topics(&*self.store).await?);
        let (open, more, put) = take_in(&*self.store, open, known).await?;
        self.open = Some(open);
        if put.len() > AT_ONCE {
            // An import: the newest first, and the rest when there is time.
            self.store.outdate_panels(&put).await?;
            self.live.wanted.want_all();
        } else {
            put.into_iter().for_each(|id| self.live.wanted.want(id, Why::New));
        }
        Ok(more)
    }

    async fn reopen(&mut self, current: Option<PathBuf>) -> Result<(), Error> {
        let Some(folder) = current else { return self.rebuild().await };
        match self.take_up(folder).await {
            Ok(()) => Ok(()),
            // What was read before stays in use meanwhile.
            Err(error) if self.rebuilt.is_some_and(|at| at.elapsed() < BETWEEN_REBUILDS) => Err(error),
            Err(error) => {
                tracing::warn!(%error, "making the search index anew");
                self.rebuild().await
            }
        }
    }

    /// Reads and writes the index in a folder from here on.
    async fn take_up(&mut self, folder: PathBuf) -> Result<(), Error> {
        let index = Index::open(&folder, self.live.known().model_print())?;
        let cursor = index.cursor()?.unwrap_or_default();
        let index = Arc::new(index);
        let feed = index.feed(Pace::Trickle).ok();
        self.live.know(topics(&*self.store).await?);
        self.live.set(index.clone(), &folder, feed.is_some());
        self.open = Some(Open { folder, index, feed, cursor });
        self.place.tidy();
        Ok(())
    }

    /// The index in use stays so until the new one is whole.
    async fn rebuild(&mut self) -> Result<(), Error> {
        let (store, place, model) = (self.store.clone(), self.place.clone(), self.live.known().model);
        let handle = tokio::runtime::Handle::current();
        // Reading texts takes all of a thread.
        let built = tokio::task::spawn_blocking(move || handle.block_on(build(&*store, &place, model, |_| {})));
        let folder = built.await.map_err(|error| Error::Misfit(error.to_string()))??;
        // Where another program has meanwhile put its own in use, and tidied this one away, it was made for nothing.
        self.take_up(folder).await?;
        self.rebuilt = Some(Instant::now());
        Ok(())
    }
}

/// Takes in the next events. Whether there are more, and which stories were put in.
async fn take_in(store: &dyn Store, mut open: Open, known: Known) -> Result<(Open, bool, Vec<ArticleId>), Error> {
    let events = store.events(open.cursor, EVENTS).await?;
    let Some(last) = events.last().map(|event| event.id) else { return Ok((open, false, Vec::new())) };
    // Each story as it is now: what it was in between is nobody's to read.
    let touched: BTreeSet<_> = events.iter().filter(|event| event.public).filter_map(|event| event.article).collect();
    let mut stories = Vec::with_capacity(touched.len());
    for id in touched {
        let article = store.article(id).await?.map(|(article, _)| article).filter(|article| article.state.is_public());
        stories.push((id, article));
    }
    if stories.is_empty() {
        // Nothing that it holds has changed; where it stops is written with the next change.
        open.cursor = last;
        return Ok((open, events.len() == EVENTS, Vec::new()));
    }
    // Its text must leave every file.
    let taken_down = events.iter().any(|event| event.act == Act::TakeDown.word());
    let more = events.len() == EVENTS;
    let put = stories.iter().filter(|(_, article)| article.is_some()).map(|(id, _)| *id).collect();
    // Reading texts and waiting for the disk would hold up the requests of this thread.
    let written = tokio::task::spawn_blocking(move || -> Result<Open, Error> {
        let Some(feed) = &mut open.feed else { return Ok(open) };
        feed.know(known);
        for (id, article) in &stories {
            match article {
                Some(article) => entry(article, |entry| feed.put(entry))?,
                None => feed.remove(*id),
            }
        }
        feed.commit(last)?;
        open.cursor = last;
        open.index.refresh()?;
        if taken_down {
            feed.forget()?;
            open.index.refresh()?;
        }
        Ok(open)
    });
    let open = written.await.map_err(|error| Error::Misfit(error.to_string()))??;
    Ok((open, more, put))
}
