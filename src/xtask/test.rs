//! Everything that must hold before a change lands.
mod browser;
mod tally;

use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::Result;

use crate::assets::{self, Effort};
use crate::place::Place;
use crate::run::{cargo, say, shown};
use crate::toolchain::{self, Toolchain};
use tally::Tally;

/// All of it. Goes on after a failure, so that one run tells everything.
///
/// One profile, release, serves for this tool, the lints, the tests and the binary: what every one of them depends on is
/// compiled once, and what is tested is what is shipped.
pub fn all(place: &Place) -> Result<ExitCode> {
    // Debian's Rust has no Clippy of its own version; rustup's always has.
    let has_clippy = cargo(place).args(["clippy", "--version"]).output().is_ok_and(|output| output.status.success());
    let ahead = if has_clippy { lint_ahead(place) } else { None };
    let made = assets::make(place, Effort::Full);
    if let Some(mut ahead) = ahead {
        let _ = ahead.wait();
    }
    made?;
    let mut tally = Tally::default();
    check(&mut tally, "format", cargo(place).args(["fmt", "--all", "--check"]));
    if has_clippy {
        check(&mut tally, "lints", &mut native_clippy(place));
        check(&mut tally, "lints of the widgets", &mut wasm_clippy(place, "dateline-front", "dateline-islands")?);
        check(
            &mut tally,
            "lints of the editor",
            &mut wasm_clippy(place, "dateline-desk-front", "dateline-desk-front")?,
        );
    } else {
        say("test: lints SKIPPED: this toolchain has no Clippy");
    }
    tests(place, &mut tally, None)?;
    Ok(close(&tally))
}

/// Only the tests whose names hold `filter`.
pub fn matching(place: &Place, filter: &str) -> Result<ExitCode> {
    assets::make(place, Effort::Full)?;
    let mut tally = Tally::default();
    tests(place, &mut tally, Some(filter))?;
    Ok(close(&tally))
}

fn close(tally: &Tally) -> ExitCode {
    println!("{tally}");
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts a command that succeeds as one test passed.
fn check(tally: &mut Tally, name: &str, command: &mut Command) {
    say(&format!("test: {name}: {}", shown(command)));
    let passed = command.status().is_ok_and(|status| status.success());
    if !passed {
        say(&format!("test: {name} FAILED"));
    }
    tally.count(passed);
}

/// Lints while the browser's modules are linked, which keeps one processor busy and lets the others wait. How that ends is for the
/// lints themselves to say, which find what was checked.
fn lint_ahead(place: &Place) -> Option<Child> {
    native_clippy(place).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
}

fn native_clippy(place: &Place) -> Command {
    let mut command = cargo(place);
    command.args(["clippy", "--release", "--workspace", "--all-targets"]);
    command.args(BROWSER.iter().flat_map(|package| ["--exclude", package]));
    command.args(["--", "-D", "warnings"]);
    command
}

/// Debian's toolchain has no Clippy: there what the browser runs is linted as native code.
fn wasm_clippy(place: &Place, package: &str, native_package: &str) -> Result<Command> {
    let toolchain = toolchain::find()?;
    let mut command = match toolchain {
        Toolchain::Default => toolchain::wasm_cargo(place, toolchain, "clippy", package, "wasm")?,
        Toolchain::Debian => {
            let mut native = cargo(place);
            native.args(["clippy", "--release", "--package", native_package]);
            if native_package == "dateline-islands" {
                native.args(["--features", "hydrate"]);
            }
            native
        }
    };
    command.args(["--", "-D", "warnings"]);
    Ok(command)
}

/// What only browsers run. Built with the rest, its features of Leptos would meet the server's, and Leptos cannot be both.
const BROWSER: [&str; 2] = ["dateline-front", "dateline-desk-front"];

/// The site's crates: all but the readers' WASM, which native code cannot link, and this tool. This tool's own tests run
/// apart, since what it depends on would be compiled again with everybody's features.
const SITE: [&str; 7] =
    ["--workspace", "--exclude", "dateline-front", "--exclude", "dateline-desk-front", "--exclude", "xtask"];

/// The flow tests in `src/server/tests` need the binary, so that compiling the tests leaves it in the target folder: the
/// browser tests take that one, for which nothing has to be compiled a second time.
fn tests(place: &Place, tally: &mut Tally, filter: Option<&str>) -> Result<()> {
    cargo_test(place, tally, &["--package", "xtask"], filter);
    cargo_test(place, tally, &["--package", "dateline-desk-front"], filter);
    let mut compile = cargo(place);
    compile.args(["test", "--no-run", "--release"]).args(SITE);
    say(&format!("test: {} (minutes the first time)", shown(&compile)));
    if compile.stdout(std::process::Stdio::null()).status().is_ok_and(|status| status.success()) {
        cargo_test(place, tally, &SITE, filter);
        browser::tests(place, tally, filter)
    } else {
        say("test: the tests do not compile");
        tally.count(false);
        Ok(())
    }
}

/// What fails is run once more, and the second run counts: see [`browser::tests`].
fn cargo_test(place: &Place, tally: &mut Tally, packages: &[&str], filter: Option<&str>) {
    let mut command = cargo(place);
    command.args(["test", "--quiet", "--release", "--no-fail-fast"]).args(packages).args(filter);
    say(&format!("test: {}", shown(&command)));
    let mut run = || {
        tally::counted(&mut command, tally::cargo_line).unwrap_or_else(|error| {
            say(&format!("test: {error:#}"));
            Tally { failed: 1, ..Tally::default() }
        })
    };
    let mut found = run();
    if found.failed > 0 {
        say("test: some failed; all are run once more");
        found = run();
        if found.failed == 0 {
            say("test: UNSTEADY: what failed above passed at the second run");
        }
    }
    tally.add(found);
}
