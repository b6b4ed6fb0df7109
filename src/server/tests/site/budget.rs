//! The weight of what a reader downloads, as limits that fail (DESIGN, decisions 4 and 6).

use axum::body::Body;
use axum::http::{Request, header};
use dateline_server::assets;
use dateline_story::{Article, Byline, markup};

use crate::rig::{Rig, slug, story};

/// Ten TCP segments: what arrives in the first round trip (RFC 6928).
const PAGE: usize = 14_600;

/// What a front page may weigh.
const FRONT: usize = 25_000;

/// Readers' WASM, its glue and the islands' loader, in bytes after Brotli.
const WASM: usize = 50_000;
const GLUE: usize = 5_000;
const LOADER: usize = 1_500;

/// All fonts together, whatever a page needs of them.
const FONTS: usize = 60_000;

/// 600 words that do not compress better than prose does: a Zipf-like pick from a vocabulary of made-up words.
fn prose(words: usize) -> String {
    let syllables = [
        "ka", "ro", "min", "ter", "is", "la", "ba", "dou", "shi", "pre", "con", "ven", "tion", "al", "go", "ver", "n",
        "me", "nt", "sy", "ra", "ul",
    ];
    let mut state = 42u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let vocabulary: Vec<String> =
        (0..400).map(|_| (0..1 + random(4)).map(|_| syllables[random(22) as usize]).collect()).collect();
    let mut text = String::new();
    for number in 1..=words {
        let rank = (random(400) * random(400) / 400) as usize;
        text.push_str(&vocabulary[rank]);
        text.push_str(if number % 75 == 0 {
            ".\n\n"
        } else if number % 13 == 0 {
            ", "
        } else {
            " "
        });
    }
    text
}

#[tokio::test]
async fn an_article_of_600_words_with_six_cards_fits_the_first_round_trip() {
    let rig = Rig::new();
    let mut article = Article { body: markup::parse(&prose(600)).blocks, ..story(1, "pakistan", 1) };
    article.bylines.push(Byline { author: slug("second-reporter"), role: Some("photographs".into()) });
    let mut stories = vec![article];
    stories.extend((2..=12).map(|number| story(number, "pakistan", number)));
    rig.publish(stories).await;
    let request = Request::get("/pakistan/story-1").header(header::ACCEPT_ENCODING, "br").body(Body::empty()).unwrap();
    let answer = rig.ask(request).await;
    assert_eq!(answer.header(header::CONTENT_ENCODING), "br");
    let html = rig.page("/pakistan/story-1").await;
    assert_eq!(html.matches("data-story=").count(), 6);
    assert!(html.contains("@font-face"), "the stylesheet is not in the page: run `cargo xtask assets` first");
    println!("article page: {} bytes of HTML, {} after Brotli, of {PAGE}", html.len(), answer.body.len());
    assert!(answer.body.len() <= PAGE, "{} bytes", answer.body.len());
}

#[tokio::test]
async fn a_full_front_page_stays_small() {
    let rig = Rig::new();
    let headline = |number: i64| prose(60).split(' ').skip(number as usize % 40).take(9).collect::<Vec<_>>().join(" ");
    let stories = (1..=60).map(|number| Article {
        headline: format!("{} {number}", headline(number)),
        standfirst: Some(prose(25)),
        ..story(number, ["pakistan", "world"][number as usize % 2], number)
    });
    rig.publish(stories.collect()).await;
    let request = Request::get("/").header(header::ACCEPT_ENCODING, "br").body(Body::empty()).unwrap();
    let answer = rig.ask(request).await;
    assert_eq!(answer.header(header::CONTENT_ENCODING), "br");
    println!("front page: {} bytes after Brotli, of {FRONT}", answer.body.len());
    assert!(answer.body.len() <= FRONT, "{} bytes", answer.body.len());
}

#[test]
fn the_islands_module_and_its_loader_stay_small() {
    crate::rig::carry();
    for (name, limit) in [("front.wasm", WASM), ("front.js", GLUE), ("loader.js", LOADER)] {
        let asset =
            assets::by_name(name).unwrap_or_else(|| panic!("{name} is not built in: run `cargo xtask assets` first"));
        let bytes = asset.brotli.map_or(asset.identity.len(), <[u8]>::len);
        println!("{name}: {} bytes, {bytes} after Brotli, of {limit}", asset.identity.len());
        assert!(bytes <= limit, "{name}: {bytes} bytes of {limit}");
    }
}

#[test]
fn fonts_are_few_and_a_late_one_moves_nothing() {
    crate::rig::carry();
    let fonts = assets::all().iter().filter(|asset| asset.name.ends_with(".woff2"));
    let bytes: usize = fonts.map(|font| font.identity.len()).sum();
    println!("fonts: {bytes} bytes, of {FONTS}");
    assert!(bytes > 0, "the fonts are not built in: run `cargo xtask assets` first");
    assert!(bytes <= FONTS, "{bytes} bytes");

    let mut stand_ins = 0;
    for face in assets::style().split("@font-face{").skip(1) {
        let face = face.split('}').next().unwrap();
        if face.contains("url(") {
            assert!(face.contains("font-display:optional"), "would come in place of another: {face}");
        } else {
            let metrics = ["size-adjust:", "ascent-override:", "descent-override:", "line-gap-override:"];
            assert!(metrics.iter().all(|metric| face.contains(metric)), "does not have our font's measure: {face}");
            stand_ins += 1;
        }
    }
    assert!(stand_ins > 0, "nothing stands in for our font");
}
