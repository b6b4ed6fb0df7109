//! One's own account.

use dateline_story::Timestamp;
use leptos::prelude::*;

use super::link::new_password;
use super::{Wrong, error_of};
use crate::form::{Choice, Field, Kind, Look, button, buttons, choice, field, wrong};
use crate::{Desk, DeskPage, Place, Script, Table, languages, stamp, table};

/// What the page needs.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The name, as it is or as it was typed.
    pub name: String,
    /// The address.
    pub email: String,
    /// The tag of the chosen language.
    pub language: String,
    /// Whether there is a password to change.
    pub has_password: bool,
    /// The passkeys.
    pub passkeys: Vec<PasskeyLine>,
    /// The domain that passkeys belong to; none where they cannot work.
    pub domain: Option<String>,
    /// Where somebody is signed in.
    pub sessions: Vec<SessionLine>,
    /// What was wrong.
    pub wrong: Vec<Wrong>,
}

/// A passkey in the list.
#[derive(Clone, Debug)]
pub struct PasskeyLine {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// When it was added.
    pub created: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
}

/// A session in the list.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Its number.
    pub id: i64,
    /// The browser's own word for itself.
    pub agent: String,
    /// The address that it signed in from.
    pub address: String,
    /// When it last asked for something.
    pub seen: Timestamp,
    /// Whether it is the one that asks for this page.
    pub this: bool,
}

/// The page.
pub fn page(desk: &Desk, data: Account) -> DeskPage {
    let main = view! {
        {wrong(error_of(desk, &data.wrong, ""))}
        <div class="parts">
            {profile(desk, &data)}
            {password(desk, &data)}
            {passkeys(desk, &data)}
            {sessions(desk, &data)}
        </div>
    };
    DeskPage {
        title: desk.say("account"),
        place: Place::Account,
        scripts: vec![Script { src: desk.assets.passkey.into(), module: false }],
        main: main.into_any(),
    }
}

fn part(id: &'static str, title: String, content: AnyView) -> AnyView {
    let heading = format!("{id}-heading");
    view! {
        <section class="part" id=id aria-labelledby=heading>
            <h2 id=heading.clone()>{title}</h2>
            <div class="sheet">{content}</div>
        </section>
    }
    .into_any()
}

fn profile(desk: &Desk, data: &Account) -> AnyView {
    let options = languages().into_iter().map(|(language, name)| (language.to_string(), name)).collect();
    let form = view! {
        <form method="post" action="/desk/account">
            {field(Field {
                name: "name".into(),
                label: desk.say("name"),
                value: data.name.clone(),
                error: error_of(desk, &data.wrong, "name"),
                autocomplete: Some("name"),
                required: true,
                any_direction: true,
                ..Field::default()
            })}
            {choice(Choice {
                name: "language".into(),
                label: desk.say("desk-language"),
                options,
                chosen: data.language.clone(),
                hint: Some(desk.say("desk-language-hint")),
                ..Choice::default()
            })}
            <p class="hint">{desk.say_with("sign-in-as", &[("email", data.email.as_str().into())])}</p>
            {buttons(vec![button(desk.say("save"), Look::Main)])}
        </form>
    };
    part("profile", desk.say("profile"), form.into_any())
}

fn password(desk: &Desk, data: &Account) -> AnyView {
    let content = match data.has_password {
        true => view! {
            <form method="post" action="/desk/account/password">
                <input type="hidden" name="email" autocomplete="username" value=data.email.clone() />
                {field(Field {
                    name: "password".into(),
                    label: desk.say("present-password"),
                    kind: Kind::Password,
                    error: error_of(desk, &data.wrong, "password"),
                    autocomplete: Some("current-password"),
                    required: true,
                    ..Field::default()
                })}
                {new_password(desk, &data.wrong)}
                <p class="hint">{desk.say("password-ends-sessions")}</p>
                {buttons(vec![button(desk.say("change-password"), Look::Main)])}
            </form>
        }
        .into_any(),
        false => view! { <p>{desk.say("no-password")}</p> }.into_any(),
    };
    part("password-part", desk.say("password"), content)
}

fn passkeys(desk: &Desk, data: &Account) -> AnyView {
    let lines: Vec<_> = data
        .passkeys
        .iter()
        .map(|passkey| {
            let id = format!("passkey-{}", passkey.id);
            let action = format!("/desk/account/passkeys/{}", passkey.id);
            let used = match passkey.used {
                Some(at) => view! { {desk.say("last-used")}" "{stamp(desk, at)} }.into_any(),
                None => view! { {desk.say("never-used")} }.into_any(),
            };
            let rename = desk.say_with("rename-passkey", &[("name", passkey.name.as_str().into())]);
            let remove = desk.say_with("remove-passkey", &[("name", passkey.name.as_str().into())]);
            view! {
                <li>
                    <form method="post" action=action.clone() class="row">
                        <label class="unseen" for=id.clone()>{rename.clone()}</label>
                        <input id=id name="name" value=passkey.name.clone() dir="auto" autocomplete="off" required maxlength="100" />
                        <button class="button" aria-label=rename>{desk.say("rename")}</button>
                    </form>
                    <p class="hint">{desk.say("added")}" "{stamp(desk, passkey.created)}" · "{used}</p>
                    <form method="post" action=format!("{action}/remove")>
                        <button class="link danger" aria-label=remove>{desk.say("remove")}</button>
                    </form>
                </li>
            }
        })
        .collect();
    let list = match lines.is_empty() {
        true => None,
        false => Some(view! { <ul class="passkeys">{lines}</ul> }),
    };
    let add = match data.domain.clone() {
        Some(domain) => {
            let failed = desk.say("passkey-not-added");
            view! {
                <form class="passkey" data-passkey="add" data-domain=domain data-failed=failed hidden>
                    {field(Field {
                        name: "passkey-name".into(),
                        label: desk.say("passkey-name"),
                        hint: Some(desk.say("passkey-name-hint")),
                        any_direction: true,
                        ..Field::default()
                    })}
                    {buttons(vec![button(desk.say("add-passkey"), Look::Main)])}
                    <p class="error" role="alert"></p>
                </form>
                <p class="hint without-passkeys">{desk.say("passkeys-need-scripts")}</p>
            }
            .into_any()
        }
        None => view! { <p class="hint">{desk.say("passkeys-need-domain")}</p> }.into_any(),
    };
    let content = view! { <p>{desk.say("passkeys-intro")}</p> {list} {add} };
    part("passkeys", desk.say("passkeys"), content.into_any())
}

fn sessions(desk: &Desk, data: &Account) -> AnyView {
    let rows = data
        .sessions
        .iter()
        .map(|session| {
            let this = session.this.then(|| view! { " "<span class="tag">{desk.say("this-session")}</span> });
            let label = desk.say_with("end-session-of", &[("browser", browser(&session.agent).into())]);
            vec![
                view! { <bdi dir="ltr" title=session.agent.clone()>{browser(&session.agent)}</bdi>{this} }.into_any(),
                view! { <bdi dir="ltr">{session.address.clone()}</bdi> }.into_any(),
                stamp(desk, session.seen),
                view! {
                    <form method="post" action=format!("/desk/account/sessions/{}/end", session.id)>
                        <button class="link" aria-label=label>{desk.say("sign-out")}</button>
                    </form>
                }
                .into_any(),
            ]
        })
        .collect();
    let content = view! {
        {table(Table {
            caption: desk.say("sessions"),
            heads: vec![desk.say("browser"), desk.say("address"), desk.say("last-seen"), desk.say("action")],
            rows,
        })}
        <form method="post" action="/desk/account/sessions/end">
            {buttons(vec![button(desk.say("sign-out-everywhere"), Look::Danger)])}
        </form>
    };
    part("sessions", desk.say("sessions"), content.into_any())
}

/// A browser's product and system, out of its User-Agent (RFC 9110, section 10.1.5); what cannot be read is shown as it is.
fn browser(agent: &str) -> String {
    let product =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari")]
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name);
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let system = systems.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (product, system) {
        (Some(product), Some(system)) => format!("{product}, {system}"),
        (Some(product), None) => product.to_owned(),
        _ if agent.is_empty() => "–".to_owned(),
        _ => agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_named() {
        for (agent, name) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                "Chrome, Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.0", "curl/8.0"),
            ("", "–"),
        ] {
            assert_eq!(browser(agent), name, "{agent}");
        }
    }
}
