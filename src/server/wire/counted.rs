//! What moves on a connection: a stream that counts, and what is made of it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

use axum::http::Version;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::Limits;

/// What a connection has done so far.
#[derive(Debug, Default)]
pub struct Counts {
    /// Bytes that came.
    read: AtomicU64,
    /// Bytes that went.
    written: AtomicU64,
    /// Requests whose heads were read.
    requests: AtomicU64,
    /// Requests that are being answered.
    answering: AtomicUsize,
    /// Whether requests come side by side, with frames between them that are no part of any (HTTP/2).
    multiplexed: AtomicBool,
}

impl Counts {
    /// Notes a request; it is being answered until what is given back is dropped.
    pub fn asked(self: &Arc<Self>, version: Version) -> Asked {
        if version == Version::HTTP_2 {
            self.multiplexed.store(true, Ordering::Relaxed);
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.answering.fetch_add(1, Ordering::Relaxed);
        Asked(self.clone())
    }
}

/// A request that is being answered.
pub struct Asked(Arc<Counts>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.answering.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A stream whose bytes are counted.
pub struct Counted<S> {
    stream: S,
    counts: Arc<Counts>,
}

impl<S> Counted<S> {
    /// Counts a stream's bytes.
    pub fn new(stream: S, counts: Arc<Counts>) -> Self {
        Self { stream, counts }
    }

    fn wrote(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = &written {
            self.counts.written.fetch_add(*bytes as u64, Ordering::Relaxed);
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        let came = into.filled().len() - before;
        if came > 0 {
            self.counts.read.fetch_add(came as u64, Ordering::Relaxed);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wrote(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.wrote(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// A connection that is looked at from time to time.
pub struct Watched {
    counts: Arc<Counts>,
    limits: Limits,
    seen: Seen,
    /// When it was last seen to have moved.
    moved: Instant,
    /// The head that is being read: how much was read before the last request was known, and since when there is more.
    head: (u64, u64, Instant),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    read: u64,
    written: u64,
    requests: u64,
}

impl Watched {
    /// A connection that was just opened.
    pub fn new(counts: Arc<Counts>, limits: Limits) -> Self {
        let now = Instant::now();
        Self { counts, limits, seen: Seen { read: 0, written: 0, requests: 0 }, moved: now, head: (0, 0, now) }
    }

    /// Whether it has stood still for longer than it may.
    pub fn stands_still(&mut self) -> bool {
        self.at(Instant::now())
    }

    fn at(&mut self, now: Instant) -> bool {
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let seen = Seen {
            read: count(&self.counts.read),
            written: count(&self.counts.written),
            requests: count(&self.counts.requests),
        };
        if seen != self.seen {
            (self.seen, self.moved) = (seen, now);
        }
        let (requests, read, _) = self.head;
        let answering = self.counts.answering.load(Ordering::Relaxed) > 0;
        let frames = self.counts.multiplexed.load(Ordering::Relaxed);
        if answering || frames || requests != seen.requests || read == seen.read {
            // Nothing of a further head has come so far, or what has come is a request's body.
            self.head = (seen.requests, seen.read, now);
        }
        let stood = now.duration_since(self.moved);
        if answering {
            return stood > self.limits.still;
        }
        // A head that comes byte by byte moves, and takes too long all the same. So does an answer that nobody takes.
        let unfinished = seen.read > self.head.1 && now.duration_since(self.head.2) > self.limits.head;
        stood > self.limits.idle || unfinished
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn watched() -> (Arc<Counts>, Watched, Instant) {
        let counts = Arc::new(Counts::default());
        let watched = Watched::new(counts.clone(), Limits::default());
        (counts, watched, Instant::now())
    }

    fn still_at(watched: &mut Watched, start: Instant, seconds: u64) -> bool {
        watched.at(start + Duration::from_secs(seconds))
    }

    #[test]
    fn who_asks_nothing_may_stay_for_a_while() {
        let (counts, mut watched, start) = watched();
        assert!(!still_at(&mut watched, start, 60) && still_at(&mut watched, start, 80));
        counts.read.fetch_add(100, Ordering::Relaxed);
        drop(counts.asked(Version::HTTP_11));
        counts.written.fetch_add(8_000, Ordering::Relaxed);
        assert!(!still_at(&mut watched, start, 81) && !still_at(&mut watched, start, 150));
        assert!(still_at(&mut watched, start, 160));
    }

    #[test]
    fn a_head_that_comes_byte_by_byte_takes_too_long() {
        let (counts, mut watched, start) = watched();
        let mut ended = None;
        for second in 1..60 {
            counts.read.fetch_add(1, Ordering::Relaxed);
            if still_at(&mut watched, start, second) {
                ended = Some(second);
                break;
            }
        }
        assert!(ended.is_some_and(|second| (10..=13).contains(&second)), "{ended:?}");
    }

    #[test]
    fn requests_one_after_the_other_are_no_slow_head() {
        let (counts, mut watched, start) = watched();
        for second in 1..60 {
            counts.read.fetch_add(300, Ordering::Relaxed);
            drop(counts.asked(Version::HTTP_11));
            assert!(!still_at(&mut watched, start, second), "{second}");
        }
    }

    #[test]
    fn frames_between_requests_are_no_slow_head() {
        let (counts, mut watched, start) = watched();
        drop(counts.asked(Version::HTTP_2));
        for second in 1..60 {
            counts.read.fetch_add(17, Ordering::Relaxed);
            assert!(!still_at(&mut watched, start, second), "{second}");
        }
        assert!(still_at(&mut watched, start, 140));
    }

    #[test]
    fn an_upload_may_take_long_and_may_not_stop() {
        let (counts, mut watched, start) = watched();
        let upload = counts.asked(Version::HTTP_11);
        for second in 1..600 {
            counts.read.fetch_add(1_000, Ordering::Relaxed);
            assert!(!still_at(&mut watched, start, second), "{second}");
        }
        assert!(!still_at(&mut watched, start, 650) && still_at(&mut watched, start, 670));
        drop(upload);
    }
}
