//! What owners do with people, and what nobody else may.

use axum::http::StatusCode;
use dateline_store::{Accounts, UserId};
use dateline_story::Role;

use crate::browser::{Browser, PASSWORD, add, location};
use crate::rig::Rig;

/// The path of the link that a page shows.
fn link(page: &str) -> String {
    let (_, rest) = page.split_once("https://news.example/desk/link/").expect("a link");
    format!("/desk/link/{}", rest.split('<').next().unwrap())
}

const INVITATION: [(&str, &str); 4] =
    [("name", "Bea Writer"), ("email", "bea@news.example"), ("role", "reporter"), ("language", "en")];

#[tokio::test]
async fn somebody_is_invited_and_comes_in_once() {
    let rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    let shown = owner.post("/desk/users", &INVITATION).await;
    assert_eq!(shown.status, StatusCode::OK);
    let first = link(&shown.text());
    assert!(owner.page("/desk/users").await.contains("Invited"));
    let taken = owner.post("/desk/users", &INVITATION).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("Somebody already has an account with this address."));
    assert!(taken.text().contains("value=\"Bea Writer\""), "what was typed stays");
    let bad = [("name", "X"), ("email", "x@news.example"), ("role", "king"), ("language", "en")];
    assert!(owner.post("/desk/users", &bad).await.text().contains("Choose one of the roles."));

    let bea = rig.store.user_by_email("bea@news.example").await.unwrap().unwrap();
    let again = link(&owner.post(&format!("/desk/users/{}/link", bea.id), &[]).await.text());
    let mut browser = Browser::new(&rig);
    assert_eq!(browser.get(&first).await.status, StatusCode::GONE, "a new link takes the old one's place");
    assert!(browser.page(&again).await.contains("Welcome, Bea Writer"));
    assert_eq!(location(&browser.post(&again, &[("new-password", PASSWORD)]).await), "/desk?done=welcome");
    assert_eq!(browser.get(&again).await.status, StatusCode::GONE);
    browser.page("/desk/account").await;

    let reset = link(&owner.post(&format!("/desk/users/{}/link", bea.id), &[]).await.text());
    browser.page("/desk/account").await;
    let mut other = Browser::new(&rig);
    assert!(other.page(&reset).await.contains("Choose a new password"));
    location(&other.post(&reset, &[("new-password", "another few words here")]).await);
    location(&browser.get("/desk/account").await);
    for forged in ["/desk/link/x", "/desk/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/desk/link/%00%FF"] {
        let answer = other.get(forged).await;
        assert!(matches!(answer.status, StatusCode::GONE | StatusCode::BAD_REQUEST), "{forged}: {}", answer.status);
    }
}

#[tokio::test]
async fn an_expired_link_opens_nothing() {
    let mut rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    let invitation = link(&owner.post("/desk/users", &INVITATION).await.text());
    rig.app.now = || "2026-12-01T06:00:01Z".parse().unwrap();
    let mut browser = Browser::new(&rig);
    assert_eq!(browser.get(&invitation).await.status, StatusCode::GONE);
    let late = browser.post(&invitation, &[("new-password", PASSWORD)]).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert!(!rig.store.user(UserId(2)).await.unwrap().unwrap().has_password);
}

#[tokio::test]
async fn whoever_is_shut_out_is_out_at_once() {
    let rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    let bea = add(&rig, "Bea", Role::Editor).await;
    let mut browser = Browser::of_user(&rig, &bea).await;
    let reset = link(&owner.post(&format!("/desk/users/{}/link", bea.id), &[]).await.text());
    browser.page("/desk/account").await;
    let done = owner.post(&format!("/desk/users/{}/disable", bea.id), &[]).await;
    assert_eq!(location(&done), format!("/desk/users/{}?done=disabled", bea.id));
    location(&browser.get("/desk/account").await);
    let mut fresh = Browser::new(&rig);
    assert_eq!(fresh.sign_in("bea@news.example", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fresh.get(&reset).await.status, StatusCode::GONE);
    location(&owner.post(&format!("/desk/users/{}/enable", bea.id), &[]).await);
    location(&fresh.sign_in("bea@news.example", PASSWORD).await);
}

#[tokio::test]
async fn the_last_owner_cannot_be_locked_out() {
    let rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    for (deed, fields) in [("role", &[("role", "editor")][..]), ("disable", &[])] {
        let refused = owner.post(&format!("/desk/users/1/{deed}"), fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("the last owner who can sign in"), "{}", refused.text());
    }
    add(&rig, "Bea", Role::Owner).await;
    location(&owner.post("/desk/users/1/role", &[("role", "editor")]).await);
    assert_eq!(owner.get("/desk/users").await.status, StatusCode::FORBIDDEN, "a role counts from the next request on");
}

#[tokio::test]
async fn a_role_is_not_taken_and_the_attempt_is_written_down() {
    let rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    for (name, role) in [("Rex", Role::Reporter), ("Eda", Role::Editor)] {
        let mut browser = Browser::of(&rig, name, role).await;
        for path in ["/desk/users", "/desk/users/1", "/desk/audit"] {
            let refused = browser.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name} {path}");
            assert!(refused.text().contains("Not for your role"));
        }
        let id = rig.store.user_by_email(&format!("{}@news.example", name.to_lowercase())).await.unwrap().unwrap().id;
        for (path, fields) in [
            ("/desk/users".to_owned(), &INVITATION[..]),
            (format!("/desk/users/{id}/role"), &[("role", "owner")]),
            ("/desk/users/1/disable".to_owned(), &[]),
            ("/desk/users/1/link".to_owned(), &[]),
        ] {
            assert_eq!(browser.post(&path, fields).await.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        // A form of one's own takes no role either.
        browser.post("/desk/account", &[("name", name), ("language", "en"), ("role", "owner")]).await;
        assert_eq!(rig.store.user(id).await.unwrap().unwrap().role, role);
        assert!(!browser.page("/desk/account").await.contains("href=\"/desk/users\""), "nor is it offered");
    }
    assert_eq!(rig.store.users().await.unwrap().len(), 3);
    let lines = rig.store.audited(None, 99).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.what == "refused" && line.who == "Eda").count(), 7);
    let page = owner.page("/desk/audit").await;
    assert!(page.contains("Was refused") && page.contains("user-role"), "{page}");
}

#[tokio::test]
async fn the_audit_trail_goes_back_page_by_page() {
    let rig = Rig::new();
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    for _ in 0..60 {
        owner.post("/desk/account", &[("name", "Ada"), ("language", "en")]).await;
    }
    let first = owner.page("/desk/audit").await;
    assert_eq!(first.matches("Changed their profile").count(), 50);
    let older = first.split("href=\"/desk/audit?before=").nth(1).unwrap().split('"').next().unwrap();
    let second = owner.page(&format!("/desk/audit?before={older}")).await;
    assert_eq!(second.matches("Changed their profile").count(), 10);
    assert!(second.contains("Added somebody") && !second.contains("?before="), "{second}");
    assert_eq!(owner.get("/desk/audit?before=x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(owner.get("/desk/users/99").await.status, StatusCode::NOT_FOUND);
    assert_eq!(owner.get("/desk/nowhere/at/all").await.status, StatusCode::NOT_FOUND);
}
