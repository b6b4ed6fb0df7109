//! `dateline import`: reads on one thread, takes in on another, a batch a transaction.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_ingest::incoming::{Incoming, Loss, Summary};
use dateline_ingest::{markdown, wxr};
use dateline_newsroom::{Newsroom, Outcome, Submission};
use dateline_store::Store;
use dateline_story::{ArticleId, Language, Slug, Timestamp};
use dateline_view::Site;
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::mpsc;

use super::media::Pictures;
use super::media_folder;
use super::say::say;
use crate::cli::{Common, How, Import, Pages};

/// How many stories go into one transaction at most: enough to share the wait for the disk, few enough to lose little.
const BATCH: usize = 64;

/// What to read.
pub enum Source {
    /// A WordPress export.
    Wxr {
        /// The file.
        file: PathBuf,
        /// What becomes of pages.
        pages: wxr::Pages,
    },
    /// A folder of Markdown files.
    Markdown {
        /// The folder.
        dir: PathBuf,
        /// The old site's addresses.
        permalinks: Option<String>,
    },
}

/// How to take it in.
pub struct Intake {
    /// The section of stories that name none.
    pub section: Slug,
    /// The language of stories that name none.
    pub language: Language,
    /// Where pictures are.
    pub media: Option<PathBuf>,
    /// Whether pictures are fetched.
    pub fetch: bool,
    /// Where losses are written.
    pub report: PathBuf,
    /// Whether each address is printed.
    pub list: bool,
}

/// Does what the command line says.
pub async fn run(common: &Common, what: Import) -> anyhow::Result<()> {
    let site = super::site(common, "http://127.0.0.1:3000")?;
    let (source, how) = match what {
        Import::Wxr { file, pages, how } => {
            let pages = if pages == Pages::Stories { wxr::Pages::AsStories } else { wxr::Pages::Skip };
            (Source::Wxr { file, pages }, how)
        }
        Import::Markdown { dir, permalinks, how } => (Source::Markdown { dir, permalinks }, how),
    };
    let store = super::store(common)?;
    let How { section, language, media, fetch_media, report, list } = how;
    // A folder of our own export has its pictures with it.
    let beside = match &source {
        Source::Markdown { dir, .. } if !fetch_media => {
            Some(dir.join(super::export::PICTURES)).filter(|folder| folder.is_dir())
        }
        _ => None,
    };
    let intake = Intake {
        section,
        language: language.or(site.languages.first().cloned()).unwrap_or_else(Language::english),
        media: media.or(beside),
        fetch: fetch_media,
        report: report.unwrap_or_else(|| common.data.join("import-report.txt")),
        list,
    };
    take_in(source, intake, store, &site, &common.data).await
}

/// Takes a source in, and says what became of it.
pub async fn take_in(
    source: Source,
    intake: Intake,
    store: Arc<dyn Store>,
    site: &Site,
    data: &Path,
) -> anyhow::Result<()> {
    let (sender, mut incoming) = mpsc::channel::<Incoming>(4 * BATCH);
    let reader = read(source, &intake, site, sender);
    let newsroom = Newsroom::new(store);
    let pictures = Pictures { from: intake.media.clone(), fetch: intake.fetch, folder: media_folder(data) };
    let progress = progress();
    let mut tally = Tally::default();
    let mut batch = Vec::with_capacity(BATCH);
    while incoming.recv_many(&mut batch, BATCH).await > 0 {
        let stories = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
        let worker = pictures.clone();
        let (stories, losses) =
            tokio::task::spawn_blocking(move || worker.settle(stories)).await.context("a picture's worker failed")?;
        tally.losses.extend(losses);
        let submissions =
            stories.into_iter().map(|(story, pictures)| submission(story, pictures, &mut tally.losses)).collect();
        let outcomes = newsroom.import(submissions, Timestamp::now()).await?;
        for outcome in &outcomes {
            tally.count(outcome);
            if intake.list {
                say(format_args!("{}", outcome.path()));
            }
        }
        progress.inc(outcomes.len() as u64);
    }
    progress.finish_and_clear();
    let summary = reader.await.context("the reader failed")??;
    tally.finish(&summary, &intake.report)
}

/// Reads on a thread of its own; what it finds goes through the channel, which holds it back when the store is slower.
fn read(
    source: Source,
    intake: &Intake,
    site: &Site,
    sender: mpsc::Sender<Incoming>,
) -> tokio::task::JoinHandle<anyhow::Result<Summary>> {
    let (section, language, zone) = (intake.section.clone(), intake.language.clone(), site.time_zone.clone());
    tokio::task::spawn_blocking(move || {
        let mut give = |story: Incoming| match sender.blocking_send(story) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        match source {
            Source::Wxr { file, pages } => {
                let options = wxr::Options { pages, ..wxr::Options::new(section, language, zone) };
                Ok(wxr::read(&file, &options, &mut give)?)
            }
            Source::Markdown { dir, permalinks } => {
                let options = markdown::Options { permalinks, ..markdown::Options::new(section, language, zone) };
                Ok(markdown::read(&dir, &options, &mut give)?)
            }
        }
    })
}

fn submission(story: Incoming, pictures: Vec<dateline_story::Picture>, losses: &mut Vec<Loss>) -> Submission {
    losses.extend(story.losses);
    // Our own export names each story's number, which editors' choices of related stories refer to.
    let number = story.source.strip_prefix("dateline:").and_then(|number| number.parse().ok());
    let mut article = story.article;
    article.id = number.map_or(ArticleId::UNASSIGNED, ArticleId);
    Submission {
        source: story.source,
        article,
        authors: story.authors,
        topics: story.topics,
        pictures,
        redirects: story.redirects,
    }
}

/// A spinner on a terminal, nothing in a pipe.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} stories ({per_sec}, {elapsed})")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let progress = ProgressBar::new_spinner().with_style(style);
    progress.enable_steady_tick(Duration::from_millis(120));
    progress
}

#[derive(Default)]
struct Tally {
    written: usize,
    updated: usize,
    unchanged: usize,
    edited_here: usize,
    losses: Vec<Loss>,
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
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
    fn finish(mut self, summary: &Summary, report: &Path) -> anyhow::Result<()> {
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
