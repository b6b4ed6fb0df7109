//! Everything that must hold before a change lands.
mod browser;
mod changed;
mod programs;
mod slowest;
mod tally;

use std::process::{Command, ExitCode};
use std::sync::Mutex;

use anyhow::{Context, Result};

use crate::assets::{self, Effort};
use crate::binary;
use crate::compile::Compiler;
use crate::limits;
use crate::place::Place;
use crate::run::{cargo, say, shown};
use slowest::Slowest;
use tally::Tally;

/// What has been found so far, by however many at once.
#[derive(Default)]
struct Found {
    tally: Mutex<Tally>,
    slowest: Slowest,
}

impl Found {
    fn add(&self, found: Tally) {
        if let Ok(mut tally) = self.tally.lock() {
            tally.add(found);
        }
    }

    /// Counts a check as one test.
    fn count(&self, passed: bool) {
        self.add(Tally { passed: u64::from(passed), failed: u64::from(!passed), skipped: 0 });
    }

    fn close(self) -> ExitCode {
        print!("{}", self.slowest);
        let tally = self.tally.into_inner().unwrap_or_default();
        println!("{tally}");
        if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// All of it. Goes on after a failure, so that one run tells everything.
///
/// One profile, release, serves for this tool, the lints, the tests and the binary: what every one of them depends on is
/// compiled once, and what is tested is what is shipped. Browser tests, which wait more than they compute, run beside what
/// is compiled and computed.
pub fn all(place: &Place) -> Result<ExitCode> {
    let found = Found::default();
    check(&found, "format", cargo(place).args(["fmt", "--all", "--check"]));
    binary::build(place, &[])?;
    let binary = binary::bring_home(place)?;
    let over = limits::passed(place, &binary)?;
    over.iter().for_each(|line| say(&format!("test: limits FAILED: {line}")));
    found.count(over.is_empty());
    std::thread::scope(|scope| {
        let browser = scope.spawn(|| browser::tests(place, &found, None));
        let ours = lints(place, &found).and_then(|()| programs::tests(place, &found, None));
        let browser = browser.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        ours.and(browser)
    })?;
    Ok(found.close())
}

/// Only the tests whose names hold `filter`.
pub fn matching(place: &Place, filter: &str) -> Result<ExitCode> {
    binary::build(place, &[])?;
    let found = Found::default();
    programs::tests(place, &found, Some(filter))?;
    browser::tests(place, &found, Some(filter))?;
    Ok(found.close())
}

/// Format, lints and unit tests of the crates that have changed: since the last commit, or in it where nothing has.
pub fn changed(place: &Place) -> Result<ExitCode> {
    let found = Found::default();
    check(&found, "format", cargo(place).args(["fmt", "--all", "--check"]));
    let packages = changed::packages(place)?;
    say(&format!("check: {}", if packages.is_empty() { "no crate has changed".into() } else { packages.join(", ") }));
    let (browsers, native): (Vec<_>, Vec<_>) = packages.iter().partition(|it| BROWSER.contains(&it.as_str()));
    for package in browsers {
        check(&found, &format!("lints of {package}"), &mut browser_clippy(place, package));
    }
    if !native.is_empty() {
        let named: Vec<&str> = native.iter().flat_map(|package| ["--package", package.as_str()]).collect();
        let mut clippy = cargo(place);
        clippy.args(["clippy", "--release", "--all-targets"]).args(&named).args(["--", "-D", "warnings"]);
        check(&found, "lints", &mut clippy);
        programs::unit_tests(place, &found, &named)?;
    }
    Ok(found.close())
}

/// The site's files alone.
pub fn make_assets(place: &Place) -> Result<()> {
    let compiler = Compiler::begin(place, "assets")?;
    assets::make(place, Effort::Full, &compiler)?;
    compiler.done();
    Ok(())
}

/// Counts a command that succeeds as one test passed.
fn check(found: &Found, name: &str, command: &mut Command) {
    say(&format!("test: {name}: {}", shown(command)));
    let started = std::time::Instant::now();
    let passed = command.status().is_ok_and(|status| status.success());
    if !passed {
        say(&format!("test: {name} FAILED"));
    }
    found.slowest.took(name, started.elapsed());
    found.count(passed);
}

fn lints(place: &Place, found: &Found) -> Result<()> {
    // Debian's Rust has no Clippy of its own version; rustup's always has.
    let version = cargo(place).args(["clippy", "--version"]).output().context("cargo did not start")?;
    if !version.status.success() {
        say("test: lints SKIPPED: this toolchain has no Clippy");
        return Ok(());
    }
    check(found, "lints", &mut native_clippy(place));
    for package in BROWSER {
        check(found, &format!("lints of {package}"), &mut browser_clippy(place, package));
    }
    Ok(())
}

fn native_clippy(place: &Place) -> Command {
    let mut command = cargo(place);
    command.args(["clippy", "--release", "--workspace", "--all-targets"]);
    command.args(BROWSER.iter().flat_map(|package| ["--exclude", package]));
    command.args(["--", "-D", "warnings"]);
    command
}

/// What browsers run is linted as native code, where it shares with the rest what has been looked at already.
fn browser_clippy(place: &Place, package: &str) -> Command {
    let mut command = cargo(place);
    command.args(["clippy", "--release", "--package", package, "--", "-D", "warnings"]);
    command
}

/// What only browsers run. Built with the rest, its features of Leptos would meet the server's, and Leptos cannot be both.
const BROWSER: [&str; 2] = ["dateline-front", "dateline-desk-front"];
