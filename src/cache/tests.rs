use tokio::sync::oneshot;

use super::encoding::Encoding;
use super::*;

fn reads(part: &str) -> Reads {
    let mut reads = Reads::default();
    reads.part(Part::of(&part));
    reads
}

fn touched(part: &str) -> Touched {
    let mut touched = Touched::default();
    touched.part(Part::of(&part));
    touched
}

async fn page(text: &str, of: &str) -> Result<(Made, Reads), ()> {
    Ok((Made::new(text.to_owned(), None), reads(of)))
}

async fn never() -> Result<(Made, Reads), ()> {
    panic!("a page that was kept was made again")
}

#[tokio::test]
async fn a_page_is_made_again_when_what_it_was_made_of_has_changed_and_only_then() {
    let cache = PageCache::default();
    cache.get("/a", page("a", "story 1")).await.unwrap();
    cache.touch(touched("story 2"), Change::Changed).await;
    cache.touch(touched("story 2"), Change::Removed).await;
    assert_eq!(cache.get("/a", never()).await.unwrap().body, "a");
    cache.touch(touched("story 1"), Change::Changed).await;
    assert!(cache.fresh("/a").await.is_none() && cache.stale("/a").await.is_some());
    assert_eq!(cache.get("/a", async { Err::<_, ()>(()) }).await.unwrap_err(), Arc::new(()));
    assert_eq!(cache.get("/a", page("b", "story 1")).await.unwrap().body, "b", "after a failure the next tries");
    assert_eq!(cache.fresh("/a").await.unwrap().body, "b");
}

#[tokio::test]
async fn while_a_page_is_made_again_others_have_the_last_good_one_unless_something_was_removed() {
    let cache = PageCache::default();
    cache.get("/a", page("old", "story 1")).await.unwrap();
    cache.touch(touched("story 1"), Change::Changed).await;
    let ((begin, begun), (made, making)) = (oneshot::channel::<()>(), oneshot::channel::<()>());
    let first = tokio::spawn({
        let cache = cache.clone();
        async move {
            let make = async {
                begin.send(()).unwrap();
                making.await.unwrap();
                page("new", "story 1").await
            };
            cache.get("/a", make).await.unwrap().body.clone()
        }
    });
    begun.await.unwrap();
    assert_eq!(cache.get("/a", never()).await.unwrap().body, "old");
    // Who asks after a removal waits for no page that was begun before it, and that one is not kept.
    cache.touch(touched("story 1"), Change::Removed).await;
    assert!(cache.stale("/a").await.is_none());
    assert_eq!(cache.get("/a", page("newer", "story 1")).await.unwrap().body, "newer");
    made.send(()).unwrap();
    assert_eq!(first.await.unwrap(), "new");
    assert_eq!(cache.fresh("/a").await.unwrap().body, "newer");
}

#[tokio::test]
async fn a_page_during_whose_making_its_parts_changed_is_not_kept() {
    let cache = PageCache::default();
    let made = cache.get("/a", async {
        cache.touch(touched("story 1"), Change::Changed).await;
        page("a", "story 1").await
    });
    made.await.unwrap();
    assert!(cache.stale("/a").await.is_none());
    let made = cache.get("/a", async {
        cache.touch(touched("story 2"), Change::Changed).await;
        page("a", "story 1").await
    });
    made.await.unwrap();
    assert!(cache.fresh("/a").await.is_some());
}

#[tokio::test]
async fn one_makes_a_page_however_many_ask() {
    let cache = PageCache::default();
    let makers = Arc::new(AtomicU64::new(0));
    let ask = || {
        let (cache, makers) = (cache.clone(), makers.clone());
        async move {
            let make = async {
                makers.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                page("a", "story 1").await
            };
            cache.get("/a", make).await.unwrap()
        }
    };
    let asked: Vec<_> = (0..20).map(|_| tokio::spawn(ask())).collect();
    for one in asked {
        assert_eq!(one.await.unwrap().body, "a");
    }
    assert_eq!(makers.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn no_page_is_found_while_it_is_unknown_what_happened() {
    let cache = PageCache::default();
    cache.get("/a", page("a", "story 1")).await.unwrap();
    cache.doubt();
    assert!(cache.fresh("/a").await.is_none() && cache.stale("/a").await.is_none());
    assert_eq!(cache.get("/a", page("b", "story 1")).await.unwrap().body, "b");
    cache.know();
    assert_eq!(cache.fresh("/a").await.unwrap().body, "a", "what was made meanwhile is not kept");
}

#[tokio::test]
async fn what_is_asked_for_twice_is_compressed_as_well_as_can_be() {
    let cache = PageCache::default();
    let html =
        (0..300).map(|number| format!("<p>Paragraph {number}, {}.</p>", number * number % 97)).collect::<String>();
    let made = cache.get("/a", page(&html, "story 1")).await.unwrap();
    let first = made.encoded(Encoding::Brotli).await;
    assert_eq!(made.at_hand(Encoding::Brotli), Some(first.clone()));
    let improving = tokio::spawn(improve(cache.clone()));
    assert!(cache.fresh("/a").await.is_some());
    while made.at_hand(Encoding::Brotli).unwrap().form == first.form {
        tokio::task::yield_now().await;
    }
    improving.abort();
    let best = made.encoded(Encoding::Brotli).await;
    assert!(best.bytes.len() < first.bytes.len() && best.form != first.form);
    let mut read = Vec::new();
    brotli::BrotliDecompress(&mut &best.bytes[..], &mut read).unwrap();
    assert_eq!(read, html.as_bytes());
}
