//! What one sees while it builds: one line with the phase, how far it is, and about how long the rest takes.
//!
//! How long is learned from the last run on this machine: after each step it is kept how many seconds had passed. Without a
//! last run nothing is promised.
use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::place::Place;

/// How often the line is drawn on a terminal, and said again where nobody watches.
const REDRAWN: Duration = Duration::from_millis(500);
const SAID_AGAIN: Duration = Duration::from_secs(60);

/// A piece of work in many steps. Ends when it is dropped.
pub struct Progress {
    shared: Arc<Shared>,
    drawer: Option<std::thread::JoinHandle<()>>,
}

struct Shared {
    state: Mutex<State>,
    changed: std::sync::Condvar,
    started: Instant,
    last: Option<Past>,
    kept: PathBuf,
}

#[derive(Default)]
struct State {
    phase: String,
    /// Seconds from the start at which each step was done.
    steps: Vec<f32>,
    ended: Option<bool>,
}

impl Progress {
    /// Begins a piece of work that is called `name`; its last run is looked up under that name.
    pub fn begin(place: &Place, name: &str) -> Self {
        let kept = place.target.join("times").join(name);
        let last = std::fs::read_to_string(&kept).ok().and_then(|text| Past::read(&text));
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: std::sync::Condvar::new(),
            started: Instant::now(),
            last,
            kept,
        });
        let drawing = shared.clone();
        let drawer = std::thread::spawn(move || drawing.draw());
        Self { shared, drawer: Some(drawer) }
    }

    /// Says what is being done from now on.
    pub fn phase(&self, phase: &str) {
        self.shared.with(|state| phase.clone_into(&mut state.phase));
        if !std::io::stderr().is_terminal() {
            eprintln!("{}", self.shared.line());
        }
    }

    /// Counts a step that is done.
    pub fn step(&self) {
        let now = self.shared.started.elapsed().as_secs_f32();
        self.shared.with(|state| state.steps.push(now));
    }

    /// Ends it well: this run is what the next one is told by.
    pub fn done(self) {
        self.shared.with(|state| state.ended = Some(true));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.shared.with(|state| state.ended = state.ended.or(Some(false)));
        self.shared.changed.notify_all();
        if let Some(drawer) = self.drawer.take() {
            let _ = drawer.join();
        }
    }
}

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn line(&self) -> String {
        self.with(|state| {
            let passed = self.started.elapsed();
            let rest = self.last.as_ref().map(|last| last.rest(state.steps.len(), passed));
            line(&state.phase, state.steps.len(), self.last.as_ref().map(|last| last.0.len()), passed, rest)
        })
    }

    fn draw(&self) {
        let terminal = std::io::stderr().is_terminal();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.ended.is_none() {
            let pause = if terminal { REDRAWN } else { SAID_AGAIN };
            let (woken, waited) = self.changed.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner);
            let worth_it = waited.timed_out() && woken.ended.is_none() && !woken.phase.is_empty();
            drop(woken);
            if worth_it && terminal {
                eprint!("\r\x1b[K{}", self.line());
                let _ = std::io::stderr().flush();
            } else if worth_it {
                eprintln!("{}", self.line());
            }
            state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        }
        if terminal {
            eprint!("\r\x1b[K");
        }
        // A run in which nearly nothing was to be done says nothing of one in which everything is.
        let passed = self.started.elapsed();
        let worth_keeping = self.last.as_ref().is_none_or(|last| passed.as_secs_f32() * 2.0 > last.whole());
        if state.ended == Some(true) && worth_keeping {
            let _ = self.kept.parent().map(std::fs::create_dir_all);
            let _ = std::fs::write(&self.kept, Past(state.steps.clone()).to_string());
        }
    }
}

/// The line: `build: compiling, 212 of 483 steps, 2 min 5 s so far, about 3 min to go`.
fn line(phase: &str, steps: usize, of: Option<usize>, passed: Duration, rest: Option<Duration>) -> String {
    let steps = match of {
        Some(of) if of >= steps => format!("{steps} of {of} steps"),
        _ => format!("{steps} steps"),
    };
    let rest = match rest {
        Some(rest) => format!("about {} to go", in_words(rest)),
        None => "the first time on this machine, so how long is not known".into(),
    };
    format!("{phase}: {steps}, {} so far, {rest}", in_words(passed))
}

/// A time as one says it: `40 s`, `2 min 5 s`, `12 min`.
pub fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes @ 1..5, seconds) => format!("{minutes} min {seconds} s"),
        (minutes, seconds) => format!("{} min", minutes + u64::from(seconds >= 30)),
    }
}

/// The last run: the seconds after which each of its steps was done.
struct Past(Vec<f32>);

impl Past {
    fn read(text: &str) -> Option<Self> {
        let steps: Vec<f32> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        (!steps.is_empty()).then_some(Self(steps))
    }

    fn whole(&self) -> f32 {
        self.0.last().copied().unwrap_or_default()
    }

    /// How long the rest will take: as long as then, by how much slower or faster it has gone so far.
    fn rest(&self, steps: usize, passed: Duration) -> Duration {
        let then = steps.checked_sub(1).and_then(|at| self.0.get(at).copied()).unwrap_or_default();
        let pace = if then > 10.0 { passed.as_secs_f32() / then } else { 1.0 };
        Duration::from_secs_f32(((self.whole() - then) * pace.clamp(0.2, 5.0)).max(0.0))
    }
}

impl fmt::Display for Past {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| writeln!(out, "{step:.1}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_by_the_last_run_and_this_ones_pace() {
        let past = Past::read("10 20 40 100").expect("four steps");
        assert_eq!(past.rest(0, Duration::from_secs(3)), Duration::from_secs(100));
        assert_eq!(past.rest(2, Duration::from_secs(20)), Duration::from_secs(80));
        assert_eq!(past.rest(2, Duration::from_secs(40)), Duration::from_secs(160), "twice as slow so far");
        assert_eq!(past.rest(9, Duration::from_secs(1)), Duration::from_secs(100));
        assert!(Past::read("").is_none() && Past::read("ten").is_none());
        assert_eq!(Past::read(&past.to_string()).map(|it| it.0), Some(past.0));
    }

    #[test]
    fn the_line_says_no_more_than_is_known() {
        let seconds = Duration::from_secs;
        assert_eq!(
            line("build: compiling", 212, Some(483), seconds(125), Some(seconds(200))),
            "build: compiling: 212 of 483 steps, 2 min 5 s so far, about 3 min 20 s to go"
        );
        let first = line("build: compiling", 3, None, seconds(40), None);
        assert_eq!(
            first,
            "build: compiling: 3 steps, 40 s so far, the first time on this machine, so how long is not known"
        );
        assert_eq!((in_words(seconds(299)), in_words(seconds(331))), ("4 min 59 s".into(), "6 min".into()));
    }
}
