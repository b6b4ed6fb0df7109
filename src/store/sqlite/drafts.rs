//! Drafts and presence in SQLite.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Timestamp, markup};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Sqlite, library, read, write};
use crate::{Draft, Drafts, Error, Presence, Saved};

#[async_trait]
impl Drafts for Sqlite {
    async fn draft(&self, article: ArticleId) -> Result<Option<Draft>, Error> {
        self.read(|connection| draft(connection, article))
    }

    async fn save_draft(&self, draft: Draft, from: u64) -> Result<Saved, Error> {
        self.write_by(move |transaction| save(transaction, &draft, from)).await
    }

    async fn present(
        &self,
        article: ArticleId,
        who: Presence,
        gone: bool,
        since: Timestamp,
    ) -> Result<Vec<Presence>, Error> {
        self.write_by(move |transaction| present(transaction, article, &who, gone, since)).await
    }
}

fn draft(connection: &Connection, id: ArticleId) -> Result<Option<Draft>, Error> {
    let Some((article, revision)) = read::article(connection, id)? else { return Ok(None) };
    let mut statement = connection
        .prepare_cached("SELECT version, open, revision, at, by, key, head, body FROM draft WHERE article = ?1")?;
    let row = statement
        .query_row([id.0], |row| {
            let head: String = row.get(6)?;
            let found = (row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, bool>(1)?, row.get::<_, u32>(2)?);
            Ok((
                found,
                read::instant(row, 3),
                row.get::<_, String>(4)?,
                row.get::<_, String>(5)?,
                head,
                row.get::<_, String>(7)?,
            ))
        })
        .optional()?;
    let open = row.as_ref().is_some_and(|(found, ..)| found.1);
    match row {
        Some(((version, true, revision), at, by, key, head, body)) => {
            let mut head: Article = serde_json::from_str(&head).map_err(|error| Error::Damaged {
                article: id,
                column: "draft",
                why: error.to_string(),
            })?;
            // What the workflow decides is the story's; a draft holds text only.
            head.state = article.state;
            head.first_published = article.first_published;
            head.corrections = article.corrections;
            head.updated = article.updated;
            Ok(Some(Draft { version, open, revision, at: at?, by, key, head, body }))
        }
        other => {
            let last = read::revisions(connection, id, u32::MAX, 1)?.pop();
            let (at, by) = last.map_or((Timestamp::UNIX_EPOCH, String::new()), |last| (last.at, last.by));
            let version = other.map_or(0, |(found, ..)| found.0);
            let body = markup::write(&article.body);
            let head = Article { body: Vec::new(), ..article };
            Ok(Some(Draft { version, open: false, revision, at, by, key: String::new(), head, body }))
        }
    }
}

fn save(transaction: &Transaction<'_>, new: &Draft, from: u64) -> Result<Saved, Error> {
    let id = new.head.id;
    let present = draft(transaction, id)?.ok_or(Error::NoSuchStory(id))?;
    if present.open && !new.key.is_empty() && present.key == new.key {
        return Ok(Saved::Kept(present.version));
    }
    if present.version != from {
        return Ok(Saved::Moved(Box::new(present)));
    }
    let version = from + 1;
    let head = Article { body: Vec::new(), ..new.head.clone() };
    transaction
        .prepare_cached(
            "INSERT INTO draft (article, version, open, revision, at, by, key, head, body) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT (article) DO UPDATE SET version = excluded.version, open = 1, revision = iif(open = 1, revision, excluded.revision), \
             at = excluded.at, by = excluded.by, key = excluded.key, head = excluded.head, body = excluded.body",
        )?
        .execute(params![
            id.0,
            version as i64,
            present.revision,
            new.at.as_microsecond(),
            new.by,
            new.key,
            write::json(&head)?,
            new.body
        ])?;
    transaction
        .prepare_cached("UPDATE article SET touched = ?2 WHERE id = ?1")?
        .execute(params![id.0, new.at.as_microsecond()])?;
    if head.headline != present.head.headline
        || head.standfirst != present.head.standfirst
        || head.topics != present.head.topics
        || head.bylines != present.head.bylines
    {
        write::write_desk_text(transaction, &head)?;
    }
    if head.lead == present.head.lead && new.body == present.body {
        return Ok(Saved::Kept(version));
    }
    let shown = library::shown(head.lead.as_ref(), &new.body);
    if shown != library::shown(present.head.lead.as_ref(), &present.body)
        && let Some((revision, _)) = read::article(transaction, id)?
    {
        library::write_draft_uses(transaction, &revision, &shown)?;
    }
    Ok(Saved::Kept(version))
}

/// Closes a story's draft: its text is a revision now, or given up.
pub fn close(transaction: &Transaction<'_>, article: ArticleId) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE draft SET open = 0, version = version + 1, key = '' WHERE article = ?1 AND open = 1")?
        .execute([article.0])?;
    Ok(())
}

fn present(
    transaction: &Transaction<'_>,
    article: ArticleId,
    who: &Presence,
    gone: bool,
    since: Timestamp,
) -> Result<Vec<Presence>, Error> {
    transaction
        .prepare_cached("DELETE FROM presence WHERE article = ?1 AND (at < ?2 OR (?3 AND tab = ?4))")?
        .execute(params![article.0, since.as_microsecond(), gone, who.tab])?;
    if !gone {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO presence (article, tab, by, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![article.0, who.tab, who.by, who.at.as_microsecond()])?;
    }
    read::rows(
        transaction,
        "SELECT tab, by, at FROM presence WHERE article = ?1 AND at >= ?2 ORDER BY by, tab",
        params![article.0, since.as_microsecond()],
        |row| Ok(Presence { tab: row.get(0)?, by: row.get(1)?, at: read::instant(row, 2)? }),
    )
}
