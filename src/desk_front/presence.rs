//! Who else has the story open.

use dateline_desk_api::presence;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::editor::Editor;
use crate::saver::{self, Saving};
use crate::wait::wait;

/// How often this tab says that it is here, in milliseconds.
const SIGN: i32 = 5_000;

/// Says that this tab is here, for as long as it is, and learns who else is.
pub fn attend(editor: Editor) {
    let tab = editor.saver.with_value(saver::Work::tab);
    let leaving = tab.clone();
    let _ = window_event_listener_untyped("pagehide", move |_| {
        let tab = leaving.clone();
        spawn_local(async move {
            let _ = presence(editor.id, tab, true).await;
        });
    });
    spawn_local(async move {
        loop {
            if let Ok(here) = presence(editor.id, tab.clone(), false).await {
                if editor.others.try_update(|others| *others = here.others).is_none() {
                    return;
                }
                learn(editor, here.standing);
            }
            wait(SIGN).await;
        }
    });
}

/// Takes note of what others did. Text of theirs comes with the next save, or at once where nothing is being written here.
fn learn(editor: Editor, standing: dateline_desk_api::Standing) {
    let mine = editor.standing.get_untracked();
    let idle = editor.saving.get_untracked() == Saving::Saved;
    if standing.version > mine.version && idle {
        // Saving an unchanged text brings theirs, merged with nothing.
        editor.saving.set(Saving::Unsaved);
        saver::save(editor);
    }
    if idle && (standing.state != mine.state || standing.revision != mine.revision || standing.may != mine.may) {
        editor.head.update(|head| head.state = standing.state);
        editor.standing.set(dateline_desk_api::Standing { version: mine.version, ..standing });
    }
}

/// Their names.
pub fn list(editor: Editor) -> impl IntoView {
    let words = editor.words;
    move || {
        let others = editor.others.get();
        (!others.is_empty()).then(|| {
            let names: Vec<String> =
                others.into_iter().map(|one| if one.me { words.say("presence-me") } else { one.name }).collect();
            let text = words.with("presence-others", &[("names", &names.join(", "))]);
            view! { <span class="others" role="status">{text}</span> }
        })
    }
}
