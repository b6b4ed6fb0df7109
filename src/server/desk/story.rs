//! The story editor's page, and what its functions work with.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use dateline_desk::Desk;
use dateline_desk::page::notice::Why;
use dateline_desk::page::story::{self, EditorAssets};
use dateline_desk_api::backend::{Asker, Backend};
use dateline_newsroom::accounts::Actor;
use dateline_store::{Draft, User};
use dateline_story::{ArticleId, Deed};

use super::session::SignedIn;
use crate::app::App;
use crate::load::Reader;
use crate::{assets, load};

/// `/desk/story/…`
pub fn router() -> Router<App> {
    Router::new().route("/desk/story/{id}", get(page))
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
        surface: path("surface.js"),
    };
    Ok(app.desk_page(&desk, story::page(&desk, id, &draft.head.headline, files)))
}

/// Who asks, as the functions know them.
pub fn asker(user: &User, actor: Actor) -> Asker {
    Asker { account: user.id.to_string(), name: user.name.clone(), email: user.email.clone(), role: user.role, actor }
}

/// What the functions work with.
pub fn backend(app: &App, asker: Option<Asker>) -> Backend {
    let (own, making) = (app.clone(), app.making.clone());
    Backend {
        store: app.store.clone(),
        site: app.site(),
        now: (app.now)(),
        asker,
        around: Arc::new(move |store, article| {
            let (own, making) = (own.clone(), making.clone());
            Box::pin(async move {
                let around = async move { load::page_of(own.beside(Reader::of(store)), article).await };
                match making.make(around).await.flatten() {
                    Ok(page) => Ok(page.into()),
                    Err(crate::error::AppError::Store(error)) => Err(error),
                    // Nothing else stands in the way of a page whose story is at hand.
                    Err(_) => Ok(dateline_preview::Around::default()),
                }
            })
        }),
    }
}
