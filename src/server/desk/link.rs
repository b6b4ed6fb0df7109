//! Links that work once.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use dateline_desk::page::Wrong;
use dateline_desk::page::link::{self, Whose};
use dateline_desk::page::notice::Why;
use dateline_newsroom::accounts::{self, AccountError, Weak};
use dateline_store::{Link, LinkKind, User};
use serde::Deserialize;

use super::filled::Filled;
use super::session::Visitor;
use super::sign_in;
use crate::app::App;

/// `/desk/link/TOKEN`
pub fn router() -> Router<App> {
    Router::new().route("/desk/link/{token}", get(form).post(spend))
}

#[derive(Default, Deserialize)]
struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default, rename = "new-password")]
    new_password: String,
}

/// The field that is wrong and the key of the sentence that says it, where the person can mend it.
pub fn wrong(error: &AccountError) -> Option<Wrong> {
    use dateline_store::Error::{EmailTaken, LastOwner};
    Some(match error {
        AccountError::Name => ("name", "name"),
        AccountError::Email(_) => ("email", "email"),
        AccountError::Weak(Weak::Short) => ("new-password", "short"),
        AccountError::Weak(Weak::Long) => ("new-password", "long"),
        AccountError::Weak(Weak::Guessable) => ("new-password", "guessable"),
        AccountError::WrongCredentials => ("password", "present-password"),
        AccountError::Store(EmailTaken(_)) => ("email", "email-taken"),
        AccountError::Store(LastOwner) => ("", "last-owner"),
        AccountError::System(_) | AccountError::Store(_) => return None,
    })
}

fn whose(link: &Link, user: Option<&User>, fields: &Fields) -> Whose {
    match user {
        Some(user) => {
            Whose::User { name: user.name.clone(), email: user.email.clone(), first: link.kind == LinkKind::Invite }
        }
        None => Whose::FirstOwner { name: fields.name.clone(), email: fields.email.clone() },
    }
}

/// The token is in the address: it goes to nobody else.
fn discreet(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("same-origin"));
    response
}

async fn form(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Response {
    let desk = visitor.desk(&app);
    match accounts::link_of(&*app.store, &token, (app.now)()).await {
        Ok(Some((_, link, user))) => {
            let whose = whose(&link, user.as_ref(), &Fields::default());
            discreet(app.desk_page(&desk, link::page(&desk, format!("/desk/link/{token}"), whose, &[])))
        }
        Ok(None) => app.desk_notice(&desk, Why::LinkSpent),
        Err(error) => app.desk_failed(&desk, &error),
    }
}

async fn spend(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Filled(fields): Filled<Fields>,
) -> Response {
    let desk = visitor.desk(&app);
    if let Err(seconds) = app.limits.from_address(visitor.client) {
        return app.desk_wait(&desk, seconds);
    }
    let actor = visitor.actor((app.now)());
    let (link, user) = match accounts::link_of(&*app.store, &token, actor.now).await {
        Ok(Some((_, link, user))) => (link, user),
        Ok(None) => return app.desk_notice(&desk, Why::LinkSpent),
        Err(error) => return app.desk_failed(&desk, &error),
    };
    let password = fields.new_password.clone();
    let done = match &user {
        Some(user) => accounts::choose_password(&*app.store, &token, user, password, &actor).await.map(|()| user.id),
        None => {
            let person = (fields.name.as_str(), fields.email.as_str());
            accounts::become_owner(&*app.store, &token, person, visitor.language.clone(), password, &actor).await
        }
    };
    let done = match done {
        Ok(id) => app.store.user(id).await.map_err(AccountError::from),
        Err(error) => Err(error),
    };
    match done {
        Ok(Some(user)) => sign_in::open(&app, &visitor, &headers, &user, "link", "/desk?done=welcome").await,
        Ok(None) | Err(AccountError::Store(dateline_store::Error::LinkSpent)) => app.desk_notice(&desk, Why::LinkSpent),
        Err(error) => match wrong(&error) {
            Some(bad) => {
                let whose = whose(&link, user.as_ref(), &fields);
                let page = link::page(&desk, format!("/desk/link/{token}"), whose, &[bad]);
                discreet(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page))
            }
            None => app.desk_failed(&desk, &error),
        },
    }
}
