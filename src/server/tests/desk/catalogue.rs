//! The site's name, sections, people, topics and redirects, edited at the desk and seen by readers.

use axum::http::{StatusCode, header};
use dateline_media::Media;
use dateline_server::app::App;
use dateline_server::config;
use dateline_store::{Accounts, Batch, Change, Store};
use dateline_story::{Article, Author, Block, Role};

use crate::browser::{Browser, location};
use crate::rig::{Rig, now, story};

const SITE: [(&str, &str); 5] = [
    ("name", "The Renamed"),
    ("tagline", "What happened."),
    ("channel-name", "News first"),
    ("channel-url", "https://whatsapp.com/channel/9"),
    ("version", "0"),
];

/// The form of the rig's two sections.
const SECTIONS: [(&str, &str); 7] = [
    ("0-slug", "pakistan"),
    ("0-name-en", "Pakistan"),
    ("0-name-ur", "پاکستان"),
    ("1-slug", "world"),
    ("1-name-en", "World"),
    ("1-channel-url", "https://whatsapp.com/channel/world"),
    ("version", "0"),
];

fn and<'a>(form: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

#[tokio::test]
async fn what_the_desk_saves_readers_see_and_every_server_agrees() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let other = App {
        now: crate::rig::now,
        ..App::new(
            rig.store.clone(),
            config::read(None, &[], &["time_zone=Asia/Karachi".into()], "https://news.example").unwrap(),
            Media::folder(&rig.folder.path().join("media")).unwrap(),
        )
    };
    assert!(!rig.page("/about").await.contains("The Renamed"));
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    assert!(editor.page("/desk/catalogue").await.contains("This is what the configuration"));
    assert_eq!(location(&editor.post("/desk/catalogue", &SITE).await), "/desk/catalogue?done=catalogue");
    let page = rig.page("/").await;
    assert!(page.contains("The Renamed") && page.contains("https://whatsapp.com/channel/9"), "{page}");
    let cookie = editor.cookie.clone();
    let second = Rig { app: other, ..rig };
    assert!(second.page("/about").await.contains("The Renamed"), "a server that did not write it");
    let mut editor = Browser { rig: &second, cookie };
    let shown = editor.page("/desk/catalogue").await;
    assert!(shown.contains("value=\"The Renamed\"") && !shown.contains("This is what the configuration"), "{shown}");
}

#[tokio::test]
async fn a_stale_form_overwrites_nothing_and_loses_nothing() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    location(&editor.post("/desk/catalogue", &SITE).await);
    let late = editor.post("/desk/catalogue", &and(&SITE, &[("name", "Too tardy")])).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = late.text();
    assert!(
        shown.contains("Somebody else has saved this meanwhile") && shown.contains("value=\"Too tardy\""),
        "{shown}"
    );
    assert!(shown.contains("name=\"version\" value=\"1\""), "saving again is meant");
    assert!(!rig.page("/about").await.contains("Too tardy"));

    location(&editor.post("/desk/catalogue", &and(&SITE, &[("name", "Second"), ("version", "1")])).await);
    let history = editor.page("/desk/catalogue/history?kind=site&key=").await;
    assert!(history.contains("Second") && history.contains("Restore revision 1"), "{history}");
    let restore = [("kind", "site"), ("key", ""), ("number", "1"), ("version", "2")];
    location(&editor.post("/desk/catalogue/history", &restore).await);
    assert!(rig.page("/about").await.contains("The Renamed"));
    assert_eq!(editor.post("/desk/catalogue/history", &restore).await.status, StatusCode::CONFLICT);
    let missing = [("kind", "site"), ("key", ""), ("number", "77"), ("version", "3")];
    assert_eq!(editor.post("/desk/catalogue/history", &missing).await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.get("/desk/catalogue/history?kind=menu").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn sections_are_named_ordered_added_and_removed_where_unused() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let added = and(&SECTIONS, &[("new-name-en", "Science & space"), ("do", "up-1")]);
    location(&editor.post("/desk/catalogue/sections", &added).await);
    let page = rig.page("/").await;
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing: {page}"));
    assert!(place("href=\"/world\"") < place("href=\"/pakistan\""));
    assert!(place("href=\"/pakistan\"") < place("href=\"/science-space\""));

    let three = [
        ("0-slug", "world"),
        ("0-name-en", "The world"),
        ("1-slug", "pakistan"),
        ("1-name-en", "Pakistan"),
        ("2-slug", "science-space"),
        ("2-name-en", "Science"),
        ("version", "1"),
    ];
    let used = editor.post("/desk/catalogue/sections", &and(&three, &[("do", "remove-0")])).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(used.text().contains("World has stories"), "{}", used.text());
    assert!(used.text().contains("value=\"The world\""), "what was typed stays");
    location(&editor.post("/desk/catalogue/sections", &and(&three, &[("do", "remove-2")])).await);
    let page = rig.page("/").await;
    assert!(page.contains("The world") && !page.contains("/science-space"), "{page}");
    // Leaving a section out of a form by hand is the same.
    let forged = [("0-slug", "pakistan"), ("0-name-en", "Pakistan"), ("version", "2")];
    let forged = editor.post("/desk/catalogue/sections", &forged).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);

    let cases = [
        (&[("new-name-en", "About")][..], "a page of its own at /about"),
        (&[("new-name-en", "Urdu"), ("new-slug", "ur")], "a page of its own at /ur"),
        (&[("new-name-en", "World again"), ("new-slug", "world")], "a section at /world already"),
        (&[("new-name-en", "X"), ("new-slug", "Bad Slug")], "No address can be made"),
        (&[("new-slug", "x")], "This may not be empty."),
        (&[("0-name-en", "")], "This may not be empty."),
        (&[("1-channel-url", "ftp://x")], "That is no web address."),
        (&[("1-channel-url", ""), ("1-channel-name", "W")], "a name but no address"),
    ];
    for (more, expected) in cases {
        let answer = editor.post("/desk/catalogue/sections", &and(&SECTIONS, more)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
        assert!(answer.text().contains(expected), "{more:?}: {}", answer.text());
    }
}

#[tokio::test]
async fn an_authors_channel_is_on_their_page_and_in_their_stories() {
    let rig = Rig::new();
    let mut article = story(1, "world", 1);
    article.body.push(Block::Channel { content: Vec::new() });
    let path = article.path();
    rig.publish(vec![article]).await;
    let before = rig.page(&path).await;
    let call_out =
        |page: &str| page.split("class=\"channel\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned();
    assert!(call_out(&before).contains("https://whatsapp.com/channel/1\""));
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let author = "/desk/catalogue/authors/a-reporter";
    assert!(editor.page("/desk/catalogue/authors?q=ada").await.contains("Ada Reporter"));
    assert!(editor.page(author).await.contains("value=\"Correspondent\""));
    let form = [
        ("name", "Ada R. Porter"),
        ("role", "Editor"),
        ("bio", "Edits."),
        ("channel-url", "https://whatsapp.com/channel/ada"),
        ("version", "0"),
    ];
    location(&editor.post(author, &form).await);
    let page = rig.page(&path).await;
    assert!(page.contains("Ada R. Porter") && call_out(&page).contains("https://whatsapp.com/channel/ada\""), "{page}");
    assert!(rig.page("/author/a-reporter").await.contains("https://whatsapp.com/channel/ada"));
    assert_eq!(editor.get("/desk/catalogue/authors/nobody").await.status, StatusCode::NOT_FOUND);

    assert!(
        editor.post("/desk/catalogue/authors", &[("name", "A Reporter")]).await.text().contains("in the list already")
    );
    let added = editor.post("/desk/catalogue/authors", &[("name", "نئی مصنفہ")]).await;
    let place = location(&added).to_owned();
    assert!(editor.page(&place).await.contains("نئی مصنفہ"));
    location(&editor.post("/desk/catalogue/topics/trade", &[("name", "World trade"), ("version", "0")]).await);
    assert!(rig.page("/topic/trade").await.contains("World trade"));
    let added = editor.post("/desk/catalogue/topics", &[("name", "Space flight")]).await;
    assert_eq!(location(&added), "/desk/catalogue/topics/space-flight?done=catalogue");
}

#[tokio::test]
async fn a_topic_is_removed_once_no_story_carries_it_and_can_come_back() {
    let rig = Rig::new();
    let slug = dateline_story::Slug::new("tolls").unwrap();
    let ids = rig.publish(vec![Article { topics: vec![slug], ..story(1, "world", 1) }]).await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    location(&editor.post("/desk/catalogue/topics", &[("name", "Tolls")]).await);
    let used = editor.post("/desk/catalogue/topics/tolls/remove", &[("version", "1")]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(used.text().contains("One story carries this"), "{}", used.text());
    assert_eq!(rig.get("/topic/tolls").await.status, StatusCode::OK);

    let (article, from_revision) = rig.store.article(ids[0]).await.unwrap().unwrap();
    let bare = Change {
        article: Article { topics: Vec::new(), ..article },
        from_revision,
        at: now(),
        by: "Ada".into(),
        act: "update".into(),
        note: String::new(),
        public: true,
        redirects: Vec::new(),
        source: None,
        text_only: false,
        closes_draft: false,
        filed_by: None,
    };
    rig.store.write(Batch { changes: vec![bare], ..Batch::default() }).await.unwrap();
    let stale = editor.post("/desk/catalogue/topics/tolls/remove", &[("version", "7")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let gone = editor.post("/desk/catalogue/topics/tolls/remove", &[("version", "1")]).await;
    let history = editor.page(location(&gone)).await;
    assert!(history.contains("It is removed.") && history.contains("Restore revision 1"), "{history}");
    assert!(history.contains("<del"), "what was removed is shown as taken out: {history}");
    assert_eq!(rig.get("/topic/tolls").await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.get("/desk/catalogue/topics/tolls").await.status, StatusCode::NOT_FOUND);
    assert!(!editor.page("/desk/catalogue/topics").await.contains("topics/tolls\""));

    let restore = [("kind", "topic"), ("key", "tolls"), ("number", "1"), ("version", "2")];
    location(&editor.post("/desk/catalogue/history", &restore).await);
    assert!(editor.page("/desk/catalogue/topics").await.contains("topics/tolls\""));
    location(&editor.post("/desk/catalogue/topics/tolls/remove", &[("version", "3")]).await);
    location(&editor.post("/desk/catalogue/topics", &[("name", "Tolls")]).await);
    assert!(editor.page("/desk/catalogue/topics/tolls").await.contains("value=\"Tolls\""), "the name is free again");
}

#[tokio::test]
async fn an_author_of_an_import_is_removed_and_comes_back_as_they_were() {
    let rig = Rig::new();
    let gil = Author {
        slug: dateline_story::Slug::new("gil").unwrap(),
        name: "Gil Ben".into(),
        role: "Reporter".into(),
        bio: String::new(),
        channel: None,
    };
    rig.store.write(Batch { authors: vec![gil], ..Batch::default() }).await.unwrap();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    location(&editor.post("/desk/catalogue/authors/gil/remove", &[("version", "0")]).await);
    assert_eq!(editor.get("/desk/catalogue/authors/gil").await.status, StatusCode::NOT_FOUND);
    let restore = [("kind", "author"), ("key", "gil"), ("number", "1"), ("version", "2")];
    location(&editor.post("/desk/catalogue/history", &restore).await);
    let back = editor.page("/desk/catalogue/authors/gil").await;
    assert!(back.contains("value=\"Gil Ben\"") && back.contains("value=\"Reporter\""), "{back}");
    let mut reporter = Browser::of(&rig, "Rana", Role::Reporter).await;
    let refused = reporter.post("/desk/catalogue/authors/gil/remove", &[("version", "3")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_redirect_leads_in_one_step_and_never_in_a_circle() {
    let rig = Rig::new();
    let article = story(1, "world", 1);
    let path = article.path();
    rig.publish(vec![article]).await;
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let list = "/desk/catalogue/redirects";
    for (from, to) in [
        ("/old", "/world"),
        ("https://news.example/away?id=4", "https://elsewhere.example/a%20b?c=d"),
        ("/%D8%B1", "/topic/trade"),
    ] {
        assert_eq!(rig.get(from.trim_start_matches("https://news.example")).await.status, StatusCode::NOT_FOUND);
        location(&editor.post(list, &[("from", from), ("to", to)]).await);
    }
    for (from, to) in [
        ("/old", "/world"),
        ("/old/", "/world"),
        ("/away?id=4", "https://elsewhere.example/a%20b?c=d"),
        ("/%D8%B1", "/topic/trade"),
    ] {
        let answer = rig.get(from).await;
        assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, to), "{from}");
    }
    let cases = [
        ("/b", "/b", "would lead back to itself"),
        ("/b", "/old", "Let it lead to the end"),
        ("/topic/trade", "/world", "Let it lead to the end"),
        ("/old", "/pakistan", "leads to /world already"),
        (path.as_str(), "/pakistan", "There is a page at this address"),
        ("/world", "/pakistan", "There is a page at this address"),
        ("/", "/world", "no address on this site"),
        ("//evil.example", "/world", "no address on this site"),
        ("/desk/users", "/world", "of the desk cannot"),
        ("/b", "javascript:alert(1)", "This leads nowhere"),
        ("/b", "//evil.example", "This leads nowhere"),
        ("/b", "", "This leads nowhere"),
    ];
    for (from, to, expected) in cases {
        let answer = editor.post(list, &[("from", from), ("to", to)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} → {to}");
        assert!(answer.text().contains(expected), "{from} → {to}: {}", answer.text());
    }
    let remove = format!("{list}/remove");
    assert_eq!(editor.post(&remove, &[("from", "/old"), ("version", "7")]).await.status, StatusCode::CONFLICT);
    location(&editor.post(&remove, &[("from", "/old"), ("version", "1")]).await);
    assert_eq!(rig.get("/old").await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.post(&remove, &[("from", "/never"), ("version", "0")]).await.status, StatusCode::NOT_FOUND);
    location(&editor.post(list, &[("from", "/old"), ("to", "/pakistan")]).await);
}

#[tokio::test]
async fn a_reporter_changes_nothing_and_every_change_is_written_down() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Rex", Role::Reporter).await;
    let base = "/desk/catalogue";
    for path in ["", "/sections", "/authors", "/topics", "/redirects", "/history?kind=site"] {
        assert_eq!(reporter.get(&format!("{base}{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let forms: [(&str, &[(&str, &str)]); 8] = [
        ("", &SITE),
        ("/sections", &SECTIONS),
        ("/authors", &[("name", "X")]),
        ("/authors/a-reporter", &[("name", "X")]),
        ("/topics", &[("name", "X")]),
        ("/topics/trade", &[("name", "X")]),
        ("/redirects", &[("from", "/a"), ("to", "/b")]),
        ("/history", &[("kind", "site"), ("number", "1"), ("version", "1")]),
    ];
    for (path, form) in forms {
        assert_eq!(reporter.post(&format!("{base}{path}"), form).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    location(&editor.post(base, &SITE).await);
    let line = rig.store.audited(None, 1).await.unwrap().remove(0);
    assert_eq!((line.who.as_str(), line.what.as_str(), line.subject.as_str()), ("Ada", "catalogue-site", "site"));
}
