//! Share pictures in SQLite.

use async_trait::async_trait;
use dateline_story::{ArticleId, ShareCard};
use rusqlite::{Row, params};

use super::{Sqlite, read};
use crate::{Cards, Error};

fn card(row: &Row<'_>) -> Result<ShareCard, Error> {
    Ok(ShareCard { digest: row.get(0)?, pictured: row.get(1)? })
}

#[async_trait]
impl Cards for Sqlite {
    async fn card(&self, of: ArticleId) -> Result<Option<ShareCard>, Error> {
        let sql = "SELECT digest, pictured FROM card WHERE article = ?1 AND current = 1";
        self.read(|connection| Ok(read::rows(connection, sql, [of.0], card)?.pop()))
    }

    async fn write_card(&self, of: ArticleId, card: ShareCard) -> Result<(), Error> {
        self.write_by(move |transaction| {
            transaction
                .prepare_cached("UPDATE card SET current = 0 WHERE article = ?1 AND digest <> ?2 AND current = 1")?
                .execute(params![of.0, card.digest])?;
            transaction
                .prepare_cached(
                    "INSERT INTO card (digest, article, pictured, current) VALUES (?1, ?2, ?3, 1) ON CONFLICT (digest) DO UPDATE SET \
                     article = excluded.article, pictured = excluded.pictured, current = 1 \
                     WHERE (article, pictured, current) IS NOT (excluded.article, excluded.pictured, 1)",
                )?
                .execute(params![card.digest, of.0, card.pictured])?;
            Ok(())
        })
        .await
    }

    async fn earlier_cards(&self, of: ArticleId) -> Result<Vec<String>, Error> {
        let sql = "SELECT digest FROM card WHERE article = ?1 AND current = 0 ORDER BY digest";
        self.read(|connection| read::rows(connection, sql, [of.0], |row| Ok(row.get(0)?)))
    }

    async fn forget_cards(&self, of: ArticleId) -> Result<(), Error> {
        self.write_by(move |transaction| {
            transaction.prepare_cached("DELETE FROM card WHERE article = ?1")?.execute([of.0])?;
            Ok(())
        })
        .await
    }

    async fn shown_card(&self, digest: &str) -> Result<Option<ShareCard>, Error> {
        let sql = "SELECT now.digest, now.pictured FROM card asked JOIN card now ON now.article = asked.article AND now.current = 1 \
                   WHERE asked.digest = ?1 AND (asked.article = 0 \
                   OR EXISTS (SELECT 1 FROM article a WHERE a.id = asked.article AND a.state = 'published'))";
        self.read(|connection| Ok(read::rows(connection, sql, [digest], card)?.pop()))
    }
}
