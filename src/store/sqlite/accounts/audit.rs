//! Rows of the audit trail.

use rusqlite::{Connection, params};

use crate::sqlite::read::{instant, rows};
use crate::{Audited, Entry, Error};

/// Writes a line.
pub fn write(connection: &Connection, entry: &Entry) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO audit (at, user, who, what, subject, detail, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            entry.at.as_microsecond(),
            entry.user.map(|user| user.0),
            entry.who,
            entry.what,
            entry.subject,
            entry.detail,
            entry.address
        ])?;
    Ok(())
}

/// Lines with a number below `before`, newest first.
pub fn before(connection: &Connection, before: Option<i64>, limit: usize) -> Result<Vec<Audited>, Error> {
    rows(
        connection,
        "SELECT id, at, who, what, subject, detail, address FROM audit WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        params![before.unwrap_or(i64::MAX), limit as i64],
        |row| {
            Ok(Audited {
                id: row.get(0)?,
                at: instant(row, 1)?,
                who: row.get(2)?,
                what: row.get(3)?,
                subject: row.get(4)?,
                detail: row.get(5)?,
                address: row.get(6)?,
            })
        },
    )
}
