//! The desk's list over 200,000 stories: its first page, a page far down, by state and by words.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use dateline_store::conformance::{article, change};
use dateline_store::sqlite::Sqlite;
use dateline_store::{Batch, Cursor, Desk, Filter, Store};
use dateline_story::{Article, State, Timestamp};
use tokio::runtime::Runtime;

const STORIES: i64 = 200_000;
const BATCH: i64 = 1_000;

/// Every tenth is a draft; every headline has a common word, a word in a thousand and one of its own.
fn story(number: i64) -> Article {
    let state = if number % 10 == 0 { State::Draft } else { State::Published };
    let headline = format!("Minister says thing{} of case{number}", number % 1_000);
    Article { state, headline, ..article(number, number) }
}

fn filled(runtime: &Runtime, folder: &std::path::Path) -> Sqlite {
    let store = Sqlite::open(&folder.join("a.db")).unwrap();
    for from in (1..=STORIES).step_by(BATCH as usize) {
        let changes = (from..from + BATCH).map(|number| {
            let at = Timestamp::from_second(1_735_689_600 + number).unwrap();
            dateline_store::Change { at, ..change(story(number), 0) }
        });
        let batch = Batch { changes: changes.collect(), ..Batch::default() };
        runtime.block_on(store.write(batch)).unwrap();
    }
    store
}

fn lists(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&runtime, folder.path());
    let words =
        |words: &[&str]| Filter { words: words.iter().map(|word| (*word).to_owned()).collect(), ..Filter::default() };
    let drafts = Filter { state: Some("draft".into()), ..Filter::default() };
    let far = Some(Cursor { at: Timestamp::from_second(1_735_689_600 + 1_000).unwrap().as_microsecond(), id: 1_000 });
    let mut group = criterion.benchmark_group("desk's list of 200,000");
    for (name, filter, before) in [
        ("first page", Filter::default(), None),
        ("a page far down", Filter::default(), far),
        ("drafts", drafts, None),
        ("a word in one story", words(&["case123456"]), None),
        ("a word in 200 stories", words(&["thing77"]), None),
        ("a word in every story", words(&["minister"]), None),
    ] {
        group.bench_function(name, |bench| {
            bench.iter(|| runtime.block_on(store.lines(&filter, before, 50)).unwrap());
        });
    }
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = lists }
criterion_main!(benches);
