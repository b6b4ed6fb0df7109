//! Finding related stories beforehand: nobody who reads waits for a ranking.
//!
//! A story that was published gets its panel at once, then its nearest stories get theirs anew, since it may belong beside them. Panels
//! that were made with another index, or never, are made when nothing else is to be done, the newest story's first, on a quarter
//! of a processor at most.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dateline_store::{Cursor, Panel, Store};
use dateline_story::ArticleId;
use tokio::sync::{Notify, watch};

use super::Live;
use crate::error::Error;
use crate::index::Snapshot;
use crate::panel;

/// How many of a new story's nearest get their panels anew.
const NEIGHBOURS: usize = 12;

/// How many panels are made between two writes.
const AT_ONCE: usize = 16;

/// How many stories wait at most; those that find no room get their turn when nothing else is to be done.
const WAITING: usize = 2_000;

/// How long a rest is, by how long was worked, while nobody waits.
const REST: u32 = 3;

/// How long to wait after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Why a panel is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its story is new, or another.
    New,
    /// Somebody reads the story, and there is none.
    Asked,
    /// A story near it is new.
    Near,
}

/// The stories whose panels are to be made.
#[derive(Clone, Default)]
pub struct Wanted {
    queue: Arc<Mutex<Queue>>,
    woken: Arc<Notify>,
}

#[derive(Default)]
struct Queue {
    new: VecDeque<ArticleId>,
    asked: VecDeque<ArticleId>,
    near: VecDeque<ArticleId>,
    waiting: HashSet<ArticleId>,
    /// Whether every story is to be looked at, from the newest on.
    all: bool,
}

impl Queue {
    fn of(&mut self, why: Why) -> &mut VecDeque<ArticleId> {
        match why {
            Why::New => &mut self.new,
            Why::Asked => &mut self.asked,
            Why::Near => &mut self.near,
        }
    }
}

impl Wanted {
    /// Notes that a story's panel is to be made.
    pub fn want(&self, id: ArticleId, why: Why) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.waiting.len() < WAITING && queue.waiting.insert(id) {
            queue.of(why).push_back(id);
            self.woken.notify_one();
        }
    }

    /// Notes that panels are missing, or of another index.
    pub fn want_all(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).all = true;
        self.woken.notify_one();
    }

    /// The next for one reason, the most urgent that there is.
    fn next(&self) -> Option<(Why, Vec<ArticleId>)> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let why = [Why::New, Why::Asked, Why::Near].into_iter().find(|why| !queue.of(*why).is_empty())?;
        let waiting = queue.of(why);
        let next: Vec<ArticleId> = waiting.drain(..waiting.len().min(AT_ONCE)).collect();
        next.iter().for_each(|id| {
            queue.waiting.remove(id);
        });
        Some((why, next))
    }

    fn take_all(&self) -> bool {
        std::mem::take(&mut self.queue.lock().unwrap_or_else(PoisonError::into_inner).all)
    }
}

/// Makes panels as they are wanted, until it is stopped; while another process writes the index, none.
pub async fn keep(store: Arc<dyn Store>, live: Live, mut stopped: watch::Receiver<bool>) {
    let mut state = State { store, live, looked_to: None };
    loop {
        let wait = match state.beat().await {
            Ok(Some(rest)) => rest,
            Ok(None) => {
                tokio::select! {
                    () = state.live.wanted.woken.notified() => {}
                    // Also when whoever started it is gone.
                    _ = stopped.changed() => return,
                }
                continue;
            }
            Err(error) => {
                tracing::error!(%error, "related stories cannot be looked for");
                AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopped.changed() => return,
        }
    }
}

struct State {
    store: Arc<dyn Store>,
    live: Live,
    /// Where looking at every story has come to; `None` when it is not under way.
    looked_to: Option<Option<Cursor>>,
}

impl State {
    /// Makes the panels that are wanted most. How long to rest; `None` until something is wanted.
    async fn beat(&mut self) -> Result<Option<Duration>, Error> {
        let Some((index, name)) = self.live.written() else {
            // Whoever writes the index makes them.
            while self.live.wanted.next().is_some() {}
            return Ok(None);
        };
        if self.live.wanted.take_all() {
            self.looked_to = Some(None);
        }
        if let Some((why, next)) = self.live.wanted.next() {
            let made = self.make(index, &name, next).await?;
            if why == Why::New {
                let near = made.iter().flat_map(|(_, panel)| panel.near.iter().take(NEIGHBOURS));
                near.for_each(|near| self.live.wanted.want(near.0, Why::Near));
            }
            return Ok(Some(Duration::ZERO));
        }
        let Some(before) = self.looked_to else { return Ok(None) };
        let started = Instant::now();
        let found = self.store.without_panel(&name, before, AT_ONCE).await?;
        self.looked_to = found.last().map(|(_, place)| Some(*place));
        self.make(index, &name, found.into_iter().map(|(id, _)| id).collect()).await?;
        Ok(Some(started.elapsed() * REST))
    }

    async fn make(
        &self,
        index: Arc<Snapshot>,
        name: &str,
        stories: Vec<ArticleId>,
    ) -> Result<Vec<(ArticleId, Panel)>, Error> {
        let made = tokio::task::spawn_blocking(move || panels(&index, &stories));
        let made = made.await.map_err(|error| Error::Misfit(error.to_string()))??;
        if !made.is_empty() {
            self.store.write_panels(name, made.clone()).await?;
        }
        Ok(made)
    }
}

/// The panels of those stories that are in the index.
fn panels(index: &Snapshot, stories: &[ArticleId]) -> Result<Vec<(ArticleId, Panel)>, Error> {
    let made = stories.iter().map(|id| Ok(panel::of_indexed(index, *id)?.map(|panel| (*id, panel))));
    made.filter_map(Result::transpose).collect()
}

/// Makes the panels of all stories with the index of a name, on all processors. `progress` is told how many are made.
///
/// # Errors
/// The index's and the store's.
pub async fn make_all(
    store: &dyn Store,
    index: &Snapshot,
    name: &str,
    mut progress: impl FnMut(u64),
) -> Result<(), Error> {
    const BATCH: usize = 512;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut before, mut made) = (None, 0);
    loop {
        let found = store.without_panel(name, before, BATCH).await?;
        let Some((_, last)) = found.last() else { return Ok(()) };
        before = Some(*last);
        let stories: Vec<ArticleId> = found.iter().map(|(id, _)| *id).collect();
        let share = stories.len().div_ceil(threads);
        let parts: Vec<Result<Vec<(ArticleId, Panel)>, Error>> = std::thread::scope(|scope| {
            let parts: Vec<_> = stories.chunks(share).map(|part| scope.spawn(|| panels(index, part))).collect();
            let joined = parts.into_iter().map(std::thread::ScopedJoinHandle::join);
            joined.map(|part| part.unwrap_or_else(|_| Err(Error::Misfit("a thread panicked".into())))).collect()
        });
        let mut written = Vec::with_capacity(found.len());
        for part in parts {
            written.extend(part?);
        }
        store.write_panels(name, written).await?;
        made += found.len() as u64;
        progress(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_comes_before_what_is_asked_for_and_each_once() {
        let wanted = Wanted::default();
        wanted.want(ArticleId(1), Why::Near);
        wanted.want(ArticleId(2), Why::Asked);
        wanted.want(ArticleId(3), Why::New);
        wanted.want(ArticleId(2), Why::New);
        assert_eq!(wanted.next(), Some((Why::New, vec![ArticleId(3)])));
        assert_eq!(wanted.next(), Some((Why::Asked, vec![ArticleId(2)])));
        assert_eq!(wanted.next(), Some((Why::Near, vec![ArticleId(1)])));
        assert_eq!(wanted.next(), None);
        wanted.want(ArticleId(2), Why::New);
        assert_eq!(wanted.next(), Some((Why::New, vec![ArticleId(2)])), "made once, it may be wanted again");
        (0..10_000).for_each(|id| wanted.want(ArticleId(id), Why::Asked));
        let mut taken = 0;
        while let Some((_, next)) = wanted.next() {
            taken += next.len();
        }
        assert_eq!(taken, WAITING);
    }
}
