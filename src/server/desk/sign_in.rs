//! Signing in and out.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::sign_in;
use dateline_newsroom::accounts::{self, AccountError};
use serde::Deserialize;

use super::filled::Filled;
use super::send::{see, with_cookie};
use super::session::{SignedIn, Visitor, query};
use super::{cookie, guard};
use crate::app::App;

/// `/desk/sign-in` and `/desk/sign-out`
pub fn router() -> Router<App> {
    Router::new().route("/desk/sign-in", get(form).post(sign_in)).route("/desk/sign-out", post(sign_out))
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    to: String,
}

/// A path at the desk, or the desk itself: nobody is sent anywhere else.
pub fn at_desk(to: &str) -> &str {
    let plain = !to.contains("//") && !to.contains('\\') && to.bytes().all(|byte| byte.is_ascii_graphic());
    let inside = to.strip_prefix("/desk").is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if plain && inside { to } else { "/desk" }
}

/// The domain of passkeys, where the host that was asked for belongs to it.
pub fn passkey_domain(app: &App, headers: &HeaderMap) -> Option<String> {
    let passkeys = app.passkeys.as_ref()?;
    guard::host(headers).filter(|host| passkeys.covers(host)).map(|_| passkeys.domain().to_owned())
}

async fn form(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let desk = visitor.desk(&app);
    let to = query(&parts.uri, "to").unwrap_or_default();
    match visitor.session(&app, &parts).await {
        Ok(Some(_)) => see(at_desk(&to)),
        Ok(None) => {
            let data = sign_in::SignIn {
                to: at_desk(&to).to_owned(),
                passkeys: passkey_domain(&app, &parts.headers),
                ..sign_in::SignIn::default()
            };
            app.desk_page(&desk, sign_in::page(&desk, data))
        }
        Err(error) => app.desk_failed(&desk, &error),
    }
}

async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Filled(fields): Filled<Fields>,
) -> Response {
    let desk = visitor.desk(&app);
    if let Err(seconds) = app.limits.for_account(visitor.client, &fields.email) {
        tracing::warn!(client = %visitor.client.0, "too many tries to sign in");
        return app.desk_wait(&desk, seconds);
    }
    let actor = visitor.actor((app.now)());
    match accounts::authenticate(&app.store, &fields.email, fields.password, &actor).await {
        Ok(user) => open(&app, &visitor, &headers, &user, "password", at_desk(&fields.to)).await,
        Err(AccountError::WrongCredentials) => {
            let data = sign_in::SignIn {
                to: at_desk(&fields.to).to_owned(),
                email: fields.email,
                wrong: vec![("", "credentials")],
                passkeys: passkey_domain(&app, &headers),
            };
            app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, sign_in::page(&desk, data))
        }
        Err(error) => app.desk_failed(&desk, &error),
    }
}

/// Opens a session and sends its cookie, with the way on.
pub async fn open(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    user: &dateline_store::User,
    how: &'static str,
    to: &str,
) -> Response {
    let actor = visitor.actor((app.now)());
    match accounts::open_session(&*app.store, user, &visitor.agent, how, &actor).await {
        Ok(token) => with_cookie(see(to), cookie::set(&app.site(), headers, &token)),
        Err(error) => app.desk_failed(&visitor.desk(app), &error),
    }
}

async fn sign_out(State(app): State<App>, signed_in: SignedIn, headers: HeaderMap) -> Response {
    let entry = signed_in.actor(&app).did("sign-out", format!("user {}", signed_in.user.id), "");
    match app.store.end_session(signed_in.user.id, signed_in.session.id, entry).await {
        Ok(_) => with_cookie(see("/desk/sign-in?done=signed-out"), cookie::clear(&app.site(), &headers)),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}

#[cfg(test)]
mod tests {
    use super::at_desk;

    #[test]
    fn nobody_is_led_away_from_the_desk() {
        for to in ["/desk", "/desk/", "/desk/users?before=3", "/desk?state=draft"] {
            assert_eq!(at_desk(to), to);
        }
        for to in [
            "",
            "/",
            "/desktop",
            "//evil.example",
            "https://evil.example",
            "/desk//evil.example",
            "/desk/\\evil",
            "/desk\r\nx: y",
            "/desk/é",
        ] {
            assert_eq!(at_desk(to), "/desk", "{to:?}");
        }
    }
}
