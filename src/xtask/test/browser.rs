//! The browser tests in `end2end/`.
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result};

use super::Found;
use super::tally::{self, Tally};
use crate::binary;
use crate::place::Place;
use crate::run::say;

/// Runs every `end2end/*.test.mjs`, and those of `src/surface/`, against the release binary. `DATELINE_BINARY` names the binary to them and
/// `DATELINE_BROWSER` Chromium.
///
/// A file that fails is run once more, and the second run counts: a browser on a busy machine now and then trips over itself.
/// Which files needed it is said at the end, since such a flow or what it tests wants mending.
pub fn tests(place: &Place, found: &Found, filter: Option<&str>) -> Result<()> {
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
        let started = Instant::now();
        let run = tally::collected(&mut command, tally::node_line);
        found.slowest.took(&format!("end2end/{file}"), started.elapsed());
        run
    };
    say(&format!("test: browser: {} files", files.len()));
    let mut failed = Vec::new();
    for (file, counted) in two_at_a_time(&files, &run) {
        let counted = counted?;
        if counted.failed > 0 {
            failed.push(file);
        } else {
            found.add(counted);
        }
    }
    let mut unsteady = Vec::new();
    for file in failed {
        say(&format!("test: browser: {file} failed and is run once more, alone"));
        let (counted, printed) = run(file)?;
        println!("{printed}");
        found.add(counted);
        if counted.failed == 0 {
            unsteady.push(file);
        }
    }
    if !unsteady.is_empty() {
        say(&format!("test: browser: UNSTEADY, passed at the second run only: {}", unsteady.join(", ")));
    }
    Ok(())
}

/// What `run` finds in each file, which waits for a browser more than it computes. Each is printed when it ends.
fn two_at_a_time<'f>(
    files: &'f [String],
    run: &(impl Fn(&str) -> Result<(Tally, String)> + Sync),
) -> Vec<(&'f str, Result<Tally>)> {
    let waiting = Mutex::new(files.iter());
    let work = || {
        let mut done = Vec::new();
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(file) = next else { return done };
            let found = run(file).map(|(found, printed)| {
                println!("{file}\n{printed}");
                found
            });
            done.push((file.as_str(), found));
        }
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut done = work();
        done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        done
    })
}

/// The files, the longest first, so that none is left to run alone at the end.
fn files(place: &Place) -> Result<Vec<String>> {
    let folder = place.root.join("end2end");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files: Vec<(u64, String)> = entries
        .flatten()
        .map(|entry| (entry.metadata().map_or(0, |it| it.len()), entry.file_name().to_string_lossy().into_owned()))
        .filter(|(_, name)| name.ends_with(".test.mjs"))
        .collect();
    // The writing surface's own, which need no browser, stand beside it.
    let surface = place.root.join("src/surface");
    let entries = std::fs::read_dir(&surface).with_context(|| format!("{} cannot be read", surface.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    files.extend(names.filter(|name| name.ends_with(".test.mjs")).map(|name| (0, format!("../src/surface/{name}"))));
    files.sort_by(|one, other| other.cmp(one));
    Ok(files.into_iter().map(|(_, name)| name).collect())
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
