//! What the editor's functions answer when something is in the way: their own errors, which a script can read.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_newsroom::accounts;
use dateline_store::{Accounts, UserId};
use dateline_story::Role;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::rig::{Answer, Rig, now};
use crate::writing::{ask, begin, open};

/// The error of an answer, which must be one in JSON.
fn error(answer: &Answer) -> (StatusCode, Value) {
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json", "{}", answer.text());
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test]
async fn whatever_is_in_the_way_is_said_in_the_functions_form() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    for body in ["", "{", "[]", "{\"id\":\"x\"}"] {
        let answer = editor.post_json("/desk/api/story/open", body).await;
        assert_eq!(error(&answer), (StatusCode::BAD_REQUEST, json!("Unreadable")), "{body}");
    }
    let huge = editor.post_json("/desk/api/story/save", &"x".repeat(5 << 20)).await;
    assert_eq!(error(&huge), (StatusCode::PAYLOAD_TOO_LARGE, json!("TooLarge")));
    let nothing = editor.post_json("/desk/api/story/nonsense", "{}").await;
    assert_eq!(error(&nothing), (StatusCode::NOT_FOUND, json!("Unreachable")));
    let wrong = editor.get("/desk/api/story/open").await;
    assert_eq!(error(&wrong), (StatusCode::METHOD_NOT_ALLOWED, json!("Unreadable")));
    for (path, status) in
        [("/desk/api/sign-in", StatusCode::METHOD_NOT_ALLOWED), ("/desk/api/x", StatusCode::NOT_FOUND)]
    {
        assert_eq!(error(&editor.get(path).await).0, status, "{path}: for other scripts too");
    }
    let foreign = Request::post("/desk/api/story/open").header(header::ORIGIN, "https://evil.example");
    let foreign = editor.send(foreign, Body::from(json!({ "id": id }).to_string())).await;
    assert_eq!(error(&foreign), (StatusCode::FORBIDDEN, json!("Forbidden")));
    let visitor = Browser::new(&rig).post_json("/desk/api/story/nonsense", "{").await;
    assert_eq!(error(&visitor), (StatusCode::UNAUTHORIZED, json!("SignedOut")));

    let saboteur = rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap();
    saboteur.execute_batch("ALTER TABLE session RENAME TO lost;").unwrap();
    let failed = editor.post_json("/desk/api/story/open", &json!({ "id": id }).to_string()).await;
    let (status, said) = error(&failed);
    assert!(status == StatusCode::SERVICE_UNAVAILABLE && said["Failed"].is_string(), "{status} {said}");
    assert!(!failed.text().contains("no such table"));
}

#[tokio::test]
async fn writing_keeps_a_session_alive() {
    let mut rig = Rig::new();
    let user = crate::browser::add(&rig, "Eda", Role::Editor).await;
    let (id, cookie) = {
        let mut editor = Browser::of_user(&rig, &user).await;
        (begin(&mut editor).await, editor.cookie)
    };
    // Nothing but the editor is used, for longer than a session lasts that is not used.
    rig.app.now = || now() + Duration::from_secs(13 * 86_400);
    open(&mut Browser { rig: &rig, cookie: cookie.clone() }, id).await;
    rig.app.now = || now() + Duration::from_secs(26 * 86_400);
    open(&mut Browser { rig: &rig, cookie: cookie.clone() }, id).await;
    let alive = rig.store.sessions(UserId(user.id.0), accounts::alive((rig.app.now)())).await.unwrap();
    assert_eq!(alive.len(), 1);
    rig.app.now = || now() + Duration::from_secs(61 * 86_400);
    let (status, said) = ask(&mut Browser { rig: &rig, cookie }, "open", json!({ "id": id })).await;
    assert_eq!((status, said), (StatusCode::UNAUTHORIZED, json!("SignedOut")));
}
