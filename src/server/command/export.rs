//! `dateline export`

mod html;
mod markdown;
mod ninjs;
mod wxr;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use dateline_media::Media;
use dateline_store::Store;
use dateline_store::sqlite::Sqlite;
use dateline_story::{Article, ArticleId, Picture, block};

use super::media::is_plain_name;
use super::say::say;
use crate::app::App;
use crate::cli::{Common, Export};

/// The folder of pictures in an export; an import looks there by itself.
pub const PICTURES: &str = "pictures";

/// Where a site is of which the configuration does not say it.
const NO_ADDRESS: &str = "http://127.0.0.1:3000";

/// How many stories are read at a time.
const BATCH: usize = 200;

/// Writes stories out.
pub async fn run(common: &Common, what: Export) -> anyhow::Result<()> {
    match what {
        Export::Markdown { dir } => markdown::run(common, &dir).await,
        Export::Wxr { file } => wxr::run(common, &file).await,
        Export::Ninjs { dir } => ninjs::run(common, &dir).await,
        Export::Html { dir } => html::run(common, &dir).await,
    }
}

/// The site over its store, as it is served.
async fn app(common: &Common) -> anyhow::Result<App> {
    let store: Arc<Sqlite> = super::store(common)?;
    let site = super::with_sections(super::site(common, NO_ADDRESS)?, &*store).await?;
    if site.url == NO_ADDRESS {
        say(format_args!("the configuration names no address of the site (url): the export says {NO_ADDRESS}"));
    }
    let app = App::new(store, site, super::media(common)?);
    app.follow().await?;
    Ok(app)
}

/// All stories, whatever their state, a batch at a time.
struct Batches<'a> {
    store: &'a dyn Store,
    after: ArticleId,
}

impl<'a> Batches<'a> {
    fn of(store: &'a dyn Store) -> Self {
        Self { store, after: ArticleId(i64::MIN) }
    }

    /// The next ones; `None` after the last.
    async fn next(&mut self) -> anyhow::Result<Option<Vec<Article>>> {
        let articles = self.store.articles_after(self.after, BATCH).await?;
        let Some(last) = articles.last() else { return Ok(None) };
        self.after = last.id;
        Ok(Some(articles))
    }
}

/// Copies the pictures of a story into the folder of pictures in `dir`: the largest rendition of each, under the name that stories use.
async fn copy_pictures(article: &Article, store: &dyn Store, media: &Media, dir: &Path) -> anyhow::Result<()> {
    let figures = block::figures(&article.body).into_iter().chain(&article.lead);
    let names: Vec<String> = figures.map(|figure| figure.src.clone()).collect();
    let named = store.pictures(&names).await?;
    for picture in named.iter().filter(|picture| is_plain_name(&picture.name)) {
        copy(picture, media, &dir.join(PICTURES)).await?;
    }
    Ok(())
}

async fn copy(picture: &Picture, media: &Media, to: &Path) -> anyhow::Result<()> {
    let Some(width) = picture.widths.last() else { return Ok(()) };
    let file = picture.file(*width);
    let bytes = media.get(&file).await?.with_context(|| format!("{file} is missing in the media store"))?;
    write(&to.join(&picture.name), &bytes)
}

fn write(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    make_folder(path.parent())?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn make_folder(folder: Option<&Path>) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))
}
