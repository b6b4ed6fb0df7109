//! What a document once said, what each revision changed, and restoring.

use dateline_story::Timestamp;
use dateline_story::diff::Run;
use leptos::prelude::*;

use super::Fault;
use crate::form::{Look, button, wrong};
use crate::page::revisions::runs;
use crate::{Desk, DeskPage, pager, stamp};

/// A revision.
#[derive(Clone, Debug)]
pub struct DocumentLine {
    /// Its number.
    pub version: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub note: String,
    /// What differs from the revision before: the key of the field's name, and the words.
    pub changes: Vec<(&'static str, Vec<Run>)>,
}

/// Which document the page is about.
#[derive(Clone, Debug)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// Its kind's word.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// Its newest version.
    pub version: u64,
    /// The tab that it belongs to.
    pub tab: &'static str,
    /// Where older revisions are.
    pub older: Option<String>,
}

/// The page.
pub fn page(desk: &Desk, about: About, lines: Vec<DocumentLine>, faults: &[Fault]) -> DeskPage {
    let items: Vec<_> = lines.into_iter().map(|line| item(desk, &about, line)).collect();
    let main = view! {
        {wrong(super::fault(faults, ""))}
        <ol class="plain" reversed>{items}</ol>
        {pager(desk, None, about.older)}
    };
    super::page(desk, about.tab, desk.say_with("revisions-of", &[("name", about.title.into())]), main.into_any())
}

fn item(desk: &Desk, about: &About, line: DocumentLine) -> AnyView {
    let number = line.version.to_string();
    let place = number.clone();
    let restore = (line.version != about.version).then(|| {
        let label = desk.say_with("restore-number", &[("number", number.as_str().into())]);
        view! {
            <form method="post" action="/desk/catalogue/history">
                <input type="hidden" name="kind" value=about.kind.clone() />
                <input type="hidden" name="key" value=about.key.clone() />
                <input type="hidden" name="number" value=number.clone() />
                <input type="hidden" name="version" value=about.version.to_string() />
                {button(label, Look::Plain)}
            </form>
        }
    });
    let note = (!line.note.is_empty()).then(|| view! { <p class="hint" dir="auto">{line.note}</p> });
    let changes: Vec<_> = line
        .changes
        .into_iter()
        .map(|(key, changes)| view! { <dt>{desk.say(key)}</dt><dd dir="auto">{runs(desk, changes)}</dd> })
        .collect();
    let changes = (!changes.is_empty()).then(|| view! { <dl class="fields">{changes}</dl> });
    view! {
        <li value=place class="sheet">
            <p><strong>{number}</strong>" · "<bdi>{line.by}</bdi>" · "{stamp(desk, line.at)}</p>
            {note}
            <div class="comparison">{changes}</div>
            {restore}
        </li>
    }
    .into_any()
}
