//! The commands, over a real store.

use super::*;
use dateline_store::sqlite::Sqlite;

const PASSWORD: &str = "four words of a kind";

fn actor(second: i64) -> Actor {
    Actor {
        user: None,
        name: "somebody".into(),
        address: "192.0.2.1".into(),
        now: Timestamp::from_second(1_800_000_000 + second).unwrap(),
    }
}

fn store(folder: &tempfile::TempDir) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap())
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_once_and_signs_in() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let english = Language::english;
    let ada = ("Ada", "Ada@news.example");
    let id = add(&*store, ada, Role::Reporter, english(), None, &actor(0)).await.unwrap();
    let user = store.user(id).await.unwrap().unwrap();
    let wrong = authenticate(&store, "ada@news.example", PASSWORD.into(), &actor(1)).await;
    assert!(matches!(wrong, Err(AccountError::WrongCredentials)), "no password, no sign-in");
    let token = link(&*store, &user, &actor(1)).await.unwrap();
    let (_, kind, whose) = link_of(&*store, &token, actor(2).now).await.unwrap().unwrap();
    assert_eq!((kind.kind, whose.unwrap().id), (LinkKind::Invite, id));
    let weak = choose_password(&*store, &token, &user, "short".into(), &actor(3)).await;
    assert!(matches!(weak, Err(AccountError::Weak(Weak::Short))), "and the link still works:");
    choose_password(&*store, &token, &user, PASSWORD.into(), &actor(3)).await.unwrap();
    let again = choose_password(&*store, &token, &user, "another few words here".into(), &actor(4)).await;
    assert!(matches!(again, Err(AccountError::Store(dateline_store::Error::LinkSpent))));
    let found = authenticate(&store, " ADA@news.example ", PASSWORD.into(), &actor(5)).await.unwrap();
    let session = open_session(&*store, &found, "Browser\n", "password", &actor(5)).await.unwrap();
    let (open, _) = store.session(&digest(&session), alive(actor(6).now)).await.unwrap().unwrap();
    assert_eq!(open.agent, "Browser");
    let idle = SESSION_IDLE.as_secs() + 6;
    assert!(store.session(&digest(&session), alive(actor(idle).now)).await.unwrap().is_none());
    let trail: Vec<_> = store.audited(None, 9).await.unwrap().into_iter().map(|line| line.what).collect();
    assert_eq!(trail, ["sign-in", "password", "invite", "sign-in-failed", "user-add"]);
}

#[tokio::test]
async fn the_first_owners_link_is_for_an_empty_house() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let first = first_owner_link(&*store, &actor(0)).await.unwrap().unwrap();
    let second = first_owner_link(&*store, &actor(1)).await.unwrap().unwrap();
    let make = |token: String| {
        let store = store.clone();
        async move {
            let owner = ("Ada", "ada@news.example");
            become_owner(&*store, &token, owner, Language::english(), PASSWORD.into(), &actor(2)).await
        }
    };
    assert!(make(first).await.is_err(), "an earlier start's link");
    let id = make(second).await.unwrap();
    assert_eq!(store.user(id).await.unwrap().unwrap().role, Role::Owner);
    assert_eq!(first_owner_link(&*store, &actor(3)).await.unwrap(), None);
}

#[tokio::test]
async fn a_password_changes_by_the_present_one_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let ada = ("Ada", "ada@news.example");
    let id = add(&*store, ada, Role::Editor, Language::english(), Some(PASSWORD.into()), &actor(0)).await.unwrap();
    let user = store.user(id).await.unwrap().unwrap();
    let who = actor(1);
    let change =
        |present: &str| change_password(&*store, &user, present.into(), "another few words here".into(), 0, &who);
    assert!(matches!(change("wrong").await, Err(AccountError::WrongCredentials)));
    change(PASSWORD).await.unwrap();
    assert!(authenticate(&store, "ada@news.example", PASSWORD.into(), &actor(2)).await.is_err());
    assert!(authenticate(&store, "ada@news.example", "another few words here".into(), &actor(2)).await.is_ok());
}

#[tokio::test]
async fn a_wrong_try_is_written_down_also_where_whoever_tried_hangs_up() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let now = actor(1);
    let tried = authenticate(&store, "ada@news.example", PASSWORD.into(), &now);
    assert!(tokio::time::timeout(std::time::Duration::ZERO, tried).await.is_err(), "dropped while it is compared");
    for _ in 0..1000 {
        if store.audited(None, 1).await.unwrap().iter().any(|line| line.what == "sign-in-failed") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("nothing was written down");
}
