//! Signing in again in place: the text stays where it is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::dialog::dialog as modal;
use crate::editor::Editor;
use crate::saver::{self, Saving};

/// Where the desk takes an e-mail address and a password as JSON.
const ADDRESS: &str = "/desk/api/sign-in";

/// What came of it.
enum Outcome {
    SignedIn,
    Wrong,
    TooOften,
    Unreachable,
}

async fn sign_in(email: &str, password: &str) -> Outcome {
    let body = serde_json::json!({ "email": email, "password": password }).to_string();
    let asked = async {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        headers.set("accept", "application/json")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(&body));
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        JsFuture::from(window.fetch_with_str_and_init(ADDRESS, &init)).await
    };
    let response: Result<Response, JsValue> = asked.await.and_then(|answer| answer.dyn_into());
    match response.map(|response| response.status()) {
        Ok(200..=299) => Outcome::SignedIn,
        Ok(429) => Outcome::TooOften,
        Ok(400..=499) => Outcome::Wrong,
        _ => Outcome::Unreachable,
    }
}

/// The dialog.
pub fn dialog(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let open = Signal::derive(move || editor.signed_out.get());
    let problem = RwSignal::new(None::<&'static str>);
    let email = editor.opened.with_value(|opened| opened.email.clone());
    let password: NodeRef<leptos::html::Input> = NodeRef::new();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let email = editor.opened.with_value(|opened| opened.email.clone());
        let secret = password.get_untracked().map(|field| field.value()).unwrap_or_default();
        spawn_local(async move {
            problem.set(match sign_in(&email, &secret).await {
                Outcome::SignedIn => {
                    if let Some(field) = password.get_untracked() {
                        field.set_value("");
                    }
                    editor.signed_out.set(false);
                    editor.saving.set(Saving::Unsaved);
                    saver::save(editor);
                    None
                }
                Outcome::Wrong => Some("sign-in-wrong"),
                Outcome::TooOften => Some("sign-in-too-often"),
                Outcome::Unreachable => Some("editor-error-unreachable"),
            });
        });
    };
    let content = move || {
        let problem = move || {
            problem.get().map(|key| view! { <p class="error" id="again-problem" role="alert">{words.say(key)}</p> })
        };
        view! {
            <p>{words.say("sign-in-why")}</p>
            {problem}
            <form on:submit=submit>
                <p class="field"><label for="again-email">{words.say("sign-in-email")}</label>
                    <input id="again-email" type="email" autocomplete="username" readonly value=email.clone() /></p>
                <p class="field"><label for="again-password">{words.say("sign-in-password")}</label>
                    <input id="again-password" type="password" autocomplete="current-password" required node_ref=password /></p>
                <p><button type="submit" class="main">{words.say("sign-in-go")}</button></p>
            </form>
        }
    };
    modal(open, "again", move || words.say("sign-in-title"), Some(move || editor.signed_out.set(false)), "", content)
}
