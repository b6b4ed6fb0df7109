//! People with accounts, and the form that invites another.

use dateline_story::{Role, Timestamp};
use leptos::prelude::*;

use super::{Wrong, error_of};
use crate::form::{Choice, Field, Kind, Look, Radios, button, buttons, choice, field, radios, wrong};
use crate::{Desk, DeskPage, Place, Table, languages, stamp, table};

/// Somebody in the list.
#[derive(Clone, Debug)]
pub struct UserLine {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// How their account stands.
    pub standing: Standing,
    /// When the account was made.
    pub created: Timestamp,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Somebody uses it.
    Active,
    /// Invited; no password is chosen yet.
    Invited,
    /// Shut out.
    Disabled,
}

impl Standing {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Invited => "invited",
            Standing::Disabled => "disabled",
        }
    }
}

/// What was typed into the form that invites.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// The language's tag.
    pub language: String,
}

/// The page.
pub fn page(desk: &Desk, users: Vec<UserLine>, invitation: Invitation, bad: &[Wrong]) -> DeskPage {
    let rows = users
        .into_iter()
        .map(|user| {
            vec![
                view! { <a href=format!("/desk/users/{}", user.id)><bdi>{user.name}</bdi></a> }.into_any(),
                view! { <bdi dir="ltr">{user.email}</bdi> }.into_any(),
                view! { {desk.role(user.role)} }.into_any(),
                view! { <span class=format!("tag {}", user.standing.key())>{desk.say(user.standing.key())}</span> }
                    .into_any(),
                stamp(desk, user.created),
            ]
        })
        .collect();
    let main = view! {
        {tabs(desk, "/desk/users")}
        {table(Table {
            caption: desk.say("people"),
            heads: vec![desk.say("name"), desk.say("email"), desk.say("role"), desk.say("standing"), desk.say("since")],
            rows,
        })}
        <section class="part" aria-labelledby="invite-heading">
            <h2 id="invite-heading">{desk.say("invite")}</h2>
            <div class="sheet">
                {wrong(error_of(desk, bad, ""))}
                {invite(desk, invitation, bad)}
            </div>
        </section>
    };
    DeskPage { title: desk.say("people"), place: Place::People, scripts: Vec::new(), main: main.into_any() }
}

fn invite(desk: &Desk, typed: Invitation, bad: &[Wrong]) -> AnyView {
    let languages = languages().into_iter().map(|(language, name)| (language.to_string(), name)).collect();
    view! {
        <form method="post" action="/desk/users" class="columns">
            {field(Field {
                name: "name".into(),
                label: desk.say("name"),
                value: typed.name,
                error: error_of(desk, bad, "name"),
                required: true,
                any_direction: true,
                ..Field::default()
            })}
            {field(Field {
                name: "email".into(),
                label: desk.say("email"),
                value: typed.email,
                kind: Kind::Email,
                error: error_of(desk, bad, "email"),
                required: true,
                ..Field::default()
            })}
            {radios(Radios {
                name: "role".into(),
                legend: desk.say("role"),
                options: roles(desk),
                chosen: typed.role,
                error: error_of(desk, bad, "role"),
                ..Radios::default()
            })}
            {choice(Choice {
                name: "language".into(),
                label: desk.say("desk-language"),
                options: languages,
                chosen: typed.language,
                ..Choice::default()
            })}
            <p class="hint">{desk.say("invite-hint")}</p>
            {buttons(vec![button(desk.say("make-invitation"), Look::Main)])}
        </form>
    }
    .into_any()
}

/// The roles, each with its name and what it may do.
pub fn roles(desk: &Desk) -> Vec<(String, String, String)> {
    let words = |role: Role| {
        let may = desk.say(&format!("role-{}-may", role.as_str()));
        (role.as_str().to_owned(), desk.role(role), may)
    };
    Role::ALL.into_iter().map(words).collect()
}

/// The two pages about people.
pub fn tabs(desk: &Desk, here: &'static str) -> AnyView {
    let items: Vec<_> = [("/desk/users", "people"), ("/desk/audit", "audit")]
        .into_iter()
        .map(|(href, key)| {
            let current = (href == here).then_some("page");
            view! { <li><a href=href aria-current=current>{desk.say(key)}</a></li> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=desk.say("people")><ul>{items}</ul></nav> }.into_any()
}
