//! The scheduler's task: looks for what is due, for as long as the program serves.

use std::collections::HashSet;
use std::sync::Arc;

use dateline_newsroom::{Newsroom, scheduler};
use dateline_store::Store;
use dateline_story::Timestamp;
use tokio::task::JoinHandle;

/// Publishes what is due, also what came due while no program ran, until the handle is aborted.
pub fn start(store: Arc<dyn Store>, now: fn() -> Timestamp) -> JoinHandle<()> {
    tokio::spawn(async move {
        let newsroom = Newsroom::new(store.clone());
        let mut pulse = tokio::time::interval(scheduler::PULSE);
        pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // What could not be published is said once, not at every pulse.
        let mut said = HashSet::new();
        loop {
            pulse.tick().await;
            match scheduler::round(&newsroom, &*store, now()).await {
                Ok(round) => {
                    for id in round.published {
                        tracing::info!(story = %id, "published on schedule");
                        said.remove(&id);
                    }
                    for (id, error) in round.failed {
                        if said.insert(id) {
                            tracing::error!(story = %id, %error, "a scheduled story could not be published");
                        }
                    }
                }
                Err(error) => tracing::error!(%error, "the scheduler cannot read the store"),
            }
        }
    })
}
