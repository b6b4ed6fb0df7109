//! The program on a real socket: kept pages, half-open connections, HTTP/2, the end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_cache::encoding::Liked;
use dateline_server::wire::{self, Limits, tls};
use dateline_story::Act;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::rig::{Rig, now, story};

pub struct Server {
    pub at: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

pub async fn serve(rig: &Rig, limits: Limits) -> Server {
    serve_with(rig, limits, None).await
}

async fn serve_with(rig: &Rig, limits: Limits, tls: Option<TlsAcceptor>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let stopped = async { drop(stopped.await) };
    let task = tokio::spawn(wire::serve(listener, rig.app.clone(), limits, tls, stopped));
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

pub async fn ask(at: SocketAddr, method: &str, path: &str, fields: &str) -> (String, String) {
    let said = say(at, &format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{fields}\r\n")).await;
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// The fields of an answer's head, but for those of the connection itself.
fn fields(head: &str) -> Vec<String> {
    let own = |line: &&str| {
        !["date:", "connection:", "transfer-encoding:", "x-request-id:"].iter().any(|name| line.starts_with(name))
    };
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
        assert!(rig.app.cache.fresh("/world/story-1", Liked::default()).await.is_some());
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

/// Two certificates for `localhost`, and who vouches for them; made with `openssl` for these tests, and used by nothing else.
const AUTHORITY: &str = include_str!("tls/authority.pem");
const CERTIFICATES: [(&str, &str); 2] = [
    (include_str!("tls/one.pem"), include_str!("tls/one.key")),
    (include_str!("tls/two.pem"), include_str!("tls/two.key")),
];

/// What an encrypted connection agreed on: the server's certificate, the protocol; and the answer to a request, where that is
/// HTTP/1.1.
async fn encrypted(at: SocketAddr, protocols: &[&str]) -> (Vec<u8>, Option<String>, String) {
    use rustls::pki_types::pem::PemObject;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(rustls::pki_types::CertificateDer::from_pem_slice(AUTHORITY.as_bytes()).unwrap()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(at).await.unwrap();
    let connector = TlsConnector::from(std::sync::Arc::new(config));
    let mut stream = connector.connect("localhost".try_into().unwrap(), stream).await.unwrap();
    let (_, session) = stream.get_ref();
    let certificate = session.peer_certificates().unwrap()[0].to_vec();
    let protocol = session.alpn_protocol().map(|protocol| String::from_utf8(protocol.to_vec()).unwrap());
    let mut said = Vec::new();
    if protocol.as_deref() != Some("h2") {
        stream.write_all(b"GET /about HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
        tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut said)).await.unwrap().unwrap();
    }
    (certificate, protocol, String::from_utf8(said).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_encrypts_and_is_renewed_without_a_restart() {
    let rig = Rig::new();
    let folder = tempfile::tempdir().unwrap();
    let files = tls::Files { certificate: folder.path().join("chain.pem"), key: folder.path().join("key.pem") };
    let put = |(certificate, key): (&str, &str)| {
        std::fs::write(&files.certificate, certificate).unwrap();
        std::fs::write(&files.key, key).unwrap();
    };
    put(CERTIFICATES[0]);
    let (acceptor, renewing) = tls::acceptor(files.clone(), Duration::from_millis(20)).unwrap();
    let server =
        serve_with(&rig, Limits { head: Duration::from_millis(500), ..Limits::default() }, Some(acceptor)).await;
    let (first, protocol, said) = encrypted(server.at, &[]).await;
    assert!(protocol.is_none() && said.starts_with("HTTP/1.1 200") && said.contains("</html>"), "{said}");
    assert_eq!(encrypted(server.at, &["h2", "http/1.1"]).await.1.as_deref(), Some("h2"));
    assert_eq!(encrypted(server.at, &["http/1.1"]).await.1.as_deref(), Some("http/1.1"));
    // Who does not encrypt, and who never finishes doing so, gets nothing.
    assert!(!say(server.at, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.contains("HTTP/1.1"));
    assert_eq!(say(server.at, "\x16\x03\x01").await, "");
    // Half of a renewal is none.
    std::fs::write(&files.certificate, CERTIFICATES[1].0).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(encrypted(server.at, &[]).await.0, first);
    put(CERTIFICATES[1]);
    let started = std::time::Instant::now();
    while encrypted(server.at, &[]).await.0 == first {
        assert!(started.elapsed() < Duration::from_secs(20), "the certificate is not renewed");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    renewing.abort();
    let _ = server.stop.send(());
    server.task.await.unwrap();
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let said = |certificate: &str, key: &str| {
        std::fs::write(path("chain.pem"), certificate).unwrap();
        std::fs::write(path("key.pem"), key).unwrap();
        let files = tls::Files { certificate: path("chain.pem"), key: path("key.pem") };
        tls::acceptor(files, Duration::from_secs(10)).err().map(|error| error.to_string()).unwrap_or_default()
    };
    let [(one, one_key), (_, two_key)] = CERTIFICATES;
    assert_eq!(said(one, one_key), "");
    assert!(said("nothing", one_key).contains("chain.pem holds no certificate"));
    assert!(said(one, "nothing").contains("key.pem"));
    let unfit = said(one, two_key);
    assert!(unfit.contains("chain.pem with") && unfit.contains("key.pem"), "{unfit}");
    let files = tls::Files { certificate: path("nowhere.pem"), key: path("key.pem") };
    let nowhere = tls::acceptor(files, Duration::from_secs(10)).err().unwrap().to_string();
    assert!(nowhere.contains("nowhere.pem"), "{nowhere}");
}
