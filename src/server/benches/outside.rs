//! Feeds and sitemaps over 1,000, 100,000 and 1,000,000 stories: how long they take, and how much memory.
//!
//! `cargo bench -p dateline --bench outside` prints a table for docs/performance.md; the folder in `OUTSIDE` keeps the stores for another run.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use dateline_media::Media;
use dateline_server::app::App;
use dateline_server::config;
use dateline_store::Mapping;
use dateline_store::sqlite::Sqlite;
use dateline_syndication::sitemap;
use http_body_util::BodyExt;
use tower::ServiceExt;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

/// How often what is quick is asked for.
const TIMES: u32 = 200;

/// Some hundred words, as a story has them.
fn body() -> String {
    "The two sides met on *Wednesday* and agreed to meet again, which they had also agreed the last time.\n\n"
        .repeat(30)
}

/// Fills a store: by SQL, since an import of a million takes a quarter of an hour and this is not about importing.
fn fill(path: &Path, stories: usize) {
    drop(Sqlite::open(path).unwrap());
    let mut connection = rusqlite::Connection::open(path).unwrap();
    connection.pragma_update(None, "synchronous", "off").unwrap();
    let transaction = connection.transaction().unwrap();
    let body = body();
    for number in 0..stories as i64 {
        let at = 1_600_000_000_000_000 + number * 60_000_000;
        let section = ["pakistan", "world", "business"][number as usize % 3];
        transaction
            .prepare_cached(
                "INSERT INTO article (id, section, slug, language, kind, state, headline, standfirst, first_published, topics, bylines, \
                 credits, corrections, related, body, revision, changed) VALUES (?1, ?2, ?3, 'en', 'news', 'published', ?4, \
                 'What happened, in a sentence or two.', ?5, '[\"trade\"]', '[{\"author\":\"a-reporter\"}]', '[]', '[]', '[]', ?6, 1, ?5)",
            )
            .unwrap()
            .execute(rusqlite::params![
                number + 1,
                section,
                format!("a-story-with-the-number-{number}"),
                format!("Headline of the story with the number {number}"),
                at,
                body
            ])
            .unwrap();
        transaction
            .prepare_cached("INSERT INTO in_topic (topic, first_published, article) VALUES ('trade', ?1, ?2)")
            .unwrap()
            .execute([at, number + 1])
            .unwrap();
    }
    transaction.commit().unwrap();
}

fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|it| it.strip_prefix(line)?.trim().split(' ').next()?.parse().ok());
    found.unwrap_or(0) / 1024
}

/// The time to the first byte, to the last, and how many bytes there were.
async fn ask(router: &Router, path: &str) -> (Duration, Duration, usize) {
    let started = Instant::now();
    let request = Request::get(path).header(header::ACCEPT_ENCODING, "br, gzip").body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    let mut body = response.into_body();
    let (mut first, mut bytes) = (None, 0);
    while let Some(frame) = body.frame().await {
        first.get_or_insert_with(|| started.elapsed());
        bytes += frame.unwrap().into_data().map_or(0, |data| data.len());
    }
    (first.unwrap_or_default(), started.elapsed(), bytes)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

async fn measure(folder: &Path, stories: usize) {
    let path = folder.join(format!("{stories}.db"));
    if !path.exists() {
        fill(&path, stories);
    }
    let store = Arc::new(Sqlite::open(&path).unwrap());
    let site = config::read(None, &[], &[], "https://news.example").unwrap();
    let app = App::new(store.clone(), site, Media::folder(&folder.join("media")).unwrap());
    let router = app.clone().router();
    // What every page is asked for first.
    ask(&router, "/about").await;
    let mut rows = Vec::new();
    for path in
        ["/feed/latest.rss", "/feed/section/world.atom", "/feed/topic/trade.json", "/world/a-story-with-the-number-1"]
    {
        let (_, made, bytes) = ask(&router, path).await;
        let started = Instant::now();
        for _ in 0..TIMES {
            ask(&router, path).await;
        }
        let kept = started.elapsed() / TIMES;
        rows.push(format!("| {stories} | `{path}` | {} | {} | {bytes} |", milliseconds(made), milliseconds(kept)));
    }
    println!("{}", rows.join("\n"));
    let before = memory("RssAnon:");
    let (_, index, _) = ask(&router, "/sitemap.xml").await;
    let parts = store.stretches(sitemap::STORIES).await.unwrap().len();
    let started = Instant::now();
    let (mut slowest, mut sent, mut most) = (Duration::ZERO, 0, 0);
    for number in 1..=parts {
        let (first, _, bytes) = ask(&router, &format!("/sitemap/stories-{number}.xml")).await;
        slowest = slowest.max(first);
        sent += bytes;
        most = most.max(memory("RssAnon:"));
    }
    println!(
        "| {stories} | all {parts} parts of the sitemap | index {}, first byte {} at worst, all in {:.2} s | {sent} bytes as gzip | {} MB more of memory at most |",
        milliseconds(index),
        milliseconds(slowest),
        started.elapsed().as_secs_f64(),
        most.saturating_sub(before)
    );
}

fn main() {
    // `cargo test` runs this, too, and wants nothing of it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let kept = std::env::var_os("OUTSIDE");
    let fresh = tempfile::tempdir().unwrap();
    let folder = kept.as_ref().map_or(fresh.path(), Path::new);
    std::fs::create_dir_all(folder).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    println!("| stories | what | made | kept | bytes |\n|---|---|---|---|---|");
    for stories in SIZES {
        runtime.block_on(measure(folder, stories));
    }
}
