//! Searches take turns: however many are asked for, half of the processors stay free for pages.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::Result;
use crate::error::AppError;

/// How long a search waits for its turn before its reader is told to try again: hundreds have theirs in that time.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many searches may be looked into at once.
#[derive(Clone, Debug)]
pub struct Turns {
    room: Arc<Semaphore>,
    patience: Duration,
}

impl Default for Turns {
    /// On half of the processors.
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self::of((processors / 2).max(1), PATIENCE)
    }
}

impl Turns {
    /// So many at once, each of which waits for so long.
    pub fn of(at_once: usize, patience: Duration) -> Self {
        Self { room: Arc::new(Semaphore::new(at_once)), patience }
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
}
