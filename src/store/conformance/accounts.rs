//! What every store must do for accounts.

use dateline_story::{Language, Role, Timestamp};

use crate::{Alive, Digest, Entry, Error, Link, LinkKind, NewPasskey, NewSession, NewUser, Store, UserChange, UserId};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

pub(super) fn entry(what: &'static str, second: i64) -> Entry {
    Entry {
        at: at(second),
        user: None,
        who: "tester".into(),
        what,
        subject: "user 1".into(),
        detail: String::new(),
        address: "192.0.2.1".into(),
    }
}

/// Sessions that began or were seen after an instant.
fn alive(created_after: i64, seen_after: i64) -> Alive {
    Alive { created_after: at(created_after), seen_after: at(seen_after) }
}

fn new_user(name: &str, role: Role) -> NewUser {
    NewUser {
        email: format!("{}@news.example", name.to_lowercase()),
        name: name.into(),
        role,
        language: Language::english(),
        password: Some("$argon2id$…".into()),
    }
}

async fn add(store: &impl Store, name: &str, role: Role) -> UserId {
    store.add_user(new_user(name, role), entry("user-add", 0)).await.unwrap()
}

async fn sign_in(store: &impl Store, user: UserId, token: Digest, second: i64) {
    let session = NewSession { token, user, agent: "Browser".into(), address: "192.0.2.1".into() };
    store.open_session(session, alive(-1000, -1000), entry("sign-in", second)).await.unwrap();
}

/// Runs every check, each on an empty store.
pub async fn run<S: Store>(open: &mut impl FnMut() -> S) {
    users_are_found_and_changed(&open()).await;
    the_last_owner_stays(&open()).await;
    sessions_live_and_end(&open()).await;
    a_new_password_ends_sessions_and_links(&open()).await;
    links_work_once(&open()).await;
    the_first_owner_is_made_once(&open()).await;
    passkeys_belong_to_one_user(&open()).await;
    the_audit_trail_is_walked_backwards(&open()).await;
}

async fn users_are_found_and_changed(store: &impl Store) {
    assert!(!store.has_users().await.unwrap());
    let ada = add(store, "Ada", Role::Reporter).await;
    assert!(store.has_users().await.unwrap());
    let taken = store.add_user(new_user("ADA", Role::Owner), entry("user-add", 0)).await.unwrap_err();
    assert!(matches!(taken, Error::EmailTaken(_)), "{taken}");
    let found = store.user_by_email("Ada@News.example").await.unwrap().unwrap();
    assert_eq!((found.id, found.role, found.has_password), (ada, Role::Reporter, true));
    let profile = UserChange::Profile("Ada B.".into(), Language::new("ur").unwrap());
    store.change_user(ada, profile, entry("profile", 1)).await.unwrap();
    store.change_user(ada, UserChange::Role(Role::Editor), entry("user-role", 1)).await.unwrap();
    let found = store.user(ada).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.language.as_str(), found.role), ("Ada B.", "ur", Role::Editor));
    let nobody = store.change_user(UserId(99), UserChange::Role(Role::Owner), entry("user-role", 1)).await.unwrap_err();
    assert!(matches!(nobody, Error::NoSuchUser(UserId(99))), "{nobody}");
    add(store, "Abid", Role::Reporter).await;
    let names: Vec<_> = store.users().await.unwrap().into_iter().map(|user| user.name).collect();
    assert_eq!(names, ["Abid", "Ada B."]);
}

async fn the_last_owner_stays(store: &impl Store) {
    let owner = add(store, "Owner", Role::Owner).await;
    let never_came = NewUser { password: None, ..new_user("Invited", Role::Owner) };
    store.add_user(never_came, entry("user-add", 0)).await.unwrap();
    for change in [UserChange::Role(Role::Editor), UserChange::Disabled(true)] {
        let refused = store.change_user(owner, change, entry("user-role", 1)).await.unwrap_err();
        assert!(matches!(refused, Error::LastOwner), "{refused}");
    }
    let kept = store.user(owner).await.unwrap().unwrap();
    assert_eq!((kept.role, kept.disabled), (Role::Owner, false), "a refused change writes nothing");
    add(store, "Second", Role::Owner).await;
    store.change_user(owner, UserChange::Role(Role::Editor), entry("user-role", 2)).await.unwrap();
}

async fn sessions_live_and_end(store: &impl Store) {
    let (ada, bea) = (add(store, "Ada", Role::Reporter).await, add(store, "Bea", Role::Editor).await);
    sign_in(store, ada, [1; 32], 0).await;
    sign_in(store, ada, [2; 32], 10).await;
    sign_in(store, bea, [3; 32], 10).await;
    let (session, user) = store.session(&[1; 32], alive(-1, -1)).await.unwrap().unwrap();
    assert_eq!((user.id, session.created), (ada, at(0)));
    assert!(store.session(&[9; 32], alive(-1, -1)).await.unwrap().is_none(), "an unknown token");
    assert!(store.session(&[1; 32], alive(-1, 0)).await.unwrap().is_none(), "idle too long");
    assert!(store.session(&[1; 32], alive(0, -1)).await.unwrap().is_none(), "too old");
    store.see_session(session.id, at(20)).await.unwrap();
    assert!(store.session(&[1; 32], alive(-1, 15)).await.unwrap().is_some());
    let order: Vec<_> = store.sessions(ada, alive(-1, -1)).await.unwrap().iter().map(|one| one.seen).collect();
    assert_eq!(order, [at(20), at(10)]);

    assert!(!store.end_session(bea, session.id, entry("sign-out", 30)).await.unwrap(), "somebody else's");
    assert!(store.end_session(ada, session.id, entry("sign-out", 30)).await.unwrap());
    assert!(store.session(&[1; 32], alive(-1, -1)).await.unwrap().is_none());
    store.end_sessions(ada, entry("sign-out-all", 31)).await.unwrap();
    assert!(store.session(&[2; 32], alive(-1, -1)).await.unwrap().is_none());
    assert!(store.session(&[3; 32], alive(-1, -1)).await.unwrap().is_some(), "others stay signed in");
    store.change_user(bea, UserChange::Disabled(true), entry("user-disable", 32)).await.unwrap();
    assert!(store.session(&[3; 32], alive(-1, -1)).await.unwrap().is_none(), "shut out at once");
    store.change_user(bea, UserChange::Disabled(false), entry("user-enable", 33)).await.unwrap();
    assert!(store.session(&[3; 32], alive(-1, -1)).await.unwrap().is_none(), "and must sign in again");
}

async fn a_new_password_ends_sessions_and_links(store: &impl Store) {
    let ada = add(store, "Ada", Role::Reporter).await;
    sign_in(store, ada, [1; 32], 0).await;
    sign_in(store, ada, [2; 32], 0).await;
    let link = Link { kind: LinkKind::Reset, user: Some(ada), expires: at(100) };
    store.add_link([7; 32], link, entry("reset", 0)).await.unwrap();
    let (kept, _) = store.session(&[2; 32], alive(-1, -1)).await.unwrap().unwrap();
    store.set_password(ada, "new".into(), Some(kept.id), entry("password", 1)).await.unwrap();
    assert_eq!(store.password(ada).await.unwrap().as_deref(), Some("new"));
    assert!(store.session(&[1; 32], alive(-1, -1)).await.unwrap().is_none());
    assert!(store.session(&[2; 32], alive(-1, -1)).await.unwrap().is_some());
    assert!(store.link(&[7; 32], at(1)).await.unwrap().is_none());
    store.rehash_password(ada, "same".into()).await.unwrap();
    assert!(store.session(&[2; 32], alive(-1, -1)).await.unwrap().is_some());
}

async fn links_work_once(store: &impl Store) {
    let invited = NewUser { password: None, ..new_user("Ada", Role::Reporter) };
    let ada = store.add_user(invited, entry("user-add", 0)).await.unwrap();
    let link = Link { kind: LinkKind::Invite, user: Some(ada), expires: at(100) };
    store.add_link([1; 32], link.clone(), entry("invite", 0)).await.unwrap();
    store.add_link([2; 32], link.clone(), entry("invite", 0)).await.unwrap();
    assert_eq!(store.link(&[1; 32], at(1)).await.unwrap(), None, "a new link takes the old one's place");
    assert_eq!(store.link(&[2; 32], at(1)).await.unwrap(), Some(link.clone()));
    assert_eq!(store.link(&[2; 32], at(100)).await.unwrap(), None, "expired");
    let late = store.spend_link([2; 32], "phc".into(), entry("password", 100)).await.unwrap_err();
    assert!(matches!(late, Error::LinkSpent), "{late}");
    sign_in(store, ada, [9; 32], 0).await;
    assert_eq!(store.spend_link([2; 32], "phc".into(), entry("password", 1)).await.unwrap(), ada);
    assert_eq!(store.password(ada).await.unwrap().as_deref(), Some("phc"));
    assert!(store.session(&[9; 32], alive(-1, -1)).await.unwrap().is_none(), "whoever was signed in is out");
    let again = store.spend_link([2; 32], "other".into(), entry("password", 2)).await.unwrap_err();
    assert!(matches!(again, Error::LinkSpent), "{again}");
    assert_eq!(store.password(ada).await.unwrap().as_deref(), Some("phc"));

    store.add_link([3; 32], link, entry("reset", 3)).await.unwrap();
    store.change_user(ada, UserChange::Disabled(true), entry("user-disable", 4)).await.unwrap();
    store.change_user(ada, UserChange::Disabled(false), entry("user-enable", 5)).await.unwrap();
    assert_eq!(store.link(&[3; 32], at(6)).await.unwrap(), None, "links of somebody shut out are void");
}

async fn the_first_owner_is_made_once(store: &impl Store) {
    let link = Link { kind: LinkKind::FirstOwner, user: None, expires: at(100) };
    store.add_link([1; 32], link.clone(), entry("first-owner", 0)).await.unwrap();
    store.add_link([2; 32], link.clone(), entry("first-owner", 0)).await.unwrap();
    let spend = |token, name| store.spend_first_link(token, new_user(name, Role::Owner), entry("first-owner", 1));
    assert!(matches!(spend([1; 32], "Eve").await, Err(Error::LinkSpent)), "an earlier start's link");
    let owner = spend([2; 32], "Ada").await.unwrap();
    assert_eq!(store.user(owner).await.unwrap().unwrap().role, Role::Owner);
    assert!(matches!(spend([2; 32], "Eve").await, Err(Error::LinkSpent)));
    store.add_link([3; 32], link, entry("first-owner", 2)).await.unwrap();
    assert!(matches!(spend([3; 32], "Eve").await, Err(Error::LinkSpent)), "there is an owner");
    assert_eq!(store.users().await.unwrap().len(), 1);
}

async fn passkeys_belong_to_one_user(store: &impl Store) {
    let (ada, bea) = (add(store, "Ada", Role::Reporter).await, add(store, "Bea", Role::Editor).await);
    let new = |user| NewPasskey { credential: vec![1, 2, 3], user, name: "Laptop".into(), key: "{}".into() };
    store.add_passkey(new(ada), entry("passkey-add", 0)).await.unwrap();
    let taken = store.add_passkey(new(bea), entry("passkey-add", 0)).await.unwrap_err();
    assert!(matches!(taken, Error::PasskeyTaken), "{taken}");
    let row = store.passkey(&[1, 2, 3]).await.unwrap().unwrap();
    assert_eq!((row.user, row.used), (ada, None));
    store.use_passkey(row.id, "{1}".into(), at(5)).await.unwrap();
    assert!(!store.name_passkey(bea, row.id, "Mine".into(), entry("passkey-name", 6)).await.unwrap());
    assert!(store.name_passkey(ada, row.id, "Phone".into(), entry("passkey-name", 6)).await.unwrap());
    let rows = store.passkeys(ada).await.unwrap();
    assert_eq!((rows[0].name.as_str(), rows[0].used, rows[0].key.as_str()), ("Phone", Some(at(5)), "{1}"));
    assert!(!store.remove_passkey(bea, row.id, entry("passkey-remove", 7)).await.unwrap());
    assert!(store.remove_passkey(ada, row.id, entry("passkey-remove", 7)).await.unwrap());
    assert!(store.passkeys(ada).await.unwrap().is_empty());

    store.begin_ceremony([1; 32], Some(ada), "state".into(), at(60), at(0)).await.unwrap();
    assert_eq!(store.end_ceremony([1; 32], at(61)).await.unwrap(), None, "too late");
    assert_eq!(store.end_ceremony([1; 32], at(10)).await.unwrap(), Some((Some(ada), "state".into())));
    assert_eq!(store.end_ceremony([1; 32], at(10)).await.unwrap(), None, "a second time");
}

async fn the_audit_trail_is_walked_backwards(store: &impl Store) {
    for number in 0..7 {
        store.audit(Entry { detail: number.to_string(), ..entry("test", number) }).await.unwrap();
    }
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = store.audited(before, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(page.into_iter().map(|line| line.detail));
    }
    assert_eq!(seen, ["6", "5", "4", "3", "2", "1", "0"]);
    let refused = store.change_user(UserId(9), UserChange::Role(Role::Owner), entry("user-role", 9)).await;
    assert!(refused.is_err());
    assert_eq!(store.audited(None, 1).await.unwrap()[0].what, "test", "what was not done leaves no line");
}
