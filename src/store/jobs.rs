//! Work that is to be done later: kept until it is done, whatever happens to the program meanwhile.

use async_trait::async_trait;
use dateline_story::Timestamp;

use crate::{Entry, Error};

/// Work to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What is to be done: `renditions`.
    pub kind: String,
    /// To what. While one job of a kind waits for a key, no second one is queued.
    pub key: String,
    /// What else its worker needs to know; JSON, or empty.
    pub payload: String,
    /// Higher ones are done first.
    pub priority: i32,
    /// It is not begun earlier.
    pub not_before: Timestamp,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits for its turn or its time.
    Waiting,
    /// Somebody does it.
    Running,
    /// It failed so often that it was given up; a person may have it tried again.
    Failed,
}

/// A job in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number, given once.
    pub id: i64,
    /// What is to be done.
    pub kind: String,
    /// To what.
    pub key: String,
    /// What else its worker needs to know.
    pub payload: String,
    /// How often it was begun. With its number this proves whose turn it is: one that was taken from a worker that was
    /// too slow has been begun once more since.
    pub tries: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When it may be begun.
    pub not_before: Timestamp,
    /// Where it stands.
    pub state: JobState,
    /// Why it failed last.
    pub error: Option<String>,
}

/// How many jobs are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting.
    pub waiting: u64,
    /// Running.
    pub running: u64,
    /// Given up.
    pub failed: u64,
}

/// The queue. A job is *taken* for a time; who does not finish it in that time loses it to the next who asks. So a crash
/// delays a job and never loses it, and two programs on one store never do one job at once.
#[async_trait]
pub trait Jobs: Send + Sync + 'static {
    /// Queues a job. `false` where one of its kind and key waits already; that one is then done as early as this one
    /// would have been, unless it has failed: its pause is not cut short. One that had been given up is forgotten.
    async fn queue(&self, job: NewJob, now: Timestamp) -> Result<bool, Error>;

    /// Takes the next job, until `until`. One that was begun `max_tries` times and never finished is given up instead:
    /// it may be what ends the program each time.
    async fn take_job(&self, now: Timestamp, until: Timestamp, max_tries: u32) -> Result<Option<Job>, Error>;

    /// The job is done and is forgotten. `false` where it was somebody else's turn.
    async fn finish_job(&self, job: &Job) -> Result<bool, Error>;

    /// The job failed: it is tried again at `again`, or given up.
    async fn fail_job(&self, job: &Job, why: &str, again: Option<Timestamp>) -> Result<bool, Error>;

    /// The job was not finished and not tried in earnest: its worker had to stop.
    async fn return_job(&self, job: &Job) -> Result<bool, Error>;

    /// A job that was given up waits again, and the entry is written. `false` where it is none.
    async fn retry_job(&self, id: i64, entry: Entry) -> Result<bool, Error>;

    /// Jobs in a state with a number above `after`, by number.
    async fn jobs(&self, state: JobState, now: Timestamp, after: i64, limit: usize) -> Result<Vec<Job>, Error>;

    /// The job about a key that is in the queue, if any.
    async fn job_about(&self, kind: &str, key: &str, now: Timestamp) -> Result<Option<Job>, Error>;

    /// How many jobs are in each state.
    async fn job_counts(&self, now: Timestamp) -> Result<JobCounts, Error>;
}
