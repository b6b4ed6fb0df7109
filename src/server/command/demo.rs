//! The demonstration newsroom: stories and pictures made for it, carried in the program and imported like any others.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use dateline_edition::Site;
use dateline_media::Media;
use dateline_store::Store;

use super::import::{self, Intake, Source};
use crate::assets;
use crate::cli::Common;

/// Writes the demonstration's configuration into the data folder, unless it is there, and says where it is.
pub fn config(data: &Path) -> anyhow::Result<PathBuf> {
    let file = assets::demo().iter().find(|(path, _)| *path == "dateline.toml");
    let (_, config) = file.context("the demonstration has no configuration")?;
    let path = data.join(CONFIG);
    std::fs::create_dir_all(data)
        .with_context(|| format!("the data folder {} cannot be made (--data names another)", data.display()))?;
    if !path.exists() {
        std::fs::write(&path, config).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(path)
}

/// Whether a data folder was filled with the demonstration at some time.
pub fn is_in(data: &Path) -> bool {
    data.join(CONFIG).exists()
}

/// Its configuration's name in a data folder.
const CONFIG: &str = "demo.toml";

/// Where its drawings' AVIF renditions are, which would keep a core busy for minutes (`src/media/examples/renditions.rs`).
const MADE: &str = "pictures/made/";

/// Where the demonstration stands while it is imported.
fn half(data: &Path) -> PathBuf {
    data.join("demo.part")
}

/// Whether an import of the demonstration was broken off: doing it again completes it.
pub fn is_half_filled(data: &Path) -> bool {
    half(data).exists()
}

/// Imports the demonstration's stories.
pub async fn fill(common: &Common, store: Arc<dyn Store>, media: Media, site: &Site) -> anyhow::Result<()> {
    let folder = half(&common.data);
    let unwritable = || format!("cannot write {}", folder.display());
    for (path, content) in assets::demo() {
        if let Some(rendition) = path.strip_prefix(MADE) {
            media.put(rendition, content.to_vec()).await?;
            continue;
        }
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder)).with_context(unwritable)?;
        std::fs::write(path, content).with_context(unwritable)?;
    }
    let intake = Intake {
        section: dateline_story::Slug::new("news").map_err(anyhow::Error::msg)?,
        language: site.languages.first().cloned().unwrap_or_else(dateline_story::Language::english),
        media: Some(folder.join(super::export::PICTURES)),
        fetch: false,
        store: media,
        report: common.data.join("demo-report.txt"),
        list: false,
    };
    let result = import::take_in(Source::Markdown { dir: folder.clone(), permalinks: None }, intake, store, site).await;
    std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    result
}
