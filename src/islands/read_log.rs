//! Which stories were read on this device. Kept in the browser's storage and sent nowhere.

use web_sys::Storage;

const KEY: &str = "read";

/// How many stories are remembered.
const LIMIT: usize = 300;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The numbers of the stories that were read, oldest first. Empty where storage is refused.
pub fn read() -> Vec<String> {
    let stored = storage().and_then(|storage| storage.get_item(KEY).ok()?).unwrap_or_default();
    stored.split_ascii_whitespace().map(str::to_owned).collect()
}

/// Notes that a story was read.
pub fn note(story: &str) {
    let mut stories = read();
    stories.retain(|other| other != story);
    stories.push(story.to_owned());
    let from = stories.len().saturating_sub(LIMIT);
    if let Some(storage) = storage() {
        // A full or refused storage only means that nothing is remembered.
        let _ = storage.set_item(KEY, &stories[from..].join(" "));
    }
}
