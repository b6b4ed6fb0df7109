//! What our own export writes for WordPress comes back the same, and what WordPress has changed since holds.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;

use dateline_edition::{Assets, Edition, Site, Strings};
use dateline_story::{
    Article, ArticleId, Author, Block, Figure, Inline, Language, Picture, Slug, State, Timestamp, Topic, block, markup,
};
use dateline_syndication::Told;
use dateline_syndication::wxr::{Cast, Export, FOOT};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::export::tests::{article, line};
use crate::incoming::{Incoming, Origin, Summary};
use crate::wxr::{Options, read};

/// A site in English, an hour ahead of UTC.
pub fn edition() -> Edition {
    let site = Site {
        name: "The Test & Co".into(),
        tagline: String::new(),
        url: "https://news.example".into(),
        languages: vec![Language::english()],
        sections: Vec::new(),
        time_zone: TimeZone::fixed(jiff::tz::offset(1)),
        time_zone_name: "Etc/GMT-1".into(),
        channel: None,
        colophon: Vec::new(),
        share: None,
        policies: Arc::default(),
        outside: Arc::default(),
        strings: Arc::new(Strings::all()),
        assets: Assets::default(),
    };
    Edition { site: Arc::new(site), language: Language::english(), now: Timestamp::UNIX_EPOCH }
}

/// The pictures that a story shows under plain names, as the library has them.
pub fn pictures(article: &Article) -> HashMap<String, Picture> {
    let figures = article.lead.iter().chain(block::figures(&article.body));
    let picture = |(number, figure): (usize, &Figure)| {
        let picture = Picture {
            name: figure.src.clone(),
            digest: format!("{number:024x}"),
            width: 900,
            height: 600,
            widths: vec![240, 800],
            tint: None,
            avif: false,
        };
        (figure.src.clone(), picture)
    };
    figures.filter(|figure| !figure.src.starts_with("http")).enumerate().map(picture).collect()
}

fn author(slug: &Slug, name: &str) -> Author {
    Author { slug: slug.clone(), name: name.into(), role: "Editor".into(), bio: "Two\nlines".into(), channel: None }
}

/// A story as an export; everybody in it has the same name.
fn exported(article: &Article, name: &str, pictures: &HashMap<String, Picture>, olds: &[String]) -> String {
    let authors: BTreeMap<Slug, Author> =
        article.bylines.iter().map(|byline| (byline.author.clone(), author(&byline.author, name))).collect();
    let topics: Vec<Topic> =
        article.topics.iter().map(|slug| Topic { slug: slug.clone(), name: name.into() }).collect();
    let cast = Cast {
        authors: authors.clone(),
        sections: [article.section.clone()].into(),
        topics: topics.iter().map(|topic| (topic.slug.clone(), topic.clone())).collect(),
    };
    let edition = Edition { language: article.language.clone(), ..edition() };
    let told = Told {
        edition: &edition,
        article,
        authors: &authors.into_iter().collect(),
        topics: &topics,
        pictures,
        share: None,
        translations: &[],
    };
    let mut export = Export::new(edition.clone(), cast);
    let story = export.story(&told, olds);
    format!("{}{story}{FOOT}", export.head())
}

fn back(xml: &str) -> (Vec<Incoming>, Summary) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("export.xml");
    std::fs::write(&file, xml).unwrap();
    let options = Options::new(Slug::new("other").unwrap(), Language::new("fr").unwrap(), TimeZone::UTC);
    let mut stories = Vec::new();
    let summary = read(&file, &options, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    });
    (stories, summary.unwrap())
}

fn story(source: &str) -> Article {
    Article {
        id: ArticleId(7),
        language: Language::english(),
        kind: dateline_story::Kind::Analysis,
        section: Slug::new("world").unwrap(),
        slug: Slug::new("talks").unwrap(),
        topics: vec![Slug::new("un").unwrap(), Slug::new("aid").unwrap()],
        headline: "Talks".into(),
        short_headline: None,
        standfirst: None,
        bylines: vec![dateline_story::Byline { author: Slug::new("ann").unwrap(), role: Some("photographs".into()) }],
        dateline: None,
        credits: Vec::new(),
        lead: None,
        body: markup::parse(source).blocks,
        first_published: Some("2026-11-24T06:00:00.25Z".parse().unwrap()),
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: State::Published,
    }
}

proptest! {
    #[test]
    fn a_story_comes_back_the_same(article in article(), name in line(), id in 1_i64..i64::MAX, shown in any::<bool>()) {
        prop_assume!(!dateline_story::address::RESERVED.contains(&article.section.as_str()));
        let mut slugs: Vec<&Slug> = article.topics.iter().chain(article.bylines.iter().map(|it| &it.author)).collect();
        let number = slugs.len();
        slugs.sort();
        slugs.dedup();
        prop_assume!(slugs.len() == number);
        // Published without a date, a story cannot be in WordPress.
        prop_assume!(article.state != State::Published || article.first_published.is_some());
        let pictures = if shown { pictures(&article) } else { HashMap::new() };
        let olds = ["/2012/old/".to_owned(), "/?p=12".to_owned()];
        let exported = exported(&Article { id: ArticleId(id), ..article.clone() }, &name, &pictures, &olds);
        let (stories, summary) = back(&exported);
        prop_assert!(summary.problems.is_empty(), "{:?}\n{}", summary.problems, exported);
        let story = &stories[0];
        prop_assert_eq!(&story.article, &article, "{}", exported);
        prop_assert_eq!(&story.redirects, &olds);
        prop_assert_eq!(&story.losses, &Vec::new());
        prop_assert_eq!(&story.source, &format!("dateline:{id}"));
        let authors: Vec<Author> = article.bylines.iter().map(|byline| author(&byline.author, &name)).collect();
        prop_assert_eq!(&story.authors, &authors);
        let names: Vec<&String> = story.pictures.iter().map(|picture| &picture.name).collect();
        prop_assert!(pictures.keys().all(|name| names.contains(&name)), "{:?}", names);
    }
}

/// The story without what says that its content is still ours: as if a word had been changed in WordPress.
fn edited(article: &Article, olds: &[String]) -> Incoming {
    let exported = exported(article, "Ann Lee", &pictures(article), olds);
    let (mut stories, summary) = back(&exported.replace("_dateline_digest", "_dateline_other"));
    assert!(summary.problems.is_empty(), "{:?}", summary.problems);
    stories.remove(0)
}

#[test]
fn blocks_that_wordpress_has_are_read_from_its_own_content() {
    for source in [
        "One *two* **three** `four` [five](https://a.example/) x<sup>2</sup> y<sub>3</sub><br>z <abbr title=\"United Nations\">UN</abbr> [gallery] <span lang=\"ur\">سلام</span>",
        "A line<note>with *words* of its own</note>, and a second<note>two</note>.",
        "## Two\n\n### Three\n\n#### Four",
        "- one\n- two\n\n  3. inner\n  4. more",
        "7. seven\n8. eight",
        "- one\n\n  > said\n\n- two",
        ":::quote{by=\"Ada\"}\nSaid.\n\nAnd said.\n:::",
        ":::pull-quote{by=\"Ada\"}\nA *line*.\n:::",
        ":::figure{src=\"a.jpg\" alt=\"A boat\"}\nIn the *harbour*.\n:::",
        ":::gallery{caption=\"All\"}\n::figure{src=\"a.jpg\" alt=\"A boat\"}\n::figure{src=\"b.jpg\" alt=\"A ship\"}\n:::",
        ":::table{caption=\"Figures\"}\n| Year | Sum |\n| --- | ---: |\n| 2025 | 7 |\n:::",
        "::embed{url=\"https://www.youtube.com/watch?v=abcdefghijk\" title=\"A film\"}",
        "::embed{url=\"https://player.example/x\" title=\"\"}",
        "```\nlet a = [b];\n\n<c> --> d\n```",
        "One.\n\n---\n\nTwo.",
    ] {
        let article = story(source);
        let read = edited(&article, &[]);
        assert_eq!(read.article.body, article.body, "{source}");
        assert_eq!(read.losses, [], "{source}");
    }
}

#[test]
fn what_wordpress_has_no_block_for_keeps_its_words() {
    let source = ":::key-points{title=\"In short\"}\n- one\n- two\n:::\n\n:::live-post{at=\"2026-11-24T05:00:00Z\" headline=\"Now\" by=\"Ada\"}\nIt *began*.\n:::\n";
    let read = edited(&story(source), &[]);
    let words = dateline_story::text::of_blocks(&read.article.body);
    for part in ["In short", "one", "two", "Now", "By Ada", "It began."] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

#[test]
fn what_was_changed_in_wordpress_holds() {
    let article = Article { standfirst: Some("Before.".into()), ..story("One.") };
    let exported = exported(&article, "Ann Lee", &HashMap::new(), &["/old".to_owned()]);
    let other = |from: &str, to: &str| {
        assert!(exported.contains(from), "{from}: {exported}");
        back(&exported.replace(from, to)).0.remove(0)
    };
    let read = other("&lt;p&gt;One.&lt;/p&gt;", "&lt;p&gt;Two.&lt;/p&gt;");
    assert_eq!(read.article.body, [Block::Paragraph(vec![Inline::text("Two.")])]);
    assert_eq!(read.article.first_published, article.first_published);
    assert_eq!(other("<title>Talks", "<title>Talk").article.headline, "Talk");
    assert_eq!(other("<excerpt:encoded>Before.", "<excerpt:encoded>After.").article.standfirst.unwrap(), "After.");
    assert_eq!(other("<wp:status>publish", "<wp:status>draft").article.state, State::Draft);
    let closed = "<wp:post_password>open sesame</wp:post_password><wp:status>publish";
    assert_eq!(other("<wp:status>publish", closed).article.state, State::Draft);
    let read = other("<wp:post_date_gmt>2026-11-24 06", "<wp:post_date_gmt>2026-11-24 05");
    assert_eq!(read.article.first_published.unwrap().to_string(), "2026-11-24T05:00:00Z");
    let read = other("<wp:post_modified_gmt>2026-11-24 06", "<wp:post_modified_gmt>2026-11-25 06");
    assert_eq!(read.article.updated.unwrap().at.to_string(), "2026-11-25T06:00:00Z");
    let read = other("<dc:creator>ann", "<dc:creator>Bob Roe");
    assert_eq!(read.authors[0].name, "Bob Roe");
    let read = other("<link>https://news.example/world/talks", "<link>https://news.example/2026/11/talks/");
    // The third is WordPress's own: it keeps names that a post has had, and not where they stood.
    assert_eq!(read.redirects, ["/old", "/2026/11/talks/", "/2026/11/old/", "/?p=1"]);
    let read = other("nicename=\"world\"", "nicename=\"asia\"");
    assert_eq!(read.article.section.as_str(), "asia");
}

#[test]
fn a_copy_made_in_wordpress_is_a_story_of_its_own() {
    let exported = exported(&story("One."), "Ann Lee", &HashMap::new(), &[]);
    let start = exported.find("<item>").unwrap();
    let end = exported.find("</channel>").unwrap();
    let twice = format!(
        "{}{}{}",
        &exported[..end],
        &exported[start..end].replace("post_id>1<", "post_id>2<"),
        &exported[end..]
    );
    let (stories, _) = back(&twice);
    assert_eq!(
        stories.iter().map(|story| story.source.as_str()).collect::<Vec<_>>(),
        ["dateline:7", "wxr:news.example/?p=2"]
    );
    assert!(stories[1].losses[0].what.contains("copy of story 7"), "{:?}", stories[1].losses);
}

#[test]
fn pictures_that_wordpress_has_taken_in_keep_their_names() {
    let source = ":::figure{src=\"a.jpg\" alt=\"A boat\" credit=\"Ann\"}\nIn the harbour.\n:::\n";
    let lead = Figure { src: "a.jpg".into(), alt: "A boat".into(), ..Figure::default() };
    let article = Article { lead: Some(lead), ..story(source) };
    let exported = exported(&article, "Ann Lee", &pictures(&article), &[]);
    let moved = exported.replace("https://news.example/media/", "https://news.example/wp-content/uploads/2026/11/");
    let read = back(&moved).0.remove(0);
    assert_eq!(read.article.lead, article.lead);
    let [Block::Figure(figure)] = read.article.body.as_slice() else { panic!("{:?}", read.article.body) };
    assert_eq!((figure.src.as_str(), figure.alt.as_str()), ("a.jpg", "A boat"));
    let address = format!("https://news.example/wp-content/uploads/2026/11/{:024x}-800.jpg", 1);
    let found: Vec<_> = read.pictures.iter().map(|picture| (picture.name.as_str(), &picture.origin)).collect();
    assert_eq!(found, [("a.jpg", &Origin::Web(address))]);
}

#[test]
fn what_readers_may_not_read_is_never_published() {
    let later = Timestamp::from_second(2_000_000_000).unwrap();
    for (state, status) in [
        (State::Draft, "draft"),
        (State::InReview, "pending"),
        (State::Scheduled(later), "future"),
        (State::Published, "publish"),
        (State::Withdrawn, "private"),
        (State::TakenDown, "private"),
    ] {
        let exported = exported(&Article { state, ..story("One.") }, "Ann Lee", &HashMap::new(), &[]);
        assert!(exported.contains(&format!("<wp:status>{status}</wp:status>")), "{state:?}");
        assert_eq!(back(&exported).0[0].article.state, state);
    }
}

#[test]
fn readers_of_xml_take_whatever_a_headline_holds() {
    let article = Article { headline: "]]> <b>&amp;\u{fffe}\u{0}".into(), ..story("x ]]> y") };
    let exported = exported(&article, "<Ann>", &HashMap::new(), &[]);
    let mut reader = quick_xml::Reader::from_str(&exported);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            event => drop(event),
        }
    }
    assert!(!exported.contains(['\u{0}', '\u{fffe}']) && !exported.contains("]]>"), "{exported}");
    let (stories, _) = back(&exported);
    assert_eq!(stories[0].article.headline, "]]> <b>&amp;");
}
