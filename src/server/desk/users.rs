//! People with accounts, for owners.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::notice::Why;
use dateline_desk::page::users::{Invitation, Standing, UserLine};
use dateline_desk::page::{Wrong, user, users};
use dateline_newsroom::accounts::{self, AccountError, INVITATION, RESET};
use dateline_store::{User, UserChange, UserId};
use dateline_story::{Deed, Role};
use serde::Deserialize;

use super::account::spoken;
use super::filled::Filled;
use super::link::wrong;
use super::send::see;
use super::session::SignedIn;
use crate::app::App;

/// `/desk/users`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/users", get(list).post(invite))
        .route("/desk/users/{id}", get(one))
        .route("/desk/users/{id}/role", post(role))
        .route("/desk/users/{id}/disable", post(disable))
        .route("/desk/users/{id}/enable", post(enable))
        .route("/desk/users/{id}/link", post(link))
}

type Answer = Result<Response, Response>;

fn line(user: User) -> UserLine {
    let standing = match (user.disabled, user.has_password) {
        (true, _) => Standing::Disabled,
        (false, false) => Standing::Invited,
        (false, true) => Standing::Active,
    };
    UserLine { id: user.id.0, name: user.name, email: user.email, role: user.role, standing, created: user.created }
}

async fn list(State(app): State<App>, signed_in: SignedIn) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "people").await?;
    let language = signed_in.desk(&app).language().to_string();
    let empty = Invitation { name: String::new(), email: String::new(), role: "reporter".into(), language };
    show(&app, &signed_in, StatusCode::OK, empty, &[]).await
}

async fn show(app: &App, signed_in: &SignedIn, status: StatusCode, typed: Invitation, bad: &[Wrong]) -> Answer {
    let desk = signed_in.desk(app);
    let everybody = app.store.users().await.map_err(|error| app.desk_failed(&desk, &error))?;
    let lines = everybody.into_iter().map(line).collect();
    Ok(app.desk_page_as(status, &desk, users::page(&desk, lines, typed, bad)))
}

/// A user by number; a number that nobody has gets the page for what is nowhere.
async fn find(app: &App, signed_in: &SignedIn, id: i64) -> Result<User, Response> {
    let desk = signed_in.desk(app);
    let found = app.store.user(UserId(id)).await.map_err(|error| app.desk_failed(&desk, &error))?;
    found.ok_or_else(|| app.desk_notice(&desk, Why::NotFound))
}

#[derive(Deserialize)]
struct Invited {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    language: String,
}

async fn invite(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Invited>) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "user-add").await?;
    let refuse = |bad: Wrong| {
        let typed = Invitation {
            name: fields.name.clone(),
            email: fields.email.clone(),
            role: fields.role.clone(),
            language: fields.language.clone(),
        };
        let (app, signed_in) = (&app, &signed_in);
        async move { show(app, signed_in, StatusCode::UNPROCESSABLE_ENTITY, typed, &[bad]).await }
    };
    let Ok(role) = fields.role.parse::<Role>() else { return refuse(("role", "role")).await };
    let Some(language) = spoken(&fields.language) else { return refuse(("", "language")).await };
    let actor = signed_in.actor(&app);
    let person = (fields.name.as_str(), fields.email.as_str());
    match accounts::add(&*app.store, person, role, language, None, &actor).await {
        Ok(id) => {
            let user = find(&app, &signed_in, id.0).await?;
            show_link(&app, &signed_in, &user).await
        }
        Err(error) => match wrong(&error) {
            Some(bad) => refuse(bad).await,
            None => Err(app.desk_failed(&signed_in.desk(&app), &error)),
        },
    }
}

/// Makes a link and shows it in the answer to the form itself: a redirect would have to carry it in an address.
async fn show_link(app: &App, signed_in: &SignedIn, invited: &User) -> Answer {
    let desk = signed_in.desk(app);
    let token = accounts::link(&*app.store, invited, &signed_in.actor(app))
        .await
        .map_err(|error| app.desk_failed(&desk, &error))?;
    let lifetime = if invited.has_password { RESET } else { INVITATION };
    let address = app.site().absolute(&format!("/desk/link/{token}"));
    let page = user::link_page(&desk, &invited.name, &invited.email, address, lifetime.as_hours() / 24);
    Ok(app.desk_page(&desk, page))
}

async fn one(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "people").await?;
    let user = find(&app, &signed_in, id).await?;
    let desk = signed_in.desk(&app);
    Ok(app.desk_page(&desk, user::page(&desk, line(user), &[])))
}

#[derive(Deserialize)]
struct NewRole {
    #[serde(default)]
    role: String,
}

async fn role(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(id): Path<i64>,
    Filled(fields): Filled<NewRole>,
) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "user-role").await?;
    let user = find(&app, &signed_in, id).await?;
    let Ok(role) = fields.role.parse::<Role>() else {
        let desk = signed_in.desk(&app);
        let page = user::page(&desk, line(user), &[("", "role")]);
        return Ok(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page));
    };
    let detail = format!("{}: {} → {}", user.name, user.role.as_str(), role.as_str());
    change(&app, &signed_in, user, UserChange::Role(role), "user-role", detail, "role").await
}

async fn disable(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "user-disable").await?;
    let user = find(&app, &signed_in, id).await?;
    let detail = user.name.clone();
    change(&app, &signed_in, user, UserChange::Disabled(true), "user-disable", detail, "disabled").await
}

async fn enable(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "user-enable").await?;
    let user = find(&app, &signed_in, id).await?;
    let detail = user.name.clone();
    change(&app, &signed_in, user, UserChange::Disabled(false), "user-enable", detail, "enabled").await
}

async fn change(
    app: &App,
    signed_in: &SignedIn,
    user: User,
    change: UserChange,
    what: &'static str,
    detail: String,
    done: &str,
) -> Answer {
    let entry = signed_in.actor(app).did(what, format!("user {}", user.id), detail);
    match app.store.change_user(user.id, change, entry).await {
        Ok(()) => Ok(see(&format!("/desk/users/{}?done={done}", user.id))),
        Err(error) => {
            let (desk, error) = (signed_in.desk(app), AccountError::from(error));
            match wrong(&error) {
                Some(bad) => {
                    let page = user::page(&desk, line(user), &[bad]);
                    Ok(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page))
                }
                None => Err(app.desk_failed(&desk, &error)),
            }
        }
    }
}

async fn link(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Answer {
    signed_in.must(&app, Deed::ManageUsers, "reset-link").await?;
    let user = find(&app, &signed_in, id).await?;
    show_link(&app, &signed_in, &user).await
}
