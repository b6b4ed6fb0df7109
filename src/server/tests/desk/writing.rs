//! Stories at the desk: written, handed in, scheduled, published, taken back; and everybody kept from what is not theirs.

use axum::http::{StatusCode, header};
use dateline_newsroom::scheduler;
use dateline_store::{Accounts, Drafts, Store};
use dateline_story::{ArticleId, Role, State, Timestamp};
use serde_json::{Value, json};

use crate::browser::{Browser, location};
use crate::rig::{Rig, now, story};

/// Begins a story by the button, and gives its number.
pub async fn begin(browser: &mut Browser<'_>) -> i64 {
    let answer = browser.post("/desk/stories", &[]).await;
    location(&answer).strip_prefix("/desk/story/").unwrap().parse().unwrap()
}

pub async fn ask(browser: &mut Browser<'_>, function: &str, asked: Value) -> (StatusCode, Value) {
    let answer = browser.post_json(&format!("/desk/api/story/{function}"), &asked.to_string()).await;
    let value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
    (answer.status, value)
}

/// The story as the editor opens it.
pub async fn open(browser: &mut Browser<'_>, id: i64) -> Value {
    let (status, opened) = ask(browser, "open", json!({ "id": id })).await;
    assert_eq!(status, StatusCode::OK, "{opened}");
    opened
}

/// Saves a text under a headline, and gives the version.
pub async fn save(browser: &mut Browser<'_>, id: i64, headline: &str, body: &str) -> u64 {
    let opened = open(browser, id).await;
    let mut head = opened["head"].clone();
    head["headline"] = json!(headline);
    let from = &opened["standing"]["version"];
    let save = json!({ "from": from, "key": format!("test-{from}"), "unsure": [], "head": head, "body": body });
    let (status, answer) = ask(browser, "save", json!({ "save": save })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer["Kept"]["version"].as_u64().unwrap_or_else(|| panic!("{answer}"))
}

pub fn act(id: i64, version: u64, act: &str, note: &str) -> Value {
    json!({ "asked": { "id": id, "version": version, "act": act, "at": null, "note": note, "silent": false } })
}

#[tokio::test]
async fn a_story_goes_from_a_reporter_to_readers() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Rep", Role::Reporter).await;
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut reporter).await;
    let version = save(&mut reporter, id, "Ferries at night", "They sail.\n").await;

    // What a reporter may not do is not offered, and refused all the same.
    let opened = open(&mut reporter, id).await;
    assert_eq!(opened["standing"]["may"], json!(["revise", "submit"]));
    for word in ["publish", "take-down"] {
        let (status, answer) = ask(&mut reporter, "act", act(id, version, word, "")).await;
        assert_eq!((status, answer), (StatusCode::FORBIDDEN, json!("Forbidden")), "{word}");
    }
    let trail = rig.store.audited(None, 2).await.unwrap();
    assert_eq!(trail.iter().map(|line| line.what.as_str()).collect::<Vec<_>>(), ["refused", "refused"]);
    let (status, _) = ask(&mut reporter, "act", act(id, version, "submit", "Please.")).await;
    assert_eq!(status, StatusCode::OK);

    let version = open(&mut editor, id).await["standing"]["version"].as_u64().unwrap();
    let (status, answer) = ask(&mut editor, "act", act(id, version, "send-back", " ")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.to_string().contains("empty-note"), "{answer}");
    let (status, answer) = ask(&mut editor, "act", act(id, version, "publish", "")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["standing"]["state"], "published");
    let line = rig.store.audited(None, 1).await.unwrap().remove(0);
    assert_eq!((line.who.as_str(), line.what.as_str(), line.subject), ("Eda", "publish", format!("story {id}")));
    let path = answer["head"]["slug"].as_str().unwrap();
    assert!(rig.page(&format!("/pakistan/{path}")).await.contains("They sail."));
}

#[tokio::test]
async fn other_peoples_stories_do_not_exist_for_reporters_and_nothing_for_visitors() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    let mut reporter = Browser::of(&rig, "Rep", Role::Reporter).await;
    for path in [format!("/desk/story/{id}"), format!("/desk/story/{id}/revisions"), format!("/desk/story/{id}/share")]
    {
        assert_eq!(reporter.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert!(location(&Browser::new(&rig).get(&path).await).starts_with("/desk/sign-in?to="), "{path}");
    }
    for (function, asked) in [
        ("open", json!({ "id": id })),
        ("act", act(id, 0, "submit", "")),
        ("presence", json!({ "id": id, "tab": "t", "gone": false })),
    ] {
        let answer = ask(&mut reporter, function, asked.clone()).await;
        assert_eq!(answer, (StatusCode::NOT_FOUND, json!("NoSuchStory")), "{function}");
        let visitor = ask(&mut Browser::new(&rig), function, asked).await;
        assert_eq!(visitor, (StatusCode::UNAUTHORIZED, json!("SignedOut")), "{function}");
    }
    assert!(!reporter.page("/desk").await.contains(&format!("/desk/story/{id}")));
    assert!(editor.page("/desk").await.contains(&format!("/desk/story/{id}")));
}

#[tokio::test]
async fn a_save_that_would_overwrite_is_answered_with_what_stands() {
    let rig = Rig::new();
    let mut ada = Browser::of(&rig, "Ada", Role::Editor).await;
    let mut eda = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut ada).await;
    let head = open(&mut ada, id).await["head"].clone();
    let save = |from: u64, key: &str, unsure: Value, body: &str| json!({ "save": { "from": from, "key": key, "unsure": unsure, "head": head, "body": body } });
    let kept = |answer: &Value| answer["Kept"]["version"].as_u64();
    let (_, first) = ask(&mut ada, "save", save(0, "a1", json!([]), "Ada's.\n")).await;
    assert_eq!(kept(&first), Some(1));
    let (_, again) = ask(&mut ada, "save", save(0, "a1", json!([]), "Ada's.\n")).await;
    assert_eq!(kept(&again), Some(1), "the same save sent twice is one");
    let (_, moved) = ask(&mut eda, "save", save(0, "e1", json!([]), "Eda's.\n")).await;
    assert_eq!((&moved["Moved"]["body"], &moved["Moved"]["by"]), (&json!("Ada's.\n"), &json!("Ada")));
    // A save of hers that arrived though its answer was lost is nobody else's.
    let (_, own) = ask(&mut ada, "save", save(0, "a2", json!(["a1"]), "Ada's second.\n")).await;
    assert_eq!(kept(&own), Some(2));
    assert_eq!(rig.store.draft(ArticleId(id)).await.unwrap().unwrap().body, "Ada's second.\n");
    // An act that was meant for an older text is not done.
    let answer = ask(&mut eda, "act", act(id, 1, "publish", "")).await;
    assert_eq!(answer, (StatusCode::CONFLICT, json!("Moved")));
}

#[tokio::test]
async fn a_schedule_is_kept_in_the_newsrooms_time_zone() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    let version = save(&mut editor, id, "Later", "Words.\n").await;
    let schedule = |at: &str| json!({ "asked": { "id": id, "version": version, "act": "schedule", "at": at, "note": "", "silent": false } });
    for (at, said) in [("2026-11-24T10:00", "past-schedule"), ("soon", "no-time")] {
        let (status, answer) = ask(&mut editor, "act", schedule(at)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
        assert!(answer.to_string().contains(said), "{answer}");
    }
    // Karachi is five hours ahead of UTC.
    let (status, answer) = ask(&mut editor, "act", schedule("2026-11-25T06:30")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let due: Timestamp = "2026-11-25T01:30:00Z".parse().unwrap();
    assert_eq!(rig.store.article(ArticleId(id)).await.unwrap().unwrap().0.state, State::Scheduled(due));
    assert!(answer["standing"]["scheduled"].as_str().unwrap().starts_with("2026-11-25 06:30"), "{answer}");
    let before = rig.page("/latest").await;
    assert!(!before.contains("Later"));
    let round = scheduler::round(&rig.newsroom, &*rig.store, due).await.unwrap();
    assert_eq!(round.published, [ArticleId(id)]);
    assert!(rig.page("/latest").await.contains("Later"));
}

#[tokio::test]
async fn a_takedown_is_gone_from_every_list_at_once() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "pakistan", 1), story(2, "pakistan", 2)]).await;
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let lists = ["/", "/latest", "/pakistan", "/topic/trade", "/author/a-reporter", "/pakistan/story-2"];
    for path in lists {
        assert!(rig.page(path).await.contains("Headline of story 1"), "{path}");
    }
    let id = ids[0].0;
    let (status, answer) = ask(&mut editor, "act", act(id, 0, "take-down", "Court order")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    for path in lists {
        assert!(!rig.page(path).await.contains("Headline of story 1"), "{path}");
    }
    assert_eq!(rig.get("/pakistan/story-1").await.status, StatusCode::GONE);
    // Only an owner brings it back, and then as a draft.
    let answer = ask(&mut editor, "act", act(id, 0, "restore", "")).await;
    assert_eq!(answer, (StatusCode::FORBIDDEN, json!("Forbidden")));
    let mut owner = Browser::of(&rig, "Ada", Role::Owner).await;
    let (status, answer) = ask(&mut owner, "act", act(id, 0, "restore", "")).await;
    assert_eq!((status, &answer["standing"]["state"]), (StatusCode::OK, &json!("draft")));
    assert_eq!(rig.get("/pakistan/story-1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_published_storys_new_text_waits_and_a_correction_is_public() {
    let rig = Rig::new();
    let id = rig.publish(vec![story(1, "pakistan", 1)]).await[0].0;
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let version = save(&mut editor, id, "Headline of story 1", "It was on Tuesday.\n").await;
    let (status, _) = ask(&mut editor, "act", act(id, version, "revise", "")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!rig.page("/pakistan/story-1").await.contains("on Tuesday"), "a saved revision is not public");
    let revisions = editor.page(&format!("/desk/story/{id}/revisions")).await;
    assert!(revisions.contains("<ins>") && revisions.contains("It was on Tuesday."), "{revisions}");

    let (status, answer) = ask(&mut editor, "act", act(id, version, "correct", "It was not Monday.")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let page = rig.page("/pakistan/story-1").await;
    assert!(page.contains("on Tuesday") && page.contains("It was not Monday."));

    // Restoring an earlier text makes a draft of it, and a stale form does nothing.
    let version = open(&mut editor, id).await["standing"]["version"].as_u64().unwrap();
    let restore = format!("/desk/story/{id}/revisions/1/restore?version={version}");
    assert!(location(&editor.post(&restore, &[]).await).ends_with("?done=restored"));
    assert!(rig.store.draft(ArticleId(id)).await.unwrap().unwrap().body.starts_with("Paragraph one"));
    assert_eq!(editor.post(&restore, &[]).await.status, StatusCode::CONFLICT);
    let unknown = format!("/desk/story/{id}/revisions/99/restore?version={}", version + 1);
    assert_eq!(editor.post(&unknown, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_shared_preview_is_private_ends_and_is_taken_back() {
    let mut rig = Rig::new();
    let user = crate::browser::add(&rig, "Eda", Role::Editor).await;
    let (id, link) = {
        let mut editor = Browser::of_user(&rig, &user).await;
        let id = begin(&mut editor).await;
        save(&mut editor, id, "Not yet public", "Secret words.\n").await;
        let page = editor.post(&format!("/desk/story/{id}/share"), &[("hours", "24")]).await.text();
        let link = page.split("https://news.example").find_map(|rest| rest.strip_prefix("/preview/"));
        let secret = link.and_then(|rest| rest.split('<').next()).unwrap().to_owned();
        assert_eq!(
            editor.post(&format!("/desk/story/{id}/share"), &[("hours", "9999")]).await.status,
            StatusCode::BAD_REQUEST
        );
        (id, format!("/preview/{secret}"))
    };
    let shown = rig.get(&link).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text().contains("Secret words.") && shown.text().contains("noindex"));
    assert_eq!(shown.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(shown.header(header::REFERRER_POLICY), "no-referrer");

    let (start, last) = link.split_at(link.len() - 2);
    let changed = format!("{start}{}", if last == "AA" { "BA" } else { "AA" });
    for forged in ["/preview/AAAA", "/preview/..%2f..", &format!("{link}x"), &changed] {
        assert_eq!(rig.get(forged).await.status, StatusCode::NOT_FOUND, "{forged}");
    }
    rig.app.now = || "2026-11-25T06:00:01Z".parse().unwrap();
    let ended = rig.get(&link).await;
    assert_eq!(ended.status, StatusCode::GONE);
    assert!(ended.text().contains("This preview has ended") && !ended.text().contains("Secret words."));
    assert_eq!(ended.header(header::CACHE_CONTROL), "no-store");
    rig.app.now = now;

    let mut editor = Browser::of_user(&rig, &user).await;
    let revoke = format!("/desk/story/{id}/share/1/revoke");
    let mut reporter = Browser::of(&rig, "Rep", Role::Reporter).await;
    assert_eq!(reporter.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(location(&editor.post(&revoke, &[]).await).ends_with("?done=shared-back"));
    assert_eq!(rig.get(&link).await.status, StatusCode::GONE, "it was taken back");

    // Once the story is published a link leads to it.
    let page = editor.post(&format!("/desk/story/{id}/share"), &[("hours", "1")]).await.text();
    let secret = page.split("/preview/").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let version = open(&mut editor, id).await["standing"]["version"].as_u64().unwrap();
    let (status, answer) = ask(&mut editor, "act", act(id, version, "publish", "")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let moved = rig.get(&format!("/preview/{secret}")).await;
    assert!(location(&moved).starts_with("/pakistan/"));
}

#[tokio::test]
async fn bad_input_is_refused_and_the_desk_goes_on() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    for path in ["/desk?show=nonsense", "/desk?before=x", "/desk?kind=gossip", "/desk?section=%00"] {
        assert_eq!(editor.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    for query in ["\"", "a\" OR 1=1 --", "*", "NEAR(", "(", "\u{202e}rtl", "headline:x"] {
        let path =
            format!("/desk?q={}", percent_encoding::utf8_percent_encode(query, percent_encoding::NON_ALPHANUMERIC));
        assert_eq!(editor.get(&path).await.status, StatusCode::OK, "{query}");
    }
    for body in ["", "{", "[]", "{\"id\":\"x\"}", "{\"id\":99999999999999999999999}"] {
        let answer = editor.post_json("/desk/api/story/open", body).await;
        assert!(
            answer.status.is_client_error() || answer.status == StatusCode::SERVICE_UNAVAILABLE,
            "{body}: {}",
            answer.status
        );
    }
    let huge = "x".repeat(5 << 20);
    let answer = editor.post_json("/desk/api/story/save", &huge).await;
    assert!(!answer.status.is_success(), "{}", answer.status);
    assert_eq!(editor.get("/desk/story/notanumber").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(editor.get("/desk/story/1").await.status, StatusCode::NOT_FOUND);
    let version = save(&mut editor, id, "Still here", "Words.\n").await;
    assert_eq!(version, 1);
    // A megabyte of text is a story.
    let version = save(&mut editor, id, "Long", &"word ".repeat(200_000)).await;
    assert_eq!(version, 2);
}

#[tokio::test]
async fn the_language_of_the_words_is_told_and_never_set() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    let urdu = "وزیر نے کہا کہ نئی بندرگاہ اگلے سال کھل جائے گی، اور شہر کے لوگوں کو اس سے بہت فائدہ ہوگا۔\n";
    let greek = "Ο υπουργός είπε ότι το νέο λιμάνι θα ανοίξει τον επόμενο χρόνο, και η πόλη το περιμένει.\n";
    // A language that the site is not published in is no offer.
    for (body, language, reads_as) in [
        (urdu, "en", json!("ur")),
        (urdu, "ur", json!(null)),
        ("They sail.\n", "en", json!(null)),
        (greek, "en", json!(null)),
    ] {
        let opened = open(&mut editor, id).await;
        let (mut head, from) = (opened["head"].clone(), &opened["standing"]["version"]);
        head["language"] = json!(language);
        let save = json!({ "from": from, "key": format!("l-{from}"), "unsure": [], "head": head, "body": body });
        let (_, answer) = ask(&mut editor, "save", json!({ "save": save })).await;
        assert_eq!(answer["Kept"]["reads_as"], reads_as, "{answer}");
        let opened = open(&mut editor, id).await;
        assert_eq!((&opened["reads_as"], &opened["head"]["language"]), (&reads_as, &json!(language)));
    }
}

#[tokio::test]
async fn what_would_break_the_page_is_not_published() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Eda", Role::Editor).await;
    let id = begin(&mut editor).await;
    let version = save(&mut editor, id, "", "::figure{src=\"a.jpg\"}\n").await;
    let (status, answer) = ask(&mut editor, "act", act(id, version, "publish", "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["lacks-headline", "lacks-alt", "lacks-credit"] {
        assert!(answer.to_string().contains(said), "{answer}");
    }
}

#[test]
fn every_refusal_has_its_sentence_in_every_language() {
    use dateline_desk_api::ApiError;
    use dateline_newsroom::{Error, Lack};
    use dateline_story::Refusal;

    let workflow = [
        Refusal::NotPublished,
        Refusal::AlreadyPublished,
        Refusal::AlreadyInReview,
        Refusal::IsDraft,
        Refusal::IsScheduled,
        Refusal::NotScheduled,
        Refusal::IsWithdrawn,
        Refusal::IsTakenDown,
        Refusal::NothingToRestore,
    ];
    let lacks = [
        Lack::Headline,
        Lack::Text,
        Lack::Section("media".into()),
        Lack::AltText("a.jpg".into()),
        Lack::PictureCredit("a.jpg".into()),
    ];
    let newsroom =
        [Error::EmptyCorrection, Error::EmptyNote, Error::PastSchedule, Error::Lacking(lacks.into_iter().collect())];
    let store = dateline_store::Error::AddressTaken("/world/a".into());
    let errors = workflow.into_iter().map(Error::Refused).chain(newsroom).chain([Error::Store(store)]);
    let errors = errors.map(ApiError::from).chain([
        ApiError::refused("no-letters", "?"),
        ApiError::refused("no-time", "soon"),
        ApiError::refused("clock-changes", "2026-03-29T02:30"),
    ]);
    let catalogues = dateline_desk::languages().into_iter().map(|(language, _)| dateline_desk::editor_words(&language));
    let catalogues: Vec<_> = catalogues.collect();
    for error in errors {
        let ApiError::Refused(reasons) = error else { panic!("{error} is no refusal") };
        for reason in reasons {
            for words in &catalogues {
                let sentence =
                    words.get(format!("refused-{}", reason.key).as_str()).unwrap_or_else(|| panic!("{reason:?}"));
                assert_eq!(sentence.contains("{ $what }"), !reason.what.is_empty(), "{reason:?}: {sentence}");
            }
        }
    }
}
