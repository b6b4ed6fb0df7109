//! `dateline reindex`

use dateline_search::projection::{self, Place};
use dateline_store::Store;

use super::progress::Progress;
use super::say::say;
use crate::cli::Common;

/// Makes the index anew. A server that runs on the same data folder takes it up by itself.
pub async fn run(common: &Common) -> anyhow::Result<()> {
    let store = super::store(common)?;
    let stories = store.counts().await?.into_iter().map(|(_, stories)| stories).sum();
    let mut progress = Progress::of(Some(stories));
    let started = std::time::Instant::now();
    projection::build(&*store, &Place::in_data(&common.data), super::model(common)?, |seen| progress.at(seen)).await?;
    drop(progress);
    say(format_args!("indexed: {stories} stories looked at in {:.1} s", started.elapsed().as_secs_f64()));
    Ok(())
}
