//! What each command does.

mod check;
mod demo;
mod evaluate;
mod export;
mod import;
mod media;
mod progress;
mod reindex;
mod say;
mod serve;
mod user;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use dateline_edition::{Section, Site, humanise};
use dateline_media::Media;
use dateline_search::meaning::Model;
use dateline_store::Store;
use dateline_store::sqlite::Sqlite;

use crate::cdn::Cdn;
use crate::cli::{Cli, Command, Common};
use crate::config;
use crate::proxies::Proxies;
use crate::wire::tls::Files;

/// Does what the command line says.
///
/// # Errors
/// In words for the person at the terminal.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    for name in config::unknown_variables(&environment()) {
        eprintln!("dateline: the environment variable {name} means nothing here: is it misspelt?");
    }
    match cli.command {
        Command::Serve(serve) => serve::run(&cli.common, &serve).await,
        Command::Import(what) => import::run(&cli.common, what).await,
        Command::Export(what) => export::run(&cli.common, what).await,
        Command::Check => check::run(&cli.common).await,
        Command::Reindex => reindex::run(&cli.common).await,
        Command::Evaluate(what) => evaluate::run(&what),
        Command::User(what) => user::run(&cli.common, what).await,
    }
}

fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// The configuration file: the one named, else the usual one if it is there.
fn config_file(common: &Common) -> Option<PathBuf> {
    let usual = PathBuf::from("dateline.toml");
    common.config.clone().or_else(|| usual.exists().then_some(usual))
}

/// Reads the configuration.
fn site(common: &Common, default_url: &str) -> anyhow::Result<Site> {
    Ok(config::read(config_file(common).as_deref(), &environment(), &common.set, default_url)?)
}

/// Opens the store in the data folder, which is made when it is not there.
fn store(common: &Common) -> anyhow::Result<Arc<Sqlite>> {
    std::fs::create_dir_all(&common.data)
        .with_context(|| format!("the data folder {} cannot be made (--data names another)", common.data.display()))?;
    Ok(Arc::new(Sqlite::open(&common.data.join("dateline.db"))?))
}

/// How many of the fullest sections make a menu.
const MENU: usize = 8;

/// A site without configured sections has those that its stories are in.
async fn with_sections(mut site: Site, store: &dyn Store) -> anyhow::Result<Site> {
    if site.sections.is_empty() {
        let fullest = store.sections().await?.into_iter().take(MENU);
        site.sections = fullest
            .map(|(slug, _)| Section { names: vec![(String::new(), humanise(slug.as_str()))], slug, channel: None })
            .collect();
    }
    Ok(site)
}

/// Reads the model that related stories may use, if one is configured.
fn model(common: &Common) -> anyhow::Result<Option<Arc<Model>>> {
    let folder = config::model(config_file(common).as_deref(), &environment(), &common.set)?;
    Ok(folder.map(|folder| Model::open(&folder)).transpose()?.map(Arc::new))
}

/// The proxies that are believed.
fn proxies(common: &Common) -> anyhow::Result<Arc<Proxies>> {
    Ok(Arc::new(config::proxies(config_file(common).as_deref(), &environment(), &common.set)?))
}

/// Who keeps copies of pages between us and the readers, if anybody does.
fn cdn(common: &Common) -> anyhow::Result<Option<Cdn>> {
    Ok(config::cdn(config_file(common).as_deref(), &environment(), &common.set)?)
}

/// The certificate with which connections are encrypted, if there is one.
fn tls(common: &Common) -> anyhow::Result<Option<Files>> {
    Ok(config::tls(config_file(common).as_deref(), &environment(), &common.set)?)
}

/// Opens the media store: the configured bucket, or the folder beside the database.
fn media(common: &Common) -> anyhow::Result<Media> {
    let bucket = config::media(config_file(common).as_deref(), &environment(), &common.set)?;
    Ok(match bucket {
        Some(bucket) => Media::bucket(&bucket)?,
        None => Media::folder(&common.data.join("media"))?,
    })
}
