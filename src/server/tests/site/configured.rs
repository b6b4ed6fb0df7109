//! What goes out as the configuration says.

use axum::http::{StatusCode, header};
use dateline_server::app::App;
use dateline_server::config;

use crate::rig::{Rig, now, story};

/// A site that is configured so, with a story.
async fn rig(settings: &[&str]) -> Rig {
    let mut rig = Rig::new();
    let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_owned()).collect();
    let site = config::read(None, &[], &settings, "https://news.example").unwrap();
    rig.app = App::new(rig.store.clone(), site, rig.app.media.clone());
    rig.app.now = now;
    rig.publish(vec![story(1, "world", 1)]).await;
    rig
}

/// What a crawler of a name is told: the lines of the last group that names it.
fn told(robots: &str, name: &str) -> Option<String> {
    let groups = robots.split("\n\n");
    groups.filter(|group| group.lines().any(|line| line == format!("User-agent: {name}"))).map(str::to_owned).last()
}

#[tokio::test]
async fn feeds_hold_standfirsts_alone_where_that_is_wanted() {
    for (setting, full) in [("syndication.feeds=full", true), ("syndication.feeds=summary", false)] {
        let rig = rig(&[setting]).await;
        for (format, element) in [("rss", "<content:encoded>"), ("atom", "<content "), ("json", "\"content_html\"")] {
            let feed = rig.page(&format!("/feed/latest.{format}")).await;
            assert_eq!(feed.contains(element), full, "{setting}, {format}");
            assert!(feed.contains("What story 1 says in a sentence."), "{setting}, {format}");
            assert_eq!(feed.contains("which goes on for a while"), full, "{setting}, {format}");
        }
    }
}

#[tokio::test]
async fn crawlers_that_read_for_models_are_told_what_they_may() {
    let open = rig(&[]).await.page("/robots.txt").await;
    assert!(told(&open, "GPTBot").is_none() && told(&open, "*").unwrap().contains("Disallow: /desk/"));
    assert!(open.contains("Sitemap: https://news.example/sitemap.xml") && !open.contains("License:"));
    let settings = [
        "syndication.ai=search-only",
        "syndication.closed=[\"/private\"]",
        "syndication.licence=https://a.example/rsl",
    ];
    let robots = rig(&settings).await.page("/robots.txt").await;
    assert!(told(&robots, "GPTBot").unwrap().ends_with("Disallow: /"));
    assert!(told(&robots, "OAI-SearchBot").is_none(), "who answers and cites is not shut out");
    assert!(
        told(&robots, "*").unwrap().contains("Disallow: /private") && robots.contains("License: https://a.example/rsl")
    );
    let robots = rig(&["syndication.ai=deny"]).await.page("/robots.txt").await;
    assert!(told(&robots, "GPTBot").is_some() && told(&robots, "OAI-SearchBot").is_some());
    assert!(!told(&robots, "*").unwrap().contains("Disallow: /\n"), "search engines stay");
}

#[tokio::test]
async fn small_files_are_there_where_they_are_configured() {
    let bare = rig(&[]).await;
    for path in ["/.well-known/security.txt", "/security.txt", "/ads.txt", "/humans.txt"] {
        assert_eq!(bare.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let settings = [
        "security.contact=[\"mailto:a@news.example\"]",
        "security.expires=2027-01-01",
        "syndication.ads=[\"exchange.example, 1, DIRECT\"]",
        "syndication.humans=[\"Editor: Ada\"]",
    ];
    let rig = rig(&settings).await;
    let security = rig.page("/.well-known/security.txt").await;
    assert!(security.contains("Contact: mailto:a@news.example\nExpires: 2027-01-01T00:00:00Z\n"), "{security}");
    assert!(security.contains("Canonical: https://news.example/.well-known/security.txt"));
    assert_eq!(rig.page("/ads.txt").await, "exchange.example, 1, DIRECT\n");
    assert_eq!(rig.get("/humans.txt").await.header(header::CONTENT_TYPE), "text/plain; charset=utf-8");
    let over = self::rig(&["security.contact=[\"tel:1\"]", "security.expires=2026-11-24"]).await;
    assert_eq!(
        over.get("/.well-known/security.txt").await.status,
        StatusCode::NOT_FOUND,
        "what has expired is not relied on"
    );
}

#[tokio::test]
async fn a_story_is_data_for_those_who_may_have_it() {
    let accept = [(header::ACCEPT, "application/vnd.iptc.ninjs+json")];
    let closed = rig(&[]).await;
    let answer = closed.get_with("/world/story-1", &accept).await;
    assert_eq!(
        (answer.header(header::CONTENT_TYPE), answer.header(header::VARY)),
        ("text/html; charset=utf-8", "accept-encoding")
    );
    let open = rig(&["syndication.ninjs=true"]).await;
    for _ in 0..2 {
        let answer = open.get_with("/world/story-1", &accept).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/vnd.iptc.ninjs+json");
        assert_eq!(answer.header(header::VARY), "accept, accept-encoding");
        let story: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (story["pubStatus"].as_str(), story["headlines"][0]["role"].as_str()),
            (Some("usable"), Some("main"))
        );
        let page = open.get("/world/story-1").await;
        assert_eq!(
            (page.header(header::CONTENT_TYPE), page.header(header::VARY)),
            ("text/html; charset=utf-8", "accept, accept-encoding")
        );
    }
}

#[tokio::test]
async fn policies_are_told_to_search_engines() {
    let rig = rig(&["policies={publishing_principles=\"/about\", ethics_policy=\"https://a.example/ethics\"}"]).await;
    let page = rig.page("/world/story-1").await;
    let data = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let publisher = &data["@graph"][0]["publisher"];
    assert_eq!(publisher["publishingPrinciples"], "https://news.example/about");
    assert_eq!(publisher["ethicsPolicy"], "https://a.example/ethics");
}

#[test]
fn what_is_wrong_is_named() {
    let wrong = |setting: &str| config::read(None, &[], &[setting.to_owned()], "").err().map(|error| error.to_string());
    for (setting, part) in [
        ("syndication.index_now=short", "8 to 128"),
        ("syndication.index_now=security", "no IndexNow key"),
        ("syndication.ai=maybe", "search-only"),
        ("syndication.closed=[\"private\"]", "begins with /"),
        ("syndication.hubs=[\"ftp://x\"]", "https://"),
        ("syndication.ads=[\"a\\nb\"]", "one line"),
        ("security.contact=[\"a@b.example\"]", "mailto:"),
        ("security.contact=[\"mailto:a@b.example\"]", "security.expires"),
        ("security.expires=soon", "2027-06-30"),
        ("policies={ethics=\"/a\"}", "ethics_policy"),
    ] {
        let message = wrong(setting).unwrap_or_default();
        assert!(message.contains(part), "{setting}: {message}");
    }
}
