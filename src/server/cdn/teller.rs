//! When whoever keeps copies of pages is told, and told again.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use dateline_cache::EVERY_PAGE;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
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

/// How long the last telling may take when the program ends.
const AT_THE_END: Duration = Duration::from_secs(10);

/// Tells until it is stopped.
pub struct Teller {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Teller {
    /// Tells what is still to be told, once.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        if tokio::time::timeout(AT_THE_END, self.task).await.is_err() {
            tracing::error!("copies of pages were not told to go when the program ended");
        }
    }
}

/// From here on pages carry what is to be said to whoever keeps copies of them, and that they are others is told. At first all are
/// told to go: the program and its configuration may be others than those that made them.
pub fn start(app: &App, cdn: Cdn) -> Teller {
    app.cache.say_to_edge(cdn.fields());
    let (changed, told): (UnboundedSender<Tags>, _) = unbounded_channel();
    app.follower.tell(changed);
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let purger = Arc::new(Purger::new(cdn.clone()));
        let mut pending = Pending { told, wanted: every_page(), again: VecDeque::new(), telling: Tags::new() };
        tokio::select! {
            () = pending.tell(&purger, &cdn) => {}
            _ = stopped => {}
        }
        let last = pending.everything();
        if !last.is_empty()
            && let Err(error) = purge(&purger, last).await
        {
            tracing::error!(%error, ?cdn, "copies of pages were not told to go when the program ended");
        }
    });
    Teller { stop, task }
}

type Tags = BTreeSet<String>;

fn every_page() -> Tags {
    Tags::from([EVERY_PAGE.to_owned()])
}

/// What is to be told.
struct Pending {
    told: UnboundedReceiver<Tags>,
    /// What was not told yet.
    wanted: Tags,
    /// What was told once, and when it is told again.
    again: VecDeque<(Instant, Tags)>,
    /// What is being told, of which it is not known yet whether it was heard.
    telling: Tags,
}

impl Pending {
    /// Tells for ever.
    async fn tell(&mut self, purger: &Arc<Purger>, cdn: &Cdn) {
        let mut pause = AFTER_FAILURE.0;
        loop {
            if self.wanted.is_empty() {
                let due = self.again.front().map(|(due, _)| *due);
                tokio::select! {
                    more = self.told.recv() => match more {
                        Some(more) => self.wanted.extend(more),
                        None => return,
                    },
                    () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
                }
            }
            self.take_told();
            let now = Instant::now();
            self.telling.extend(self.wanted.iter().cloned());
            while self.again.front().is_some_and(|(due, _)| *due <= now) {
                self.telling.extend(self.again.pop_front().into_iter().flat_map(|(_, tags)| tags));
            }
            if self.telling.len() > MANY || self.telling.contains(EVERY_PAGE) {
                self.telling = every_page();
            }
            match purge(purger, self.telling.clone()).await {
                Ok(()) => {
                    self.telling.clear();
                    if !self.wanted.is_empty() {
                        self.again.push_back((Instant::now() + AGAIN, std::mem::take(&mut self.wanted)));
                    }
                    pause = AFTER_FAILURE.0;
                    tokio::time::sleep(GAP).await;
                }
                Err(error) => {
                    tracing::error!(%error, ?cdn, "copies of pages were not told to go; it is tried again");
                    self.wanted = self.telling.clone();
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(AFTER_FAILURE.1);
                }
            }
        }
    }

    fn take_told(&mut self) {
        while let Ok(more) = self.told.try_recv() {
            self.wanted.extend(more);
        }
    }

    /// All that is to be told, or told again.
    fn everything(mut self) -> Tags {
        self.take_told();
        let again = self.again.into_iter().flat_map(|(_, tags)| tags);
        self.wanted.into_iter().chain(again).chain(self.telling).collect()
    }
}

async fn purge(purger: &Arc<Purger>, tags: Tags) -> Result<(), Failure> {
    let purger = purger.clone();
    tokio::task::spawn_blocking(move || purger.purge(&tags)).await?
}
