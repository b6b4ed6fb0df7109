//! The desk's lists in SQLite, walked by keyset like the readers'.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Author, Timestamp, Topic};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::{Sqlite, read, row};
use crate::{Cursor, Desk, Due, Error, Filter, Line, Lines};

#[async_trait]
impl Desk for Sqlite {
    async fn lines(&self, filter: &Filter, before: Option<Cursor>, limit: usize) -> Result<Lines, Error> {
        self.read(|connection| lines(connection, filter, before, limit))
    }

    async fn filed_by(&self, article: ArticleId) -> Result<Option<String>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT filed_by FROM article WHERE id = ?1")?;
            Ok(statement.query_row([article.0], |row| row.get(0)).optional()?)
        })
    }

    async fn due(&self, now: Timestamp, after: Option<Due>, limit: usize) -> Result<Vec<Due>, Error> {
        let after = after.map_or((i64::MIN, i64::MIN), |due| (due.at.as_microsecond(), due.article.0));
        self.read(|connection| {
            read::rows(
                connection,
                "SELECT id, revision, scheduled_at FROM article WHERE state = 'scheduled' AND scheduled_at <= ?1 \
                 AND (scheduled_at, id) > (?3, ?4) ORDER BY scheduled_at, id LIMIT ?2",
                params![now.as_microsecond(), limit as i64, after.0, after.1],
                |row| Ok(Due { article: ArticleId(row.get(0)?), revision: row.get(1)?, at: read::instant(row, 2)? }),
            )
        })
    }

    async fn authors_like(&self, beginning: &str, limit: usize) -> Result<Vec<Author>, Error> {
        self.read(|connection| {
            read::rows(
                connection,
                "SELECT slug, name, role, bio, channel FROM author WHERE ' ' || name LIKE ?1 ESCAPE '\\' ORDER BY name, slug LIMIT ?2",
                params![begins_a_word(beginning), limit as i64],
                read::author,
            )
        })
    }

    async fn topics_like(&self, beginning: &str, limit: usize) -> Result<Vec<Topic>, Error> {
        self.read(|connection| {
            read::rows(
                connection,
                "SELECT slug, name FROM topic WHERE ' ' || name LIKE ?1 ESCAPE '\\' ORDER BY name, slug LIMIT ?2",
                params![begins_a_word(beginning), limit as i64],
                |row| Ok(Topic { slug: read::slug(row, 0)?, name: row.get(1)? }),
            )
        })
    }
}

/// A LIKE pattern for text with a space before it.
fn begins_a_word(beginning: &str) -> String {
    let plain = beginning.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("% {plain}%")
}

/// A full-text query (SQLite's FTS5, section 3): every word is a string, so nothing in it is syntax.
fn full_text(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    quoted.join(" ")
}

fn lines(connection: &Connection, filter: &Filter, before: Option<Cursor>, limit: usize) -> Result<Lines, Error> {
    let before = before.unwrap_or(Cursor { at: i64::MAX, id: i64::MAX });
    let mut values: Vec<Value> = vec![before.at.into(), before.id.into(), (limit as i64 + 1).into()];
    let mut conditions = vec!["(a.touched, a.id) < (?1, ?2)".to_owned()];
    let mut ask = |condition: &str, value: String| {
        values.push(value.into());
        conditions.push(condition.replace('#', &format!("?{}", values.len())));
    };
    if let Some(state) = &filter.state {
        ask("a.state = #", state.clone());
    }
    if let Some(account) = &filter.filed_by {
        ask("a.filed_by = #", account.clone());
    }
    if let Some(section) = &filter.section {
        ask("a.section = #", section.as_str().to_owned());
    }
    if let Some(language) = &filter.language {
        ask("a.language = #", language.as_str().to_owned());
    }
    if let Some(kind) = filter.kind {
        ask("a.kind = #", kind.as_str().to_owned());
    }
    if !filter.words.is_empty() {
        ask("a.id IN (SELECT rowid FROM desk_text WHERE desk_text MATCH #)", full_text(&filter.words));
    }
    let sql = format!(
        "SELECT {}, a.touched, coalesce(d.by, r.by, ''), coalesce(d.open, 0), iif(d.open = 1, d.head, NULL) FROM article a \
         LEFT JOIN draft d ON d.article = a.id AND d.open = 1 LEFT JOIN revision r ON r.article = a.id AND r.number = a.revision \
         WHERE {} ORDER BY a.touched DESC, a.id DESC LIMIT ?3",
        row::HEAD,
        conditions.join(" AND ")
    );
    let mut lines = read::rows(connection, &sql, params_from_iter(values), |row| {
        let (story, _) = row::article(row)?;
        let draft: Option<String> = row.get(27)?;
        // A draft that cannot be read still leaves the story itself in the list.
        let draft: Option<Article> = draft.and_then(|head| serde_json::from_str(&head).ok());
        let story = match draft {
            Some(head) => Article { state: story.state, first_published: story.first_published, ..head },
            None => story,
        };
        Ok(Line { story, touched: read::instant(row, 24)?, by: row.get(25)?, unpublished_text: row.get(26)? })
    })?;
    let has_older = lines.len() > limit;
    lines.truncate(limit);
    let older = lines.last().filter(|_| has_older).map(|line| Cursor::after(line.touched, line.story.id));
    Ok(Lines { lines, older })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_search_are_never_syntax() {
        assert_eq!(full_text(&["a\" OR \"b".into(), "c*".into()]), "\"a\"\" OR \"\"b\"* \"c*\"*");
        assert_eq!(begins_a_word("50%_\\"), "% 50\\%\\_\\\\%");
    }
}
