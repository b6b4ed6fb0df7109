//! Migrations: each runs once, in order, in a transaction of its own.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// The n-th (from 1) makes schema n.
const MIGRATIONS: [&str; 10] = [
    include_str!("../migrations/0001-ground.sql"),
    include_str!("../migrations/0002-desk.sql"),
    include_str!("../migrations/0003-accounts.sql"),
    include_str!("../migrations/0004-pictures.sql"),
    include_str!("../migrations/0005-catalogue.sql"),
    include_str!("../migrations/0006-keys.sql"),
    include_str!("../migrations/0007-description.sql"),
    include_str!("../migrations/0008-changes.sql"),
    include_str!("../migrations/0009-panels.sql"),
    include_str!("../migrations/0010-outside.sql"),
];

/// Brings the database up to the newest schema.
///
/// # Errors
/// [`Error::NewerSchema`] when it is already past it.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let known = MIGRATIONS.len() as i64;
    loop {
        // Taken before the version is read, so that two programs that start at once do not both migrate.
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| super::unusable(path, "write to", error))?;
        let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > known {
            return Err(Error::NewerSchema { path: path.to_owned(), found, known });
        }
        let Some(migration) = MIGRATIONS.get(found as usize) else { return Ok(()) };
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", found + 1)?;
        transaction.commit().map_err(|error| super::unusable(path, "write to", error))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{JobState, Jobs};
    use crate::library::{Library, RENDITIONS_JOB, USES_JOB};
    use crate::sqlite::Sqlite;
    use dateline_story::Timestamp;

    #[tokio::test]
    async fn pictures_from_before_the_library_are_kept_and_queued() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let connection = Connection::open(&path).unwrap();
        for migration in &MIGRATIONS[..3] {
            connection.execute_batch(migration).unwrap();
        }
        connection.pragma_update(None, "user_version", 3).unwrap();
        connection
            .execute_batch(
                "INSERT INTO picture (name, digest, width, height, widths) VALUES ('old-ferry.jpg', '0123', 1600, 900, '[240,1600]'); \
                 INSERT INTO article (id, section, slug, language, kind, state, scheduled_at, headline, short_headline, standfirst, dateline, \
                 first_published, updated_at, update_reason, topics, bylines, credits, lead, corrections, canonical, related, body, revision) \
                 VALUES (7, 's', 'a', 'en', 'news', 'draft', NULL, 'H', NULL, NULL, NULL, NULL, NULL, NULL, \
                 '[]', '[]', '[]', NULL, '[]', NULL, '[]', ':::figure{src=\"old-ferry.jpg\"}\n:::', 1);",
            )
            .unwrap();
        drop(connection);
        let store = Sqlite::open(&path).unwrap();
        let found = store.library("ferry", i64::MAX, 9).await.unwrap();
        assert_eq!((found.len(), found[0].picture.widths.as_slice()), (1, [240, 1600].as_slice()));
        assert_eq!((found[0].picture.tint, found[0].picture.avif, found[0].added), (None, false, None));
        let jobs = store.jobs(JobState::Waiting, Timestamp::UNIX_EPOCH, 0, 9).await.unwrap();
        let about: Vec<_> = jobs.iter().map(|job| (job.kind.as_str(), job.key.as_str())).collect();
        assert_eq!(about, [(RENDITIONS_JOB, "old-ferry.jpg"), (USES_JOB, "")]);
    }
}
