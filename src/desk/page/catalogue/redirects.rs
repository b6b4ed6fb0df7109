//! Addresses that lead elsewhere.

use leptos::prelude::*;

use super::{Fault, text};
use crate::form::{Field, Look, button, buttons, field, wrong};
use crate::{Desk, DeskPage, Table, table};

/// A redirect that holds.
#[derive(Clone, Debug)]
pub struct RedirectLine {
    /// Where it begins, from the root.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// Its version.
    pub version: u64,
    /// Where its revisions are.
    pub history: String,
}

/// The page. `more` is where the list goes on, `typed` what was typed of one to be added.
pub fn page(
    desk: &Desk,
    lines: Vec<RedirectLine>,
    more: Option<String>,
    typed: (String, String),
    faults: &[Fault],
) -> DeskPage {
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let label = desk.say_with("remove-named", &[("name", line.from.as_str().into())]);
            let revisions = desk.say_with("revisions-of", &[("name", line.from.as_str().into())]);
            let remove = view! {
                <form method="post" action="/desk/catalogue/redirects/remove">
                    <input type="hidden" name="from" value=line.from.clone() />
                    <input type="hidden" name="version" value=line.version.to_string() />
                    <button class="button danger" aria-label=label>{desk.say("remove")}</button>
                </form>
            };
            vec![
                view! { <bdi dir="ltr">{line.from.clone()}</bdi> }.into_any(),
                view! { <bdi dir="ltr">{line.to}</bdi> }.into_any(),
                view! { <a href=line.history aria-label=revisions>{desk.say("revisions")}</a> }.into_any(),
                remove.into_any(),
            ]
        })
        .collect();
    let found = match rows.is_empty() {
        true => view! { <p class="empty">{desk.say("redirects-none")}</p> }.into_any(),
        false => {
            let heads = ["redirect-from", "redirect-to", "revisions", "action"].map(|key| desk.say(key)).to_vec();
            table(Table { caption: desk.say("redirects"), heads, rows })
        }
    };
    let place = |name: &str, label: &str, hint: &str, value: String| {
        let one = Field { hint: Some(desk.say(hint)), required: true, ..text(desk, name, label, value, faults) };
        field(Field { any_direction: false, ..one })
    };
    let more = more.map(|href| {
        view! { <nav class="pager" aria-label=desk.say("pages")><a class="button" rel="next" href=href>{desk.say("redirects-more")}</a></nav> }
    });
    let main = view! {
        {found}{more}
        <section class="part" aria-labelledby="add-heading">
            <h2 id="add-heading">{desk.say("redirect-add")}</h2>
            <form method="post" action="/desk/catalogue/redirects" class="sheet">
                {wrong(super::fault(faults, ""))}
                {place("from", "redirect-from", "redirect-from-hint", typed.0)}
                {place("to", "redirect-to", "redirect-to-hint", typed.1)}
                {buttons(vec![button(desk.say("redirect-add"), Look::Main)])}
            </form>
        </section>
    };
    super::page(desk, "/desk/catalogue/redirects", desk.say("redirects"), main.into_any())
}
