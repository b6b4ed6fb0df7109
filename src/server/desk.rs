//! The desk's address. Editors' tools are still to be built; until then it says how stories come in.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::app::App;
use crate::asked::Asked;

/// How many stories are published, and the commands that bring more. What is not published is nobody's business here.
pub async fn page(State(app): State<App>, asked: Asked) -> Response {
    let published = match app.store.counts().await {
        Ok(counts) => counts.into_iter().find(|(state, _)| state == "published").map_or(0, |(_, stories)| stories),
        Err(error) => return app.explain(&asked, &error.into()).await,
    };
    let name = app.site.name.clone();
    // Leptos streams on an executor; a second call only says that there is one.
    let _ = any_spawner::Executor::init_tokio();
    let render = leptos_axum::render_app_to_stream_in_order(move || view(&name, published));
    let request = axum::extract::Request::new(axum::body::Body::empty());
    let response = render(request).await;
    ([(header::CACHE_CONTROL, "no-store")], response).into_response()
}

fn view(name: &str, published: u64) -> AnyView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <title>{format!("The desk – {name}")}</title>
                <style>{crate::assets::style()}</style>
            </head>
            <body class="notice-page">
                <main id="main">
                    <div class="notice">
                        <h1>"The desk"</h1>
                        <p>"Stories come in with " <code>"dateline import wxr"</code> " and " <code>"dateline import markdown"</code> ", and go out with "
                            <code>"dateline export markdown"</code> ". Writing and publishing here is the next part of the house to be built."</p>
                        <p>{format!("Stories published: {published}")}</p>
                        <p><a class="button" href="/">"Go to the front page"</a></p>
                    </div>
                </main>
            </body>
        </html>
    }
    .into_any()
}
