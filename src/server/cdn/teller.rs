//! When whoever keeps copies of pages is told, and told again.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use dateline_cache::EVERY_PAGE;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::purge::Purger;
use super::{Cdn, Failure};
use crate::app::App;

/// Everything is told a second time after so long: an answer that was under way to whoever keeps copies when they were told may have
/// come there later.
const AGAIN: Duration = Duration::from_secs(2);

/// How long nothing more is told after something was; what happens meanwhile is told together.
const GAP: Duration = Duration::from_millis(200);

/// How long it is waited after a failure, at first and at most.
const AFTER_FAILURE: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(60));

/// More tags than these are every page.
const MANY: usize = 2_000;

/// From here on pages carry what is to be said to whoever keeps copies of them, and that they are others is told. At first all are
/// told to go: the program and its configuration may be others than those that made them.
pub fn start(app: &App, cdn: Cdn) -> JoinHandle<()> {
    app.cache.say_to_edge(cdn.fields());
    let (changed, told): (UnboundedSender<BTreeSet<String>>, _) = unbounded_channel();
    app.follower.tell(changed);
    tokio::spawn(tell(cdn, told))
}

async fn tell(cdn: Cdn, mut told: UnboundedReceiver<BTreeSet<String>>) {
    let purger = Arc::new(Purger::new(cdn.clone()));
    let mut wanted = BTreeSet::from([EVERY_PAGE.to_owned()]);
    let mut again: VecDeque<(Instant, BTreeSet<String>)> = VecDeque::new();
    let mut pause = AFTER_FAILURE.0;
    loop {
        if wanted.is_empty() {
            let due = again.front().map(|(due, _)| *due);
            tokio::select! {
                more = told.recv() => match more {
                    Some(more) => wanted.extend(more),
                    None => return,
                },
                () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
            }
        }
        while let Ok(more) = told.try_recv() {
            wanted.extend(more);
        }
        let now = Instant::now();
        let mut all = wanted.clone();
        while again.front().is_some_and(|(due, _)| *due <= now) {
            all.extend(again.pop_front().into_iter().flat_map(|(_, tags)| tags));
        }
        if all.len() > MANY || all.contains(EVERY_PAGE) {
            all = BTreeSet::from([EVERY_PAGE.to_owned()]);
        }
        match purge(&purger, all.clone()).await {
            Ok(()) => {
                if !wanted.is_empty() {
                    again.push_back((Instant::now() + AGAIN, std::mem::take(&mut wanted)));
                }
                pause = AFTER_FAILURE.0;
                tokio::time::sleep(GAP).await;
            }
            Err(error) => {
                tracing::error!(%error, ?cdn, "copies of pages were not told to go; it is tried again");
                wanted = all;
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(AFTER_FAILURE.1);
            }
        }
    }
}

async fn purge(purger: &Arc<Purger>, tags: BTreeSet<String>) -> Result<(), Failure> {
    let purger = purger.clone();
    // Where the runtime ends, nobody is told any more.
    tokio::task::spawn_blocking(move || purger.purge(&tags)).await.unwrap_or(Ok(()))
}
