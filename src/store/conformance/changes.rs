//! What a store must do about changes that no event of a story tells.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline_story::catalogue::{Document, DocumentKind, Masthead};
use dateline_story::{Author, Picture, Slug, Topic};

use super::accounts::entry;
use super::library::picture;
use super::{article, change};
use crate::{Batch, Changed, Store};

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    what_changed_is_told_and_what_stayed_is_not(&open()).await;
    whoever_waits_is_told_of_a_write_before_its_writer(&open()).await;
}

async fn since(store: &impl Store, before: &mut u64) -> Vec<Changed> {
    let changes = store.changes(*before, 99).await.unwrap();
    let last = store.last_change().await.unwrap();
    assert_eq!(changes.last().map_or(*before, |(number, _)| *number), last);
    *before = last;
    changes.into_iter().map(|(_, what)| what).collect()
}

fn bring(author: &str, topic: &str, shown: Picture) -> Batch {
    let slug = |text: &str| Slug::new(text).unwrap();
    let (role, bio) = (String::new(), String::new());
    Batch {
        authors: vec![Author { slug: slug("ada"), name: author.into(), role, bio, channel: None }],
        topics: vec![Topic { slug: slug("trade"), name: topic.into() }],
        pictures: vec![shown],
        ..Batch::default()
    }
}

async fn what_changed_is_told_and_what_stayed_is_not(store: &impl Store) {
    let seen = &mut 0;
    store.write(bring("Ada", "Trade", picture("a.jpg", "01"))).await.unwrap();
    let (ada, trade) = (Changed::Author("ada".into()), Changed::Topic("trade".into()));
    let shown = Changed::Picture("a.jpg".into());
    assert_eq!(since(store, seen).await, [ada.clone(), trade.clone(), shown.clone()]);
    store.write(bring("Ada", "Trade", picture("a.jpg", "01"))).await.unwrap();
    assert_eq!(since(store, seen).await, [], "it was so before");
    store.write(bring("Ada B.", "Trade", picture("a.jpg", "01"))).await.unwrap();
    assert_eq!(since(store, seen).await, [ada]);
    store.complete_picture(&Picture { avif: true, ..picture("a.jpg", "01") }).await.unwrap();
    assert_eq!(since(store, seen).await, [shown]);
    store.write(Batch { changes: vec![change(article(1, 0), 0)], ..Batch::default() }).await.unwrap();
    assert_eq!(since(store, seen).await, [], "an event tells it");
    let masthead = Masthead { name: "One".into(), tagline: String::new(), channel: None };
    store.write_document(Document::Site(masthead), 0, String::new(), entry("site", 0)).await.unwrap();
    assert_eq!(since(store, seen).await, [Changed::Document(DocumentKind::Site, String::new())]);
    let named = Document::Topic(Topic { slug: Slug::new("trade").unwrap(), name: "Trade and tariffs".into() });
    store.write_document(named, 0, String::new(), entry("topic", 0)).await.unwrap();
    assert_eq!(since(store, seen).await, [trade, Changed::Document(DocumentKind::Topic, "trade".into())]);
    assert_eq!(store.changes(*seen - 2, 1).await.unwrap().len(), 1);
}

async fn whoever_waits_is_told_of_a_write_before_its_writer(store: &impl Store) {
    let told = Arc::new(AtomicUsize::new(0));
    let counts = told.clone();
    store.after_writes(Arc::new(move || {
        let counts = counts.clone();
        Box::pin(async move {
            counts.fetch_add(1, Ordering::SeqCst);
        })
    }));
    store.write(Batch { changes: vec![change(article(1, 0), 0)], ..Batch::default() }).await.unwrap();
    assert_eq!(told.load(Ordering::SeqCst), 1);
    let refused = Batch { changes: vec![change(article(1, 0), 7)], ..Batch::default() };
    assert!(store.write(refused).await.is_err() && told.load(Ordering::SeqCst) == 1, "nothing was written");
}
