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

    /// The commonest kinds of loss, each as it stands where it is the same every time.
    fn kinds(&self) -> Vec<(String, usize)> {
        struct Kind<'a> {
            first: &'a str,
            differ: bool,
            number: usize,
        }
        let mut kinds: BTreeMap<String, Kind<'_>> = BTreeMap::new();
        for Loss { what, .. } in &self.losses {
            let kind = kinds.entry(kind(what)).or_insert(Kind { first: what, differ: false, number: 0 });
            kind.differ |= kind.first != what;
            kind.number += 1;
        }
        let shown = |(masked, kind): (String, Kind<'_>)| {
            let words = if kind.differ { masked } else { kind.first.to_owned() };
            (dateline_story::text::cut(&words, 160), kind.number)
        };
        let mut kinds: Vec<_> = kinds.into_iter().map(shown).collect();
        kinds.sort_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
        kinds.truncate(12);
        kinds
    }
}

/// A loss without what differs from loss to loss of one kind: what stands in quotation marks, addresses, and words with
/// digits in them.
fn kind(what: &str) -> String {
    let mut out = String::new();
    let mut rest = what;
    while let Some((before, quoted)) = rest.split_once('“') {
        let Some((_, after)) = quoted.split_once('”') else { break };
        out.push_str(before);
        out.push_str("“…”");
        rest = after;
    }
    out.push_str(rest);
    let masked = |word: &str| {
        let kept = word.trim_end_matches([':', ',', ';', '.', ')']);
        if kept.starts_with('/') || kept.contains(|sign: char| sign.is_ascii_digit()) {
            format!("…{}", &word[kept.len()..])
        } else {
            word.into()
        }
    };
    out.split(' ').map(masked).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_keep_their_words_and_what_stands_alone_keeps_its_numbers() {
        let whats = [
            "it was not public yet: it is scheduled, and will be published at 2049-02-21T00:01:00Z",
            "another story has the address /news/a-2: this one gets /news/a-2-2",
            "another story has the address /news/b: this one gets /news/b-2",
            "the picture “a.jpg” is not in the folder: its words are kept",
            "the picture “b.jpg” is not in the folder: its words are kept",
            "it has no date: it is imported as a draft",
            "it has no date: it is imported as a draft",
        ];
        let losses = whats.map(|what| Loss { place: "x".into(), what: what.into() }).into();
        let tally = Tally { losses, ..Tally::default() };
        let mut found = tally.kinds();
        found.sort();
        assert_eq!(
            found,
            [
                ("another story has the address …: this one gets …".to_owned(), 2),
                ("it has no date: it is imported as a draft".to_owned(), 2),
                (whats[0].to_owned(), 1),
                ("the picture “…” is not in the folder: its words are kept".to_owned(), 2),
            ]
        );
    }
}
