//! Passkeys: adding one, and signing in with one. Each takes two requests, between which the browser asks the person.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_newsroom::accounts::{self, AccountError};
use dateline_store::{NewPasskey, UserId};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::api::{failed, opened, too_often};
use super::guard;
use super::send::trouble;
use super::session::{SignedIn, Visitor};
use crate::app::App;

/// How long a person may take to answer their browser.
const CEREMONY: SignedDuration = SignedDuration::from_mins(5);

/// The site as passkeys know it.
pub struct Passkeys {
    webauthn: Webauthn,
    domain: String,
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
        let domain = origin.domain()?.to_owned();
        let webauthn = WebauthnBuilder::new(&domain, &origin).and_then(|builder| builder.rp_name(name).build());
        webauthn.ok().map(|webauthn| Self { webauthn, domain })
    }

    /// The domain that the passkeys belong to (the relying party's id).
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Whether a host is that domain.
    pub fn covers(&self, host: &str) -> bool {
        host.eq_ignore_ascii_case(&self.domain)
    }
}

/// What an authenticator knows a user by: their number, in a form that is nobody else's. It says nothing about them.
fn handle(user: UserId) -> Uuid {
    Uuid::from_u64_pair(0x6461_7465_6c69_6e65, user.0.unsigned_abs())
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

impl From<WebauthnError> for Refusal {
    fn from(error: WebauthnError) -> Self {
        tracing::warn!(%error, "a passkey's answer does not hold");
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

/// Keeps the question, and gives it with the token that leads to it.
async fn ask(app: &App, user: Option<UserId>, state: String, question: Value) -> Result<Response, Refusal> {
    let (token, now) = (accounts::fresh()?, (app.now)());
    app.store.begin_ceremony(accounts::digest(&token), user, state, now + CEREMONY, now).await?;
    Ok(Json(json!({ "ceremony": token, "publicKey": question["publicKey"] })).into_response())
}

async fn begin_adding(State(app): State<App>, signed_in: SignedIn, visitor: Visitor) -> Response {
    let asked = async {
        let passkeys = app.passkeys.as_ref().ok_or(Refusal::None)?;
        let user = &signed_in.user;
        let mut known = Vec::new();
        for row in app.store.passkeys(user.id).await? {
            known.push(serde_json::from_str::<Passkey>(&row.key)?.cred_id().clone());
        }
        let (question, state) =
            passkeys.webauthn.start_passkey_registration(handle(user.id), &user.email, &user.name, Some(known))?;
        let mut question = serde_json::to_value(question)?;
        // Signing in asks for no e-mail address: the authenticator must know whose the key is.
        question["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
        question["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
        ask(&app, Some(user.id), serde_json::to_string(&state)?, question).await
    };
    asked.await.unwrap_or_else(|refusal| refuse(&app, &visitor, refusal))
}

#[derive(Deserialize)]
struct Added {
    ceremony: String,
    name: String,
    credential: RegisterPublicKeyCredential,
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
        let asked = app.store.end_ceremony(accounts::digest(&added.ceremony), (app.now)()).await?;
        let (_, state) = asked
            .filter(|(whose, _)| *whose == Some(user))
            .ok_or(Refusal::Wrong("nothing was asked, or too long ago"))?;
        let state: PasskeyRegistration = serde_json::from_str(&state)?;
        let passkey = passkeys.webauthn.finish_passkey_registration(&added.credential, &state)?;
        let name = accounts::name(&added.name).unwrap_or_else(|_| "Passkey".into());
        let new = NewPasskey {
            credential: passkey.cred_id().to_vec(),
            user,
            name: name.clone(),
            key: serde_json::to_string(&passkey)?,
        };
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
        let (question, state) = passkeys.webauthn.start_discoverable_authentication()?;
        ask(&app, None, serde_json::to_string(&state)?, serde_json::to_value(question)?).await
    };
    asked.await.unwrap_or_else(|refusal| refuse(&app, &visitor, refusal))
}

#[derive(Deserialize)]
struct Signed {
    ceremony: String,
    credential: PublicKeyCredential,
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
        let now = (app.now)();
        let asked = app.store.end_ceremony(accounts::digest(&signed.ceremony), now).await?;
        let (_, state) =
            asked.filter(|(whose, _)| whose.is_none()).ok_or(Refusal::Wrong("nothing was asked, or too long ago"))?;
        let state: DiscoverableAuthentication = serde_json::from_str(&state)?;
        let (whose, credential) = passkeys.webauthn.identify_discoverable_authentication(&signed.credential)?;
        let row = app.store.passkey(credential).await?.ok_or(Refusal::Wrong("nobody has this passkey"))?;
        let user = app.store.user(row.user).await?.filter(|user| !user.disabled && handle(user.id) == whose);
        let user = user.ok_or(Refusal::Wrong("the passkey's user is shut out or somebody else"))?;
        let mut passkey: Passkey = serde_json::from_str(&row.key)?;
        let result = passkeys.webauthn.finish_discoverable_authentication_v2(&signed.credential, state, &passkey)?;
        passkey.update_credential(&result);
        app.store.use_passkey(row.id, serde_json::to_string(&passkey)?, now).await?;
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
        let domain = |address: &str| Passkeys::new(address, "News").map(|passkeys| passkeys.domain);
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
