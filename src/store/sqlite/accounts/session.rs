//! Rows of sessions.

use dateline_story::Timestamp;
use rusqlite::{Connection, Row, params};

use super::user;
use crate::sqlite::read::{instant, rows};
use crate::{Alive, Digest, Error, NewSession, Session, User, UserId};

const COLUMNS: &str = "session.id, session.created, session.seen, session.agent, session.address";

fn session(row: &Row<'_>, from: usize) -> Result<Session, Error> {
    Ok(Session {
        id: row.get(from)?,
        created: instant(row, from + 1)?,
        seen: instant(row, from + 2)?,
        agent: row.get(from + 3)?,
        address: row.get(from + 4)?,
    })
}

/// The session of a token, with its user.
pub fn by_token(connection: &Connection, token: &Digest, alive: Alive) -> Result<Option<(Session, User)>, Error> {
    let sql = format!(
        "SELECT {}, {COLUMNS} FROM session JOIN user ON user.id = session.user \
         WHERE session.token = ?1 AND session.created > ?2 AND session.seen > ?3 AND NOT user.disabled",
        user::COLUMNS
    );
    let params = params![token, alive.created_after.as_microsecond(), alive.seen_after.as_microsecond()];
    let mut found = rows(connection, &sql, params, |row| Ok((session(row, user::WIDTH)?, user::user(row)?)))?;
    Ok(found.pop())
}

/// A user's sessions, the one seen last first.
pub fn of_user(connection: &Connection, user: UserId, alive: Alive) -> Result<Vec<Session>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM session WHERE user = ?1 AND created > ?2 AND seen > ?3 ORDER BY seen DESC, id");
    let params = params![user.0, alive.created_after.as_microsecond(), alive.seen_after.as_microsecond()];
    rows(connection, &sql, params, |row| session(row, 0))
}

/// Opens one.
pub fn open(connection: &Connection, new: &NewSession, at: Timestamp) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO session (token, user, created, seen, agent, address) VALUES (?1, ?2, ?3, ?3, ?4, ?5)",
        )?
        .execute(params![new.token, new.user.0, at.as_microsecond(), new.agent, new.address])?;
    Ok(())
}

/// Clears away what is not alive any more.
pub fn clear(connection: &Connection, alive: Alive) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM session WHERE created <= ?1 OR seen <= ?2")?
        .execute(params![alive.created_after.as_microsecond(), alive.seen_after.as_microsecond()])?;
    Ok(())
}

/// Notes a use.
pub fn see(connection: &Connection, id: i64, at: Timestamp) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE session SET seen = max(seen, ?2) WHERE id = ?1")?
        .execute(params![id, at.as_microsecond()])?;
    Ok(())
}

/// Ends one of the user's.
pub fn end(connection: &Connection, user: UserId, id: i64) -> Result<bool, Error> {
    let ended =
        connection.prepare_cached("DELETE FROM session WHERE user = ?1 AND id = ?2")?.execute(params![user.0, id])?;
    Ok(ended > 0)
}

/// Ends all of the user's, but one.
pub fn end_all(connection: &Connection, user: UserId, keep: Option<i64>) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM session WHERE user = ?1 AND id IS NOT ?2")?
        .execute(params![user.0, keep])?;
    Ok(())
}
