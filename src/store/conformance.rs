//! What every store must do. Each function takes an empty store and panics where it falls short.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod jobs;
mod library;

use dateline_story::{
    Article, ArticleId, Author, Byline, Kind, Language, Picture, Slug, State, Timestamp, Tint, Topic, markup,
};

use crate::{Batch, Change, Cursor, Error, List, Store};

/// A story that was published `minute` minutes after the start of 2025.
pub fn article(number: i64, minute: i64) -> Article {
    let slug = |text: &str| Slug::new(text).unwrap();
    Article {
        id: ArticleId(number),
        language: Language::english(),
        kind: Kind::News,
        section: slug(if number % 2 == 0 { "world" } else { "pakistan" }),
        slug: slug(&format!("story-{number}")),
        topics: vec![slug("trade"), slug("defence")],
        headline: format!("Story {number}"),
        short_headline: None,
        standfirst: Some("What happened.".into()),
        bylines: vec![Byline { author: slug("a-reporter"), role: None }],
        dateline: Some("ISLAMABAD".into()),
        credits: Vec::new(),
        lead: None,
        body: markup::parse("One.\n\n## Two\n\n- *three*\n").blocks,
        first_published: Some(Timestamp::from_second(1_735_689_600 + minute * 60).unwrap()),
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        related: Vec::new(),
        state: State::Published,
    }
}

/// A change that writes `article`.
pub fn change(article: Article, from_revision: u32) -> Change {
    Change {
        article,
        from_revision,
        at: Timestamp::from_second(1_735_689_600).unwrap(),
        by: "tester".into(),
        act: "publish".into(),
        note: String::new(),
        public: true,
        redirects: Vec::new(),
        source: None,
    }
}

fn batch(changes: Vec<Change>) -> Batch {
    Batch { changes, ..Batch::default() }
}

/// Runs every check, each on an empty store that `open` gives.
pub async fn run<S: Store>(mut open: impl FnMut() -> S) {
    what_is_written_is_read(&open()).await;
    a_batch_is_written_whole_or_not_at_all(&open()).await;
    lists_are_walked_without_gaps_or_repeats(&open()).await;
    only_published_stories_are_listed(&open()).await;
    old_addresses_lead_to_new_ones(&open()).await;
    people_topics_and_pictures_are_kept(&open()).await;
    accounts::run(&mut open).await;
    jobs::run(&mut open).await;
    library::run(&mut open).await;
}

async fn what_is_written_is_read(store: &impl Store) {
    let first = article(7, 0);
    let mut written = change(first.clone(), 0);
    written.source = Some(("wxr:7".into(), "digest".into()));
    store.write(batch(vec![written])).await.unwrap();
    assert_eq!(store.article(first.id).await.unwrap(), Some((first.clone(), 1)));
    assert_eq!(store.article_at(&first.section, &first.slug).await.unwrap(), Some(first.clone()));
    assert_eq!(store.article(ArticleId(8)).await.unwrap(), None);

    let second = Article { headline: "Better".into(), ..first.clone() };
    store.write(batch(vec![change(second.clone(), 1)])).await.unwrap();
    let revisions = store.revisions(first.id, u32::MAX, 10).await.unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.number).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(revisions[1].article, first);

    let events = store.events(0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| (event.id, event.revision)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
    assert_eq!(store.events(1, 10).await.unwrap().len(), 1);
    assert_eq!(store.last_event().await.unwrap(), 2);
    assert_eq!(store.source("wxr:7").await.unwrap().unwrap().article, first.id);
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
}

async fn a_batch_is_written_whole_or_not_at_all(store: &impl Store) {
    store.write(batch(vec![change(article(1, 0), 0)])).await.unwrap();
    let taken = Article { id: ArticleId(3), ..article(1, 0) };
    let error = store.write(batch(vec![change(article(2, 0), 0), change(taken, 0)])).await.unwrap_err();
    assert!(matches!(&error, Error::AddressTaken(path) if path == "/pakistan/story-1"), "{error}");
    assert_eq!(store.article(ArticleId(2)).await.unwrap(), None);
    let error = store.write(batch(vec![change(article(1, 0), 0)])).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { from: 0, now: 1, .. }), "{error}");
    assert_eq!(store.last_event().await.unwrap(), 1);
}

async fn lists_are_walked_without_gaps_or_repeats(store: &impl Store) {
    // Three stories a minute, so that the instant alone does not order them.
    let changes = (1..=50).map(|number| change(article(number, number / 3), 0)).collect();
    store.write(batch(changes)).await.unwrap();
    for (list, expected) in [
        (List::Latest, 50),
        (List::Language(Language::english()), 50),
        (List::Section(Slug::new("world").unwrap()), 25),
        (List::SectionIn(Slug::new("world").unwrap(), Language::english()), 25),
        (List::SectionIn(Slug::new("world").unwrap(), Language::new("ur").unwrap()), 0),
        (List::Topic(Slug::new("trade").unwrap()), 50),
        (List::Author(Slug::new("a-reporter").unwrap()), 50),
        (List::Topic(Slug::new("unknown").unwrap()), 0),
    ] {
        let mut seen: Vec<i64> = Vec::new();
        let mut before: Option<Cursor> = None;
        loop {
            let page = store.list(&list, before, 7).await.unwrap();
            seen.extend(page.stories.iter().map(|story| story.id.0));
            match page.older {
                Some(older) => before = Cursor::parse(&older.to_string()),
                None => break,
            }
        }
        assert_eq!(seen.len(), expected, "{list:?}");
        assert!(seen.is_sorted_by(|a, b| a > b), "{list:?}: {seen:?}");
    }
}

async fn only_published_stories_are_listed(store: &impl Store) {
    store.write(batch(vec![change(article(1, 0), 0), change(article(2, 1), 0)])).await.unwrap();
    let withdrawn = Article { state: State::Withdrawn, ..article(1, 0) };
    store.write(batch(vec![change(withdrawn, 1)])).await.unwrap();
    for list in [List::Latest, List::Topic(Slug::new("trade").unwrap()), List::Author(Slug::new("a-reporter").unwrap())]
    {
        let ids: Vec<_> =
            store.list(&list, None, 9).await.unwrap().stories.into_iter().map(|story| story.id.0).collect();
        assert_eq!(ids, [2], "{list:?}");
    }
    assert_eq!(store.summaries(&[ArticleId(1), ArticleId(2)]).await.unwrap().len(), 1);
    assert_eq!(store.counts().await.unwrap(), [("published".into(), 1), ("withdrawn".into(), 1)]);
    let scheduled = State::Scheduled(Timestamp::from_second(1_800_000_000).unwrap());
    store.write(batch(vec![change(Article { state: scheduled, ..article(2, 1) }, 1)])).await.unwrap();
    assert_eq!(store.article(ArticleId(2)).await.unwrap().unwrap().0.state, scheduled);
}

async fn old_addresses_lead_to_new_ones(store: &impl Store) {
    let mut imported = change(article(1, 0), 0);
    imported.redirects = vec!["/2012/03/old/".into(), "/?p=12".into()];
    store.write(batch(vec![imported])).await.unwrap();
    assert_eq!(store.redirect("/?p=12").await.unwrap().as_deref(), Some("/pakistan/story-1"));
    assert_eq!(store.old_addresses(ArticleId(1)).await.unwrap(), ["/2012/03/old/", "/?p=12"]);
    let moved = Article { slug: Slug::new("moved").unwrap(), ..article(1, 0) };
    store.write(batch(vec![change(moved, 1)])).await.unwrap();
    for old in ["/2012/03/old/", "/pakistan/story-1"] {
        assert_eq!(store.redirect(old).await.unwrap().as_deref(), Some("/pakistan/moved"), "{old}");
    }
    // Moved back: the address is its own again and leads nowhere else.
    store.write(batch(vec![change(article(1, 0), 2)])).await.unwrap();
    assert_eq!(store.redirect("/pakistan/story-1").await.unwrap(), None);
    assert_eq!(store.redirect("/pakistan/moved").await.unwrap().as_deref(), Some("/pakistan/story-1"));
}

async fn people_topics_and_pictures_are_kept(store: &impl Store) {
    let slug = |text: &str| Slug::new(text).unwrap();
    let author = Author {
        slug: slug("a-reporter"),
        name: "A Reporter".into(),
        role: "Correspondent".into(),
        bio: "Lives there.".into(),
    };
    let topic = Topic { slug: slug("trade"), name: "Trade".into() };
    let picture = Picture {
        name: "a.jpg".into(),
        digest: "0123".into(),
        width: 1600,
        height: 900,
        widths: vec![320, 640],
        tint: Some(Tint::nearest([200, 100, 0])),
        avif: false,
    };
    let all = Batch {
        authors: vec![author.clone()],
        topics: vec![topic.clone()],
        pictures: vec![picture.clone()],
        changes: vec![change(article(1, 0), 0)],
    };
    store.write(all).await.unwrap();
    // An import that knows only the name does not blank the rest.
    let bare = Author { role: String::new(), bio: String::new(), ..author.clone() };
    store.write(Batch { authors: vec![bare], ..Batch::default() }).await.unwrap();
    assert_eq!(store.authors(&[slug("a-reporter"), slug("nobody")]).await.unwrap(), [author]);
    assert_eq!(store.topics(&[slug("trade")]).await.unwrap(), std::slice::from_ref(&topic));
    assert_eq!(store.pictures(&["a.jpg".into(), "b.jpg".into()]).await.unwrap(), [picture]);
    assert_eq!(store.busiest_topics(&Language::english(), Timestamp::UNIX_EPOCH, 5).await.unwrap(), [(topic, 1)]);
    assert_eq!(store.sections().await.unwrap(), [(slug("pakistan"), 1)]);
}
