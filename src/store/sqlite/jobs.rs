//! The queue of jobs in SQLite. Every step is one transaction of the one writer, so two servers never take one job.

use async_trait::async_trait;
use dateline_story::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::Sqlite;
use super::accounts::audit;
use super::read::{instant, rows};
use crate::jobs::{Job, JobCounts, JobState, Jobs, NewJob};
use crate::{Entry, Error};

const COLUMNS: &str = "id, kind, key, payload, tries, queued_at, not_before, error";

fn job(row: &Row<'_>, state: JobState) -> Result<Job, Error> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        key: row.get(2)?,
        payload: row.get(3)?,
        tries: row.get(4)?,
        queued_at: instant(row, 5)?,
        not_before: instant(row, 6)?,
        state,
        error: row.get(7)?,
    })
}

/// The condition of a state; `?1` is now, in microseconds. A lease that has run out is one that nobody holds.
fn condition(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "failed = 0 AND (leased_until IS NULL OR leased_until <= ?1)",
        JobState::Running => "failed = 0 AND leased_until > ?1",
        JobState::Failed => "failed = 1 AND ?1 = ?1",
    }
}

/// Queues a job within a transaction that does more.
pub(super) fn queue(transaction: &Transaction<'_>, job: &NewJob, now: i64) -> Result<bool, Error> {
    let NewJob { kind, key, payload, priority, not_before } = job;
    let not_before = not_before.as_microsecond();
    transaction
        .prepare_cached("DELETE FROM job WHERE kind = ?1 AND key = ?2 AND failed = 1")?
        .execute(params![kind, key])?;
    let queued = transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO job (kind, key, payload, priority, queued_at, not_before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![kind, key, payload, priority, now, not_before])?;
    if queued == 0 {
        transaction
            .prepare_cached(
                "UPDATE job SET priority = max(priority, ?3), not_before = iif(tries > 0, not_before, min(not_before, ?4)) \
                 WHERE kind = ?1 AND key = ?2 AND leased_until IS NULL AND failed = 0",
            )?
            .execute(params![kind, key, priority, not_before])?;
    }
    Ok(queued == 1)
}

fn take(transaction: &Transaction<'_>, now: i64, until: i64, max_tries: u32) -> Result<Option<Job>, Error> {
    transaction
        .prepare_cached(
            "UPDATE job SET failed = 1, leased_until = NULL, \
             error = 'it was begun ' || tries || ' times, and each time the program ended before it was done' \
             WHERE failed = 0 AND leased_until <= ?1 AND tries >= ?2",
        )?
        .execute(params![now, max_tries])?;
    let sql = format!(
        "UPDATE job SET leased_until = ?2, tries = tries + 1 WHERE id = (SELECT id FROM job WHERE {} AND not_before <= ?1 \
         ORDER BY priority DESC, not_before, id LIMIT 1) RETURNING {COLUMNS}",
        condition(JobState::Waiting)
    );
    Ok(rows(transaction, &sql, params![now, until], |row| job(row, JobState::Running))?.pop())
}

/// Puts a job that was taken back into the queue; it is dropped where another of its kind and key waits by now.
fn put_back(
    transaction: &Transaction<'_>,
    job: &Job,
    set: &str,
    error: Option<&str>,
    not_before: i64,
) -> Result<bool, Error> {
    let dropped = transaction
        .prepare_cached(
            "DELETE FROM job WHERE id = ?1 AND tries = ?2 AND failed = 0 AND EXISTS (SELECT 1 FROM job other \
             WHERE other.kind = job.kind AND other.key = job.key AND other.leased_until IS NULL AND other.failed = 0 AND other.id <> job.id)",
        )?
        .execute(params![job.id, job.tries])?;
    if dropped == 1 {
        return Ok(true);
    }
    let sql = format!(
        "UPDATE job SET leased_until = NULL, error = coalesce(?3, error), not_before = ?4, {set} \
         WHERE id = ?1 AND tries = ?2 AND failed = 0 AND leased_until IS NOT NULL"
    );
    Ok(transaction.prepare_cached(&sql)?.execute(params![job.id, job.tries, error, not_before])? == 1)
}

fn counts(connection: &Connection, now: i64) -> Result<JobCounts, Error> {
    let count = |state| -> Result<u64, Error> {
        let sql = format!("SELECT count(*) FROM job WHERE {}", condition(state));
        Ok(connection.prepare_cached(&sql)?.query_row([now], |row| row.get::<_, i64>(0))?.unsigned_abs())
    };
    Ok(JobCounts {
        waiting: count(JobState::Waiting)?,
        running: count(JobState::Running)?,
        failed: count(JobState::Failed)?,
    })
}

#[async_trait]
impl Jobs for Sqlite {
    async fn queue(&self, job: NewJob, now: Timestamp) -> Result<bool, Error> {
        self.write_by(move |transaction| queue(transaction, &job, now.as_microsecond())).await
    }

    async fn take_job(&self, now: Timestamp, until: Timestamp, max_tries: u32) -> Result<Option<Job>, Error> {
        // Asked every few seconds: while there is nothing to do, nothing is written.
        let now = now.as_microsecond();
        let is_any = self.read(|connection| {
            let sql = format!("SELECT 1 FROM job WHERE {} AND not_before <= ?1 LIMIT 1", condition(JobState::Waiting));
            Ok(connection.prepare_cached(&sql)?.query_row([now], |_| Ok(())).optional()?.is_some())
        })?;
        if !is_any {
            return Ok(None);
        }
        self.write_by(move |transaction| take(transaction, now, until.as_microsecond(), max_tries)).await
    }

    async fn finish_job(&self, job: &Job) -> Result<bool, Error> {
        let (id, tries) = (job.id, job.tries);
        self.write_by(move |transaction| {
            let done = transaction
                .prepare_cached("DELETE FROM job WHERE id = ?1 AND tries = ?2 AND failed = 0")?
                .execute(params![id, tries])?;
            Ok(done == 1)
        })
        .await
    }

    async fn fail_job(&self, job: &Job, why: &str, again: Option<Timestamp>) -> Result<bool, Error> {
        let (job, why) = (job.clone(), why.to_owned());
        self.write_by(move |transaction| match again {
            Some(again) => put_back(transaction, &job, "failed = 0", Some(&why), again.as_microsecond()),
            None => put_back(transaction, &job, "failed = 1", Some(&why), job.not_before.as_microsecond()),
        })
        .await
    }

    async fn return_job(&self, job: &Job) -> Result<bool, Error> {
        let job = job.clone();
        self.write_by(move |transaction| {
            put_back(transaction, &job, "tries = tries - 1", None, job.not_before.as_microsecond())
        })
        .await
    }

    async fn retry_job(&self, id: i64, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let again = transaction
                .prepare_cached(
                    "UPDATE OR REPLACE job SET failed = 0, tries = 0, not_before = ?2 WHERE id = ?1 AND failed = 1",
                )?
                .execute(params![id, entry.at.as_microsecond()])?;
            if again == 1 {
                audit::write(transaction, &entry)?;
            }
            Ok(again == 1)
        })
        .await
    }

    async fn jobs(&self, state: JobState, now: Timestamp, after: i64, limit: usize) -> Result<Vec<Job>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM job WHERE {} AND id > ?2 ORDER BY id LIMIT ?3", condition(state));
        let params = params![now.as_microsecond(), after, limit as i64];
        self.read(|connection| rows(connection, &sql, params, |row| job(row, state)))
    }

    async fn job_about(&self, kind: &str, key: &str, now: Timestamp) -> Result<Option<Job>, Error> {
        let now = now.as_microsecond();
        self.read(|connection| {
            for state in [JobState::Running, JobState::Waiting, JobState::Failed] {
                let sql =
                    format!("SELECT {COLUMNS} FROM job WHERE {} AND kind = ?2 AND key = ?3 LIMIT 1", condition(state));
                let found = rows(connection, &sql, params![now, kind, key], |row| job(row, state))?.pop();
                if found.is_some() {
                    return Ok(found);
                }
            }
            Ok(None)
        })
    }

    async fn job_counts(&self, now: Timestamp) -> Result<JobCounts, Error> {
        self.read(|connection| counts(connection, now.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::sync::Arc;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn two_programs_on_one_database_never_do_one_job_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let stores = [(); 2].map(|()| Arc::new(Sqlite::open(&path).unwrap()));
        for number in 0..60 {
            let job = NewJob {
                kind: "test".into(),
                key: number.to_string(),
                payload: String::new(),
                priority: 0,
                not_before: now,
            };
            stores[number % 2].queue(job, now).await.unwrap();
        }
        let workers = stores.map(|store| {
            tokio::spawn(async move {
                let mut taken = Vec::new();
                while let Some(job) = store.take_job(now, Timestamp::MAX, 3).await.unwrap() {
                    taken.push(job.id);
                }
                taken
            })
        });
        let mut taken = Vec::new();
        for worker in workers {
            taken.extend(worker.await.unwrap());
        }
        assert_eq!((taken.len(), taken.iter().collect::<HashSet<_>>().len()), (60, 60));
    }
}
