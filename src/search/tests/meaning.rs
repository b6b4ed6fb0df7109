//! A model that the operator supplies brings together what is said in other words; the index follows which one it is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_search::index::{Entry, Index, Pace, Reader};
use dateline_search::known::Known;
use dateline_search::meaning::Model;
use dateline_search::projection::{Live, Place, follow};
use dateline_search::related::{Neighbourhood, Told};
use dateline_search::sketch::Words;
use dateline_store::conformance::{article, change};
use dateline_store::sqlite::Sqlite;
use dateline_store::{Batch, Store};
use dateline_story::{ArticleId, Kind, Language};

/// Words with their directions: boats are of one kind, bread is of another. Plain sentences have to mean something, too.
const VOCABULARY: [(&str, [f32; 2]); 8] = [
    ("[UNK]", [0.0, 0.0]),
    ("water", [0.7, 0.7]),
    ("ferry", [1.0, 0.0]),
    ("boat", [1.0, 0.1]),
    ("vessel", [0.9, 0.0]),
    ("bread", [0.0, 1.0]),
    ("baker", [0.1, 1.0]),
    ("flour", [0.0, 0.9]),
];

/// Writes a model as model2vec does; `turned` makes another of it.
fn write_model(folder: &Path, turned: bool) {
    let vocabulary: serde_json::Map<_, _> =
        VOCABULARY.iter().enumerate().map(|(number, (word, _))| ((*word).to_owned(), number.into())).collect();
    let tokenizer = serde_json::json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]" },
    });
    let numbers: Vec<f32> =
        VOCABULARY.iter().flat_map(|(_, [one, other])| if turned { [-*other, *one] } else { [*one, *other] }).collect();
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let head = serde_json::json!({
        "embeddings": { "dtype": "F32", "shape": [VOCABULARY.len(), 2], "data_offsets": [0, bytes.len()] },
    })
    .to_string();
    let mut tensors = (head.len() as u64).to_le_bytes().to_vec();
    tensors.extend(head.as_bytes());
    tensors.extend(bytes);
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("model.safetensors"), tensors).unwrap();
    std::fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    std::fs::write(folder.join("config.json"), r#"{ "normalize": true }"#).unwrap();
}

fn model(turned: bool) -> Arc<Model> {
    let folder = tempfile::tempdir().unwrap();
    write_model(folder.path(), turned);
    Arc::new(Model::open(folder.path()).unwrap())
}

/// The stories beside the first, by number.
fn beside_the_first(stories: &[&str], model: Option<Arc<Model>>) -> Vec<i64> {
    let (index, language) = (Index::in_memory().unwrap(), Language::english());
    let mut feed = index.feed(Pace::Bulk).unwrap();
    let mut reader = Reader::knowing(Known { model, ..Known::default() });
    let prepared: Vec<_> = (1..)
        .zip(stories)
        .map(|(number, body)| {
            let entry = Entry {
                id: ArticleId(number),
                language: &language,
                kind: Kind::News,
                section: "",
                authors: Vec::new(),
                topics: Vec::new(),
                published: 0,
                words: Words { headline: "", standfirst: "", body },
            };
            reader.prepare(&entry, feed.fields())
        })
        .collect();
    prepared.iter().for_each(|one| feed.count(one));
    prepared.into_iter().for_each(|one| feed.add(one).unwrap());
    feed.commit(0).unwrap();
    feed.finish().unwrap();
    index.refresh().unwrap();
    let snapshot = index.snapshot();
    let own = snapshot.place(ArticleId(1)).unwrap().unwrap();
    let told = Told::in_index(&snapshot, own).unwrap();
    let ranked = Neighbourhood::of(&snapshot, told, Some(own)).unwrap().ranked();
    ranked.into_iter().map(|other| other.facts.id).collect()
}

#[test]
fn where_words_leave_it_open_meaning_decides() {
    // 2 and 3 share “harbour” with 1, and are as long; 3 says in other words what 1 says.
    let stories = ["harbour ferry boat", "harbour bread flour baker", "harbour vessel vessel water", "nothing of it"];
    let plain = beside_the_first(&stories, None);
    let meant = beside_the_first(&stories, Some(model(false)));
    assert_eq!(meant, [3, 2]);
    assert_eq!(plain.len(), 2, "both are candidates without a model, too");
    let swapped = ["harbour ferry boat", "harbour vessel vessel water", "harbour bread flour baker", "nothing of it"];
    assert_eq!(beside_the_first(&swapped, Some(model(false))), [2, 3], "wherever they stand");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_is_made_anew_for_another_model_and_only_then() {
    let data = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&data.path().join("dateline.db")).unwrap());
    store.write(Batch { changes: vec![change(article(1, 1), 0)], ..Batch::default() }).await.unwrap();
    let mut folders = Vec::new();
    for model in [None, None, Some(model(false)), Some(model(false)), Some(model(true)), None] {
        let live = Live::with_model(model);
        let following = follow(store.clone(), Place::in_data(data.path()), live.clone());
        let started = Instant::now();
        while live.snapshot().is_none_or(|index| index.stories() == 0) {
            assert!(started.elapsed() < Duration::from_secs(60), "the index is not there");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        following.stop().await;
        folders.push(std::fs::read_to_string(data.path().join("search/current")).unwrap());
    }
    let anew: Vec<bool> = folders.windows(2).map(|pair| pair[0] != pair[1]).collect();
    assert_eq!(anew, [false, true, false, true, true], "{folders:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_with_different_models_leave_each_other_in_peace() {
    let data = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&data.path().join("dateline.db")).unwrap());
    store.write(Batch { changes: vec![change(article(1, 1), 0)], ..Batch::default() }).await.unwrap();
    let lives = [Live::with_model(Some(model(false))), Live::with_model(Some(model(true)))];
    let following: Vec<_> =
        lives.iter().map(|live| follow(store.clone(), Place::in_data(data.path()), live.clone())).collect();
    let started = Instant::now();
    while !lives.iter().all(|live| live.snapshot().is_some_and(|index| index.stories() == 1)) {
        assert!(started.elapsed() < Duration::from_secs(60), "each reads what it made");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut seen = std::collections::BTreeSet::new();
    let both = Instant::now();
    while both.elapsed() < Duration::from_secs(3) {
        seen.extend(std::fs::read_to_string(data.path().join("search/current")));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(seen.len(), 1, "neither makes it anew: {seen:?}");
    for one in following {
        one.stop().await;
    }
}
