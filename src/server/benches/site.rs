//! A page that is made, a page that is kept, and stories taken in, over a real store.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline_cache::{Change, Touched};
use dateline_media::Media;
use dateline_newsroom::{Newsroom, Submission};
use dateline_server::app::App;
use dateline_server::config;
use dateline_store::sqlite::Sqlite;
use dateline_story::{Article, ArticleId, Kind, Language, Slug, State, Timestamp, markup};
use tower::ServiceExt;

const STORIES: usize = 2_000;

/// As in a `dateline import`.
const BATCH: usize = 64;

fn submission(number: usize) -> Submission {
    let slug = |text: &str| Slug::new(text).unwrap();
    let paragraph =
        "The two sides met on *Wednesday* and agreed to meet again, which they had also agreed the last time. ";
    let article = Article {
        id: ArticleId::UNASSIGNED,
        language: Language::english(),
        kind: Kind::News,
        section: slug(["pakistan", "world", "business"][number % 3]),
        slug: slug(&format!("story-{number}")),
        topics: vec![slug(&format!("topic-{}", number % 40)), slug(&format!("topic-{}", number % 7))],
        headline: format!("Headline of the story with the number {number}"),
        short_headline: None,
        standfirst: Some("What happened, in a sentence or two.".into()),
        bylines: Vec::new(),
        dateline: None,
        credits: Vec::new(),
        lead: None,
        body: markup::parse(&format!("{}\n\n", paragraph.repeat(4)).repeat(8)).blocks,
        first_published: Some(Timestamp::from_second(1_700_000_000 + number as i64 * 600).unwrap()),
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: State::Published,
    };
    Submission {
        source: format!("bench:{number}"),
        article,
        authors: vec![],
        topics: vec![],
        pictures: vec![],
        redirects: vec![],
    }
}

async fn take_in(newsroom: &Newsroom, submissions: Vec<Submission>) {
    let mut submissions = submissions.into_iter().peekable();
    while submissions.peek().is_some() {
        let batch = submissions.by_ref().take(BATCH).collect();
        newsroom.import(batch, Timestamp::from_second(1_800_000_000).unwrap()).await.unwrap();
    }
}

fn bench(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut group = criterion.benchmark_group("store");
    group.sample_size(10).throughput(Throughput::Elements(STORIES as u64));
    let mut number = 0;
    group.bench_function("take-in", |bencher| {
        bencher.iter_batched(
            || {
                number += 1;
                let store = Arc::new(Sqlite::open(&folder.path().join(format!("{number}.db"))).unwrap());
                (Newsroom::new(store), (0..STORIES).map(submission).collect::<Vec<_>>())
            },
            |(newsroom, submissions)| runtime.block_on(take_in(&newsroom, submissions)),
            BatchSize::PerIteration,
        );
    });
    group.finish();

    let store = Arc::new(Sqlite::open(&folder.path().join("site.db")).unwrap());
    let newsroom = Newsroom::new(store.clone());
    runtime.block_on(take_in(&newsroom, (0..STORIES).map(submission).collect()));
    dateline_server::assets::carry(include_bytes!("../../../target/site/site.bundle")).unwrap();
    let site = config::read(None, &[], &[], "https://news.example").unwrap();
    let media = Media::folder(&folder.path().join("media")).expect("a folder can be made");
    let app = App::new(store.clone(), site, media);
    let router = app.clone().router();
    let ask = |path: &'static str| {
        let router = router.clone();
        async move {
            let request = Request::get(path).header(header::ACCEPT_ENCODING, "br").body(Body::empty()).unwrap();
            let response = router.oneshot(request).await.unwrap();
            assert!(response.status().is_success(), "{path}: {}", response.status());
            axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap()
        }
    };
    let mut group = criterion.benchmark_group("page");
    group.throughput(Throughput::Elements(1));
    for (name, path) in
        [("article", "/world/story-1"), ("front", "/"), ("section", "/world"), ("topic", "/topic/topic-1")]
    {
        group.bench_function(format!("{name}/kept"), |bencher| bencher.to_async(&runtime).iter(|| ask(path)));
        group.sample_size(20);
        // Everything is another, so that the page is made again: loading, rendering and compressing are all in this figure.
        let forget = || runtime.block_on(app.cache.touch(Touched::everything(), Change::Changed));
        group.bench_function(format!("{name}/made"), |bencher| {
            bencher.iter_batched(forget, |()| runtime.block_on(ask(path)), BatchSize::PerIteration);
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
