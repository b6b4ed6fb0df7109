//! The index is made anew where it does not fit, is read while that happens, and holds no text of what was taken down.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_search::find::{Asked, Sort, find};
use dateline_search::index::Index;
use dateline_search::projection::{self, Live, Place, follow, panels};
use dateline_search::query::Query;
use dateline_store::conformance::{article, change};
use dateline_store::sqlite::Sqlite;
use dateline_store::{Batch, Change, Reason, Store};
use dateline_story::{Article, ArticleId, Language, Slug, State};
use jiff::tz::TimeZone;

fn open(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(&folder.join("dateline.db")).unwrap())
}

async fn write(store: &dyn Store, changes: Vec<Change>) {
    store.write(Batch { changes, ..Batch::default() }).await.unwrap();
}

fn headed(number: i64, headline: &str) -> Article {
    Article { headline: headline.into(), ..article(number, number) }
}

/// The numbers of the stories that `typed` finds.
fn found(live: &Live, typed: &str) -> Vec<i64> {
    let Some(index) = live.snapshot() else { return Vec::new() };
    let (query, languages, zone) = (Query::parse(typed).unwrap(), [Language::english()], TimeZone::UTC);
    let asked =
        Asked { query: &query, languages: &languages, zone: &zone, sort: Sort::Relevance, after: None, limit: 10 };
    find(&index, &asked).unwrap().stories.into_iter().map(|id| id.0).collect()
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The folder of the index in use.
fn current(data: &Path) -> PathBuf {
    let folder = data.join("search");
    folder.join(std::fs::read_to_string(folder.join("current")).unwrap())
}

fn folders(data: &Path) -> usize {
    std::fs::read_dir(data.join("search")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_an_older_layout_is_made_anew() {
    let data = tempfile::tempdir().unwrap();
    let store = open(data.path());
    write(&*store, vec![change(headed(1, "Glacier floods reach Hunza"), 0)]).await;
    let live = Live::default();
    let following = follow(store.clone(), Place::in_data(data.path()), live.clone());
    until("the first index", || found(&live, "glacier") == [1]).await;
    following.stop().await;
    drop(live);

    let older = current(data.path());
    let index = tantivy::Index::open_in_dir(&older).unwrap();
    let mut writer = index.writer::<tantivy::TantivyDocument>(15_000_000).unwrap();
    // What it holds is no longer what a program of today would have written.
    writer.delete_all_documents().unwrap();
    let mut prepared = writer.prepare_commit().unwrap();
    prepared.set_payload(r#"{"layout":0,"cursor":1}"#);
    prepared.commit().unwrap();
    drop(writer);
    write(&*store, vec![change(headed(2, "A glacier is measured"), 0)]).await;

    let live = Live::default();
    let following = follow(store, Place::in_data(data.path()), live.clone());
    until("the index of today's layout", || found(&live, "glacier").len() == 2).await;
    assert_ne!(current(data.path()), older);
    // A moment after the new one is read.
    until("the older one's end", || folders(data.path()) == 1).await;
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_in_use_is_read_while_another_is_made() {
    let data = tempfile::tempdir().unwrap();
    let (store, place) = (open(data.path()), Place::in_data(data.path()));
    write(&*store, (1..=40).map(|number| change(headed(number, "Glacier floods"), 0)).collect()).await;
    let live = Live::default();
    let following = follow(store.clone(), place.clone(), live.clone());
    until("the first index", || found(&live, "glacier").len() == 10).await;
    let first = current(data.path());
    let mut looked = 0;
    let second = projection::build(&*store, &place, None, |_| {
        looked += 1;
        assert_eq!((found(&live, "glacier").len(), current(data.path())), (10, first.clone()));
    })
    .await
    .unwrap();
    assert!(looked > 0);
    assert_eq!(current(data.path()), second);
    // Whoever follows goes over to it, and takes in what comes after.
    write(&*store, vec![change(headed(41, "Snow on the pass"), 0)]).await;
    until("the story after", || found(&live, "snow") == [41]).await;
    until("the older index's end", || !first.exists()).await;
    assert_eq!(found(&live, "glacier").len(), 10);
    following.stop().await;
}

#[tokio::test]
async fn a_build_that_fails_leaves_no_folder() {
    let data = tempfile::tempdir().unwrap();
    let store = open(data.path());
    write(&*store, vec![change(article(1, 1), 0)]).await;
    // A folder in the pointer's place cannot be written over.
    std::fs::create_dir_all(data.path().join("search/current/in-the-way")).unwrap();
    let built = projection::build(&*store, &Place::in_data(data.path()), None, |_| {}).await;
    assert!(built.is_err());
    assert_eq!(folders(data.path()), 1, "only the one that was there");
}

/// Whether any file of a folder holds these bytes.
fn any_file_holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return any_file_holds(&path, bytes);
        }
        match std::fs::read(&path) {
            Ok(held) => held.windows(bytes.len()).any(|window| window == bytes),
            // Deleted since the folder was listed.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => panic!("{}: {error}", path.display()),
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_down_is_in_no_file() {
    let data = tempfile::tempdir().unwrap();
    let store = open(data.path());
    let named = Article {
        standfirst: Some("In the morning a court heard Zyxwolf, and nobody else spoke.".into()),
        topics: vec![Slug::new("zyxtopic").unwrap()],
        ..headed(1, "A court hears Zyxwolf")
    };
    write(&*store, vec![change(named.clone(), 0), change(headed(2, "A court hears nobody"), 0)]).await;
    let live = Live::default();
    let following = follow(store.clone(), Place::in_data(data.path()), live.clone());
    until("both stories", || found(&live, "zyxwolf") == [1] && found(&live, "court").len() == 2).await;
    let search = data.path().join("search");
    // Columns and stored names hold words as they are.
    assert!(any_file_holds(&search, b"Zyxwolf") && any_file_holds(&search, b"zyxtopic"));
    let (_, revision) = store.article(ArticleId(1)).await.unwrap().unwrap();
    let taken_down =
        Change { act: "take-down".into(), ..change(Article { state: State::TakenDown, ..named }, revision) };
    write(&*store, vec![taken_down]).await;
    let part = |part: &[u8]| any_file_holds(&search, part);
    until("the word's end", || !part(b"yxwolf") && !part(b"yxtopic") && !part(b"flowxyz")).await;
    // Files may be gone a moment before readers look at what is left.
    until("the story's end", || (found(&live, "zyxwolf"), found(&live, "court")) == (Vec::new(), vec![2])).await;
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_has_its_panel_with_a_new_index() {
    let data = tempfile::tempdir().unwrap();
    let (store, place) = (open(data.path()), Place::in_data(data.path()));
    let stories = (1..=30).map(|number| change(headed(number, "Glacier floods reach Hunza"), 0));
    write(&*store, stories.collect()).await;
    let folder = projection::build(&*store, &place, None, |_| {}).await.unwrap();
    let index = Index::open(&folder, None).unwrap().snapshot();
    let mut made = 0;
    panels::make_all(&*store, &index, &projection::name(&folder), |so_far| made = so_far).await.unwrap();
    assert_eq!(made, 30);
    let panel = store.panel(ArticleId(7)).await.unwrap().unwrap();
    assert!(!panel.near.is_empty() && panel.near.iter().all(|near| near.0 != ArticleId(7)));
    assert!(panel.reasons_of(&panel.near[0]).any(|reason| *reason == Reason::Topic("trade".into())));

    // Who follows has nothing left to make; with another index everything is made again.
    let live = Live::default();
    let following = follow(store.clone(), place.clone(), live.clone());
    until("the index", || !found(&live, "glacier").is_empty()).await;
    let name = projection::name(&current(data.path()));
    assert!(store.without_panel(&name, None, 1).await.unwrap().is_empty());
    let second = projection::name(&projection::build(&*store, &place, None, |_| {}).await.unwrap());
    let started = Instant::now();
    while !store.without_panel(&second, None, 1).await.unwrap().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(60), "panels of the second index");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    following.stop().await;
}
