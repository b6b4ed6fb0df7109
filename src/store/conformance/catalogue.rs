//! What every catalogue must do.

use dateline_story::catalogue::{Channel, Document, DocumentKind, Masthead, Redirect};
use dateline_story::{Article, Author, Byline, Slug, Timestamp, Topic};

use super::{article, batch, change, draft};
use crate::{Batch, DocumentSaved, Entry, Error, Store};

fn line() -> Entry {
    Entry {
        at: Timestamp::from_second(1_800_000_000).unwrap(),
        user: None,
        who: "Ada".into(),
        what: "catalogue",
        subject: "site".into(),
        detail: String::new(),
        address: String::new(),
    }
}

async fn write(store: &impl Store, document: Document, from: u64) -> Result<DocumentSaved, Error> {
    store.write_document(document, from, String::new(), line()).await
}

fn masthead(name: &str) -> Document {
    Document::Site(Masthead { name: name.into(), tagline: String::new(), channel: None })
}

fn redirect(from: &str, to: &str) -> Document {
    Document::Redirect(Redirect { from: from.into(), to: Some(to.into()) })
}

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    every_revision_is_kept_and_readers_see_the_newest(&open()).await;
    what_the_desk_says_of_people_and_topics_stands(&open()).await;
    people_and_topics_are_removed_where_no_story_carries_them(&open()).await;
    a_redirect_is_one_step(&open()).await;
}

async fn every_revision_is_kept_and_readers_see_the_newest(store: &impl Store) {
    assert_eq!(store.document(DocumentKind::Site, "").await.unwrap(), None);
    let before = store.last_event().await.unwrap();
    assert_eq!(write(store, masthead("One"), 0).await.unwrap(), DocumentSaved::Kept(1));
    let event = store.events(before, 9).await.unwrap().pop().unwrap();
    assert_eq!((event.act.as_str(), event.article, event.public), ("catalogue", None, true));
    assert_eq!(write(store, masthead("Late"), 0).await.unwrap(), DocumentSaved::Moved(1));
    assert_eq!(write(store, masthead("Two"), 1).await.unwrap(), DocumentSaved::Kept(2));
    let found = store.document_revisions(DocumentKind::Site, "", u64::MAX, 9).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|one| (one.version, one.document)).collect();
    assert_eq!(found, [(2, masthead("Two")), (1, masthead("One"))]);
    assert_eq!(store.document_revisions(DocumentKind::Site, "", 2, 9).await.unwrap().len(), 1);
    assert_eq!(store.document(DocumentKind::Site, "").await.unwrap().unwrap().document, masthead("Two"));
    assert_eq!(store.audited(None, 9).await.unwrap().len(), 2, "what was refused is no line");
    assert_eq!(store.last_event().await.unwrap(), event.id + 1);
    assert_eq!(store.check().await.unwrap(), [""; 0]);
}

async fn what_the_desk_says_of_people_and_topics_stands(store: &impl Store) {
    let slug = |text: &str| Slug::new(text).unwrap();
    let channel = Some(Channel { name: "Bea".into(), url: "https://whatsapp.com/channel/b".into() });
    let bea = Author { slug: slug("bea"), name: "Bea".into(), role: String::new(), bio: "Writes.".into(), channel };
    let trade = Topic { slug: slug("trade"), name: "World trade".into() };
    write(store, Document::Author(bea.clone()), 0).await.unwrap();
    write(store, Document::Topic(trade.clone()), 0).await.unwrap();
    // An import that calls them otherwise does not undo what an editor wrote.
    let imported = Batch {
        authors: vec![Author { name: "B.".into(), role: "Reporter".into(), channel: None, ..bea.clone() }],
        topics: vec![Topic { name: "trade".into(), ..trade.clone() }],
        ..Batch::default()
    };
    store.write(imported).await.unwrap();
    assert_eq!(store.authors(&[slug("bea")]).await.unwrap(), std::slice::from_ref(&bea));
    assert_eq!(store.authors_like("be", 9).await.unwrap(), std::slice::from_ref(&bea));
    assert_eq!(store.topics(&[slug("trade")]).await.unwrap(), std::slice::from_ref(&trade));
    assert_eq!(store.documents(DocumentKind::Topic, "", 9).await.unwrap().len(), 1);
    assert_eq!(store.documents(DocumentKind::Topic, "trade", 9).await.unwrap(), []);
    assert_eq!(store.documents(DocumentKind::Topic, "", 0).await.unwrap(), []);
}

async fn people_and_topics_are_removed_where_no_story_carries_them(store: &impl Store) {
    let slug = |text: &str| Slug::new(text).unwrap();
    let removed = |kind, key: &str| Document::Removed { kind, key: key.into() };
    let gil = Author { slug: slug("gil"), name: "Gil".into(), role: String::new(), bio: String::new(), channel: None };
    let tolls = Topic { slug: slug("tolls"), name: "Tolls".into() };
    write(store, Document::Author(gil.clone()), 0).await.unwrap();
    write(store, Document::Topic(tolls.clone()), 0).await.unwrap();
    let bylines = vec![Byline { author: slug("gil"), role: None }];
    let story = Article { topics: vec![slug("tolls")], bylines, ..article(70, 0) };
    store.write(batch(vec![change(story.clone(), 0)])).await.unwrap();
    for (kind, key) in [(DocumentKind::Author, "gil"), (DocumentKind::Topic, "tolls")] {
        let refused = write(store, removed(kind, key), 1).await;
        assert!(matches!(refused, Err(Error::InUse { stories: 1, .. })), "{refused:?}");
    }
    let bare = Article { topics: Vec::new(), bylines: Vec::new(), ..story.clone() };
    store.write(batch(vec![change(bare.clone(), 1)])).await.unwrap();
    store.save_draft(draft(story, "", "a1"), 0).await.unwrap();
    let refused = write(store, removed(DocumentKind::Author, "gil"), 1).await;
    assert!(matches!(refused, Err(Error::InUse { stories: 1, .. })), "only a draft: {refused:?}");
    store.save_draft(draft(bare, "", "a2"), 1).await.unwrap();
    for (kind, key) in [(DocumentKind::Author, "gil"), (DocumentKind::Topic, "tolls")] {
        assert_eq!(write(store, removed(kind, key), 1).await.unwrap(), DocumentSaved::Kept(2));
    }
    assert_eq!(store.authors(&[slug("gil")]).await.unwrap(), []);
    assert_eq!(store.topics(&[slug("tolls")]).await.unwrap(), []);
    write(store, Document::Topic(tolls.clone()), 2).await.unwrap();
    assert_eq!(store.topics(&[slug("tolls")]).await.unwrap(), [tolls]);
    // What came with an import gets the revision by which it can come back when it is removed, and not when that is refused.
    let bridges = Topic { slug: slug("bridges"), name: "Bridges".into() };
    let crossing = Article { topics: vec![slug("bridges")], ..article(71, 0) };
    let imported = Batch { topics: vec![bridges.clone()], ..batch(vec![change(crossing.clone(), 0)]) };
    store.write(imported).await.unwrap();
    let refused = write(store, removed(DocumentKind::Topic, "bridges"), 0).await;
    assert!(matches!(refused, Err(Error::InUse { stories: 1, .. })), "{refused:?}");
    assert_eq!(store.document(DocumentKind::Topic, "bridges").await.unwrap(), None);
    store.write(batch(vec![change(Article { topics: Vec::new(), ..crossing }, 1)])).await.unwrap();
    assert_eq!(write(store, removed(DocumentKind::Topic, "bridges"), 0).await.unwrap(), DocumentSaved::Kept(2));
    let first = store.document_revisions(DocumentKind::Topic, "bridges", 2, 9).await.unwrap();
    assert_eq!(first.into_iter().map(|one| one.document).collect::<Vec<_>>(), [Document::Topic(bridges)]);
    let whole = write(store, removed(DocumentKind::Sections, ""), 0).await;
    assert!(matches!(whole, Err(Error::NotRemovable(_))), "{whole:?}");
}

async fn a_redirect_is_one_step(store: &impl Store) {
    let story = article(1, 0);
    store.write(batch(vec![change(story.clone(), 0)])).await.unwrap();
    let moved = dateline_story::Article { slug: Slug::new("moved").unwrap(), ..story.clone() };
    store.write(batch(vec![change(moved, 1)])).await.unwrap();
    write(store, redirect("/old", "/new"), 0).await.unwrap();
    write(store, redirect("/away", "https://elsewhere.example/?a=b"), 0).await.unwrap();
    assert_eq!(store.desk_redirect("/old").await.unwrap().as_deref(), Some("/new"));
    assert_eq!(store.desk_redirect("/away").await.unwrap().as_deref(), Some("https://elsewhere.example/?a=b"));
    assert!(matches!(write(store, redirect("/a", "/a"), 0).await, Err(Error::RedirectLoop(path)) if path == "/a"));
    assert!(matches!(write(store, redirect("/new", "/old"), 0).await, Err(Error::RedirectLoop(_))));
    assert!(
        matches!(write(store, redirect("/a", "/old"), 0).await, Err(Error::RedirectChain { end, .. }) if end == "/new")
    );
    assert!(
        matches!(write(store, redirect("/new", "/b"), 0).await, Err(Error::RedirectChain { from, .. }) if from == "/old")
    );
    // A story's own old address leads on, too.
    assert!(matches!(write(store, redirect("/a", &story.path()), 0).await, Err(Error::RedirectChain { .. })));
    assert_eq!(store.document(DocumentKind::Redirect, "/a").await.unwrap(), None, "nothing of it was written");
    let none = Document::Redirect(Redirect { from: "/old".into(), to: None });
    assert_eq!(write(store, none, 1).await.unwrap(), DocumentSaved::Kept(2));
    assert_eq!(store.desk_redirect("/old").await.unwrap(), None);
    write(store, redirect("/new", "/b"), 0).await.unwrap();
}
