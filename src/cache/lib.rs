//! Pages as they were last made, each already compressed for whoever asked for it.
//!
//! A page that is kept knows what it was made of ([`Reads`]). Whoever follows the store says what has changed ([`Touched`]), and the
//! pages made of that are made again when they are next asked for: by one request, while others have the last good one. What was
//! removed is not sent again in any page. A hit asks nobody.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod compress;
pub mod encoding;
mod form;
mod improve;
mod made;
mod moves;
mod parts;
mod shelf;

use std::any::Any;
use std::collections::BTreeSet;
use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use http::HeaderMap;
use moka::future::Cache;
use tokio::sync::Mutex;

use encoding::Liked;
use improve::Improver;
use moves::Moves;
use parts::Packed;
use shelf::Shelf;

pub use form::Form;
pub use improve::improve;
pub use made::{Encoded, Made};
pub use parts::{EVERY_PAGE, Part, Place, Reads, Touched};
pub use shelf::Followed;

/// How many bytes of pages are kept, compressed forms included.
const CAPACITY: u64 = 48 << 20;

/// How many pages may be in the making at once before some are made twice.
const AT_ONCE: u64 = 10_000;

/// Why a page could not be made.
type Failure = Arc<dyn Any + Send + Sync>;

/// A page that is being made.
type Making<'a> = Pin<Box<dyn Future<Output = Result<(Made, Reads), Failure>> + Send + 'a>>;

/// The fields of a page that has these tags, for whoever keeps copies of it elsewhere.
pub type EdgeFields = fn(BTreeSet<String>) -> HeaderMap;

/// A page as somebody gets it.
#[derive(Clone, Debug)]
pub struct Got {
    /// The page.
    pub made: Arc<Made>,
    /// How it came.
    pub how: How,
}

impl Got {
    /// Whether it is as it would be made now, as far as is known: what has changed from here on is told to whoever keeps copies.
    pub fn is_current(&self) -> bool {
        self.how != How::Earlier && self.made.is_kept()
    }
}

/// How a page comes to whoever asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It was kept.
    Kept,
    /// It is the last good one, and another is being made.
    Earlier,
    /// It was made, or somebody was making it: none was kept.
    New,
    /// It was made again: something that it was made of has changed.
    Changed,
    /// It was made since it is not known what happened.
    InDoubt,
}

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many pages.
    pub pages: u64,
    /// How many bytes they are reckoned at.
    pub bytes: u64,
    /// How many of them wait to be compressed better.
    pub to_improve: usize,
}

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
    /// The number of the last change before it was begun.
    since: u64,
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
    /// What is said to whoever keeps copies of pages elsewhere, of a page's tags.
    edge: OnceLock<EdgeFields>,
    moves: Arc<Mutex<Moves>>,
    /// Whoever holds this and the moves takes the moves first.
    shelf: std::sync::Mutex<Option<Shelf>>,
    /// Up to where what happened was touched.
    followed: std::sync::Mutex<Option<Followed>>,
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
    /// Keeps the best forms of pages in a folder as well, and says up to where what happened was followed when the program last
    /// wrote into it; `None` where the folder is new. What was removed since then has to be touched before a page is made.
    ///
    /// # Errors
    /// The system's: nothing is kept there then.
    pub fn keep_in(&self, folder: &Path) -> io::Result<Option<Followed>> {
        let shelf = Shelf::open(folder)?;
        let followed = shelf.followed();
        *held(&self.state.shelf) = Some(shelf);
        Ok(followed)
    }

    /// Gives pages that are made from here on these fields, for whoever keeps copies of them elsewhere.
    pub fn say_to_edge(&self, fields: EdgeFields) {
        self.state.edge.get_or_init(|| fields);
    }

    /// Whether somebody keeps copies of pages elsewhere.
    pub fn is_copied(&self) -> bool {
        self.state.edge.get().is_some()
    }

    /// Notes up to where what happened was touched.
    pub fn followed(&self, to: Followed) {
        *held(&self.state.followed) = Some(to);
    }

    /// The page of an address, if it is kept and nothing that it was made of has changed. Whoever it is for likes these codings.
    pub async fn fresh(&self, address: &str, liked: Liked) -> Option<Arc<Made>> {
        if self.is_in_doubt() {
            return None;
        }
        let entry = self.kept.get(address).await?;
        if entry.touched.load(Ordering::Acquire) {
            return None;
        }
        // Who asks for it is not the first.
        self.improver.improve(&entry, liked);
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
        liked: Liked,
        make: impl Future<Output = Result<(Made, Reads), E>> + Send,
    ) -> Result<Got, Arc<E>> {
        let make = Box::pin(async move { make.await.map_err(|error| Arc::new(error) as Failure) });
        match self.get_or_make(address, liked, make).await {
            Ok(got) => Ok(got),
            // Nothing but `make` fails, so that this is an `E`.
            Err(failure) => {
                Err(failure.downcast().unwrap_or_else(|_| unreachable!("a failure that `make` did not say")))
            }
        }
    }

    /// Whatever makes the page, one function: it is compiled here, with the cache.
    async fn get_or_make(&self, address: &str, liked: Liked, make: Making<'_>) -> Result<Got, Failure> {
        // Read before anything else: what changes from here on has a higher one.
        let number = self.state.number.load(Ordering::SeqCst);
        let in_doubt = self.is_in_doubt();
        let before = if in_doubt { None } else { self.kept.get(address).await };
        let mut _again = None;
        if let Some(entry) = &before {
            let earlier = entry.touched.load(Ordering::Acquire);
            if !earlier || entry.making.swap(true, Ordering::AcqRel) {
                self.improver.improve(entry, liked);
                let how = if earlier { How::Earlier } else { How::Kept };
                return Ok(Got { made: entry.made.clone(), how });
            }
            _again = Some(Again(&entry.making));
        }
        let make = async {
            let (mut made, reads) = make.await?;
            // What is made again and is the same has not changed for whoever has it.
            if let Some(entry) = before.as_ref().filter(|entry| entry.made.body == made.body) {
                made.tag.clone_from(&entry.made.tag);
                made.modified.clone_from(&entry.made.modified);
            }
            if let Some(edge) = self.state.edge.get() {
                made.edge = edge(reads.tags());
            }
            let made = Arc::new(made);
            self.keep(number, address, made.clone(), reads.packed()).await;
            Ok::<_, Failure>(made)
        };
        let key = (number, address.to_owned());
        let made = self.making.try_get_with_by_ref(&key, make).await;
        // Whoever asks from here on finds it kept, or has to make it again.
        self.making.invalidate(&key).await;
        let how = match before {
            Some(_) => How::Changed,
            None if in_doubt => How::InDoubt,
            None => How::New,
        };
        made.map(|made| Got { made, how }).map_err(|failure: Arc<Failure>| Failure::clone(&failure))
    }

    async fn keep(&self, since: u64, address: &str, made: Arc<Made>, of: Packed) {
        let moves = self.state.moves.lock().await;
        if self.is_in_doubt() || !moves.is_current(since, &of) {
            return;
        }
        made.note_kept();
        let entry = Entry { made, of, since, touched: AtomicBool::new(false), making: AtomicBool::new(false) };
        self.kept.insert(address.to_owned(), Arc::new(entry)).await;
    }

    /// Takes a page's best forms from the folder, where they are there: for the thread that made the page, before it compresses it.
    pub fn take_best(&self, made: &Made) {
        let files: Vec<_> = {
            let shelf = held(&self.state.shelf);
            let Some(shelf) = &*shelf else { return };
            let best = [Form::BestBrotli, Form::BestZstd].into_iter();
            best.filter_map(|form| Some((form, shelf.find(&made.tag, form)?))).collect()
        };
        for (form, file) in files {
            // What cannot be read is compressed again.
            if let Ok(bytes) = shelf::read(&file) {
                made.hold(form, bytes.into());
            }
        }
    }

    /// Puts a page's form into the folder, unless something that the page was made of has changed meanwhile.
    async fn put_on_shelf(&self, entry: Arc<Entry>, form: Form) {
        // Until the file is there, nothing can be removed that it was made of.
        let moves = self.state.moves.clone().lock_owned().await;
        if self.is_in_doubt() || !moves.is_current(entry.since, &entry.of) {
            return;
        }
        let state = self.state.clone();
        let put = move || {
            let mut slot = held(&state.shelf);
            let (Some(shelf), Some(followed)) = (&mut *slot, *held(&state.followed)) else { return };
            let Some(bytes) = entry.made.in_form(form) else { return };
            if shelf.followed() != Some(followed) && shelf.follow(followed).is_err() {
                return;
            }
            // On a full disk the program goes on without it.
            let _ = shelf.put(&entry.made.tag, form, entry.of.clone(), bytes);
            drop(moves);
        };
        let _ = tokio::task::spawn_blocking(put).await;
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
        // Last, since a disk may be slow. Nothing is put there as long as the moves are held.
        if change == Change::Removed {
            let (state, touched) = (self.state.clone(), touched.clone());
            let _ = tokio::task::spawn_blocking(move || remove_from_shelf(&state, &touched)).await;
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

    /// How many pages are kept, how many bytes they are reckoned at, and how many wait to be compressed better.
    pub async fn size(&self) -> Size {
        // Until then the map knows nothing of what was put in a moment ago.
        self.kept.run_pending_tasks().await;
        Size { pages: self.kept.entry_count(), bytes: self.kept.weighted_size(), to_improve: self.improver.waiting() }
    }

    fn is_in_doubt(&self) -> bool {
        self.state.in_doubt.load(Ordering::SeqCst)
    }
}

/// What cannot be removed stays until the next start: what was followed is not written down any more, so that what happened since
/// is followed again then.
fn remove_from_shelf(state: &State, touched: &Touched) {
    let mut slot = held(&state.shelf);
    if slot.as_mut().is_some_and(|shelf| shelf.remove_all(touched).is_err()) {
        *slot = None;
    }
}

fn held<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
