//! The newsroom's acts: what may be done to a story, and what each leaves behind. Nothing else writes stories.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod accounts;
mod chance;
mod import;
pub mod passkey;
mod publishable;
pub mod scheduler;

use std::sync::Arc;

use dateline_store::{Batch, Change, Draft, Entry, Store};
use dateline_story::{Act, Article, ArticleId, Correction, Refusal, State, Timestamp, Update, markup};
use thiserror::Error;

pub use dateline_story::{Deed, Role};
pub use import::{Outcome, Submission};
pub use publishable::{Lack, lacks};

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
    /// Who sends a story back must say why.
    #[error("a story that is sent back needs a note: what should the writer do?")]
    EmptyNote,
    /// The time to publish is not in the future.
    #[error("the time to publish has passed already")]
    PastSchedule,
    /// Somebody saved other text since.
    #[error("the text has changed since: it is at version {now}, and this was asked of version {asked}")]
    Moved {
        /// The version that was asked.
        asked: u64,
        /// The version it is at.
        now: u64,
    },
    /// The page would be broken.
    #[error("the story cannot be published yet: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Lacking(Vec<Lack>),
    /// The store could not write it.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The name that revisions are signed with.
    pub name: String,
    /// The account; empty for the program itself.
    pub account: String,
}

impl By {
    /// Somebody known by name only: an import, the scheduler, a test.
    pub fn name(name: &str) -> Self {
        Self { name: name.to_owned(), account: String::new() }
    }
}

/// Which text an act is done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// That of the last revision.
    Kept,
    /// That of the draft, if it is still at this version.
    Draft(u64),
}

/// What to do to a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The act.
    pub act: Act,
    /// The text.
    pub text: Text,
    /// Kept with the revision. For a correction it is the public text, for an update the public reason (empty: none), for a
    /// story sent back what the writer should do.
    pub note: String,
    /// An update that readers are not told of: a comma, a typing mistake.
    pub silent: bool,
    /// The line of the audit trail that is written with it, where somebody at the desk does it.
    pub entry: Option<Entry>,
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
    pub async fn file(&self, article: Article, by: &By, now: Timestamp) -> Result<ArticleId, Error> {
        let id = ArticleId::new(now, chance::next());
        let article = Article { id, state: State::Draft, first_published: None, updated: None, ..article };
        let change = Change { filed_by: Some(by.account.clone()), ..change(article, 0, "file", by, "", now) };
        self.write(change, None).await?;
        Ok(id)
    }

    /// Does an act with the story's last revision; see [`Newsroom::carry_out`].
    ///
    /// # Errors
    /// [`Error::Refused`] where the workflow says no.
    pub async fn act(&self, id: ArticleId, act: Act, by: &str, note: &str, now: Timestamp) -> Result<State, Error> {
        let order = Order { act, text: Text::Kept, note: note.to_owned(), silent: false, entry: None };
        self.carry_out(id, &order, &By::name(by), now).await
    }

    /// Does an act: a new revision, the story's new state, an event and the order's entry, in one transaction.
    ///
    /// Saving ([`Act::Revise`]) a published story makes a revision that readers do not see until it is published with
    /// [`Act::Update`] or [`Act::Correct`].
    ///
    /// # Errors
    /// [`Error::Refused`] where the workflow says no, [`Error::Lacking`] where the page would be broken,
    /// [`Error::Moved`] where somebody else saved since, and what the act itself needs.
    pub async fn carry_out(&self, id: ArticleId, order: &Order, by: &By, now: Timestamp) -> Result<State, Error> {
        let (present, revision) = self.store.article(id).await?.ok_or(Error::NoSuchStory(id))?;
        let before = present.state;
        let after = before.after(order.act)?;
        let mut article = match order.text {
            Text::Kept => present,
            Text::Draft(version) => {
                let draft = self.store.draft(id).await?.ok_or(Error::NoSuchStory(id))?;
                if draft.version != version {
                    return Err(Error::Moved { asked: version, now: draft.version });
                }
                text_of(draft, present)
            }
        };
        article.state = after;
        let note = order.note.trim();
        match order.act {
            Act::Publish => article.first_published = article.first_published.or(Some(now)),
            Act::Update if order.silent => {}
            Act::Update => {
                article.updated = Some(Update { at: now, reason: (!note.is_empty()).then(|| note.to_owned()) })
            }
            Act::Correct if note.is_empty() => return Err(Error::EmptyCorrection),
            Act::Correct => {
                article.corrections.push(Correction { at: now, text: note.to_owned() });
                article.updated = Some(Update { at: now, reason: None });
            }
            Act::SendBack if note.is_empty() => return Err(Error::EmptyNote),
            Act::Schedule(at) if at <= now => return Err(Error::PastSchedule),
            Act::Revise
            | Act::Submit
            | Act::SendBack
            | Act::Schedule(_)
            | Act::Unschedule
            | Act::Withdraw
            | Act::TakeDown
            | Act::Restore => {}
        }
        let reaches_readers = matches!(order.act, Act::Publish | Act::Update | Act::Correct | Act::Schedule(_));
        if reaches_readers && order.text != Text::Kept {
            let lacks = lacks(&article);
            if !lacks.is_empty() {
                return Err(Error::Lacking(lacks));
            }
        }
        let text_only = order.act == Act::Revise && before.is_public();
        let change = Change {
            public: !text_only && (before.is_public() || after.is_public()),
            text_only,
            // A saved text of a published story is still to be published.
            closes_draft: order.text != Text::Kept && !text_only,
            ..change(article, revision, order.act.word(), by, note, now)
        };
        self.write(change, order.entry.clone()).await?;
        Ok(after)
    }

    /// Publishes a story whose time has come, as it was scheduled at `revision`; `false` where another program was quicker
    /// or somebody has changed it since.
    ///
    /// # Errors
    /// The store's, and [`Error::Refused`].
    pub async fn publish_scheduled(&self, id: ArticleId, revision: u32, now: Timestamp) -> Result<bool, Error> {
        let Some((mut article, present)) = self.store.article(id).await? else { return Ok(false) };
        if present != revision || !matches!(article.state, State::Scheduled(_)) {
            return Ok(false);
        }
        article.state = article.state.after(Act::Publish)?;
        article.first_published = article.first_published.or(Some(now));
        let by = By::name(scheduler::NAME);
        let change = Change { public: true, ..change(article, revision, Act::Publish.word(), &by, "", now) };
        match self.write(change, None).await {
            Ok(()) => Ok(true),
            Err(Error::Store(dateline_store::Error::Conflict { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Makes the text of an earlier revision the newest draft; its words are saved like typed ones. Answers the version.
    ///
    /// # Errors
    /// [`Error::Moved`] when somebody saved since `version`, [`Error::NoSuchStory`] for an unknown story or revision.
    pub async fn restore_revision(
        &self,
        id: ArticleId,
        number: u32,
        version: u64,
        by: &By,
        now: Timestamp,
    ) -> Result<u64, Error> {
        let found = self.store.revisions(id, number.saturating_add(1), 1).await?.pop();
        let old = found.filter(|revision| revision.number == number).ok_or(Error::NoSuchStory(id))?;
        let body = markup::write(&old.article.body);
        let head = Article { id, body: Vec::new(), ..old.article };
        let draft = Draft {
            version,
            open: true,
            revision: number,
            at: now,
            by: by.name.clone(),
            key: String::new(),
            head,
            body,
        };
        match self.store.save_draft(draft, version).await? {
            dateline_store::Saved::Kept(version) => Ok(version),
            dateline_store::Saved::Moved(now) => Err(Error::Moved { asked: version, now: now.version }),
        }
    }

    async fn write(&self, change: Change, entry: Option<Entry>) -> Result<(), Error> {
        let trail = entry.into_iter().collect();
        Ok(self.store.write(Batch { changes: vec![change], trail, ..Batch::default() }).await?)
    }
}

/// The draft's words with everything that acts decide as it is.
fn text_of(draft: Draft, present: Article) -> Article {
    Article {
        id: present.id,
        first_published: present.first_published,
        updated: present.updated,
        corrections: present.corrections,
        state: present.state,
        body: markup::parse(&draft.body).blocks,
        ..draft.head
    }
}

fn change(article: Article, from_revision: u32, act: &str, by: &By, note: &str, at: Timestamp) -> Change {
    Change {
        article,
        from_revision,
        at,
        by: by.name.clone(),
        act: act.to_owned(),
        note: note.to_owned(),
        public: false,
        redirects: Vec::new(),
        source: None,
        text_only: false,
        closes_draft: false,
        filed_by: None,
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
        let id = newsroom.file(article(1, 0), &By::name("ayesha"), at(1_700_000_000)).await.unwrap();
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

    fn newsroom(folder: &tempfile::TempDir) -> (Arc<dyn Store>, Newsroom) {
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap());
        (store.clone(), Newsroom::new(store))
    }

    fn with_draft(act: Act, version: u64, note: &str) -> Order {
        Order { act, text: Text::Draft(version), note: note.into(), silent: false, entry: None }
    }

    async fn save(store: &Arc<dyn Store>, id: ArticleId, body: &str, from: u64) -> u64 {
        let draft = store.draft(id).await.unwrap().unwrap();
        let new = Draft { body: body.into(), key: format!("key-{from}"), ..draft };
        match store.save_draft(new, from).await.unwrap() {
            dateline_store::Saved::Kept(version) => version,
            moved => panic!("{moved:?}"),
        }
    }

    #[tokio::test]
    async fn readers_see_new_text_of_a_published_story_only_when_it_is_published() {
        let folder = tempfile::tempdir().unwrap();
        let (store, newsroom) = newsroom(&folder);
        let by = By { name: "Ayesha".into(), account: "7".into() };
        let id = newsroom.file(article(1, 0), &by, at(1_700_000_000)).await.unwrap();
        assert_eq!(store.filed_by(id).await.unwrap().as_deref(), Some("7"));
        newsroom.act(id, Act::Publish, "editor", "", at(1_700_000_100)).await.unwrap();
        let seen = store.last_event().await.unwrap();

        let version = save(&store, id, "New words.", 0).await;
        newsroom.carry_out(id, &with_draft(Act::Revise, version, ""), &by, at(1_700_000_200)).await.unwrap();
        let (story, revision) = store.article(id).await.unwrap().unwrap();
        assert_eq!((markup::write(&story.body).starts_with("One."), revision), (true, 3));
        assert!(store.events(seen, 9).await.unwrap().iter().all(|event| !event.public));
        let kept = store.revisions(id, u32::MAX, 1).await.unwrap().remove(0);
        assert_eq!(markup::write(&kept.article.body).trim(), "New words.");

        let asked = with_draft(Act::Update, version + 1, "");
        assert!(matches!(newsroom.carry_out(id, &asked, &by, at(1_700_000_300)).await, Err(Error::Moved { .. })));
        let silent = Order { silent: true, ..with_draft(Act::Update, version, "") };
        newsroom.carry_out(id, &silent, &by, at(1_700_000_300)).await.unwrap();
        let (story, _) = store.article(id).await.unwrap().unwrap();
        assert_eq!((markup::write(&story.body).trim(), story.updated), ("New words.", None));
        assert!(!store.draft(id).await.unwrap().unwrap().open);

        // An earlier text comes back as the newest draft.
        let version = store.draft(id).await.unwrap().unwrap().version;
        newsroom.restore_revision(id, 1, version, &by, at(1_700_000_400)).await.unwrap();
        assert!(store.draft(id).await.unwrap().unwrap().body.starts_with("One."));
        let gone = newsroom.restore_revision(id, 99, version, &by, at(1_700_000_400)).await;
        assert!(matches!(gone, Err(Error::NoSuchStory(_))));
    }

    #[tokio::test]
    async fn what_an_act_needs_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (store, newsroom) = newsroom(&folder);
        let by = By::name("Ayesha");
        let bare = Article { headline: String::new(), ..article(1, 0) };
        let id = newsroom.file(bare, &by, at(1_700_000_000)).await.unwrap();
        let version = save(&store, id, "Words.", 0).await;
        let lacking = newsroom.carry_out(id, &with_draft(Act::Publish, version, ""), &by, at(1)).await;
        assert!(matches!(&lacking, Err(Error::Lacking(lacks)) if lacks == &[Lack::Headline]), "{lacking:?}");
        newsroom.act(id, Act::Submit, "Ayesha", "", at(2)).await.unwrap();
        assert!(matches!(newsroom.act(id, Act::SendBack, "editor", "", at(3)).await, Err(Error::EmptyNote)));
        let past = newsroom.act(id, Act::Schedule(at(3)), "editor", "", at(4)).await;
        assert!(matches!(past, Err(Error::PastSchedule)));
        assert_eq!(store.article(id).await.unwrap().unwrap().0.state, State::InReview);
    }
}
