//! Who did what.

use dateline_story::Timestamp;
use leptos::prelude::*;

use super::users::tabs;
use crate::{Desk, DeskPage, Place, Table, pager, stamp, table};

/// A line of the trail.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// When.
    pub at: Timestamp,
    /// Who, by the name at that time.
    pub who: String,
    /// What, as a word.
    pub what: String,
    /// To what.
    pub subject: String,
    /// What else is worth knowing.
    pub detail: String,
    /// The network address.
    pub address: String,
}

/// The page. `before` is where it begins, `older` where the next one does.
pub fn page(desk: &Desk, lines: Vec<AuditLine>, before: Option<i64>, older: Option<i64>) -> DeskPage {
    let rows = lines
        .into_iter()
        .map(|line| {
            // Other rooms write words of their own.
            let what = desk.say_if_known(&format!("audit-{}", line.what)).unwrap_or(line.what);
            let subject = match line.detail.is_empty() {
                true => view! { <bdi>{line.subject}</bdi> }.into_any(),
                false => view! { <bdi>{line.subject}</bdi>" "<bdi class="quiet">{line.detail}</bdi> }.into_any(),
            };
            vec![
                stamp(desk, line.at),
                view! { <bdi>{line.who}</bdi> }.into_any(),
                view! { {what} }.into_any(),
                subject,
                view! { <bdi dir="ltr">{line.address}</bdi> }.into_any(),
            ]
        })
        .collect();
    let first = before.map(|_| "/desk/audit".to_owned());
    let older = older.map(|cursor| format!("/desk/audit?before={cursor}"));
    let main = view! {
        {tabs(desk, "/desk/audit")}
        {table(Table {
            caption: desk.say("audit"),
            heads: vec![desk.say("when"), desk.say("who"), desk.say("what"), desk.say("subject"), desk.say("address")],
            rows,
        })}
        {pager(desk, first, older)}
    };
    DeskPage { title: desk.say("audit"), place: Place::People, scripts: Vec::new(), main: main.into_any() }
}
