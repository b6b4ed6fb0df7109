//! Whole folders.

use std::ops::ControlFlow;
use std::path::Path;

use dateline_story::{Block, Language, Slug, State, markup};
use jiff::tz::TimeZone;

use super::{Error, Options, read};
use crate::incoming::{Incoming, Origin, Summary};

fn options() -> Options {
    Options::new(Slug::new("news").unwrap(), Language::english(), TimeZone::UTC)
}

fn import_dir(dir: &Path, options: &Options) -> (Vec<Incoming>, Summary) {
    let mut stories = Vec::new();
    let summary = read(dir, options, &mut |incoming| {
        stories.push(incoming);
        ControlFlow::Continue(())
    })
    .unwrap();
    (stories, summary)
}

fn import_with(files: &[(&str, &[u8])], options: &Options) -> (Vec<Incoming>, Summary) {
    let dir = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    import_dir(dir.path(), options)
}

fn import(files: &[(&str, &str)]) -> (Vec<Incoming>, Summary) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    import_with(&files, &options())
}

fn words(losses: &[crate::incoming::Loss]) -> Vec<String> {
    losses.iter().map(|loss| format!("{}: {}", loss.place, loss.what)).collect()
}

#[test]
fn a_hugo_post_keeps_what_it_says() {
    let post = "---\ntitle: 'Talks &amp; <em>treaties</em>'\ndate: 2020-03-24 18:00:00 -0500\nlastmod: 2020-03-25\ndeck: The deck\nsummary: The summary\nauthors: [marietta-jelks, Zoë de Bruin]\ntopics:\n  - contact-centers\naliases:\n  - /2015/old/\n  - https://old.example/older?x=1\nfeatured_image:\n  src: pic.jpg\n  alt: A 'picture'\n  caption: Its **words**\ncredits: [Reuters]\nkicker: K\n---\n\nOne\n\nTwo [other]({{< ref \"other.md\" >}} \"t\"), [lost]({{< ref \"nowhere.md\" >}}), <span>three</span>.\n\n<form>x</form>\n";
    let (stories, summary) = import_with(
        &[
            ("2020/post.md", post.as_bytes()),
            ("2020/pic.jpg", b"jpg"),
            ("other.md", b"---\ntitle: Other\ndate: 2020-01-01\nslug: the-other\n---\nx"),
        ],
        &Options { permalinks: Some("/:year/:month/:day/:slug/".into()), ..options() },
    );
    assert_eq!((stories.len(), summary.problems.len()), (2, 0));
    let story = &stories[0];
    let article = &story.article;
    assert_eq!(story.source, "markdown:2020/post.md");
    assert_eq!(article.headline, "Talks & treaties");
    assert_eq!(article.path(), "/news/post");
    let told = (article.standfirst.as_deref(), article.description.as_deref());
    assert_eq!(told, (Some("The deck"), Some("The summary")));
    assert_eq!(article.first_published.unwrap().to_string(), "2020-03-24T23:00:00Z");
    assert_eq!(article.updated.as_ref().unwrap().at.to_string(), "2020-03-25T00:00:00Z");
    assert_eq!(
        story.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(),
        ["Marietta Jelks", "Zoë de Bruin"]
    );
    assert_eq!(story.topics[0].name, "Contact centers");
    assert_eq!(story.redirects, ["/2015/old/", "/older?x=1", "/2020/03/24/post/"]);
    assert_eq!(article.credits[0].agency, "Reuters");
    let lead = article.lead.as_ref().unwrap();
    assert_eq!((lead.src.as_str(), lead.alt.as_str()), ("pic.jpg", "A 'picture'"));
    assert_eq!(story.pictures[0].origin, Origin::File("2020/pic.jpg".into()));
    assert_eq!(markup::write(&article.body).trim(), "One\n\nTwo [other](/news/the-other), lost, three.\n\nx");
    assert_eq!(
        words(&story.losses),
        [
            "2020/post.md:23: nothing here answers the reference “nowhere.md”: the words “lost” stay, the link does not",
            "2020/post.md:25: <form> does nothing in a story: its words are kept: “x”",
            "2020/post.md: front matter that has no place in a story is left out: kicker: “K”",
        ]
    );
}

#[test]
fn jekyll_and_zola_are_understood() {
    let jekyll = "---\ntitle: J\ncategories: sport football\ntags: a b\npublished: false\n---\nSee [it]({% post_url 2020-01-02-zola %}) and {{ site.baseurl }}/x.\n";
    let zola = "+++\ntitle = \"Z\"\ndate = 2020-01-02\n[taxonomies]\ntags = [\"c\"]\n[extra]\nstandfirst = \"S\"\n+++\n[back](@/_posts/2020-01-01-jekyll.md)\n";
    let (stories, _) = import(&[("_posts/2020-01-01-jekyll.md", jekyll), ("blog/2020-01-02-zola.md", zola)]);
    let [first, second] = &stories[..] else { panic!("{stories:?}") };
    assert_eq!((first.article.path().as_str(), first.article.state), ("/sport/jekyll", State::Draft));
    assert_eq!(first.article.topics.iter().map(Slug::as_str).collect::<Vec<_>>(), ["football", "a", "b"]);
    assert_eq!(markup::write(&first.article.body).trim(), "See [it](/blog/zola) and /x.");
    assert_eq!(second.article.path(), "/blog/zola");
    assert_eq!(second.article.standfirst.as_deref(), Some("S"));
    assert_eq!(markup::write(&second.article.body).trim(), "[back](/sport/jekyll)");
}

#[test]
fn one_bad_file_is_named_and_the_rest_comes_in() {
    let good: &[u8] = b"---\ntitle: G\ndate: 2020-01-01\n---\nx";
    let (stories, summary) = import_with(
        &[
            ("a.md", b"---\ntitle: [\n---\nx"),
            ("b.md", b"---\ntitle: never ends\n"),
            ("c.md", good),
            ("d.md", b"---\ntitle: caf\xe9\ndate: 2020-01-01\n---\nnul\0"),
            ("e.md", &[b'x'; 5000]),
        ],
        &Options { file_limit: 4000, ..options() },
    );
    assert_eq!(stories.len(), 2);
    assert_eq!(
        summary.problems.iter().map(|loss| loss.place.as_str()).collect::<Vec<_>>(),
        ["a.md:3", "b.md:1", "e.md"]
    );
    let told = words(&stories[1].losses);
    assert!(told[0].contains("byte 14") && told[1].contains("NUL"), "{told:?}");
}

#[test]
fn posts_without_words_get_their_summary_and_their_source() {
    let (stories, _) = import(&[(
        "a.md",
        "---\ntitle: A\ndate: 2020-01-01\nsummary: Elsewhere\nsource_url: https://www.a.example/x\n---\n",
    )]);
    let article = &stories[0].article;
    assert_eq!(markup::write(&article.body).trim(), "Elsewhere\n\n[a.example](https://www.a.example/x)");
    assert_eq!((article.standfirst.as_deref(), article.canonical.as_deref()), (None, Some("https://www.a.example/x")));
}

#[test]
fn what_search_engines_were_told_stays_what_they_are_told() {
    let file = |name, front: &str| (name, format!("---\ntitle: A\ndate: 2020-01-01\n{front}---\nWords.\n"));
    let files = [
        file("a.md", "description: D\n"),
        file("b.md", "description: D\nsummary: S\n"),
        file("c.md", "subtitle: Deck\nexcerpt: S\n"),
        file("d.md", "subtitle: Deck\nexcerpt: S\ndescription: D\n"),
    ];
    let (stories, _) = import(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let told = |story: &Incoming| (story.article.standfirst.clone().unwrap(), story.article.description.clone());
    let both = |standfirst: &str, description: &str| (standfirst.to_owned(), Some(description.to_owned()));
    let told: Vec<_> = stories.iter().map(told).collect();
    assert_eq!(told, [("D".to_owned(), None), both("S", "D"), both("Deck", "S"), both("Deck", "D")]);
    let lost: Vec<_> = stories.iter().map(|story| words(&story.losses).len()).collect();
    assert_eq!(lost, [0, 0, 0, 1]);
}

#[test]
fn sections_doubles_and_missing_titles_are_settled() {
    let (stories, summary) = import(&[
        ("media/_index.md", "---\ntitle: The media\n---\nignored"),
        ("media/a.md", "---\ndate: 2020-01-01\nslug: same\n---\n# Heading first\n\nx"),
        ("media/b.md", "---\ntitle: B\ndate: 2020-01-01\nslug: same\n---\nx"),
    ]);
    assert_eq!(summary.sections.values().collect::<Vec<_>>(), ["The media"]);
    assert_eq!(stories[0].article.headline, "Heading first");
    assert_eq!(stories[0].article.path(), "/media-stories/same");
    assert_eq!(stories[1].article.path(), "/media-stories/same-2");
    assert!(words(&stories[1].losses).iter().any(|loss| loss.contains("same-2")));
}

#[test]
fn an_empty_folder_and_a_missing_one_are_errors() {
    let dir = tempfile::tempdir().unwrap();
    let give = &mut |_: Incoming| ControlFlow::Continue(());
    assert!(matches!(read(dir.path(), &options(), give), Err(Error::Empty(_))));
    assert!(matches!(read(&dir.path().join("none"), &options(), give), Err(Error::Read { .. })));
}

#[test]
fn pictures_never_come_from_outside_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("secret.jpg"), "x").unwrap();
    let inside = dir.path().join("in");
    std::fs::create_dir(&inside).unwrap();
    std::os::unix::fs::symlink(dir.path().join("secret.jpg"), inside.join("link.jpg")).unwrap();
    std::fs::write(
        inside.join("a.md"),
        "---\ntitle: A\ndate: 2020-01-01\n---\n![s](../secret.jpg)\n\n![l](link.jpg)\n\n![p](/../../secret.jpg)",
    )
    .unwrap();
    let (stories, _) = import_dir(&inside, &options());
    assert!(stories[0].pictures.is_empty());
    assert_eq!(stories[0].losses.len(), 3, "{:?}", stories[0].losses);
}

#[test]
fn every_digitalgov_post_comes_in_whole() {
    let root = std::env::var_os("DATELINE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), std::path::PathBuf::from);
    let dir = root.join("markdown/digitalgov/news");
    if !dir.exists() {
        println!("skipped: {} is not here", dir.display());
        return;
    }
    let start = std::time::Instant::now();
    let (stories, summary) = import_dir(&dir, &options());
    let took = start.elapsed();
    println!("{} stories in {took:?}: {:.0} a second", stories.len(), stories.len() as f64 / took.as_secs_f64());
    if std::env::var_os("DATELINE_SHOW").is_some() {
        for story in &stories {
            println!("\n##### {} {:?} {}", story.source, story.article.first_published, story.article.headline);
            println!("{}", markup::write(&story.article.body));
            story.losses.iter().for_each(|loss| println!("LOSS {}: {}", loss.place, loss.what));
        }
        println!("{summary:#?}");
    }
    assert_eq!(words(&summary.problems), Vec::<String>::new());
    // One of the 2,084 files is the section's own page.
    assert_eq!((stories.len(), summary.sections.len()), (2083, 1));
    assert!(stories.iter().filter(|story| !story.authors.is_empty()).count() > 1700);
    assert!(stories.iter().filter(|story| !story.topics.is_empty()).count() > 2000);
    assert!(stories.iter().all(|story| story.article.first_published.is_some() || story.article.state == State::Draft));
    assert!(stories.iter().filter(|story| !story.redirects.is_empty()).count() >= 8);
    for story in &stories {
        let written = markup::write(&story.article.body);
        assert_eq!(markup::parse(&written).blocks, story.article.body, "{}", story.source);
        assert!(!written.contains("{{<") || written.contains("\\{"), "{}", story.source);
        assert!(!story.article.body.is_empty(), "{}", story.source);
        let unclean = |block: &Block| {
            matches!(block, Block::Paragraph(_))
                && markup::write(std::slice::from_ref(block)).contains("dateline-unresolved")
        };
        assert!(!story.article.body.iter().any(unclean), "{}", story.source);
    }
}

mod anything {
    use proptest::prelude::*;

    use super::*;

    fn soup() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "\\PC{0,12}",
            prop::sample::select(vec![
                "---\n",
                "+++\n",
                "title: x\n",
                "date: 2020-01-01\n",
                "\n\n",
                "{{< ",
                ">}}",
                "{{% ",
                "%}}",
                "{{< ref \"a\" >}}",
                "{% raw %}",
                "{% endraw %}",
                "{{ x }}",
                "[youtube=",
                "]",
                "```\n",
                "> ",
                "- ",
                "1. ",
                "    ",
                "<div>",
                "</div>",
                "|a|b|\n|-|-|\n",
                "[^1]",
                "[^1]: x",
                "{{</* ",
                "*/>}}",
                "{{< highlight go >}}",
                "{{< /highlight >}}",
                "![a](b.jpg)",
                "\r\n",
                "\"",
                "`",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn is_a_story_or_a_problem(files in prop::collection::vec(soup(), 1..4)) {
            let names = ["a.md", "_posts/2020-01-01-b.md", "c/index.md"];
            let files: Vec<(&str, &[u8])> = names.into_iter().zip(files.iter().map(String::as_bytes)).collect();
            let (stories, summary) = import_with(&files, &options());
            prop_assert_eq!(stories.len() + summary.problems.len(), files.len());
            for story in &stories {
                let written = markup::write(&story.article.body);
                prop_assert_eq!(&markup::parse(&written).blocks, &story.article.body, "{}", written);
                prop_assert!(!story.article.headline.is_empty());
            }
        }
    }
}

#[test]
fn what_is_under_embargo_is_scheduled_and_what_was_hidden_stays_so() {
    let post = |front: &str| format!("---\ntitle: T\n{front}\n---\nText.\n");
    let fronts = [
        ("a-later.md", "date: 2049-03-01T09:00:00+05:00"),
        ("b-embargo.md", "date: 2024-02-20\npublishDate: 2049-02-21T00:01:00Z"),
        ("c-only.md", "publishDate: 2049-02-21"),
        ("d-issue.md", "date: 2049-08-01\npublishDate: 2024-04-12"),
        ("e-expired.md", "date: 2023-01-01\nexpiryDate: 2023-06-01"),
        ("f-nobody.md", "date: 2024-03-01\nbuild:\n  render: never"),
        ("g-open.md", "date: 2024-03-01"),
        ("_posts/2049-01-01-h-jekyll.md", "layout: post"),
        ("secret/deep/i-cascade.md", "date: 2024-03-01"),
        ("secret/j-own.md", "date: 2024-03-01\nbuild: {render: always, list: always}"),
        ("unready/k-section.md", "date: 2024-03-01"),
    ];
    let mut files: Vec<(&str, String)> = fronts.iter().map(|(path, front)| (*path, post(front))).collect();
    files.push(("secret/_index.md", "---\ntitle: S\ncascade:\n  build:\n    render: never\n---\n".to_owned()));
    files.push(("unready/_index.md", "---\ntitle: U\ndraft: on\n---\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (stories, _) = import(&files);
    let found = |end: &str| &stories.iter().find(|story| story.source.ends_with(end)).unwrap().article;
    let state = |end: &str| found(end).state;
    let at = |text: &str| State::Scheduled(text.parse().unwrap());
    assert_eq!(state("a-later.md"), at("2049-03-01T04:00:00Z"));
    assert_eq!(state("b-embargo.md"), at("2049-02-21T00:01:00Z"));
    assert_eq!(state("c-only.md"), at("2049-02-21T00:00:00Z"));
    assert_eq!(state("d-issue.md"), State::Published);
    assert_eq!(found("d-issue.md").first_published, "2024-04-12T00:00:00Z".parse().ok());
    assert_eq!(state("h-jekyll.md"), at("2049-01-01T00:00:00Z"));
    for draft in ["e-expired.md", "f-nobody.md", "i-cascade.md", "k-section.md"] {
        assert_eq!(state(draft), State::Draft, "{draft}");
        assert_eq!(found(draft).first_published, None, "{draft}");
    }
    for open in ["g-open.md", "j-own.md"] {
        assert_eq!(state(open), State::Published, "{open}");
    }
    let told: Vec<String> = stories.iter().flat_map(|story| words(&story.losses)).collect();
    for (path, what) in [
        ("e-expired.md", "expirydate"),
        ("f-nobody.md", "build.render"),
        ("i-cascade.md", "build.render"),
        ("k-section.md", "its section is a draft"),
    ] {
        assert!(told.iter().any(|line| line.contains(path) && line.contains(what)), "{path}: {told:?}");
    }
}

#[test]
fn values_stay_as_typed_and_topics_apart() {
    let (stories, _) = import(&[
        ("a.md", "---\ntitle: 1.10\ndate: 2020-01-01\ntags: [C, C++, 'C#', .NET, 007, '&', Türkiye, TÜRKİYE]\n---\nx"),
        ("b.md", "+++\ntitle = 0x1F\ndate = 2020-01-01\ntags = [\"TURKIYE\"]\n+++\nx"),
    ]);
    assert_eq!([&*stories[0].article.headline, &*stories[1].article.headline], ["1.10", "0x1F"]);
    let topics: Vec<(&str, &str)> =
        stories[0].topics.iter().map(|topic| (topic.slug.as_str(), topic.name.as_str())).collect();
    assert_eq!(
        topics[..5],
        [("c", "C"), ("c-plus-plus", "C++"), ("c-sharp", "C#"), ("dot-net", ".NET"), ("007", "007")]
    );
    let told = [words(&stories[0].losses), words(&stories[1].losses)].concat();
    assert!(told.len() == 3 && told[0].contains("“&”") && told[2].contains("“TURKIYE” is one with"), "{told:?}");
}

#[test]
fn a_file_that_is_no_utf_8_keeps_its_accents() {
    let (stories, _) =
        import_with(&[("a.md", b"---\ntitle: Caf\xe9\ndate: 2020-01-01\n---\nna\xefve caf\xc3\xa9 \x80")], &options());
    assert_eq!(stories[0].article.headline, "Café");
    assert_eq!(markup::write(&stories[0].article.body).trim(), "naïve café €");
    assert!(words(&stories[0].losses)[0].contains("Windows-1252"));
}

#[test]
fn jekylls_posts_keep_their_dates_and_old_addresses() {
    let (stories, _) = import(&[("_posts/2016-2-29-leap-day-story.md", "---\ntitle: T\ncategories: Sea\n---\nx")]);
    assert_eq!(stories[0].article.slug.as_str(), "leap-day-story");
    assert_eq!(stories[0].article.first_published.unwrap().to_string(), "2016-02-29T00:00:00Z");
    assert_eq!(stories[0].redirects, ["/sea/2016/02/29/leap-day-story.html"]);
}

#[test]
fn footnotes_stand_where_their_numbers_do() {
    let body = "Words[^1] and[^x].\n\n[^1]: The *note*\n    over two lines.\n\n    A second paragraph.\n\nLast[^1], [^none].\n\n[^x]: X\n[^y]: Yy\n";
    let (stories, _) = import(&[("a.md", &format!("---\ntitle: T\ndate: 2020-01-01\n---\n{body}"))]);
    let note = "<note>The *note* over two lines.\\\nA second paragraph.</note>";
    assert_eq!(
        markup::write(&stories[0].article.body),
        format!("Words{note} and<note>X</note>.\n\nLast{note}, \\[^none\\].\n")
    );
    let told = words(&stories[0].losses);
    assert!(told.len() == 1 && told[0].contains("“y”") && told[0].contains("“Yy”"), "{told:?}");
}
