//! Autosave: half a second after the last change to the server; meanwhile, and without a server, on the device.

use dateline_desk_api::{ApiError, Opened, Reason, SaveAnswer, SaveAsked, Theirs, save_story};
use dateline_story::{Article, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::acts;
use crate::conflict;
use crate::device::{self, Kept};
use crate::editor::Editor;
use crate::wait::{wait, within};
use crate::words::Words;

/// How long after the last change the text is saved, in milliseconds.
const AFTER: i32 = 500;

/// How long after a change the device keeps it, in milliseconds: about a keystroke.
const ON_DEVICE: i32 = 60;

/// How long an answer may take, in milliseconds.
const PATIENCE: i32 = 15_000;

/// How soon it is tried again, and how late at most, in milliseconds.
const AGAIN: (i32, i32) = (2_000, 30_000);

/// Where the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// On the server.
    Saved,
    /// Changed since.
    Unsaved,
    /// On its way.
    Underway,
    /// On this device only: the server does not answer.
    OnDevice,
    /// On this device only, until somebody signs in again.
    SignedOut,
    /// On this device only, until two texts are made one.
    Conflict,
    /// Not even on this device, which has no room for it.
    NoRoom,
    /// The server will not have it, and why.
    Refused(String),
}

/// What the saver works with.
pub struct Work {
    /// This tab.
    tab: String,
    count: u64,
    /// The version the text was made from.
    pub from: u64,
    /// The text of that version.
    pub base: (Article, String),
    /// Marks of saves that were sent and never answered.
    pub unsure: Vec<String>,
    underway: bool,
    /// Whether there are changes that no save has taken up.
    dirty: bool,
    failures: u32,
    /// Counts the saves that were put off: only the last of them is made.
    put_off: u64,
    /// As above, for the device.
    keeping: u64,
    /// When it was last kept on the server.
    at: Option<Timestamp>,
}

impl Work {
    /// For a story as it was opened.
    pub fn new(opened: &Opened) -> Self {
        Self {
            tab: device::tab_mark(),
            count: 0,
            from: opened.standing.version,
            base: (opened.head.clone(), opened.body.clone()),
            unsure: Vec::new(),
            underway: false,
            dirty: false,
            failures: 0,
            put_off: 0,
            keeping: 0,
            at: Some(opened.standing.at),
        }
    }

    /// This tab's mark.
    pub fn tab(&self) -> String {
        self.tab.clone()
    }

    /// From here on the text is made from this one.
    pub fn rebase(&mut self, version: u64, head: Article, body: String) {
        self.from = version;
        self.base = (head, body);
        self.unsure.clear();
    }
}

/// The text was changed.
pub fn changed(editor: Editor) {
    editor.saver.update_value(|work| work.dirty = true);
    let paused = matches!(editor.saving.get_untracked(), Saving::Conflict | Saving::SignedOut);
    if !paused && editor.saving.get_untracked() != Saving::Unsaved {
        editor.saving.set(Saving::Unsaved);
    }
    keep_soon(editor);
    if !paused {
        soon(editor, AFTER);
    }
}

fn keep_soon(editor: Editor) {
    let turn = editor.saver.try_update_value(|work| {
        work.keeping += 1;
        work.keeping
    });
    spawn_local(async move {
        wait(ON_DEVICE).await;
        if editor.saver.try_with_value(|work| work.keeping) == turn {
            keep(editor);
        }
    });
}

/// Keeps the text on the device, now.
pub fn keep(editor: Editor) {
    let unsaved = editor.saving.get_untracked() != Saving::Saved;
    let kept = editor.saver.with_value(|work| Kept {
        from: work.from,
        unsaved,
        unsure: work.unsure.clone(),
        head: editor.head.get_untracked(),
        body: editor.body.get_untracked(),
        base_head: work.base.0.clone(),
        base_body: work.base.1.clone(),
        history: editor.history.get_value(),
    });
    if !device::keep(editor.id, &kept) && editor.saving.get_untracked() == Saving::OnDevice {
        editor.saving.set(Saving::NoRoom);
    }
}

/// Saves after so many milliseconds, and not before.
pub fn soon(editor: Editor, milliseconds: i32) {
    let turn = editor.saver.try_update_value(|work| {
        work.put_off += 1;
        work.put_off
    });
    spawn_local(async move {
        wait(milliseconds).await;
        if editor.saver.try_with_value(|work| work.put_off) == turn {
            flush(editor).await;
        }
    });
}

/// Saves now, unless a save is under way: that one is followed by another.
pub fn save(editor: Editor) {
    spawn_local(async move {
        flush(editor).await;
    });
}

/// Saves what is not yet saved; whether everything is on the server then.
pub async fn flush(editor: Editor) -> bool {
    loop {
        if editor.conflict.with_untracked(Option::is_some) {
            return false;
        }
        let busy = editor.saver.with_value(|work| work.underway);
        if busy {
            wait(50).await;
            continue;
        }
        let dirty = editor.saver.with_value(|work| work.dirty) || editor.saving.get_untracked() != Saving::Saved;
        if !dirty {
            return true;
        }
        if !once(editor).await {
            return false;
        }
    }
}

async fn once(editor: Editor) -> bool {
    let (head, body) = (editor.head.get_untracked(), editor.body.get_untracked());
    let mut asked = SaveAsked { from: 0, key: String::new(), unsure: Vec::new(), head, body };
    editor.saver.update_value(|work| {
        work.count += 1;
        work.underway = true;
        work.dirty = false;
        asked.from = work.from;
        asked.key = format!("{}-{}", work.tab, work.count);
        asked.unsure = work.unsure.clone();
        // Until it is answered nobody knows whether it arrived.
        work.unsure.push(asked.key.clone());
    });
    editor.saving.set(Saving::Underway);
    let (head, body) = (asked.head.clone(), asked.body.clone());
    let answer = within(PATIENCE, save_story(asked)).await.unwrap_or(Err(ApiError::Unreachable));
    editor.saver.update_value(|work| work.underway = false);
    let kept = match answer {
        Ok(SaveAnswer::Kept { version, at, reads_as }) => {
            if editor.reads_as.with_untracked(|old| *old != reads_as) {
                editor.reads_as.set(reads_as);
            }
            editor.saver.update_value(|work| {
                work.rebase(version, head, body);
                work.failures = 0;
                work.at = Some(at);
            });
            editor.standing.update(|standing| {
                standing.version = version;
                standing.open = true;
                standing.at = at;
            });
            let more = editor.saver.with_value(|work| work.dirty);
            editor.saving.set(if more { Saving::Unsaved } else { Saving::Saved });
            true
        }
        Ok(SaveAnswer::Moved(theirs)) => moved(editor, *theirs),
        Err(error) => {
            failed(editor, error);
            false
        }
    };
    keep(editor);
    kept
}

/// Somebody else saved since: merged where nobody has to choose, shown where somebody has.
fn moved(editor: Editor, theirs: Theirs) -> bool {
    let by = theirs.by.clone();
    if conflict::settle(editor, theirs) {
        editor.said.set(editor.words.with("editor-merged", &[("name", &by)]));
        editor.saver.update_value(|work| work.dirty = true);
        editor.saving.set(Saving::Unsaved);
        return true;
    }
    editor.saving.set(Saving::Conflict);
    false
}

fn failed(editor: Editor, error: ApiError) {
    editor.saver.update_value(|work| work.dirty = true);
    match error {
        ApiError::SignedOut => {
            editor.saving.set(Saving::SignedOut);
            editor.signed_out.set(true);
        }
        ApiError::Unreachable | ApiError::Failed(_) | ApiError::Moved => {
            editor.saving.set(Saving::OnDevice);
            let failures = editor.saver.try_update_value(|work| {
                work.failures += 1;
                work.failures
            });
            let after = AGAIN.0 << failures.unwrap_or(1).saturating_sub(1).min(4);
            soon(editor, after.min(AGAIN.1));
        }
        other => editor.saving.set(Saving::Refused(sentence(editor.words, &other))),
    }
}

/// An error in the words of the desk.
pub fn sentence(words: Words, error: &ApiError) -> String {
    match error {
        ApiError::SignedOut => words.say("editor-error-signed-out"),
        ApiError::Forbidden => words.say("editor-error-forbidden"),
        ApiError::NoSuchStory => words.say("editor-error-no-such-story"),
        ApiError::Moved => words.say("editor-error-moved"),
        ApiError::TooLarge => words.say("editor-error-too-large"),
        ApiError::Unreadable => words.say("editor-error-unreadable"),
        ApiError::Unreachable => words.say("editor-error-unreachable"),
        ApiError::Refused(reasons) => {
            let said = |reason: &Reason| words.with(&format!("refused-{}", reason.key), &[("what", &reason.what)]);
            reasons.iter().map(said).collect::<Vec<_>>().join(" ")
        }
        ApiError::Failed(why) => words.with("editor-error-failed", &[("why", why)]),
    }
}

/// Keeps the text when the page is left, and saves it when the network comes back.
pub fn attend(editor: Editor) {
    let keep_now = move || {
        crate::surface::flush(editor);
        keep(editor);
        let unsaved = editor.saving.get_untracked() != Saving::Saved;
        if unsaved && editor.conflict.with_untracked(Option::is_none) {
            save(editor);
        }
    };
    let _ = window_event_listener_untyped("pagehide", move |_| {
        crate::surface::flush(editor);
        keep(editor);
    });
    let _ = window_event_listener_untyped("visibilitychange", move |_| keep_now());
    let _ = window_event_listener_untyped("blur", move |_| keep_now());
    let _ = window_event_listener_untyped("online", move |_| {
        if editor.saving.get_untracked() == Saving::OnDevice {
            soon(editor, 0);
        }
    });
}

/// The bar at the top: where the story stands, where its text is, who is here, and what can be done.
pub fn bar(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let state = move || {
        let word = editor.standing.with(|standing| standing.state.as_str());
        let text = match editor.standing.with(|standing| standing.scheduled.clone()) {
            Some(at) => words.with("state-scheduled-for", &[("at", &at)]),
            None => words.say(&format!("state-{word}")),
        };
        view! { <span class=format!("state is-{word}")>{text}</span> }
    };
    let saving = move || {
        let (class, text) = match editor.saving.get() {
            Saving::Saved => ("saved", saved_words(editor)),
            Saving::Unsaved => ("unsaved", words.say("saving-unsaved")),
            Saving::Underway => ("underway", words.say("saving-underway")),
            Saving::OnDevice => ("on-device", words.say("saving-on-device")),
            Saving::SignedOut => ("signed-out", words.say("saving-signed-out")),
            Saving::Conflict => ("conflict", words.say("saving-conflict")),
            Saving::NoRoom => ("no-room", words.say("saving-no-room")),
            Saving::Refused(why) => ("refused", why),
        };
        view! { <span class="saving" data-saving=class>{text}</span> }
    };
    let count = move || {
        let count = editor.report.with(|report| report.words);
        let minutes = dateline_story::check::minutes(count);
        words.with("editor-count", &[("words", &count.to_string()), ("minutes", &minutes.to_string())])
    };
    let back = words.say("editor-back");
    view! {
        <div class="bar">
            <a class="back" href="/desk">{back}</a>
            {state}
            <span role="status">{saving}</span>
            <span class="count">{count}</span>
            {crate::presence::list(editor)}
            {acts::buttons(editor)}
        </div>
    }
}

fn saved_words(editor: Editor) -> String {
    let words = editor.words;
    let open = editor.standing.with(|standing| standing.open && standing.state.is_public());
    let key = if open { "saving-saved-unpublished" } else { "saving-saved" };
    let date =
        editor.saver.with_value(|work| work.at).map(|at| js_sys::Date::new(&(at.as_millisecond() as f64).into()));
    let time = date.map(|date| format!("{:02}:{:02}", date.get_hours(), date.get_minutes())).unwrap_or_default();
    words.with(key, &[("time", &time)])
}
