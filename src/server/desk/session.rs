//! Who asks: somebody who is signed in, or a visitor.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::Response;
use dateline_desk::page::notice::Why;
use dateline_desk::{Desk, Who, languages};
use dateline_newsroom::accounts::{self, Actor};
use dateline_store::{Session, User};
use dateline_story::{Deed, Language, Timestamp};
use jiff::SignedDuration;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::client::Client;
use super::{cookie, send};
use crate::app::App;

/// How exactly a session's last sign is kept: a write for every request would be too much.
const SEEN: SignedDuration = SignedDuration::from_mins(5);

/// Somebody who is signed in. As an extractor it sends everybody else to the sign-in, and scripts a 401.
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// Their session.
    pub session: Session,
    /// Where from.
    pub client: Client,
    /// What was just done, by the address.
    pub done: Option<String>,
    /// Whether a script asks, which is answered in JSON.
    pub by_script: bool,
}

impl SignedIn {
    /// The answer that says why there is no other: a page, or JSON for a script.
    pub fn notice(&self, app: &App, why: Why) -> Response {
        send::notice(app, &self.desk(app), why, self.by_script)
    }

    /// The desk for them, now.
    pub fn desk(&self, app: &App) -> Desk {
        Desk {
            edition: app.edition(self.user.language.clone()),
            user: Some(Who { name: self.user.name.clone(), role: self.user.role }),
            assets: app.desk_assets(),
            done: self.done.clone(),
        }
    }

    /// Them, for the audit trail.
    pub fn actor(&self, app: &App) -> Actor {
        Actor {
            user: Some(self.user.id),
            name: self.user.name.clone(),
            address: self.client.0.to_string(),
            now: (app.now)(),
        }
    }

    /// Goes on only where they may do the deed; else it is written down that they tried `what`.
    ///
    /// # Errors
    /// The answer: a page that says why not.
    pub async fn must(&self, app: &App, deed: Deed, what: &str) -> Result<(), Response> {
        if self.user.may(deed) {
            return Ok(());
        }
        tracing::warn!(user = %self.user.id, what, "refused");
        let entry = self.actor(app).did("refused", what, format!("{deed:?}"));
        match app.store.audit(entry).await {
            Ok(()) => Err(self.notice(app, Why::Forbidden)),
            Err(error) => {
                tracing::error!(%error, "a refusal could not be written down");
                Err(self.notice(app, Why::Failure))
            }
        }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        if let Err(error) = app.follow().await {
            // The desk as it was is worth having; what writes will say for itself that the store fails.
            tracing::warn!(%error, "the site could not be looked up");
        }
        let visitor = Visitor::of(app, parts);
        match visitor.session(app, parts).await {
            Ok(Some((session, user))) => {
                let by_script = send::wants_json(parts.uri.path(), &parts.headers);
                Ok(Self { user, session, client: visitor.client, done: visitor.done, by_script })
            }
            Ok(None) => Err(sign_in_first(&visitor.desk(app), parts)),
            Err(error) => {
                tracing::error!(%error, "a session could not be looked up");
                let by_script = send::wants_json(parts.uri.path(), &parts.headers);
                Err(send::notice(app, &visitor.desk(app), Why::Failure, by_script))
            }
        }
    }
}

fn sign_in_first(desk: &Desk, parts: &Parts) -> Response {
    if send::wants_json(parts.uri.path(), &parts.headers) {
        return send::trouble(StatusCode::UNAUTHORIZED, "sign-in-needed", desk.say("sign-in"), None);
    }
    // What a form sent cannot be sent again by a redirect: they come back to the desk.
    let to = match parts.method {
        Method::GET | Method::HEAD => parts.uri.path_and_query().map_or("/desk", |whole| whole.as_str()),
        _ => "/desk",
    };
    send::see(&format!("/desk/sign-in?to={}", utf8_percent_encode(to, NON_ALPHANUMERIC)))
}

/// Somebody who asks, signed in or not.
pub struct Visitor {
    /// Where from.
    pub client: Client,
    /// The language of theirs that the desk speaks, or the site's.
    pub language: Language,
    /// What was just done, by the address.
    pub done: Option<String>,
    /// What their browser calls itself.
    pub agent: String,
}

impl Visitor {
    /// Out of a request.
    pub fn of(app: &App, parts: &Parts) -> Self {
        let field = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let main = app.site().languages.first().cloned().unwrap_or_else(Language::english);
        Self {
            client: Client::of(app, parts),
            language: preferred(field(header::ACCEPT_LANGUAGE)).unwrap_or(main),
            done: query(&parts.uri, "done"),
            agent: field(header::USER_AGENT).to_owned(),
        }
    }

    /// The desk for them, now.
    pub fn desk(&self, app: &App) -> Desk {
        Desk {
            edition: app.edition(self.language.clone()),
            user: None,
            assets: app.desk_assets(),
            done: self.done.clone(),
        }
    }

    /// Them, for the audit trail.
    pub fn actor(&self, now: Timestamp) -> Actor {
        Actor { user: None, name: "visitor".into(), address: self.client.0.to_string(), now }
    }

    /// Their session, if they have one; that it is used keeps it alive.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn session(&self, app: &App, parts: &Parts) -> Result<Option<(Session, User)>, dateline_store::Error> {
        let Some(token) = cookie::token(&app.site(), &parts.headers) else { return Ok(None) };
        let now = (app.now)();
        let found = app.store.session(&accounts::digest(token), accounts::alive(now)).await?;
        if let Some((session, _)) = &found
            && now.duration_since(session.seen) > SEEN
            && let Err(error) = app.store.see_session(session.id, now).await
        {
            // A session that cannot be kept alive ends later; the answer is worth having all the same.
            tracing::warn!(%error, "a session's use was not noted");
        }
        Ok(found)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(app, parts))
    }
}

/// A value of an address's query, decoded as forms write it: a `+` is a space, and `%2B` is a plus.
pub fn query(uri: &Uri, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The first language of an Accept-Language field that the desk speaks. Browsers write them in order of preference.
fn preferred(field: &str) -> Option<Language> {
    let spoken: Vec<Language> = languages().into_iter().map(|(language, _)| language).collect();
    field.split(',').find_map(|part| {
        let tag = Language::new(part.split(';').next()?).ok()?;
        spoken.iter().find(|language| language.primary() == tag.primary()).cloned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_desk_speaks() {
        let tag = |field: &str| preferred(field).map(|language| language.to_string());
        assert_eq!(tag("ur-PK,en;q=0.8").as_deref(), Some("ur"));
        assert_eq!(tag("de-DE, tr;q=0.9, en;q=0.8").as_deref(), Some("tr"));
        assert_eq!(tag("*"), None);
        assert_eq!(tag(""), None);
    }

    #[test]
    fn values_of_a_query_are_decoded() {
        let uri: Uri = "/desk/sign-in?done=a&to=%2Fdesk%2Fusers%3Fx%3D1&q=C%2B%2B+and%20C".parse().unwrap();
        assert_eq!(query(&uri, "to").as_deref(), Some("/desk/users?x=1"));
        assert_eq!(query(&uri, "q").as_deref(), Some("C++ and C"));
        assert_eq!(query(&uri, "nothing"), None);
    }
}
