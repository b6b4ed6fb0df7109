//! `dateline export markdown`

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use dateline_ingest::export;
use dateline_store::Store;
use dateline_story::{Author, Slug, Topic};

use super::{Batches, copy_pictures, write};
use crate::cli::Common;
use crate::command::say::say;

/// Writes every story, whatever its state, as a file of Markdown.
pub async fn run(common: &Common, dir: &Path) -> anyhow::Result<()> {
    let store = crate::command::store(common)?;
    let media = crate::command::media(common)?;
    let mut authors: BTreeMap<Slug, Author> = BTreeMap::new();
    let mut topics: BTreeMap<Slug, Topic> = BTreeMap::new();
    let mut written = 0;
    let mut batches = Batches::of(&*store);
    while let Some(articles) = batches.next().await? {
        for article in &articles {
            let slugs: Vec<Slug> = article.bylines.iter().map(|byline| byline.author.clone()).collect();
            let (by, about) = (store.authors(&slugs).await?, store.topics(&article.topics).await?);
            let old = store.old_addresses(article.id).await?;
            let (path, text) = export::file(article, &by, &about, &old).with_context(|| article.path())?;
            write(&dir.join(path), text.as_bytes())?;
            copy_pictures(article, &*store, &media, dir).await?;
            authors.extend(by.into_iter().map(|author| (author.slug.clone(), author)));
            topics.extend(about.into_iter().map(|topic| (topic.slug.clone(), topic)));
            written += 1;
        }
    }
    write(&dir.join(export::AUTHORS), export::authors(&authors.into_values().collect::<Vec<_>>())?.as_bytes())?;
    write(&dir.join(export::TOPICS), export::topics(&topics.into_values().collect::<Vec<_>>())?.as_bytes())?;
    say(format_args!("{written} stories written to {}", dir.display()));
    Ok(())
}
