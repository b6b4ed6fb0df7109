//! Signing in and out, and one's own account.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use dateline_newsroom::accounts::{self, Actor};
use dateline_server::config;
use dateline_store::Accounts;
use dateline_story::{Role, Timestamp};

use crate::browser::{Browser, ORIGIN, PASSWORD, add, location};
use crate::rig::{Rig, now};

fn days(number: u64) -> Timestamp {
    now() + Duration::from_secs(number * 86_400)
}

async fn trail(rig: &Rig) -> Vec<String> {
    rig.store.audited(None, 50).await.unwrap().into_iter().map(|line| line.what).collect()
}

#[tokio::test]
async fn the_first_owner_comes_in_by_the_link_of_the_terminal() {
    let rig = Rig::new();
    let token = accounts::first_owner_link(&*rig.store, &Actor::command_line(now())).await.unwrap().unwrap();
    let link = format!("/desk/link/{token}");
    let mut browser = Browser::new(&rig);
    assert!(location(&browser.get("/desk").await).starts_with("/desk/sign-in?to="));
    let form = browser.get(&link).await;
    assert_eq!(form.header(header::REFERRER_POLICY), "same-origin");
    assert!(form.text().contains("Welcome to your newsroom") && form.text().contains("name=\"new-password\""));

    let fields = |name, email, password| [("name", name), ("email", email), ("new-password", password)];
    for (fields, said) in [
        (fields("Ada", "ada@news.example", "short"), "At least 15 characters"),
        (fields("Ada", "nowhere", PASSWORD), "no e-mail address"),
        (fields(" ", "ada@news.example", PASSWORD), "A name is needed"),
        (fields("Ada", "ada@news.example", "ada@news.example"), "too easy to guess"),
    ] {
        let refused = browser.post(&link, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
        assert!(!refused.text().contains("value=\"short\""), "a password is never sent back");
    }
    let done = browser.post(&link, &fields("Ada", "Ada@news.example", PASSWORD)).await;
    assert_eq!(location(&done), "/desk?done=welcome");
    let cookie = done.header(header::SET_COOKIE);
    for part in ["__Host-dateline=", "Path=/;", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(browser.page("/desk?done=welcome").await.contains("Welcome. You are signed in."));
    assert!(browser.page("/desk/users").await.contains("ada@news.example"));

    let mut other = Browser::new(&rig);
    let spent = other.get(&link).await;
    assert_eq!(spent.status, StatusCode::GONE);
    let again = other.post(&link, &fields("Eve", "eve@news.example", PASSWORD)).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert_eq!(rig.store.users().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_one_answer() {
    let rig = Rig::new();
    add(&rig, "Ada", Role::Reporter).await;
    let mut browser = Browser::new(&rig);
    let wrong = browser.sign_in("ada@news.example", "another few words").await;
    let unknown = browser.sign_in("eve@news.example", "another few words").await;
    assert_eq!((wrong.status, unknown.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(wrong.text().replace("ada@", "eve@"), unknown.text());
    assert!(wrong.text().contains("The e-mail address or the password is wrong."));
    assert!(browser.cookie.is_none());
    assert_eq!(trail(&rig).await[..2], ["sign-in-failed", "sign-in-failed"]);

    let done = browser.sign_in(" ADA@news.example", PASSWORD).await;
    assert_eq!(location(&done), "/desk/account");
    let page = browser.page("/desk/account").await;
    assert!(page.contains("You sign in as ada@news.example."), "{page}");
    assert_eq!(location(&browser.get("/desk/sign-in?to=/desk/users").await), "/desk/users", "who is in is sent on");
}

#[tokio::test]
async fn nobody_is_led_elsewhere_after_signing_in() {
    let rig = Rig::new();
    add(&rig, "Ada", Role::Reporter).await;
    for to in ["https://evil.example/", "//evil.example", "/desk/../..//evil.example", "/pakistan"] {
        let mut browser = Browser::new(&rig);
        let fields = [("email", "ada@news.example"), ("password", PASSWORD), ("to", to)];
        assert_eq!(location(&browser.post("/desk/sign-in", &fields).await), "/desk", "{to}");
    }
}

#[tokio::test]
async fn too_many_tries_must_wait_and_the_right_password_too() {
    let rig = Rig::new();
    add(&rig, "Ada", Role::Reporter).await;
    let mut browser = Browser::new(&rig);
    for _ in 0..10 {
        assert_eq!(browser.sign_in("ada@news.example", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = browser.sign_in("ada@news.example", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = refused.header(header::RETRY_AFTER).parse().unwrap();
    assert!((1..=61).contains(&seconds) && refused.text().contains(&format!("Wait {seconds} seconds")));
    let refused = browser.post_json("/desk/api/sign-in", "{\"email\":\"ada@news.example\",\"password\":\"x\"}").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text().contains("\"retry_after\":"), "{}", refused.text());
}

/// How many of forty visitors behind a proxy in a container are let try.
async fn let_try(rig: &Rig) -> usize {
    let proxy: SocketAddr = "172.17.0.1:40000".parse().unwrap();
    let mut tried = 0;
    for visitor in 0..40 {
        let request = Request::post("/desk/link/x")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ORIGIN)
            .header("x-forwarded-for", format!("203.0.113.66, 198.51.100.{visitor}"))
            .extension(ConnectInfo(proxy));
        let answer = rig.ask(request.body(Body::empty()).unwrap()).await;
        tried += usize::from(answer.status != StatusCode::TOO_MANY_REQUESTS);
    }
    tried
}

#[tokio::test]
async fn visitors_behind_a_proxy_that_is_listed_are_counted_one_by_one() {
    let mut rig = Rig::new();
    assert!(let_try(&rig).await < 35, "it is not believed, so that all are one");
    rig.app.proxies = Arc::new(config::proxies(None, &[], &["proxies=[\"172.16.0.0/12\"]".into()]).unwrap());
    assert_eq!(let_try(&rig).await, 40);
}

#[tokio::test]
async fn a_script_signs_in_again_in_place() {
    let rig = Rig::new();
    add(&rig, "Ada", Role::Reporter).await;
    let mut browser = Browser::new(&rig);
    let needed = browser.get("/desk/api/anything").await;
    assert_eq!(needed.status, StatusCode::UNAUTHORIZED);
    assert!(needed.text().contains("\"error\":\"sign-in-needed\""), "{}", needed.text());
    let asked = Request::get("/desk/account").header(header::ACCEPT, "application/json");
    assert_eq!(browser.send(asked, Body::empty()).await.status, StatusCode::UNAUTHORIZED);
    let wrong = browser.post_json("/desk/api/sign-in", "{\"email\":\"ada@news.example\",\"password\":\"no\"}").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(wrong.text().contains("\"error\":\"wrong-credentials\""));
    for damaged in ["", "{", "[]", "{\"email\":1}"] {
        let answer = browser.post_json("/desk/api/sign-in", damaged).await;
        assert!(answer.status.is_client_error() && answer.text().contains("bad-request"), "{damaged}");
    }
    let json = format!("{{\"email\":\"ada@news.example\",\"password\":\"{PASSWORD}\"}}");
    assert_eq!(browser.post_json("/desk/api/sign-in", &json).await.status, StatusCode::NO_CONTENT);
    browser.page("/desk/account").await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let mut rig = Rig::new();
    let user = add(&rig, "Ada", Role::Reporter).await;
    let cookie = Browser::of_user(&rig, &user).await.cookie;
    // Used every thirteen days it lives, up to the sixtieth.
    let clocks: [fn() -> Timestamp; 4] = [|| days(13), || days(26), || days(39), || days(52)];
    for clock in clocks {
        rig.app.now = clock;
        Browser { rig: &rig, cookie: cookie.clone() }.page("/desk/account").await;
    }
    rig.app.now = || days(61);
    let old = Browser { rig: &rig, cookie: cookie.clone() }.get("/desk/account").await;
    assert_eq!(location(&old), "/desk/sign-in?to=%2Fdesk%2Faccount");

    rig.app.now = now;
    let cookie = Browser::of_user(&rig, &user).await.cookie;
    rig.app.now = || days(15);
    let idle = Browser { rig: &rig, cookie }.get("/desk/account?x=1").await;
    assert_eq!(location(&idle), "/desk/sign-in?to=%2Fdesk%2Faccount%3Fx%3D1");
}

#[tokio::test]
async fn signing_out_ends_this_session_and_everywhere_ends_all() {
    let rig = Rig::new();
    let user = add(&rig, "Ada", Role::Reporter).await;
    let (mut one, mut two) = (Browser::of_user(&rig, &user).await, Browser::of_user(&rig, &user).await);
    let three = Browser::of_user(&rig, &user).await.cookie;
    let kept = one.cookie.clone();
    assert_eq!(location(&one.post("/desk/sign-out", &[]).await), "/desk/sign-in?done=signed-out");
    assert_eq!(one.cookie, None, "the browser forgets it");
    one.cookie = kept;
    location(&one.get("/desk/account").await);
    two.page("/desk/account").await;
    let done = two.post("/desk/account/sessions/end", &[]).await;
    assert_eq!(location(&done), "/desk/sign-in?done=signed-out-everywhere");
    location(&Browser { rig: &rig, cookie: three }.get("/desk/account").await);
    assert_eq!(trail(&rig).await[..2], ["sign-out-all", "sign-out"]);
}

#[tokio::test]
async fn one_session_of_ones_own_is_ended_and_nobody_elses() {
    let rig = Rig::new();
    let user = add(&rig, "Ada", Role::Reporter).await;
    let mut here = Browser::of_user(&rig, &user).await;
    let mut there = Browser::of_user(&rig, &user).await;
    let mut eve = Browser::of(&rig, "Eve", Role::Owner).await;
    let alive = accounts::alive(now());
    let sessions = rig.store.sessions(user.id, alive).await.unwrap();
    let there_id = sessions.iter().map(|session| session.id).max().unwrap();
    eve.post(&format!("/desk/account/sessions/{there_id}/end"), &[]).await;
    there.page("/desk/account").await;
    let done = here.post(&format!("/desk/account/sessions/{there_id}/end"), &[]).await;
    assert_eq!(location(&done), "/desk/account?done=session-ended");
    location(&there.get("/desk/account").await);
    here.page("/desk/account").await;
}

#[tokio::test]
async fn a_forged_cookie_opens_nothing() {
    let rig = Rig::new();
    let cookie = Browser::of(&rig, "Ada", Role::Owner).await.cookie.unwrap();
    for forged in [
        format!("{cookie}x"),
        cookie[..cookie.len() - 1].to_owned(),
        cookie.replace("__Host-dateline", "dateline"),
        "__Host-dateline=".into(),
        "__Host-dateline=' OR 1=1 --".into(),
    ] {
        location(&Browser { rig: &rig, cookie: Some(forged) }.get("/desk/account").await);
    }
}

#[tokio::test]
async fn a_write_from_another_site_is_refused() {
    let rig = Rig::new();
    let mut browser = Browser::of(&rig, "Ada", Role::Owner).await;
    for fields in [
        &[][..],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", ORIGIN), ("sec-fetch-site", "cross-site")],
        &[("origin", ORIGIN), ("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site")],
    ] {
        for path in ["/desk/sign-out", "/desk/users/1/role", "/desk/api/sign-in", "/desk/nowhere"] {
            let request =
                fields.iter().fold(Request::post(path), |request, (name, value)| request.header(*name, *value));
            let refused = browser.send(request, Body::empty()).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path} {fields:?}");
            assert!(refused.text().contains("The request was sent from another site"), "{path}");
            assert_eq!(refused.text().starts_with("{\"error\":\"foreign\""), path.contains("/api/"), "{path}");
        }
    }
    browser.page("/desk/account").await;
}

#[tokio::test]
async fn a_password_is_changed_by_the_present_one_and_ends_the_other_sessions() {
    let rig = Rig::new();
    let user = add(&rig, "Ada", Role::Reporter).await;
    let (mut here, mut there) = (Browser::of_user(&rig, &user).await, Browser::of_user(&rig, &user).await);
    let new = "another few words here";
    let wrong = here.post("/desk/account/password", &[("password", "no"), ("new-password", new)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("That is not your present password."));
    let weak = here.post("/desk/account/password", &[("password", PASSWORD), ("new-password", "short")]).await;
    assert!(weak.text().contains("At least 15 characters"), "{}", weak.text());
    there.page("/desk/account").await;
    let done = here.post("/desk/account/password", &[("password", PASSWORD), ("new-password", new)]).await;
    assert_eq!(location(&done), "/desk/account?done=password");
    here.page("/desk/account").await;
    location(&there.get("/desk/account").await);
    let mut fresh = Browser::new(&rig);
    assert_eq!(fresh.sign_in("ada@news.example", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    location(&fresh.sign_in("ada@news.example", new).await);
}

#[tokio::test]
async fn the_desk_speaks_the_language_of_whoever_is_there() {
    let rig = Rig::new();
    let mut browser = Browser::of(&rig, "Ada", Role::Reporter).await;
    let bad = browser.post("/desk/account", &[("name", ""), ("language", "ur")]).await;
    assert!(bad.text().contains("A name is needed"), "{}", bad.text());
    let bad = browser.post("/desk/account", &[("name", "Ada"), ("language", "xx")]).await;
    assert!(bad.text().contains("Choose one of the languages."));
    let done = browser.post("/desk/account", &[("name", "عائشہ صدیقی"), ("language", "ur")]).await;
    assert_eq!(location(&done), "/desk/account?done=profile");
    let page = browser.page("/desk/account?done=profile").await;
    for part in ["<html lang=\"ur\" dir=\"rtl\">", "محفوظ ہو گیا۔", "عائشہ صدیقی"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let unknown = browser.page("/desk/account?done=%3Cscript%3E").await;
    assert!(!unknown.contains("class=\"done\""), "what is done comes from the catalogue only");
    let visitor = Request::get("/desk/sign-in").header(header::ACCEPT_LANGUAGE, "tr-TR,en;q=0.5");
    let page = Browser::new(&rig).send(visitor, Body::empty()).await.text();
    assert!(page.contains("<html lang=\"tr\" dir=\"ltr\">") && page.contains("Giriş yap"), "{page}");
}

#[tokio::test]
async fn a_form_that_is_too_large_or_damaged_is_refused_in_words() {
    let rig = Rig::new();
    let mut browser = Browser::new(&rig);
    let large = "x".repeat(100_000);
    let refused = browser.sign_in("ada@news.example", &large).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("This is too large"));
    let json = Request::post("/desk/sign-in").header(header::ORIGIN, ORIGIN).header(header::CONTENT_TYPE, "text/plain");
    let refused = browser.send(json, Body::from("{}")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.text().contains("This cannot be read"));
}

#[tokio::test]
async fn passkeys_are_asked_for_and_false_answers_are_refused() {
    let rig = Rig::new();
    let mut browser = Browser::of(&rig, "Ada", Role::Reporter).await;
    let asked = browser.post_json("/desk/api/passkeys/add", "{}").await;
    assert_eq!(asked.status, StatusCode::OK);
    let question: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
    assert_eq!(question["publicKey"]["rp"]["id"], "news.example");
    assert_eq!(question["publicKey"]["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(question["publicKey"]["authenticatorSelection"]["userVerification"], "required");
    let answer = |ceremony: &str| {
        format!(
            "{{\"ceremony\":\"{ceremony}\",\"name\":\"x\",\"credential\":{{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\
             \"extensions\":{{}},\"response\":{{\"attestationObject\":\"oA\",\"clientDataJSON\":\"e30\"}}}}}}"
        )
    };
    let ceremony = question["ceremony"].as_str().unwrap();
    let mut eve = Browser::of(&rig, "Eve", Role::Reporter).await;
    assert_eq!(
        eve.post_json("/desk/api/passkeys/add/finish", &answer("unknown")).await.status,
        StatusCode::UNAUTHORIZED
    );
    let refused = browser.post_json("/desk/api/passkeys/add/finish", &answer(ceremony)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{}", refused.text());
    let asked = Browser::new(&rig).post_json("/desk/api/passkeys/sign-in", "{}").await;
    assert!(asked.text().contains("\"challenge\""), "anybody may ask to sign in: {}", asked.text());
    let mut visitor = Browser::new(&rig);
    assert_eq!(visitor.post_json("/desk/api/passkeys/add", "{}").await.status, StatusCode::UNAUTHORIZED);
    assert!(!visitor.page("/desk/sign-in").await.contains("data-passkey"), "the host of the request is not the domain");
}

#[tokio::test]
async fn the_desk_has_its_own_policy_and_readers_carry_nothing_of_it() {
    let rig = Rig::new();
    let mut browser = Browser::of(&rig, "Ada", Role::Reporter).await;
    let answer = browser.get("/desk/account").await;
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    for part in ["default-src 'none'", "style-src 'self' ", "form-action 'self'", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !answer.text().contains(" style=\""));
    assert!(answer.text().contains("/assets/desk-"), "the stylesheet is not built in: run `cargo xtask assets` first");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let front = rig.get("/").await;
    assert!(!front.text().contains("/assets/desk-") && !front.header(header::CACHE_CONTROL).contains("no-store"));
    assert!(!front.header(header::CONTENT_SECURITY_POLICY).contains("style-src 'self'"));
    for path in ["/desk/sign-out", "/desk/account/password"] {
        assert_eq!(browser.get(path).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    let nowhere = browser.get("/desk/api/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.text().starts_with("{\"error\":\"not-found\""), "{}", nowhere.text());
}
