//! What took longest.
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use crate::progress::in_words;

/// How many are named.
const NAMED: usize = 10;

/// How long each file of tests took.
#[derive(Default)]
pub struct Slowest(Mutex<Vec<(Duration, String)>>);

impl Slowest {
    /// Notes how long something took.
    pub fn took(&self, name: &str, time: Duration) {
        if let Ok(mut times) = self.0.lock() {
            times.push((time, name.to_owned()));
        }
    }
}

impl fmt::Display for Slowest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut times = self.0.lock().map(|times| times.clone()).unwrap_or_default();
        times.sort_by(|one, other| other.cmp(one));
        let whole: Duration = times.iter().map(|(time, _)| *time).sum();
        writeln!(out, "{} files of tests and checks, {} taken together; the slowest:", times.len(), in_words(whole))?;
        times.iter().take(NAMED).try_for_each(|(time, name)| writeln!(out, "{:>12}  {name}", in_words(*time)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_come_first_and_ten_are_named() {
        let slowest = Slowest::default();
        (0..12).for_each(|number| slowest.took(&format!("file-{number}"), Duration::from_secs(number * 10)));
        let said = slowest.to_string();
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines[0], "12 files of tests and checks, 11 min taken together; the slowest:");
        assert_eq!((lines.len(), lines[1].trim()), (11, "1 min 50 s  file-11"));
    }
}
