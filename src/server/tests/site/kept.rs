//! Pages that are kept: what is served is what would be made from nothing at that moment, and nothing is made again without need.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{StatusCode, header};
use dateline_cache::Form;
use dateline_cache::encoding::Liked;
use dateline_newsroom::Newsroom;
use dateline_server::app::{App, Turns};
use dateline_store::sqlite::Sqlite;
use dateline_store::{Cards, Catalogue, DocumentSaved, Entry, Library, Store, Translations};
use dateline_story::catalogue::{Document, Masthead};
use dateline_story::front::{Front, Slot};
use dateline_story::{Act, Article, ArticleId, Author, Byline, Figure, Language, Picture, Timestamp, Topic};
use proptest::prelude::*;

use crate::rig::{Rig, now, slug, story};

const BROTLI: Liked = Liked { brotli: true, zstd: false, gzip: false };

const STORIES: i64 = 16;
const SECTIONS: [&str; 3] = ["pakistan", "world", "sport"];
const TOPICS: [&str; 3] = ["trade", "water", "cricket"];
const AUTHORS: [&str; 2] = ["a-reporter", "another"];
const LANGUAGES: [&str; 2] = ["en", "ur"];

/// Something that happens in a newsroom.
#[derive(Clone, Debug)]
enum Step {
    /// A story comes in, or comes in again with other words, elsewhere, on other topics.
    Bring {
        story: i64,
        words: u8,
        section: usize,
        topic: usize,
        author: usize,
        language: usize,
        hours: i64,
    },
    Act(i64, Act),
    NameTopic(usize, u8),
    NameAuthor(usize, u8),
    NameSite(u8),
    Place(i64, usize),
    Picture(i64, bool),
    Card(i64, bool),
    Translate(i64, i64),
    Alone(i64),
    /// Nothing: another page is looked at.
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    let stories = 1..=STORIES;
    let act = prop_oneof![
        Just(Act::Update),
        Just(Act::Correct),
        Just(Act::Withdraw),
        Just(Act::TakeDown),
        Just(Act::Restore),
        Just(Act::Publish),
    ];
    prop_oneof![
        6 => (stories.clone(), any::<u8>(), 0..3_usize, 0..3_usize, 0..2_usize, 0..2_usize, 1..400_i64).prop_map(
            |(story, words, section, topic, author, language, hours)| Step::Bring {
                story, words, section, topic, author, language, hours
            }
        ),
        4 => (stories.clone(), act).prop_map(|(story, act)| Step::Act(story, act)),
        1 => (0..3_usize, any::<u8>()).prop_map(|(topic, words)| Step::NameTopic(topic, words)),
        1 => (0..2_usize, any::<u8>()).prop_map(|(author, words)| Step::NameAuthor(author, words)),
        1 => any::<u8>().prop_map(Step::NameSite),
        1 => (stories.clone(), 0..5_usize).prop_map(|(story, slot)| Step::Place(story, slot)),
        1 => (stories.clone(), any::<bool>()).prop_map(|(story, ready)| Step::Picture(story, ready)),
        2 => (stories.clone(), any::<bool>()).prop_map(|(story, made)| Step::Card(story, made)),
        2 => (stories.clone(), stories.clone()).prop_map(|(one, other)| Step::Translate(one, other)),
        1 => stories.prop_map(Step::Alone),
        2 => Just(Step::Look),
    ]
}

/// Where the stories' pages were at some time, and every list.
fn places() -> Vec<String> {
    let mut places: Vec<String> = ["/", "/ur", "/latest", "/about", "/nowhere"].map(str::to_owned).to_vec();
    places.extend(SECTIONS.iter().map(|section| format!("/{section}")));
    places.extend(TOPICS.iter().map(|topic| format!("/topic/{topic}")));
    places.extend(AUTHORS.iter().map(|author| format!("/author/{author}")));
    let outside =
        ["/feeds", "/feeds.opml", "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/news.xml", "/sitemap/stories-1.xml"];
    places.extend(outside.map(str::to_owned));
    let feeds = ["latest", "language/ur", "section/world", "topic/trade", "author/another"];
    places.extend(feeds.iter().flat_map(|feed| ["rss", "atom", "json"].map(|format| format!("/feed/{feed}.{format}"))));
    for number in (1..=STORIES).step_by(3) {
        places.push(format!("/embed/world/story-{number}"));
        places.push(format!("/oembed?url=https://news.example/world/story-{number}"));
    }
    for section in SECTIONS {
        places.extend((1..=STORIES).map(|number| format!("/{section}/story-{number}")));
        places.extend((1..=STORIES).step_by(7).map(|number| format!("/more/{section}/story-{number}?from=6")));
    }
    places
}

fn line() -> Entry {
    Entry {
        at: now(),
        user: None,
        who: "Ada".into(),
        what: "catalogue",
        subject: "site".into(),
        detail: String::new(),
        address: String::new(),
    }
}

/// A newsroom in which things happen.
struct World {
    rig: Rig,
    ids: Vec<Option<ArticleId>>,
}

impl World {
    async fn bring(&mut self, article: Article, number: i64) {
        let submission = self.rig.submission(article);
        // What the desk has changed since is not taken in again, and an address may be taken: then nothing happens.
        let submission = dateline_newsroom::Submission { source: format!("test:{number}"), ..submission };
        if self.rig.newsroom.import(vec![submission], now()).await.is_ok()
            && let Some(source) = self.rig.store.source(&format!("test:{number}")).await.unwrap()
        {
            self.ids[number as usize] = Some(source.article);
        }
    }

    async fn write(&self, document: Document) {
        let (kind, key) = document.place();
        let from = self.rig.store.document(kind, key).await.unwrap().map_or(0, |found| found.version);
        let saved = self.rig.store.write_document(document, from, String::new(), line()).await.unwrap();
        assert!(matches!(saved, DocumentSaved::Kept(_)));
    }

    async fn take(&mut self, step: &Step) {
        match *step {
            Step::Bring { story: number, words, section, topic, author, language, hours } => {
                let lead = Figure { src: format!("{}.jpg", number % 4), alt: "A picture.".into(), ..Figure::default() };
                let article = Article {
                    headline: format!("Headline {words} of story {number}"),
                    topics: vec![slug(TOPICS[topic])],
                    bylines: vec![Byline { author: slug(AUTHORS[author]), role: None }],
                    language: Language::new(LANGUAGES[language]).unwrap(),
                    lead: (number % 3 == 0).then_some(lead),
                    ..story(number, SECTIONS[section], hours)
                };
                self.bring(article, number).await;
            }
            Step::Act(number, act) => {
                if let Some(id) = self.ids[number as usize] {
                    // What cannot be done in a story's state is refused.
                    let _ = self.rig.newsroom.act(id, act, "editor", "", now()).await;
                }
            }
            Step::NameTopic(topic, words) => {
                self.write(Document::Topic(Topic { slug: slug(TOPICS[topic]), name: format!("Topic {words}") })).await;
            }
            Step::NameAuthor(author, words) => {
                let (role, bio) = (String::new(), String::new());
                let name = format!("Author {words}");
                self.write(Document::Author(Author { slug: slug(AUTHORS[author]), name, role, bio, channel: None }))
                    .await;
            }
            Step::NameSite(words) => {
                let masthead = Masthead { name: format!("Site {words}"), tagline: String::new(), channel: None };
                self.write(Document::Site(masthead)).await;
            }
            Step::Place(number, slot) => {
                let mut front = Front::free(Language::english());
                front.slots.extend(self.ids[number as usize].map(|id| (Slot::Top(slot), id)));
                self.write(Document::Front(front)).await;
            }
            Step::Picture(number, ready) => {
                let picture = picture(&format!("{}.jpg", number % 4), ready);
                let bring = dateline_store::Batch { pictures: vec![picture.clone()], ..Default::default() };
                self.rig.store.write(bring).await.unwrap();
                self.rig.store.complete_picture(&picture).await.unwrap();
            }
            Step::Card(number, made) => {
                let Some(id) = self.ids[number as usize] else { return };
                if made {
                    dateline_server::outside::make(&self.rig.app, &id.to_string()).await.unwrap();
                } else {
                    self.rig.store.forget_cards(id).await.unwrap();
                }
            }
            Step::Translate(one, other) => {
                if let (Some(one), Some(other)) = (self.ids[one as usize], self.ids[other as usize]) {
                    // Two of one language are refused.
                    let _ = self.rig.store.link_translation(one, other, line()).await;
                }
            }
            Step::Alone(number) => {
                if let Some(id) = self.ids[number as usize] {
                    self.rig.store.unlink_translation(id, line()).await.unwrap();
                }
            }
            Step::Look => {}
        }
    }

    /// The same site with nothing kept.
    fn with_nothing_kept(&self) -> Rig {
        let rig = &self.rig;
        let site = rig.app.live_site.configured().clone();
        let mut app = App::new(rig.store.clone(), site, rig.app.media.clone());
        app.now = rig.app.now;
        let folder = tempfile::tempdir().unwrap();
        Rig { folder, store: rig.store.clone(), newsroom: Newsroom::new(rig.store.clone()), app }
    }

    async fn compare(&self, places: &[&String]) {
        let fresh = self.with_nothing_kept();
        for place in places {
            let (kept, made) = (self.rig.get(place).await, fresh.get(place).await);
            let (one, other) = (kept.text(), made.text());
            let at = one.bytes().zip(other.bytes()).position(|(one, other)| one != other);
            let part = |text: &str| text.chars().skip(at.unwrap_or_default().saturating_sub(40)).take(120).collect();
            let (one, other): (String, String) = (part(&one), part(&other));
            assert!(kept.status == made.status && kept.body == made.body, "{place}: kept {one:?}, made {other:?}");
        }
    }
}

fn picture(name: &str, ready: bool) -> Picture {
    Picture {
        name: name.into(),
        digest: "0123456789abcdef".into(),
        width: 1600,
        height: 900,
        widths: if ready { vec![240, 800, 1600] } else { vec![240] },
        tint: None,
        avif: ready,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_as_it_would_be_made_from_nothing(
        steps in prop::collection::vec((step(), prop::collection::vec(any::<prop::sample::Index>(), 6)), 1..40),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World { rig: Rig::new(), ids: vec![None; STORIES as usize + 1] };
            for number in 1..=STORIES / 2 {
                world.bring(story(number, SECTIONS[number as usize % 3], number), number).await;
            }
            let places = places();
            world.compare(&places.iter().collect::<Vec<_>>()).await;
            for (step, looked_at) in &steps {
                world.take(step).await;
                let looked_at: Vec<&String> = looked_at.iter().map(|at| at.get(&places)).collect();
                world.compare(&looked_at).await;
            }
            world.compare(&places.iter().collect::<Vec<_>>()).await;
        });
    }
}

/// A page is kept if it is sent while none can be made.
async fn kept(rig: &Rig, paths: &[&str]) -> Vec<bool> {
    let mut still = rig.app.clone();
    still.making = Turns::of(0, Duration::from_millis(5));
    let mut kept = Vec::new();
    for path in paths {
        let request = axum::http::Request::get(*path).body(axum::body::Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(still.clone().router(), request).await.unwrap();
        kept.push(answer.status() == StatusCode::OK && !answer.headers().contains_key("x-dateline"));
    }
    kept
}

#[tokio::test]
async fn an_event_makes_those_pages_new_that_show_it_and_no_others() {
    let rig = Rig::new();
    let stories = (1..=60).map(|number| {
        let section = if number % 2 == 0 { "world" } else { "pakistan" };
        Article { topics: vec![slug(if number == 59 { "water" } else { "trade" })], ..story(number, section, number) }
    });
    let ids = rig.publish(stories.collect()).await;
    let deep = rig.page("/world").await;
    let deep = deep.split("href=\"/world?before=").nth(1).unwrap().split('"').next().unwrap();
    let deep = format!("/world?before={deep}");
    let paths = ["/world", "/pakistan", "/topic/water", "/pakistan/story-59", "/world/story-2", "/about", &deep];
    for path in paths {
        rig.page(path).await;
    }
    assert_eq!(kept(&rig, &paths).await, [true; 7]);
    // A new story of the world's comes in at the top: neither another section nor the section's archive shows it.
    let new = Article { topics: vec![slug("storms")], bylines: Vec::new(), ..story(61, "world", 0) };
    rig.publish(vec![new]).await;
    assert_eq!(kept(&rig, &paths).await, [false, true, true, true, false, true, true]);
    for path in paths {
        rig.page(path).await;
    }
    rig.newsroom.act(ids[58], Act::Update, "editor", "", now()).await.unwrap();
    assert_eq!(
        kept(&rig, &["/topic/water", "/pakistan/story-59", "/world", "/about"]).await,
        [false, false, true, true]
    );
    // What is being written is no page's.
    let before = kept(&rig, &paths).await;
    let draft = Article { id: ArticleId::UNASSIGNED, state: dateline_story::State::Draft, ..story(70, "world", 0) };
    rig.publish(vec![draft]).await;
    assert_eq!(kept(&rig, &paths).await, before);
}

#[tokio::test]
async fn what_another_program_writes_is_followed() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1), story(2, "pakistan", 2)]).await;
    let other = Arc::new(Sqlite::open(&rig.folder.path().join("dateline.db")).unwrap());
    let following = dateline_server::follow::start(rig.app.clone());
    rig.page("/pakistan").await;
    let id = other.id_at(&slug("world"), &slug("story-1")).await.unwrap().unwrap();
    for path in ["/world", "/world/story-1"] {
        rig.page(path).await;
        assert!(rig.app.cache.fresh(path, BROTLI).await.is_some());
    }
    Newsroom::new(other).act(id, Act::TakeDown, "owner", "", now()).await.unwrap();
    let started = std::time::Instant::now();
    while rig.app.cache.fresh("/world/story-1", BROTLI).await.is_some() {
        assert!(started.elapsed() < Duration::from_secs(10), "still kept");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    following.abort();
    assert!(rig.app.cache.stale("/world").await.is_none() && rig.app.cache.fresh("/pakistan", BROTLI).await.is_some());
    assert_eq!(rig.get("/world/story-1").await.status, StatusCode::GONE);
}

/// The clock of [`the_date_makes_every_page_new`], a day later.
fn tomorrow() -> Timestamp {
    Timestamp::from_second(now().as_second() + 86_400).unwrap()
}

#[tokio::test]
async fn the_date_makes_every_page_new() {
    let mut rig = Rig::new();
    rig.publish(vec![story(1, "world", 1)]).await;
    rig.page("/world").await;
    assert_eq!(kept(&rig, &["/world"]).await, [true]);
    rig.app.now = tomorrow;
    assert_eq!(kept(&rig, &["/world"]).await, [false]);
}

#[tokio::test]
async fn what_is_read_most_is_made_before_anybody_asks() {
    let rig = Rig::new();
    rig.publish(vec![story(1, "world", 1), story(2, "pakistan", 2)]).await;
    dateline_server::warm::warm(&rig.app).await.unwrap();
    for path in ["/", "/ur", "/latest", "/world", "/pakistan", "/world/story-1", "/pakistan/story-2"] {
        let made = rig.app.cache.fresh(path, BROTLI).await;
        assert!(made.is_some_and(|made| made.at_hand(BROTLI).is_some()), "{path}");
    }
}

#[tokio::test]
async fn compressed_pages_outlive_the_program_and_those_of_a_story_taken_down_do_not() {
    let rig = Rig::new();
    // Made of nothing that the other is made of.
    let apart = Article { topics: vec![slug("water")], bylines: Vec::new(), ..story(2, "pakistan", 2) };
    rig.publish(vec![story(1, "world", 1), apart]).await;
    let folder = rig.folder.path().join("pages");
    rig.app.follower.keep_in(&folder).await;
    let improving = tokio::spawn(dateline_cache::improve(rig.app.cache.clone()));
    for path in ["/world/story-1", "/pakistan/story-2", "/world/story-1", "/pakistan/story-2"] {
        rig.get_with(path, &[(header::ACCEPT_ENCODING, "br")]).await;
    }
    let files = || std::fs::read_dir(&folder).unwrap().count();
    while files() < 3 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    improving.abort();

    let Rig { folder: data, store, .. } = rig;
    let id = store.id_at(&slug("world"), &slug("story-1")).await.unwrap().unwrap();
    let other = Sqlite::open(&data.path().join("dateline.db")).unwrap();
    Newsroom::new(Arc::new(other)).act(id, Act::TakeDown, "owner", "", now()).await.unwrap();
    assert_eq!(files(), 3, "nobody has followed yet");

    let again = Rig::over(data);
    again.app.follower.keep_in(&folder).await;
    assert_eq!(again.get("/world/story-1").await.status, StatusCode::GONE);
    assert_eq!(files(), 2, "what was followed, and the other story");
    again.get("/pakistan/story-2").await;
    let made = again.app.cache.fresh("/pakistan/story-2", BROTLI).await.unwrap();
    assert_eq!(made.at_hand(BROTLI).map(|encoded| encoded.form), Some(Form::BestBrotli));
}
