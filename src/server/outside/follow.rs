//! Following the log for what goes out: share pictures are queued, and hubs and search engines are told.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dateline_store::{Error, Event, IMPORT};
use dateline_story::{ArticleId, address};
use tokio::task::JoinHandle;

use super::card;
use crate::app::App;

/// The name of the cursor.
const CURSOR: &str = "outside";

/// How many events are read at a time.
const AT_ONCE: usize = 200;

/// How often the log is looked at.
const PULSE: Duration = Duration::from_secs(1);

/// How many stories may wait for a share picture that only a reader has wanted; more are wanted again later.
const WAITING: usize = 10_000;

/// How many of these are queued at each pulse.
const QUEUED: usize = 2;

/// Stories whose pages are read and whose share pictures are not there: from before there were any, or of an import.
#[derive(Default)]
pub struct Wanted {
    stories: Mutex<BTreeSet<ArticleId>>,
    /// The site's own that was queued last, by its digest.
    site: Mutex<String>,
}

impl Wanted {
    /// A story's share pictures are wanted.
    pub fn want(&self, story: ArticleId) {
        let mut waiting = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < WAITING {
            waiting.insert(story);
        }
    }

    /// Whether the site's own is another than at the last time that this was asked.
    pub fn is_new_site(&self, digest: &str) -> bool {
        let mut last = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = *last != digest;
        if is_new {
            digest.clone_into(&mut last);
        }
        is_new
    }

    /// The newest of them.
    fn take(&self) -> Vec<ArticleId> {
        let mut waiting = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        (0..QUEUED).map_while(|_| waiting.pop_last()).collect()
    }
}

/// Follows, in the background.
pub fn start(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failed = false;
        loop {
            let followed = follow(&app).await;
            if let (Err(error), false) = (&followed, failed) {
                tracing::error!(%error, "what goes out cannot be followed");
            }
            failed = followed.is_err();
            tokio::time::sleep(PULSE).await;
        }
    })
}

/// Queues what is to be done for what has happened since the last time. Where nobody has followed before, it begins now.
///
/// # Errors
/// The store's: what was not queued is queued the next time.
pub async fn follow(app: &App) -> Result<(), Error> {
    let from = match app.store.cursor(CURSOR).await? {
        Some(from) => from,
        None => {
            let last = app.store.last_event().await?;
            app.store.set_cursor(CURSOR, last).await?;
            last
        }
    };
    let mut queued = false;
    if app.store.last_event().await? > from {
        let events = app.store.events(from, AT_ONCE).await?;
        for event in &events {
            queued |= queue(app, event).await?;
        }
        if let Some(last) = events.last() {
            app.store.set_cursor(CURSOR, last.id).await?;
        }
    }
    card::renew(app).await?;
    for story in app.wanted.take() {
        card::queue(app, story, card::SOME_TIME).await?;
        queued = true;
    }
    if queued {
        app.queued.notify_one();
    }
    Ok(())
}

async fn queue(app: &App, event: &Event) -> Result<bool, Error> {
    let Some(story) = event.article.filter(|_| event.public && event.act != IMPORT) else { return Ok(false) };
    card::queue(app, story, card::SOON).await?;
    let Some(ping) = &app.ping else { return Ok(true) };
    let article = match app.store.head(story).await {
        Ok(Some(article)) => article,
        // A story that cannot be read must not keep others from going out.
        Ok(None) | Err(Error::Damaged { .. }) => return Ok(true),
        Err(error) => return Err(error),
    };
    let mut feeds = vec![
        "/feed/latest".to_owned(),
        format!("/feed/language/{}", article.language),
        address::feed("section", &article.section),
    ];
    feeds.extend(article.topics.iter().map(|topic| address::feed("topic", topic)));
    feeds.extend(article.bylines.iter().map(|byline| address::feed("author", &byline.author)));
    ping.queue(app, &article.path(), &feeds).await?;
    Ok(true)
}
