//! The program itself, as somebody at a terminal meets it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use dateline_store::Store;
use dateline_store::sqlite::Sqlite;
use dateline_story::{Slug, text};

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .env_remove("DATELINE_DATA")
        .args(arguments)
        .output()
        .unwrap()
}

fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = dateline(folder, arguments);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(output.status.success(), "{arguments:?}: {out}{err}");
    out
}

fn bad(folder: &Path, arguments: &[&str]) -> String {
    let output = dateline(folder, arguments);
    assert!(!output.status.success(), "{arguments:?} succeeded");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!err.contains("panicked"), "{err}");
    err
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                found.insert(
                    entry.strip_prefix(folder).unwrap().to_string_lossy().into_owned(),
                    std::fs::read(&entry).unwrap(),
                );
            }
        }
    }
    found
}

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo");

#[test]
fn an_export_imports_to_the_same_stories() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let said = good(at, &["import", "markdown", DEMO]);
    assert!(said.contains("30 stories written") && said.contains("nothing was lost"), "{said}");
    assert!(good(at, &["import", "markdown", DEMO]).contains("0 stories written, 0 updated, 30 unchanged"));
    good(at, &["check"]);
    good(at, &["export", "markdown", "one"]);
    good(at, &["import", "markdown", "one", "--data", "second"]);
    good(at, &["export", "markdown", "two", "--data", "second"]);
    let (mut one, mut two) = (files(&at.join("one")), files(&at.join("two")));
    // Pictures go out as their largest rendition, which is compressed anew when it comes in.
    let pictures = one.extract_if(.., |path, _| path.starts_with("pictures/")).count();
    assert_eq!(pictures, two.extract_if(.., |path, _| path.starts_with("pictures/")).count());
    assert!(pictures > 10);
    assert_eq!(one.len(), 32);
    for (path, text) in &one {
        assert_eq!(String::from_utf8_lossy(text), String::from_utf8_lossy(&two[path]), "{path}");
    }
    assert!(
        good(at, &["import", "markdown", "one"]).contains("0 stories written, 0 updated, 30 unchanged"),
        "reading our own export back changes nothing"
    );
}

#[tokio::test]
async fn a_kill_in_the_middle_of_a_thousand_imports_loses_nothing_that_was_reported() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let posts = at.join("posts");
    std::fs::create_dir(&posts).unwrap();
    let body = |number: usize| {
        format!("Story {number} begins.\n\n{}\n\nStory {number} ends.\n", "Some more words. ".repeat(200))
    };
    for number in 0..1000 {
        let front = format!("---\ntitle: Story {number}\nslug: story-{number}\ndate: 2025-01-01T00:00:00Z\n---\n\n");
        std::fs::write(posts.join(format!("{number:04}.md")), front + &body(number)).unwrap();
    }
    for killed_after in [1, 100, 400] {
        let data = at.join(format!("data-{killed_after}"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(at)
            .args(["import", "markdown", "posts", "--list", "--data"])
            .arg(&data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut reported: Vec<String> = lines.by_ref().take(killed_after).map(Result::unwrap).collect();
        // SIGKILL: nothing of the program runs after it.
        child.kill().unwrap();
        child.wait().unwrap();
        reported.extend(lines.map_while(Result::ok).filter(|line| line.starts_with("/news/")));
        assert!(
            reported.len() >= killed_after && reported.len() < 1000,
            "killed too late to tell anything: {}",
            reported.len()
        );

        let store = Sqlite::open(&data.join("dateline.db")).unwrap();
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
        for path in &reported {
            let slug = Slug::new(path.strip_prefix("/news/").unwrap()).unwrap();
            let story = store.article_at(&Slug::new("news").unwrap(), &slug).await.unwrap();
            assert!(story.is_some(), "{path} was reported as written and is lost");
        }
        let mut written = 0;
        let mut after = dateline_story::ArticleId(0);
        loop {
            let stories = store.articles_after(after, 100).await.unwrap();
            let Some(last) = stories.last() else { break };
            after = last.id;
            for story in &stories {
                written += 1;
                let words = text::of_blocks(&story.body);
                assert!(
                    words.starts_with("Story ") && words.trim_end().ends_with("ends."),
                    "{} is half written",
                    story.path()
                );
            }
        }
        assert!(written >= reported.len());
        drop(store);
        let data = data.to_str().unwrap();
        let said = good(at, &["import", "markdown", "posts", "--data", data]);
        assert!(
            said.contains(&format!("{} stories written, 0 updated, {written} unchanged", 1000 - written)),
            "{said}"
        );
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("dateline.toml"), "name = \"A\"\nlanguages = \"en\"\n").unwrap();
    let said = bad(at, &["check"]);
    assert!(said.contains("dateline.toml, line 2, key “languages”") && said.contains("sequence"), "{said}");
    std::fs::remove_file(at.join("dateline.toml")).unwrap();

    assert!(bad(at, &["check", "--config", "none.toml"]).contains("none.toml"));
    assert!(bad(at, &["check", "--set", "url=nowhere"]).contains("--set url"));
    assert!(bad(at, &["serve", "--addr", "nonsense"]).contains("nonsense"));
    assert!(bad(at, &["import", "wxr", "none.xml"]).contains("none.xml"));
    assert!(bad(at, &["import", "markdown", "none"]).contains("none"));
    // A folder that cannot be made, whoever runs this.
    std::fs::write(at.join("file"), "").unwrap();
    assert!(bad(at, &["check", "--data", "file/data"]).contains("file/data"));
    // A folder that nothing can be written to, not even by root.
    #[cfg(target_os = "linux")]
    assert!(bad(at, &["import", "markdown", DEMO, "--data", "/proc/self"]).contains("/proc/self/dateline.db"));
    std::fs::create_dir(at.join("broken")).unwrap();
    std::fs::write(at.join("broken/dateline.db"), "this is no database. ".repeat(400)).unwrap();
    assert!(bad(at, &["check", "--data", "broken"]).contains("dateline.db"));

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let said = bad(at, &["serve", "--addr", &addr, "--data", "untouched"]);
    assert!(said.contains(&addr) && said.contains("--addr"), "{said}");
    assert!(!at.join("untouched/dateline.db").exists(), "a server that cannot listen touches no data");

    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(at)
        .env("DATELINE_NMAE", "x")
        .arg("check")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("DATELINE_NMAE"));
}

#[test]
fn a_broken_export_imports_what_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let item = |number: u32| {
        format!(
            "<item><title>Post {number}</title><link>https://old.example/{number}/</link><content:encoded><![CDATA[<p>Text {number}</p>]]></content:encoded>\
             <wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2020-01-0{number} 10:00:00</wp:post_date_gmt><wp:post_name>post-{number}</wp:post_name>\
             <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
        )
    };
    let head = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
                xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Old</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>";
    std::fs::write(at.join("cut.xml"), format!("{head}{}{}<item><title>Cut o", item(1), item(2))).unwrap();
    let said = good(at, &["import", "wxr", "cut.xml", "--report", "report.txt"]);
    assert!(said.contains("2 stories written"), "{said}");
    let report = std::fs::read_to_string(at.join("report.txt")).unwrap();
    assert!(report.contains("line 1"), "{report}");
    good(at, &["check"]);
    // Without a terminal nothing is said about progress.
    assert!(dateline(at, &["import", "wxr", "cut.xml"]).stderr.is_empty());
}

#[test]
fn one_file_in_an_empty_folder_serves_the_demonstration() {
    use std::io::{Read, Write};
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("dateline");
    std::fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).unwrap();
    let mut child = Command::new(&program)
        .current_dir(folder.path())
        .env_clear()
        .args(["serve", "--demo", "--addr", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.find_map(|line| line.strip_prefix("Dateline is at http://").map(str::to_owned)).unwrap();
    assert!(lines.next().unwrap().ends_with("/desk"));
    assert!(
        lines.next().unwrap().contains(folder.path().file_name().unwrap().to_str().unwrap()),
        "where the data lives is said"
    );
    let get = |path: &str| {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let front = get("/");
    let picture = front.split("src=\"/media/").nth(1).map(|rest| format!("/media/{}", rest.split('"').next().unwrap()));
    let answers = [
        "/pakistan/turkish-ministers-hold-talks-in-islamabad",
        "/ur",
        "/favicon.svg",
        "/robots.txt",
        "/desk/sign-in",
        &picture.unwrap(),
    ]
    .map(|path| (path.to_owned(), get(path)));
    child.kill().unwrap();
    child.wait().unwrap();
    for (path, answer) in answers {
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or_default());
    }
}

fn post(folder: &Path, name: &str, front: &str, body: &str) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(name), format!("---\n{front}\n---\n\n{body}\n")).unwrap();
}

#[tokio::test]
async fn a_story_in_american_english_belongs_to_an_english_site() {
    let folder = tempfile::tempdir().unwrap();
    post(&folder.path().join("posts"), "a.md", "title: A\ndate: 2025-01-01\nlang: en-US", "Words.");
    good(folder.path(), &["import", "markdown", "posts"]);
    let store = Sqlite::open(&folder.path().join("data/dateline.db")).unwrap();
    let story = store.article_at(&Slug::new("news").unwrap(), &Slug::new("a").unwrap()).await.unwrap().unwrap();
    assert_eq!(story.language.as_str(), "en");
}

#[tokio::test]
async fn pictures_that_come_later_are_taken_in_and_names_that_are_paths_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let evil = "::figure{src=\"../../escaped/evil.jpg\" alt=\"x\"}";
    let front = "format: dateline\ntitle: A\nlanguage: en\nkind: news\nsection: news\nslug: a\nstate: published\ndate: 2025-01-01T00:00:00Z";
    post(&at.join("posts"), "a.md", front, &format!("::figure{{src=\"tea.svg\" alt=\"Tea\"}}\n\n{evil}"));
    good(at, &["import", "markdown", "posts"]);
    let pictures = at.join("pictures");
    std::fs::create_dir(&pictures).unwrap();
    for name in ["tea.svg", "evil.jpg"] {
        std::fs::copy(Path::new(DEMO).join("pictures/tea-glasses.svg"), pictures.join(name)).unwrap();
    }
    let said = good(at, &["import", "markdown", "posts", "--media", "pictures"]);
    assert!(said.contains("1 updated"), "{said}");
    good(at, &["export", "markdown", "one/two/three"]);
    let written = files(at);
    assert!(written.contains_key("one/two/three/pictures/tea.svg"));
    assert!(!written.keys().any(|path| path.contains("escaped")), "{:?}", written.keys());
}

#[test]
fn a_story_that_comes_up_twice_is_taken_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good(at, &["import", "markdown", DEMO]);
    good(at, &["export", "markdown", "out"]);
    std::fs::copy(at.join("out/world/what-the-oic-does.md"), at.join("out/world/copy.md")).unwrap();
    let said = good(at, &["import", "markdown", "out", "--data", "second"]);
    assert!(said.contains("30 stories written") && said.contains("comes up twice"), "{said}");
}

#[test]
fn pictures_are_fetched_when_that_is_asked_and_a_missing_one_is_reported() {
    use std::io::{Read, Write};
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let picture = std::fs::read(Path::new(DEMO).join("pictures/tea-glasses.svg")).unwrap();
    // Ends with the test's process.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 2048];
            let length = stream.read(&mut request).unwrap_or_default();
            let found = String::from_utf8_lossy(&request[..length]).starts_with("GET /tea.svg ");
            let (status, body) = if found { ("200 OK", picture.as_slice()) } else { ("404 Not Found", &b""[..]) };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        }
    });
    let body = format!("Words.\n\n![Tea]({origin}/tea.svg)\n\n![None]({origin}/none.jpg)");
    post(&at.join("posts"), "a.md", "title: A\ndate: 2025-01-01", &body);
    good(at, &["import", "markdown", "posts", "--fetch-media"]);
    let report = std::fs::read_to_string(at.join("data/import-report.txt")).unwrap();
    assert!(report.contains("/none.jpg” could not be fetched") && !report.contains("/tea.svg” could"), "{report}");
    assert!(std::fs::read_dir(at.join("data/media")).unwrap().count() >= 5);
    good(at, &["export", "markdown", "out"]);
    let story = std::fs::read_to_string(at.join("out/news/a.md")).unwrap();
    // The one that could not be had keeps its address, so that it can be fetched another time.
    assert!(
        story.contains(&format!("src=\"{origin}/none.jpg\"")) && !story.contains(&format!("{origin}/tea.svg")),
        "{story}"
    );
}
