//! Counting what test runners report.
use std::fmt;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// With one failure where the runner says that it failed and nobody knows of what.
    fn ended(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Runs a test runner and adds up what `line` reads in what it prints, which is handed back whole: others may run beside it. A
/// runner that fails without reporting a failed test (it crashed) counts as one.
pub fn collected(command: &mut Command, line: fn(&str) -> Option<Tally>) -> Result<(Tally, String)> {
    let output = command.stderr(Stdio::inherit()).output().context("the test runner did not start")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut tally = Tally::default();
    text.lines().for_each(|text| tally.add(line(text).unwrap_or_default()));
    Ok((tally.ended(output.status.success()), text))
}

/// Reads libtest's closing line: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
pub fn cargo_line(line: &str) -> Option<Tally> {
    let rest = line.strip_prefix("test result: ")?;
    let number = |word: &str| {
        rest.split([';', '.']).find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok()).unwrap_or(0)
    };
    Some(Tally { passed: number("passed"), failed: number("failed"), skipped: number("ignored") })
}

/// Reads a line of the summary that Node's runner ends its spec report with: `ℹ pass 3`.
pub fn node_line(line: &str) -> Option<Tally> {
    let mut words = line.strip_prefix("ℹ ")?.split(' ');
    let (name, number) = (words.next()?, words.next()?.parse().ok()?);
    match name {
        "pass" => Some(Tally { passed: number, ..Tally::default() }),
        "fail" | "cancelled" => Some(Tally { failed: number, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { skipped: number, ..Tally::default() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_lines_are_counted() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.10s";
        assert_eq!(cargo_line(line), Some(Tally { passed: 12, failed: 2, skipped: 1 }));
        assert_eq!(cargo_line("running 15 tests"), None);
    }

    #[test]
    fn node_lines_are_counted() {
        assert_eq!(node_line("ℹ pass 9"), Some(Tally { passed: 9, ..Tally::default() }));
        assert_eq!(node_line("ℹ fail 1"), Some(Tally { failed: 1, ..Tally::default() }));
        assert_eq!(node_line("ℹ duration_ms 93.1"), None);
        assert_eq!(node_line("✔ a page is readable (12ms)"), None);
    }

    #[test]
    fn a_runner_that_dies_counts_as_a_failure() {
        let mut dies = Command::new("sh");
        dies.args(["-c", "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; exit 101"]);
        let (tally, printed) = collected(&mut dies, cargo_line).expect("it starts");
        assert_eq!(tally, Tally { passed: 2, failed: 1, skipped: 0 });
        assert!(printed.starts_with("test result"));
        assert_eq!(tally.to_string(), "2 passed, 1 failed");
    }
}
