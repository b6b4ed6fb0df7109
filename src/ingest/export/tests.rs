//! What is exported comes back the same.

use std::ops::ControlFlow;

use dateline_story::{
    Align, Article, ArticleId, Author, Block, Byline, Correction, Credit, CreditKind, Embed, Figure, Focus, Inline,
    Kind, Language, List, LivePost, Slug, State, Table, Timestamp, Topic, Update, normal,
};
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::incoming::Incoming;
use crate::markdown;

/// Any text a field may hold, and the characters that trouble YAML and Markdown most.
pub fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ،؟آبپ–“”é.,'’]{1,40}",
        "[\\-:#*_`|>\\[\\]{}<&!%@\"'~\\\\ a0=+.]{1,20}",
        "\\PC{1,20}",
        Just("true".to_owned()),
        Just("2020-01-01".to_owned()),
        Just("--- a".to_owned()),
        Just("null".to_owned()),
    ]
    .prop_map(|text| normal::line(&text))
    .prop_filter("empty", |text| !text.is_empty())
}

fn slug() -> impl Strategy<Value = Slug> {
    "[a-z0-9]{1,8}(-[a-zñس]{1,8}){0,2}".prop_filter_map("no slug", |text| Slug::new(&text).ok())
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0_i64..2_000_000_000, 0_i32..1_000).prop_map(|(second, milli)| Timestamp::new(second, milli * 1_000_000).unwrap())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => line().prop_map(Inline::Text),
        1 => line().prop_map(Inline::Code),
        1 => Just(Inline::LineBreak),
        1 => (line(), line()).prop_map(|(short, long)| Inline::Abbreviation { short, long }),
    ];
    let nested = leaf.prop_recursive(3, 12, 3, |inner| {
        let inner = vec(inner, 1..4);
        prop_oneof![
            inner.clone().prop_map(Inline::Emphasis),
            inner.clone().prop_map(Inline::Strong),
            inner.clone().prop_map(Inline::Superscript),
            inner.clone().prop_map(|content| Inline::Link { href: "https://a.example/x?y=(z)".into(), content }),
            inner.prop_map(|content| Inline::LanguageSpan { language: Language::new("ur").unwrap(), content }),
        ]
    });
    vec(nested, 1..5)
}

fn figure() -> impl Strategy<Value = Figure> {
    (line(), option::of(line()), option::of(inlines()), option::of(line()), 0_u8..=100).prop_map(
        |(src, alt, caption, credit, x)| Figure {
            src: normal::href(&src),
            alt: alt.unwrap_or_default(),
            caption: normal::inlines(caption.unwrap_or_default()),
            credit: credit.unwrap_or_default(),
            focus: Focus { x, y: 50 },
        },
    )
}

pub fn block() -> impl Strategy<Value = Block> {
    let flow = prop_oneof![
        inlines().prop_map(Block::Paragraph),
        (line(), "[ -~\n]{0,30}").prop_map(|(language, text)| Block::Code { language, text }),
    ]
    .prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            (option::of(0_u32..50), vec(vec(inner.clone(), 1..3), 1..4))
                .prop_map(|(start, items)| Block::List(List { start, items })),
            (vec(inner, 1..3), line()).prop_map(|(content, by)| Block::Quote { content, by }),
        ]
    });
    let plain = prop_oneof![
        6 => flow,
        1 => (2_u8..5, inlines()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => (inlines(), line()).prop_map(|(content, by)| Block::PullQuote { content, by }),
        1 => figure().prop_map(Block::Figure),
        1 => vec(figure(), 1..3).prop_map(|figures| Block::Gallery { figures, caption: "All of them".into() }),
        1 => (line(), vec(inlines(), 1..3)).prop_map(|(title, points)| Block::KeyPoints { title, points }),
        1 => (line(), vec(inlines(), 2), vec(vec(inlines(), 2), 0..3)).prop_map(|(caption, header, rows)| {
            Block::Table(Table { caption, columns: vec![Align::Start, Align::End], header, rows })
        }),
        1 => line().prop_map(|title| Block::Embed(Embed { url: "https://youtu.be/abcdefghijk".into(), title })),
        1 => inlines().prop_map(|content| Block::Channel { content }),
        1 => (time(), inlines()).prop_map(|(at, content)| Block::Correction { at, content }),
        1 => Just(Block::Rule),
    ]
    .boxed();
    prop_oneof![
        8 => plain.clone(),
        1 => (time(), line(), line(), any::<bool>(), vec(plain, 1..3))
            .prop_map(|(at, headline, by, key, content)| Block::LivePost(LivePost { at, headline, by, key, content })),
    ]
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        Just(State::Draft),
        Just(State::InReview),
        time().prop_map(State::Scheduled),
        Just(State::Published),
        Just(State::Withdrawn),
        Just(State::TakenDown),
    ]
}

pub fn article() -> impl Strategy<Value = Article> {
    let names = (line(), option::of(line()), option::of(line()), option::of(line()));
    let places = (slug(), slug(), vec(slug(), 0..3), vec((slug(), option::of(line())), 0..3));
    let times = (option::of(time()), option::of((time(), option::of(line()))), vec((time(), line()), 0..3), state());
    let more = (
        vec((line(), any::<bool>()), 0..2),
        option::of(figure()),
        vec(block(), 0..6),
        vec(1_i64..i64::MAX, 0..3),
        option::of(Just("https://a.example/original".to_owned())),
        0_usize..5,
        option::of(line()),
    );
    (names, places, times, more).prop_map(|(names, places, times, more)| Article {
        id: ArticleId::UNASSIGNED,
        language: Language::new(if more.5 == 0 { "ur" } else { "en-GB" }).unwrap(),
        kind: Kind::ALL[more.5],
        section: places.0,
        slug: places.1,
        topics: places.2,
        headline: names.0,
        short_headline: names.1,
        standfirst: names.2,
        bylines: places.3.into_iter().map(|(author, role)| Byline { author, role }).collect(),
        dateline: names.3,
        credits: more
            .0
            .into_iter()
            .map(|(agency, whole)| Credit { agency, kind: if whole { CreditKind::Source } else { CreditKind::Inputs } })
            .collect(),
        lead: more.1.filter(|lead| !lead.src.is_empty()),
        body: normal::blocks(more.2),
        first_published: times.0,
        updated: times.1.map(|(at, reason)| Update { at, reason }),
        corrections: times.2.into_iter().map(|(at, text)| Correction { at, text }).collect(),
        canonical: more.4,
        description: more.6,
        related: more.3.into_iter().map(ArticleId).collect(),
        state: times.3,
    })
}

/// Reads a folder of files back.
fn back(files: &[(String, String)]) -> (Vec<Incoming>, crate::incoming::Summary) {
    let dir = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let options = markdown::Options::new(Slug::new("other").unwrap(), Language::new("fr").unwrap(), TimeZone::UTC);
    let mut stories = Vec::new();
    let summary = markdown::read(dir.path(), &options, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    });
    (stories, summary.unwrap())
}

proptest! {
    #[test]
    fn a_story_comes_back_the_same(article in article(), name in line(), id in 1_i64..i64::MAX) {
        prop_assume!(!dateline_story::address::RESERVED.contains(&article.section.as_str()));
        let authors: Vec<Author> = article.bylines.iter()
            .map(|byline| Author { slug: byline.author.clone(), name: name.clone(), role: String::new(), bio: String::new(), channel: None })
            .collect();
        let topics: Vec<Topic> = article.topics.iter().map(|slug| Topic { slug: slug.clone(), name: name.clone() }).collect();
        let aliases = vec!["/2012/old/".to_owned()];
        let exported = Article { id: ArticleId(id), ..article.clone() };
        let file = super::file(&exported, &authors, &topics, &aliases).unwrap();
        let (stories, summary) = back(std::slice::from_ref(&file));
        prop_assert!(summary.problems.is_empty(), "{:?}\n{}", summary.problems, file.1);
        let story = &stories[0];
        prop_assert_eq!(&story.article, &article, "{}", file.1);
        prop_assert_eq!(&story.authors, &authors);
        prop_assert_eq!(&story.topics, &topics);
        prop_assert_eq!(&story.redirects, &aliases);
        prop_assert_eq!(&story.losses, &Vec::new());
        prop_assert_eq!(&story.source, &format!("dateline:{id}"));
    }
}

#[test]
fn lists_of_names_come_back_whole() {
    let author = Author {
        slug: Slug::new("ann").unwrap(),
        name: "Ann: Lee".into(),
        role: "Editor".into(),
        bio: "Two\nlines".into(),
        channel: None,
    };
    let topic = Topic { slug: Slug::new("un").unwrap(), name: "UN".into() };
    let article = Article {
        id: ArticleId(7),
        language: Language::english(),
        kind: Kind::News,
        section: Slug::new("world").unwrap(),
        slug: Slug::new("talks").unwrap(),
        topics: vec![topic.slug.clone()],
        headline: "Talks".into(),
        short_headline: None,
        standfirst: None,
        bylines: vec![Byline { author: author.slug.clone(), role: None }],
        dateline: None,
        credits: Vec::new(),
        lead: None,
        body: vec![Block::Paragraph(vec![Inline::text("One.")])],
        first_published: None,
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: State::Draft,
    };
    let file = super::file(&article, &[], &[], &[]).unwrap();
    assert_eq!(
        file.1,
        "---\nformat: dateline\nid: 7\ntitle: Talks\nlanguage: en\nkind: news\nsection: world\nslug: talks\nstate: draft\nauthors:\n- slug: ann\ntopics:\n- slug: un\n---\n\nOne.\n"
    );
    let files = [
        file,
        (super::AUTHORS.to_owned(), super::authors(std::slice::from_ref(&author)).unwrap()),
        (super::TOPICS.to_owned(), super::topics(std::slice::from_ref(&topic)).unwrap()),
    ];
    let (stories, _) = back(&files);
    assert_eq!(stories[0].authors[0].role, "Editor");
    assert_eq!(stories[0].authors[0].name, "Ann: Lee");
    assert_eq!(stories[0].topics, [topic]);
}

#[test]
fn a_damaged_export_says_what_is_wrong_and_where() {
    let front =
        "---\nformat: dateline\ntitle: T\nlanguage: en\nkind: news\nsection: world\nslug: t\nstate: published\n";
    let (stories, summary) = back(&[
        ("world/a.md".into(), format!("{front}lead: 3\n---\nx\n")),
        ("world/b.md".into(), format!("{}---\n\n:::nobody{{a=\"b\"}}\nx\n:::\n", front.replace("slug: t", "slug: u"))),
    ]);
    assert_eq!(summary.problems.len(), 1);
    assert!(summary.problems[0].place.starts_with("world/a.md:"), "{:?}", summary.problems);
    assert!(stories[0].losses[0].place.starts_with("world/b.md:11:"), "{:?}", stories[0].losses);
}
