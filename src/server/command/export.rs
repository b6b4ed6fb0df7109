//! `dateline export`

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use dateline_ingest::export;
use dateline_media::Media;
use dateline_store::Store;
use dateline_story::{ArticleId, Author, Picture, Slug, Topic, block};

use super::media::is_plain_name;
use super::say::say;
use crate::cli::{Common, Export};

/// The folder of pictures in an export; an import looks there by itself.
pub const PICTURES: &str = "pictures";

/// How many stories are read at a time.
const BATCH: usize = 200;

/// Writes every story, whatever its state.
pub async fn run(common: &Common, what: Export) -> anyhow::Result<()> {
    let Export::Markdown { dir } = what;
    let store = super::store(common)?;
    let media = super::media(common)?;
    let mut authors: BTreeMap<Slug, Author> = BTreeMap::new();
    let mut topics: BTreeMap<Slug, Topic> = BTreeMap::new();
    let (mut after, mut written) = (ArticleId(i64::MIN), 0);
    loop {
        let articles = store.articles_after(after, BATCH).await?;
        let Some(last) = articles.last() else { break };
        after = last.id;
        for article in &articles {
            let slugs: Vec<Slug> = article.bylines.iter().map(|byline| byline.author.clone()).collect();
            let (by, about) = (store.authors(&slugs).await?, store.topics(&article.topics).await?);
            let old = store.old_addresses(article.id).await?;
            let (path, text) = export::file(article, &by, &about, &old).with_context(|| article.path())?;
            write(&dir.join(path), text.as_bytes())?;
            let figures = block::figures(&article.body).into_iter().chain(&article.lead);
            let names: Vec<String> = figures.map(|figure| figure.src.clone()).collect();
            let named = store.pictures(&names).await?.into_iter().filter(|picture| is_plain_name(&picture.name));
            for picture in named {
                copy(&picture, &media, &dir.join(PICTURES)).await?;
            }
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

/// Copies a picture's largest rendition, under the name that stories use.
async fn copy(picture: &Picture, media: &Media, to: &Path) -> anyhow::Result<()> {
    let Some(width) = picture.widths.last() else { return Ok(()) };
    let file = picture.file(*width);
    let bytes = media.get(&file).await?.with_context(|| format!("{file} is missing in the media store"))?;
    write(&to.join(&picture.name), &bytes)
}

fn write(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
