//! The embedded store: one SQLite file, one writer, several readers.

mod accounts;
mod cards;
mod catalogue;
mod changes;
mod desk;
mod drafts;
mod jobs;
mod library;
mod mapped;
mod panels;
mod read;
mod row;
mod schema;
mod shares;
mod translations;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, mpsc};
use std::thread::JoinHandle;

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Author, Language, Picture, Slug, Summary, Timestamp, Topic};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::{Batch, Cursor, Error, Event, List, Page, Revision, Source, Store, Then};

/// How many idle connections are kept for readers.
const IDLE_READERS: usize = 8;

/// Memory-mapped reading, in bytes: the whole database of a small newsroom.
const MMAP: i64 = 1 << 30;

/// What the writer does next, with the one connection that writes.
type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A store in one SQLite file (WAL). Opening it runs the migrations it lacks.
pub struct Sqlite {
    path: PathBuf,
    readers: Mutex<Vec<Connection>>,
    /// `None` only while it is being dropped.
    writer: Option<(mpsc::Sender<Job>, JoinHandle<()>)>,
    /// What is done after each write.
    then: RwLock<Vec<Then>>,
}

impl Sqlite {
    /// Opens the database at `path`, or makes it there.
    ///
    /// # Errors
    /// [`Error::NewerSchema`], or [`Error::Unusable`] when the file or its folder cannot be opened, made or written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
            .map_err(|error| unusable(path, "open", error))?;
        let setup = |connection: &Connection| -> rusqlite::Result<()> {
            connection.pragma_update(None, "journal_mode", "wal")?;
            // A story that was reported as written survives a power cut, not only a crash.
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", true)
        };
        setup(&connection).map_err(|error| unusable(path, "write to", error))?;
        schema::migrate(&mut connection, path)?;
        changes::tidy(&connection).map_err(|error| unusable(path, "write to", error))?;
        let (sender, jobs) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || jobs.into_iter().for_each(|job| job(&mut connection)))
            .map_err(|error| Error::Unusable {
                what: "start the writer of",
                path: path.to_owned(),
                why: error.to_string(),
            })?;
        Ok(Self {
            path: path.to_owned(),
            readers: Mutex::default(),
            writer: Some((sender, thread)),
            then: RwLock::default(),
        })
    }

    /// Runs a read on this thread. Reads are short (a page's rows, memory-mapped), so they are not worth a hand-over.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)
                .map_err(|error| unusable(&self.path, "open", error))?,
        };
        let result = read(&connection);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
        result
    }
}

impl Sqlite {
    /// Runs `write` on the writer's thread in a transaction of its own, which is committed when it returns `Ok`.
    async fn write_by<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, written) = oneshot::channel();
        let (sender, _) = self.writer.as_ref().ok_or(Error::Closed)?;
        let path = self.path.clone();
        let job = move |connection: &mut Connection| {
            let result = in_transaction(connection, write).map_err(|error| match error {
                Error::Database(error) => unusable(&path, "write to", error),
                other => other,
            });
            // Whoever asked may have gone; it is written all the same.
            let _ = reply.send(result);
        };
        sender.send(Box::new(job)).map_err(|_| Error::Closed)?;
        let written = written.await.map_err(|_| Error::Closed)??;
        let then = self.then.read().unwrap_or_else(PoisonError::into_inner).clone();
        for then in then {
            then().await;
        }
        Ok(written)
    }
}

fn in_transaction<T>(
    connection: &mut Connection,
    write: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let written = write(&transaction)?;
    transaction.commit()?;
    Ok(written)
}

impl Drop for Sqlite {
    /// Waits for what was handed to the writer.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.writer.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "mmap_size", MMAP)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else a statement over a table with partial indices is planned anew for each value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Names the file, and says plainly what the commonest failures are.
fn unusable(path: &Path, what: &'static str, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::Full(path.to_owned()),
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::NotADatabase
            | ErrorCode::SystemIoFailure,
        ) => Error::Unusable { what, path: path.to_owned(), why: error.to_string() },
        _ => Error::Database(error),
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn write(&self, batch: Batch) -> Result<(), Error> {
        self.write_by(move |transaction| write::batch(transaction, &batch)).await
    }

    async fn article(&self, id: ArticleId) -> Result<Option<(Article, u32)>, Error> {
        self.read(|connection| read::article(connection, id))
    }

    async fn article_at(&self, section: &Slug, slug: &Slug) -> Result<Option<Article>, Error> {
        self.read(|connection| read::article_at(connection, section, slug))
    }

    async fn head(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        self.read(|connection| read::head(connection, id))
    }

    async fn id_at(&self, section: &Slug, slug: &Slug) -> Result<Option<ArticleId>, Error> {
        self.read(|connection| read::id_at(connection, section, slug))
    }

    async fn articles_after(&self, after: ArticleId, limit: usize) -> Result<Vec<Article>, Error> {
        self.read(|connection| read::articles_after(connection, after, limit))
    }

    async fn list(&self, list: &List, before: Option<Cursor>, limit: usize) -> Result<Page, Error> {
        self.read(|connection| read::list(connection, list, before, limit))
    }

    async fn summaries(&self, ids: &[ArticleId]) -> Result<Vec<Summary>, Error> {
        self.read(|connection| read::summaries(connection, ids))
    }

    async fn redirect(&self, path: &str) -> Result<Option<String>, Error> {
        self.read(|connection| read::redirect(connection, path))
    }

    async fn old_addresses(&self, article: ArticleId) -> Result<Vec<String>, Error> {
        self.read(|connection| read::old_addresses(connection, article))
    }

    async fn authors(&self, slugs: &[Slug]) -> Result<Vec<Author>, Error> {
        self.read(|connection| read::authors(connection, slugs))
    }

    async fn topics(&self, slugs: &[Slug]) -> Result<Vec<Topic>, Error> {
        self.read(|connection| read::topics(connection, slugs))
    }

    async fn busiest_topics(
        &self,
        language: &Language,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Topic, u64)>, Error> {
        self.read(|connection| read::busiest_topics(connection, language, since, limit))
    }

    async fn sections(&self) -> Result<Vec<(Slug, u64)>, Error> {
        self.read(read::sections)
    }

    async fn pictures(&self, names: &[String]) -> Result<Vec<Picture>, Error> {
        self.read(|connection| read::pictures(connection, names))
    }

    async fn source(&self, key: &str) -> Result<Option<Source>, Error> {
        self.read(|connection| read::source(connection, key))
    }

    async fn events(&self, after: u64, limit: usize) -> Result<Vec<Event>, Error> {
        self.read(|connection| read::events(connection, after, limit))
    }

    async fn last_event(&self) -> Result<u64, Error> {
        self.read(read::last_event)
    }

    async fn revisions(&self, article: ArticleId, before: u32, limit: usize) -> Result<Vec<Revision>, Error> {
        self.read(|connection| read::revisions(connection, article, before, limit))
    }

    async fn counts(&self) -> Result<Vec<(String, u64)>, Error> {
        self.read(read::counts)
    }

    async fn check(&self) -> Result<Vec<String>, Error> {
        self.read(read::check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::{self, article, change};

    #[tokio::test]
    async fn conforms() {
        let folder = tempfile::tempdir().unwrap();
        let mut number = 0;
        conformance::run(|| {
            number += 1;
            Sqlite::open(&folder.path().join(format!("{number}.db"))).unwrap()
        })
        .await;
    }

    #[tokio::test]
    async fn refuses_a_newer_schema_and_what_is_no_database() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(Sqlite::open(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let Err(error) = Sqlite::open(&path) else { panic!("opened") };
        assert!(error.to_string().contains("schema 99") && error.to_string().contains("a.db"), "{error}");

        let path = folder.path().join("b.db");
        std::fs::write(&path, "not a database, but long enough to look like one".repeat(100)).unwrap();
        let Err(error) = Sqlite::open(&path) else { panic!("opened") };
        assert!(matches!(error, Error::Unusable { .. }), "{error}");
    }

    #[tokio::test]
    async fn a_full_disk_loses_nothing_that_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let store = Sqlite::open(&path).unwrap();
        store.write(Batch { changes: vec![change(article(1, 0), 0)], ..Batch::default() }).await.unwrap();
        drop(store);
        // SQLite's own limit on pages gives the same answer as a disk without room.
        let mut connection = Connection::open(&path).unwrap();
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        connection.pragma_update(None, "max_page_count", pages).unwrap();
        let mut large = article(2, 0);
        large.headline = "x".repeat(1_000_000);
        let Err(Error::Database(error)) = in_transaction(&mut connection, |transaction| {
            write::batch(transaction, &Batch { changes: vec![change(large, 0)], ..Batch::default() })
        }) else {
            panic!("written")
        };
        assert!(matches!(unusable(&path, "write to", error), Error::Full(_)));
        drop(connection);
        let store = Sqlite::open(&path).unwrap();
        assert!(store.article(ArticleId(1)).await.unwrap().is_some());
        assert!(store.article(ArticleId(2)).await.unwrap().is_none());
    }
}
