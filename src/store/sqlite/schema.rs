//! Migrations: each runs once, in order, in a transaction of its own.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// The n-th (from 1) makes schema n.
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001-ground.sql"),
    include_str!("../migrations/0002-desk.sql"),
    include_str!("../migrations/0003-accounts.sql"),
    include_str!("../migrations/0004-pictures.sql"),
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
