//! Whoever keeps copies of pages: what they are told, and that they show nothing that is another by then.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use dateline_server::cdn::{self, Cdn};
use dateline_server::config;
use dateline_server::wire::Limits;
use dateline_story::Act;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::rig::{Rig, now, story};
use crate::wire::{ask, serve};

/// What somebody was told.
struct Told {
    method: Method,
    path: String,
    fields: HeaderMap,
    body: String,
}

impl Told {
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// Somebody who keeps copies, and refuses the first time.
async fn keeper() -> (String, UnboundedReceiver<Told>) {
    let (tell, told) = unbounded_channel();
    let refused = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let answer = move |method: Method, uri: Uri, fields: HeaderMap, body: Bytes| async move {
        if !refused.swap(true, std::sync::atomic::Ordering::SeqCst) {
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let body = String::from_utf8(body.to_vec()).unwrap();
        tell.send(Told { method, path: uri.path().to_owned(), fields, body }).unwrap();
        StatusCode::OK
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    (address, told)
}

#[tokio::test]
async fn everybody_is_told_in_their_own_terms_that_pages_are_others() {
    let (api, mut told) = keeper().await;
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "pakistan", 2)]).await;
    let teller = cdn::start(&rig.app, Cdn::Fastly { api, service: "s1".into(), key: "secret".into() });
    let first = told.recv().await.unwrap();
    assert_eq!((first.method.as_str(), &*first.path), ("POST", "/service/s1/purge"));
    assert_eq!((first.field("fastly-key"), first.field("surrogate-key")), ("secret", "dateline"));

    let page = rig.get("/world/story-1").await;
    assert_eq!(page.header(header::HeaderName::from_static("surrogate-control")), "max-age=86400");
    let tags =
        |page: &HeaderMap| page["surrogate-key"].to_str().unwrap().split(' ').map(str::to_owned).collect::<Vec<_>>();
    let own = tags(&page.headers);
    assert!(own.contains(&"dateline".to_owned()) && own.len() > 5, "{own:?}");
    let other = tags(&rig.get("/pakistan/story-2").await.headers);
    // All pages are told to go at first, and once more for what was under way.
    while tokio::time::timeout(Duration::from_secs(3), told.recv()).await.is_ok() {}
    rig.newsroom.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    for _ in 0..2 {
        let changed = told.recv().await.unwrap();
        let changed: Vec<&str> = changed.field("surrogate-key").split(' ').collect();
        assert!(own.iter().any(|tag| changed.contains(&tag.as_str())), "{changed:?}");
        assert!(other.iter().all(|tag| own.contains(tag) || !changed.contains(&tag.as_str())), "{changed:?}");
        assert!(!changed.contains(&"dateline"));
    }
    // What is not there any more is kept by nobody.
    let gone = rig.get("/world/story-1").await;
    assert_eq!((gone.status, gone.header(header::CACHE_CONTROL)), (StatusCode::GONE, "no-store"));
    assert!(!gone.headers.contains_key("surrogate-control"));
    teller.stop().await;

    let (api, mut told) = keeper().await;
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let teller = cdn::start(&rig.app, Cdn::Cloudflare { api, zone: "z1".into(), key: "secret".into() });
    let first = told.recv().await.unwrap();
    assert_eq!((first.method.as_str(), &*first.path), ("POST", "/zones/z1/purge_cache"));
    assert_eq!((first.field("authorization"), &*first.body), ("Bearer secret", r#"{"tags":["dateline"]}"#));
    let page = rig.get("/world/story-1").await;
    assert!(
        page.headers["cache-tag"].to_str().unwrap().contains("dateline")
            && page.headers["cdn-cache-control"] == "max-age=86400"
    );
    teller.stop().await;
}

#[test]
fn who_keeps_copies_is_configured_and_a_key_is_in_no_message() {
    let cdn = |settings: &[&str]| {
        config::cdn(
            None,
            &[("DATELINE_CDN_KEY".into(), "secret".into())],
            &settings.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(),
        )
    };
    assert!(config::cdn(None, &[], &[]).unwrap().is_none());
    let fastly = cdn(&["cdn.kind=fastly", "cdn.service=s1"]).unwrap().unwrap();
    assert_eq!(fastly, Cdn::Fastly { api: cdn::FASTLY.into(), service: "s1".into(), key: "secret".into() });
    assert!(!format!("{fastly:?}").contains("secret"));
    for (settings, missing) in [
        (&["cdn.kind=fastly"][..], "cdn.service"),
        (&["cdn.kind=cloudflare"], "cdn.zone"),
        (&["cdn.kind=varnish"], "cdn.addresses"),
        (&["cdn.kind=varnish", "cdn.addresses=[]"], "cdn.addresses"),
        (&["cdn.service=s1"], "cdn.kind"),
        (&["cdn.kind=akamai"], "unknown variant `akamai`"),
        (&["cdn.kind=fastly", "cdn.service=s1", "cdn.key="], "cdn.key: what is given is no key"),
        (&["cdn.kind=fastly", "cdn.service=s1", "cdn.key=secret in two words"], "no key"),
    ] {
        let said = cdn(settings).unwrap_err().to_string();
        assert!(said.contains(missing) && !said.contains("secret"), "{said}");
    }
}

/// A Varnish that ends with the test.
struct Varnish(Child);

impl Drop for Varnish {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn varnish(folder: &Path, backend: SocketAddr) -> Option<(Varnish, SocketAddr)> {
    let vcl = include_str!("cdn.vcl").replace("\"3000\"", &format!("\"{}\"", backend.port()));
    let file = folder.join("cdn.vcl");
    std::fs::write(&file, vcl).unwrap();
    let at = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let varnish = Command::new("varnishd")
        .args(["-F", "-j", "none", "-s", "malloc,32m", "-a", &at.to_string(), "-f"])
        .arg(&file)
        .arg("-n")
        .arg(folder.join("varnish"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let varnish = match varnish {
        Ok(varnish) => Varnish(varnish),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => panic!("{error}"),
    };
    let started = Instant::now();
    while tokio::net::TcpStream::connect(at).await.is_err() {
        assert!(started.elapsed() < Duration::from_secs(30), "Varnish does not start");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Some((varnish, at))
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_kept_and_dropped_when_something_happens() {
    let rig = Rig::new();
    let server = serve(&rig, Limits::default()).await;
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "pakistan", 2)]).await;
    let folder = tempfile::tempdir().unwrap();
    let Some((_varnish, at)) = varnish(folder.path(), server.at).await else {
        println!("there is no varnishd here: copies were not tried");
        return;
    };
    let teller = cdn::start(&rig.app, Cdn::Varnish { addresses: vec![format!("http://{at}")] });
    // A copy names two requests: this one, and the one that it was made for.
    let is_copy = |answer: &str| {
        let field =
            answer.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("x-varnish:").map(str::to_owned));
        field.is_some_and(|numbers| numbers.split_whitespace().count() == 2)
    };
    // All are told to go at first, and again; after that they stay.
    tokio::time::sleep(Duration::from_secs(3)).await;
    for path in ["/world/story-1", "/pakistan/story-2", "/about"] {
        ask(at, "GET", path, "").await;
        let (kept, _) = ask(at, "GET", path, "").await;
        assert!(kept.starts_with("HTTP/1.1 200") && is_copy(&kept), "{path}: {kept}");
        assert!(!kept.to_ascii_lowercase().contains("surrogate-"), "that is nothing for readers: {kept}");
    }
    rig.newsroom.act(ids[0], Act::TakeDown, "owner", "", now()).await.unwrap();
    let happened = Instant::now();
    while !ask(at, "GET", "/world/story-1", "").await.0.starts_with("HTTP/1.1 410") {
        assert!(happened.elapsed() < Duration::from_secs(10), "the copy is still there");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    println!("dropped after {:?}", happened.elapsed());
    assert!(is_copy(&ask(at, "GET", "/about", "").await.0), "what has not changed is kept");
    teller.stop().await;
}
