//! Rows of passkeys, and of what they are asked to sign.

use dateline_story::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::sqlite::read::{instant, rows};
use crate::{Digest, Error, NewPasskey, PasskeyRow, UserId};

fn passkey(row: &Row<'_>) -> Result<PasskeyRow, Error> {
    let used: Option<i64> = row.get(6)?;
    Ok(PasskeyRow {
        id: row.get(0)?,
        user: UserId(row.get(1)?),
        name: row.get(2)?,
        credential: row.get(3)?,
        key: row.get(4)?,
        created: instant(row, 5)?,
        used: used.map(|_| instant(row, 6)).transpose()?,
    })
}

fn all(connection: &Connection, condition: &str, params: impl Params) -> Result<Vec<PasskeyRow>, Error> {
    let sql =
        format!("SELECT id, user, name, credential, key, created, used FROM passkey WHERE {condition} ORDER BY id");
    rows(connection, &sql, params, passkey)
}

/// A user's, the oldest first.
pub fn of_user(connection: &Connection, user: UserId) -> Result<Vec<PasskeyRow>, Error> {
    all(connection, "user = ?1", [user.0])
}

/// By the credential's id.
pub fn by_credential(connection: &Connection, credential: &[u8]) -> Result<Option<PasskeyRow>, Error> {
    Ok(all(connection, "credential = ?1", [credential])?.pop())
}

/// Adds one.
pub fn add(connection: &Connection, new: &NewPasskey, at: Timestamp) -> Result<(), Error> {
    if by_credential(connection, &new.credential)?.is_some() {
        return Err(Error::PasskeyTaken);
    }
    connection
        .prepare_cached("INSERT INTO passkey (credential, user, name, key, created) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![new.credential, new.user.0, new.name, new.key, at.as_microsecond()])?;
    Ok(())
}

/// Notes a use.
pub fn used(connection: &Connection, id: i64, key: &str, at: Timestamp) -> Result<(), Error> {
    connection.prepare_cached("UPDATE passkey SET key = ?2, used = ?3 WHERE id = ?1")?.execute(params![
        id,
        key,
        at.as_microsecond()
    ])?;
    Ok(())
}

/// Names one of the user's.
pub fn name(connection: &Connection, user: UserId, id: i64, name: &str) -> Result<bool, Error> {
    let named = connection
        .prepare_cached("UPDATE passkey SET name = ?3 WHERE user = ?1 AND id = ?2")?
        .execute(params![user.0, id, name])?;
    Ok(named > 0)
}

/// Removes one of the user's.
pub fn remove(connection: &Connection, user: UserId, id: i64) -> Result<bool, Error> {
    let removed =
        connection.prepare_cached("DELETE FROM passkey WHERE user = ?1 AND id = ?2")?.execute(params![user.0, id])?;
    Ok(removed > 0)
}

/// Keeps what is to be signed, and clears away what nobody signed in time.
pub fn begin(
    connection: &Connection,
    token: &Digest,
    user: Option<UserId>,
    state: &str,
    expires: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM ceremony WHERE expires <= ?1")?.execute([now.as_microsecond()])?;
    connection
        .prepare_cached("INSERT INTO ceremony (token, user, state, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![token, user.map(|user| user.0), state, expires.as_microsecond()])?;
    Ok(())
}

/// Takes what is to be signed: a second answer to one question finds nothing.
pub fn end(connection: &Connection, token: &Digest, now: Timestamp) -> Result<Option<(Option<UserId>, String)>, Error> {
    let found = connection
        .prepare_cached("DELETE FROM ceremony WHERE token = ?1 AND expires > ?2 RETURNING user, state")?
        .query_row(params![token, now.as_microsecond()], |row| {
            Ok((row.get::<_, Option<i64>>(0)?.map(UserId), row.get(1)?))
        })
        .optional()?;
    Ok(found)
}
