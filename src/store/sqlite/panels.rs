//! Related stories in SQLite.

use async_trait::async_trait;
use dateline_story::ArticleId;
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, params};

use super::write::json;
use super::{Sqlite, read};
use crate::{Cursor, Error, Panel, Panels};

#[async_trait]
impl Panels for Sqlite {
    async fn panel(&self, article: ArticleId) -> Result<Option<Panel>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT panel FROM panel WHERE article = ?1")?;
            let found: Option<String> = statement.query_row([article.0], |row| row.get(0)).optional()?;
            let damaged =
                |error: serde_json::Error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error.into());
            Ok(found.map(|panel| serde_json::from_str(&panel).map_err(damaged)).transpose()?)
        })
    }

    async fn write_panels(&self, index: &str, panels: Vec<(ArticleId, Panel)>) -> Result<(), Error> {
        let index = index.to_owned();
        self.write_by(move |transaction| {
            // A story may have been deleted from an older copy of the data meanwhile: then there is nothing to keep.
            let mut write = transaction.prepare_cached(
                "INSERT INTO panel (article, made_with, panel) SELECT id, ?2, ?3 FROM article WHERE id = ?1 \
                 ON CONFLICT (article) DO UPDATE SET made_with = excluded.made_with, panel = excluded.panel",
            )?;
            for (article, panel) in &panels {
                write.execute(params![article.0, index, json(panel)?])?;
            }
            Ok(())
        })
        .await
    }

    async fn outdate_panels(&self, articles: &[ArticleId]) -> Result<(), Error> {
        let articles = articles.to_vec();
        self.write_by(move |transaction| {
            let mut outdate = transaction.prepare_cached("UPDATE panel SET made_with = '' WHERE article = ?1")?;
            articles.iter().try_for_each(|article| outdate.execute([article.0]).map(|_| ()))?;
            Ok(())
        })
        .await
    }

    async fn without_panel(
        &self,
        index: &str,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<(ArticleId, Cursor)>, Error> {
        let before = before.unwrap_or(Cursor { at: i64::MAX, id: i64::MAX });
        self.read(|connection| {
            read::rows(
                connection,
                "SELECT a.id, a.first_published FROM article a LEFT JOIN panel p ON p.article = a.id AND p.made_with = ?1 \
                 WHERE a.state = 'published' AND p.article IS NULL AND (a.first_published, a.id) < (?2, ?3) \
                 ORDER BY a.first_published DESC, a.id DESC LIMIT ?4",
                params![index, before.at, before.id, limit as i64],
                |row| {
                    let id: i64 = row.get(0)?;
                    Ok((ArticleId(id), Cursor { at: row.get(1)?, id }))
                },
            )
        })
    }
}
