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
            let detail = (!line.detail.is_empty()).then(|| view! { " "<bdi class="quiet">{line.detail.clone()}</bdi> });
            let subject = view! { {subject(desk, line.subject)}{detail} }.into_any();
            let address = (!line.address.is_empty()).then(|| view! { <bdi dir="ltr">{line.address.clone()}</bdi> });
            vec![
                stamp(desk, line.at),
                view! { <bdi>{who(desk, line.who)}</bdi> }.into_any(),
                view! { {what} }.into_any(),
                subject,
                view! { {address} }.into_any(),
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

/// The name, or the desk's word for whoever has none.
fn who(desk: &Desk, name: String) -> String {
    match name.as_str() {
        "command line" => desk.say("command-line"),
        "visitor" => desk.say("visitor"),
        _ => name,
    }
}

/// What it was done to: a user by a link to them, anything else as it is written.
fn subject(desk: &Desk, subject: String) -> Option<AnyView> {
    if subject.is_empty() {
        return None;
    }
    let user = subject.strip_prefix("user ").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    Some(match user {
        Some(number) => {
            let words = desk.say_with("user-number", &[("number", number.into())]);
            view! { <a href=format!("/desk/users/{number}")>{words}</a> }.into_any()
        }
        None => view! { <bdi>{subject}</bdi> }.into_any(),
    })
}
