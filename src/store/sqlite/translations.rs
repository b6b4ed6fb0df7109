//! Translations in SQLite.

use async_trait::async_trait;
use dateline_story::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};

use super::accounts::audit;
use super::{Sqlite, read};
use crate::{Entry, Error, Translations};

/// The number that a story and its translations have in common: its own, where it has none.
fn common(connection: &Connection, article: ArticleId) -> Result<i64, Error> {
    let mut statement = connection.prepare_cached("SELECT of FROM translation WHERE article = ?1")?;
    let found: Option<i64> = statement.query_row([article.0], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(article.0))
}

#[async_trait]
impl Translations for Sqlite {
    async fn translations(&self, of: ArticleId) -> Result<Vec<ArticleId>, Error> {
        let sql = "SELECT other.article FROM translation own JOIN translation other ON other.of = own.of AND other.article <> own.article \
                   WHERE own.article = ?1 ORDER BY other.article";
        self.read(|connection| read::rows(connection, sql, [of.0], |row| Ok(ArticleId(row.get(0)?))))
    }

    async fn link_translation(&self, one: ArticleId, other: ArticleId, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            for story in [one, other] {
                let known = transaction
                    .prepare_cached("SELECT 1 FROM article WHERE id = ?1")?
                    .query_row([story.0], |_| Ok(()))
                    .optional()?;
                known.ok_or(Error::NoSuchStory(story))?;
            }
            let (group, joining) = (common(transaction, one)?, common(transaction, other)?);
            transaction
                .prepare_cached("UPDATE translation SET of = ?1 WHERE of = ?2 AND ?1 <> ?2")?
                .execute(params![group, joining])?;
            for story in [one, other] {
                transaction
                    .prepare_cached("INSERT OR IGNORE INTO translation (article, of) VALUES (?1, ?2)")?
                    .execute(params![story.0, group])?;
            }
            let twice: Option<String> = transaction
                .prepare_cached(
                    "SELECT a.language FROM translation t JOIN article a ON a.id = t.article WHERE t.of = ?1 \
                     GROUP BY a.language HAVING count(*) > 1",
                )?
                .query_row([group], |row| row.get(0))
                .optional()?;
            if let Some(language) = twice.or_else(|| (one == other).then(String::new)) {
                return Err(Error::SameLanguage(language));
            }
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn unlink_translation(&self, article: ArticleId, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let group = common(transaction, article)?;
            let gone =
                transaction.prepare_cached("DELETE FROM translation WHERE article = ?1")?.execute([article.0])?;
            if gone == 0 {
                return Ok(false);
            }
            // The others' number may have been this story's: it must not lead back to them.
            let rest: Option<i64> = transaction
                .prepare_cached("SELECT min(article) FROM translation WHERE of = ?1")?
                .query_row([group], |row| row.get(0))?;
            let rest = rest.unwrap_or(group);
            transaction
                .prepare_cached("UPDATE translation SET of = ?1 WHERE of = ?2 AND ?1 <> ?2")?
                .execute([rest, group])?;
            // One alone is no translation of anything.
            transaction
                .prepare_cached(
                    "DELETE FROM translation WHERE of = ?1 AND (SELECT count(*) FROM translation WHERE of = ?1) = 1",
                )?
                .execute([rest])?;
            audit::write(transaction, &entry)?;
            Ok(true)
        })
        .await
    }
}
