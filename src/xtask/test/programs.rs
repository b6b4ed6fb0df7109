//! Rust's tests: each test program by itself, so that it is known how long it took.
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Found;
use super::tally::{self, Tally};
use crate::place::Place;
use crate::run::{cargo, say, shown};

/// The site's crates: all but the readers' WASM, which native code cannot link, and this tool. This tool's own tests are
/// compiled apart, since what it depends on would be compiled again with everybody's features, and so are the editor's, which
/// has other features of Leptos.
const SITE: [&str; 7] =
    ["--workspace", "--exclude", "dateline-front", "--exclude", "dateline-desk-front", "--exclude", "xtask"];

/// A test program.
struct Program {
    /// As one knows it: `dateline-search tests/killed.rs`.
    name: String,
    path: PathBuf,
    /// Where Cargo would run it: its crate's folder.
    folder: PathBuf,
}

/// All of them, or those tests whose names hold `filter`.
pub fn tests(place: &Place, found: &Found, filter: Option<&str>) -> Result<()> {
    for packages in [&["--package", "xtask"][..], &["--package", "dateline-desk-front"], &SITE] {
        run(place, found, packages, filter)?;
    }
    // Asked together with all others, or what it shares with them would be compiled again.
    let with_models = [&SITE[..], &["--features", "dateline-search/model", "--test", "meaning"]].concat();
    run(place, found, &with_models, filter)
}

/// The unit tests of some packages.
pub fn unit_tests(place: &Place, found: &Found, packages: &[&str]) -> Result<()> {
    run(place, found, &[packages, &["--lib", "--bins"]].concat(), None)
}

fn run(place: &Place, found: &Found, what: &[&str], filter: Option<&str>) -> Result<()> {
    let Some(programs) = compiled(place, what)? else {
        say("test: the tests do not compile");
        found.count(false);
        return Ok(());
    };
    for program in programs {
        found.add(once_more(found, &program, filter)?);
    }
    Ok(())
}

/// What fails is run once more, and the second run counts: see [`super::browser::tests`].
fn once_more(found: &Found, program: &Program, filter: Option<&str>) -> Result<Tally> {
    let mut command = Command::new(&program.path);
    command.current_dir(&program.folder).arg("--quiet").args(filter);
    // As Cargo sets it for tests, whose pictures of errors some compare.
    command.env("CARGO_MANIFEST_DIR", &program.folder);
    let started = Instant::now();
    let (mut tally, mut printed) = tally::collected(&mut command, tally::cargo_line)?;
    found.slowest.took(&program.name, started.elapsed());
    if tally.failed > 0 {
        println!("{printed}\nxtask: test: {} failed and is run once more", program.name);
        (tally, printed) = tally::collected(&mut command, tally::cargo_line)?;
        if tally.failed == 0 {
            say(&format!("test: UNSTEADY: what failed in {} passed at the second run", program.name));
        } else {
            println!("{printed}");
        }
    }
    say(&format!("test: {}: {tally}", program.name));
    Ok(tally)
}

/// Compiles the tests and says which programs they are; `None` where they do not compile.
fn compiled(place: &Place, what: &[&str]) -> Result<Option<Vec<Program>>> {
    let mut command = cargo(place);
    command.args(["test", "--no-run", "--release"]).args(what);
    say(&format!("test: {}", shown(&command)));
    command.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
    let output = command.output().context("cargo did not start")?;
    let messages = String::from_utf8_lossy(&output.stdout);
    Ok(output
        .status
        .success()
        .then(|| messages.lines().filter_map(|line| program(&serde_json::from_str(line).ok()?)).collect()))
}

/// The test program that a message of Cargo's tells of.
fn program(message: &Value) -> Option<Program> {
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let path = PathBuf::from(message["executable"].as_str()?);
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?.to_owned();
    let package = folder.file_name()?.to_string_lossy().into_owned();
    let source = Path::new(message["target"]["src_path"].as_str()?);
    let source = source.strip_prefix(&folder).unwrap_or(source).display().to_string();
    Some(Program { name: format!("src/{package}/{source}"), path, folder })
}
