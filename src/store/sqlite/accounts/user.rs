//! Rows of users.

use dateline_story::{Language, Role, Timestamp};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::sqlite::read::{instant, rows};
use crate::{Error, NewUser, User, UserChange, UserId};

/// The columns that [`user`] reads, of a table named `user`.
pub const COLUMNS: &str =
    "user.id, user.email, user.name, user.role, user.language, user.disabled, user.password IS NOT NULL, user.created";

/// The number of [`COLUMNS`].
pub const WIDTH: usize = 8;

/// The user in a row whose first columns are [`COLUMNS`].
pub fn user(row: &Row<'_>) -> Result<User, Error> {
    let id = UserId(row.get(0)?);
    let (role, language): (String, String) = (row.get(3)?, row.get(4)?);
    let damaged = |column: usize, why: Box<dyn std::error::Error + Send + Sync>| {
        Error::Database(rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, why))
    };
    Ok(User {
        id,
        email: row.get(1)?,
        name: row.get(2)?,
        role: role.parse::<Role>().map_err(|error| damaged(3, error.into()))?,
        language: Language::new(&language).map_err(|error| damaged(4, error.into()))?,
        disabled: row.get(5)?,
        has_password: row.get(6)?,
        created: instant(row, 7)?,
    })
}

fn one(connection: &Connection, condition: &str, params: impl Params) -> Result<Option<User>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM user WHERE {condition}");
    Ok(rows(connection, &sql, params, user)?.pop())
}

/// By number.
pub fn by_id(connection: &Connection, id: UserId) -> Result<Option<User>, Error> {
    one(connection, "id = ?1", [id.0])
}

/// By address, in lower case.
pub fn by_email(connection: &Connection, email: &str) -> Result<Option<User>, Error> {
    one(connection, "email = ?1", [email])
}

/// By name.
pub fn all(connection: &Connection) -> Result<Vec<User>, Error> {
    rows(connection, &format!("SELECT {COLUMNS} FROM user ORDER BY name, id"), [], user)
}

/// Whether there is any.
pub fn any(connection: &Connection) -> Result<bool, Error> {
    Ok(connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM user)")?.query_row([], |row| row.get(0))?)
}

/// The PHC string.
pub fn password(connection: &Connection, id: UserId) -> Result<Option<String>, Error> {
    let found = connection
        .prepare_cached("SELECT password FROM user WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// Adds one.
pub fn add(connection: &Connection, user: &NewUser, at: Timestamp) -> Result<UserId, Error> {
    if by_email(connection, &user.email)?.is_some() {
        return Err(Error::EmailTaken(user.email.clone()));
    }
    connection
        .prepare_cached(
            "INSERT INTO user (email, name, role, language, password, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            user.email,
            user.name,
            user.role.as_str(),
            user.language.as_str(),
            user.password,
            at.as_microsecond()
        ])?;
    Ok(UserId(connection.last_insert_rowid()))
}

/// Sets the PHC string.
pub fn set_password(connection: &Connection, id: UserId, password: &str) -> Result<(), Error> {
    let changed =
        connection.prepare_cached("UPDATE user SET password = ?2 WHERE id = ?1")?.execute(params![id.0, password])?;
    if changed == 0 { Err(Error::NoSuchUser(id)) } else { Ok(()) }
}

/// Changes one, unless no owner would be left.
pub fn change(connection: &Connection, id: UserId, change: &UserChange) -> Result<(), Error> {
    let before = by_id(connection, id)?.ok_or(Error::NoSuchUser(id))?;
    match change {
        UserChange::Profile(name, language) => connection
            .prepare_cached("UPDATE user SET name = ?2, language = ?3 WHERE id = ?1")?
            .execute(params![id.0, name, language.as_str()])?,
        UserChange::Role(role) => connection
            .prepare_cached("UPDATE user SET role = ?2 WHERE id = ?1")?
            .execute(params![id.0, role.as_str()])?,
        UserChange::Disabled(disabled) => connection
            .prepare_cached("UPDATE user SET disabled = ?2 WHERE id = ?1")?
            .execute(params![id.0, disabled])?,
    };
    let was_owner = before.role == Role::Owner && !before.disabled;
    if was_owner && owners_who_can_sign_in(connection)? == 0 {
        return Err(Error::LastOwner);
    }
    Ok(())
}

/// Somebody invited who never came does not count: nobody could sign in.
fn owners_who_can_sign_in(connection: &Connection) -> Result<i64, Error> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*) FROM user WHERE role = 'owner' AND NOT disabled AND (password IS NOT NULL \
             OR EXISTS (SELECT 1 FROM passkey WHERE passkey.user = user.id))",
        )?
        .query_row([], |row| row.get(0))?)
}
