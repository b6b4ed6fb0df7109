//! The program on a real socket: kept pages, half-open connections, HTTP/2, the end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_server::wire::{self, Limits};
use dateline_story::Act;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::rig::{Rig, now, story};

struct Server {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn serve(rig: &Rig, limits: Limits) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let stopped = async { drop(stopped.await) };
    let task = tokio::spawn(wire::serve(listener, rig.app.clone(), limits, stopped));
    Server { at, stop, task }
}

/// What the server says until it closes the connection.
async fn say(at: SocketAddr, what: &str) -> String {
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all(what.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut said)).await.unwrap().unwrap();
    String::from_utf8_lossy(&said).into_owned()
}

async fn ask(at: SocketAddr, method: &str, path: &str, fields: &str) -> (String, String) {
    let said = say(at, &format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{fields}\r\n")).await;
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// The fields of an answer's head, but for those of the connection itself.
fn fields(head: &str) -> Vec<String> {
    let own = |line: &&str| !["date:", "connection:", "transfer-encoding:"].iter().any(|name| line.starts_with(name));
    let mut fields: Vec<String> = head.lines().skip(1).filter(own).map(str::to_owned).collect();
    fields.sort();
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_sent_as_the_router_sends_it() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    let server = serve(&rig, Limits::default()).await;
    for accept in ["", "accept-encoding: gzip\r\n"] {
        let made = ask(server.at, "GET", "/world/story-1", accept).await;
        assert!(rig.app.cache.fresh("/world/story-1").await.is_some());
        let kept = ask(server.at, "GET", "/world/story-1", accept).await;
        assert_eq!((fields(&kept.0), &kept.1), (fields(&made.0), &made.1));
        let by_router = Request::get("/world/story-1").header(header::ACCEPT_ENCODING, "gzip").body(Body::empty());
        let by_router = rig.ask(by_router.unwrap()).await;
        if !accept.is_empty() {
            assert!(kept.0.contains(&format!("etag: {}", by_router.header(header::ETAG))));
            assert_eq!(fields(&kept.0).len(), by_router.headers.len());
        }
    }
    let (head, page) = ask(server.at, "GET", "/world/story-1", "").await;
    assert!(head.starts_with("HTTP/1.1 200") && page.contains("Paragraph one of story 1"));
    let etag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    let (known, nothing) = ask(server.at, "GET", "/world/story-1", &format!("if-none-match: {etag}\r\n")).await;
    assert!(known.starts_with("HTTP/1.1 304") && nothing.is_empty() && !known.contains("content-length"), "{known}");
    assert!(known.contains(&format!("etag: {etag}")) && known.contains("content-security-policy"));
    let (only_head, nothing) = ask(server.at, "HEAD", "/world/story-1", "").await;
    assert_eq!((fields(&only_head), nothing), (fields(&head), String::new()));
    // Once the act is acknowledged, nobody gets it again.
    rig.newsroom.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    let (gone, words) = ask(server.at, "GET", "/world/story-1", "").await;
    assert!(gone.starts_with("HTTP/1.1 410") && !words.contains("Paragraph one of story 1"), "{gone}");
    assert!(!ask(server.at, "GET", "/world", "").await.1.contains("Headline of story 1"));
    let _ = server.stop.send(());
    server.task.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_finish_a_request_is_hung_up_on_and_holds_up_nobody() {
    let rig = Rig::new();
    let limits = Limits { connections: 40, head: Duration::from_millis(300), ..Limits::default() };
    let server = serve(&rig, limits).await;
    let mut half_open = Vec::new();
    for _ in 0..30 {
        let mut stream = TcpStream::connect(server.at).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-never: ").await.unwrap();
        half_open.push(stream);
    }
    assert!(ask(server.at, "GET", "/about", "").await.0.starts_with("HTTP/1.1 200"));
    for mut stream in half_open {
        let mut said = Vec::new();
        tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut said)).await.unwrap().unwrap();
    }
    let _ = server.stop.send(());
    server.task.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_may_begin_with_http_2() {
    let rig = Rig::new();
    let server = serve(&rig, Limits::default()).await;
    let mut stream = TcpStream::connect(server.at).await.unwrap();
    // The preface and an empty SETTINGS frame (RFC 9113, sections 3.4 and 6.5).
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    let mut frame = [0; 9];
    tokio::time::timeout(Duration::from_secs(30), stream.read_exact(&mut frame)).await.unwrap().unwrap();
    assert_eq!((frame[3], &frame[5..]), (4, &[0; 4][..]), "the server's own SETTINGS come first");
    drop(stream);
    let _ = server.stop.send(());
    tokio::time::timeout(Duration::from_secs(30), server.task).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_no_idle_connection_is_waited_for() {
    let rig = Rig::new();
    let server = serve(&rig, Limits { end: Duration::from_secs(60), ..Limits::default() }).await;
    let mut idle = TcpStream::connect(server.at).await.unwrap();
    idle.write_all(b"GET /about HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let mut first = [0; 15];
    idle.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    let _ = server.stop.send(());
    tokio::time::timeout(Duration::from_secs(30), server.task).await.unwrap().unwrap();
    let mut rest = Vec::new();
    idle.read_to_end(&mut rest).await.unwrap();
    assert!(TcpStream::connect(server.at).await.is_err(), "nobody listens any more");
    assert_eq!(rig.get("/about").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_at_once_is_refused_in_words_and_health_and_kept_pages_are_still_answered() {
    let rig = Rig::new();
    rig.page("/about").await;
    let server = serve(&rig, Limits { requests: 0, ..Limits::default() }).await;
    let (head, words) = ask(server.at, "GET", "/latest", "").await;
    assert!(head.starts_with("HTTP/1.1 503") && head.contains("retry-after: 5"), "{head}");
    assert!(words.contains("</html>") && head.contains("content-security-policy"), "{head}");
    assert!(ask(server.at, "GET", "/healthz", "").await.0.starts_with("HTTP/1.1 200"));
    let (head, ready) = ask(server.at, "GET", "/readyz", "").await;
    assert!(head.starts_with("HTTP/1.1 200") && ready.contains(r#"{"store":"ok","index":"being made"}"#), "{ready}");
    assert!(ask(server.at, "GET", "/about", "").await.0.starts_with("HTTP/1.1 200"), "it is kept");
    let saboteur = rusqlite::Connection::open(rig.folder.path().join("dateline.db")).unwrap();
    saboteur.execute_batch("ALTER TABLE event RENAME TO lost_event;").unwrap();
    let (head, ready) = ask(server.at, "GET", "/readyz", "").await;
    assert!(head.starts_with("HTTP/1.1 503") && ready.contains("failing"), "{ready}");
    assert!(ask(server.at, "GET", "/healthz", "").await.0.starts_with("HTTP/1.1 200"));
    let _ = server.stop.send(());
    server.task.await.unwrap();
}
