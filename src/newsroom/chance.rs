//! The part of a story's number that keeps two stories of one millisecond apart.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts anywhere and counts up: within one program no two numbers of one millisecond meet.
static NEXT: LazyLock<AtomicU32> =
    LazyLock::new(|| AtomicU32::new(getrandom::u32().unwrap_or_else(|_| std::process::id())));

/// The next value; [`dateline_story::ArticleId::new`] uses its low bits.
pub fn next() -> u32 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}
