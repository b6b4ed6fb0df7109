//! The catalogue in SQLite.

use async_trait::async_trait;
use dateline_story::catalogue::{Document, DocumentKind, Redirect};
use dateline_story::{Slug, Timestamp};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::accounts::audit;
use super::{Sqlite, read, write};
use crate::{Catalogue, DocumentRevision, DocumentSaved, Entry, Error};

#[async_trait]
impl Catalogue for Sqlite {
    async fn document(&self, kind: DocumentKind, key: &str) -> Result<Option<DocumentRevision>, Error> {
        self.read(|connection| Ok(revisions(connection, kind, key, i64::MAX as u64, 1)?.pop()))
    }

    async fn documents(&self, kind: DocumentKind, after: &str, limit: usize) -> Result<Vec<DocumentRevision>, Error> {
        self.read(|connection| {
            read::rows(
                connection,
                "SELECT version, at, by, note, document FROM catalogue c WHERE kind = ?1 AND key > ?2 AND version = \
                 (SELECT max(version) FROM catalogue n WHERE n.kind = c.kind AND n.key = c.key) ORDER BY key LIMIT ?3",
                params![kind.as_str(), after, limit as i64],
                revision,
            )
        })
    }

    async fn document_revisions(
        &self,
        kind: DocumentKind,
        key: &str,
        before: u64,
        limit: usize,
    ) -> Result<Vec<DocumentRevision>, Error> {
        self.read(|connection| revisions(connection, kind, key, before, limit))
    }

    async fn write_document(
        &self,
        document: Document,
        from: u64,
        note: String,
        audit: Entry,
    ) -> Result<DocumentSaved, Error> {
        self.write_by(move |transaction| save(transaction, &document, from, &note, &audit)).await
    }

    async fn desk_redirect(&self, path: &str) -> Result<Option<String>, Error> {
        self.read(|connection| target(connection, path))
    }
}

fn revisions(
    connection: &Connection,
    kind: DocumentKind,
    key: &str,
    before: u64,
    limit: usize,
) -> Result<Vec<DocumentRevision>, Error> {
    read::rows(
        connection,
        "SELECT version, at, by, note, document FROM catalogue WHERE kind = ?1 AND key = ?2 AND version < ?3 \
         ORDER BY version DESC LIMIT ?4",
        params![kind.as_str(), key, i64::try_from(before).unwrap_or(i64::MAX), limit as i64],
        revision,
    )
}

fn revision(row: &Row<'_>) -> Result<DocumentRevision, Error> {
    let json: String = row.get(4)?;
    let document = serde_json::from_str(&json).map_err(|error| unreadable(4, error))?;
    Ok(DocumentRevision {
        version: row.get::<_, i64>(0)?.unsigned_abs(),
        at: read::instant(row, 1)?,
        by: row.get(2)?,
        note: row.get(3)?,
        document,
    })
}

fn unreadable(column: usize, error: serde_json::Error) -> Error {
    Error::Database(rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

fn save(
    transaction: &Transaction<'_>,
    document: &Document,
    from: u64,
    note: &str,
    line: &Entry,
) -> Result<DocumentSaved, Error> {
    let (kind, key) = document.place();
    let now: i64 = transaction
        .prepare_cached("SELECT coalesce(max(version), 0) FROM catalogue WHERE kind = ?1 AND key = ?2")?
        .query_row([kind.as_str(), key], |row| row.get(0))?;
    if now.unsigned_abs() != from {
        return Ok(DocumentSaved::Moved(now.unsigned_abs()));
    }
    let mut version = now + 1;
    if let (Document::Removed { kind, key }, 0) = (document, now)
        && let Some(present) = present(transaction, *kind, key)?
    {
        // What came with an import has no revision yet, and one is needed to bring it back.
        keep(transaction, &present, version, "", line)?;
        version += 1;
    }
    take_effect(transaction, document)?;
    keep(transaction, document, version, note, line)?;
    public_event(transaction, line.at)?;
    audit::write(transaction, line)?;
    Ok(DocumentSaved::Kept(version.unsigned_abs()))
}

/// Makes a revision of a document.
fn keep(
    transaction: &Transaction<'_>,
    document: &Document,
    version: i64,
    note: &str,
    line: &Entry,
) -> Result<(), Error> {
    let (kind, key) = document.place();
    transaction
        .prepare_cached(
            "INSERT INTO catalogue (kind, key, version, at, by, note, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            kind.as_str(),
            key,
            version,
            line.at.as_microsecond(),
            line.who,
            note,
            write::json(document)?
        ])?;
    Ok(())
}

/// An author or a topic as readers have it now.
fn present(transaction: &Transaction<'_>, kind: DocumentKind, key: &str) -> Result<Option<Document>, Error> {
    let Ok(slug) = Slug::new(key) else { return Ok(None) };
    Ok(match kind {
        DocumentKind::Author => read::authors(transaction, &[slug])?.pop().map(Document::Author),
        DocumentKind::Topic => read::topics(transaction, &[slug])?.pop().map(Document::Topic),
        DocumentKind::Site | DocumentKind::Sections | DocumentKind::Redirect | DocumentKind::Front => None,
    })
}

/// Whoever follows the log hears of it.
fn public_event(transaction: &Transaction<'_>, at: Timestamp) -> Result<(), Error> {
    transaction
        .prepare_cached("INSERT INTO event (at, article, revision, act, public) VALUES (?1, NULL, 0, 'catalogue', 1)")?
        .execute([at.as_microsecond()])?;
    Ok(())
}

/// Writes what is looked up by more than the document's key.
fn take_effect(transaction: &Transaction<'_>, document: &Document) -> Result<(), Error> {
    match document {
        Document::Site(_) | Document::Sections(_) | Document::Front(_) => {}
        Document::Author(author) => {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO author (slug, name, role, bio, channel) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    author.slug.as_str(),
                    author.name,
                    author.role,
                    author.bio,
                    author.channel.as_ref().map(write::json).transpose()?
                ])?;
        }
        Document::Topic(topic) => {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO topic (slug, name) VALUES (?1, ?2)")?
                .execute([topic.slug.as_str(), &topic.name])?;
        }
        Document::Redirect(redirect) => lead(transaction, redirect)?,
        Document::Removed { kind, key } => remove(transaction, *kind, key)?,
    }
    Ok(())
}

/// Removes an author or a topic that no story carries, in whatever state, and no draft.
///
/// It reads every story: removing is rare, and an index for it would be written with every story.
fn remove(transaction: &Transaction<'_>, kind: DocumentKind, key: &str) -> Result<(), Error> {
    let (used, gone) = match kind {
        DocumentKind::Author => (
            "SELECT count(*) FROM article a LEFT JOIN draft d ON d.article = a.id AND d.open = 1 WHERE \
             EXISTS (SELECT 1 FROM json_each(a.bylines) b WHERE json_extract(b.value, '$.author') = ?1) OR \
             EXISTS (SELECT 1 FROM json_each(d.head, '$.bylines') b WHERE json_extract(b.value, '$.author') = ?1)",
            "DELETE FROM author WHERE slug = ?1",
        ),
        DocumentKind::Topic => (
            "SELECT count(*) FROM article a LEFT JOIN draft d ON d.article = a.id AND d.open = 1 WHERE \
             EXISTS (SELECT 1 FROM json_each(a.topics) t WHERE t.value = ?1) OR \
             EXISTS (SELECT 1 FROM json_each(d.head, '$.topics') t WHERE t.value = ?1)",
            "DELETE FROM topic WHERE slug = ?1",
        ),
        DocumentKind::Site | DocumentKind::Sections | DocumentKind::Redirect | DocumentKind::Front => {
            return Err(Error::NotRemovable(kind));
        }
    };
    let stories: i64 = transaction.prepare_cached(used)?.query_row([key], |row| row.get(0))?;
    if stories > 0 {
        return Err(Error::InUse { kind, key: key.to_owned(), stories: stories.unsigned_abs() });
    }
    transaction.prepare_cached(gone)?.execute([key])?;
    Ok(())
}

fn target(connection: &Connection, path: &str) -> Result<Option<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT target FROM desk_redirect WHERE path = ?1")?;
    Ok(statement.query_row([path], |row| row.get(0)).optional()?)
}

/// A redirect is one step: what it leads to leads no further, and nothing leads to where it begins.
fn lead(transaction: &Transaction<'_>, Redirect { from, to }: &Redirect) -> Result<(), Error> {
    let Some(to) = to else {
        transaction.prepare_cached("DELETE FROM desk_redirect WHERE path = ?1")?.execute([from])?;
        return Ok(());
    };
    if from == to {
        return Err(Error::RedirectLoop(from.clone()));
    }
    let chain = |from: &str, to: &str, end: &str| Error::RedirectChain {
        from: from.to_owned(),
        to: to.to_owned(),
        end: end.to_owned(),
    };
    let onward = match target(transaction, to)? {
        Some(end) => Some(end),
        None => read::redirect(transaction, to)?,
    };
    if let Some(end) = onward {
        return Err(if end == *from { Error::RedirectLoop(from.clone()) } else { chain(from, to, &end) });
    }
    let before: Option<String> = transaction
        .prepare_cached("SELECT path FROM desk_redirect WHERE target = ?1 ORDER BY path LIMIT 1")?
        .query_row([from], |row| row.get(0))
        .optional()?;
    if let Some(before) = before {
        return Err(chain(&before, from, to));
    }
    transaction
        .prepare_cached("INSERT OR REPLACE INTO desk_redirect (path, target) VALUES (?1, ?2)")?
        .execute([from, to])?;
    Ok(())
}
