//! Compressing pages as well as they can be, when there is time.
//!
//! A page's first reader gets it as soon as it is made. What is asked for a second time is worth more work.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::PageCache;
use crate::made::Made;

/// How many pages wait at most; those that find no room stay as they are.
const WAITING: usize = 1_000;

/// How long a rest is, by how long was worked: a quarter of a processor is used at most.
const REST: u32 = 3;

/// The pages that are to be compressed better.
#[derive(Clone)]
pub(crate) struct Improver {
    wanted: Sender<Arc<Made>>,
    waiting: Arc<Mutex<Option<Receiver<Arc<Made>>>>>,
}

impl Default for Improver {
    fn default() -> Self {
        let (wanted, waiting) = mpsc::channel(WAITING);
        Self { wanted, waiting: Arc::new(Mutex::new(Some(waiting))) }
    }
}

impl Improver {
    pub fn improve(&self, made: &Arc<Made>) {
        if made.is_to_be_improved() {
            let _ = self.wanted.try_send(made.clone());
        }
    }
}

/// Compresses the pages of a cache that are asked for more than once, until it is dropped. The first who calls it does; for others
/// there is nothing to do.
pub async fn improve(cache: PageCache) {
    let waiting = cache.improver.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(mut waiting) = waiting else { return };
    while let Some(made) = waiting.recv().await {
        let started = Instant::now();
        // Where that fails, the page stays as it is.
        let _ = tokio::task::spawn_blocking(move || made.improve()).await;
        tokio::time::sleep(started.elapsed() * REST).await;
    }
}
