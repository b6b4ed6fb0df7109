//! Signing in.

use leptos::prelude::*;

use super::{Wrong, error_of};
use crate::form::{Field, Kind, Look, button, buttons, field, wrong};
use crate::{Desk, DeskPage, Place, Script};

/// What the page needs.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// Where to go afterwards, a path at the desk.
    pub to: String,
    /// The address that was tried.
    pub email: String,
    /// What was wrong.
    pub wrong: Vec<Wrong>,
    /// The domain that passkeys belong to (WebAuthn's relying party id); none where they cannot work.
    pub passkeys: Option<String>,
}

/// The page.
pub fn page(desk: &Desk, data: SignIn) -> DeskPage {
    let passkey = data.passkeys.map(|domain| {
        let failed = desk.say("passkey-failed");
        view! {
            <div class="passkey" data-passkey="sign-in" data-domain=domain data-to=data.to.clone() data-failed=failed hidden>
                <p class="or"><span>{desk.say("or")}</span></p>
                <button type="button" class="button">{desk.say("passkey-sign-in")}</button>
                <p class="error" role="alert"></p>
            </div>
        }
    });
    let main = view! {
        <div class="sheet narrow">
            {wrong(error_of(desk, &data.wrong, ""))}
            <form method="post" action="/desk/sign-in">
                <input type="hidden" name="to" value=data.to />
                {field(Field {
                    name: "email".into(),
                    label: desk.say("email"),
                    value: data.email,
                    kind: Kind::Email,
                    autocomplete: Some("username"),
                    required: true,
                    ..Field::default()
                })}
                {field(Field {
                    name: "password".into(),
                    label: desk.say("password"),
                    kind: Kind::Password,
                    autocomplete: Some("current-password"),
                    required: true,
                    ..Field::default()
                })}
                {buttons(vec![button(desk.say("sign-in"), Look::Main)])}
            </form>
            {passkey}
            <p class="hint">{desk.say("sign-in-help")}</p>
        </div>
    };
    DeskPage {
        title: desk.say("sign-in"),
        place: Place::Outside,
        scripts: vec![Script { src: desk.assets.passkey.into(), module: false }],
        main: main.into_any(),
    }
}
