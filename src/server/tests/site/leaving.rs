//! Leaving is as easy as coming: what is exported comes back the same in an empty folder, and a copy of the site opens from a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Parser;
use dateline_newsroom::Submission;
use dateline_server::cli::Cli;
use dateline_server::command;
use dateline_store::Store;
use dateline_store::sqlite::Sqlite;
use dateline_story::{
    Article, ArticleId, Author, Byline, Correction, Credit, CreditKind, Figure, Focus, Kind, Language, Picture, State,
    Timestamp, Topic, Update, block, markup, text,
};

use crate::rig::{Rig, slug, story};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo");

/// Does what a command line says, on the site of the tests.
async fn dateline(data: &Path, arguments: &[&str]) {
    let settings = ["url=https://news.example", "languages=[\"en\", \"ur\", \"tr\"]", "time_zone=Asia/Karachi"];
    let settings = settings.iter().flat_map(|setting| ["--set", setting]);
    let data = ["--data", data.to_str().unwrap()];
    let line = ["dateline"].into_iter().chain(arguments.iter().copied()).chain(data).chain(settings);
    command::run(Cli::parse_from(line)).await.unwrap();
}

/// The body of the story with everything in it.
const EVERYTHING: &str = r#"
One *two* **three** [four](https://a.example/x?y=1&z=2) and [five](/world/story-2), `six`, H<sub>2</sub>O, x<sup>2</sup><br>a new line,
<abbr title="United Nations">UN</abbr>, <span lang="ur">سلام دنیا</span>, [brackets] and <note>a note with *words*</note> & an ampersand.

## A subhead

### Another

- one
- two

  1. inner

> Said.

:::quote{by="Ada"}
Said again.
:::

:::pull-quote{by="Ada"}
A *line* of it.
:::

:::figure{src="boat.jpg" alt="A boat" credit="Ann Lee" focus="20,80"}
In the *harbour*.
:::

:::gallery{caption="All of them"}
::figure{src="boat.jpg" alt="A boat"}
::figure{src="ship.jpg" alt="A ship" credit="Bo"}
:::

:::key-points{title="In short"}
- one
- two
:::

:::table{caption="Sums"}
| Year | Sum |
| --- | ---: |
| 2025 | 7 |
:::

::embed{url="https://www.youtube.com/watch?v=abcdefghijk" title="A film"}

::channel

:::correction{at="2026-11-24T05:00:00Z"}
It was *four*.
:::

```rust
let a = b[0] && c;
```

---

:::live-post{at="2026-11-24T05:30:00.25Z" headline="Now" by="Ada" key="yes"}
It began.
:::
"#;

/// A story with everything in it that a story can have.
fn everything() -> Article {
    Article {
        kind: Kind::Live,
        headline: "Everything ]]> <b>&amp; “all”".into(),
        short_headline: Some("All: 100%".into()),
        standfirst: Some("What it \\ says & <means>.".into()),
        description: Some("For machines".into()),
        topics: vec![slug("trade"), slug("aid")],
        bylines: vec![
            Byline { author: slug("zoe-lind"), role: None },
            Byline { author: slug("a-reporter"), role: Some("additional reporting".into()) },
        ],
        credits: vec![
            Credit { agency: "Reuters".into(), kind: CreditKind::Inputs },
            Credit { agency: "Agence X".into(), kind: CreditKind::Source },
        ],
        lead: Some(Figure {
            src: "ship.jpg".into(),
            alt: "A ship".into(),
            caption: text_of("A *ship* [at sea](https://a.example/)."),
            credit: "Bo".into(),
            focus: Focus { x: 30, y: 70 },
        }),
        body: markup::parse(EVERYTHING).blocks,
        updated: Some(Update { at: "2026-11-24T05:50:00.5Z".parse().unwrap(), reason: Some("More on it.".into()) }),
        corrections: vec![Correction { at: "2026-11-24T05:55:00Z".parse().unwrap(), text: "It was: four".into() }],
        canonical: Some("https://a.example/original".into()),
        ..story(1, "world", 3)
    }
}

fn text_of(line: &str) -> Vec<dateline_story::Inline> {
    match markup::parse(line).blocks.remove(0) {
        block::Block::Paragraph(content) => content,
        other => panic!("{other:?}"),
    }
}

/// A word that only a story which readers may not read has.
const SECRET: &str = "unsayable";

/// A story that readers may not read, under people and subjects that no other has.
fn hidden(number: i64, state: State) -> Article {
    let at = story(number, "world", 9).first_published;
    let was_public = matches!(state, State::Withdrawn | State::TakenDown);
    Article {
        headline: format!("Headline {SECRET} {number}"),
        slug: slug(&format!("{SECRET}-{number}")),
        standfirst: Some(format!("Standfirst {SECRET}")),
        topics: vec![slug(SECRET)],
        bylines: vec![Byline { author: slug(&format!("ann-{SECRET}")), role: None }],
        body: markup::parse(&format!("Body {SECRET}.\n\n::figure{{src=\"hidden.jpg\" alt=\"{SECRET}\"}}\n")).blocks,
        first_published: at.filter(|_| was_public),
        state,
        ..story(number, if number == 20 { SECRET } else { "world" }, 9)
    }
}

fn author(name: &str, of: &str) -> Author {
    Author { slug: slug(of), name: name.into(), role: "Editor".into(), bio: "Writes & more.".into(), channel: None }
}

/// The demonstration's stories, one with everything in it, and one in every state that is not public.
async fn newsroom() -> Rig {
    let rig = Rig::new();
    dateline(rig.folder.path(), &["import", "markdown", DEMO]).await;
    let mut pictures: Vec<Picture> = Vec::new();
    for (name, colour) in [("boat.jpg", 40), ("ship.jpg", 90), ("hidden.jpg", 200)] {
        let image = image::RgbImage::from_fn(900, 600, |x, y| image::Rgb([colour, (x / 4) as u8, (y / 3) as u8]));
        let mut bytes = Vec::new();
        image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
        pictures.push(rig.app.media.add(name, bytes).await.unwrap().picture);
    }
    let later: Timestamp = "2040-01-01T00:00:00.5Z".parse().unwrap();
    let states = [State::Draft, State::InReview, State::Scheduled(later), State::Withdrawn, State::TakenDown];
    let stories = [everything(), story(2, "world", 5)].into_iter();
    let stories = stories.chain(states.into_iter().zip(20..).map(|(state, number)| hidden(number, state)));
    let submissions = stories.map(|article| Submission {
        pictures: pictures.clone(),
        authors: vec![
            author("Ada Reporter", "a-reporter"),
            author("Zoë & Lind", "zoe-lind"),
            author(&format!("Ann {SECRET}"), &format!("ann-{SECRET}")),
        ],
        topics: vec![
            Topic { slug: slug("trade"), name: "Trade & more".into() },
            Topic { slug: slug("aid"), name: "Aid".into() },
            Topic { slug: slug(SECRET), name: SECRET.into() },
        ],
        redirects: vec![format!("/2012/{}/", article.slug), format!("/?p={}", article.slug.as_str().len())],
        ..rig.submission(article)
    });
    for submission in submissions.collect::<Vec<_>>() {
        rig.newsroom.import(vec![submission], Timestamp::now()).await.unwrap();
    }
    rig
}

/// All that is in a store: stories with their old addresses, and the names of everything that they name.
struct Whole {
    stories: BTreeMap<ArticleId, (Article, Vec<String>)>,
    authors: Vec<Author>,
    topics: Vec<Topic>,
    pictures: BTreeSet<String>,
}

async fn whole(data: &Path) -> Whole {
    let store = Sqlite::open(&data.join("dateline.db")).unwrap();
    let mut stories = BTreeMap::new();
    let (mut authors, mut topics, mut pictures) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for article in store.articles_after(ArticleId(i64::MIN), 1000).await.unwrap() {
        authors.extend(article.bylines.iter().map(|byline| byline.author.clone()));
        topics.extend(article.topics.iter().cloned());
        let figures = block::figures(&article.body).into_iter().chain(&article.lead);
        pictures.extend(figures.map(|figure| figure.src.clone()));
        let mut old = store.old_addresses(article.id).await.unwrap();
        old.sort();
        stories.insert(article.id, (article, old));
    }
    Whole {
        stories,
        authors: store.authors(&authors.into_iter().collect::<Vec<_>>()).await.unwrap(),
        topics: store.topics(&topics.into_iter().collect::<Vec<_>>()).await.unwrap(),
        pictures: store.pictures(&pictures).await.unwrap().into_iter().map(|picture| picture.name).collect(),
    }
}

/// The same stories out of an export in a format, in an empty folder.
async fn there_and_back(rig: &Rig, format: &str) -> (Whole, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = if format == "wxr" { out.join("site.xml") } else { out };
    dateline(rig.folder.path(), &["export", format, out.to_str().unwrap()]).await;
    let data = folder.path().join("data");
    dateline(&data, &["import", format, out.to_str().unwrap()]).await;
    let report = std::fs::read_to_string(data.join("import-report.txt")).unwrap();
    (whole(&data).await, report, folder)
}

/// As much of a story as ninjs holds of it.
fn held(article: &Article) -> Article {
    let second = |at: Timestamp| Timestamp::from_second(at.as_second()).unwrap();
    let plain = |lead: &Figure| {
        let caption =
            dateline_story::normal::inlines(vec![dateline_story::Inline::Text(text::of_inlines(&lead.caption))]);
        Figure { caption, ..lead.clone() }
    };
    Article {
        bylines: article.bylines.iter().map(|byline| Byline { author: byline.author.clone(), role: None }).collect(),
        lead: article.lead.as_ref().map(plain),
        body: Vec::new(),
        first_published: article.first_published.map(second),
        updated: None,
        corrections: article
            .corrections
            .iter()
            .map(|correction| Correction { at: second(correction.at), ..correction.clone() })
            .collect(),
        canonical: None,
        related: Vec::new(),
        state: match article.state {
            State::Scheduled(at) => State::Scheduled(second(at)),
            State::InReview => State::Draft,
            State::TakenDown => State::Withdrawn,
            state => state,
        },
        ..article.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_comes_back_from_an_export() {
    let rig = newsroom().await;
    let here = whole(rig.folder.path()).await;
    assert_eq!(here.stories.len(), 37);
    assert!(here.pictures.len() > 12 && here.pictures.contains("boat.jpg"));
    for format in ["wxr", "markdown"] {
        let (there, report, _folder) = there_and_back(&rig, format).await;
        for (id, story) in &here.stories {
            assert_eq!(there.stories.get(id), Some(story), "{format}");
        }
        assert_eq!(there.stories.len(), here.stories.len(), "{format}");
        assert_eq!(there.authors, here.authors, "{format}");
        assert_eq!(there.topics, here.topics, "{format}");
        assert_eq!(there.pictures, here.pictures, "{format}");
        let losses: Vec<&str> = report.lines().filter(|line| !line.contains("it was not public yet")).collect();
        assert_eq!(losses, Vec::<&str>::new(), "{format}");
    }
    let (there, _, _folder) = there_and_back(&rig, "ninjs").await;
    for (id, (article, _)) in &here.stories {
        let read = &there.stories[id].0;
        let without = |article: &Article| Article { body: Vec::new(), updated: None, ..article.clone() };
        assert_eq!(without(read), held(article));
        let words = |article: &Article| text::of_blocks(&article.body).split_whitespace().count();
        assert!(words(read) * 10 >= words(article) * 9, "{}: {} of {}", article.slug, words(read), words(article));
    }
    assert_eq!((there.stories.len(), there.pictures), (here.stories.len(), here.pictures));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { found.push(entry) }
        }
    }
    found
}

/// The addresses in a page's `href`, `src` and `srcset`, and in its stylesheet.
fn addresses(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (before, after) in [(" href=\"", '"'), (" src=\"", '"'), ("url(\"", '"')] {
        out.extend(html.split(before).skip(1).map(|rest| rest.split(after).next().unwrap().to_owned()));
    }
    for sizes in html.split(" srcset=\"").skip(1) {
        let sizes = sizes.split('"').next().unwrap().split(',');
        out.extend(sizes.map(|size| size.trim().split(' ').next().unwrap().to_owned()));
    }
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_opens_from_a_disk_and_holds_nothing_unpublished() {
    let rig = newsroom().await;
    // More than a page of stories, so that there are older pages.
    rig.publish((100..160).map(|number| story(number, "pakistan", number)).collect()).await;
    let mut urdu = story(170, "world", 2);
    (urdu.language, urdu.headline, urdu.slug) = (Language::new("ur").unwrap(), "اردو خبر".into(), slug("اردو-خبر"));
    rig.publish(vec![urdu]).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    dateline(rig.folder.path(), &["export", "html", "--dir", copy.to_str().unwrap()]).await;

    let files = files(&copy);
    let names: BTreeSet<String> =
        files.iter().map(|file| file.strip_prefix(&copy).unwrap().to_str().unwrap().to_owned()).collect();
    for name in [
        "index.html",
        "ur/index.html",
        "latest/index.html",
        "world/index.html",
        "world/story-1.html",
        "world/اردو-خبر.html",
        "topic/trade.html",
        "author/a-reporter.html",
        "about/index.html",
        "feeds/index.html",
        "feed/latest.rss",
        "sitemap.xml",
        "sitemap/stories-1.xml",
        "favicon.svg",
        "assets/dateline-serif.woff2",
    ] {
        let is_there =
            names.contains(name) || name.starts_with("assets/") && names.iter().any(|it| it.ends_with(".woff2"));
        assert!(is_there, "{name} is not in {names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("pakistan/older.")), "{names:?}");
    let here = whole(rig.folder.path()).await;
    let public = here.stories.values().filter(|(article, _)| article.state.is_public());
    let paths: Vec<String> = public.map(|(article, _)| format!("{}/{}.html", article.section, article.slug)).collect();
    assert!(paths.len() > 90);
    for path in &paths {
        assert!(names.contains(path), "{path}");
    }

    let store = Sqlite::open(&rig.folder.path().join("dateline.db")).unwrap();
    let hidden = store.pictures(&["hidden.jpg".to_owned()]).await.unwrap().remove(0);
    for (file, name) in files.iter().zip(files.iter().map(|file| file.display().to_string())) {
        let bytes = std::fs::read(file).unwrap();
        assert!(!name.contains(SECRET) && !name.contains(&hidden.digest), "{name}");
        let said = bytes.windows(SECRET.len()).any(|window| window.eq_ignore_ascii_case(SECRET.as_bytes()));
        assert!(!said, "{name} holds an unpublished word");
        if !name.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let scripts = html.matches("<script").count();
        assert_eq!(scripts, html.matches("<script type=\"application/ld+json\">").count(), "{name}");
        assert!(!html.contains("<form") && !html.contains("<template"), "{name}");
        assert!(addresses(&html).iter().all(|address| !address.contains("/search")), "{name}");
        for address in addresses(&html) {
            let outside =
                ["https://", "http://", "mailto:", "#", "data:"].iter().any(|start| address.starts_with(start));
            if outside {
                continue;
            }
            assert!(!address.starts_with('/'), "{name}: {address}");
            let path = address.split('#').next().unwrap();
            let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
            let target = file.parent().unwrap().join(path.as_ref());
            assert!(target.is_file(), "{name} leads to {address}, which is not there");
        }
    }
    let story = std::fs::read_to_string(copy.join("world/story-1.html")).unwrap();
    assert!(story.contains("It began.") && story.contains("../media/") && story.contains("srcset"));

    // A copy is never written over an older one, in which there may be what is no longer public.
    let again = Cli::parse_from([
        "dateline",
        "export",
        "html",
        "--dir",
        copy.to_str().unwrap(),
        "--data",
        rig.folder.path().to_str().unwrap(),
    ]);
    assert!(command::run(again).await.unwrap_err().to_string().contains("is not empty"));
}
