//! A post's content, of either editor, as blocks.

use dateline_story::{Block, normal};

use super::blocks;
use super::shortcode::{self, Around};
use crate::html::{self, Paragraphs};
use crate::incoming::Loss;

/// The blocks of a post's content. `options` says where it stands; how it makes paragraphs is found out here.
pub fn blocks(content: &str, around: &Around<'_>, options: &html::Options) -> (Vec<Block>, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut out = Vec::new();
    let segments = blocks::segments(content, &mut |what| losses.push(Loss::new(&options.place, what)));
    for segment in segments {
        let expanded =
            shortcode::expand(&segment.html, around, &mut |what| losses.push(Loss::new(&options.place, what)));
        let paragraphs = if segment.classic { Paragraphs::BlankLines } else { Paragraphs::Tags };
        let (blocks, lost) = html::to_blocks(&expanded, &html::Options { paragraphs, ..options.clone() });
        out.extend(blocks);
        losses.extend(lost);
    }
    (normal::blocks(out), losses)
}
