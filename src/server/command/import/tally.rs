//! What became of an import.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use dateline_ingest::incoming::{Loss, Summary};
use dateline_newsroom::Outcome;

use crate::command::say::say;

/// The counts and losses of one import.
#[derive(Default)]
pub struct Tally {
    written: usize,
    updated: usize,
    unchanged: usize,
    edited_here: usize,
    seen: HashSet<String>,
    /// What could not be kept as it was.
    pub losses: Vec<Loss>,
}

impl Tally {
    /// Whether a source comes up for the first time; a second story of one source is left out and reported.
    pub fn is_first(&mut self, source: &str) -> bool {
        let first = self.seen.insert(source.to_owned());
        if !first {
            let what = "it comes up twice: the first was taken in, this one was not";
            self.losses.push(Loss { place: source.to_owned(), what: what.to_owned() });
        }
        first
    }

    /// Counts what became of a story.
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Written(_) => self.written += 1,
            Outcome::Updated(_) => self.updated += 1,
            Outcome::Unchanged(_) => self.unchanged += 1,
            Outcome::EditedHere(path) => {
                self.edited_here += 1;
                let what =
                    "it was edited here after it was imported, and has changed at its origin too: left as it is here";
                self.losses.push(Loss { place: path.clone(), what: what.to_owned() });
            }
        }
    }

    /// Prints what became of the import, and writes its report.
    pub fn finish(mut self, summary: &Summary, report: &Path) -> anyhow::Result<()> {
        self.losses.extend(summary.problems.iter().cloned());
        say(format_args!(
            "{} stories written, {} updated, {} unchanged, {} left as edited here",
            self.written, self.updated, self.unchanged, self.edited_here
        ));
        if !summary.skipped.is_empty() {
            let skipped: Vec<_> = summary.skipped.iter().map(|(what, number)| format!("{number} {what}")).collect();
            say(format_args!("passed over: {}", skipped.join(", ")));
        }
        let mut text = String::new();
        for loss in &self.losses {
            let _ = writeln!(text, "{}\t{}", loss.place, loss.what.replace(['\n', '\t'], " "));
        }
        std::fs::write(report, text).with_context(|| format!("cannot write the report {}", report.display()))?;
        if self.losses.is_empty() {
            say("nothing was lost");
        } else {
            say(format_args!(
                "{} notes on what could not be kept as it was are in {}",
                self.losses.len(),
                report.display()
            ));
            for (what, number) in self.kinds() {
                say(format_args!("  {number:>6}  {what}"));
            }
        }
        Ok(())
    }

    /// The commonest kinds of loss: what stands in quotation marks, and numbers, differ from loss to loss of one kind.
    fn kinds(&self) -> Vec<(String, usize)> {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for loss in &self.losses {
            *kinds.entry(kind(&loss.what)).or_default() += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
        kinds.truncate(12);
        kinds
    }
}

fn kind(what: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    for character in what.chars() {
        match character {
            '“' => quoted = true,
            '”' => {
                quoted = false;
                out.push('…');
            }
            _ if quoted => {}
            _ if character.is_ascii_digit() => {}
            _ => out.push(character),
        }
    }
    dateline_story::text::cut(&out, 100)
}
