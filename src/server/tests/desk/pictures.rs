//! The picture library: what comes in, what is refused, who may change what, and what readers get of it.

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use dateline_media::Pace;
use dateline_server::jobs;
use dateline_store::Accounts;
use dateline_store::library::Library;
use dateline_story::{Article, Figure, Role};
use futures_util::StreamExt;
use image::RgbImage;

use crate::browser::{Browser, ORIGIN, location};
use crate::rig::{Answer, Rig, story};

const BOUNDARY: &str = "------------------------dateline";

pub fn jpeg(width: u32, height: u32, blue: u8) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, blue]));
    dateline_media::rendition::jpeg(&image).unwrap()
}

fn part(name: &str) -> String {
    format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: image/jpeg\r\n\r\n"
    )
}

fn form(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend(part(name).as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn upload_to(browser: &mut Browser<'_>, path: &str, body: Body) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::ORIGIN, ORIGIN);
    browser.send(request, body).await
}

pub async fn upload(browser: &mut Browser<'_>, files: &[(&str, &[u8])]) -> Answer {
    upload_to(browser, "/desk/pictures", Body::from(form(files))).await
}

/// Does what is queued.
async fn work(rig: &Rig) {
    let (_stop, mut stopping) = tokio::sync::watch::channel(false);
    while jobs::next(&rig.app, Pace::Full, &mut stopping).await.unwrap().is_some() {}
}

#[tokio::test]
async fn a_picture_comes_in_is_completed_and_reaches_readers() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    let answer = upload(&mut reporter, &[("Galata Ferry.JPG", &jpeg(900, 600, 200))]).await;
    assert_eq!(location(&answer), "/desk/pictures/galata-ferry.jpg?done=picture-added");
    let page = reporter.page("/desk/pictures/galata-ferry.jpg?done=picture-added").await;
    assert!(page.contains("The picture is in the library.") && page.contains("900 × 600"), "{page}");
    assert!(page.contains("Further ones wait for their turn.") && page.contains("No story shows it."));

    let lead = Figure { src: "galata-ferry.jpg".into(), alt: "A ferry.".into(), ..Figure::default() };
    rig.publish(vec![Article { lead: Some(lead), ..story(1, "world", 1) }]).await;
    let before = rig.page("/world/story-1").await;
    assert!(before.contains("-800.jpg") && !before.contains(".avif"), "JPEG is there at once");
    work(&rig).await;
    let after = rig.page("/world/story-1").await;
    let avif = after.split('"').find_map(|text| text.split(' ').find(|word| word.ends_with("-480.avif"))).unwrap();
    let rendition = rig.get(avif).await;
    assert_eq!((rendition.status, rendition.header(header::CONTENT_TYPE)), (StatusCode::OK, "image/avif"));
    assert!(rendition.header(header::CACHE_CONTROL).contains("immutable"));
    let page = reporter.page("/desk/pictures/galata-ferry.jpg").await;
    assert!(page.contains("JPEG, AVIF: 240, 480, 800") && page.contains("Headline of story 1"), "{page}");

    // The original is nobody's, by whatever name.
    let digest = avif.trim_start_matches("/media/").split('-').next().unwrap();
    for path in
        [format!("/media/originals/{digest}"), format!("/media/originals%2F{digest}"), format!("/media/{digest}")]
    {
        assert_eq!(rig.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_library_is_searched_and_paged() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let files: Vec<(String, Vec<u8>)> = (0..40).map(|it| (format!("market-{it}.jpg"), jpeg(24, 16, it))).collect();
    let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(location(&upload(&mut editor, &borrowed).await), "/desk/pictures?done=pictures-added");
    let first = editor.page("/desk/pictures").await;
    assert_eq!(first.matches("<bdi class=\"name\"").count(), 36);
    let older = first.split('"').find(|text| text.starts_with("/desk/pictures?before=")).unwrap().to_owned();
    assert_eq!(editor.page(&older).await.matches("<bdi class=\"name\"").count(), 4);
    assert_eq!(editor.page("/desk/pictures?q=market+7").await.matches("<bdi class=\"name\"").count(), 1);
    for path in ["/desk/pictures", "/desk/catalogue/topics", "/desk/catalogue/authors", "/desk"] {
        let page = editor.page(&format!("{path}?q=C%2B%2B+flags")).await;
        assert!(page.contains("value=\"C++ flags\""), "{path}: {page}");
    }
    let none = editor.page("/desk/pictures?q=%22%3Cb%3E").await;
    assert!(none.contains("Nothing was found.") && !none.contains("<b>"), "{none}");
    assert_eq!(editor.get("/desk/pictures?before=x").await.status, StatusCode::NOT_FOUND);
    // The same file again is the same picture, whatever it is called.
    let again = upload(&mut editor, &[("other.jpg", &files[3].1)]).await;
    assert_eq!(location(&again), "/desk/pictures/market-3.jpg?done=picture-known");
}

#[tokio::test]
async fn what_is_no_picture_is_refused_by_name_and_the_rest_is_kept() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    let bomb: &[u8] =
        b"GIF89a\x60\xea\x60\xea\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x60\xea\x60\xea\0\x02\x02\x44\x01\0\x3b";
    for (bytes, status, words) in [
        (&b"<!doctype html><script>alert(1)</script>"[..], StatusCode::UNSUPPORTED_MEDIA_TYPE, "it is a web page"),
        (b"", StatusCode::UNSUPPORTED_MEDIA_TYPE, "it is empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", StatusCode::UNSUPPORTED_MEDIA_TYPE, "no picture that can be read"),
        (b"PK\x03\x04", StatusCode::UNSUPPORTED_MEDIA_TYPE, "ZIP"),
        (bomb, StatusCode::UNPROCESSABLE_ENTITY, "at most 80 megapixels"),
    ] {
        let answer = upload(&mut reporter, &[("<i>bad</i>.jpg", bytes)]).await;
        assert_eq!(answer.status, status, "{words}");
        let page = answer.text();
        assert!(page.contains(words) && page.contains("i&gt;.jpg") && !page.contains("<i>bad"), "{words}: {page}");
    }
    let mixed = upload(&mut reporter, &[("bad.jpg", b"<html>"), ("good.jpg", &jpeg(30, 20, 1))]).await;
    assert_eq!(mixed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(mixed.text().contains("bad.jpg") && mixed.text().contains("Taken in all the same: good.jpg."));
    let nothing = upload(&mut reporter, &[("", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("No file was chosen."));
    // Cut off in the middle of a file.
    let whole = form(&[("cut.jpg", &jpeg(30, 20, 2))]);
    let cut = upload_to(&mut reporter, "/desk/pictures", Body::from(whole[..whole.len() / 2].to_vec())).await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST);
    assert!(cut.text().contains("The upload was cut off."));
    assert_eq!(rig.store.library("", i64::MAX, 9).await.unwrap().len(), 1);
}

/// This program's memory, in kilobytes (proc(5)).
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// In a process of its own: other tests that run beside it fill the memory that is measured.
#[test]
fn two_hundred_megabytes_are_refused_while_they_come_and_fill_nothing() {
    let alone = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "pictures::two_hundred_megabytes_come", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&alone.stdout);
    assert!(alone.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&alone.stderr));
}

#[tokio::test]
#[ignore = "measures the memory of the whole process, so that another test runs it alone"]
async fn two_hundred_megabytes_come() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    let (measure, measured) = std::sync::mpsc::channel();
    let pieces = futures_util::stream::iter(0..200).map(move |number| {
        if number == 60 || number == 199 {
            measure.send(memory()).unwrap();
        }
        Ok::<_, std::io::Error>(Bytes::from(vec![0xff; 1 << 20]))
    });
    let head = futures_util::stream::once(async { Ok(Bytes::from(part("large.jpg"))) });
    let tail = futures_util::stream::once(async { Ok(Bytes::from(format!("\r\n--{BOUNDARY}--\r\n"))) });
    let body = Body::from_stream(head.chain(pieces).chain(tail));
    let answer = upload_to(&mut reporter, "/desk/pictures", body).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("large.jpg") && answer.text().contains("larger than 40 MB"));
    // The answer came only when all was read, so that a browser shows it.
    let (early, late) = (measured.recv().unwrap(), measured.recv().unwrap());
    assert!(early > 0 && late < early + 30_000, "{early} KB grew to {late} KB");
    assert!(rig.store.library("", i64::MAX, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_who_may_changes_a_picture_and_who_tried_is_written_down() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    upload(&mut editor, &[("editors.jpg", &jpeg(40, 20, 1))]).await;
    upload(&mut reporter, &[("reporters.jpg", &jpeg(40, 20, 2))]).await;
    let words = [("version", "1"), ("alt", "A ferry\r\nat night."), ("credit", "Ada/AP"), ("caption", "")];
    let refused = reporter.post("/desk/pictures/editors.jpg", &words).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let trail = rig.store.audited(None, 9).await.unwrap();
    assert!(
        trail.iter().any(|line| line.what == "refused" && line.who == "Bea" && line.subject == "picture editors.jpg")
    );
    assert!(!reporter.page("/desk/pictures/editors.jpg").await.contains("name=\"alt\""));
    let saved = reporter.post("/desk/pictures/reporters.jpg", &words).await;
    assert_eq!(location(&saved), "/desk/pictures/reporters.jpg?done=picture-saved");
    let kept = rig.store.library_picture("reporters.jpg").await.unwrap().unwrap();
    assert_eq!((kept.words.alt.as_str(), kept.words.credit.as_str()), ("A ferry at night.", "Ada/AP"));

    // A form from before that is not lost, and overwrites nothing unseen.
    let late = [("version", "1"), ("alt", "Another ferry."), ("credit", "AP"), ("caption", "")];
    let stale = editor.post("/desk/pictures/reporters.jpg", &late).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = stale.text();
    assert!(page.contains("A ferry at night.") && page.contains("Another ferry.") && page.contains("value=\"2\""));
    let long = "x".repeat(2001);
    let too_long = editor.post("/desk/pictures/reporters.jpg", &[("version", "2"), ("alt", &long)]).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.text().contains("At most 2,000 characters fit.") && too_long.text().contains(&long));

    // A click's place is told in the pixels that the picture was set in.
    let click = [
        ("version", "2"),
        ("width", "280"),
        ("height", "140"),
        ("at.x", "70"),
        ("at.y", "14"),
        ("x", "50"),
        ("y", "50"),
    ];
    let clicked = editor.post("/desk/pictures/reporters.jpg/focus", &click).await;
    assert_eq!(location(&clicked), "/desk/pictures/reporters.jpg?done=picture-focus");
    let focus = rig.store.library_picture("reporters.jpg").await.unwrap().unwrap().focus;
    assert_eq!((focus.x, focus.y), (25, 10));
    let nonsense =
        editor.post("/desk/pictures/reporters.jpg/focus", &[("version", "3"), ("x", "250"), ("y", "1")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    for path in ["/desk/pictures/nowhere.jpg", "/desk/pictures/..%2Foriginals", "/desk/pictures/%FF"] {
        let answer = editor.get(path).await;
        assert!(matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST), "{path}: {}", answer.status);
        assert!(editor.post(path, &words).await.status.is_client_error(), "{path}");
    }
}

#[tokio::test]
async fn nobody_comes_in_without_signing_in_or_from_elsewhere() {
    let rig = Rig::new();
    let mut visitor = Browser::new(&rig);
    for path in ["/desk/pictures", "/desk/pictures/a.jpg", "/desk/jobs"] {
        assert!(location(&visitor.get(path).await).starts_with("/desk/sign-in"), "{path}");
    }
    let file = jpeg(30, 20, 1);
    location(&upload(&mut visitor, &[("a.jpg", &file)]).await);
    let api = upload_to(&mut visitor, "/desk/api/pictures", Body::from(form(&[("a.jpg", &file)]))).await;
    assert_eq!((api.status, api.header(header::CONTENT_TYPE)), (StatusCode::UNAUTHORIZED, "application/json"));
    assert_eq!(visitor.get("/desk/api/pictures").await.status, StatusCode::UNAUTHORIZED);
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    let foreign = Request::post("/desk/pictures")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::ORIGIN, "https://evil.example");
    let answer = editor.send(foreign, Body::from(form(&[("a.jpg", &file)]))).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let plain = editor.post("/desk/pictures", &[("file", "a.jpg")]).await;
    assert_eq!(plain.status, StatusCode::BAD_REQUEST, "a form without files");
    assert!(rig.store.library("", i64::MAX, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn scripts_add_and_find_pictures() {
    let rig = Rig::new();
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    let file = jpeg(900, 600, 9);
    let body = || Body::from(form(&[("Ferry.jpg", &file)]));
    let made = upload_to(&mut reporter, "/desk/api/pictures", body()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let picture: serde_json::Value = serde_json::from_slice(&made.body).unwrap();
    assert_eq!((&picture["name"], &picture["width"], &picture["alt"]), (&"ferry.jpg".into(), &900.into(), &"".into()));
    let rendition = picture["rendition"].as_str().unwrap();
    assert!(rendition.ends_with("-480.jpg"));
    assert_eq!(rig.get(rendition).await.status, StatusCode::OK);
    assert_eq!((&picture["focus"], &picture["caption"]), (&serde_json::json!([50, 50]), &"".into()));
    serde_json::from_value::<dateline_story::Picture>(picture["picture"].clone()).unwrap();
    assert_eq!(upload_to(&mut reporter, "/desk/api/pictures", body()).await.status, StatusCode::OK);

    let found: serde_json::Value =
        serde_json::from_slice(&reporter.get("/desk/api/pictures?q=fer").await.body).unwrap();
    assert_eq!((found["pictures"].as_array().unwrap().len(), &found["older"]), (1, &serde_json::Value::Null));
    assert_eq!(reporter.get("/desk/api/pictures?before=x").await.status, StatusCode::BAD_REQUEST);
    for (bytes, status, word) in [
        (&b"<html>"[..], StatusCode::UNSUPPORTED_MEDIA_TYPE, "no-picture"),
        (b"", StatusCode::UNSUPPORTED_MEDIA_TYPE, "no-picture"),
    ] {
        let bad = upload_to(&mut reporter, "/desk/api/pictures", Body::from(form(&[("a.jpg", bytes)]))).await;
        let trouble: serde_json::Value = serde_json::from_slice(&bad.body).unwrap();
        assert_eq!((bad.status, &trouble["error"]), (status, &word.into()));
        assert!(!trouble["message"].as_str().unwrap().is_empty());
    }
    let none = reporter.post_json("/desk/api/pictures", "{}").await;
    assert_eq!((none.status, none.header(header::CONTENT_TYPE)), (StatusCode::BAD_REQUEST, "application/json"));
}

#[tokio::test]
async fn a_job_that_fails_is_seen_and_tried_again() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    upload(&mut editor, &[("ferry.jpg", &jpeg(300, 200, 1))]).await;
    let media = rig.folder.path().join("media");
    let away = rig.folder.path().join("away");
    std::fs::rename(&media, &away).unwrap();
    std::fs::create_dir(&media).unwrap();
    work(&rig).await;
    let page = editor.page("/desk/jobs").await;
    assert!(page.contains("nothing is left of the picture “ferry.jpg”"), "{page}");
    assert!(editor.page("/desk/pictures/ferry.jpg").await.contains("Further ones could not be made:"));
    assert!(editor.page("/desk/pictures").await.contains("One has failed"));
    let again = page.split('"').find(|text| text.starts_with("/desk/jobs/") && text.ends_with("/again")).unwrap();
    let mut reporter = Browser::of(&rig, "Bea", Role::Reporter).await;
    assert!(!reporter.page("/desk/jobs").await.contains("/again"));
    assert_eq!(reporter.post(again, &[]).await.status, StatusCode::FORBIDDEN);
    std::fs::remove_dir(&media).unwrap();
    std::fs::rename(&away, &media).unwrap();
    assert_eq!(location(&editor.post(again, &[]).await), "/desk/jobs?done=job-again");
    assert_eq!(editor.post(again, &[]).await.status, StatusCode::NOT_FOUND);
    work(&rig).await;
    assert!(editor.page("/desk/jobs").await.contains("Nothing waits and nothing has failed."));
    assert!(rig.store.library_picture("ferry.jpg").await.unwrap().unwrap().picture.avif);
}

#[tokio::test]
async fn a_worker_that_is_stopped_gives_its_job_back() {
    let rig = Rig::new();
    let mut editor = Browser::of(&rig, "Ada", Role::Editor).await;
    upload(&mut editor, &[("ferry.jpg", &jpeg(1600, 900, 1))]).await;
    let worker = jobs::start(rig.app.clone());
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    worker.stop().await;
    assert!(editor.page("/desk/pictures/ferry.jpg").await.contains("Further ones wait for their turn."));
    work(&rig).await;
    assert!(rig.store.library_picture("ferry.jpg").await.unwrap().unwrap().picture.avif);
}
