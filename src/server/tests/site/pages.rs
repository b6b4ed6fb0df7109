//! Every page kind, as readers get it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_story::{Act, Article, Block, Correction, Credit, CreditKind, Kind, Language, Update, markup};

use crate::rig::{Rig, now, slug, story};

fn count(html: &str, needle: &str) -> usize {
    html.matches(needle).count()
}

#[tokio::test]
async fn each_page_kind_is_a_whole_document() {
    let rig = Rig::new();
    rig.publish(
        (1..=30).map(|number| story(number, if number % 2 == 0 { "pakistan" } else { "world" }, number)).collect(),
    )
    .await;
    for path in [
        "/",
        "/latest",
        "/pakistan",
        "/topic/trade",
        "/author/a-reporter",
        "/about",
        "/feeds",
        "/pakistan/story-2",
        "/more/pakistan/story-2?from=6",
        "/search",
        "/search?q=headline",
        "/ur",
    ] {
        let html = rig.page(path).await;
        assert!(html.starts_with("<!doctype html><html lang=\""), "{path}");
        for (needle, wanted) in [
            ("<h1", 1),
            ("<main", 1),
            ("<title>", 1),
            ("name=\"description\"", 1),
            ("class=\"skip\"", 1),
            ("<footer class=\"footer\"", 1),
        ] {
            assert_eq!(count(&html, needle), wanted, "{path}: {needle}");
        }
        assert!(!html.contains(" style=\""), "{path}: an inline style, which the policy refuses");
        assert_eq!(
            html.contains("<script defer"),
            path == "/pakistan/story-2" || path.starts_with("/search"),
            "{path}: a script where no island is, or none where one is"
        );
        // Nothing but links and canonical addresses leads off the site.
        for attribute in ["src=\"http", "srcset=\"http", "action=\"http", "rel=\"preconnect"] {
            assert!(!html.contains(attribute), "{path}: {attribute}");
        }
    }
    assert!(rig.page("/ur").await.contains("<html lang=\"ur\" dir=\"rtl\">"));
}

#[tokio::test]
async fn a_story_shows_everything_it_has() {
    let rig = Rig::new();
    let at = |text: &str| text.parse().unwrap();
    let article = Article {
        kind: Kind::Analysis,
        headline: "Ministers <meet> & talk".into(),
        description: Some("What \"ministers\" said.".into()),
        credits: ["Reuters", "IBNS"].map(|agency| Credit { agency: agency.into(), kind: CreditKind::Inputs }).to_vec(),
        first_published: Some(at("2025-07-09T13:20:00Z")),
        updated: Some(Update { at: at("2025-07-09T16:05:00Z"), reason: Some("Adds a statement.".into()) }),
        corrections: vec![Correction { at: at("2025-07-10T08:00:00Z"), text: "It was Wednesday.".into() }],
        body: markup::parse(
            "One.\n\n::channel\n\n::embed{url=\"https://youtu.be/abcdefghijk\" title=\"A film\"}\n\n<sup>2</sup>\n",
        )
        .blocks,
        ..story(1, "pakistan", 1)
    };
    rig.publish(vec![article, story(2, "pakistan", 5), story(3, "world", 6)]).await;
    let html = rig.page("/pakistan/story-1").await;
    for part in [
        "<h1>Ministers &lt;meet&gt; &amp; talk</h1>",
        "href=\"/pakistan\">Pakistan</a>",
        "Analysis",
        "<meta name=\"description\" content=\"What &quot;ministers&quot; said.\">",
        "href=\"/author/a-reporter\">Ada Reporter</a>",
        "Published 9 July 2025, 18:20",
        "Updated 9 July 2025, 21:05",
        "Adds a statement.",
        "This story is more than a year old.",
        "With inputs from Reuters and IBNS",
        "It was Wednesday.",
        "https://whatsapp.com/channel/1",
        "https://wa.me/?text=Ministers%20%3Cmeet%3E%20%26%20talk%20https%3A%2F%2Fnews.example%2Fpakistan%2Fstory-1",
        "href=\"/topic/trade\">Trade</a>",
        "<link rel=\"canonical\" href=\"https://news.example/pakistan/story-1\">",
        "Headline of story 3",
        "<sup>2</sup>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    // The player is only in the frame's own document, behind a link.
    assert!(!html.contains("src=\"https://www.youtube"));
}

#[tokio::test]
async fn a_story_in_urdu_reads_from_right_to_left_around_it_too() {
    let rig = Rig::new();
    let language = Language::new("ur").unwrap();
    rig.publish(vec![Article { language, slug: slug("خبر"), ..story(1, "pakistan", 1) }, story(2, "pakistan", 2)])
        .await;
    let html = rig.page("/pakistan/%D8%AE%D8%A8%D8%B1").await;
    assert!(html.contains("<html lang=\"ur\" dir=\"rtl\">") && html.contains("صفحۂ اول") && html.contains("پاکستان"));
    let front = rig.page("/ur").await;
    assert!(front.contains("Headline of story 1") && !front.contains("Headline of story 2"));
    let section = rig.page("/pakistan").await;
    assert!(section.contains("lang=\"ur\" dir=\"rtl\""), "a card in another language says so");
}

#[tokio::test]
async fn older_links_lead_through_every_story_once() {
    let rig = Rig::new();
    rig.publish((1..=65).map(|number| story(number, "world", number / 4)).collect()).await;
    for start in ["/latest", "/world", "/topic/trade", "/author/a-reporter"] {
        let (mut path, mut seen) = (start.to_owned(), Vec::new());
        for _ in 0..10 {
            let html = rig.page(&path).await;
            seen.extend(
                html.split("data-card=\"\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()),
            );
            match html.split("rel=\"next\" href=\"").nth(1) {
                Some(rest) => path = rest.split('"').next().unwrap().to_owned(),
                None => break,
            }
        }
        let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), distinct.len()), (65, 65), "{start}");
    }
}

#[tokio::test]
async fn further_related_stories_come_as_a_page_and_as_cards() {
    let rig = Rig::new();
    rig.publish((1..=20).map(|number| story(number, "world", number)).collect()).await;
    let article = rig.page("/world/story-1").await;
    assert_eq!(count(&article, "data-story="), 6);
    assert!(article.contains("href=\"/more/world/story-1?from=6\""));
    let mut seen = Vec::new();
    let mut next = Some("/more/world/story-1?from=0".to_owned());
    while let Some(path) = next {
        let answer = rig.get(&format!("{path}&cards")).await;
        let html = answer.text();
        assert!(html.starts_with("<li data-story=") && !html.contains("<html"));
        seen.extend(html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        next = answer.headers.get("x-more").map(|more| more.to_str().unwrap().to_owned());
    }
    assert_eq!(seen.len(), 19);
    assert!(!seen.contains(&"/world/story-1".to_owned()), "a story is not related to itself");
    assert!(rig.page("/more/world/story-1?from=6").await.contains("noindex"));
}

#[tokio::test]
async fn further_cards_of_a_story_in_urdu_have_an_address_that_a_header_can_carry() {
    let rig = Rig::new();
    let urdu = |number: i64| Article { slug: slug(&format!("خبر-{number}")), ..story(number, "world", number) };
    rig.publish((1..=20).map(urdu).collect()).await;
    let answer = rig.get("/more/world/%D8%AE%D8%A8%D8%B1-1?from=6&cards").await;
    let more = answer.headers.get("x-more").unwrap().to_str().unwrap();
    assert_eq!(more, "/more/world/%D8%AE%D8%A8%D8%B1-1?from=12");
    assert!(!answer.text().contains("<!>"));
    assert_eq!(rig.get(more).await.status, StatusCode::OK);
}

#[tokio::test]
async fn withdrawn_stories_are_gone_and_drafts_were_never_there() {
    let rig = Rig::new();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::OK);
    rig.newsroom.act(ids[0], Act::Withdraw, "editor", "", now()).await.unwrap();
    let gone = rig.get("/world/story-1").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.text().contains("no longer available") && gone.text().contains("Headline of story 2"));
    assert!(!rig.page("/world").await.contains("Headline of story 1"), "a withdrawn story is in no list");
    rig.newsroom.act(ids[0], Act::Restore, "editor", "", now()).await.unwrap();
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::NOT_FOUND);
    rig.newsroom.act(ids[1], Act::TakeDown, "owner", "", now()).await.unwrap();
    assert_eq!(rig.get("/world/story-2").await.status, StatusCode::GONE);
    assert_eq!(rig.get("/qr/world/story-2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn old_addresses_lead_to_new_ones() {
    let rig = Rig::new();
    let mut submission = rig.submission(story(1, "world", 1));
    submission.redirects = vec!["/2012/03/old/".into(), "/?p=12".into(), "/قدیم".into()];
    rig.newsroom.import(vec![submission], now()).await.unwrap();
    for old in ["/2012/03/old/", "/2012/03/old", "/2012/03/old?utm=1", "/%D9%82%D8%AF%DB%8C%D9%85", "/world/story-1/"] {
        let answer = rig.get(old).await;
        assert_eq!(
            (answer.status, answer.header(header::LOCATION)),
            (StatusCode::MOVED_PERMANENTLY, "/world/story-1"),
            "{old}"
        );
    }
    let answer = rig.get("/?p=12").await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, "/world/story-1"));
    assert_eq!(rig.get("/?p=12&fbclid=abc").await.header(header::LOCATION), "/world/story-1", "with a tracker added");
    assert_eq!(rig.get("/a%3Fb/").await.header(header::LOCATION), "/a%3Fb", "what was encoded stays so");
    assert_eq!(rig.get("/?p=13").await.status, StatusCode::OK, "a number nobody knows is the front page");
}

#[tokio::test]
async fn the_same_page_is_the_same_bytes_and_need_not_be_sent_twice() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    let first = rig.get("/world/story-1").await;
    let other = Rig { app: rig.app.clone(), ..Rig::new() };
    assert_eq!(first.body, other.get("/world/story-1").await.body);
    for encoding in ["br", "gzip", "identity"] {
        let ask = |etag: Option<String>| {
            let request = Request::get("/world/story-1").header(header::ACCEPT_ENCODING, encoding);
            let request = if let Some(etag) = etag { request.header(header::IF_NONE_MATCH, etag) } else { request };
            request.body(Body::empty()).unwrap()
        };
        let answer = rig.ask(ask(None)).await;
        let etag = answer.header(header::ETAG).to_owned();
        assert!(answer.header(header::VARY).contains("accept-encoding"));
        assert_eq!(answer.header(header::CONTENT_ENCODING), if encoding == "identity" { "" } else { encoding });
        let again = rig.ask(ask(Some(etag))).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{encoding}");
    }
    let head = rig.ask(Request::head("/world/story-1").body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.header(header::CONTENT_LENGTH), first.body.len().to_string());

    let before = first.header(header::ETAG).to_owned();
    let ids = rig.store_ids().await;
    rig.newsroom.act(ids[0], Act::Correct, "editor", "A mistake.", now()).await.unwrap();
    assert_ne!(
        rig.get("/world/story-1").await.header(header::ETAG),
        before,
        "a changed story is a changed page at once"
    );
}

impl Rig {
    async fn store_ids(&self) -> Vec<dateline_story::ArticleId> {
        use dateline_store::Store;
        let id = self.store.id_at(&slug("world"), &slug("story-1")).await.unwrap().unwrap();
        vec![id]
    }
}

/// How many kinds of block there are.
const KINDS: usize = 15;

/// Numbers the kinds. A new kind of block stops this from compiling: number it, count it and add it to the test below.
fn kind(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 0,
        Block::Heading { .. } => 1,
        Block::List(_) => 2,
        Block::Quote { .. } => 3,
        Block::PullQuote { .. } => 4,
        Block::Figure(_) => 5,
        Block::Gallery { .. } => 6,
        Block::KeyPoints { .. } => 7,
        Block::Table(_) => 8,
        Block::Embed(_) => 9,
        Block::Channel { .. } => 10,
        Block::Correction { .. } => 11,
        Block::Code { .. } => 12,
        Block::Rule => 13,
        Block::LivePost(_) => KINDS - 1,
    }
}

#[tokio::test]
async fn every_block_reaches_the_page() {
    let source = "\
Text <em>a</em> **b** `c` <sub>d</sub> <abbr title=\"World Trade Organization\">WTO</abbr> <span lang=\"tr\">gemi</span><note>Under *it*</note> [e](/f)\\\ng

## Two

### Three

#### Four

- one

3. three

> said

:::quote{by=\"Her\"}
said so
:::

:::pull-quote{by=\"Him\"}
pulled
:::

:::figure{src=\"missing.jpg\" alt=\"An alt\" credit=\"Us\"}
A caption
:::

:::gallery{caption=\"All of them\"}
::figure{src=\"https://elsewhere.example/a.jpg\" alt=\"Away\"}
:::

:::key-points
- a point
:::

| A | B |
| --- | --: |
| 1 | 2 |

::embed{url=\"https://x.com/a/status/1\" title=\"A post\"}

::channel

:::correction{at=\"2026-11-01T00:00:00Z\"}
It was so.
:::

```rust
fn main() {}
```

---

:::live-post{at=\"2026-11-01T00:00:00Z\" headline=\"Posted\" key=\"yes\"}
Live.
:::
";
    let parsed = markup::parse(source);
    assert_eq!(parsed.problems, []);
    let kinds: std::collections::HashSet<_> = parsed.blocks.iter().map(kind).collect();
    assert_eq!(kinds.len(), KINDS, "a kind of block is missing from this test");
    let rig = Rig::new();
    rig.publish(vec![Article { body: parsed.blocks, kind: Kind::Live, ..story(1, "world", 1) }]).await;
    let html = rig.page("/world/story-1").await;
    for part in [
        "<em>a</em>",
        "<strong>b</strong>",
        "<code>c</code>",
        "<sub>d</sub>",
        "</figure></div><figcaption>All of them</figcaption></figure>",
        "<abbr title=\"World Trade Organization\">WTO</abbr>",
        "<sup class=\"note-mark\"><a id=\"note-mark-1\" href=\"#note-1\" role=\"doc-noteref\">1</a></sup>",
        "<li id=\"note-1\">Under <em>it</em>\u{a0}<a href=\"#note-mark-1\" role=\"doc-backlink\"",
        "<span lang=\"tr\" dir=\"ltr\">gemi</span>",
        "<a href=\"/f\">e</a><br>",
        "<h2>Two</h2>",
        "<h3>Three</h3>",
        "<h4>Four</h4>",
        "<ul><li>one</li></ul>",
        "<ol start=\"3\">",
        "<blockquote><p>said</p></blockquote>",
        "— Her",
        "class=\"pull\"",
        "An alt",
        "A caption",
        "Picture: Us",
        "href=\"https://elsewhere.example/a.jpg\"",
        "Key points",
        "<th scope=\"col\" class=\"end\">B</th>",
        "Open on X",
        "Follow the channel",
        "Correction, 1 November 2026",
        "class=\"language-rust\"",
        "<hr>",
        "id=\"post-1793491200-posted\"",
        "href=\"#post-1793491200-posted\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
