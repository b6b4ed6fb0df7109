//! The text of the body: one place through which every change to it goes, and the text area in which it is written as markup.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use crate::editor::Editor;
use crate::history::Selection;
use crate::source::{self, Edited};
use crate::{palette, pictures, preview, saver, surface, wait};

/// What is selected, in UTF-16 units.
fn selection(area: &HtmlTextAreaElement) -> Selection {
    let start = area.selection_start().ok().flatten().unwrap_or_default();
    let end = area.selection_end().ok().flatten().unwrap_or(start);
    Selection { start, end }
}

impl Editor {
    /// What is selected, in bytes of the text; the end where there is no text area.
    pub fn selected(self) -> Range<usize> {
        if let Some(range) = surface::selected(self) {
            return range;
        }
        let body = self.body.get_untracked();
        let Some(area) = self.area.get_untracked() else { return body.len()..body.len() };
        selection(&area).bytes(&body)
    }

    /// Puts a changed text in, as one step that can be undone.
    pub fn edit(self, edited: Edited) {
        let selected = self.selected();
        let old = self.body.get_untracked();
        self.edit_from(&old, Selection::of(&old, &selected), edited);
    }

    /// Puts a text in, as one step from an earlier one, which an undo brings back.
    fn edit_from(self, old: &str, before: Selection, edited: Edited) {
        let after = Selection::of(&edited.text, &edited.selection);
        self.history.update_value(|history| {
            history.note(old, &edited.text, before, after, f64::INFINITY);
        });
        self.show(&edited.text, after);
    }

    /// Changes the text as it was before a word was typed that ends at the caret: one undo brings that back, and never the word.
    pub fn edit_instead(self, word: Range<usize>, change: impl FnOnce(&str, Range<usize>) -> Edited) {
        let text = self.body.get_untracked();
        match self.history.try_update_value(|history| history.retract(&text, word.clone())).flatten() {
            Some((old, before)) => {
                let selected = before.bytes(&old);
                self.edit_from(&old, before, change(&old, selected));
            }
            // Where nobody knows how the word came, it is part of what is changed.
            None => {
                let without = source::replace(&text, word, "");
                self.edit(change(&without.text, without.selection));
            }
        }
    }

    /// Changes the text by a function of text and selection.
    pub fn edit_with(self, change: impl FnOnce(&str, Range<usize>) -> Edited) {
        let edited = change(&self.body.get_untracked(), self.selected());
        self.edit(edited);
    }

    /// One step back, or on again.
    pub fn step(self, back: bool) {
        surface::flush(self);
        let text = self.body.get_untracked();
        let step =
            self.history.try_update_value(|history| if back { history.undo(&text) } else { history.redo(&text) });
        match step.flatten() {
            Some((text, selection)) => self.show(&text, selection),
            None => self.say(if back { "editor-nothing-to-undo" } else { "editor-nothing-to-redo" }),
        }
    }

    fn show(self, text: &str, selection: Selection) {
        if !surface::show(self, text, selection.bytes(text)) {
            let Some(area) = self.area.get_untracked() else { return };
            let top = area.scroll_top();
            area.set_value(text);
            let _ = area.focus();
            let _ = area.set_selection_range(selection.start, selection.end);
            area.set_scroll_top(top);
        }
        self.body.set(text.to_owned());
        saver::changed(self);
        preview::render(self);
    }

    /// Selects a stretch of the text and shows it.
    pub fn select(self, range: Range<usize>) {
        if surface::select(self, range.clone()) {
            return;
        }
        let Some(area) = self.area.get_untracked() else { return };
        let body = self.body.get_untracked();
        let _ = area.focus();
        let selection = Selection::of(&body, &range);
        let _ = area.set_selection_range(selection.start, selection.end);
        crate::mirror::show_line(&area, source::line_of(&body, range.start));
    }

    /// Puts the text of somebody else's making in, with the caret where it was as far as possible.
    pub fn replace_body(self, text: &str) {
        let caret = self.selected().start.min(text.len());
        let mut caret = caret;
        while !text.is_char_boundary(caret) {
            caret -= 1;
        }
        self.edit(Edited { text: text.to_owned(), selection: caret..caret });
    }
}

/// The text area.
pub fn area(editor: Editor) -> impl IntoView {
    let before = Rc::new(Cell::new(Selection::default()));
    let remember = {
        let before = before.clone();
        move || {
            if let Some(area) = editor.area.get_untracked() {
                before.set(selection(&area));
            }
        }
    };
    let typed = move || {
        let Some(area) = editor.area.get_untracked() else { return };
        let (old, new) = (editor.body.get_untracked(), area.value());
        let after = selection(&area);
        editor.history.update_value(|history| history.note(&old, &new, before.get(), after, wait::now()));
        editor.body.set(new);
        preview::render(editor);
        saver::changed(editor);
        palette::typed(editor);
    };
    let language = move || editor.head.with(|head| head.language.to_string());
    let direction = move || editor.head.with(|head| head.language.direction().as_str());
    view! {
        <textarea
            id="body"
            name="body"
            node_ref=editor.area
            rows="24"
            spellcheck="true"
            aria-describedby="body-hint"
            aria-controls="palette"
            aria-activedescendant=move || palette::active(editor)
            lang=language
            dir=direction
            prop:value=editor.body.get_untracked()
            readonly=move || !editor.writable()
            on:beforeinput=move |_| remember()
            on:input=move |_| typed()
            on:keydown=move |event| palette::pressed(editor, &event)
            on:blur=move |_| palette::close(editor)
            on:scroll=move |_| preview::follow_text(editor)
            on:paste=move |event| crate::keys::pasted(editor, &event)
            on:dragover=move |event| pictures::over(&event)
            on:drop=move |event| pictures::dropped(editor, &event)
        ></textarea>
        <p class="hint" id="body-hint">{editor.words.say("editor-body-hint")}</p>
    }
}
