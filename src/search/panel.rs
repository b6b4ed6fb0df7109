//! The stories that belong beside a story, and why each does.

use std::collections::HashSet;

use dateline_store::{Near, Panel, Reason};
use dateline_story::ArticleId;
use tantivy::DocAddress;

use crate::error::Error;
use crate::index::{Facts, Snapshot};
use crate::related::{Neighbourhood, Told};
use crate::text::fold::fold;

/// How many stories are kept.
pub const KEPT: usize = 48;

/// Stories that are less near than this have no more than common words in common.
const NEAR: f32 = 0.08;

/// How many topics and names are kept as reasons for one story.
const REASONS: usize = 3;

/// The panel of a story that is in the index; `None` where it is not.
///
/// # Errors
/// The index's.
pub fn of_indexed(index: &Snapshot, id: ArticleId) -> Result<Option<Panel>, Error> {
    let Some(at) = index.place(id)? else { return Ok(None) };
    let names = index.names(at)?;
    of(index, Told::in_index(index, at)?, &names, Some(at)).map(Some)
}

/// The panel of a story that tells this and mentions these names, the most mentioned first; `own` is where it is in the index, if
/// it is.
///
/// # Errors
/// The index's.
pub fn of(index: &Snapshot, story: Told, names: &[String], own: Option<DocAddress>) -> Result<Panel, Error> {
    let topics = story.facts.topics.clone();
    let ranked = Neighbourhood::of(index, story, own)?.ranked();
    let mut panel = Panel::default();
    for other in ranked.into_iter().filter(|other| other.affinity >= NEAR).take(KEPT) {
        let reasons = shared(index, other.at, &other.facts, &topics, names)?;
        let places = reasons.into_iter().map(|reason| place(&mut panel.reasons, reason)).collect();
        panel.near.push(Near(ArticleId(other.facts.id), places));
    }
    Ok(panel)
}

fn place(all: &mut Vec<Reason>, reason: Reason) -> usize {
    all.iter().position(|known| *known == reason).unwrap_or_else(|| {
        all.push(reason);
        all.len() - 1
    })
}

/// What another story has in common with one of these topics and names.
fn shared(
    index: &Snapshot,
    at: DocAddress,
    other: &Facts,
    topics: &[String],
    names: &[String],
) -> Result<Vec<Reason>, Error> {
    let topics = topics.iter().filter(|topic| other.topics.contains(topic)).take(REASONS);
    let mentioned: HashSet<String> = index.names(at)?.iter().map(|name| fold(name)).collect();
    let common = names.iter().filter(|name| !is_adjective(name) && mentioned.contains(&fold(name))).take(REASONS);
    Ok(topics.cloned().map(Reason::Topic).chain(common.cloned().map(Reason::Name)).collect())
}

/// Whether a single capitalised word says of what country something is: “Turkish” beside “Türkiye” is no reason of its own.
fn is_adjective(name: &str) -> bool {
    !name.contains(' ')
        && ["ish", "ese", "ian", "ean", "stani", "aqi", "eli"].iter().any(|ending| name.ends_with(ending))
}
