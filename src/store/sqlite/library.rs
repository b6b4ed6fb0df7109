//! The picture library in SQLite.

use std::collections::BTreeSet;

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Figure, Focus, Picture, block, markup, normal};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, params};

use super::Sqlite;
use super::accounts::audit;
use super::jobs;
use super::read::{self, rows};
use super::write::json;
use crate::jobs::NewJob;
use crate::library::{
    Added, Library, LibraryPicture, NewPicture, PictureChange, PictureUse, PictureWords, RENDITIONS_JOB,
};
use crate::{Entry, Error};

/// Columns of a picture `p`, in the order that [`library_picture`] reads. The first seven are [`read::picture`]'s.
const COLUMNS: &str = "p.name, p.digest, p.width, p.height, p.widths, p.tint, p.avif, p.number, p.alt, p.credit, p.caption, \
     p.focus_x, p.focus_y, p.mime, p.bytes, p.added_at, p.added_by, p.version, \
     p.added_by_user, (SELECT count(*) FROM picture_use u WHERE u.picture = p.name)";

fn library_picture(row: &Row<'_>) -> Result<LibraryPicture, Error> {
    Ok(LibraryPicture {
        picture: read::picture(row)?,
        number: row.get(7)?,
        words: PictureWords { alt: row.get(8)?, credit: row.get(9)?, caption: row.get(10)? },
        focus: Focus { x: row.get(11)?, y: row.get(12)? },
        mime: row.get(13)?,
        bytes: row.get::<_, Option<i64>>(14)?.map(i64::unsigned_abs),
        added: row.get::<_, Option<i64>>(15)?.map(|_| read::instant(row, 15)).transpose()?,
        by: row.get(16)?,
        version: row.get(17)?,
        user: row.get(18)?,
        uses: row.get::<_, i64>(19)?.unsigned_abs(),
    })
}

fn find(connection: &Connection, condition: &str, params: impl Params) -> Result<Vec<LibraryPicture>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM picture p WHERE {condition}");
    rows(connection, &sql, params, library_picture)
}

fn by_name(connection: &Connection, name: &str) -> Result<Option<LibraryPicture>, Error> {
    Ok(find(connection, "p.name = ?1", [name])?.pop())
}

fn add(transaction: &Transaction<'_>, new: &NewPicture) -> Result<Added, Error> {
    let NewPicture { picture, words, mime, bytes, at, by, user } = new;
    if let Some(known) = find(transaction, "p.digest = ?1 ORDER BY p.number LIMIT 1", [&picture.digest])?.pop() {
        return Ok(Added::Known(known));
    }
    let name = match by_name(transaction, &picture.name)? {
        None => picture.name.clone(),
        Some(_) => {
            let (stem, ending) = picture.name.rsplit_once('.').unwrap_or((&picture.name, ""));
            let part: String = picture.digest.chars().take(8).collect();
            format!("{stem}-{part}{}{ending}", if ending.is_empty() { "" } else { "." })
        }
    };
    transaction
        .prepare_cached(
            "INSERT INTO picture (name, digest, width, height, widths, tint, avif, alt, credit, caption, mime, bytes, added_at, \
             added_by, added_by_user) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            name,
            picture.digest,
            picture.width,
            picture.height,
            json(&picture.widths)?,
            picture.tint.as_ref().map(json).transpose()?,
            picture.avif,
            words.alt,
            words.credit,
            words.caption,
            mime,
            *bytes as i64,
            at.as_microsecond(),
            by,
            user,
        ])?;
    let job =
        NewJob { kind: RENDITIONS_JOB.into(), key: name.clone(), payload: String::new(), priority: 1, not_before: *at };
    jobs::queue(transaction, &job, at.as_microsecond())?;
    by_name(transaction, &name)?.map(Added::New).ok_or(Error::NoSuchPicture(name))
}

/// Every word as the beginning of one; words in quotation marks mean nothing to the query's language.
fn expression(query: &str) -> String {
    let words = query.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).take(16);
    words.map(|word| format!("\"{}\"*", word.replace('"', " "))).collect::<Vec<_>>().join(" ")
}

fn list(connection: &Connection, query: &str, before: i64, limit: usize) -> Result<Vec<LibraryPicture>, Error> {
    let limit = limit as i64;
    if query.trim().is_empty() {
        return find(connection, "p.number < ?1 ORDER BY p.number DESC LIMIT ?2", params![before, limit]);
    }
    let expression = expression(query);
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    find(
        connection,
        "p.number < ?1 AND p.number IN (SELECT rowid FROM picture_words WHERE picture_words MATCH ?3) \
         ORDER BY p.number DESC LIMIT ?2",
        params![before, limit, expression],
    )
}

fn change(transaction: &Transaction<'_>, name: &str, version: u32, change: &PictureChange) -> Result<u32, Error> {
    let now: Option<u32> = transaction
        .prepare_cached("SELECT version FROM picture WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    let now = now.ok_or_else(|| Error::NoSuchPicture(name.to_owned()))?;
    if now != version {
        return Err(Error::PictureChanged { name: name.to_owned(), from: version, now });
    }
    match change {
        PictureChange::Words(PictureWords { alt, credit, caption }) => transaction
            .prepare_cached(
                "UPDATE picture SET alt = ?2, credit = ?3, caption = ?4, version = version + 1 WHERE name = ?1",
            )?
            .execute(params![name, alt, credit, caption])?,
        PictureChange::Focus(Focus { x, y }) => transaction
            .prepare_cached("UPDATE picture SET focus_x = ?2, focus_y = ?3, version = version + 1 WHERE name = ?1")?
            .execute(params![name, x, y])?,
    };
    Ok(version + 1)
}

fn complete(transaction: &Transaction<'_>, picture: &Picture) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE picture SET widths = ?3, tint = ?4, avif = ?5 WHERE name = ?1 AND digest = ?2 \
             AND (widths <> ?3 OR tint IS NOT ?4 OR avif <> ?5)",
        )?
        .execute(params![
            picture.name,
            picture.digest,
            json(&picture.widths)?,
            picture.tint.as_ref().map(json).transpose()?,
            picture.avif,
        ])?;
    Ok(())
}

/// Writes down which pictures a story shows, in place of what was written before. What the story says of a picture becomes
/// the library's own, where the library has nothing: an import brings words with stories and not with files.
pub(super) fn write_uses<'f>(
    transaction: &Transaction<'_>,
    article: ArticleId,
    figures: impl Iterator<Item = &'f Figure>,
) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM picture_use WHERE article = ?1")?.execute([article.0])?;
    let figures: Vec<&Figure> = figures.filter(|figure| !normal::is_web_address(&figure.src)).collect();
    add_uses(transaction, article, figures.iter().map(|figure| figure.src.as_str()))?;
    let mut say = transaction.prepare_cached(
        "UPDATE picture SET alt = iif(alt = '', ?2, alt), credit = iif(credit = '', ?3, credit), version = version + 1 \
         WHERE name = ?1 AND ((alt = '' AND ?2 <> '') OR (credit = '' AND ?3 <> ''))",
    )?;
    for figure in figures {
        say.execute(params![figure.src, figure.alt, figure.credit])?;
    }
    Ok(())
}

fn add_uses<'n>(
    transaction: &Transaction<'_>,
    article: ArticleId,
    names: impl Iterator<Item = &'n str>,
) -> Result<(), Error> {
    let mut write =
        transaction.prepare_cached("INSERT OR IGNORE INTO picture_use (picture, article) VALUES (?1, ?2)")?;
    for name in names {
        write.execute(params![name, article.0])?;
    }
    Ok(())
}

/// The pictures of the library that a text shows.
pub(super) fn shown(lead: Option<&Figure>, body: &str) -> BTreeSet<String> {
    let body = markup::parse(body).blocks;
    let figures = block::figures(&body).into_iter().chain(lead);
    figures.filter(|figure| !normal::is_web_address(&figure.src)).map(|figure| figure.src.clone()).collect()
}

/// Writes down which pictures a story shows in its last revision or in `draft`. A draft's words for them are not the
/// library's yet: they may be half typed.
pub(super) fn write_draft_uses(
    transaction: &Transaction<'_>,
    revision: &Article,
    draft: &BTreeSet<String>,
) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM picture_use WHERE article = ?1")?.execute([revision.id.0])?;
    let own = block::figures(&revision.body).into_iter().chain(&revision.lead);
    let own = own.map(|figure| figure.src.as_str()).filter(|name| !normal::is_web_address(name));
    add_uses(transaction, revision.id, own.chain(draft.iter().map(String::as_str)))
}

/// The pictures of a story's open draft.
fn shown_in_draft(transaction: &Transaction<'_>, article: ArticleId) -> Result<BTreeSet<String>, Error> {
    let draft = transaction
        .prepare_cached("SELECT head, body FROM draft WHERE article = ?1 AND open = 1")?
        .query_row([article.0], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let Some((head, body)) = draft else { return Ok(BTreeSet::new()) };
    let lead = serde_json::from_str::<Article>(&head).ok().and_then(|head| head.lead);
    Ok(shown(lead.as_ref(), &body))
}

fn find_uses(transaction: &Transaction<'_>, after: ArticleId, limit: usize) -> Result<Option<ArticleId>, Error> {
    let stories = rows(
        transaction,
        "SELECT id, lead, body FROM article WHERE id > ?1 ORDER BY id LIMIT ?2",
        params![after.0, limit as i64],
        |row| {
            let (id, lead, body): (i64, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((ArticleId(id), lead, body))
        },
    )?;
    for (id, lead, body) in &stories {
        // A lead that is damaged shows no picture; `dateline check` and the story's page say so.
        let lead: Option<Figure> = lead.as_ref().and_then(|lead| serde_json::from_str(lead).ok());
        let body = markup::parse(body).blocks;
        write_uses(transaction, *id, block::figures(&body).into_iter().chain(&lead))?;
        let draft = shown_in_draft(transaction, *id)?;
        add_uses(transaction, *id, draft.iter().map(String::as_str))?;
    }
    Ok(stories.last().map(|(id, ..)| *id))
}

#[async_trait]
impl Library for Sqlite {
    async fn add_picture(&self, new: NewPicture, entry: Entry) -> Result<Added, Error> {
        self.write_by(move |transaction| {
            let added = add(transaction, &new)?;
            if let Added::New(new) = &added {
                // Its name is certain only now.
                audit::write(transaction, &Entry { subject: format!("picture {}", new.picture.name), ..entry })?;
            }
            Ok(added)
        })
        .await
    }

    async fn library_picture(&self, name: &str) -> Result<Option<LibraryPicture>, Error> {
        self.read(|connection| by_name(connection, name))
    }

    async fn library(&self, query: &str, before: i64, limit: usize) -> Result<Vec<LibraryPicture>, Error> {
        self.read(|connection| list(connection, query, before, limit))
    }

    async fn change_picture(&self, name: &str, version: u32, what: PictureChange, entry: Entry) -> Result<u32, Error> {
        let name = name.to_owned();
        self.write_by(move |transaction| {
            let version = change(transaction, &name, version, &what)?;
            audit::write(transaction, &entry)?;
            Ok(version)
        })
        .await
    }

    async fn complete_picture(&self, picture: &Picture) -> Result<(), Error> {
        let picture = picture.clone();
        self.write_by(move |transaction| complete(transaction, &picture)).await
    }

    async fn picture_uses(&self, name: &str, before: ArticleId, limit: usize) -> Result<Vec<PictureUse>, Error> {
        let sql = "SELECT a.id, a.section, a.slug, a.headline, a.state FROM picture_use u JOIN article a ON a.id = u.article \
             WHERE u.picture = ?1 AND u.article < ?2 ORDER BY u.article DESC LIMIT ?3";
        self.read(|connection| {
            rows(connection, sql, params![name, before.0, limit as i64], |row| {
                Ok(PictureUse {
                    article: ArticleId(row.get(0)?),
                    section: read::slug(row, 1)?,
                    slug: read::slug(row, 2)?,
                    headline: row.get(3)?,
                    state: row.get(4)?,
                })
            })
        })
    }

    async fn find_picture_uses(&self, after: ArticleId, limit: usize) -> Result<Option<ArticleId>, Error> {
        self.write_by(move |transaction| find_uses(transaction, after, limit)).await
    }
}
