//! Publishing on time: what is due is published, once, by whichever program on the database comes first.

use std::time::Duration;

use dateline_store::Store;
use dateline_story::{ArticleId, Timestamp};

use crate::{Error, Newsroom};

/// Who scheduled publications are signed by.
pub const NAME: &str = "scheduler";

/// How long a due story may wait to be noticed: a quarter of the two seconds that are promised.
pub const PULSE: Duration = Duration::from_millis(500);

/// How many are looked up at a time.
const AT_ONCE: usize = 100;

/// What became of the stories that were due.
#[derive(Debug, Default)]
pub struct Round {
    /// Those published here.
    pub published: Vec<ArticleId>,
    /// Those that could not be, and why. They stay scheduled.
    pub failed: Vec<(ArticleId, Error)>,
}

/// Publishes everything whose time has come, also what came due while no program ran. What cannot be published keeps
/// nothing that is due later from being so.
///
/// # Errors
/// When the store cannot say what is due.
pub async fn round(newsroom: &Newsroom, store: &dyn Store, now: Timestamp) -> Result<Round, Error> {
    let mut round = Round::default();
    let mut last = None;
    loop {
        let stories = store.due(now, last, AT_ONCE).await?;
        let Some(next) = stories.last() else { return Ok(round) };
        last = Some(*next);
        for due in stories {
            match newsroom.publish_scheduled(due.article, due.revision, now).await {
                Ok(true) => round.published.push(due.article),
                Ok(false) => {}
                Err(error) => round.failed.push((due.article, error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::By;
    use dateline_store::conformance::article;
    use dateline_store::sqlite::Sqlite;
    use dateline_story::{Act, State};
    use std::sync::Arc;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn two_programs_on_one_database_publish_each_story_once() {
        let folder = tempfile::tempdir().unwrap();
        let open = || -> Arc<dyn Store> { Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap()) };
        let stores = [open(), open()];
        let newsroom = Newsroom::new(stores[0].clone());
        let mut ids = Vec::new();
        for number in 1..=20 {
            let id = newsroom.file(article(number, 0), &By::name("a"), at(1_700_000_000)).await.unwrap();
            newsroom.act(id, Act::Schedule(at(1_700_000_100 + number)), "a", "", at(1_700_000_001)).await.unwrap();
            ids.push(id);
        }
        let early = round(&newsroom, &*stores[0], at(1_700_000_100)).await.unwrap();
        assert!(early.published.is_empty());
        let one = |store: Arc<dyn Store>| async move {
            round(&Newsroom::new(store.clone()), &*store, at(1_700_000_200)).await.unwrap()
        };
        let (first, second) = tokio::join!(tokio::spawn(one(stores[0].clone())), tokio::spawn(one(stores[1].clone())));
        let (first, second) = (first.unwrap(), second.unwrap());
        assert!(first.failed.is_empty() && second.failed.is_empty(), "{first:?} {second:?}");
        let mut published: Vec<_> = first.published.into_iter().chain(second.published).collect();
        published.sort();
        assert_eq!(published, ids);
        let events = stores[0].events(0, 200).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.act == "publish").count(), 20);
        for id in ids {
            assert_eq!(stores[1].article(id).await.unwrap().unwrap().0.state, State::Published);
        }
    }

    #[tokio::test]
    async fn what_was_scheduled_is_published_not_what_is_being_typed() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap());
        let newsroom = Newsroom::new(store.clone());
        let id = newsroom.file(article(1, 0), &By::name("a"), at(1_700_000_000)).await.unwrap();
        newsroom.act(id, Act::Schedule(at(1_700_000_100)), "a", "", at(1_700_000_001)).await.unwrap();
        let draft = store.draft(id).await.unwrap().unwrap();
        store.save_draft(dateline_store::Draft { body: "Half a sent".into(), ..draft }, 0).await.unwrap();
        assert_eq!(round(&newsroom, &*store, at(1_700_000_100)).await.unwrap().published, [id]);
        let (story, _) = store.article(id).await.unwrap().unwrap();
        assert_eq!(story.body.len(), 3);
        assert_eq!(store.draft(id).await.unwrap().unwrap().body, "Half a sent");
    }
}
