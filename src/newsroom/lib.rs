//! The newsroom's acts: what may be done to a story, and what each leaves behind. Nothing else writes stories.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod accounts;
mod chance;
mod import;

use std::sync::Arc;

use dateline_store::{Batch, Change, Store};
use dateline_story::{Act, Article, ArticleId, Correction, Refusal, State, Timestamp, Update};
use thiserror::Error;

pub use dateline_story::{Deed, Role};
pub use import::{Outcome, Submission};

/// Why an act was not done.
#[derive(Debug, Error)]
pub enum Error {
    /// The workflow does not allow it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// No story has the number.
    #[error("there is no story {0}")]
    NoSuchStory(ArticleId),
    /// A correction says nothing.
    #[error("a correction must say what was wrong and what is right")]
    EmptyCorrection,
    /// The store could not write it.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}

/// The write side of the house.
#[derive(Clone)]
pub struct Newsroom {
    store: Arc<dyn Store>,
}

impl Newsroom {
    /// A newsroom over a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// Files a new story as a draft and gives it its number.
    ///
    /// # Errors
    /// When another story has its address, or the store fails.
    pub async fn file(&self, article: Article, by: &str, now: Timestamp) -> Result<ArticleId, Error> {
        let id = ArticleId::new(now, chance::next());
        let article = Article { id, state: State::Draft, first_published: None, updated: None, ..article };
        self.write(article, 0, "file", by, "", now, false).await?;
        Ok(id)
    }

    /// Does an act that needs no new text. `note` is kept with the revision; for a correction it is the public text,
    /// for an update the public reason (empty: none).
    ///
    /// # Errors
    /// [`Error::Refused`] where the workflow says no.
    pub async fn act(&self, id: ArticleId, act: Act, by: &str, note: &str, now: Timestamp) -> Result<State, Error> {
        let (mut article, revision) = self.store.article(id).await?.ok_or(Error::NoSuchStory(id))?;
        let before = article.state;
        article.state = before.after(act)?;
        match act {
            Act::Publish => article.first_published = article.first_published.or(Some(now)),
            Act::Update => {
                article.updated = Some(Update { at: now, reason: (!note.is_empty()).then(|| note.to_owned()) })
            }
            Act::Correct if note.trim().is_empty() => return Err(Error::EmptyCorrection),
            Act::Correct => {
                article.corrections.push(Correction { at: now, text: note.trim().to_owned() });
                article.updated = Some(Update { at: now, reason: None });
            }
            Act::Revise
            | Act::Submit
            | Act::SendBack
            | Act::Schedule(_)
            | Act::Unschedule
            | Act::Withdraw
            | Act::TakeDown
            | Act::Restore => {}
        }
        let state = article.state;
        let public = before.is_public() || state.is_public();
        self.write(article, revision, word(act), by, note, now, public).await?;
        Ok(state)
    }

    #[allow(clippy::too_many_arguments)]
    async fn write(
        &self,
        article: Article,
        from_revision: u32,
        act: &str,
        by: &str,
        note: &str,
        at: Timestamp,
        public: bool,
    ) -> Result<(), Error> {
        let change = Change {
            article,
            from_revision,
            at,
            by: by.to_owned(),
            act: act.to_owned(),
            note: note.to_owned(),
            public,
            redirects: Vec::new(),
            source: None,
        };
        Ok(self.store.write(Batch { changes: vec![change], ..Batch::default() }).await?)
    }
}

/// The event's word for an act.
fn word(act: Act) -> &'static str {
    match act {
        Act::Revise => "revise",
        Act::Submit => "submit",
        Act::SendBack => "send-back",
        Act::Schedule(_) => "schedule",
        Act::Unschedule => "unschedule",
        Act::Publish => "publish",
        Act::Update => "update",
        Act::Correct => "correct",
        Act::Withdraw => "withdraw",
        Act::TakeDown => "take-down",
        Act::Restore => "restore",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_store::conformance::article;
    use dateline_store::sqlite::Sqlite;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[tokio::test]
    async fn a_story_goes_its_way_and_leaves_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap());
        let newsroom = Newsroom::new(store.clone());
        let id = newsroom.file(article(1, 0), "ayesha", at(1_700_000_000)).await.unwrap();
        assert!(matches!(
            newsroom.act(id, Act::Withdraw, "editor", "", at(1)).await,
            Err(Error::Refused(Refusal::NotPublished))
        ));
        newsroom.act(id, Act::Publish, "editor", "", at(1_700_000_100)).await.unwrap();
        assert!(matches!(newsroom.act(id, Act::Correct, "editor", " ", at(2)).await, Err(Error::EmptyCorrection)));
        newsroom.act(id, Act::Correct, "editor", "It was Tuesday.", at(1_700_000_200)).await.unwrap();
        newsroom.act(id, Act::TakeDown, "owner", "court order", at(1_700_000_300)).await.unwrap();

        let (story, revision) = store.article(id).await.unwrap().unwrap();
        assert_eq!((story.state, revision), (State::TakenDown, 4));
        assert_eq!(story.first_published, Some(at(1_700_000_100)));
        assert_eq!(story.corrections[0].text, "It was Tuesday.");
        let acts: Vec<_> =
            store.events(0, 9).await.unwrap().into_iter().map(|event| (event.act, event.public)).collect();
        let acts: Vec<_> = acts.iter().map(|(act, public)| (act.as_str(), *public)).collect();
        assert_eq!(acts, [("file", false), ("publish", true), ("correct", true), ("take-down", true)]);
    }
}
