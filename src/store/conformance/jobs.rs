//! What every queue of jobs must do.

use dateline_story::Timestamp;

use super::accounts::entry;
use crate::jobs::{Job, JobCounts, JobState, NewJob};
use crate::{Entry, Store};

/// Begun so often and not finished, a job is given up.
const MAX_TRIES: u32 = 3;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn job(key: &str, priority: i32, not_before: i64) -> NewJob {
    NewJob { kind: "test".into(), key: key.into(), payload: "{}".into(), priority, not_before: at(not_before) }
}

async fn take(store: &impl Store, now: i64) -> Option<Job> {
    store.take_job(at(now), at(now + 60), MAX_TRIES).await.unwrap()
}

async fn keys(store: &impl Store, state: JobState, now: i64) -> Vec<String> {
    store.jobs(state, at(now), 0, 10).await.unwrap().into_iter().map(|job| job.key).collect()
}

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    jobs_are_taken_in_order_and_by_one_alone(&open()).await;
    one_job_waits_for_a_key(&open()).await;
    a_job_outlives_who_took_it(&open()).await;
    what_fails_is_tried_again_then_given_up_and_stays_visible(&open()).await;
    what_ends_the_program_each_time_is_given_up(&open()).await;
}

async fn jobs_are_taken_in_order_and_by_one_alone(store: &impl Store) {
    for (key, priority, not_before) in [("later", 0, 10), ("first", 0, 0), ("urgent", 1, 0), ("second", 0, 1)] {
        assert!(store.queue(job(key, priority, not_before), at(0)).await.unwrap());
    }
    let mut taken = Vec::new();
    while let Some(job) = take(store, 5).await {
        taken.push(job);
    }
    assert_eq!(taken.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["urgent", "first", "second"]);
    assert_eq!((taken[0].kind.as_str(), taken[0].payload.as_str(), taken[0].tries), ("test", "{}", 1));
    assert_eq!(store.job_counts(at(5)).await.unwrap(), JobCounts { waiting: 1, running: 3, failed: 0 });
    assert!(store.finish_job(&taken[0]).await.unwrap());
    assert!(!store.finish_job(&taken[0]).await.unwrap());
    assert_eq!(keys(store, JobState::Running, 5).await, ["first", "second"]);
    assert_eq!(take(store, 10).await.unwrap().key, "later");
}

async fn one_job_waits_for_a_key(store: &impl Store) {
    assert!(store.queue(job("a", 0, 100), at(0)).await.unwrap());
    assert!(!store.queue(job("a", 0, 50), at(0)).await.unwrap());
    assert_eq!(take(store, 49).await, None);
    let first = take(store, 50).await.unwrap();
    // What is under way may have seen how things were: another turn is needed.
    assert!(store.queue(job("a", 0, 50), at(50)).await.unwrap());
    assert_eq!(store.job_about("test", "a", at(50)).await.unwrap().unwrap().state, JobState::Running);
    // Two turns that wait are one.
    assert!(store.fail_job(&first, "no", Some(at(51))).await.unwrap());
    assert_eq!(store.job_counts(at(50)).await.unwrap(), JobCounts { waiting: 1, running: 0, failed: 0 });
    let second = take(store, 51).await.unwrap();
    assert!(store.finish_job(&second).await.unwrap());
    assert_eq!(store.job_about("test", "a", at(51)).await.unwrap(), None);
}

async fn a_job_outlives_who_took_it(store: &impl Store) {
    store.queue(job("a", 0, 0), at(0)).await.unwrap();
    let lost = take(store, 0).await.unwrap();
    assert_eq!(take(store, 59).await, None, "it is somebody's until its time is up");
    let found = take(store, 60).await.unwrap();
    assert_eq!((found.id, found.tries), (lost.id, 2));
    // Whoever was too slow has no say any more.
    assert!(!store.finish_job(&lost).await.unwrap());
    assert!(!store.fail_job(&lost, "no", None).await.unwrap());
    // A worker that must stop gives its job back as if it had not begun.
    assert!(store.return_job(&found).await.unwrap());
    assert_eq!(take(store, 61).await.unwrap().tries, 2);
}

async fn what_fails_is_tried_again_then_given_up_and_stays_visible(store: &impl Store) {
    store.queue(job("a", 0, 0), at(0)).await.unwrap();
    let first = take(store, 0).await.unwrap();
    assert!(store.fail_job(&first, "the disk is full", Some(at(30))).await.unwrap());
    assert_eq!(store.jobs(JobState::Waiting, at(1), 0, 9).await.unwrap()[0].error.as_deref(), Some("the disk is full"));
    assert_eq!(take(store, 29).await, None);
    let second = take(store, 30).await.unwrap();
    assert!(store.fail_job(&second, "the disk is still full", None).await.unwrap());
    assert_eq!(take(store, 1000).await, None);
    let failed = store.jobs(JobState::Failed, at(1000), 0, 9).await.unwrap();
    assert_eq!((failed.len(), failed[0].error.as_deref()), (1, Some("the disk is still full")));
    assert!(!store.retry_job(failed[0].id + 1, Entry { at: at(1000), ..entry("job-again", 0) }).await.unwrap());
    assert!(store.retry_job(failed[0].id, Entry { at: at(1000), ..entry("job-again", 0) }).await.unwrap());
    assert!(!store.retry_job(failed[0].id, Entry { at: at(1000), ..entry("job-again", 0) }).await.unwrap());
    assert_eq!(store.audited(None, 9).await.unwrap().len(), 1);
    let again = take(store, 1000).await.unwrap();
    assert_eq!(again.tries, 1);
    store.fail_job(&again, "no", None).await.unwrap();
    // Queued anew, it takes the place of the one that was given up.
    assert!(store.queue(job("a", 0, 0), at(2000)).await.unwrap());
    assert_eq!(store.job_counts(at(2000)).await.unwrap(), JobCounts { waiting: 1, running: 0, failed: 0 });
}

async fn what_ends_the_program_each_time_is_given_up(store: &impl Store) {
    store.queue(job("a", 0, 0), at(0)).await.unwrap();
    for crash in 0..i64::from(MAX_TRIES) {
        assert!(take(store, crash * 100).await.is_some());
    }
    assert_eq!(take(store, 1000).await, None);
    let failed = store.jobs(JobState::Failed, at(1000), 0, 9).await.unwrap();
    assert!(failed[0].error.as_ref().unwrap().contains("begun 3 times"), "{failed:?}");
}
