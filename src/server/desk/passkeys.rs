//! Passkeys: adding one, and signing in with one. Each takes two requests, between which the browser asks the person.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_newsroom::accounts::{self, AccountError};
use dateline_newsroom::passkey::{self, Created, Holder, Invalid, Party, Passkey};
use dateline_store::{NewPasskey, UserId};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::api::{failed, opened, too_often};
use super::guard;
use super::send::trouble;
use super::session::{SignedIn, Visitor};
use crate::app::App;

/// How long a person may take to answer their browser.
const CEREMONY: SignedDuration = SignedDuration::from_mins(5);

/// The site as passkeys know it.
pub struct Passkeys {
    party: Party,
    name: String,
}

impl Passkeys {
    /// For a site at an address; `None` where browsers have no passkeys: without a domain, or over plain HTTP from
    /// elsewhere than this machine (WebAuthn level 3, sections 5.1.3 and 13.4.9).
    pub fn new(address: &str, name: &str) -> Option<Self> {
        let mut origin = Url::parse(address).ok()?;
        if guard::is_loopback(origin.host_str()?.trim_matches(['[', ']'])) {
            // A number is no domain; the same machine by its name is.
            origin.set_host(Some("localhost")).ok()?;
        } else if origin.scheme() != "https" {
            return None;
        }
        let id = origin.domain()?.to_owned();
        let party = Party { id, origin: origin.origin().ascii_serialization(), verified: true };
        Some(Self { party, name: name.to_owned() })
    }

    /// The domain that the passkeys belong to (the relying party's id).
    pub fn domain(&self) -> &str {
        &self.party.id
    }

    /// Whether a host is that domain.
    pub fn covers(&self, host: &str) -> bool {
        host.eq_ignore_ascii_case(self.domain())
    }
}

/// What an authenticator knows a user by: their number, in a form that is nobody else's. It says nothing about them.
fn handle(user: UserId) -> Vec<u8> {
    [*b"dateline", user.0.to_be_bytes()].concat()
}

/// `/desk/api/passkeys/…`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/api/passkeys/add", post(begin_adding))
        .route("/desk/api/passkeys/add/finish", post(add))
        .route("/desk/api/passkeys/sign-in", post(begin_signing_in))
        .route("/desk/api/passkeys/sign-in/finish", post(sign_in))
}

/// Why it came to nothing.
enum Refusal {
    /// The site has no passkeys.
    None,
    /// The answer is none to this question, or none that holds.
    Wrong(&'static str),
    /// It failed here.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

impl From<dateline_store::Error> for Refusal {
    fn from(error: dateline_store::Error) -> Self {
        match error {
            dateline_store::Error::PasskeyTaken => Refusal::Wrong("the passkey belongs to an account already"),
            other => Refusal::Failed(other.into()),
        }
    }
}

impl From<AccountError> for Refusal {
    fn from(error: AccountError) -> Self {
        Refusal::Failed(error.into())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Refusal::Failed(error.into())
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(error: getrandom::Error) -> Self {
        Refusal::Failed(error.into())
    }
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        tracing::warn!(%invalid, "a passkey's answer does not hold");
        Refusal::Wrong("the passkey's answer does not hold")
    }
}

fn refuse(app: &App, visitor: &Visitor, refusal: Refusal) -> Response {
    let say = |key: &str| visitor.desk(app).say(key);
    match refusal {
        Refusal::None => trouble(StatusCode::NOT_FOUND, "no-passkeys", say("passkeys-need-domain"), None),
        Refusal::Wrong(why) => {
            tracing::warn!(client = %visitor.client.0, why, "a passkey was refused");
            trouble(StatusCode::UNAUTHORIZED, "wrong-passkey", say("passkey-failed"), None)
        }
        Refusal::Failed(error) => failed(app, visitor, &*error),
    }
}

/// Keeps a question's challenge, and gives the question with the token that leads to it.
async fn ask(app: &App, user: Option<UserId>, challenge: &[u8], question: Value) -> Result<Response, Refusal> {
    let (token, now) = (accounts::fresh()?, (app.now)());
    let state = passkey::words(challenge);
    app.store.begin_ceremony(accounts::digest(&token), user, state, now + CEREMONY, now).await?;
    Ok(Json(json!({ "ceremony": token, "publicKey": question })).into_response())
}

/// The challenge that a token leads to, once, where `user` was asked.
async fn asked(app: &App, user: Option<UserId>, token: &str) -> Result<Vec<u8>, Refusal> {
    let asked = app.store.end_ceremony(accounts::digest(token), (app.now)()).await?;
    let (_, state) =
        asked.filter(|(whom, _)| *whom == user).ok_or(Refusal::Wrong("nothing was asked, or too long ago"))?;
    Ok(passkey::bytes(&state, "challenge")?)
}

async fn begin_adding(State(app): State<App>, signed_in: SignedIn, visitor: Visitor) -> Response {
    let asked = async {
        let passkeys = app.passkeys.as_ref().ok_or(Refusal::None)?;
        let user = &signed_in.user;
        let known: Vec<_> = app.store.passkeys(user.id).await?.into_iter().map(|row| row.credential).collect();
        let handle = handle(user.id);
        let holder = Holder { handle: &handle, account: &user.email, name: &user.name };
        let challenge = passkey::challenge()?;
        let question = passkeys.party.creation(&passkeys.name, holder, &challenge, &known);
        ask(&app, Some(user.id), &challenge, question).await
    };
    asked.await.unwrap_or_else(|refusal| refuse(&app, &visitor, refusal))
}

#[derive(Deserialize)]
struct Added {
    ceremony: String,
    name: String,
    credential: Created,
}

async fn add(
    State(app): State<App>,
    signed_in: SignedIn,
    visitor: Visitor,
    added: Result<Json<Added>, JsonRejection>,
) -> Response {
    let Json(added) = match added {
        Ok(added) => added,
        Err(rejection) => return trouble(rejection.status(), "bad-request", rejection.body_text(), None),
    };
    let done = async {
        let passkeys = app.passkeys.as_ref().ok_or(Refusal::None)?;
        let user = signed_in.user.id;
        let challenge = asked(&app, Some(user), &added.ceremony).await?;
        let (credential, passkey) = passkeys.party.created(&challenge, &added.credential)?;
        let name = accounts::name(&added.name).unwrap_or_else(|_| "Passkey".into());
        let new = NewPasskey { credential, user, name: name.clone(), key: serde_json::to_string(&passkey)? };
        let entry = signed_in.actor(&app).did("passkey-add", format!("user {user}"), name);
        app.store.add_passkey(new, entry).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    done.await.unwrap_or_else(|refusal| refuse(&app, &visitor, refusal))
}

async fn begin_signing_in(State(app): State<App>, visitor: Visitor) -> Response {
    if let Err(seconds) = app.limits.from_address(visitor.client) {
        return too_often(&app, &visitor, seconds);
    }
    let asked = async {
        let passkeys = app.passkeys.as_ref().ok_or(Refusal::None)?;
        let challenge = passkey::challenge()?;
        ask(&app, None, &challenge, passkeys.party.request(&challenge)).await
    };
    asked.await.unwrap_or_else(|refusal| refuse(&app, &visitor, refusal))
}

#[derive(Deserialize)]
struct Signed {
    ceremony: String,
    credential: passkey::Signed,
}

async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    signed: Result<Json<Signed>, JsonRejection>,
) -> Response {
    let Json(signed) = match signed {
        Ok(signed) => signed,
        Err(rejection) => return trouble(rejection.status(), "bad-request", rejection.body_text(), None),
    };
    let found = async {
        let passkeys = app.passkeys.as_ref().ok_or(Refusal::None)?;
        let challenge = asked(&app, None, &signed.ceremony).await?;
        let row = app.store.passkey(&signed.credential.credential()?).await?;
        let row = row.ok_or(Refusal::Wrong("nobody has this passkey"))?;
        let whose = signed.credential.user_handle()?;
        let user = app.store.user(row.user).await?;
        let user = user.filter(|user| !user.disabled && whose.as_ref() == Some(&handle(user.id)));
        let user = user.ok_or(Refusal::Wrong("the passkey's user is shut out or somebody else"))?;
        let passkey: Passkey = serde_json::from_str(&row.key)?;
        let passkey = passkeys.party.signed(&challenge, &signed.credential, &passkey)?;
        app.store.use_passkey(row.id, serde_json::to_string(&passkey)?, (app.now)()).await?;
        Ok(user)
    };
    match found.await {
        Ok(user) => opened(&app, &visitor, &headers, &user, "passkey").await,
        Err(refusal) => {
            if matches!(refusal, Refusal::Wrong(_)) {
                let entry = visitor.actor((app.now)()).did("sign-in-failed", "", "passkey");
                if let Err(error) = app.store.audit(entry).await {
                    return failed(&app, &visitor, &error);
                }
            }
            refuse(&app, &visitor, refusal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_domain_and_a_safe_way_to_it() {
        let domain = |address: &str| Passkeys::new(address, "News").map(|passkeys| passkeys.party.id);
        assert_eq!(domain("https://news.example").as_deref(), Some("news.example"));
        assert_eq!(domain("http://127.0.0.1:3000").as_deref(), Some("localhost"));
        assert_eq!(domain("http://localhost:3000").as_deref(), Some("localhost"));
        for none in ["http://news.example", "https://192.0.2.1", "nowhere"] {
            assert_eq!(domain(none), None, "{none}");
        }
    }

    #[test]
    fn handles_tell_users_apart() {
        assert_ne!(handle(UserId(1)), handle(UserId(2)));
    }
}
