//! What a story sends into the world, and what must never go out.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use dateline_server::jobs;
use dateline_server::outside::{self, follow};
use dateline_store::jobs::{JobState, Jobs};
use dateline_store::{Batch, Entry, Store, Translations};
use dateline_story::{Act, Article, ArticleId, Figure, Language, Picture, State, Timestamp};
use std::io::Read;

use crate::rig::{Rig, now, story};

/// Every way out that is no page of its own.
fn ways_out(path: &str) -> Vec<String> {
    let mut ways =
        vec!["/".into(), "/latest".into(), "/world".into(), "/topic/trade".into(), "/author/a-reporter".into()];
    for feed in ["latest", "language/en", "section/world", "topic/trade", "author/a-reporter"] {
        ways.extend(["rss", "atom", "json"].map(|format| format!("/feed/{feed}.{format}")));
    }
    ways.extend(
        ["/sitemap.xml", "/sitemap/pages.xml", "/sitemap/stories-1.xml", "/sitemap/news.xml"].map(str::to_owned),
    );
    ways.extend(["/feeds", "/feeds.opml", "/robots.txt", "/manifest.webmanifest"].map(str::to_owned));
    ways.push(format!("/embed{path}"));
    ways.push(format!("/oembed?url=https://news.example{path}"));
    ways.push(format!("/oembed?format=xml&url=https://news.example{path}"));
    ways
}

#[tokio::test]
async fn what_is_not_public_is_in_none_of_them() {
    let rig = Rig::new();
    let secret = |number: i64, state: State| Article {
        headline: format!("Secret {number}"),
        standfirst: Some(format!("Secret {number}.")),
        first_published: None,
        state,
        ..story(number, "world", 1)
    };
    let later = Timestamp::from_second(now().as_second() + 3600).unwrap();
    let hidden = [State::Draft, State::InReview, State::Scheduled(later)];
    let hidden = hidden.into_iter().zip(10..).map(|(state, number)| secret(number, state));
    let shown = [story(1, "world", 1), Article { headline: "Secret 2".into(), ..story(2, "world", 2) }];
    let gone = [3, 4].map(|number| Article { headline: format!("Secret {number}"), ..story(number, "world", 1) });
    let ids = rig.publish(shown.into_iter().chain(gone).chain(hidden).collect()).await;
    // What was served is gone at the next request.
    for path in ["/world/story-2", "/world/story-3", "/world/story-4"] {
        for way in ways_out(path) {
            let answer = rig.get(&way).await;
            assert_eq!(answer.status, StatusCode::OK, "{way}");
        }
    }
    assert!(rig.page("/feed/latest.rss").await.contains("Secret 3"));
    for (id, act) in [(1, Act::Withdraw), (2, Act::TakeDown), (3, Act::TakeDown)] {
        rig.newsroom.act(ids[id], act, "owner", "", now()).await.unwrap();
    }
    for number in [2, 3, 4, 10, 11, 12] {
        let path = format!("/world/story-{number}");
        for way in ways_out(&path) {
            let text = rig.get(&way).await.text();
            assert!(!text.contains("Secret"), "{way}");
            // Of what is gone Atom says so, by its number; nothing leads to it.
            assert!(!text.contains(&format!("{path}<")) && !text.contains(&format!("{path}\"")), "{way} names {path}");
        }
        for own in [format!("/embed{path}"), format!("/oembed?url=https://news.example{path}")] {
            let status = rig.get(&own).await.status;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::GONE, "{own}: {status}");
        }
    }
    let atom = rig.page("/feed/section/world.atom").await;
    assert_eq!(atom.matches("<at:deleted-entry ").count(), 3);
    assert!(atom.contains(&format!("story/{}\"", ids[2])));
    assert!(rig.page("/feed/section/pakistan.atom").await.matches("<at:deleted-entry ").count() == 0);
}

fn picture(name: &str) -> (Picture, Vec<u8>) {
    let image = image::RgbImage::from_fn(1600, 1000, |x, y| image::Rgb([(x / 7) as u8, (y / 5) as u8, 120]));
    let picture = Picture {
        name: name.into(),
        digest: "0123456789abcdef01234567".into(),
        width: 1600,
        height: 1000,
        widths: vec![1600],
        tint: None,
        avif: false,
    };
    (picture, dateline_media::rendition::jpeg(&image).unwrap())
}

/// A story with a picture.
async fn pictured(rig: &Rig) -> ArticleId {
    let (picture, jpeg) = picture("a.jpg");
    rig.app.media.put(&picture.file(1600), jpeg).await.unwrap();
    rig.store.write(Batch { pictures: vec![picture], ..Batch::default() }).await.unwrap();
    let lead = Figure { src: "a.jpg".into(), alt: "A hall.".into(), ..Figure::default() };
    rig.publish(vec![Article { lead: Some(lead), ..story(1, "world", 1) }]).await[0]
}

/// The content of the first `<meta>` of a property.
fn meta(page: &str, property: &str) -> String {
    let after = page.split(&format!("property=\"{property}\" content=\"")).nth(1);
    after.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn local(address: &str) -> &str {
    address.strip_prefix("https://news.example").unwrap()
}

#[tokio::test]
async fn a_share_picture_follows_its_story() {
    let rig = Rig::new();
    let id = pictured(&rig).await;
    let page = rig.page("/world/story-1").await;
    assert_eq!(meta(&page, "og:image"), "https://news.example/media/0123456789abcdef01234567-1600.jpg", "the stand-in");
    assert_eq!((meta(&page, "og:image:width").as_str(), meta(&page, "og:image:height").as_str()), ("1600", "1000"));
    outside::make(&rig.app, &id.to_string()).await.unwrap();
    let page = rig.page("/world/story-1").await;
    let first = meta(&page, "og:image");
    let answer = rig.get(local(&first)).await;
    assert_eq!((answer.status, answer.header(header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"));
    let jpeg = image::load_from_memory(&answer.body).unwrap();
    assert_eq!((jpeg.width(), jpeg.height()), (1200, 630));
    assert!(answer.body.len() <= 300_000, "{} bytes", answer.body.len());
    for (shape, width, height) in [("1x1", 1200, 1200), ("4x3", 1200, 900), ("16x9", 1200, 675)] {
        let cut = first.replace(".jpg", &format!("-{shape}.jpg"));
        assert!(page.contains(&cut), "JSON-LD names it");
        let cut = image::load_from_memory(&rig.get(local(&cut)).await.body).unwrap();
        assert_eq!((cut.width(), cut.height()), (width, height));
    }
    // Another headline has another address, and the old one leads there: no chat shows the old words.
    let (article, revision) = rig.store.article(id).await.unwrap().unwrap();
    let corrected = Article { headline: "Another headline".into(), ..article };
    let change = dateline_store::Change {
        public: true,
        act: "update".into(),
        from_revision: revision,
        article: corrected,
        at: now(),
        by: "editor".into(),
        note: String::new(),
        redirects: vec![],
        source: None,
        text_only: false,
        closes_draft: false,
        filed_by: None,
    };
    rig.store.write(Batch { changes: vec![change], ..Batch::default() }).await.unwrap();
    assert!(
        meta(&rig.page("/world/story-1").await, "og:image").contains("/media/"),
        "the old card is not shown meanwhile"
    );
    outside::make(&rig.app, &id.to_string()).await.unwrap();
    let second = meta(&rig.page("/world/story-1").await, "og:image");
    assert_ne!(first, second);
    let old = rig.get(local(&first)).await;
    assert_eq!((old.status, old.header(header::LOCATION)), (StatusCode::FOUND, local(&second)));
    let digest = local(&first).trim_start_matches("/card/").trim_end_matches(".jpg").to_owned();
    assert!(!rig.app.media.has(&format!("share/{digest}-card.jpg")).await.unwrap(), "its file is gone");
    // Taken down, it is gone at the next request, whether or not the worker has come to it.
    rig.newsroom.act(id, Act::TakeDown, "owner", "", now()).await.unwrap();
    for address in [&first, &second] {
        let gone = rig.get(local(address)).await;
        assert_eq!((gone.status, gone.header(header::CACHE_CONTROL)), (StatusCode::NOT_FOUND, "no-store"));
    }
    outside::make(&rig.app, &id.to_string()).await.unwrap();
    let digest = local(&second).trim_start_matches("/card/").trim_end_matches(".jpg").to_owned();
    assert!(!rig.app.media.has(&format!("share/{digest}-card.jpg")).await.unwrap());
}

#[tokio::test]
async fn two_stories_with_the_same_words_have_each_their_own() {
    let rig = Rig::new();
    let briefing = |number: i64| Article { headline: "Morning briefing".into(), ..story(number, "world", number) };
    let ids = rig.publish(vec![briefing(1), briefing(2)]).await;
    let mut shown = Vec::new();
    for (id, path) in ids.iter().zip(["/world/story-1", "/world/story-2"]) {
        outside::make(&rig.app, &id.to_string()).await.unwrap();
        shown.push(meta(&rig.page(path).await, "og:image"));
    }
    assert_ne!(shown[0], shown[1]);
    rig.newsroom.act(ids[1], Act::TakeDown, "owner", "", now()).await.unwrap();
    outside::make(&rig.app, &ids[1].to_string()).await.unwrap();
    assert_eq!(rig.get(local(&shown[0])).await.status, StatusCode::OK);
    assert_eq!(rig.get(local(&shown[1])).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn share_pictures_are_queued_when_readers_may_read_and_when_somebody_does() {
    let rig = Rig::new();
    follow::follow(&rig.app).await.unwrap();
    let ids = rig.publish(vec![story(1, "world", 1), story(2, "world", 2)]).await;
    follow::follow(&rig.app).await.unwrap();
    let queued = async || {
        let jobs = rig.store.jobs(JobState::Waiting, now(), 0, 99).await.unwrap();
        let cards = jobs.into_iter().filter(|job| job.kind == outside::SHARE_JOB && job.key != "0");
        cards.map(|job| job.key).collect::<Vec<_>>()
    };
    assert_eq!(queued().await, Vec::<String>::new(), "what was imported waits until it is read");
    rig.page("/world/story-2").await;
    follow::follow(&rig.app).await.unwrap();
    assert_eq!(queued().await, [ids[1].to_string()]);
    rig.newsroom.act(ids[0], Act::Update, "editor", "", now()).await.unwrap();
    follow::follow(&rig.app).await.unwrap();
    assert_eq!(queued().await, [ids[1].to_string(), ids[0].to_string()]);
    // The worker does them, and the site's own.
    let (_stop, mut stopping) = tokio::sync::watch::channel(false);
    while jobs::next(&rig.app, dateline_media::Pace::Full, &mut stopping).await.unwrap().is_some() {}
    assert!(rig.page("/world/story-1").await.contains("/card/"));
    assert!(
        meta(&rig.page("/latest").await, "og:image").contains("/card/"),
        "a page without a picture shows the site's"
    );
}

#[tokio::test]
async fn translations_are_named_while_they_are_published() {
    let rig = Rig::new();
    let urdu = Article { language: Language::new("ur").unwrap(), headline: "خبر".into(), ..story(2, "world", 2) };
    let ids = rig.publish(vec![story(1, "world", 1), urdu]).await;
    assert!(!rig.page("/world/story-1").await.contains("hreflang=\"ur\" href"));
    let entry = Entry {
        at: now(),
        user: None,
        who: "Ada".into(),
        what: "translation-link",
        subject: String::new(),
        detail: String::new(),
        address: String::new(),
    };
    rig.store.link_translation(ids[0], ids[1], entry).await.unwrap();
    let page = rig.page("/world/story-1").await;
    assert!(page.contains("<link rel=\"alternate\" hreflang=\"ur\" href=\"https://news.example/world/story-2\">"));
    assert!(page.contains("hreflang=\"en\" href=\"https://news.example/world/story-1\""), "itself among them");
    assert!(page.contains("class=\"also-in\"") && page.contains("og:locale:alternate"));
    assert!(rig.page("/world/story-2").await.contains("href=\"https://news.example/world/story-1\""));
    rig.newsroom.act(ids[1], Act::Withdraw, "editor", "", now()).await.unwrap();
    let page = rig.page("/world/story-1").await;
    assert!(!page.contains("story-2") && !page.contains("class=\"also-in\""));
}

#[tokio::test]
async fn a_headline_cannot_break_out_of_anything() {
    let rig = Rig::new();
    let headline = "</script><script>alert(1)</script><!-- ]]> &amp; \u{2028}";
    let nasty = Article { headline: headline.into(), standfirst: Some(headline.into()), ..story(1, "world", 1) };
    rig.publish(vec![nasty]).await;
    for page in ["/world/story-1", "/world", "/", "/embed/world/story-1"] {
        assert!(!rig.page(page).await.contains("<script>alert"), "{page}");
    }
    let page = rig.page("/world/story-1").await;
    let data = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["@graph"][0]["headline"], headline);
    // Half a character comes in nowhere: text is UTF-8, and JSON with a lone surrogate is none.
    assert!(
        serde_json::from_str::<String>("\"\\ud83d\"").is_err() && String::from_utf8(vec![0xed, 0xa0, 0xbd]).is_err()
    );
    let feed: serde_json::Value = serde_json::from_str(&rig.page("/feed/latest.json").await).unwrap();
    assert_eq!(feed["items"][0]["title"], headline);
    for format in ["rss", "atom"] {
        let feed = rig.page(&format!("/feed/latest.{format}")).await;
        assert!(!feed.contains("<script>") && feed.contains("&lt;/script&gt;"), "{format}");
    }
}

#[tokio::test]
async fn a_feed_is_sent_again_only_where_it_has_changed() {
    let rig = Rig::new();
    rig.publish((1..=3).map(|number| story(number, "world", number)).collect()).await;
    let first = rig.get("/feed/section/world.rss").await;
    let (tag, modified) = (first.header(header::ETAG).to_owned(), first.header(header::LAST_MODIFIED).to_owned());
    for (field, value) in [(header::IF_NONE_MATCH, &tag), (header::IF_MODIFIED_SINCE, &modified)] {
        let again = rig.get_with("/feed/section/world.rss", &[(field, value)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(again.header(header::ETAG), tag);
    }
    let delta = (header::HeaderName::from_static("a-im"), "feed");
    let same = rig.get_with("/feed/section/world.rss", &[delta.clone(), (header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    rig.publish(vec![story(9, "world", 0)]).await;
    let part = rig.get_with("/feed/section/world.rss", &[delta.clone(), (header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!((part.status.as_u16(), part.header(header::HeaderName::from_static("im"))), (226, "feed"));
    let text = part.text();
    assert!(text.contains("Headline of story 9") && !text.contains("Headline of story 1<"));
    let whole = rig.get("/feed/section/world.rss").await;
    assert_eq!(whole.header(header::ETAG), part.header(header::ETAG));
    // An update that says nothing of itself, and a story of old that comes in now, are changes as well.
    let tag = whole.header(header::ETAG).to_owned();
    let id = rig.store.id_at(&crate::rig::slug("world"), &crate::rig::slug("story-2")).await.unwrap().unwrap();
    rig.newsroom.act(id, Act::Update, "editor", "", now()).await.unwrap();
    rig.publish(vec![story(20, "world", 900)]).await;
    let part = rig.get_with("/feed/section/world.rss", &[delta.clone(), (header::IF_NONE_MATCH, &tag)]).await;
    let text = part.text();
    assert_eq!((part.status.as_u16(), text.matches("<item>").count()), (226, 2));
    assert!(text.contains("Headline of story 2<") && text.contains("Headline of story 20<"));
    // Nobody keeps what anybody can think of.
    assert_eq!(rig.get("/feed/x%2Fsection/world.rss").await.status, StatusCode::NOT_FOUND);
    let unknown = rig.get_with("/feed/section/world.rss", &[delta, (header::IF_NONE_MATCH, "\"another\"")]).await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert_eq!(rig.get("/feed").await.header(header::LOCATION), "/feed/latest.rss");
    assert_eq!(rig.get("/feed/").await.header(header::LOCATION), "/feed");
    assert_eq!(rig.get("/.well-known/change-password").await.header(header::LOCATION), "/desk/account");
    for nowhere in ["/feed/section/nowhere.rss", "/feed/latest.xml", "/feed/language/de.rss", "/feed/nothing/a.rss"] {
        assert_eq!(rig.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn a_map_says_when_a_story_changed_and_leaves_copies_to_their_originals() {
    let rig = Rig::new();
    let copy = Article { canonical: Some("https://elsewhere.example/a".into()), ..story(2, "world", 2) };
    let ids = rig.publish(vec![story(1, "world", 5), copy, story(3, "world", 30)]).await;
    let map = async || rig.page("/sitemap/stories-1.xml").await;
    let before = map().await;
    assert!(before.contains("/world/story-1</loc>") && !before.contains("story-2"));
    let changed = |map: &str, story: &str| {
        map.split(&format!("/world/{story}</loc><lastmod>")).nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(changed(&before, "story-1"), "2026-11-24T01:00:00Z", "when it was published elsewhere");
    rig.newsroom.act(ids[2], Act::Update, "editor", "", now()).await.unwrap();
    let after = map().await;
    assert_eq!(changed(&after, "story-3"), "2026-11-24T06:00:00Z");
    assert_eq!(changed(&after, "story-1"), changed(&before, "story-1"), "a neighbour's change is not its own");
    let news = rig.page("/sitemap/news.xml").await;
    assert!(news.contains("Headline of story 1") && news.contains("<news:publication_date>2026-11-24T01:00:00Z<"));
    assert_eq!(rig.get("/sitemap/stories-2.xml").await.status, StatusCode::NOT_FOUND);
    let packed = rig.get_with("/sitemap/stories-1.xml", &[(header::ACCEPT_ENCODING, "gzip")]).await;
    assert_eq!(packed.header(header::CONTENT_ENCODING), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, after);
    let head = Request::builder().method(Method::HEAD).uri("/sitemap/stories-1.xml").body(Body::empty()).unwrap();
    assert_eq!((rig.ask(head).await.status, rig.get("/sitemap.xml").await.status), (StatusCode::OK, StatusCode::OK));
}

#[tokio::test]
async fn every_section_is_told_of_in_the_menu_or_not() {
    let rig = Rig::new();
    rig.publish((1..=12).map(|number| story(number, &format!("section-{number}"), number)).collect()).await;
    for list in ["/feeds", "/feeds.opml", "/sitemap/pages.xml"] {
        let text = rig.page(list).await;
        let all = (1..=12).map(|number| format!("/section-{number}")).chain(["/pakistan".into(), "/world".into()]);
        for section in all {
            assert!(text.contains(&section), "{list}: {section}");
        }
    }
}

#[tokio::test]
async fn a_card_may_be_framed_and_a_page_may_not() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    let policy = |answer: &crate::rig::Answer| answer.header(header::CONTENT_SECURITY_POLICY).to_owned();
    for _ in 0..2 {
        let card = rig.get("/embed/world/story-1").await;
        assert!(policy(&card).contains("frame-ancestors *") && !card.text().contains("<script"));
    }
    let tag = rig.get("/embed/world/story-1").await.header(header::ETAG).to_owned();
    let again = rig.get_with("/embed/world/story-1", &[(header::IF_NONE_MATCH, &tag)]).await;
    assert!(again.status == StatusCode::NOT_MODIFIED && policy(&again).contains("frame-ancestors *"));
    assert!(policy(&rig.get("/world/story-1").await).contains("frame-ancestors 'self'"));
    let small = rig.page("/oembed?maxwidth=300&maxheight=200&url=https://news.example/world/story-1").await;
    let small: serde_json::Value = serde_json::from_str(&small).unwrap();
    assert_eq!((small["width"].as_u64(), small["height"].as_u64()), (Some(300), Some(200)));
    for (query, status) in [
        ("format=yaml&url=https://news.example/world/story-1", StatusCode::NOT_IMPLEMENTED),
        ("url=https://elsewhere.example/world/story-1", StatusCode::NOT_FOUND),
        ("url=https://news.example.evil/world/story-1", StatusCode::NOT_FOUND),
        ("url=https://news.example/more/world/story-1", StatusCode::NOT_FOUND),
        ("", StatusCode::BAD_REQUEST),
        ("maxwidth=wide&url=https://news.example/world/story-1", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(rig.get(&format!("/oembed?{query}")).await.status, status, "{query}");
    }
}
