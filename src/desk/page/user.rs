//! Somebody's account, as an owner sees it; and the link that is shown once.

use dateline_story::Role;
use leptos::prelude::*;

use super::users::{Standing, UserLine, roles};
use super::{Wrong, error_of};
use crate::form::{Look, Radios, button, buttons, radios, wrong};
use crate::{Desk, DeskPage, Place, stamp};

/// The page.
pub fn page(desk: &Desk, user: UserLine, bad: &[Wrong]) -> DeskPage {
    let action = format!("/desk/users/{}", user.id);
    let shut_out = user.standing == Standing::Disabled;
    let (verb, look, text, target) = match shut_out {
        true => ("enable", Look::Plain, "enable-text", "enable"),
        false => ("disable", Look::Danger, "disable-text", "disable"),
    };
    let (link_title, link_text) = match user.standing {
        Standing::Invited => ("invite-again", "invite-again-text"),
        Standing::Active | Standing::Disabled => ("reset-link", "reset-link-text"),
    };
    let link = (!shut_out).then(|| {
        view! {
            <section class="part" aria-labelledby="link-heading">
                <h2 id="link-heading">{desk.say(link_title)}</h2>
                <form class="sheet" method="post" action=format!("{action}/link")>
                    <p>{desk.say(link_text)}</p>
                    {buttons(vec![button(desk.say("make-link"), Look::Plain)])}
                </form>
            </section>
        }
    });
    let main = view! {
        <p class="about">
            <bdi dir="ltr">{user.email}</bdi>" · "{desk.role(user.role)}" · "
            <span class=format!("tag {}", user.standing.key())>{desk.say(user.standing.key())}</span>
            " · "{desk.say("since")}" "{stamp(desk, user.created)}
        </p>
        {wrong(error_of(desk, bad, ""))}
        <div class="parts">
            <section class="part" aria-labelledby="role-heading">
                <h2 id="role-heading">{desk.say("role")}</h2>
                <form class="sheet" method="post" action=format!("{action}/role")>
                    {role(desk, user.role)}
                    {buttons(vec![button(desk.say("save"), Look::Main)])}
                </form>
            </section>
            {link}
            <section class="part" aria-labelledby="standing-heading">
                <h2 id="standing-heading">{desk.say(verb)}</h2>
                <form class="sheet" method="post" action=format!("{action}/{target}")>
                    <p>{desk.say(text)}</p>
                    {buttons(vec![button(desk.say(verb), look)])}
                </form>
            </section>
        </div>
        <p><a href="/desk/users">{desk.say("all-people")}</a></p>
    };
    DeskPage { title: user.name, place: Place::People, scripts: Vec::new(), main: main.into_any() }
}

fn role(desk: &Desk, role: Role) -> AnyView {
    radios(Radios {
        name: "role".into(),
        legend: desk.say("role"),
        quiet: true,
        options: roles(desk),
        chosen: role.as_str().into(),
        ..Radios::default()
    })
}

/// The page that shows a link, this once: the store keeps its digest only.
pub fn link_page(desk: &Desk, name: &str, email: &str, address: String, days: i64) -> DeskPage {
    let values = [("name", name.into()), ("email", email.into()), ("days", (days as f64).into())];
    let main = view! {
        <div class="sheet">
            <p>{desk.say_with("link-text", &values)}</p>
            <p class="secret"><code dir="ltr">{address}</code></p>
            <p class="hint">{desk.say("link-once")}</p>
            <p><a class="button" href="/desk/users">{desk.say("all-people")}</a></p>
        </div>
    };
    DeskPage {
        title: desk.say_with("link-title", &[("name", name.into())]),
        place: Place::People,
        scripts: Vec::new(),
        main: main.into_any(),
    }
}
