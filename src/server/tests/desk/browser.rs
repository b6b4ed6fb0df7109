//! A browser at the desk: it keeps its cookie, follows nothing, and says where its forms come from.

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use dateline_newsroom::accounts::{self, Actor};
use dateline_store::{Accounts, User};
use dateline_story::{Language, Role};

use crate::rig::{Answer, Rig};

/// The site's own origin, as the rig configures it.
pub const ORIGIN: &str = "https://news.example";
/// Everybody's password here.
pub const PASSWORD: &str = "four words of a kind";

pub struct Browser<'a> {
    pub rig: &'a Rig,
    /// `name=value`, once the site has set it.
    pub cookie: Option<String>,
}

/// Somebody with an account and [`PASSWORD`]; their address is `NAME@news.example`.
pub async fn add(rig: &Rig, name: &str, role: Role) -> User {
    let actor = Actor::command_line((rig.app.now)());
    let email = format!("{}@news.example", name.to_lowercase());
    let password = Some(PASSWORD.to_owned());
    let id = accounts::add(&*rig.store, (name, &email), role, Language::english(), password, &actor).await.unwrap();
    rig.store.user(id).await.unwrap().unwrap()
}

impl<'a> Browser<'a> {
    /// One that nobody has signed in with.
    pub fn new(rig: &'a Rig) -> Self {
        Self { rig, cookie: None }
    }

    /// One that a new user of a role has signed in with, without the form: for tests of something else.
    pub async fn of(rig: &'a Rig, name: &str, role: Role) -> Self {
        let user = add(rig, name, role).await;
        Self::of_user(rig, &user).await
    }

    /// One that a user has signed in with, without the form.
    pub async fn of_user(rig: &'a Rig, user: &User) -> Self {
        let actor = Actor::command_line((rig.app.now)());
        let token = accounts::open_session(&*rig.store, user, "Test", "password", &actor).await.unwrap();
        Self { rig, cookie: Some(format!("__Host-dateline={token}")) }
    }

    /// Signs in by the form.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/desk/sign-in", &[("email", email), ("password", password), ("to", "/desk/account")]).await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// A page as text; fails where it is none.
    pub async fn page(&mut self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.text()
    }

    /// Sends a form from a page of the site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(pairs.join("&"))).await
    }

    /// Sends JSON from a script of the site.
    pub async fn post_json(&mut self, path: &str, json: &str) -> Answer {
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/json").header(header::ORIGIN, ORIGIN);
        self.send(request, Body::from(json.to_owned())).await
    }

    /// Sends a request with the cookie, and keeps the one that comes back.
    pub async fn send(&mut self, mut request: Builder, body: Body) -> Answer {
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let answer = self.rig.ask(request.body(body).unwrap()).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "nothing of the desk is kept anywhere");
        if let Some(set) = answer.headers.get(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let pair = set.split(';').next().unwrap().to_owned();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        answer
    }
}

/// Where an answer leads.
pub fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header(header::LOCATION)
}
