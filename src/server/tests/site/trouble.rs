//! Bad input and failing parts: a clear page, nothing lost, no panic.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine;
use sha2::{Digest, Sha256};

use dateline_newsroom::Newsroom;
use dateline_server::app::Turns;
use dateline_store::sqlite::Sqlite;
use dateline_story::Act;

use crate::rig::{Rig, now, story};

#[tokio::test]
async fn what_is_nowhere_gets_a_page_with_ways_on() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let long = format!("/world/{}", "a".repeat(4000));
    for path in [
        "/nowhere",
        "/world/nothing",
        "/a/b/c/d",
        "/topic/unknown",
        "/author/nobody",
        "/more/world/nothing",
        &long,
        "/world/%FF%FE",
        "/..%2f..%2fetc/passwd",
        "/media/../dateline.db",
        "/media/x.jpg",
    ] {
        let answer = rig.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let html = answer.text();
        assert!(
            html.contains("We cannot find that page")
                && html.contains("href=\"/latest\"")
                && html.contains("Headline of story 1"),
            "{path}"
        );
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert!(html.len() < 60_000, "{path}: the address is repeated in full");
    }
    let answer = rig.get("/%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!answer.text().contains("<script>alert"));
}

/// One page for a reason is made and compressed once, whatever address it is sent for.
#[tokio::test]
async fn the_page_for_what_is_nowhere_is_kept_like_every_page() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    let ask = async |path: &str, method: &str| {
        let request = Request::builder().method(method).uri(path);
        let fields = request.header(header::ACCEPT_ENCODING, "br").header(header::IF_NONE_MATCH, "*");
        rig.ask(fields.body(Body::empty()).unwrap()).await
    };
    let first = ask("/world/nothing", "GET").await;
    assert_eq!((first.status, first.header(header::CONTENT_ENCODING)), (StatusCode::NOT_FOUND, "br"));
    assert_eq!((first.header(header::CACHE_CONTROL), first.header(header::ETAG)), ("no-store", ""));
    assert_eq!(first.header(header::VARY), "accept-encoding");
    assert!(first.body.len() < 10_000, "{}", first.body.len());
    let head = ask("/world/nothing", "HEAD").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::NOT_FOUND, 0));
    // With nothing that could make a page, every other address has the same one.
    let mut still = rig.app.clone();
    still.making = Turns::of(0, Duration::from_millis(10));
    let still = Rig { app: still, ..rig };
    for path in ["/topic/..", "/media/x.jpg", "/a/b/c/d", "/more/a/b/c"] {
        let answer = still.get(path).await;
        assert_eq!(
            (answer.status, answer.text().contains("Headline of story 1")),
            (StatusCode::NOT_FOUND, true),
            "{path}"
        );
    }
    // A story that is gone is gone from this page too.
    let rig = Rig { app: dateline_server::app::App { making: Turns::of_pages(), ..still.app.clone() }, ..still };
    rig.newsroom.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    let after = rig.get("/nowhere").await.text();
    assert!(after.contains("Headline of story 2") && !after.contains("Headline of story 1"));
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::GONE, "each reason has its own");
}

#[tokio::test]
async fn a_place_in_a_list_that_was_not_made_here_is_refused_by_name() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    for path in [
        "/latest?before=x",
        "/world?before=1",
        "/topic/trade?before=1.2.3",
        "/more/world/story-1?from=-1",
        "/more/world/story-1?from=7",
        "/more/world/story-1?from=600",
        "/latest?before=01.1",
    ] {
        let answer = rig.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        let part = path.split(['?', '=']).nth(1).unwrap();
        assert!(answer.text().contains(&format!("The part “{part}” of the address")), "{path}: {}", answer.text());
    }
    assert_eq!(rig.get("/latest?before=0.0").await.status, StatusCode::OK, "past the end is an empty page");
    assert_eq!(
        rig.get("/topic/buy-pills?before=1.1").await.status,
        StatusCode::NOT_FOUND,
        "a title of anybody's making"
    );
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let rig = Rig::new();
    for method in ["POST", "PUT", "DELETE"] {
        let answer = rig.ask(Request::builder().method(method).uri("/").body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}

#[tokio::test]
async fn the_policy_allows_the_pages_own_style_and_nothing_inline_besides() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    for path in ["/", "/world/story-1", "/nowhere"] {
        let answer = rig.get(path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY).to_owned();
        let html = answer.text();
        let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{path}: the browser would refuse the stylesheet");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline") && !policy.contains("nonce")
        );
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(!answer.header(header::STRICT_TRANSPORT_SECURITY).is_empty(), "the site's address is https");
    }
}

/// A table that is gone stands for every way in which a database can fail.
#[tokio::test]
async fn when_the_store_fails_pages_go_stale_and_not_blank() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let fresh = rig.page("/world/story-1").await;
    let saboteur = rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap();
    saboteur
        .execute_batch(
            "PRAGMA foreign_keys = off; ALTER TABLE event RENAME TO lost_event; ALTER TABLE article RENAME TO lost;",
        )
        .unwrap();
    let stale = rig.get("/world/story-1").await;
    assert_eq!((stale.status, stale.text()), (StatusCode::OK, fresh));
    assert_eq!(stale.headers.get("x-dateline").unwrap(), "stale");
    let never_made = rig.get("/latest").await;
    assert_eq!(never_made.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        never_made.text().contains("Something went wrong on our side") && !never_made.text().contains("no such table")
    );
    saboteur.execute_batch("ALTER TABLE lost_event RENAME TO event; ALTER TABLE lost RENAME TO article;").unwrap();
    assert_eq!(rig.get("/latest").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_story_that_was_taken_down_does_not_come_back_when_the_store_fails() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    for path in ["/world/story-1", "/world"] {
        rig.page(path).await;
    }
    rig.newsroom.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    rig.page("/about").await;
    let saboteur = rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap();
    saboteur.execute_batch("ALTER TABLE event RENAME TO lost_event;").unwrap();
    for path in ["/world/story-1", "/world"] {
        let answer = rig.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(!answer.text().contains("Paragraph one of story 1"));
    }
}

/// The store says that something happened, and fails before it says what.
#[tokio::test]
async fn a_story_does_not_come_back_when_its_removal_cannot_be_read() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    for path in ["/world/story-1", "/world", "/world/story-2"] {
        rig.page(path).await;
    }
    // Another program takes it down, so that this one has not read it before its writer was told.
    let path = rig.folder.path().join("dateline.db");
    let other = Newsroom::new(Arc::new(Sqlite::open(&path).unwrap()));
    other.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    let saboteur = rusqlite::Connection::open(path).unwrap();
    saboteur.execute_batch("ALTER TABLE event RENAME COLUMN act TO lost;").unwrap();
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::SERVICE_UNAVAILABLE);
    saboteur.execute_batch("ALTER TABLE event RENAME TO lost_event;").unwrap();
    for path in ["/world/story-1", "/world"] {
        assert_eq!(rig.get(path).await.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    let mended = "ALTER TABLE lost_event RENAME TO event; ALTER TABLE event RENAME COLUMN lost TO act;";
    saboteur.execute_batch(mended).unwrap();
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::GONE);
    rig.page("/world/story-2").await;
    saboteur.execute_batch("ALTER TABLE event RENAME TO lost_event;").unwrap();
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(rig.get("/world/story-2").await.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(rig.get("/world/story-2").await.status, StatusCode::OK, "what stays is shown as it was");
}

#[tokio::test]
async fn kept_pages_are_sent_while_no_other_can_be_made() {
    let mut rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    let kept = rig.page("/world/story-1").await;
    rig.app.making = Turns::of(0, Duration::from_millis(10));
    assert_eq!(rig.page("/world/story-1").await, kept);
    assert_eq!(rig.get("/world/story-2").await.status, StatusCode::SERVICE_UNAVAILABLE);
    // After something happened the page is another; as long as that cannot be made, the last one is sent.
    rig.newsroom.act(ids[1], Act::Update, "editor", "", now()).await.unwrap();
    let last = rig.get("/world/story-1").await;
    assert_eq!((last.status, last.text()), (StatusCode::OK, kept));
    assert_eq!(last.headers.get("x-dateline").unwrap(), "stale");
    rig.app.making = Turns::of(1, Duration::from_secs(10));
    assert!(rig.get("/world/story-1").await.headers.get("x-dateline").is_none());
}

#[tokio::test]
async fn codes_are_made_for_our_own_addresses_only() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let code = rig.get("/qr/world/story-1").await;
    assert_eq!((code.status, code.header(header::CONTENT_TYPE)), (StatusCode::OK, "image/svg+xml"));
    assert!(code.text().starts_with("<svg"));
    assert_eq!(rig.get("/qr/channel/world/story-1").await.status, StatusCode::OK);
    assert_eq!(rig.get("/qr/channel/world/story-2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rig.get("/qr/world/story-2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rig.get("/qr/https%3A%2F%2Fevil.example/x").await.status, StatusCode::NOT_FOUND);
}
