//! Rows of links that work once.

use dateline_story::Timestamp;
use rusqlite::{Connection, params};

use crate::sqlite::read::{instant, rows};
use crate::{Digest, Error, Link, LinkKind, UserId};

/// Adds one.
pub fn add(connection: &Connection, token: &Digest, link: &Link) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT INTO link (token, kind, user, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![token, link.kind.as_str(), link.user.map(|user| user.0), link.expires.as_microsecond()])?;
    Ok(())
}

/// One that works: neither expired nor of somebody who is shut out.
pub fn working(connection: &Connection, token: &Digest, now: Timestamp) -> Result<Option<Link>, Error> {
    let mut found = rows(
        connection,
        "SELECT kind, user, expires FROM link WHERE token = ?1 AND expires > ?2 \
         AND NOT EXISTS (SELECT 1 FROM user WHERE user.id = link.user AND disabled)",
        params![token, now.as_microsecond()],
        |row| {
            let word: String = row.get(0)?;
            let kind = [LinkKind::Invite, LinkKind::Reset, LinkKind::FirstOwner]
                .into_iter()
                .find(|kind| kind.as_str() == word)
                .ok_or(Error::LinkSpent)?;
            Ok(Link { kind, user: row.get::<_, Option<i64>>(1)?.map(UserId), expires: instant(row, 2)? })
        },
    )?;
    Ok(found.pop())
}

/// Removes a user's links, or the first owner's.
pub fn forget(connection: &Connection, user: Option<UserId>) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM link WHERE user IS ?1")?.execute(params![user.map(|user| user.0)])?;
    Ok(())
}
