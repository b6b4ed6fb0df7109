//! `dateline reindex`

use dateline_search::index::Index;
use dateline_search::projection::{self, Place, panels};
use dateline_store::Store;

use super::progress::Progress;
use super::say::say;
use crate::cli::Common;

/// Makes the index anew, and finds the related stories of every story. A server that runs on the same data folder takes it up by itself.
pub async fn run(common: &Common) -> anyhow::Result<()> {
    let store = super::store(common)?;
    let stories = store.counts().await?.into_iter().map(|(_, stories)| stories).sum();
    let mut progress = Progress::of(Some(stories));
    let started = std::time::Instant::now();
    let model = super::model(common)?;
    let print = model.as_ref().map(|model| model.print().to_owned());
    let folder = projection::build(&*store, &Place::in_data(&common.data), model, |seen| progress.at(seen)).await?;
    drop(progress);
    say(format_args!("indexed: {stories} stories looked at in {:.1} s", started.elapsed().as_secs_f64()));
    let (mut progress, started) = (Progress::of(Some(stories)), std::time::Instant::now());
    let index = Index::open(&folder, print.as_deref())?.snapshot();
    let mut found = 0;
    panels::make_all(&*store, &index, &projection::name(&folder), |made| {
        found = made;
        progress.at(made);
    })
    .await?;
    drop(progress);
    say(format_args!("related stories found for {found} stories in {:.1} s", started.elapsed().as_secs_f64()));
    Ok(())
}
