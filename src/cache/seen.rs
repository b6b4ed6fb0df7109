//! How far the store has come, and how far it is known what happened.

use std::sync::atomic::{AtomicU64, Ordering};

/// The last event that was heard of, and the one up to which it was read what happened.
#[derive(Debug, Default)]
pub struct Seen {
    heard: AtomicU64,
    read: AtomicU64,
}

impl Seen {
    /// Hears of the store's last event; gives the one up to which all are read, where that is not all.
    pub fn hear(&self, event: u64) -> Option<u64> {
        self.heard.fetch_max(event, Ordering::SeqCst);
        let read = self.read.load(Ordering::SeqCst);
        (read < event).then_some(read)
    }

    /// Notes that everything up to an event was read.
    pub fn read_to(&self, event: u64) {
        self.read.fetch_max(event, Ordering::SeqCst);
    }

    /// Whether nothing was heard of that was not read.
    pub fn is_all_read(&self) -> bool {
        self.read.load(Ordering::SeqCst) >= self.heard.load(Ordering::SeqCst)
    }
}
