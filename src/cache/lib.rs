//! Pages as they were last made, each already compressed for whoever asked for it.
//!
//! A page that is kept knows what it was made of ([`Reads`]). Whoever follows the store says what has changed ([`Touched`]), and the
//! pages made of that are made again when they are next asked for: by one request, while others have the last good one. What was
//! removed is not sent again in any page. A hit asks nobody.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod compress;
pub mod encoding;
mod improve;
mod made;
mod moves;
mod parts;

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use moka::future::Cache;
use tokio::sync::Mutex;

use improve::Improver;
use moves::Moves;
use parts::Packed;

pub use improve::improve;
pub use made::{Encoded, Made};
pub use parts::{Part, Place, Reads, Touched};

/// How many bytes of pages are kept, compressed forms included.
const CAPACITY: u64 = 48 << 20;

/// How many pages may be in the making at once before some are made twice.
const AT_ONCE: u64 = 10_000;

/// Why a page could not be made.
type Failure = Arc<dyn Any + Send + Sync>;

/// A page that is being made.
type Making<'a> = Pin<Box<dyn Future<Output = Result<(Made, Reads), Failure>> + Send + 'a>>;

/// What a change means for the pages made of what has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They are to be made again.
    Changed,
    /// Something in them may not be shown again.
    Removed,
}

/// A page that is kept.
struct Entry {
    made: Arc<Made>,
    of: Packed,
    /// Whether something that it was made of is another now.
    touched: AtomicBool,
    /// Whether somebody is making it again.
    making: AtomicBool,
}

/// Makes a page again: others have the last good one meanwhile, and the next who asks may try if this fails or is given up.
struct Again<'a>(&'a AtomicBool);

impl Drop for Again<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// The pages kept.
#[derive(Clone)]
pub struct PageCache {
    kept: Cache<String, Arc<Entry>>,
    /// Pages in the making, by the number of the last change before they were begun: who asks after a change waits for no page
    /// that was begun before it.
    making: Cache<(u64, String), Arc<Made>>,
    state: Arc<State>,
    improver: Improver,
}

#[derive(Default)]
struct State {
    /// The number of the last change.
    number: AtomicU64,
    /// Whether something happened of which it is not known what.
    in_doubt: AtomicBool,
    moves: Mutex<Moves>,
}

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |key: &String, entry: &Arc<Entry>| {
            u32::try_from(key.len() + entry.of.bytes() + entry.made.body.len() * 2).unwrap_or(u32::MAX)
        };
        Self {
            kept: Cache::builder().max_capacity(CAPACITY).weigher(weigh).build(),
            making: Cache::new(AT_ONCE),
            state: Arc::default(),
            improver: Improver::default(),
        }
    }
}

impl PageCache {
    /// The page of an address, if it is kept and nothing that it was made of has changed.
    pub async fn fresh(&self, address: &str) -> Option<Arc<Made>> {
        if self.is_in_doubt() {
            return None;
        }
        let entry = self.kept.get(address).await?;
        if entry.touched.load(Ordering::Acquire) {
            return None;
        }
        // Who asks for it is not the first.
        self.improver.improve(&entry.made);
        Some(entry.made.clone())
    }

    /// The page of an address: as it is kept, or made, once however many ask at once. Of a page that has to be made again, all but
    /// one have the last good one meanwhile.
    ///
    /// # Errors
    /// What `make` says; that is not kept.
    pub async fn get<E: Send + Sync + 'static>(
        &self,
        address: &str,
        make: impl Future<Output = Result<(Made, Reads), E>> + Send,
    ) -> Result<Arc<Made>, Arc<E>> {
        let make = Box::pin(async move { make.await.map_err(|error| Arc::new(error) as Failure) });
        match self.get_or_make(address, make).await {
            Ok(made) => Ok(made),
            // Nothing but `make` fails, so that this is an `E`.
            Err(failure) => {
                Err(failure.downcast().unwrap_or_else(|_| unreachable!("a failure that `make` did not say")))
            }
        }
    }

    /// Whatever makes the page, one function: it is compiled here, with the cache.
    async fn get_or_make(&self, address: &str, make: Making<'_>) -> Result<Arc<Made>, Failure> {
        // Read before anything else: what changes from here on has a higher one.
        let number = self.state.number.load(Ordering::SeqCst);
        let before = if self.is_in_doubt() { None } else { self.kept.get(address).await };
        let mut _again = None;
        if let Some(entry) = &before {
            if !entry.touched.load(Ordering::Acquire) || entry.making.swap(true, Ordering::AcqRel) {
                self.improver.improve(&entry.made);
                return Ok(entry.made.clone());
            }
            _again = Some(Again(&entry.making));
        }
        let make = async {
            let (made, reads) = make.await?;
            let made = Arc::new(made);
            self.keep(number, address, made.clone(), reads.packed()).await;
            Ok::<_, Failure>(made)
        };
        let key = (number, address.to_owned());
        let made = self.making.try_get_with_by_ref(&key, make).await;
        // Whoever asks from here on finds it kept, or has to make it again.
        self.making.invalidate(&key).await;
        made.map_err(|failure: Arc<Failure>| Failure::clone(&failure))
    }

    async fn keep(&self, since: u64, address: &str, made: Arc<Made>, of: Packed) {
        let moves = self.state.moves.lock().await;
        if self.is_in_doubt() || !moves.is_current(since, &of) {
            return;
        }
        let entry = Entry { made, of, touched: AtomicBool::new(false), making: AtomicBool::new(false) };
        self.kept.insert(address.to_owned(), Arc::new(entry)).await;
    }

    /// The last good page of an address, however old; none while nobody knows whether it may still be shown.
    pub async fn stale(&self, address: &str) -> Option<Arc<Made>> {
        if self.is_in_doubt() {
            return None;
        }
        Some(self.kept.get(address).await?.made.clone())
    }

    /// Forgets the page of an address that has none any more.
    pub async fn forget(&self, address: &str) {
        self.kept.invalidate(address).await;
    }

    /// Takes note of what has changed. When this returns, no page made of it is found as it was.
    pub async fn touch(&self, touched: Touched, change: Change) {
        if touched.is_empty() {
            return;
        }
        let touched = Arc::new(touched);
        let mut moves = self.state.moves.lock().await;
        let number = self.state.number.fetch_add(1, Ordering::SeqCst) + 1;
        moves.note(number, touched.clone());
        // However many pages are kept, they are some thousands, and looking through them takes less than making one.
        for (address, entry) in &self.kept {
            if !touched.concerns(&entry.of) {
                continue;
            }
            entry.touched.store(true, Ordering::Release);
            if change == Change::Removed {
                self.kept.invalidate(&*address).await;
            }
        }
    }

    /// Notes that something happened of which it is not known yet what: until [`PageCache::know`], no page is found that was made
    /// before.
    pub fn doubt(&self) {
        self.state.in_doubt.store(true, Ordering::SeqCst);
    }

    /// Notes that what happened is known, and what it changed was touched.
    pub fn know(&self) {
        self.state.in_doubt.store(false, Ordering::SeqCst);
    }

    fn is_in_doubt(&self) -> bool {
        self.state.in_doubt.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests;
