//! Search and related stories through the router, over an index that follows the store.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};
use dateline_search::projection::{self, Following, Place};
use dateline_server::app::Turns;
use dateline_story::{Act, Article, Language, Topic, markup};

use crate::rig::{Rig, slug, story};

/// A story with these words.
fn about(number: i64, headline: &str, body: &str) -> Article {
    Article { headline: headline.into(), body: markup::parse(body).blocks, ..story(number, "world", number) }
}

fn start(rig: &Rig) -> Following {
    projection::follow(rig.app.store.clone(), Place::in_data(rig.folder.path()), rig.app.search.clone())
}

/// Waits until the page at `path` holds `part` (or no longer does).
async fn until(rig: &Rig, path: &str, part: &str, there: bool) {
    let started = Instant::now();
    // Where nothing is found the latest stories are offered, which are no results.
    let found = async || {
        let text = rig.get(path).await.text();
        text.split("aria-labelledby=\"latest\"").next().unwrap_or_default().contains(part)
    };
    while found().await != there {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{path}: {part} is {}",
            if there { "missing" } else { "still there" }
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn stories() -> Vec<Article> {
    vec![
        about(1, "Glacier floods reach Hunza", "The Hunza river rose after a glacier burst its lake near Gilgit."),
        about(2, "Ferry timetable changes", "Ferries on the Bosphorus leave earlier in winter."),
        about(
            3,
            "Gilgit counts the cost of the flood",
            "A week after the glacier lake burst, Gilgit repairs bridges on the Hunza river.",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_story_is_found_and_a_withdrawn_one_is_not() {
    let rig = Rig::new();
    let following = start(&rig);
    rig.publish(vec![story(9, "pakistan", 1)]).await;
    until(&rig, "/search?q=headline", "story-9", true).await;
    let ids = rig.publish(stories()).await;
    until(&rig, "/search?q=glacier", "/world/story-1", true).await;
    rig.newsroom.act(ids[0], Act::Withdraw, "editor", "", crate::rig::now()).await.unwrap();
    until(&rig, "/search?q=glacier", "/world/story-1", false).await;
    following.stop().await;
    // What was written is there for the next program, without being made again.
    let again = start(&rig);
    until(&rig, "/search?q=bosphorus", "/world/story-2", true).await;
    again.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_phrases_typing_errors_and_snippets() {
    let rig = Rig::new();
    let following = start(&rig);
    let urdu = Language::new("ur").unwrap();
    let mut all = stories();
    all.push(Article {
        language: urdu, ..about(4, "کراچی میں بارش", "کراچی میں شدید بارش کے بعد پانی جمع ہو گیا۔")
    });
    rig.publish(all).await;
    until(&rig, "/search?q=glacier", "/world/story-3", true).await;
    let page = |path: &'static str| rig.page(path);
    let html = page("/search?q=glacier").await;
    assert!(html.contains("<mark>glacier</mark>") && html.contains("2 stories") && html.contains("noindex"), "{html}");
    let html = page("/search?q=glacier+-bridges").await;
    assert!(html.contains("story-1") && !html.contains("/world/story-3"), "{html}");
    let html = page("/search?q=%22repairs+bridges%22").await;
    assert!(html.contains("story-3") && !html.contains("/world/story-1"), "{html}");
    let html = page("/search?q=bosphorous").await;
    assert!(html.contains("/world/story-2") && html.contains("No story has “bosphorous”"), "{html}");
    let html = page("/search?q=repares").await;
    assert!(html.contains("stories with “repairs” are shown"), "the word, not its stem: {html}");
    // Written with an Arabic keyboard's kaf and yeh.
    assert!(page("/search?q=%D9%83%D8%B1%D8%A7%DA%86%D9%8A").await.contains("/world/story-4"));
    assert!(page("/search?q=flood+topic%3Atrade+section%3Aworld&sort=date").await.contains("story-1"));
    assert!(page("/search?q=flood+before%3A2020").await.contains("Nothing was found"));
    assert!(page("/search?q=glacier&lang=ur").await.contains("dir=\"rtl\""));
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_gets_a_clear_answer() {
    let rig = Rig::new();
    let following = start(&rig);
    rig.publish(stories()).await;
    until(&rig, "/search?q=glacier", "/world/story-3", true).await;
    for (query, words) in [
        ("%22open", "quotation mark at character 1"),
        ("colour%3Ared", "there is no field “colour”"),
        ("after%3Atuesday", "“tuesday” is no date"),
        ("%00%01%E2%80%AEx", "Nothing was found"),
        ("zzzzzzzz", "Nothing was found"),
        ("glacier&after=1.1", "There are no further stories"),
    ] {
        let answer = rig.get(&format!("/search?q={query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(answer.text().contains(words), "{query}: {}", answer.text());
    }
    assert_eq!(rig.get("/search?q=glacier&after=nonsense").await.status, StatusCode::BAD_REQUEST);
    let long = "glacier%20flood%20".repeat(600);
    let answer = rig.get(&format!("/search?q={long}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("only its beginning"));
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_turn_is_told_to_try_again() {
    let mut rig = Rig::new();
    let following = start(&rig);
    rig.publish(stories()).await;
    until(&rig, "/search?q=glacier", "/world/story-3", true).await;
    rig.app.turns = Turns::of(0, Duration::from_millis(10));
    let answer = rig.get("/search?q=glacier").await;
    assert_eq!((answer.status, answer.header(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert!(answer.text().contains("Many are searching"), "{}", answer.text());
    assert_eq!(rig.get("/search").await.status, StatusCode::OK, "the empty form needs no turn");
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_result_is_on_one_page_whichever_the_order() {
    let rig = Rig::new();
    let following = start(&rig);
    rig.publish(
        (1..=35).map(|number| about(number, "Harvest report", &format!("Wheat and maize, report {number}."))).collect(),
    )
    .await;
    until(&rig, "/search?q=harvest", "35 stories", true).await;
    for first in ["/search?q=harvest", "/search?q=harvest&sort=date"] {
        let (mut path, mut seen) = (first.to_owned(), Vec::new());
        for _ in 0..10 {
            let html = rig.page(&path).await;
            seen.extend(
                html.split("data-card=\"\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()),
            );
            let Some(rest) = html.split("rel=\"next\" href=\"").nth(1) else { break };
            path = rest.split('"').next().unwrap().replace("&amp;", "&");
        }
        let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), distinct.len()), (35, 35), "{first}");
    }
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_has_the_nearest_stories_and_says_why() {
    let rig = Rig::new();
    let following = start(&rig);
    let mut all = stories();
    all.iter_mut().for_each(|story| story.topics.clear());
    all[0].topics = vec![slug("climate")];
    all[2].topics = vec![slug("climate")];
    rig.publish(all).await;
    let batch = dateline_store::Batch {
        topics: vec![Topic { slug: slug("climate"), name: "Climate".into() }],
        ..dateline_store::Batch::default()
    };
    rig.app.store.write(batch).await.unwrap();
    until(&rig, "/world/story-1", "Also on: Climate, Hunza", true).await;
    let html = rig.page("/world/story-1").await;
    let cards: Vec<_> = html.split("data-story=").skip(1).collect();
    assert!(cards[0].contains("/world/story-3"), "{html}");
    assert_eq!(rig.page("/world/story-1").await, html, "the same index gives the same page");
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_two_stories_only_speak_of_is_a_reason_too() {
    let rig = Rig::new();
    let batch = dateline_store::Batch {
        topics: vec![Topic { slug: slug("defence-industry"), name: "Defence industry".into() }],
        ..dateline_store::Batch::default()
    };
    rig.app.store.write(batch).await.unwrap();
    let following = start(&rig);
    let mut all = vec![
        about(
            1,
            "Frigates leave the yard",
            "The yard builds frigates, and the defence industry hires welders for more.",
        ),
        about(2, "Welders are wanted", "The defence industry looks for welders in every yard that builds frigates."),
    ];
    all.iter_mut().for_each(|story| story.topics.clear());
    rig.publish(all).await;
    until(&rig, "/world/story-1", "Also on: Defence industry", true).await;
    following.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_story_comes_to_stand_beside_its_nearest_and_a_withdrawn_one_leaves() {
    let rig = Rig::new();
    let following = start(&rig);
    let mut all = stories();
    all.iter_mut().for_each(|story| (story.topics, story.bylines) = (Vec::new(), Vec::new()));
    let last = all.pop().unwrap();
    let ids = rig.publish(all).await;
    until(&rig, "/search?q=glacier", "/world/story-1", true).await;
    rig.page("/world/story-1").await;
    rig.publish(vec![Article { section: slug("pakistan"), ..last }]).await;
    // The one is on the other's page by what they say alone: another section, no topic and no author in common.
    until(&rig, "/pakistan/story-3", "Also on: ", true).await;
    until(&rig, "/world/story-1", "/pakistan/story-3", true).await;
    let panel = rig.app.store.panel(ids[0]).await.unwrap().unwrap();
    following.stop().await;
    // Nothing is ranked from here on, and the page has what was found.
    assert!(rig.page("/world/story-1").await.contains("/pakistan/story-3"));
    rig.newsroom.act(panel.near[0].0, Act::Withdraw, "editor", "", crate::rig::now()).await.unwrap();
    assert!(!rig.page("/world/story-1").await.contains("/pakistan/story-3"));
}
