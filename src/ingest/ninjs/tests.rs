//! What the format holds comes back, and what is damaged is named.

use std::collections::HashMap;
use std::ops::ControlFlow;

use dateline_edition::Edition;
use dateline_story::{
    Article, ArticleId, Author, Byline, Correction, Kind, Language, Slug, State, Timestamp, Topic, Update, markup,
};
use dateline_syndication::{Told, ninjs};
use proptest::prelude::*;

use super::{Options, read};
use crate::export::tests::{article, line};
use crate::incoming::{Incoming, Origin, Summary};
use crate::wxr::own::tests::{edition, pictures};

fn written(article: &Article, name: &str) -> String {
    let author = |slug: &Slug| Author {
        slug: slug.clone(),
        name: name.into(),
        role: String::new(),
        bio: String::new(),
        channel: None,
    };
    let authors: HashMap<Slug, Author> =
        article.bylines.iter().map(|byline| (byline.author.clone(), author(&byline.author))).collect();
    let topics: Vec<Topic> =
        article.topics.iter().map(|slug| Topic { slug: slug.clone(), name: name.into() }).collect();
    let edition = Edition { language: article.language.clone(), ..edition() };
    ninjs::write(&Told {
        edition: &edition,
        article,
        authors: &authors,
        topics: &topics,
        pictures: &pictures(article),
        share: None,
        translations: &[],
    })
}

fn back(files: &[(&str, &str)]) -> (Vec<Incoming>, Summary) {
    // Every embargo still holds.
    back_at(Timestamp::MIN, files)
}

fn back_at(now: Timestamp, files: &[(&str, &str)]) -> (Vec<Incoming>, Summary) {
    let dir = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let options = Options { now, ..Options::new(Slug::new("other").unwrap(), Language::new("fr").unwrap()) };
    let mut stories = Vec::new();
    let summary = read(dir.path(), &options, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    });
    (stories, summary.unwrap())
}

/// As much of a story as the format holds, its body aside.
fn held(article: &Article) -> Article {
    let seconds = |at: Timestamp| Timestamp::from_second(at.as_second()).unwrap();
    let corrections: Vec<Correction> = article
        .corrections
        .iter()
        .map(|correction| Correction { at: seconds(correction.at), text: correction.text.clone() })
        .collect();
    Article {
        id: ArticleId::UNASSIGNED,
        bylines: article.bylines.iter().map(|byline| Byline { author: byline.author.clone(), role: None }).collect(),
        lead: None,
        body: Vec::new(),
        first_published: article.first_published.map(seconds),
        updated: None,
        corrections,
        canonical: None,
        related: Vec::new(),
        state: match article.state {
            State::Published | State::Draft | State::Withdrawn => article.state,
            State::InReview => State::Draft,
            State::Scheduled(at) => State::Scheduled(seconds(at)),
            State::TakenDown => State::Withdrawn,
        },
        ..article.clone()
    }
}

proptest! {
    #[test]
    fn what_the_format_holds_comes_back(article in article(), name in line()) {
        prop_assume!(!dateline_story::address::RESERVED.contains(&article.section.as_str()));
        let mut slugs: Vec<&Slug> = article.topics.iter().collect();
        slugs.sort();
        slugs.dedup();
        prop_assume!(slugs.len() == article.topics.len());
        prop_assume!(article.state != State::Published || article.first_published.is_some());
        let written = written(&Article { id: ArticleId(7), ..article.clone() }, &name);
        let (stories, summary) = back(&[("a/b.json", &written)]);
        prop_assert_eq!(&summary.problems, &Vec::new(), "{}", written);
        let read = &stories[0];
        let without = |article: &Article| Article { lead: None, body: Vec::new(), updated: None, ..article.clone() };
        prop_assert_eq!(without(&read.article), held(&article), "{}", written);
        prop_assert_eq!(&read.source, "dateline:7");
        if let (Some(read), Some(lead)) = (&read.article.lead, &article.lead) {
            prop_assert_eq!((&read.src, &read.alt, &read.credit, read.focus), (&lead.src, &lead.alt, &lead.credit, lead.focus));
        }
    }
}

#[test]
fn what_is_under_an_embargo_is_not_shown_before() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let (earlier, now, later) = ("2026-03-01T00:00:00Z", at("2026-03-02T00:00:00Z"), "2026-03-03T00:00:00Z");
    for (status, embargo, state) in [
        ("usable", later, State::Scheduled(at(later))),
        ("", later, State::Scheduled(at(later))),
        ("usable", "the day after", State::Draft),
        ("usable", earlier, State::Published),
        ("usable", "", State::Published),
        ("withheld", later, State::Scheduled(at(later))),
        ("withheld", earlier, State::Draft),
        ("canceled", later, State::Withdrawn),
    ] {
        let item = serde_json::json!({
            "uri": "https://agency.example/1", "type": "text", "pubStatus": status, "embargoedUntil": embargo,
            "firstCreated": earlier, "headlines": [{"role": "main", "value": "A headline"}],
        });
        let (stories, _) = back_at(now, &[("a/b.json", &item.to_string())]);
        assert_eq!(stories[0].article.state, state, "{status:?} until {embargo:?}");
    }
}

fn story(source: &str) -> Article {
    Article {
        id: ArticleId(7),
        language: Language::english(),
        kind: Kind::Explainer,
        section: Slug::new("world").unwrap(),
        slug: Slug::new("talks").unwrap(),
        topics: Vec::new(),
        headline: "Talks".into(),
        short_headline: None,
        standfirst: None,
        bylines: Vec::new(),
        dateline: None,
        credits: Vec::new(),
        lead: None,
        body: markup::parse(source).blocks,
        first_published: Some("2026-11-24T06:00:00Z".parse().unwrap()),
        updated: Some(Update { at: "2026-11-25T06:00:00Z".parse().unwrap(), reason: None }),
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: State::Published,
    }
}

#[test]
fn text_and_pictures_come_back_from_html() {
    let source = "One *two* [three](https://a.example/).\n\n## Four\n\n- five\n- six\n\n:::quote{by=\"\"}\nSaid.\n:::\n\n:::figure{src=\"a.jpg\" alt=\"A boat\" credit=\"Ann\" focus=\"30,70\"}\nIn the *harbour*.\n:::\n\n:::table{caption=\"Sums\"}\n| Year | Sum |\n| --- | ---: |\n| 2025 | 7 |\n:::\n\n```\nlet a;\n```\n\n---\n\nEnd.";
    let article = story(source);
    let (stories, summary) = back(&[("world/talks.json", &written(&article, "")), ("pictures/a.jpg", "x")]);
    assert_eq!(summary.problems, []);
    assert_eq!(stories[0].article, Article { id: ArticleId::UNASSIGNED, ..article });
    assert_eq!(stories[0].pictures[0].name, "a.jpg");
    assert_eq!(stories[0].pictures[0].origin, Origin::File("pictures/a.jpg".into()));
}

#[test]
fn what_is_damaged_is_named_with_its_place() {
    let (stories, summary) = back(&[
        ("a.json", "{\"title\": 3}"),
        ("b.json", "{"),
        ("c.json", "[]"),
        ("d.json", "{}"),
        ("e.json", r#"{"title":"T","pubStatus":"maybe","language":"?","firstCreated":"soon"}"#),
        ("f.json", r#"{"type":"picture","title":"T"}"#),
    ]);
    let places: Vec<&str> = summary.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["a.json:1:11", "b.json:1:1", "c.json", "d.json"]);
    let places: Vec<&str> = stories[0].losses.iter().map(|loss| loss.place.as_str()).collect();
    assert_eq!(places, ["e.json: language", "e.json: firstCreated", "e.json: pubStatus"]);
    assert_eq!(summary.skipped["items that are no text"], 1);
    assert_eq!(stories[0].article.state, State::Draft);
}
