//! What is scheduled comes out on time, whatever else does not.

use dateline_newsroom::{By, scheduler};
use dateline_story::{Act, ArticleId, Timestamp};

use crate::rig::{Rig, now, story};

#[tokio::test]
async fn stories_that_cannot_be_published_hold_up_no_later_ones() {
    let rig = Rig::new();
    let minute = |minute: i64| Timestamp::from_second(now().as_second() + 60 * minute).unwrap();
    let mut scheduled: Vec<ArticleId> = Vec::new();
    for number in 1..=102 {
        let id = rig.newsroom.file(story(number, "world", 0), &By::name("a"), now()).await.unwrap();
        // More than one at the same instant, so that a round also goes on within it.
        rig.newsroom.act(id, Act::Schedule(minute(1 + number / 60)), "a", "", now()).await.unwrap();
        scheduled.push(id);
    }
    let saboteur = rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap();
    let stuck = "CREATE TRIGGER stuck BEFORE UPDATE ON article WHEN NEW.state = 'published' AND NEW.slug NOT IN ('story-101', \
         'story-102') BEGIN SELECT RAISE(ABORT, 'no'); END;";
    saboteur.execute_batch(stuck).unwrap();
    let round = scheduler::round(&rig.newsroom, &*rig.store, minute(9)).await.unwrap();
    assert_eq!((round.failed.len(), &round.published[..]), (100, &scheduled[100..]));
    // They stay scheduled, and come out when they can.
    saboteur.execute_batch("DROP TRIGGER stuck;").unwrap();
    let round = scheduler::round(&rig.newsroom, &*rig.store, minute(9)).await.unwrap();
    assert_eq!((round.failed.len(), &round.published[..]), (0, &scheduled[..100]));
}
