//! What is kept on the device: the text as it is being written and its past, until the server has it.

use dateline_story::{Article, ArticleId};
use serde::{Deserialize, Serialize};

use crate::history::History;

/// A text on the device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The version it was made from.
    pub from: u64,
    /// Whether the server lacks it.
    pub unsaved: bool,
    /// Marks of saves that were sent and never answered.
    pub unsure: Vec<String>,
    /// The story without its body.
    pub head: Article,
    /// The body.
    pub body: String,
    /// The text of version `from`, to merge from.
    pub base_head: Article,
    /// As above.
    pub base_body: String,
    /// What can be undone.
    pub history: History,
}

/// How many steps are kept where the device has little room.
const FEW: usize = 20;

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(id: ArticleId) -> String {
    format!("dateline-story-{id}")
}

/// Keeps a text; `false` where the device has no room or does not allow it.
pub fn keep(id: ArticleId, kept: &Kept) -> bool {
    let Some(storage) = storage() else { return false };
    let put = |kept: &Kept| serde_json::to_string(kept).is_ok_and(|json| storage.set_item(&key(id), &json).is_ok());
    put(kept) || put(&Kept { history: kept.history.shortened(FEW), ..kept.clone() })
}

/// The text that was kept of a story.
pub fn kept(id: ArticleId) -> Option<Kept> {
    let json = storage()?.get_item(&key(id)).ok()??;
    serde_json::from_str(&json).ok()
}

const SOURCE: &str = "dateline-writes-source";

/// Whether whoever writes here prefers markup to the page.
pub fn prefers_source() -> bool {
    storage().and_then(|storage| storage.get_item(SOURCE).ok().flatten()).is_some()
}

/// Keeps that for the next story.
pub fn prefer_source(source: bool) {
    if let Some(storage) = storage() {
        let _ = if source { storage.set_item(SOURCE, "1") } else { storage.remove_item(SOURCE) };
    }
}

/// Whether the device shows pages dark.
pub fn prefers_dark() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// A mark that tells this tab from every other.
pub fn tab_mark() -> String {
    let chance = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:08x}{:08x}", chance(), chance())
}
