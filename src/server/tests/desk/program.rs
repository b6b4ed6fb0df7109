//! `dateline user`, as somebody at a terminal meets it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .env_remove("DATELINE_DATA")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn good(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = dateline(folder, arguments, input);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn bad(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = dateline(folder, arguments, input);
    assert!(!output.status.success(), "{arguments:?} succeeded");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn people_are_added_listed_and_sent_links() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(good(at, &["user", "list"], "").contains("nobody has an account yet"));
    let add = ["user", "add", "--email", "Ada@news.example", "--name", "Ada", "--role", "owner"];
    let said = good(at, &[&add[..], &["--set", "url=https://news.example"]].concat(), "");
    assert!(said.contains("https://news.example/desk/link/"), "{said}");
    assert!(bad(at, &add, "").contains("somebody already has an account with the address ada@news.example"));
    let other = ["user", "add", "--email", "bea@news.example", "--name", "Bea", "--role", "editor", "--password-stdin"];
    assert!(bad(at, &other, "short\n").contains("at least 15 characters"));
    let said = good(at, &other, "four words of a kind\n");
    assert!(said.contains("Bea <bea@news.example> is added as editor") && !said.contains("/desk/link/"), "{said}");
    let said = good(at, &["user", "list"], "");
    assert!(
        said.contains("ada@news.example\tAda\towner, invited") && said.contains("bea@news.example\tBea\teditor\n"),
        "{said}"
    );
    assert!(good(at, &["user", "reset", "BEA@news.example"], "").contains("http://127.0.0.1:3000/desk/link/"));
    assert!(bad(at, &["user", "reset", "eve@news.example"], "").contains("nobody has an account with the address"));
    let king = ["user", "add", "--email", "x@news.example", "--name", "X", "--role", "king"];
    assert!(bad(at, &king, "").contains("“king” is not a role"));
    let nowhere = ["user", "add", "--email", "nowhere", "--name", "X", "--role", "editor"];
    assert!(bad(at, &nowhere, "").contains("“nowhere” is no e-mail address"));
}

#[test]
fn a_house_without_people_prints_its_first_owners_link_at_each_start() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder.path())
            .env_remove("DATELINE_DATA")
            .args(["serve", "--addr", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said: Vec<String> = lines.map_while(Result::ok).take(5).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        said
    };
    let (first, second) = (start(), start());
    let link = |said: &[String]| said.iter().find(|line| line.contains("/desk/link/")).cloned().expect("a link");
    assert_ne!(link(&first), link(&second));
    let add = ["user", "add", "--email", "a@news.example", "--name", "A", "--role", "owner", "--password-stdin"];
    good(folder.path(), &add, "four words of a kind");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder.path())
        .env_remove("DATELINE_DATA")
        .args(["serve", "--addr", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.find_map(|line| Some(line.split_once(" is at http://")?.1.to_owned())).unwrap();
    // Whoever is answered is answered after all that is said at the start.
    let mut visit = std::net::TcpStream::connect(address).unwrap();
    visit.write_all(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    assert!(BufReader::new(visit).lines().next().unwrap().unwrap().starts_with("HTTP/1.1 200"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!lines.any(|line| line.contains("/desk/link/")), "somebody has an account");
}

/// Serves a folder until the answer is dropped.
struct Serving {
    child: std::process::Child,
    /// What it goes on saying has somewhere to go.
    _said: std::io::BufReader<std::process::ChildStdout>,
}

impl Serving {
    /// Answers once it says where its stories live, which is the last word before it serves.
    fn of(folder: &Path) -> Self {
        use std::io::{BufRead, BufReader};
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder)
            .env_remove("DATELINE_DATA")
            .args(["--data", "data", "serve", "--addr", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("stories and pictures live in") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the server ended");
        }
        Self { child, _said: said }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn two_servers_publish_on_time_once_and_catch_up_with_what_they_missed() {
    use dateline_newsroom::{By, Newsroom};
    use dateline_store::Store;
    use dateline_store::sqlite::Sqlite;
    use dateline_story::{Act, Timestamp};
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&data.join("dateline.db")).unwrap());
    let newsroom = Newsroom::new(store.clone());
    let at = |seconds: i64| Timestamp::from_second(Timestamp::now().as_second() + seconds).unwrap();
    let schedule = async |number: i64, due: Timestamp, said: Timestamp| {
        let id = newsroom.file(crate::rig::story(number, "world", 0), &By::name("Ada"), said).await.unwrap();
        newsroom.act(id, Act::Schedule(due), "Ada", "", said).await.unwrap();
        id
    };
    // One came due while no server ran, the other comes due while two do.
    let missed = schedule(1, at(-60), at(-120)).await;
    let servers = [Serving::of(folder.path()), Serving::of(folder.path())];
    let due = at(3);
    let ids = [missed, schedule(2, due, at(0)).await];
    let begun = Instant::now();
    loop {
        let stories =
            [store.article(ids[0]).await.unwrap().unwrap().0, store.article(ids[1]).await.unwrap().unwrap().0];
        if stories.iter().all(|story| story.state.is_public()) {
            let late = stories[1].first_published.unwrap().as_millisecond() - due.as_millisecond();
            assert!((0..2000).contains(&late), "published {late} ms after its time");
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "not published");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(1200)).await;
    drop(servers);
    let events = store.events(0, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.act == "publish").count(), 2);
}
