//! Compressing pages as well as they can be, when there is time.
//!
//! A page's first reader gets it as soon as it is made. What is asked for a second time is worth more work.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::encoding::Liked;
use crate::form::Form;
use crate::{Entry, PageCache, held};

/// How many pages wait at most; those that find no room stay as they are.
const WAITING: usize = 1_000;

/// How long a rest is, by how long was worked: a quarter of a processor is used at most.
const REST: u32 = 3;

/// A page that is kept, and the form that is wanted of it.
type Wanted = (Arc<Entry>, Form);

/// The pages that are to be compressed better.
#[derive(Clone)]
pub(crate) struct Improver {
    wanted: Sender<Wanted>,
    waiting: Arc<Mutex<Option<Receiver<Wanted>>>>,
}

impl Default for Improver {
    fn default() -> Self {
        let (wanted, waiting) = mpsc::channel(WAITING);
        Self { wanted, waiting: Arc::new(Mutex::new(Some(waiting))) }
    }
}

impl Improver {
    pub fn improve(&self, entry: &Arc<Entry>, liked: Liked) {
        if let Some(form) = entry.made.is_to_be_improved(liked) {
            let _ = self.wanted.try_send((entry.clone(), form));
        }
    }

    /// How many pages wait.
    pub fn waiting(&self) -> usize {
        self.wanted.max_capacity() - self.wanted.capacity()
    }
}

/// Compresses the pages of a cache that are asked for more than once, until it is dropped. The first who calls it does; for others
/// there is nothing to do.
pub async fn improve(cache: PageCache) {
    let waiting = held(&cache.improver.waiting).take();
    let Some(mut waiting) = waiting else { return };
    while let Some((entry, form)) = waiting.recv().await {
        let started = Instant::now();
        let page = entry.made.body.clone();
        // Where that fails, the page stays as it is.
        if let Ok(Some(bytes)) = tokio::task::spawn_blocking(move || form.of(&page)).await {
            entry.made.hold(form, bytes.into());
            let worked = started.elapsed();
            cache.put_on_shelf(entry, form).await;
            tokio::time::sleep(worked * REST).await;
        }
    }
}
