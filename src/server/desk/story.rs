//! The story editor's page, and the functions that it asks.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use dateline_desk::Desk;
use dateline_desk::page::notice::Why;
use dateline_desk::page::story::{self, EditorAssets};
use dateline_desk_api::backend::{Asker, Backend};
use dateline_newsroom::accounts::Actor;
use dateline_store::{Draft, User};
use dateline_story::{ArticleId, Deed};
use leptos::prelude::provide_context;

use super::session::{SignedIn, Visitor};
use crate::app::App;
use crate::load::Beside;
use crate::{assets, load};

/// The largest save, in bytes: a story of a megabyte, and what JSON adds to it.
const LARGEST: usize = 4 << 20;

/// `/desk/story/…` and `/desk/api/story/…`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/story/{id}", get(page))
        .route("/desk/api/story/{function}", post(function).layer(DefaultBodyLimit::max(LARGEST)))
}

/// The text as it is being written, for whoever may edit it. Whether somebody else's story exists is not said.
///
/// # Errors
/// The answer that says why not.
pub async fn editable(app: &App, desk: &Desk, signed_in: &SignedIn, id: ArticleId) -> Result<Draft, Response> {
    let asker = asker(&signed_in.user, signed_in.actor(app));
    let backend = backend(app, Some(asker.clone()));
    match backend.editable(&asker, id).await {
        Ok(draft) => Ok(draft),
        Err(dateline_desk_api::ApiError::NoSuchStory) => Err(app.desk_notice(desk, Why::NotFound)),
        Err(error) => Err(app.desk_failed(desk, &error)),
    }
}

async fn page(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    let desk = signed_in.desk(&app);
    signed_in.must(&app, Deed::EditOwnStory, "edit").await?;
    let draft = editable(&app, &desk, &signed_in, ArticleId(id)).await?;
    let path = |name: &str| assets::by_name(name).map_or("", |asset| asset.path);
    let files = EditorAssets {
        script: path("editor.js"),
        wasm: path("desk.wasm"),
        worker: path("preview_worker.js"),
        preview: path("preview.wasm"),
    };
    Ok(app.desk_page(&desk, story::page(&desk, id, &draft.head.headline, files)))
}

fn asker(user: &User, actor: Actor) -> Asker {
    Asker { account: user.id.to_string(), name: user.name.clone(), email: user.email.clone(), role: user.role, actor }
}

fn backend(app: &App, asker: Option<Asker>) -> Backend {
    let search = app.search.clone();
    Backend {
        store: app.store.clone(),
        site: app.site(),
        now: (app.now)(),
        asker,
        around: Arc::new(move |store, article| {
            let search = search.clone();
            Box::pin(async move {
                match load::page_of(Beside::now(&*store, &search), article).await {
                    Ok(page) => Ok(page.into()),
                    Err(crate::error::AppError::Store(error)) => Err(error),
                    // Nothing else stands in the way of a page whose story is at hand.
                    Err(_) => Ok(dateline_preview::Around::default()),
                }
            })
        }),
    }
}

/// A server function. Visitors are told that they are signed out in the functions' own words, so that the editor can ask
/// for the password in place.
async fn function(State(app): State<App>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let user = match visitor.session(&app, &parts).await {
        Ok(found) => found.map(|(_, user)| user),
        Err(error) => return app.desk_failed(&visitor.desk(&app), &error),
    };
    let actor = |user: &User| Actor { user: Some(user.id), name: user.name.clone(), ..visitor.actor((app.now)()) };
    let backend = backend(&app, user.map(|user| asker(&user, actor(&user))));
    // Leptos spawns on an executor; a second call only says that there is one.
    let _ = any_spawner::Executor::init_tokio();
    let context = move || provide_context(backend.clone());
    let request = Request::from_parts(parts, body);
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}
