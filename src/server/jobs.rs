//! The worker: does what was queued, one job after the other, beside the readers' requests.

use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_media::Pace;
use dateline_store::jobs::Job;
use dateline_store::library::{RENDITIONS_JOB, USES_JOB};
use dateline_story::{ArticleId, Timestamp};
use thiserror::Error;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::app::App;
use crate::outside;

/// How long a job belongs to the worker that took it, in seconds: far longer than any job takes.
const LEASE: i64 = 15 * 60;

/// A job that failed so often is given up.
const MAX_TRIES: u32 = 5;

/// How long after its first failure a job is tried again, in seconds; four times as long after each further one.
const PAUSE: i64 = 30;

/// How often the queue is looked at when nobody says that something was queued: by another program, or for later.
const POLL: Duration = Duration::from_secs(5);

/// How long the store is left alone after it failed.
const AFTER_FAILURE: Duration = Duration::from_secs(30);

/// How many times as long the worker rests while more than half of the processors' time goes to readers.
const RESTS: u32 = 5;

/// Stories that are looked at in one transaction.
const STORIES: usize = 100;

/// Why a job was not done.
#[derive(Debug, Error)]
pub enum Failure {
    /// The media store, or the picture.
    #[error(transparent)]
    Media(#[from] dateline_media::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
    /// Whoever was to be told.
    #[error(transparent)]
    Ping(#[from] outside::PingFailure),
    /// No worker knows the kind.
    #[error("this program does not know how to do jobs of the kind “{0}”: was it queued by a newer one?")]
    UnknownKind(String),
}

impl Failure {
    /// Whether trying again can help.
    fn may_pass(&self) -> bool {
        use dateline_media::Error;
        match self {
            Failure::Media(Error::Storage { .. } | Error::TooSlow { .. }) | Failure::Store(_) => true,
            Failure::Media(
                Error::NotAPicture { .. } | Error::TooManyBytes { .. } | Error::TooManyPixels { .. } | Error::Lost(_),
            )
            | Failure::UnknownKind(_) => false,
            Failure::Ping(failure) => failure.may_pass(),
        }
    }
}

/// A worker that runs.
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    /// Stops it; the job it is at goes back into the queue.
    pub async fn stop(self) {
        // Without a receiver it has ended already.
        let _ = self.stop.send(true);
        if self.task.await.is_err() {
            tracing::error!("the worker failed");
        }
    }
}

/// Starts the one worker of a program.
pub fn start(app: App) -> Worker {
    let (stop, stopping) = watch::channel(false);
    let task = tokio::spawn(run(app, stopping));
    Worker { stop, task }
}

async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let queued: Arc<Notify> = app.queued.clone();
    loop {
        let pause = match next(&app, Pace::Quarter, &mut stopping).await {
            Ok(Some(rest)) => rest,
            Ok(None) => POLL,
            Err(error) => {
                tracing::error!(%error, "the queue cannot be read or written");
                AFTER_FAILURE
            }
        };
        if *stopping.borrow() {
            return;
        }
        tokio::select! {
            _ = stopping.changed() => return,
            () = queued.notified(), if pause == POLL => {}
            () = rest(pause) => {}
        }
    }
}

/// Rests so long, and again while readers keep the processors busy, up to [`RESTS`] times.
async fn rest(pause: Duration) {
    for _ in 0..RESTS {
        let (began, used) = (Instant::now(), processor_time());
        tokio::time::sleep(pause).await;
        let used = processor_time().saturating_sub(used);
        let all = began.elapsed() * std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
        if used < all / 2 {
            return;
        }
    }
}

/// What the whole program has taken of the processors so far; nothing where that cannot be had.
fn processor_time() -> Duration {
    #[cfg(target_os = "linux")]
    if let Ok(time) = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).try_into() {
        return time;
    }
    Duration::ZERO
}

/// Takes the next job, does it, and says how long to rest before another; `None` when there was none. While `stopping` turns true
/// the job is given back.
///
/// # Errors
/// The store's, when the queue itself cannot be read or written.
pub async fn next(
    app: &App,
    pace: Pace,
    stopping: &mut watch::Receiver<bool>,
) -> Result<Option<Duration>, dateline_store::Error> {
    let now = (app.now)();
    let Some(job) = app.store.take_job(now, later(now, LEASE), MAX_TRIES).await? else { return Ok(None) };
    // A picture that is being compressed is left to its thread, which ends with the program.
    let done = tokio::select! {
        done = perform(app, &job, pace) => done,
        () = stopped(stopping) => {
            app.store.return_job(&job).await?;
            return Ok(Some(Duration::ZERO));
        }
    };
    match done {
        Ok(rest) => {
            app.store.finish_job(&job).await?;
            return Ok(Some(rest));
        }
        Err(failure) => {
            let again = (failure.may_pass() && job.tries < MAX_TRIES).then(|| {
                let pause = PAUSE << (2 * job.tries.saturating_sub(1).min(8));
                later((app.now)(), pause)
            });
            tracing::warn!(error = %failure, kind = job.kind, key = job.key, tries = job.tries, gives_up = again.is_none(), "a job failed");
            app.store.fail_job(&job, &failure.to_string(), again).await?;
        }
    }
    Ok(Some(Duration::ZERO))
}

/// Waits until the worker is to stop, which is also when nobody can tell it any more.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(now.as_microsecond().saturating_add(seconds * 1_000_000)).unwrap_or(Timestamp::MAX)
}

/// Does a job, and says how long to rest after it.
async fn perform(app: &App, job: &Job, pace: Pace) -> Result<Duration, Failure> {
    match job.kind.as_str() {
        RENDITIONS_JOB => {
            // One that is gone from the library needs nothing.
            let Some(picture) = app.store.pictures(std::slice::from_ref(&job.key)).await?.pop() else {
                return Ok(Duration::ZERO);
            };
            // Readers get the wider JPEGs while AVIF takes its time.
            let widened = app.media.widen(&picture).await?;
            app.store.complete_picture(&widened.picture).await?;
            let (done, worked) = app.media.compress(widened, pace).await?;
            app.store.complete_picture(&done).await?;
            Ok(pace.rest(worked))
        }
        USES_JOB => {
            let mut after = ArticleId(i64::MIN);
            while let Some(last) = app.store.find_picture_uses(after, STORIES).await? {
                after = last;
            }
            Ok(Duration::ZERO)
        }
        outside::SHARE_JOB => Ok(pace.rest(outside::make(app, &job.key).await?)),
        outside::WEBSUB_JOB | outside::INDEX_NOW_JOB => {
            // Where nobody is told any more, as in a copy of the data on another machine, nothing is to be done.
            let Some(ping) = &app.ping else { return Ok(Duration::ZERO) };
            match job.kind.as_str() {
                outside::WEBSUB_JOB => ping.websub(app, &job.key).await?,
                _ => ping.index_now(app, &job.key).await?,
            }
            Ok(Duration::ZERO)
        }
        other => Err(Failure::UnknownKind(other.to_owned())),
    }
}
