//! Links to a preview, for people without an account.

use dateline_story::{Article, Timestamp};
use leptos::prelude::*;

use crate::form::{Choice, Look, button, buttons, choice};
use crate::{Desk, DeskPage, Place, Table, stamp, table};

/// How long a link may hold, in hours, with the key of its name.
pub const LASTING: [(u32, &str); 5] =
    [(1, "one-hour"), (24, "one-day"), (72, "three-days"), (168, "one-week"), (720, "thirty-days")];

/// A link.
#[derive(Clone, Debug)]
pub struct ShareLine {
    /// Its number.
    pub id: i64,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Whether it still holds.
    pub holds: bool,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// The page. `made` is the address of a link that was made just now; it cannot be shown again.
pub fn page(desk: &Desk, story: &Article, links: Vec<ShareLine>, made: Option<String>) -> DeskPage {
    let address = format!("/desk/story/{}", story.id);
    let headline = if story.headline.trim().is_empty() { desk.say("untitled") } else { story.headline.clone() };
    let made = made.map(|link| {
        view! {
            <div class="sheet made" role="status">
                <p>{desk.say("share-made")}</p>
                <p class="secret" dir="ltr"><code>{link}</code></p>
            </div>
        }
    });
    let options = LASTING.iter().map(|(hours, key)| (hours.to_string(), desk.say(key))).collect();
    let has_links = !links.is_empty();
    let rows = links
        .into_iter()
        .map(|link| {
            let standing = match (link.revoked, link.holds) {
                (true, _) => "share-revoked",
                (false, true) => "share-holds",
                (false, false) => "share-over",
            };
            let revoke = link.holds.then(|| {
                let action = format!("{address}/share/{}/revoke", link.id);
                view! { <form method="post" action=action>{button(desk.say("share-revoke"), Look::Danger)}</form> }
            });
            vec![
                stamp(desk, link.at),
                view! { <bdi>{link.by}</bdi> }.into_any(),
                stamp(desk, link.expires),
                view! { {desk.say(standing)} }.into_any(),
                view! { {revoke} }.into_any(),
            ]
        })
        .collect();
    let list = has_links.then(|| {
        table(Table {
            caption: desk.say("share-links"),
            heads: ["when", "who", "share-until", "standing", "action"].map(|key| desk.say(key)).to_vec(),
            rows,
        })
    });
    let main = view! {
        <p><a href=address.clone()><bdi>{headline}</bdi></a></p>
        {made}
        <form method="post" action=format!("{address}/share") class="sheet">
            <p>{desk.say("share-intro")}</p>
            {choice(Choice { name: "hours".into(), label: desk.say("share-for"), options, chosen: "24".into(), ..Choice::default() })}
            {buttons(vec![button(desk.say("share-make"), Look::Main)])}
        </form>
        {list}
    };
    DeskPage { title: desk.say("share-title"), place: Place::Stories, scripts: Vec::new(), main: main.into_any() }
}
