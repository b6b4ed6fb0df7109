//! What every store must do. Each function takes an empty store and panics where it falls short.
//!
//! Always compiled, though only tests and benchmarks call it: as a feature it would have the tests compile the store and all that
//! depends on it, the server among it, once more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod catalogue;
mod changes;
mod jobs;
mod library;
mod outside;
mod panels;

use dateline_story::{
    Article, ArticleId, Author, Byline, Kind, Language, Picture, Slug, State, Timestamp, Tint, Topic, markup,
};

use self::accounts::entry;
use crate::{Batch, Change, Cursor, Draft, Entry, Error, Filter, List, Presence, Saved, Share, Store};

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
        description: Some("What happened, for machines.".into()),
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
        text_only: false,
        closes_draft: false,
        filed_by: None,
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
    nobodys_draft_is_overwritten(&open()).await;
    who_is_here_is_known_until_they_leave(&open()).await;
    the_desk_finds_stories_in_every_state(&open()).await;
    people_and_topics_are_found_as_one_types(&open()).await;
    shared_previews_end_and_are_taken_back(&open()).await;
    accounts::run(&mut open).await;
    catalogue::run(&mut open).await;
    changes::run(&mut open).await;
    jobs::run(&mut open).await;
    library::run(&mut open).await;
    outside::run(&mut open).await;
    panels::run(&mut open).await;
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
    assert_eq!((&revisions[1].article, revisions[1].act.as_str()), (&first, "publish"));

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
        channel: None,
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
        trail: Vec::new(),
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

fn draft(article: Article, body: &str, key: &str) -> Draft {
    Draft {
        version: 0,
        open: true,
        revision: 0,
        at: Timestamp::from_second(1_735_700_000).unwrap(),
        by: "Ayesha".into(),
        key: key.into(),
        head: Article { body: Vec::new(), ..article },
        body: body.into(),
    }
}

async fn nobodys_draft_is_overwritten(store: &impl Store) {
    let story = article(1, 0);
    store.write(batch(vec![change(story.clone(), 0)])).await.unwrap();
    let begun = store.draft(story.id).await.unwrap().unwrap();
    assert_eq!((begun.version, begun.open, begun.body.starts_with("One.")), (0, false, true));
    assert_eq!(store.draft(ArticleId(9)).await.unwrap(), None);
    let missing = store.save_draft(draft(article(9, 0), "", "a1"), 0).await;
    assert!(matches!(missing, Err(Error::NoSuchStory(ArticleId(9)))), "{missing:?}");

    let renamed = Article { headline: "Renamed".into(), ..story.clone() };
    assert_eq!(store.save_draft(draft(renamed.clone(), "Typed  ", "a1"), 0).await.unwrap(), Saved::Kept(1));
    // One's own slow save, sent again, is no conflict.
    assert_eq!(store.save_draft(draft(renamed.clone(), "Typed  ", "a1"), 0).await.unwrap(), Saved::Kept(1));
    let Saved::Moved(theirs) = store.save_draft(draft(story.clone(), "Other", "b1"), 0).await.unwrap() else {
        panic!("overwritten")
    };
    assert_eq!((theirs.version, theirs.body.as_str(), theirs.by.as_str()), (1, "Typed  ", "Ayesha"));
    assert_eq!(theirs.head.headline, "Renamed");
    // Readers go on reading the story as it was, and the desk's list finds it by its new words.
    assert_eq!(store.article(story.id).await.unwrap().unwrap().0.headline, "Story 1");
    let found = |words: &str| Filter { words: vec![words.into()], ..Filter::default() };
    let lines = store.lines(&found("renam"), None, 5).await.unwrap().lines;
    assert_eq!((lines.len(), lines[0].story.headline.as_str(), lines[0].unpublished_text), (1, "Renamed", true));

    // Published with the draft's words: the draft is closed, and its version never goes back.
    let published = Change { closes_draft: true, ..change(renamed, 1) };
    store.write(batch(vec![published])).await.unwrap();
    let closed = store.draft(story.id).await.unwrap().unwrap();
    assert_eq!((closed.version, closed.open), (2, false));
    let late = store.save_draft(draft(story.clone(), "Late", "a2"), 1).await.unwrap();
    assert!(matches!(late, Saved::Moved(now) if now.version == 2));
}

async fn who_is_here_is_known_until_they_leave(store: &impl Store) {
    store.write(batch(vec![change(article(1, 0), 0)])).await.unwrap();
    let at = |second: i64| Timestamp::from_second(second).unwrap();
    let who = |tab: &str, second: i64| Presence { tab: tab.into(), by: format!("Editor {tab}"), at: at(second) };
    let id = ArticleId(1);
    store.present(id, who("a", 100), false, at(90)).await.unwrap();
    let both = store.present(id, who("b", 101), false, at(90)).await.unwrap();
    assert_eq!(both, [who("a", 100), who("b", 101)]);
    assert_eq!(store.present(id, who("b", 120), false, at(110)).await.unwrap(), [who("b", 120)]);
    assert_eq!(store.present(id, who("b", 121), true, at(110)).await.unwrap(), []);
}

async fn the_desk_finds_stories_in_every_state(store: &impl Store) {
    let mut changes: Vec<Change> = (1..=30)
        .map(|number| {
            let state = if number % 3 == 0 { State::Draft } else { State::Published };
            let story = Article { state, ..article(number, 0) };
            let at = Timestamp::from_second(1_735_689_600 + number / 4).unwrap();
            let filed_by = Some(if number % 2 == 0 { "7" } else { "8" }.to_owned());
            Change { at, filed_by, ..change(story, 0) }
        })
        .collect();
    changes[4].article.headline = "“Çelik” and \"steel\" OR rust".into();
    store.write(batch(changes)).await.unwrap();
    let walk = async |filter: Filter| {
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = store.lines(&filter, before, 4).await.unwrap();
            seen.extend(page.lines.iter().map(|line| line.story.id.0));
            let Some(older) = page.older else { return seen };
            before = Some(older);
        }
    };
    let all = walk(Filter::default()).await;
    assert_eq!(all.len(), 30);
    assert!(all.is_sorted_by(|a, b| a > b), "{all:?}");
    assert_eq!(walk(Filter { state: Some("draft".into()), ..Filter::default() }).await.len(), 10);
    let mine = Filter { filed_by: Some("7".into()), state: Some("draft".into()), ..Filter::default() };
    assert_eq!(walk(mine).await, [30, 24, 18, 12, 6]);
    let world = Filter { section: Some(Slug::new("world").unwrap()), ..Filter::default() };
    assert_eq!(walk(world).await.len(), 15);
    for words in [vec!["celik"], vec!["steel", "rus"], vec!["\"steel\"", "a-rep"]] {
        let words = words.into_iter().map(str::to_owned).collect();
        assert_eq!(walk(Filter { words, ..Filter::default() }).await, [5]);
    }
    assert_eq!(store.filed_by(ArticleId(3)).await.unwrap().as_deref(), Some("8"));
    let scheduled = State::Scheduled(Timestamp::from_second(1_800_000_000).unwrap());
    store.write(batch(vec![change(Article { state: scheduled, ..article(3, 0) }, 1)])).await.unwrap();
    assert!(store.due(Timestamp::from_second(1_799_999_999).unwrap(), None, 9).await.unwrap().is_empty());
    let due = store.due(Timestamp::from_second(1_800_000_000).unwrap(), None, 9).await.unwrap();
    assert_eq!(due.iter().map(|due| (due.article.0, due.revision)).collect::<Vec<_>>(), [(3, 2)]);
    assert!(store.due(Timestamp::from_second(1_900_000_000).unwrap(), Some(due[0]), 9).await.unwrap().is_empty());
}

async fn people_and_topics_are_found_as_one_types(store: &impl Store) {
    let slug = |text: &str| Slug::new(text).unwrap();
    let author = Author {
        slug: slug("b-c"),
        name: "Bilge Çelik".into(),
        role: String::new(),
        bio: String::new(),
        channel: None,
    };
    let topics = [("defence-industry", "Defence industry"), ("rates", "50% rates")]
        .map(|(topic, name)| Topic { slug: slug(topic), name: name.into() });
    let all = Batch { authors: vec![author.clone()], topics: topics.to_vec(), ..Batch::default() };
    store.write(all).await.unwrap();
    assert_eq!(store.authors_like("bil", 5).await.unwrap(), std::slice::from_ref(&author));
    assert_eq!(store.authors_like("ilge", 5).await.unwrap(), []);
    assert_eq!(store.topics_like("indus", 5).await.unwrap(), std::slice::from_ref(&topics[0]));
    assert_eq!(store.topics_like("50%", 5).await.unwrap(), std::slice::from_ref(&topics[1]));
    assert_eq!(store.topics_like("%", 5).await.unwrap(), []);
}

async fn shared_previews_end_and_are_taken_back(store: &impl Store) {
    store.write(batch(vec![change(article(1, 0), 0)])).await.unwrap();
    let at = |second: i64| Timestamp::from_second(second).unwrap();
    let back = |second: i64| Entry { at: at(second), ..entry("share-back", 0) };
    let id = ArticleId(1);
    let made = Share {
        id: 0,
        digest: "d1".into(),
        article: id,
        by: "Ayesha".into(),
        at: at(100),
        expires: at(200),
        revoked: None,
    };
    assert_eq!(store.share_key([7; 32]).await.unwrap(), [7; 32]);
    assert_eq!(store.share_key([8; 32]).await.unwrap(), [7; 32], "made once");
    let number = store.add_share(made.clone(), entry("share", 0)).await.unwrap();
    assert_eq!(store.share("d1").await.unwrap(), Some(Share { id: number, ..made.clone() }));
    assert_eq!(store.share("d2").await.unwrap(), None);
    assert!(!store.revoke_share(ArticleId(2), number, back(150)).await.unwrap());
    assert!(store.revoke_share(id, number, back(150)).await.unwrap());
    assert!(!store.revoke_share(id, number, back(151)).await.unwrap());
    assert_eq!(store.shares(id, 9).await.unwrap(), [Share { id: number, revoked: Some(at(150)), ..made }]);
    let trail = store.audited(None, 9).await.unwrap();
    assert_eq!(trail.iter().map(|line| line.what.as_str()).collect::<Vec<_>>(), ["share-back", "share"]);
}
