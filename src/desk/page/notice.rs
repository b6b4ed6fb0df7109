//! What went wrong at the desk, in words, with a way on.

use leptos::prelude::*;

use crate::{Desk, DeskPage, Place};

/// Why there is no other page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The role does not allow it.
    Forbidden,
    /// Nothing is at the address.
    NotFound,
    /// The request did not come from one of our own pages.
    Foreign,
    /// The form cannot be read.
    BadRequest,
    /// The form is too large.
    TooLarge,
    /// Tried too often.
    TooOften,
    /// A link works no more.
    LinkSpent,
    /// It failed here.
    Failure,
}

impl Why {
    /// The end of the keys of its title (`notice-…-title`) and of its text (`notice-…-text`).
    pub fn key(self) -> &'static str {
        match self {
            Why::Forbidden => "forbidden",
            Why::NotFound => "not-found",
            Why::Foreign => "foreign",
            Why::BadRequest => "bad-request",
            Why::TooLarge => "too-large",
            Why::TooOften => "too-often",
            Why::LinkSpent => "link-spent",
            Why::Failure => "failure",
        }
    }
}

/// The page. `seconds` is how long to wait, where that helps; `detail` is what was asked for, as it is.
pub fn page(desk: &Desk, why: Why, seconds: u64, detail: Option<String>) -> DeskPage {
    let key = why.key();
    let text = desk.say_with(&format!("notice-{key}-text"), &[("seconds", (seconds as f64).into())]);
    let detail = detail.map(|detail| view! { <p class="detail"><code dir="ltr">{detail}</code></p> });
    let (href, way) = match desk.user {
        Some(_) => ("/desk", desk.say("to-desk")),
        None => ("/desk/sign-in", desk.say("to-sign-in")),
    };
    let main = view! {
        <div class="sheet narrow">
            <p>{text}</p>
            {detail}
            <p><a class="button" href=href>{way}</a></p>
        </div>
    };
    DeskPage {
        title: desk.say(&format!("notice-{key}-title")),
        place: Place::Outside,
        scripts: Vec::new(),
        main: main.into_any(),
    }
}
