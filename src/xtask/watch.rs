//! Serving while somebody works: build, serve, and again at every change.
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::assets::{self, Effort};
use crate::compile::Compiler;
use crate::place::Place;
use crate::run::{cargo, say};

const WATCHED: [&str; 4] = ["src", "style", "public", "Cargo.toml"];
/// Often enough to feel immediate; looking at a few hundred files costs about a millisecond.
const INTERVAL: Duration = Duration::from_millis(300);

/// Runs until it is interrupted. A build that fails leaves the last good server running.
pub fn forever(place: &Place, serve: &[&str]) -> Result<()> {
    let mut server: Option<Child> = None;
    let mut seen = None;
    loop {
        let now = newest(&place.root);
        if seen == Some(now) {
            if let Some(status) = server.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
                say(&format!("watch: the server ended ({status}); it starts again after the next change"));
                server = None;
            }
            std::thread::sleep(INTERVAL);
            continue;
        }
        seen = Some(now);
        match build(place) {
            Err(error) => eprintln!("xtask: {error:#}\nxtask: watch: waiting for the next change"),
            Ok(binary) => {
                if let Some(child) = server.take() {
                    stop(child);
                }
                say(&format!("watch: dateline serve {}", serve.join(" ")));
                let child = Command::new(&binary).arg("serve").args(serve).current_dir(&place.root).spawn();
                server = Some(child.with_context(|| format!("{} did not start", binary.display()))?);
            }
        }
    }
}

fn build(place: &Place) -> Result<PathBuf> {
    let compiler = Compiler::begin(place, "watch")?;
    assets::make(place, Effort::Quick, &compiler)?;
    compiler.phase("watch: compiling the server");
    let mut command = cargo(place);
    command.args(["build", "--package", "dateline"]);
    compiler.compile(command, &[])?;
    compiler.done();
    Ok(place.target.join("debug/dateline"))
}

/// Asks the server to end, as the terminal would, and insists after five seconds.
fn stop(mut child: Child) {
    let _ = Command::new("kill").arg(child.id().to_string()).status();
    for _ in 0..50 {
        if child.try_wait().is_ok_and(|ended| ended.is_some()) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The time of the last change and the number of files: a removed file changes the second only.
fn newest(root: &Path) -> (SystemTime, usize) {
    let mut found = (SystemTime::UNIX_EPOCH, 0);
    for name in WATCHED {
        look(&root.join(name), &mut found);
    }
    found
}

fn look(path: &Path, found: &mut (SystemTime, usize)) {
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            look(&entry.path(), found);
        }
    } else if let Ok(changed) = path.metadata().and_then(|it| it.modified()) {
        found.0 = found.0.max(changed);
        found.1 += 1;
    }
}
