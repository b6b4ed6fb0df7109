//! What reads and ranks takes turns, on threads that serve no other request: however much is asked for, pages that are kept
//! are sent at once, and half of the processors stay free of ranking.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::Result;
use crate::error::AppError;

/// How long a search waits for its turn before its reader is told to try again: hundreds have theirs in that time.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a page waits to be made: longer than a request may take, so that nobody is told to try again who could wait.
const LONG: Duration = Duration::from_secs(60);

/// How much may be worked on at once.
#[derive(Clone, Debug)]
pub struct Turns {
    room: Arc<Semaphore>,
    patience: Duration,
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

impl Turns {
    /// For searches: on half of the processors.
    pub fn of_searches() -> Self {
        Self::of((processors() / 2).max(1), PATIENCE)
    }

    /// For pages that are made: on all processors.
    pub fn of_pages() -> Self {
        Self::of(processors(), LONG)
    }

    /// So many at once, each of which waits for so long.
    pub fn of(at_once: usize, patience: Duration) -> Self {
        Self { room: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// Does `work` to its end when it is its turn, on a thread that serves no other request meanwhile: the store and the
    /// index are read from mapped files, which may have to come from the disk, and ranking keeps a processor busy.
    ///
    /// # Errors
    /// As for [`Turns::take`].
    pub async fn make<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> Result<T> {
        let runtime = Handle::current();
        self.take(move || runtime.block_on(work)).await
    }

    /// Does `work` when it is its turn, on a thread that serves no other request meanwhile.
    ///
    /// # Errors
    /// [`AppError::Busy`] where the turn does not come in time.
    ///
    /// # Panics
    /// Where `work` does.
    pub async fn take<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = tokio::time::timeout(self.patience, self.room.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(AppError::Busy) };
        // The turn ends with the work, also where the reader is gone before.
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(turn);
            answer
        });
        done.await.map_err(|error| match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => AppError::Busy,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn none_waits_for_ever_and_a_turn_that_ends_is_anothers() {
        let turns = Turns::of(1, Duration::from_millis(20));
        assert_eq!(turns.take(|| 1).await.ok(), Some(1));
        let held = turns.room.clone().acquire_owned().await.unwrap();
        assert!(matches!(turns.take(|| 2).await, Err(AppError::Busy)));
        drop(held);
        let turns = Turns { patience: PATIENCE, ..turns };
        assert_eq!(turns.take(|| 3).await.ok(), Some(3));
    }

    #[tokio::test]
    async fn what_is_made_holds_up_nothing_else() {
        // The only thread of this runtime must be free for whoever ends the work.
        let (end, ends) = std::sync::mpsc::channel();
        let turns = Turns::of(1, PATIENCE);
        let made = turns.make(async move { ends.recv_timeout(Duration::from_secs(10)) });
        let (made, ()) = tokio::join!(made, async { end.send(()).unwrap() });
        assert_eq!(made.ok(), Some(Ok(())));
    }
}
