//! Changes of what readers' pages show, in SQLite.

use std::sync::PoisonError;

use async_trait::async_trait;
use dateline_story::ArticleId;
use rusqlite::{Connection, Row, params};

use super::{Sqlite, read};
use crate::{Changed, Changes, Error, Then};

/// How many changes are kept for whoever follows them; who is further behind takes everything for changed.
const KEPT: i64 = 10_000;

/// What a document's kind begins with.
const DOCUMENT: &str = "document:";

#[async_trait]
impl Changes for Sqlite {
    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Changed)>, Error> {
        self.read(|connection| {
            let sql = "SELECT number, kind, key FROM change WHERE number > ?1 ORDER BY number LIMIT ?2";
            read::rows(connection, sql, params![after as i64, limit as i64], |row| {
                Ok((row.get::<_, i64>(0)?.unsigned_abs(), changed(row)?))
            })
        })
    }

    async fn last_change(&self) -> Result<u64, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT coalesce(max(number), 0) FROM change")?;
            Ok(statement.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs())
        })
    }

    fn after_writes(&self, then: Then) {
        self.then.write().unwrap_or_else(PoisonError::into_inner).push(then);
    }
}

fn changed(row: &Row<'_>) -> Result<Changed, Error> {
    let (kind, key): (String, String) = (row.get(1)?, row.get(2)?);
    let unknown = |what: &str| {
        let why = format!("a change of an unknown {what}");
        Error::Database(rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, why.into()))
    };
    let story = || key.parse().map(ArticleId).map_err(|_| unknown(&format!("story, {key}")));
    match (kind.as_str(), kind.strip_prefix(DOCUMENT)) {
        ("author", _) => Ok(Changed::Author(key)),
        ("topic", _) => Ok(Changed::Topic(key)),
        ("picture", _) => Ok(Changed::Picture(key)),
        ("panel", _) => story().map(Changed::Panel),
        ("card", _) => story().map(Changed::Card),
        ("translations", _) => story().map(Changed::Translations),
        (_, Some(document)) => {
            let kind = document.parse().map_err(|_| unknown(&format!("document, {document}")))?;
            Ok(Changed::Document(kind, key))
        }
        (other, None) => Err(unknown(&format!("kind, {other}"))),
    }
}

/// Deletes changes that nobody follows any more.
pub fn tidy(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "DELETE FROM change WHERE number <= (SELECT coalesce(max(number), 0) FROM change) - ?1";
    connection.execute(sql, [KEPT]).map(|_| ())
}
