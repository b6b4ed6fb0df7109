//! The browser tests in `end2end/`.
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::tally::{self, Tally};
use crate::binary;
use crate::place::Place;
use crate::run::say;

/// Runs every `end2end/*.test.mjs` against the release binary. `DATELINE_BINARY` names the binary to them and
/// `DATELINE_BROWSER` Chromium.
///
/// A file that fails is run once more, and the second run counts: a browser on a busy machine now and then trips over itself.
/// Which files needed it is said at the end, since such a flow or what it tests wants mending.
pub fn tests(place: &Place, tally: &mut Tally, filter: Option<&str>) -> Result<()> {
    let files = files(place)?;
    if files.is_empty() {
        say("test: no browser tests in end2end/");
        return Ok(());
    }
    let binary = binary::bring_home(place)?;
    let browser = browser();
    let run = |file: &str| {
        let mut command = Command::new("node");
        command.current_dir(place.root.join("end2end")).args(["--test", "--test-reporter=spec"]);
        command.args(filter.map(|it| format!("--test-name-pattern={it}"))).arg(file);
        command.env("DATELINE_BINARY", &binary).envs(browser.iter().map(|it| ("DATELINE_BROWSER", it)));
        tally::counted(&mut command, tally::node_line)
    };
    say(&format!("test: browser: {} files", files.len()));
    let mut unsteady = Vec::new();
    for file in &files {
        let mut found = run(file)?;
        if found.failed > 0 {
            say(&format!("test: browser: {file} failed and is run once more"));
            found = run(file)?;
            if found.failed == 0 {
                unsteady.push(file.as_str());
            }
        }
        tally.add(found);
    }
    if !unsteady.is_empty() {
        say(&format!("test: browser: UNSTEADY, passed at the second run only: {}", unsteady.join(", ")));
    }
    Ok(())
}

fn files(place: &Place) -> Result<Vec<String>> {
    let folder = place.root.join("end2end");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    names.sort();
    Ok(names)
}

/// The browser that the caller names, else the first one on PATH.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DATELINE_BROWSER") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
