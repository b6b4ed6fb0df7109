//! `dateline import`: reads on one thread, takes in on another, a batch a transaction.

mod tally;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use dateline_edition::Site;
use dateline_ingest::incoming::{Incoming, Loss, Summary};
use dateline_ingest::{markdown, ninjs, wxr};
use dateline_media::Media;
use dateline_newsroom::{Newsroom, Submission};
use dateline_store::Store;
use dateline_story::{ArticleId, Language, Slug, State, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use tally::Tally;

use super::media::Pictures;
use super::progress::Progress;
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
    /// A folder of ninjs files.
    Ninjs {
        /// The folder.
        dir: PathBuf,
    },
}

impl Source {
    /// The folder whose files its stories name: itself, or the one that it is in.
    fn folder(&self) -> &Path {
        match self {
            Source::Markdown { dir, .. } | Source::Ninjs { dir } => dir,
            Source::Wxr { file, .. } => file.parent().unwrap_or(Path::new("")),
        }
    }
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
    /// Where pictures are kept.
    pub store: Media,
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
        Import::Ninjs { dir, how } => (Source::Ninjs { dir }, how),
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
        store: super::media(common)?,
        report: report.unwrap_or_else(|| common.data.join("import-report.txt")),
        list,
    };
    take_in(source, intake, store, &site).await
}

/// Takes a source in, and says what became of it.
pub async fn take_in(source: Source, intake: Intake, store: Arc<dyn Store>, site: &Site) -> anyhow::Result<()> {
    let (sender, mut incoming) = mpsc::channel::<Incoming>(4 * BATCH);
    let beside = Some(source.folder().to_owned());
    let reader = read(source, &intake, site, sender);
    let newsroom = Newsroom::new(store);
    let pictures = Pictures {
        from: intake.media.clone(),
        beside,
        fetch: intake.fetch,
        media: intake.store.clone(),
        runtime: Handle::current(),
    };
    let mut progress = Progress::of(None);
    let mut tally = Tally::default();
    let mut failure = None;
    let mut batch = Vec::with_capacity(BATCH);
    while incoming.recv_many(&mut batch, BATCH).await > 0 {
        let stories = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
        let worker = pictures.clone();
        let (stories, losses) =
            tokio::task::spawn_blocking(move || worker.settle(stories)).await.context("a picture's worker failed")?;
        tally.losses.extend(losses);
        let submissions = stories
            .into_iter()
            .filter(|(story, _)| tally.is_first(&story.source))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(story, pictures)| submission(story, pictures, site, &mut tally.losses))
            .collect();
        match newsroom.import(submissions, Timestamp::now()).await {
            Ok(outcomes) => {
                for outcome in &outcomes {
                    tally.count(outcome);
                    if intake.list {
                        say(outcome.path());
                    }
                }
                progress.more(outcomes.len() as u64);
            }
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    // The reader stops at its next story.
    drop(incoming);
    drop(progress);
    let summary = reader.await.context("the reader failed")?;
    // What was taken in before a failure is safe, and its report is worth as much as ever.
    tally.finish(summary.as_ref().unwrap_or(&Summary::default()), &intake.report)?;
    if let Some(failure) = failure {
        return Err(failure).context("the import stopped early: run it again to go on");
    }
    summary.map(drop)
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
            Source::Ninjs { dir } => Ok(ninjs::read(&dir, &ninjs::Options::new(section, language), &mut give)?),
        }
    })
}

fn submission(
    story: Incoming,
    pictures: Vec<dateline_story::Picture>,
    site: &Site,
    losses: &mut Vec<Loss>,
) -> Submission {
    losses.extend(story.losses);
    // Our own export names each story's number, which editors' choices of related stories refer to.
    let number = story.source.strip_prefix("dateline:").and_then(|number| number.parse().ok());
    let mut article = story.article;
    article.id = number.map_or(ArticleId::UNASSIGNED, ArticleId);
    if number.is_none() {
        settle_language(&mut article.language, &site.languages);
    }
    if let State::Scheduled(at) = article.state {
        if at <= Timestamp::now() {
            article.state = State::Published;
            article.first_published = article.first_published.or(Some(at));
        } else {
            let what = format!("it was not public yet: it is scheduled, and will be published at {at}");
            losses.push(Loss { place: story.source.clone(), what });
        }
    }
    Submission {
        source: story.source,
        article,
        authors: story.authors,
        topics: story.topics,
        pictures,
        redirects: story.redirects,
    }
}

/// A story in “en-US” belongs to a site in “en”: other systems name a region where the site does not.
fn settle_language(language: &mut Language, ours: &[Language]) {
    if !ours.contains(language)
        && let Some(own) = ours.iter().find(|own| own.primary() == language.primary())
    {
        *language = own.clone();
    }
}
