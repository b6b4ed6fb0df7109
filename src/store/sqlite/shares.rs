//! Links to previews in SQLite.

use async_trait::async_trait;
use dateline_story::ArticleId;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::accounts::audit;
use super::{Sqlite, read};
use crate::{Entry, Error, Share, Shares};

const COLUMNS: &str = "id, digest, article, by, at, expires, revoked";

fn share(row: &Row<'_>) -> Result<Share, Error> {
    let revoked: Option<i64> = row.get(6)?;
    Ok(Share {
        id: row.get(0)?,
        digest: row.get(1)?,
        article: ArticleId(row.get(2)?),
        by: row.get(3)?,
        at: read::instant(row, 4)?,
        expires: read::instant(row, 5)?,
        revoked: if revoked.is_some() { Some(read::instant(row, 6)?) } else { None },
    })
}

fn key(connection: &Connection) -> Result<Option<[u8; 32]>, Error> {
    let mut statement = connection.prepare_cached("SELECT key FROM signing_key WHERE purpose = 'share'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

#[async_trait]
impl Shares for Sqlite {
    async fn share_key(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error> {
        if let Some(key) = self.read(key)? {
            return Ok(key);
        }
        self.write_by(move |transaction| {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO signing_key (purpose, key) VALUES ('share', ?1)")?
                .execute([fresh])?;
            Ok(key(transaction)?.unwrap_or(fresh))
        })
        .await
    }

    async fn add_share(&self, share: Share, entry: Entry) -> Result<i64, Error> {
        self.write_by(move |transaction| {
            transaction
                .prepare_cached("INSERT INTO share (digest, article, by, at, expires) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![
                    share.digest,
                    share.article.0,
                    share.by,
                    share.at.as_microsecond(),
                    share.expires.as_microsecond()
                ])?;
            let number = transaction.last_insert_rowid();
            audit::write(transaction, &entry)?;
            Ok(number)
        })
        .await
    }

    async fn shares(&self, article: ArticleId, limit: usize) -> Result<Vec<Share>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM share WHERE article = ?1 ORDER BY id DESC LIMIT ?2");
        self.read(|connection| read::rows(connection, &sql, params![article.0, limit as i64], share))
    }

    async fn share(&self, digest: &str) -> Result<Option<Share>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM share WHERE digest = ?1");
        self.read(|connection| Ok(read::rows(connection, &sql, [digest], share)?.pop()))
    }

    async fn revoke_share(&self, article: ArticleId, id: i64, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE share SET revoked = ?3 WHERE id = ?1 AND article = ?2 AND revoked IS NULL AND expires > ?3",
                )?
                .execute(params![id, article.0, entry.at.as_microsecond()])?;
            if changed > 0 {
                audit::write(transaction, &entry)?;
            }
            Ok(changed > 0)
        })
        .await
    }
}
