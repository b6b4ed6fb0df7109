//! Who is told of what is new.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use dateline_server::jobs;
use dateline_server::outside::{self, Ping, follow};
use dateline_store::jobs::{JobState, Jobs};
use dateline_story::Act;

use crate::rig::{Rig, now, story};

/// Somebody who is told: what came, and what is answered.
fn hub(status: &'static str) -> (String, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hub", listener.local_addr().unwrap());
    let (sender, came) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut text = Vec::new();
            let mut piece = [0; 4096];
            loop {
                let read = stream.read(&mut piece).unwrap();
                text.extend_from_slice(&piece[..read]);
                let whole = String::from_utf8_lossy(&text).into_owned();
                let length = whole
                    .to_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .and_then(|rest| rest.lines().next()?.trim().parse::<usize>().ok());
                let body = whole.split("\r\n\r\n").nth(1).map_or(0, str::len);
                if read == 0 || length.is_some_and(|length| body >= length) {
                    break;
                }
            }
            let _ = sender.send(String::from_utf8_lossy(&text).into_owned());
            let _ = write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    });
    (address, came)
}

#[tokio::test(flavor = "multi_thread")]
async fn hubs_and_search_engines_are_told_once_and_again_where_they_fail() {
    let mut rig = Rig::new();
    let (good, came) = hub("204 No Content");
    let (bad, failed) = hub("503 Service Unavailable");
    let mut site = dateline_edition::Site::clone(&rig.app.site());
    site.outside = Arc::new(dateline_edition::Outside {
        hubs: vec![good.clone(), bad.clone()],
        index_now: Some("0123456789".into()),
        ..Default::default()
    });
    rig.app = dateline_server::app::App::new(rig.store.clone(), site, rig.app.media.clone());
    rig.app.now = now;
    rig.app.ping = Ping::of_this_machine(&rig.app.site(), &good).map(Arc::new);
    follow::follow(&rig.app).await.unwrap();
    let ids = rig.publish(vec![story(1, "world", 1)]).await;
    follow::follow(&rig.app).await.unwrap();
    assert_eq!(rig.get("/0123456789.txt").await.text(), "0123456789");
    rig.newsroom.act(ids[0], Act::Update, "editor", "", now()).await.unwrap();
    rig.newsroom.act(ids[0], Act::Update, "editor", "", now()).await.unwrap();
    follow::follow(&rig.app).await.unwrap();
    let (_stop, mut stopping) = tokio::sync::watch::channel(false);
    while jobs::next(&rig.app, dateline_media::Pace::Full, &mut stopping).await.unwrap().is_some() {}
    let told: Vec<String> = came.try_iter().collect();
    // Five feeds (all, language, section, topic, author), each once for two changes, and IndexNow.
    assert_eq!(told.len(), 6, "{told:#?}");
    assert!(told.iter().any(|it| it.contains("hub.mode=publish") && it.contains("news.example%2Ffeed%2Flatest.rss")));
    assert!(told.iter().any(|it| it.contains("\"urlList\":[\"https://news.example/world/story-1\"]")));
    assert_eq!(failed.try_iter().count(), 5);
    let waiting = rig.store.jobs(JobState::Waiting, now(), 0, 99).await.unwrap();
    let waiting: Vec<_> = waiting.iter().filter(|job| job.kind == outside::WEBSUB_JOB).collect();
    assert_eq!(waiting.len(), 5, "a line at the desk for each that failed");
    assert!(
        waiting.iter().all(|job| job.not_before > now() && job.error.as_ref().is_some_and(|why| why.contains("503")))
    );
    // From a demonstration or a developer's machine nothing is sent.
    for (url, sent) in [
        ("http://127.0.0.1:3000", false),
        ("http://localhost", false),
        ("http://news", false),
        ("http://desk.local", false),
        ("http://staging.news.internal:8080", false),
        ("http://localhost.", false),
        ("http://192.168.1.4", false),
        ("http://[::1]:3000", false),
        ("https://news.example", true),
    ] {
        let site = dateline_edition::Site { url: url.into(), ..dateline_edition::Site::clone(&rig.app.site()) };
        assert_eq!(outside::is_sent_from(&site), sent, "{url}");
    }
}
