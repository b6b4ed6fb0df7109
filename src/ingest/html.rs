//! HTML from anywhere, made into blocks.
//!
//! Used for imports and for what is pasted at the desk. The parser is html5ever, so any input has a tree; the closed
//! [`Block`] enum decides what of it survives. What no block can hold keeps its words, and a [`Loss`] says so.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use dateline_story::{Block, Language, normal};
use tree::Html;

use crate::incoming::Loss;

mod address;
mod assemble;
mod clipboard;
mod element;
mod embed;
mod figure;
mod footnotes;
mod inline;
mod left_out;
mod list;
mod listing;
mod look;
mod nesting;
mod piece;
mod quote;
mod redirect;
mod sheet;
mod stray;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tidy;
pub(crate) mod tree;
mod walk;

/// The address of a page.
#[cfg(feature = "readers")]
pub type Base = url::Url;
/// What is pasted names no page. Only whole sites need an address's every rule, which would be half of the editor's module.
#[cfg(not(feature = "readers"))]
#[derive(Clone, Debug)]
pub enum Base {}

/// How a converter reads its HTML.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What makes a paragraph.
    pub paragraphs: Paragraphs,
    /// The address of the page the HTML comes from: relative links and pictures count from it.
    pub base: Option<Base>,
    /// The language of the text around: words marked with the same language need no mark.
    pub language: Option<Language>,
    /// Pages that show nothing but a picture: a picture's link to one is dropped without a word.
    pub picture_pages: Arc<HashSet<String>>,
    /// Whether words stay that the page hides: a whole page is read, and not what somebody saw of it and copied.
    pub keep_hidden: bool,
    /// What reports name as the place: the post's address, a file's name.
    pub place: String,
}

/// What makes a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// Tags alone, as HTML says.
    #[default]
    Tags,
    /// Blank lines too, and a single line break is a line break: how WordPress reads its classic posts. A line that
    /// is nothing but the address of a known player becomes that player.
    BlankLines,
}

/// The element that readers of other formats put a note's words in, where its number stands.
pub(crate) const NOTE: &str = "dateline-note";

/// The start of a comment that names the line of the source that what follows comes from.
pub(crate) const LINE_MARK: &str = "dateline:line ";

/// The blocks that `html` comes to, in normal form, and what they could not hold.
pub fn to_blocks(html: &str, options: &Options) -> (Vec<Block>, Vec<Loss>) {
    let html = stray::mend(clipboard::without_header(html));
    let (html, too_deep) = tame(&html);
    let tree = Html::parse_fragment(&html);
    let looks = look::Looks::read(&tree, &html);
    let notes = footnotes::Notes::read(&tree, &html);
    let fields = clipboard::Fields::read(&tree, &html);
    let mut walk = walk::Walk::new(options, looks, notes, fields);
    if too_deep {
        walk.lose("the HTML has too many tags, or too many inside one another: the excess is dropped, its words stay");
    }
    let mut blocks = walk::flow(&mut walk, tree.root_element(), piece::Context::default());
    tidy::blocks(&mut blocks);
    (normal::blocks(blocks), walk.losses)
}

/// `html` without what would make a parser slow or overflow: see `nesting`.
pub(crate) fn tame(html: &str) -> (Cow<'_, str>, bool) {
    nesting::tame(html)
}

#[cfg(feature = "readers")]
pub(crate) use address::UNRESOLVED;
#[cfg(feature = "readers")]
pub(crate) use figure::{is_picture_address, unsized_stem};
pub(crate) use table::is_number;
