//! The desk's first page.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use dateline_desk::{DeskPage, Place};
use leptos::prelude::*;

use super::session::SignedIn;
use crate::app::App;

/// `/desk`
pub fn router() -> Router<App> {
    Router::new().route("/desk", get(page))
}

/// How many stories are in each state.
async fn page(State(app): State<App>, signed_in: SignedIn) -> Response {
    let desk = signed_in.desk(&app);
    let counts = match app.store.counts().await {
        Ok(counts) => counts,
        Err(error) => return app.desk_failed(&desk, &error),
    };
    let lines: Vec<_> =
        counts.into_iter().map(|(state, stories)| view! { <li>{format!("{state}: {stories}")}</li> }).collect();
    let main = view! { <ul class="sheet">{lines}</ul> }.into_any();
    let page = DeskPage { title: desk.say("stories"), place: Place::Stories, scripts: Vec::new(), main };
    app.desk_page(&desk, page)
}
