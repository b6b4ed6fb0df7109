use tokio::sync::oneshot;

use super::*;

const BROTLI: Liked = Liked { brotli: true, zstd: false, gzip: false };

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
    cache.get("/a", BROTLI, page("a", "story 1")).await.unwrap();
    cache.touch(touched("story 2"), Change::Changed).await;
    cache.touch(touched("story 2"), Change::Removed).await;
    assert_eq!(cache.get("/a", BROTLI, never()).await.unwrap().made.body, "a");
    cache.touch(touched("story 1"), Change::Changed).await;
    assert!(cache.fresh("/a", BROTLI).await.is_none() && cache.stale("/a").await.is_some());
    assert_eq!(cache.get("/a", BROTLI, async { Err::<_, ()>(()) }).await.unwrap_err(), Arc::new(()));
    assert_eq!(
        cache.get("/a", BROTLI, page("b", "story 1")).await.unwrap().made.body,
        "b",
        "after a failure the next tries"
    );
    assert_eq!(cache.fresh("/a", BROTLI).await.unwrap().body, "b");
}

#[tokio::test]
async fn while_a_page_is_made_again_others_have_the_last_good_one_unless_something_was_removed() {
    let cache = PageCache::default();
    cache.get("/a", BROTLI, page("old", "story 1")).await.unwrap();
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
            cache.get("/a", BROTLI, make).await.unwrap().made.body.clone()
        }
    });
    begun.await.unwrap();
    let meanwhile = cache.get("/a", BROTLI, never()).await.unwrap();
    assert!(meanwhile.made.body == "old" && meanwhile.how == How::Earlier);
    // Who asks after a removal waits for no page that was begun before it, and that one is not kept.
    cache.touch(touched("story 1"), Change::Removed).await;
    assert!(cache.stale("/a").await.is_none());
    assert_eq!(cache.get("/a", BROTLI, page("newer", "story 1")).await.unwrap().made.body, "newer");
    made.send(()).unwrap();
    assert_eq!(first.await.unwrap(), "new");
    assert_eq!(cache.fresh("/a", BROTLI).await.unwrap().body, "newer");
}

#[tokio::test]
async fn a_page_during_whose_making_its_parts_changed_is_not_kept() {
    let cache = PageCache::default();
    let made = cache.get("/a", BROTLI, async {
        cache.touch(touched("story 1"), Change::Changed).await;
        page("a", "story 1").await
    });
    assert!(!made.await.unwrap().is_current(), "nobody is to keep it either");
    assert!(cache.stale("/a").await.is_none());
    let made = cache.get("/a", BROTLI, async {
        cache.touch(touched("story 2"), Change::Changed).await;
        page("a", "story 1").await
    });
    assert!(made.await.unwrap().is_current());
    assert!(cache.fresh("/a", BROTLI).await.is_some());
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
            cache.get("/a", BROTLI, make).await.unwrap().made
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
    cache.get("/a", BROTLI, page("a", "story 1")).await.unwrap();
    cache.doubt();
    assert!(cache.fresh("/a", BROTLI).await.is_none() && cache.stale("/a").await.is_none());
    assert_eq!(cache.get("/a", BROTLI, page("b", "story 1")).await.unwrap().made.body, "b");
    cache.know();
    assert_eq!(cache.fresh("/a", BROTLI).await.unwrap().body, "a", "what was made meanwhile is not kept");
}

fn long_page() -> String {
    (0..300).map(|number| format!("<p>Paragraph {number}, {}.</p>", number * number % 97)).collect()
}

/// Waits until a page is kept in a better form than its first, and gives that.
async fn improved(cache: &PageCache, made: &Made, liked: Liked) -> Encoded {
    let first = made.encoded(liked).await;
    assert_eq!(made.at_hand(liked), Some(first.clone()));
    let improving = tokio::spawn(improve(cache.clone()));
    assert!(cache.fresh("/a", liked).await.is_some());
    while made.at_hand(liked).unwrap().form == first.form || cache.improver.waiting() > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    improving.abort();
    let _ = improving.await;
    let best = made.encoded(liked).await;
    assert!(best.bytes.len() < first.bytes.len() && best.form != first.form);
    best
}

#[tokio::test]
async fn what_is_asked_for_twice_is_compressed_as_well_as_can_be() {
    let html = long_page();
    let cache = PageCache::default();
    let made = cache.get("/a", BROTLI, page(&html, "story 1")).await.unwrap().made;
    let best = improved(&cache, &made, BROTLI).await;
    let mut read = Vec::new();
    brotli::BrotliDecompress(&mut &best.bytes[..], &mut read).unwrap();
    assert_eq!((best.form, read), (Form::BestBrotli, html.clone().into_bytes()));

    let zstd = Liked { zstd: true, brotli: false, gzip: true };
    let cache = PageCache::default();
    let made = cache.get("/a", zstd, page(&html, "story 1")).await.unwrap().made;
    let first = made.encoded(zstd).await;
    assert_eq!((first.form, zstd::decode_all(&first.bytes[..]).unwrap()), (Form::QuickZstd, html.clone().into_bytes()));
    let best = improved(&cache, &made, zstd).await;
    assert_eq!((best.form, zstd::decode_all(&best.bytes[..]).unwrap()), (Form::BestZstd, html.into_bytes()));
}

#[test]
fn every_form_is_another_and_fits_its_coding() {
    let made = Made::new("page".into(), None);
    for (one, form) in Form::ALL.iter().enumerate() {
        assert_eq!(*form as usize, one);
        assert!(Form::ALL[..one].iter().all(|other| other.mark() != form.mark()));
    }
    assert_eq!(made.at_hand(Liked::default()).unwrap().form, Form::Plain);
    assert!(made.at_hand(Liked::ALL).is_none());
}

#[tokio::test]
async fn best_forms_outlive_the_program_and_what_is_removed_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let cache = PageCache::default();
        let followed = cache.keep_in(folder.path()).unwrap();
        cache.followed((4, 2));
        (cache, followed)
    };
    // As whoever makes a page does, before it is compressed.
    let make = async |cache: &PageCache| {
        let (made, reads) = page(&long_page(), "story 1").await?;
        cache.take_best(&made);
        Ok::<_, ()>((made, reads))
    };
    let (cache, followed) = start();
    assert_eq!(followed, None);
    let made = cache.get("/a", BROTLI, make(&cache)).await.unwrap().made;
    let best = improved(&cache, &made, BROTLI).await;
    let on_disk = || std::fs::read_dir(folder.path()).unwrap().count();
    while on_disk() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }

    let (cache, followed) = start();
    assert_eq!(followed, Some((4, 2)));
    let made = cache.get("/a", BROTLI, make(&cache)).await.unwrap().made;
    assert_eq!(made.at_hand(BROTLI), Some(best), "the same bytes are not compressed again");
    cache.touch(touched("story 1"), Change::Changed).await;
    assert_eq!(on_disk(), 2);
    cache.touch(touched("story 1"), Change::Removed).await;
    assert_eq!(on_disk(), 1);
    let made = cache.get("/a", BROTLI, make(&cache)).await.unwrap().made;
    assert!(made.at_hand(BROTLI).is_none());
}

#[tokio::test]
async fn a_page_that_is_made_again_and_is_the_same_has_not_changed() {
    let cache = PageCache::default();
    let dated = async |text: &str, tag: &str, date: &str| {
        let mut made = Made::new(text.to_owned(), None);
        (made.tag, made.modified) = (tag.to_owned(), Some(date.to_owned()));
        Ok::<_, ()>((made, reads("story 1")))
    };
    cache.get("/a", BROTLI, dated("a", "a~1", "Monday")).await.unwrap();
    for (text, tag, date) in [("a", "a~1", "Monday"), ("b", "b~3", "Wednesday")] {
        cache.touch(touched("story 1"), Change::Changed).await;
        let again = if text == "a" { dated("a", "a~2", "Tuesday") } else { dated("b", "b~3", "Wednesday") };
        let made = cache.get("/a", BROTLI, again).await.unwrap().made;
        assert_eq!((made.tag.as_str(), made.modified.as_deref()), (tag, Some(date)));
    }
}
