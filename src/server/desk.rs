//! The desk's address. Editors' tools are still to be built; until then it says how stories come in.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::app::App;

/// What the newsroom holds, and the commands that fill it. Counts only: nothing here needs an account.
pub async fn page(State(app): State<App>) -> Response {
    let counts = app.store.counts().await.unwrap_or_default();
    let name = app.site.name.clone();
    // Leptos streams on an executor; a second call only says that there is one.
    let _ = any_spawner::Executor::init_tokio();
    let render = leptos_axum::render_app_to_stream_in_order(move || view(&name, &counts));
    let request = axum::extract::Request::new(axum::body::Body::empty());
    let response = render(request).await;
    ([(header::CACHE_CONTROL, "no-store")], response).into_response()
}

fn view(name: &str, counts: &[(String, u64)]) -> AnyView {
    let rows: Vec<_> =
        counts.iter().map(|(state, stories)| view! { <li>{format!("{stories} {state}")}</li> }).collect();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <title>{format!("The desk – {name}")}</title>
                <style>{dateline_view_style()}</style>
            </head>
            <body class="notice-page">
                <main id="main">
                    <div class="notice">
                        <h1>"The desk"</h1>
                        <p>"Stories come in with " <code>"dateline import wxr"</code> " and " <code>"dateline import markdown"</code> ", and go out with "
                            <code>"dateline export markdown"</code> ". Writing and publishing here is the next part of the house to be built."</p>
                        <ul>{rows}</ul>
                        <p><a class="button" href="/">"Go to the front page"</a></p>
                    </div>
                </main>
            </body>
        </html>
    }
    .into_any()
}

fn dateline_view_style() -> &'static str {
    crate::assets::style()
}
