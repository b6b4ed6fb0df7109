//! The files of an export's media library.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_story::normal;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::item;
use super::pieces::Piece;
use crate::html;

/// A file and what the library says of it.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its address.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Its caption, HTML.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// The name under which stories of our own export show it.
    pub own: Option<String>,
}

/// All attachments, by number, by address and by the post they were uploaded to.
#[derive(Default)]
pub struct Attachments {
    by_number: HashMap<u64, Attachment>,
    by_url: HashMap<String, u64>,
    by_post: HashMap<u64, Vec<u64>>,
    by_own_name: HashMap<String, u64>,
    pages: Arc<HashSet<String>>,
}

impl Attachments {
    /// Takes an item in, if it is an attachment.
    pub fn take(&mut self, piece: &Piece) {
        const WORD: &[u8] = b"attachment";
        if !piece.bytes.windows(WORD.len()).any(|window| window == WORD) {
            return;
        }
        let (item, _) = item::read(piece, &mut Vec::new());
        if item.field("wp:post_type") != Some("attachment") {
            return;
        }
        let (Some(number), Some(url)) = (item.number(), item.field("wp:attachment_url").or(item.field("guid"))) else {
            return;
        };
        if let Some(post) = item.field("wp:post_parent").and_then(|post| post.parse().ok()).filter(|post| *post != 0) {
            self.by_post.entry(post).or_default().push(number);
        }
        if let (Some(page), Some(pages)) = (item.field("link"), Arc::get_mut(&mut self.pages)) {
            pages.insert(page.to_owned());
        }
        let address = key(url);
        if let Some(original) = original(&address) {
            self.by_url.entry(original).or_insert(number);
        }
        self.by_url.insert(address, number);
        let own = item.exact_all("_dateline_picture").next().map(str::to_owned);
        if let Some(name) = &own {
            self.by_own_name.insert(name.clone(), number);
        }
        self.by_number.insert(
            number,
            Attachment {
                url: url.to_owned(),
                alt: normal::line(item.meta("_wp_attachment_image_alt").unwrap_or_default()),
                caption: item.field("excerpt:encoded").unwrap_or_default().to_owned(),
                credit: crate::plain::text(
                    item.meta("_media_credit").or(item.meta("media_credit")).unwrap_or_default(),
                ),
                own,
            },
        );
    }

    /// An attachment by its number.
    pub fn number(&self, number: u64) -> Option<&Attachment> {
        self.by_number.get(&number)
    }

    /// The attachment that stories of our own export show under a name.
    pub fn own(&self, name: &str) -> Option<&Attachment> {
        self.by_own_name.get(name).and_then(|number| self.by_number.get(number))
    }

    /// The names under which stories of our own export show attachments.
    pub fn own_names(&self) -> impl Iterator<Item = &str> {
        self.by_own_name.keys().map(String::as_str)
    }

    /// The attachment at an address, or of which the address is a smaller size.
    pub fn address(&self, url: &str) -> Option<&Attachment> {
        let plain = key(url);
        let number = self.by_url.get(&plain).or_else(|| {
            let (stem, ending) = plain.rsplit_once('.')?;
            self.by_url.get(&format!("{}.{ending}", html::unsized_stem(stem)))
        })?;
        self.by_number.get(number)
    }

    /// The pages WordPress makes for attachments.
    pub fn pages(&self) -> Arc<HashSet<String>> {
        Arc::clone(&self.pages)
    }

    /// The pictures uploaded to a post, in the order of the export.
    pub fn pictures_of(&self, post: u64) -> impl Iterator<Item = u64> {
        let numbers = self.by_post.get(&post).into_iter().flatten().copied();
        numbers.filter(|number| self.by_number.get(number).is_some_and(|file| html::is_picture_address(&file.url)))
    }
}

/// An address as it is looked up: without its scheme and query, since it is the same file over http and https and in any
/// size asked for; decoded, and composed, since a text escapes what the library writes out, and a Mac takes letters apart.
fn key(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    percent_decode_str(url).decode_utf8_lossy().nfc().collect()
}

/// What the library's file was called before WordPress made it smaller or turned it: its sizes have that name.
fn original(address: &str) -> Option<String> {
    let (stem, ending) = address.rsplit_once('.')?;
    let stem = ["-scaled", "-rotated"].iter().find_map(|mark| stem.strip_suffix(mark))?;
    Some(format!("{stem}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(url: &str) -> Attachments {
        let mut attachments = Attachments::default();
        let item = format!(
            "<item><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>{url}</wp:attachment_url></item>"
        );
        let mut pieces = super::super::pieces::Pieces::new(item.as_bytes(), 1 << 20);
        while let Some(piece) = pieces.next().unwrap() {
            attachments.take(&piece);
        }
        attachments
    }

    #[test]
    fn a_size_leads_to_the_librarys_file_however_it_is_written() {
        for (file, shown) in [
            ("https://a.example/u/ferry-scaled.jpg", "http://a.example/u/ferry-300x200.jpg"),
            ("https://a.example/u/ferry-scaled.jpg", "https://a.example/u/ferry.jpg?w=3"),
            ("https://a.example/u/turm-rotated.jpg", "https://a.example/u/turm-1024x768.jpg"),
            ("https://a.example/u/Hafenbr\u{fc}cke.jpg", "https://a.example/u/Hafenbr%C3%BCcke-300x200.jpg"),
            ("https://a.example/u/Hafenbru\u{308}cke.jpg", "https://a.example/u/Hafenbr%c3%bccke-300x200.jpg"),
            ("https://a.example/u/Hafenbr%C3%BCcke.jpg", "https://a.example/u/Hafenbru\u{308}cke.jpg"),
        ] {
            assert_eq!(library(file).address(shown).map(|found| found.url.as_str()), Some(file), "{shown}");
        }
        assert!(library("https://a.example/u/ferry-scaled.jpg").address("https://a.example/u/ferry-2.jpg").is_none());
    }
}
