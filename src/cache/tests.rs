use super::*;

const STAMP: Stamp = Stamp { event: 1, pictures: 0, index: 0, day: 1 };

async fn page(text: &str) -> Result<Made, ()> {
    Ok(Made::new(text.to_owned(), None))
}

#[tokio::test]
async fn a_page_that_was_being_made_when_everything_was_forgotten_is_not_kept() {
    let cache = PageCache::default();
    let made = cache.get(STAMP, "/a", async {
        cache.forget_all();
        page("a").await
    });
    made.await.unwrap();
    assert!(cache.stale("/a").await.is_none());
    cache.get(Stamp { event: 2, ..STAMP }, "/a", page("b")).await.unwrap();
    assert_eq!(cache.stale("/a").await.unwrap().body, "b");
}

#[tokio::test]
async fn no_last_page_is_given_while_it_is_unknown_what_happened() {
    let cache = PageCache::default();
    cache.get(STAMP, "/a", page("a")).await.unwrap();
    assert!(cache.stale("/a").await.is_some());
    assert_eq!(cache.moved_from(3), Some(0));
    assert!(cache.stale("/a").await.is_none());
    assert_eq!(cache.moved_from(3), Some(0), "nobody has read it yet");
    cache.read_to(3);
    assert_eq!((cache.moved_from(3), cache.stale("/a").await.is_some()), (None, true));
    // Whoever was slower does not undo that.
    cache.read_to(2);
    assert!(cache.stale("/a").await.is_some());
}
