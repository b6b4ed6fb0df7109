//! Where a link that works once leads: choosing a password, or making the first owner's account.

use leptos::prelude::*;

use super::{Wrong, error_of};
use crate::form::{Field, Kind, Look, button, buttons, field, wrong};
use crate::{Desk, DeskPage, Place};

/// Whose link it is.
#[derive(Clone, Debug)]
pub enum Whose {
    /// The first owner's, with what they have filled in.
    FirstOwner {
        /// Their name.
        name: String,
        /// Their address.
        email: String,
    },
    /// Somebody's who has an account.
    User {
        /// Their name.
        name: String,
        /// Their address.
        email: String,
        /// Whether it is their first password.
        first: bool,
    },
}

/// The page. `action` is the link's own address.
pub fn page(desk: &Desk, action: String, whose: Whose, bad: &[Wrong]) -> DeskPage {
    let (title, intro, fields) = match whose {
        Whose::FirstOwner { name, email } => {
            let fields = vec![
                field(Field {
                    name: "name".into(),
                    label: desk.say("name"),
                    value: name,
                    error: error_of(desk, bad, "name"),
                    autocomplete: Some("name"),
                    required: true,
                    any_direction: true,
                    ..Field::default()
                }),
                field(Field {
                    name: "email".into(),
                    label: desk.say("email"),
                    value: email,
                    kind: Kind::Email,
                    error: error_of(desk, bad, "email"),
                    autocomplete: Some("username"),
                    required: true,
                    ..Field::default()
                }),
            ];
            (desk.say("first-owner-title"), desk.say("first-owner-intro"), fields)
        }
        Whose::User { name, email, first } => {
            let (title, key) = match first {
                true => (desk.say_with("invited-title", &[("name", name.as_str().into())]), "invited-intro"),
                false => (desk.say("reset-title"), "reset-intro"),
            };
            let site = desk.site_name().to_owned();
            let intro = desk.say_with(key, &[("email", email.as_str().into()), ("site", site.into())]);
            // A password manager files the password under this.
            let fields =
                vec![view! { <input type="hidden" name="email" autocomplete="username" value=email /> }.into_any()];
            (title, intro, fields)
        }
    };
    let main = view! {
        <div class="sheet narrow">
            <p>{intro}</p>
            {wrong(error_of(desk, bad, ""))}
            <form method="post" action=action>
                {fields}
                {new_password(desk, bad)}
                {buttons(vec![button(desk.say("save-and-sign-in"), Look::Main)])}
            </form>
        </div>
    };
    DeskPage { title, place: Place::Outside, scripts: Vec::new(), main: main.into_any() }
}

/// The field of a new password.
pub fn new_password(desk: &Desk, bad: &[Wrong]) -> AnyView {
    field(Field {
        name: "new-password".into(),
        label: desk.say("new-password"),
        kind: Kind::Password,
        hint: Some(desk.say("new-password-hint")),
        error: error_of(desk, bad, "new-password"),
        autocomplete: Some("new-password"),
        required: true,
        ..Field::default()
    })
}
