//! Names for the pictures of incoming stories.

use std::collections::HashMap;
use std::path::{Component, Path};

use dateline_story::{Article, Block, Figure, Slug};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::incoming::{Origin, PictureSource};

/// The folder of pictures in our own exports, beside the stories.
pub const FOLDER: &str = "pictures";

/// A picture of our own export, where its file is beside the stories in `folder`.
pub fn beside(folder: &Path, name: &str) -> Option<Origin> {
    let mut parts = Path::new(name).components();
    let plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !name.contains('\\');
    // A file's own metadata: a link could lead out of the folder.
    let file = folder.join(FOLDER).join(name);
    let is_there = plain && std::fs::symlink_metadata(file).is_ok_and(|file| file.is_file());
    is_there.then(|| Origin::File(format!("{FOLDER}/{name}")))
}

/// Gives every picture of an import a name of its own, and the same picture the same name.
#[derive(Default)]
pub struct Namer {
    /// Each name with the fingerprint of the address it stands for.
    taken: HashMap<String, u64>,
}

impl Namer {
    /// Keeps a name that a picture has already: no other picture gets it.
    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned(), fingerprint(&format!("own:{name}")));
    }

    /// The name of the picture at `origin`: its file's name in lower case and safe characters; where another picture
    /// has that name, with a short fingerprint of the full address.
    pub fn name(&mut self, origin: &Origin) -> String {
        let address = match origin {
            Origin::Web(url) => url.as_str(),
            Origin::File(path) => path.as_str(),
        };
        let fingerprint = fingerprint(address);
        let (stem, ending) = file_name(address, matches!(origin, Origin::Web(_)));
        let plain = format!("{stem}{ending}");
        match self.taken.get(&plain) {
            Some(other) if *other != fingerprint => {
                let name = format!("{stem}-{:08x}{ending}", fingerprint >> 32);
                self.taken.insert(name.clone(), fingerprint);
                name
            }
            Some(_) => plain,
            None => {
                self.taken.insert(plain.clone(), fingerprint);
                plain
            }
        }
    }
}

fn fingerprint(address: &str) -> u64 {
    Sha256::digest(address.as_bytes()).iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

/// A file's stem and its ending with the dot.
fn file_name(address: &str, web: bool) -> (String, String) {
    let path = if web { address.split(['?', '#']).next().unwrap_or_default() } else { address };
    let file = path.rsplit('/').next().unwrap_or_default();
    let file = percent_decode_str(file).decode_utf8_lossy();
    let (stem, ending) = match file.rsplit_once('.') {
        Some((stem, ending))
            if (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            (stem, format!(".{}", ending.to_ascii_lowercase()))
        }
        _ => (file.as_ref(), String::new()),
    };
    (Slug::from_text(stem).map_or_else(|| "picture".to_owned(), String::from), ending)
}

/// Calls `with` for every picture of a story: the lead first, then down the body.
pub fn each(article: &mut Article, with: &mut dyn FnMut(&mut Figure)) {
    article.lead.iter_mut().for_each(&mut *with);
    each_in(&mut article.body, with);
}

fn each_in(blocks: &mut [Block], with: &mut dyn FnMut(&mut Figure)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => with(figure),
            Block::Gallery { figures, .. } => figures.iter_mut().for_each(&mut *with),
            Block::LivePost(post) => each_in(&mut post.content, with),
            Block::Quote { content, .. } => each_in(content, with),
            Block::List(list) => list.items.iter_mut().for_each(|item| each_in(item, with)),
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::PullQuote { .. }
            | Block::KeyPoints { .. }
            | Block::Table(_)
            | Block::Embed(_)
            | Block::Channel { .. }
            | Block::Correction { .. }
            | Block::Code { .. }
            | Block::Rule => {}
        }
    }
}

/// Names every picture that `locate` finds, and lists where each comes from. `locate` sees the address the source
/// wrote; a picture it cannot find keeps that address.
pub fn name_all(
    article: &mut Article,
    namer: &mut Namer,
    locate: &mut dyn FnMut(&str) -> Option<Origin>,
) -> Vec<PictureSource> {
    let mut sources: Vec<PictureSource> = Vec::new();
    each(article, &mut |figure| {
        if let Some(origin) = locate(&figure.src) {
            figure.src = namer.name(&origin);
            if !sources.iter().any(|source| source.name == figure.src) {
                sources.push(PictureSource { name: figure.src.clone(), origin });
            }
        }
    });
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(url: &str) -> Origin {
        Origin::Web(url.into())
    }

    #[test]
    fn names_are_safe_stable_and_one_a_picture() {
        let mut namer = Namer::default();
        assert_eq!(namer.name(&web("https://a.example/2013/06/Foo%20Bar.JPG?w=600")), "foo-bar.jpg");
        assert_eq!(namer.name(&web("https://a.example/2013/06/Foo%20Bar.JPG?w=600")), "foo-bar.jpg");
        let other = namer.name(&web("https://a.example/2014/01/foo-bar.jpg"));
        assert!(
            other.starts_with("foo-bar-") && other.ends_with(".jpg") && other.len() == "foo-bar-12345678.jpg".len(),
            "{other}"
        );
        assert_eq!(namer.name(&web("https://a.example/2014/01/foo-bar.jpg")), other);
        assert_eq!(namer.name(&Origin::File("../../etc/passwd".into())), "passwd");
        assert_eq!(namer.name(&web("https://a.example/")), "picture");
    }
}
