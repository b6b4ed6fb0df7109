//! Pictures of imported stories: found in a folder or fetched, taken in, or left at their old addresses.

use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dateline_ingest::incoming::{Incoming, Loss, Origin, PictureSource};
use dateline_media::{Intake, Media};
use dateline_story::{Article, Block, Figure, Picture, block};
use tokio::runtime::Handle;
use unicode_normalization::UnicodeNormalization;

/// How long one picture may take to come.
const FETCH_TIMEOUT: Duration = Duration::from_secs(30);

/// Where pictures come from and go to.
#[derive(Clone)]
pub struct Pictures {
    /// The folder they are in.
    pub from: Option<PathBuf>,
    /// The folder that is imported: its stories name files in it.
    pub beside: Option<PathBuf>,
    /// Whether they are fetched.
    pub fetch: bool,
    /// Where they go to.
    pub media: Media,
    /// What runs the media store's own work, which may be on a network.
    pub runtime: Handle,
}

impl Pictures {
    /// Takes in the pictures of some stories, on all cores. A picture that cannot be had keeps its old address in the
    /// story, and is reported.
    pub fn settle(&self, mut stories: Vec<Incoming>) -> (Vec<(Incoming, Vec<Picture>)>, Vec<Loss>) {
        let jobs: Vec<(usize, PictureSource)> = stories
            .iter_mut()
            .enumerate()
            .flat_map(|(index, story)| sources(story).into_iter().map(move |source| (index, source)))
            .collect();
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::with_capacity(jobs.len()));
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some((story, source)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let result = self.take(source);
                        if let Ok(mut results) = results.lock() {
                            results.push((*story, source.clone(), result));
                        }
                    }
                });
            }
        });
        let mut pictures: Vec<Vec<Picture>> = vec![Vec::new(); stories.len()];
        let mut losses = Vec::new();
        let results = results.into_inner().unwrap_or_default();
        for (index, source, result) in results {
            match result {
                Ok(taken) => {
                    let told =
                        taken.remarks.iter().map(|remark| format!("the picture “{}”: {remark}", shown(&source.origin)));
                    losses.extend(told.map(|what| Loss { place: stories[index].source.clone(), what }));
                    pictures[index].push(taken.picture);
                }
                Err(why) => {
                    let story = &mut stories[index];
                    if let Origin::Web(address) = &source.origin {
                        rename(&mut story.article, &source.name, address);
                    }
                    if let Some(why) = why {
                        losses.push(Loss { place: story.source.clone(), what: why });
                    }
                }
            }
        }
        (stories.into_iter().zip(pictures).collect(), losses)
    }

    /// A picture, or why it could not be had; `None` for a picture that nobody asked to be fetched.
    fn take(&self, source: &PictureSource) -> Result<Intake, Option<String>> {
        let own = self.beside.as_deref().and_then(|folder| inside(folder, &source.origin));
        let path = match (own, &self.from) {
            (None, Some(folder)) => Some(found(folder, &source.origin).ok_or_else(|| {
                Some(format!("the picture “{}” is not in {}", shown(&source.origin), folder.display()))
            })?),
            (own, _) => own,
        };
        let bytes = match (&source.origin, path) {
            (_, Some(path)) => std::fs::read(&path)
                .map_err(|error| Some(format!("the picture “{}” cannot be read: {error}", path.display())))?,
            (Origin::Web(address), None) if self.fetch => fetch(address).map_err(Some)?,
            (Origin::Web(_), None) => return Err(None),
            (Origin::File(path), None) => {
                return Err(Some(format!(
                    "the picture “{path}” was not taken in: --media names the folder of pictures"
                )));
            }
        };
        self.runtime.block_on(self.media.add(&source.name, bytes)).map_err(|error| Some(error.to_string()))
    }
}

fn shown(origin: &Origin) -> &str {
    match origin {
        Origin::Web(address) => address,
        Origin::File(path) => path,
    }
}

/// The file that a story of an imported folder names in it, or in a folder beside it, where it is one.
fn inside(folder: &Path, origin: &Origin) -> Option<PathBuf> {
    let Origin::File(path) = origin else { return None };
    let plain = Path::new(path.strip_prefix("../").unwrap_or(path));
    if !plain.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(path);
    std::fs::symlink_metadata(&file).is_ok_and(|file| file.is_file()).then_some(file)
}

/// The file of a picture in a folder: by ever shorter ends of its path, so that a folder of uploads, a year's folder or
/// one flat folder all serve.
fn found(folder: &Path, origin: &Origin) -> Option<PathBuf> {
    let path = match origin {
        Origin::Web(address) => address.split_once("://").map_or(address.as_str(), |(_, rest)| rest),
        Origin::File(path) => path,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    // A disk that a Mac wrote has letters and their accents apart.
    let composed: String = decoded.nfc().collect();
    let apart: String = decoded.nfd().collect();
    [decoded.as_ref(), &composed, &apart].into_iter().find_map(|path| by_its_end(folder, path))
}

fn by_its_end(folder: &Path, path: &str) -> Option<PathBuf> {
    let parts: Vec<&std::ffi::OsStr> = Path::new(path)
        .components()
        .filter_map(|part| if let Component::Normal(part) = part { Some(part) } else { None })
        .collect();
    (0..parts.len()).map(|from| folder.join(parts[from..].iter().collect::<PathBuf>())).find(|path| path.is_file())
}

fn fetch(address: &str) -> Result<Vec<u8>, String> {
    let refuse = |error: &dyn std::fmt::Display| format!("the picture “{address}” could not be fetched: {error}");
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(FETCH_TIMEOUT)).max_redirects(4).build().into();
    let mut response = agent.get(address).call().map_err(|error| refuse(&error))?;
    response
        .body_mut()
        .with_config()
        .limit(dateline_media::MAX_BYTES as u64)
        .read_to_vec()
        .map_err(|error| refuse(&error))
}

/// Whether a picture's name is the name of a file and nothing more: it becomes one when stories are written out.
pub fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !name.contains('\\')
}

/// The pictures of a story: those its reader found, and those that its figures name without saying where they are, as
/// files of our own export do.
fn sources(story: &mut Incoming) -> Vec<PictureSource> {
    let mut sources = std::mem::take(&mut story.pictures);
    let figures = block::figures(&story.article.body).into_iter().chain(&story.article.lead);
    for name in figures.map(|figure| &figure.src).filter(|src| is_plain_name(src)) {
        if !sources.iter().any(|source| source.name == *name) {
            sources.push(PictureSource { name: name.clone(), origin: Origin::File(name.clone()) });
        }
    }
    sources
}

/// Gives a figure its old address back.
fn rename(article: &mut Article, name: &str, address: &str) {
    if let Some(lead) = article.lead.as_mut().filter(|lead| lead.src == name) {
        lead.src = address.to_owned();
    }
    rename_in(&mut article.body, name, address);
}

fn rename_in(blocks: &mut [Block], name: &str, address: &str) {
    let swap = |figure: &mut Figure| {
        if figure.src == name {
            figure.src = address.to_owned();
        }
    };
    for block in blocks {
        match block {
            Block::Figure(figure) => swap(figure),
            Block::Gallery { figures, .. } => figures.iter_mut().for_each(swap),
            Block::LivePost(post) => rename_in(&mut post.content, name, address),
            // No other block holds a figure.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_by_the_end_of_its_path_and_never_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("media/2013/06")).unwrap();
        std::fs::write(folder.path().join("media/2013/06/a b.jpg"), "x").unwrap();
        std::fs::write(folder.path().join("secret.jpg"), "x").unwrap();
        let media = folder.path().join("media");
        let web = |address: &str| found(&media, &Origin::Web(address.into()));
        assert!(web("https://example.org/wp-content/uploads/2013/06/a%20b.jpg?w=300").is_some());
        assert!(web("https://example.org/a%20b.jpg").is_none());
        assert!(found(&media.join("2013/06"), &Origin::File("pictures/a b.jpg".into())).is_some());
        assert!(found(&media, &Origin::File("../secret.jpg".into())).is_none());
        assert!(web("https://example.org/%2e%2e/secret.jpg").is_none());
        let own = |path: &str| inside(&media, &Origin::File(path.into()));
        assert!(own("2013/06/a b.jpg").is_some() && own("../secret.jpg").is_some());
        assert!(own("../../secret.jpg").is_none() && own("2013/../../secret.jpg").is_none());
        std::fs::write(folder.path().join("media/Hafenbru\u{308}cke.jpg"), "x").unwrap();
        assert!(web("https://example.org/Hafenbr%C3%BCcke.jpg").is_some());
    }
}
