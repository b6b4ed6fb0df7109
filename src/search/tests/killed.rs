//! A program that is killed while it writes the index loses nothing: the next one goes on where the last commit was.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_search::projection::{Live, Place, follow};
use dateline_store::conformance::{article, change};
use dateline_store::sqlite::Sqlite;
use dateline_store::{Batch, Store};
use dateline_story::ArticleId;

const STORIES: i64 = 400;
const FOLDER: &str = "DATELINE_TEST_KILLED";

fn open(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(&folder.join("dateline.db")).unwrap())
}

/// The process that is killed: it publishes story after story and follows.
#[tokio::test(flavor = "multi_thread")]
async fn victim() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let store = open(folder);
    let _following = follow(store.clone(), Place::in_data(folder), Live::default());
    let written: u64 = store.counts().await.unwrap().into_iter().map(|(_, stories)| stories).sum();
    for number in i64::try_from(written).unwrap() + 1..=STORIES {
        store.write(Batch { changes: vec![change(article(number, number), 0)], ..Batch::default() }).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::time::sleep(Duration::from_secs(60)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_program_leaves_an_index_that_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for pause in [900, 1_300, 1_700] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["victim", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(pause)).await;
        // SIGKILL on Unix.
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let store = open(folder.path());
    let written: u64 = store.counts().await.unwrap().into_iter().map(|(_, stories)| stories).sum();
    assert!(written > 0, "the first process wrote something");
    let live = Live::default();
    let following = follow(store, Place::in_data(folder.path()), live.clone());
    let started = Instant::now();
    while live.snapshot().map(|index| index.stories()) != Some(written) {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{:?} of {written}",
            live.snapshot().map(|index| index.stories())
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let index = live.snapshot().unwrap();
    for number in 1..=i64::try_from(written).unwrap() {
        assert!(index.place(ArticleId(number)).unwrap().is_some(), "story {number} is missing");
    }
    following.stop().await;
}
