//! What every picture library must do.

use dateline_story::{Article, ArticleId, Figure, Focus, Picture, State, Timestamp, Tint, markup};

use super::accounts::entry;
use super::{article, change};
use crate::jobs::JobState;
use crate::library::{Added, NewPicture, PictureChange, PictureWords, RENDITIONS_JOB};
use crate::{Batch, Draft, Error, Saved, Store};

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

pub(super) fn picture(name: &str, digest: &str) -> Picture {
    Picture {
        name: name.into(),
        digest: digest.into(),
        width: 1600,
        height: 900,
        widths: vec![240, 800],
        tint: Some(Tint::nearest([0, 90, 200])),
        avif: false,
    }
}

fn words(alt: &str, credit: &str, caption: &str) -> PictureWords {
    PictureWords { alt: alt.into(), credit: credit.into(), caption: caption.into() }
}

fn new(name: &str, digest: &str, words: PictureWords) -> NewPicture {
    NewPicture {
        picture: picture(name, digest),
        words,
        mime: "image/jpeg".into(),
        bytes: 12_345,
        at: now(),
        by: "Ada".into(),
        user: Some(3),
    }
}

async fn names(store: &impl Store, query: &str) -> Vec<String> {
    let found = store.library(query, i64::MAX, 100).await.unwrap();
    found.into_iter().map(|found| found.picture.name).collect()
}

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    a_picture_comes_in_once_with_its_job(&open()).await;
    the_library_is_walked_and_searched(&open()).await;
    a_stale_change_is_refused(&open()).await;
    uses_follow_the_stories(&open()).await;
    what_stories_say_of_a_picture_fills_what_is_empty(&open()).await;
    what_is_ready_is_written_down_for_the_same_content_only(&open()).await;
    an_import_keeps_what_the_desk_wrote(&open()).await;
}

async fn a_picture_comes_in_once_with_its_job(store: &impl Store) {
    let Added::New(first) =
        store.add_picture(new("a.jpg", "0123456789", words("", "AP", "")), entry("picture-add", 0)).await.unwrap()
    else {
        panic!("it is new")
    };
    assert_eq!((first.version, first.focus, first.by.as_str()), (1, Focus::default(), "Ada"));
    assert_eq!(first.user, Some(3));
    assert_eq!((first.bytes, first.added, first.uses), (Some(12_345), Some(now()), 0));
    assert_eq!(store.library_picture("a.jpg").await.unwrap(), Some(first.clone()));
    assert_eq!(store.pictures(&["a.jpg".into()]).await.unwrap(), std::slice::from_ref(&first.picture));
    let job = store.job_about(RENDITIONS_JOB, "a.jpg", now()).await.unwrap().unwrap();
    assert_eq!(job.state, JobState::Waiting);
    // The same file by another name is the same picture; another file by the same name is another.
    let again =
        store.add_picture(new("b.jpg", "0123456789", words("", "", "")), entry("picture-add", 0)).await.unwrap();
    assert_eq!(again, Added::Known(first));
    let other =
        store.add_picture(new("a.jpg", "9876543210", words("", "", "")), entry("picture-add", 0)).await.unwrap();
    assert!(matches!(other, Added::New(other) if other.picture.name == "a-98765432.jpg"));
    let trail = store.audited(None, 9).await.unwrap();
    let subjects: Vec<_> = trail.iter().map(|line| line.subject.as_str()).collect();
    assert_eq!(subjects, ["picture a-98765432.jpg", "picture a.jpg"], "what came in, by the name that it got");
}

async fn the_library_is_walked_and_searched(store: &impl Store) {
    for number in 0..25 {
        let caption =
            if number % 2 == 0 { "Çiçek pazarı in Istanbul" } else { "اسلام آباد میں مذاکرات" };
        let new =
            new(&format!("market-{number}.jpg"), &format!("{number:010}"), words("A \"market\"", "Zoë/AP", caption));
        store.add_picture(new, entry("picture-add", 0)).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut before = i64::MAX;
    loop {
        let page = store.library("", before, 7).await.unwrap();
        let Some(last) = page.last() else { break };
        before = last.number;
        seen.extend(page.into_iter().map(|found| found.number));
    }
    assert!(seen.len() == 25 && seen.is_sorted_by(|a, b| a > b), "{seen:?}");
    for (query, expected) in [
        ("cicek", 13),
        ("istan pazar", 13),
        ("مذاکرات", 12),
        ("zoe", 25),
        ("market-7", 1),
        ("market-7.jpg", 1),
        ("\"market", 25),
        ("nowhere", 0),
        ("istanbul nowhere", 0),
        ("- \" *", 0),
        ("a OR b NOT (c", 0),
    ] {
        assert_eq!(names(store, query).await.len(), expected, "{query}");
    }
}

async fn a_stale_change_is_refused(store: &impl Store) {
    store.add_picture(new("a.jpg", "01", words("", "", "")), entry("picture-add", 0)).await.unwrap();
    let better = PictureChange::Words(words("A ferry.", "Ada", ""));
    assert_eq!(store.change_picture("a.jpg", 1, better.clone(), entry("picture-words", 1)).await.unwrap(), 2);
    let focus = PictureChange::Focus(Focus { x: 20, y: 80 });
    let error = store.change_picture("a.jpg", 1, focus.clone(), entry("picture-words", 1)).await.unwrap_err();
    assert!(matches!(error, Error::PictureChanged { from: 1, now: 2, .. }), "{error}");
    assert_eq!(store.change_picture("a.jpg", 2, focus, entry("picture-words", 1)).await.unwrap(), 3);
    let now = store.library_picture("a.jpg").await.unwrap().unwrap();
    assert_eq!((now.words.alt.as_str(), now.focus), ("A ferry.", Focus { x: 20, y: 80 }));
    assert_eq!(names(store, "ferry").await, ["a.jpg"]);
    let error = store.change_picture("b.jpg", 1, better, entry("picture-words", 1)).await.unwrap_err();
    assert!(matches!(error, Error::NoSuchPicture(name) if name == "b.jpg"));
    let trail = store.audited(None, 9).await.unwrap();
    assert_eq!(trail.iter().filter(|line| line.what == "picture-words").count(), 2, "what was refused is no change");
}

async fn uses_follow_the_stories(store: &impl Store) {
    let lead = Figure { src: "lead.jpg".into(), ..Figure::default() };
    let body =
        "One.\n\n:::figure{src=\"in-body.jpg\" alt=\"A\"}\n:::\n\n:::figure{src=\"https://a.example/b.jpg\"}\n:::\n";
    let blocks = markup::parse(body).blocks;
    assert!(!dateline_story::block::figures(&blocks).is_empty(), "{blocks:?}");
    let story = Article { lead: Some(lead), body: blocks, state: State::Draft, ..article(1, 0) };
    store.write(Batch { changes: vec![change(story.clone(), 0)], ..Batch::default() }).await.unwrap();
    for name in ["lead.jpg", "in-body.jpg"] {
        let uses = store.picture_uses(name, ArticleId(i64::MAX), 9).await.unwrap();
        assert_eq!(uses.len(), 1, "{name}");
        assert_eq!((uses[0].article, uses[0].state.as_str()), (story.id, "draft"));
    }
    assert!(store.picture_uses("https://a.example/b.jpg", ArticleId(i64::MAX), 9).await.unwrap().is_empty());
    let without = Article { lead: None, ..story };
    store.write(Batch { changes: vec![change(without, 1)], ..Batch::default() }).await.unwrap();
    assert!(store.picture_uses("lead.jpg", ArticleId(i64::MAX), 9).await.unwrap().is_empty());
    // Found again from the stories themselves, it is the same.
    assert_eq!(store.find_picture_uses(ArticleId(i64::MIN), 9).await.unwrap(), Some(ArticleId(1)));
    assert_eq!(store.find_picture_uses(ArticleId(1), 9).await.unwrap(), None);
    let used = async |name: &str| store.picture_uses(name, ArticleId(i64::MAX), 9).await.unwrap().len();
    assert_eq!(used("in-body.jpg").await, 1);

    // A picture that is in a draft alone is used too, for as long as it is in it.
    let draft = store.draft(ArticleId(1)).await.unwrap().unwrap();
    let (from, body) = (draft.version, draft.body.clone());
    let drafted = "One.\n\n:::figure{src=\"drafted.jpg\" alt=\"A\"}\n:::\n".to_owned();
    let with = Draft { key: "one".into(), body: drafted, ..draft };
    assert_eq!(store.save_draft(with.clone(), from).await.unwrap(), Saved::Kept(from + 1));
    assert_eq!((used("drafted.jpg").await, used("in-body.jpg").await), (1, 1));
    store.find_picture_uses(ArticleId(i64::MIN), 9).await.unwrap();
    assert_eq!((used("drafted.jpg").await, used("in-body.jpg").await), (1, 1));
    store.save_draft(Draft { key: "two".into(), body, ..with }, from + 1).await.unwrap();
    assert_eq!((used("drafted.jpg").await, used("in-body.jpg").await), (0, 1));
}

async fn what_stories_say_of_a_picture_fills_what_is_empty(store: &impl Store) {
    store.add_picture(new("a.jpg", "01", words("", "Ada", "")), entry("picture-add", 0)).await.unwrap();
    let show = |alt: &str, credit: &str| {
        let lead = Figure { src: "a.jpg".into(), alt: alt.into(), credit: credit.into(), ..Figure::default() };
        Some(lead)
    };
    let first = Article { lead: show("A ferry.", "Reuters"), ..article(1, 0) };
    let second = Article { lead: show("Something else.", "AP"), ..article(2, 0) };
    let changes = vec![change(first, 0), change(second, 0)];
    store.write(Batch { changes, ..Batch::default() }).await.unwrap();
    let found = store.library_picture("a.jpg").await.unwrap().unwrap();
    assert_eq!((found.words, found.version), (words("A ferry.", "Ada", ""), 2));
    assert_eq!(names(store, "ferry").await, ["a.jpg"]);
}

async fn what_is_ready_is_written_down_for_the_same_content_only(store: &impl Store) {
    store.add_picture(new("lead.jpg", "01", words("", "", "")), entry("picture-add", 0)).await.unwrap();
    let done = Picture { widths: vec![240, 800, 1600], avif: true, ..picture("lead.jpg", "01") };
    store.complete_picture(&Picture { digest: "02".into(), ..done.clone() }).await.unwrap();
    assert!(!store.library_picture("lead.jpg").await.unwrap().unwrap().picture.avif);
    store.complete_picture(&done).await.unwrap();
    assert_eq!(store.library_picture("lead.jpg").await.unwrap().unwrap().picture, done);
}

async fn an_import_keeps_what_the_desk_wrote(store: &impl Store) {
    let bring = |picture: Picture| Batch { pictures: vec![picture], changes: vec![], ..Batch::default() };
    store.write(bring(picture("a.jpg", "01"))).await.unwrap();
    let job = store.take_job(now(), Timestamp::MAX, 3).await.unwrap().unwrap();
    assert_eq!((job.kind.as_str(), job.key.as_str()), (RENDITIONS_JOB, "a.jpg"));
    store
        .change_picture("a.jpg", 1, PictureChange::Words(words("A ferry.", "", "")), entry("picture-words", 1))
        .await
        .unwrap();
    let done = Picture { widths: vec![240, 800, 1200], avif: true, ..picture("a.jpg", "01") };
    store.complete_picture(&done).await.unwrap();
    store.finish_job(&job).await.unwrap();
    store.write(bring(picture("a.jpg", "01"))).await.unwrap();
    let kept = store.library_picture("a.jpg").await.unwrap().unwrap();
    assert_eq!((kept.picture, kept.words.alt.as_str()), (done, "A ferry."));
    store.write(bring(picture("a.jpg", "02"))).await.unwrap();
    let other = store.library_picture("a.jpg").await.unwrap().unwrap();
    assert_eq!((other.picture.avif, other.picture.widths.len(), other.words.alt.as_str()), (false, 2, "A ferry."));
}
