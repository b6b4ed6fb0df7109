//! Compiling with Cargo, step by step: what it says of each step is counted, what it says to people goes into a log and, where
//! it failed, to the terminal too.
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::place::Place;
use crate::progress::Progress;
use crate::run::shown;

/// Where compilers' words go.
struct Log {
    path: PathBuf,
    file: Mutex<File>,
}

impl Log {
    /// A new log: target/NAME.log.
    fn begin(place: &Place, name: &str) -> Result<Self> {
        let path = place.root.join("target").join(format!("{name}.log"));
        let folder = path.parent().context("a log in no folder")?;
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self { path, file: Mutex::new(file) })
    }

    fn add(&self, text: &str) {
        if let Ok(mut file) = self.file.lock() {
            let _ = file.write_all(text.as_bytes());
        }
    }
}

/// A piece of work in which much is compiled.
pub struct Compiler {
    progress: Progress,
    log: Log,
}

impl Compiler {
    /// Begins it; `name` is the log's, and what the next run's times are told by.
    pub fn begin(place: &Place, name: &str) -> Result<Self> {
        Ok(Self { progress: Progress::begin(place, name), log: Log::begin(place, name)? })
    }

    /// Says what is being done from now on.
    pub fn phase(&self, phase: &str) {
        self.log.add(&format!("# {phase}\n"));
        self.progress.phase(phase);
    }

    /// Counts a step that is done.
    pub fn step(&self) {
        self.progress.step();
    }

    /// Ends it well.
    pub fn done(self) {
        self.progress.done();
    }

    /// Runs a `cargo build` with some arguments at its very end, counting its steps.
    ///
    /// # Errors
    /// What the compiler says, and where the whole log is.
    pub fn compile(&self, mut command: Command, last: &[&str]) -> Result<()> {
        command
            .arg("--message-format=json-render-diagnostics")
            .args(last)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        self.log.add(&format!("$ {}\n", shown(&command)));
        let mut child = command.spawn().with_context(|| format!("{} did not start", shown(&command)))?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let said = std::thread::scope(|scope| {
            let words = scope.spawn(|| lines(err).map(|line| line + "\n").inspect(|line| self.log.add(line)).collect());
            for line in lines(out) {
                let message: Value = serde_json::from_str(&line).unwrap_or_default();
                if matches!(message["reason"].as_str(), Some("compiler-artifact" | "build-script-executed")) {
                    self.step();
                }
            }
            words.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        let said: String = said;
        let status = child.wait().with_context(|| format!("{} cannot be waited for", shown(&command)))?;
        if !status.success() {
            bail!("{said}{} failed ({status}); the whole log: {}", shown(&command), self.log.path.display());
        }
        Ok(())
    }
}

fn lines(from: Option<impl std::io::Read>) -> impl Iterator<Item = String> {
    from.into_iter().flat_map(|it| BufReader::new(it).lines()).map_while(Result::ok)
}
