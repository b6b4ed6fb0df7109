//! Queries. Every list is walked by keyset: no query skips rows.

use dateline_story::{Article, ArticleId, Author, Language, Picture, Slug, Summary, Timestamp, Topic, markup};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::row;
use crate::{Cursor, Error, Event, List, Page, Revision, Source};

/// Runs a query and reads each row with a function that may fail in our own words.
pub fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = found.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

/// A story by its number.
pub fn article(connection: &Connection, id: ArticleId) -> Result<Option<(Article, u32)>, Error> {
    let sql = format!("SELECT {} FROM article a WHERE a.id = ?1", row::ARTICLE);
    Ok(rows(connection, &sql, [id.0], row::article)?.pop())
}

/// A story by number, without its text.
pub fn head(connection: &Connection, id: ArticleId) -> Result<Option<Article>, Error> {
    let sql = format!("SELECT {} FROM article a WHERE a.id = ?1", row::HEAD);
    Ok(rows(connection, &sql, [id.0], row::article)?.pop().map(|(article, _)| article))
}

/// A story by its address.
pub fn article_at(connection: &Connection, section: &Slug, slug: &Slug) -> Result<Option<Article>, Error> {
    let sql = format!("SELECT {} FROM article a WHERE a.section = ?1 AND a.slug = ?2", row::ARTICLE);
    Ok(rows(connection, &sql, [section.as_str(), slug.as_str()], row::article)?.pop().map(|(article, _)| article))
}

/// A story's number by its address.
pub fn id_at(connection: &Connection, section: &Slug, slug: &Slug) -> Result<Option<ArticleId>, Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM article WHERE section = ?1 AND slug = ?2")?;
    Ok(statement.query_row([section.as_str(), slug.as_str()], |row| row.get(0).map(ArticleId)).optional()?)
}

/// Stories by number.
pub fn articles_after(connection: &Connection, after: ArticleId, limit: usize) -> Result<Vec<Article>, Error> {
    let sql = format!("SELECT {} FROM article a WHERE a.id > ?1 ORDER BY a.id LIMIT ?2", row::ARTICLE);
    rows(connection, &sql, params![after.0, limit as i64], |row| row::article(row).map(|(article, _)| article))
}

/// A page of a list; one row more than asked tells whether there are older ones.
pub fn list(connection: &Connection, list: &List, before: Option<Cursor>, limit: usize) -> Result<Page, Error> {
    let before = before.unwrap_or(Cursor { at: i64::MAX, id: i64::MAX });
    let more = limit as i64 + 1;
    let columns = row::SUMMARY;
    // The list's own table and condition; ?1 is its value and ?2 its language, where it has one.
    let language = match list {
        List::Language(language) | List::SectionIn(_, language) => language.as_str(),
        List::Latest | List::Section(_) | List::Topic(_) | List::Author(_) => "",
    };
    // The index is named: without statistics SQLite takes one by state for the newest of all, and sorts a million rows.
    let (of, value) = match list {
        List::Latest => ("article a INDEXED BY article_latest WHERE ?1 = ?2", ""),
        List::Language(_) => ("article a INDEXED BY article_in_language WHERE ?1 = '' AND a.language = ?2", ""),
        List::Section(section) => {
            ("article a INDEXED BY article_in_section WHERE a.section = ?1 AND ?2 = ''", section.as_str())
        }
        List::SectionIn(section, _) => (
            "article a INDEXED BY article_in_section_and_language WHERE a.section = ?1 AND a.language = ?2",
            section.as_str(),
        ),
        List::Topic(topic) => {
            ("in_topic l JOIN article a ON a.id = l.article WHERE l.topic = ?1 AND ?2 = ''", topic.as_str())
        }
        List::Author(author) => {
            ("by_author l JOIN article a ON a.id = l.article WHERE l.author = ?1 AND ?2 = ''", author.as_str())
        }
    };
    let (at, id) = match list {
        List::Topic(_) | List::Author(_) => ("l.first_published", "l.article"),
        List::Latest | List::Language(_) | List::Section(_) | List::SectionIn(..) => ("a.first_published", "a.id"),
    };
    let sql = format!(
        "SELECT {columns} FROM {of} AND a.state = 'published' AND ({at}, {id}) < (?3, ?4) ORDER BY {at} DESC, {id} DESC LIMIT ?5"
    );
    let mut stories = rows(connection, &sql, params![value, language, before.at, before.id, more], row::summary)?;
    let has_older = stories.len() > limit;
    stories.truncate(limit);
    let last = stories.last().and_then(|story| Some(Cursor::after(story.first_published?, story.id)));
    Ok(Page { stories, older: last.filter(|_| has_older) })
}

/// Cards by number, in the order asked.
pub fn summaries(connection: &Connection, ids: &[ArticleId]) -> Result<Vec<Summary>, Error> {
    let sql = format!("SELECT {} FROM article a WHERE a.id = ?1 AND a.state = 'published'", row::SUMMARY);
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(rows(connection, &sql, [id.0], row::summary)?);
    }
    Ok(found)
}

/// Where an old address leads now.
pub fn redirect(connection: &Connection, path: &str) -> Result<Option<String>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT '/' || a.section || '/' || a.slug FROM redirect r JOIN article a ON a.id = r.article \
         WHERE r.path = ?1 AND a.state IN ('published', 'withdrawn', 'taken-down')",
    )?;
    Ok(statement.query_row([path], |row| row.get(0)).optional()?)
}

/// The old addresses of a story.
pub fn old_addresses(connection: &Connection, article: ArticleId) -> Result<Vec<String>, Error> {
    rows(connection, "SELECT path FROM redirect WHERE article = ?1 ORDER BY path", [article.0], |row| Ok(row.get(0)?))
}

/// A slug in a column.
pub fn slug(row: &Row<'_>, index: usize) -> Result<Slug, Error> {
    let text: String = row.get(index)?;
    Slug::new(&text).map_err(|error| {
        Error::Database(rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, error.into()))
    })
}

/// A row of slug, name, role, bio and channel.
pub fn author(row: &Row<'_>) -> Result<Author, Error> {
    let channel: Option<String> = row.get(4)?;
    let channel = channel.map(|json| serde_json::from_str(&json)).transpose().map_err(|error| {
        Error::Database(rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, error.into()))
    })?;
    Ok(Author { slug: slug(row, 0)?, name: row.get(1)?, role: row.get(2)?, bio: row.get(3)?, channel })
}

/// Authors by slug, in the order asked.
pub fn authors(connection: &Connection, slugs: &[Slug]) -> Result<Vec<Author>, Error> {
    let mut found = Vec::with_capacity(slugs.len());
    for wanted in slugs {
        found.extend(rows(
            connection,
            "SELECT slug, name, role, bio, channel FROM author WHERE slug = ?1",
            [wanted.as_str()],
            author,
        )?);
    }
    Ok(found)
}

/// Topics by slug, in the order asked.
pub fn topics(connection: &Connection, slugs: &[Slug]) -> Result<Vec<Topic>, Error> {
    let mut found = Vec::with_capacity(slugs.len());
    for wanted in slugs {
        found.extend(rows(connection, "SELECT slug, name FROM topic WHERE slug = ?1", [wanted.as_str()], |row| {
            Ok(Topic { slug: slug(row, 0)?, name: row.get(1)? })
        })?);
    }
    Ok(found)
}

/// Topics by how much was written on them.
pub fn busiest_topics(
    connection: &Connection,
    language: &Language,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<(Topic, u64)>, Error> {
    rows(
        connection,
        "SELECT t.slug, t.name, count(*) AS stories FROM article a JOIN in_topic l ON l.article = a.id JOIN topic t ON t.slug = l.topic \
         WHERE a.state = 'published' AND a.language = ?1 AND a.first_published >= ?2 GROUP BY t.slug ORDER BY stories DESC, t.slug LIMIT ?3",
        params![language.as_str(), since.as_microsecond(), limit as i64],
        |row| Ok((Topic { slug: slug(row, 0)?, name: row.get(1)? }, row.get::<_, i64>(2)?.unsigned_abs())),
    )
}

/// Sections with published stories.
pub fn sections(connection: &Connection) -> Result<Vec<(Slug, u64)>, Error> {
    rows(
        connection,
        "SELECT section, count(*) AS stories FROM article INDEXED BY article_sections WHERE state = 'published' \
         GROUP BY section ORDER BY stories DESC, section",
        [],
        |row| Ok((slug(row, 0)?, row.get::<_, i64>(1)?.unsigned_abs())),
    )
}

/// The picture in a row of `name, digest, width, height, widths, tint, avif`.
pub(super) fn picture(row: &Row<'_>) -> Result<Picture, Error> {
    let damaged = |column: usize, error: serde_json::Error| {
        let kind = rusqlite::types::Type::Text;
        Error::Database(rusqlite::Error::FromSqlConversionFailure(column, kind, error.into()))
    };
    let (widths, tint): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    Ok(Picture {
        name: row.get(0)?,
        digest: row.get(1)?,
        width: row.get(2)?,
        height: row.get(3)?,
        widths: serde_json::from_str(&widths).map_err(|error| damaged(4, error))?,
        tint: tint.map(|tint| serde_json::from_str(&tint)).transpose().map_err(|error| damaged(5, error))?,
        avif: row.get(6)?,
    })
}

/// Pictures by name.
pub fn pictures(connection: &Connection, names: &[String]) -> Result<Vec<Picture>, Error> {
    let sql = "SELECT name, digest, width, height, widths, tint, avif FROM picture WHERE name = ?1";
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        found.extend(rows(connection, sql, [name], picture)?);
    }
    Ok(found)
}

/// What is known of an import.
pub fn source(connection: &Connection, key: &str) -> Result<Option<Source>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT s.article, s.digest, r.by FROM source s JOIN article a ON a.id = s.article \
         JOIN revision r ON r.article = a.id AND r.number = a.revision WHERE s.key = ?1",
    )?;
    let found = statement
        .query_row([key], |row| {
            Ok(Source { article: ArticleId(row.get(0)?), digest: row.get(1)?, last_by: row.get(2)? })
        })
        .optional()?;
    Ok(found)
}

/// An instant in a column.
pub fn instant(row: &Row<'_>, index: usize) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(row.get(index)?).map_err(|error| {
        Error::Database(rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Integer, error.into()))
    })
}

/// The event log after a cursor.
pub fn events(connection: &Connection, after: u64, limit: usize) -> Result<Vec<Event>, Error> {
    rows(
        connection,
        "SELECT id, at, article, revision, act, public FROM event WHERE id > ?1 ORDER BY id LIMIT ?2",
        params![after as i64, limit as i64],
        |row| {
            Ok(Event {
                id: row.get::<_, i64>(0)?.unsigned_abs(),
                at: instant(row, 1)?,
                article: row.get::<_, Option<i64>>(2)?.map(ArticleId),
                revision: row.get(3)?,
                act: row.get(4)?,
                public: row.get(5)?,
            })
        },
    )
}

/// The newest event.
pub fn last_event(connection: &Connection) -> Result<u64, Error> {
    let last: i64 =
        connection.prepare_cached("SELECT coalesce(max(id), 0) FROM event")?.query_row([], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

/// A story's revisions, newest first.
pub fn revisions(
    connection: &Connection,
    article: ArticleId,
    before: u32,
    limit: usize,
) -> Result<Vec<Revision>, Error> {
    rows(
        connection,
        "SELECT r.number, r.at, r.by, r.note, r.head, r.body, coalesce(e.act, '') FROM revision r \
         LEFT JOIN event e ON e.article = r.article AND e.revision = r.number \
         WHERE r.article = ?1 AND r.number < ?2 ORDER BY r.number DESC LIMIT ?3",
        params![article.0, before, limit as i64],
        |row| {
            let (head, body): (String, String) = (row.get(4)?, row.get(5)?);
            let head: Article = serde_json::from_str(&head).map_err(|error| Error::Damaged {
                article,
                column: "revision",
                why: error.to_string(),
            })?;
            Ok(Revision {
                number: row.get(0)?,
                at: instant(row, 1)?,
                by: row.get(2)?,
                note: row.get(3)?,
                act: row.get(6)?,
                article: Article { body: markup::parse(&body).blocks, ..head },
            })
        },
    )
}

/// Stories a state.
pub fn counts(connection: &Connection) -> Result<Vec<(String, u64)>, Error> {
    rows(connection, "SELECT state, count(*) FROM article GROUP BY state ORDER BY state", [], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })
}

/// SQLite's own checks, and ours: each article has its last revision and an event for it.
pub fn check(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut damage = rows(connection, "PRAGMA integrity_check(20)", [], |row| Ok(row.get::<_, String>(0)?))?;
    damage.retain(|line| line != "ok");
    damage.extend(rows(connection, "PRAGMA foreign_key_check", [], |row| {
        Ok(format!(
            "a row of {} refers to a row of {} that is not there",
            row.get::<_, String>(0)?,
            row.get::<_, String>(2)?
        ))
    })?);
    damage.extend(rows(
        connection,
        "SELECT a.id FROM article a WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.article = a.id AND r.number = a.revision) \
         OR NOT EXISTS (SELECT 1 FROM event e WHERE e.article = a.id AND e.revision = a.revision) LIMIT 20",
        [],
        |row| Ok(format!("story {} lacks its last revision or its event", row.get::<_, i64>(0)?)),
    )?);
    Ok(damage)
}
