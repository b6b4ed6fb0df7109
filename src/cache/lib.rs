//! Pages as they were last made, each already compressed for whoever asked for it.
//!
//! A page depends on the store, and on the newsroom's date and nothing else of the clock. Its key is therefore the last
//! event, the last change of a picture and the date: a new event makes every key new, so nothing has to be taken out, and what
//! is no longer asked for ages away.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod compress;
pub mod encoding;
mod seen;

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use moka::future::Cache;
use tokio::sync::OnceCell;

use encoding::Encoding;
use seen::Seen;

/// How many bytes of pages each of the two caches keeps, compressed forms included. Most of what they keep is the same.
const CAPACITY: u64 = 48 << 20;

/// When and from what a page was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The last event of the store.
    pub event: u64,
    /// The number of changes to pictures that are no events: renditions that became ready.
    pub pictures: u64,
    /// The number of changes to the index of search and related stories, which follows the store a moment behind.
    pub index: u64,
    /// The newsroom's date: a number that no other date has.
    pub day: i32,
}

type Compress = fn(&[u8]) -> Vec<u8>;

/// Why a page could not be made.
type Failure = Arc<dyn Any + Send + Sync>;

/// A page that is being made.
type Making<'a> = Pin<Box<dyn Future<Output = Result<Made, Failure>> + Send + 'a>>;

/// A page that was made.
#[derive(Debug)]
pub struct Made {
    /// The page.
    pub body: Bytes,
    /// Part of its SHA-256, in hex.
    pub tag: String,
    /// Where more of it is, for pages that come in pieces.
    pub more: Option<String>,
    kept: bool,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Made {
    /// A page from its HTML.
    pub fn new(html: String, more: Option<String>) -> Self {
        use sha2::{Digest, Sha256};
        let tag = Sha256::digest(&html).iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        Self { body: html.into(), tag, more, kept: true, brotli: OnceCell::new(), gzip: OnceCell::new() }
    }

    /// A page that is sent once: compressed quickly rather than well.
    pub fn once(html: String) -> Self {
        Self { kept: false, ..Self::new(html, None) }
    }

    /// The page in an encoding; each is made once.
    pub async fn encoded(&self, encoding: Encoding) -> Bytes {
        let (cell, compress): (_, Compress) = match encoding {
            Encoding::Identity => return self.body.clone(),
            Encoding::Brotli if self.kept => (&self.brotli, compress::brotli),
            Encoding::Brotli => (&self.brotli, compress::brotli_quickly),
            Encoding::Gzip => (&self.gzip, compress::gzip),
        };
        let body = self.body.clone();
        let compressed = cell.get_or_init(|| async move {
            // Some milliseconds of work, which would hold up every other request of this thread.
            let inner = body.clone();
            match tokio::task::spawn_blocking(move || compress(&inner)).await {
                Ok(compressed) => compressed.into(),
                Err(_) => compress(&body).into(),
            }
        });
        compressed.await.clone()
    }
}

/// The pages kept.
#[derive(Clone)]
pub struct PageCache {
    fresh: Cache<(Stamp, String), Arc<Made>>,
    /// The last good page of each address, for when the store fails, by how often everything was forgotten before it was
    /// begun: a page that was being made at that moment is not found again either.
    last: Cache<(u64, String), Arc<Made>>,
    /// How often everything was forgotten.
    forgotten: Arc<AtomicU64>,
    seen: Arc<Seen>,
}

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |key: &str, made: &Arc<Made>| u32::try_from(key.len() + made.body.len() * 2).unwrap_or(u32::MAX);
        Self {
            fresh: Cache::builder()
                .max_capacity(CAPACITY)
                .weigher(move |(_, key): &(Stamp, String), made| weigh(key, made))
                .build(),
            last: Cache::builder()
                .max_capacity(CAPACITY)
                .weigher(move |(_, key): &(u64, String), made| weigh(key, made))
                .build(),
            forgotten: Arc::default(),
            seen: Arc::default(),
        }
    }
}

impl PageCache {
    /// The page of an address at a stamp, made once however many ask at once.
    ///
    /// # Errors
    /// What `make` says; that is not kept.
    pub async fn get<E: Send + Sync + 'static>(
        &self,
        stamp: Stamp,
        address: &str,
        make: impl Future<Output = Result<Made, E>> + Send,
    ) -> Result<Arc<Made>, Arc<E>> {
        let make = Box::pin(async move { make.await.map_err(|error| Arc::new(error) as Failure) });
        match self.get_or_make(stamp, address, make).await {
            Ok(made) => Ok(made),
            // Nothing but `make` fails, so that this is an `E`.
            Err(failure) => {
                Err(failure.downcast().unwrap_or_else(|_| unreachable!("a failure that `make` did not say")))
            }
        }
    }

    /// Whatever makes the page, one function: it is compiled here, with the cache.
    async fn get_or_make(&self, stamp: Stamp, address: &str, make: Making<'_>) -> Result<Arc<Made>, Failure> {
        let last = self.last.clone();
        let key = self.last_key(address);
        let make = async move {
            let made = Arc::new(make.await?);
            last.insert(key, made.clone()).await;
            Ok::<_, Failure>(made)
        };
        self.fresh
            .try_get_with((stamp, address.to_owned()), make)
            .await
            .map_err(|failure: Arc<Failure>| Failure::clone(&failure))
    }

    /// The last good page of an address, however old; none while nobody knows whether it may still be shown.
    pub async fn stale(&self, address: &str) -> Option<Arc<Made>> {
        if !self.seen.is_all_read() {
            return None;
        }
        self.last.get(&self.last_key(address)).await
    }

    /// Forgets the last good page of an address that has none any more.
    pub async fn forget(&self, address: &str) {
        self.last.invalidate(&self.last_key(address)).await;
    }

    fn last_key(&self, address: &str) -> (u64, String) {
        (self.forgotten.load(Ordering::SeqCst), address.to_owned())
    }

    /// Notes how far the store has come, and gives the event after which it is not known yet what happened. Until
    /// [`PageCache::read_to`] says that it was read, no last good page is given.
    pub fn moved_from(&self, event: u64) -> Option<u64> {
        self.seen.hear(event)
    }

    /// Notes that what happened was read up to an event, and what it removed was forgotten.
    pub fn read_to(&self, event: u64) {
        self.seen.read_to(event);
    }

    /// Forgets every last good page: something in them may not be shown again.
    pub fn forget_all(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.last.invalidate_all();
    }
}

#[cfg(test)]
mod tests;
