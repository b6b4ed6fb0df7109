//! The program as whoever watches it sees it: its numbers and its log, and that no reader is in them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::wire::ask;

/// A program that serves, and ends with the test.
struct Served {
    program: Child,
    at: SocketAddr,
    numbers: SocketAddr,
}

impl Served {
    fn start(folder: &std::path::Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder)
            .args(["serve", "--addr", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--log-format", "json"])
            .env("DATELINE_LOG", "warn,access=info")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut addresses = HashMap::new();
        for line in said {
            if let Some((what, address)) = line.split_once(" at http://") {
                let address = address.split('/').next().unwrap().parse().unwrap();
                addresses.insert(what.to_owned(), address);
            }
            if line.ends_with("/metrics") {
                break;
            }
        }
        let at = addresses.remove("Dateline is").unwrap();
        Self { program, at, numbers: addresses.remove("the program's numbers are").unwrap() }
    }

    /// Its log, once it has ended.
    fn end(mut self) -> String {
        self.program.kill().unwrap();
        let mut log = String::new();
        self.program.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        self.program.wait().unwrap();
        log
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The samples of an exposition in the OpenMetrics text format: name and labels, and the value.
fn samples(text: &str) -> HashMap<String, f64> {
    assert!(text.ends_with("# EOF\n"), "{text}");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.rsplit_once(' ').unwrap())
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

/// The numbers that the board in `docs/` shows.
fn shown_on_the_board() -> Vec<String> {
    let board: Value = serde_json::from_str(include_str!("../../../../docs/grafana.json")).unwrap();
    let targets = board["panels"].as_array().unwrap().iter().flat_map(|panel| panel["targets"].as_array().unwrap());
    let names = targets.flat_map(|target| {
        let asked = target["expr"].as_str().unwrap().split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        asked.filter(|word| word.starts_with("dateline_")).map(|name| name.trim_end_matches("_bucket").to_owned())
    });
    let names: Vec<String> = names.collect();
    assert!(names.len() > 10);
    names
}

const READER: &str = "x-forwarded-for: 203.0.113.77\r\n";

#[tokio::test]
async fn numbers_and_log_tell_what_was_done_and_not_for_whom() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let get = async |path: &str, fields: &str| ask(served.at, "GET", path, &format!("{READER}{fields}")).await.0;
    let first = get("/about", "x-request-id: from-the-proxy\r\n").await;
    assert!(first.contains("x-request-id: from-the-proxy"), "{first}");
    get("/about", "").await;
    get("/about", "sec-purpose: prefetch\r\n").await;
    get("/preview/secret-token?secret=query", "").await;
    let missing = get("/nowhere/at-all", "").await;
    let id = missing.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();

    let (head, text) = ask(served.numbers, "GET", "/metrics", "").await;
    assert!(head.contains("application/openmetrics-text"), "{head}");
    let samples = samples(&text);
    let count = |route: &str, status: u16, purpose: &str| {
        samples[&format!("dateline_requests_total{{route=\"{route}\",status=\"{status}\",purpose=\"{purpose}\"}}")]
    };
    assert_eq!(count("other", 200, "navigate") + count("other", 200, "prefetch"), 3.0);
    assert_eq!((count("article", 404, "navigate"), count("desk", 404, "navigate")), (1.0, 1.0));
    assert!(
        samples["dateline_pages_total{how=\"new\"}"] >= 1.0 && samples["dateline_pages_total{how=\"kept\"}"] >= 2.0
    );
    assert!(samples["dateline_make_seconds_count"] >= 1.0 && samples["dateline_kept_pages"] >= 1.0);
    assert!(samples["dateline_memory_bytes{part=\"resident\"}"] > 1e6);
    assert_eq!(samples["dateline_follower_behind_events"], 0.0);
    for name in shown_on_the_board() {
        let known = text.lines().any(|line| line.starts_with(&format!("# TYPE {name} ")) || line.starts_with(&name));
        assert!(known, "docs/grafana.json shows {name}, which nobody tells");
    }
    // Readers cannot reach it.
    assert!(get("/metrics", "").await.starts_with("HTTP/1.1 404"));

    let log = served.end();
    for secret in ["203.0.113.77", "secret-token", "secret=query"] {
        assert!(!text.contains(secret) && !log.contains(secret), "{secret} in {log}");
    }
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |path: &str| lines.iter().find(|line| line["path"] == path).unwrap();
    assert_eq!((&line("/about")["id"], &line("/about")["status"]), (&"from-the-proxy".into(), &200.into()));
    assert_eq!((&line("/nowhere/at-all")["id"], &line("/nowhere/at-all")["kept"]), (&id.into(), &false.into()));
    assert!(lines.iter().any(|line| line["path"] == "/about" && line["kept"] == true));
    assert!(lines.iter().any(|line| line["path"] == "/preview/"));
}
