//! How far a long piece of work is: one line on a terminal, nothing in a pipe.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is written.
const REDRAWN: Duration = Duration::from_millis(120);

/// A piece of work over many stories. The line goes when it is dropped.
pub struct Progress {
    started: Instant,
    drawn: Instant,
    of: Option<u64>,
    seen: u64,
    terminal: bool,
}

impl Progress {
    /// Begins; `of` is how many stories there are, where that is known.
    pub fn of(of: Option<u64>) -> Self {
        let now = Instant::now();
        Self { started: now, drawn: now, of, seen: 0, terminal: std::io::stderr().is_terminal() }
    }

    /// Says how many have been seen.
    pub fn at(&mut self, seen: u64) {
        self.seen = seen;
        if self.terminal && self.drawn.elapsed() >= REDRAWN {
            self.drawn = Instant::now();
            eprint!("\r\x1b[K{}", line(seen, self.of, self.started.elapsed()));
            let _ = std::io::stderr().flush();
        }
    }

    /// Counts some more.
    pub fn more(&mut self, stories: u64) {
        self.at(self.seen + stories);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }
}

/// The line: `1200 of 40000 stories, 1900 a second, 20 s to go`.
fn line(seen: u64, of: Option<u64>, passed: Duration) -> String {
    let rate = seen as f64 / passed.as_secs_f64().max(0.001);
    match of {
        Some(of) => {
            let rest = of.saturating_sub(seen) as f64 / rate.max(0.001);
            format!("{seen} of {of} stories, {rate:.0} a second, {rest:.0} s to go")
        }
        None => format!("{seen} stories, {rate:.0} a second, {} s", passed.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is_and_how_long_it_takes() {
        assert_eq!(line(1200, Some(3200), Duration::from_secs(6)), "1200 of 3200 stories, 200 a second, 10 s to go");
        assert_eq!(line(1200, None, Duration::from_secs(6)), "1200 stories, 200 a second, 6 s");
        assert!(line(0, Some(0), Duration::ZERO).starts_with("0 of 0 stories"));
    }
}
