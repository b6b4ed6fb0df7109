//! The map of published stories in SQLite.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Slug, Timestamp};
use rusqlite::{OptionalExtension, params};

use super::{Sqlite, read, row};
use crate::{Error, FiledUnder, Mapped, Mapping, Stretch};

/// Everything is read along one index that holds all that is asked for.
const ALONG: &str = "FROM article INDEXED BY article_mapped WHERE state = 'published'";

fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[async_trait]
impl Mapping for Sqlite {
    async fn stretches(&self, stories: usize) -> Result<Vec<Stretch>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("SELECT id, changed {ALONG} ORDER BY id"))?;
            let mut rows = statement.query([])?;
            let mut stretches: Vec<Stretch> = Vec::new();
            let (mut count, mut last) = (0, ArticleId(i64::MIN));
            while let Some(row) = rows.next()? {
                let changed = instant(row.get(1)?);
                match stretches.last_mut().filter(|_| count % stories != 0) {
                    Some(stretch) => stretch.changed = stretch.changed.max(changed),
                    None => stretches.push(Stretch { after: last, changed }),
                }
                count += 1;
                last = ArticleId(row.get(0)?);
            }
            // Whoever leaves moves all that come after up by one.
            let sql = "SELECT id, changed FROM article WHERE state IN ('withdrawn', 'taken-down') AND first_published IS NOT NULL";
            let gone = read::rows(connection, sql, [], |row| Ok((ArticleId(row.get(0)?), instant(row.get(1)?))))?;
            let ends: Vec<Option<ArticleId>> =
                stretches.iter().skip(1).map(|next| Some(next.after)).chain([None]).collect();
            for (stretch, end) in stretches.iter_mut().zip(ends) {
                let left = gone.iter().filter(|(id, _)| end.is_none_or(|end| *id <= end)).map(|(_, at)| *at).max();
                stretch.changed = left.map_or(stretch.changed, |left| stretch.changed.max(left));
            }
            Ok(stretches)
        })
    }

    async fn stretch(&self, number: usize, stories: usize) -> Result<Option<ArticleId>, Error> {
        let Some(offset) = number.checked_mul(stories).and_then(|offset| i64::try_from(offset).ok()) else {
            return Ok(None);
        };
        self.read(|connection| {
            let mut first = connection.prepare_cached(&format!("SELECT id {ALONG} ORDER BY id LIMIT 1 OFFSET ?1"))?;
            let first: Option<i64> = first.query_row([offset], |row| row.get(0)).optional()?;
            Ok(first.map(|first| ArticleId(first.saturating_sub(1))))
        })
    }

    async fn mapped(&self, after: ArticleId, limit: usize, pictures: usize) -> Result<Vec<Mapped>, Error> {
        self.read(|connection| {
            let sql = "SELECT id, section, slug, canonical, changed FROM article WHERE state = 'published' AND id > ?1 \
                       ORDER BY id LIMIT ?2";
            let mut stories = read::rows(connection, sql, params![after.0, limit as i64], |row| {
                Ok(Mapped {
                    id: ArticleId(row.get(0)?),
                    section: read::slug(row, 1)?,
                    slug: read::slug(row, 2)?,
                    canonical: row.get(3)?,
                    changed: instant(row.get(4)?),
                    pictures: Vec::new(),
                })
            })?;
            let sql = "SELECT p.name, p.digest, p.width, p.height, p.widths, p.tint, p.avif FROM picture_use u \
                       JOIN picture p ON p.name = u.picture WHERE u.article = ?1 ORDER BY p.number LIMIT ?2";
            for story in &mut stories {
                story.pictures = read::rows(connection, sql, params![story.id.0, pictures as i64], read::picture)?;
            }
            Ok(stories)
        })
    }

    async fn filed_under(&self, what: FiledUnder, after: &str, limit: usize) -> Result<Vec<Slug>, Error> {
        let sql = match what {
            FiledUnder::Topic => "SELECT DISTINCT topic FROM in_topic WHERE topic > ?1 ORDER BY topic LIMIT ?2",
            FiledUnder::Author => "SELECT DISTINCT author FROM by_author WHERE author > ?1 ORDER BY author LIMIT ?2",
        };
        self.read(|connection| read::rows(connection, sql, params![after, limit as i64], |row| read::slug(row, 0)))
    }

    async fn removals(&self, limit: usize) -> Result<Vec<(Article, Timestamp)>, Error> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {}, (SELECT max(e.at) FROM event e WHERE e.article = a.id AND e.public = 1) AS gone FROM article a \
                 WHERE a.state IN ('withdrawn', 'taken-down') AND a.first_published IS NOT NULL ORDER BY gone DESC LIMIT ?1",
                row::HEAD
            );
            read::rows(connection, &sql, [limit as i64], |row| {
                let gone: Option<i64> = row.get("gone")?;
                Ok((row::article(row)?.0, instant(gone.unwrap_or_default())))
            })
        })
    }

    async fn cursor(&self, name: &str) -> Result<Option<u64>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT event FROM cursor WHERE name = ?1")?;
            let found: Option<i64> = statement.query_row([name], |row| row.get(0)).optional()?;
            Ok(found.map(i64::unsigned_abs))
        })
    }

    async fn set_cursor(&self, name: &str, event: u64) -> Result<(), Error> {
        let name = name.to_owned();
        self.write_by(move |transaction| {
            let sql = "INSERT INTO cursor (name, event) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET event = excluded.event";
            transaction.prepare_cached(sql)?.execute(params![name, event as i64])?;
            Ok(())
        })
        .await
    }
}
