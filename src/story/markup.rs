//! Story markup: CommonMark (version 0.31) with tables, a few inline tags, and directives.
//!
//! - Inline tags: `<em> <strong> <sup> <sub> <code> <br> <abbr title="…"> <span lang="…"> <note>`. No other HTML.
//! - A directive stands alone on a line, from its first column: `::name{key="value"}`, or, with content,
//!   `:::name{key="value"}` down to a line `:::`. Containers may hold containers; a `:::` closes the innermost one.
//!
//! | directive | content | keys |
//! |---|---|---|
//! | `figure` | its caption | `src`, `alt`, `credit`, `focus="x,y"` |
//! | `gallery` | figures | `caption` |
//! | `key-points` | a list | `title` |
//! | `pull-quote` | a paragraph | `by` |
//! | `quote` | paragraphs, lists, code, quotes | `by` |
//! | `table` | a table | `caption` |
//! | `embed` | | `url`, `title` |
//! | `channel` | a line of the editor's own, or nothing | |
//! | `correction` | a paragraph | `at` |
//! | `live-post` | any block but a live post | `at`, `headline`, `by`, `key` |
//!
//! `parse(write(body))` gives the same body back for every body in [normal form](crate::normal).

mod blocks;
mod definitions;
mod directive;
mod fence;
mod inlines;
mod parse;
mod pieces;
mod position;
mod tag;
mod write;

pub use definitions::definitions;
pub use parse::{Parsed, Problem, parse};
pub use pieces::pieces;
pub use write::{write, write_inlines};

#[cfg(test)]
pub(crate) mod tests;
