//! The audit trail: what it does not tell was not done.

use axum::http::StatusCode;
use dateline_store::jobs::{Jobs, NewJob};
use dateline_store::library::Library;
use dateline_store::{Accounts, Shares, Store};
use dateline_story::{ArticleId, Role, State};
use serde_json::json;

use crate::browser::Browser;
use crate::pictures::{jpeg, upload};
use crate::rig::{Rig, now, slug};
use crate::writing::{act, ask, begin, save};

fn saboteur(rig: &Rig) -> rusqlite::Connection {
    rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap()
}

#[tokio::test]
async fn a_link_that_is_taken_back_is_written_down() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    editor.post(&format!("/desk/story/{id}/share"), &[("hours", "24")]).await;
    editor.post(&format!("/desk/story/{id}/share/1/revoke"), &[]).await;
    let trail = rig.store.audited(None, 2).await.unwrap();
    let told: Vec<_> = trail.iter().map(|line| (line.what.as_str(), line.subject.as_str())).collect();
    let story = format!("story {id}");
    assert_eq!(told, [("share-back", story.as_str()), ("share", story.as_str())]);
    assert_eq!((trail[0].who.as_str(), trail[0].detail.as_str()), ("Eda", "link 1"));
    // What is taken back already is taken back once.
    editor.post(&format!("/desk/story/{id}/share/1/revoke"), &[]).await;
    assert_eq!(rig.store.audited(None, 1).await.unwrap()[0].id, trail[0].id);
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    assert!(owner.page("/desk/audit").await.contains("Took back a link to a preview"));
}

#[tokio::test]
async fn a_topic_that_is_made_while_writing_is_written_down() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Rep", Role::Reporter).await;
    for _ in 0..2 {
        let (status, topic) = ask(&mut reporter, "new_topic", json!({ "name": "Night ferries" })).await;
        assert_eq!((status, &topic["slug"]), (StatusCode::OK, &json!("night-ferries")));
    }
    let trail = rig.store.audited(None, 9).await.unwrap();
    let told: Vec<_> = trail.iter().filter(|line| line.what == "catalogue-topic").collect();
    assert_eq!(told.len(), 1, "once, since it was made once");
    assert_eq!((told[0].who.as_str(), told[0].subject.as_str()), ("Rep", "topic night-ferries"));
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_done() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    let version = save(&mut editor, id, "Ferries at night", "They sail.\n").await;
    let share = format!("/desk/story/{id}/share");
    editor.post(&share, &[("hours", "24")]).await;
    upload(&mut editor, &[("ferry.jpg", &jpeg(40, 20, 1))]).await;
    let picture = rig.store.library_picture("ferry.jpg").await.unwrap().unwrap();
    let job = NewJob { kind: "test".into(), key: "a".into(), payload: String::new(), priority: 9, not_before: now() };
    rig.store.queue(job, now()).await.unwrap();
    let job = rig.store.take_job(now(), now(), 9).await.unwrap().unwrap();
    assert!(rig.store.fail_job(&job, "no", None).await.unwrap());

    let full = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END;";
    saboteur(&rig).execute_batch(full).unwrap();
    let words = [("version", "1"), ("alt", "A ferry."), ("credit", "AP"), ("caption", "")];
    let focus = [("version", "1"), ("x", "10"), ("y", "10")];
    for (path, form) in [
        (share.as_str(), &[("hours", "1")][..]),
        (&format!("{share}/1/revoke"), &[]),
        ("/desk/pictures/ferry.jpg", &words),
        ("/desk/pictures/ferry.jpg/focus", &focus),
        (&format!("/desk/jobs/{}/again", job.id), &[]),
    ] {
        assert_eq!(editor.post(path, form).await.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    let answer = upload(&mut editor, &[("other.jpg", &jpeg(40, 20, 2))]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    for (function, asked) in
        [("act", act(id, version, "publish", "")), ("new_topic", json!({ "name": "Night ferries" }))]
    {
        let (status, _) = ask(&mut editor, function, asked).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{function}");
    }

    let id = ArticleId(id);
    let links = rig.store.shares(id, 9).await.unwrap();
    assert_eq!(links.iter().map(|link| link.revoked).collect::<Vec<_>>(), [None]);
    assert_eq!(rig.store.library("", i64::MAX, 9).await.unwrap(), [picture]);
    assert!(rig.store.topics(&[slug("night-ferries")]).await.unwrap().is_empty());
    assert_eq!(rig.store.job_counts(now()).await.unwrap().failed, 1);
    assert_eq!(rig.store.article(id).await.unwrap().unwrap().0.state, State::Draft);
}
