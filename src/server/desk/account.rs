//! One's own account.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::languages;
use dateline_desk::page::Wrong;
use dateline_desk::page::account::{self, Account, PasskeyLine, SessionLine};
use dateline_newsroom::accounts;
use dateline_store::UserChange;
use dateline_story::Language;
use serde::Deserialize;

use super::filled::Filled;
use super::link::wrong;
use super::send::{see, with_cookie};
use super::session::SignedIn;
use super::{cookie, sign_in};
use crate::app::App;

/// `/desk/account`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/account", get(page).post(profile))
        .route("/desk/account/password", post(password))
        .route("/desk/account/sessions/end", post(end_all))
        .route("/desk/account/sessions/{id}/end", post(end))
        .route("/desk/account/passkeys/{id}", post(name_passkey))
        .route("/desk/account/passkeys/{id}/remove", post(remove_passkey))
}

async fn page(State(app): State<App>, signed_in: SignedIn, headers: HeaderMap) -> Response {
    let (name, language) = (signed_in.user.name.clone(), signed_in.user.language.to_string());
    show(&app, &signed_in, &headers, StatusCode::OK, (name, language), Vec::new()).await
}

/// Shows the page, with what was typed and what is wrong with it.
async fn show(
    app: &App,
    signed_in: &SignedIn,
    headers: &HeaderMap,
    status: StatusCode,
    (name, language): (String, String),
    wrong: Vec<Wrong>,
) -> Response {
    let desk = signed_in.desk(app);
    let user = &signed_in.user;
    let loaded = async {
        let sessions = app.store.sessions(user.id, accounts::alive((app.now)())).await?;
        Ok::<_, dateline_store::Error>((sessions, app.store.passkeys(user.id).await?))
    };
    let (sessions, passkeys) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return app.desk_failed(&desk, &error),
    };
    let data = Account {
        name,
        email: user.email.clone(),
        language,
        has_password: user.has_password,
        passkeys: passkeys
            .into_iter()
            .map(|key| PasskeyLine { id: key.id, name: key.name, created: key.created, used: key.used })
            .collect(),
        domain: sign_in::passkey_domain(app, headers),
        sessions: sessions
            .into_iter()
            .map(|session| SessionLine {
                this: session.id == signed_in.session.id,
                id: session.id,
                agent: session.agent,
                address: session.address,
                seen: session.seen,
            })
            .collect(),
        wrong,
    };
    app.desk_page_as(status, &desk, account::page(&desk, data))
}

#[derive(Deserialize)]
struct Profile {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
}

/// A language that the desk speaks.
pub fn spoken(tag: &str) -> Option<Language> {
    languages().into_iter().map(|(language, _)| language).find(|language| language.as_str() == tag)
}

async fn profile(
    State(app): State<App>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Filled(fields): Filled<Profile>,
) -> Response {
    let (bad, change) = match (accounts::name(&fields.name), spoken(&fields.language)) {
        (Ok(name), Some(language)) => (None, Some(UserChange::Profile(name, language))),
        (Err(error), _) => (wrong(&error), None),
        (_, None) => (Some(("", "language")), None),
    };
    let Some(change) = change else {
        let typed = (fields.name, fields.language);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &signed_in, &headers, status, typed, bad.into_iter().collect()).await;
    };
    let entry = signed_in.actor(&app).did("profile", format!("user {}", signed_in.user.id), fields.name);
    match app.store.change_user(signed_in.user.id, change, entry).await {
        Ok(()) => see("/desk/account?done=profile"),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}

#[derive(Deserialize)]
struct Passwords {
    #[serde(default)]
    password: String,
    #[serde(default, rename = "new-password")]
    new_password: String,
}

async fn password(
    State(app): State<App>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Filled(fields): Filled<Passwords>,
) -> Response {
    let user = &signed_in.user;
    // Whoever found a browser signed in must not guess the password there.
    if let Err(seconds) = app.limits.for_account(signed_in.client, &user.email) {
        return app.desk_wait(&signed_in.desk(&app), seconds);
    }
    let (actor, keep) = (signed_in.actor(&app), signed_in.session.id);
    match accounts::change_password(&*app.store, user, fields.password, fields.new_password, keep, &actor).await {
        Ok(()) => see("/desk/account?done=password"),
        Err(error) => match wrong(&error) {
            Some(bad) => {
                let kept = (user.name.clone(), user.language.to_string());
                show(&app, &signed_in, &headers, StatusCode::UNPROCESSABLE_ENTITY, kept, vec![bad]).await
            }
            None => app.desk_failed(&signed_in.desk(&app), &error),
        },
    }
}

async fn end(State(app): State<App>, signed_in: SignedIn, headers: HeaderMap, Path(id): Path<i64>) -> Response {
    let entry =
        signed_in.actor(&app).did("session-end", format!("user {}", signed_in.user.id), format!("session {id}"));
    match app.store.end_session(signed_in.user.id, id, entry).await {
        Ok(_) if id == signed_in.session.id => {
            with_cookie(see("/desk/sign-in?done=signed-out"), cookie::clear(&app.site(), &headers))
        }
        Ok(true) => see("/desk/account?done=session-ended"),
        // Ended meanwhile, or somebody else's: the page shows what there is.
        Ok(false) => see("/desk/account"),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}

async fn end_all(State(app): State<App>, signed_in: SignedIn, headers: HeaderMap) -> Response {
    let entry = signed_in.actor(&app).did("sign-out-all", format!("user {}", signed_in.user.id), "");
    match app.store.end_sessions(signed_in.user.id, entry).await {
        Ok(()) => with_cookie(see("/desk/sign-in?done=signed-out-everywhere"), cookie::clear(&app.site(), &headers)),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}

#[derive(Deserialize)]
struct PasskeyName {
    #[serde(default)]
    name: String,
}

async fn name_passkey(
    State(app): State<App>,
    signed_in: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Filled(fields): Filled<PasskeyName>,
) -> Response {
    let Ok(name) = accounts::name(&fields.name) else {
        let kept = (signed_in.user.name.clone(), signed_in.user.language.to_string());
        let wrong = vec![("", "name")];
        return show(&app, &signed_in, &headers, StatusCode::UNPROCESSABLE_ENTITY, kept, wrong).await;
    };
    let entry = signed_in.actor(&app).did("passkey-name", format!("passkey {id}"), name.clone());
    match app.store.name_passkey(signed_in.user.id, id, name, entry).await {
        Ok(true) => see("/desk/account?done=passkey-named"),
        Ok(false) => see("/desk/account"),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}

async fn remove_passkey(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Response {
    let entry = signed_in.actor(&app).did("passkey-remove", format!("passkey {id}"), "");
    match app.store.remove_passkey(signed_in.user.id, id, entry).await {
        Ok(true) => see("/desk/account?done=passkey-removed"),
        Ok(false) => see("/desk/account"),
        Err(error) => app.desk_failed(&signed_in.desk(&app), &error),
    }
}
