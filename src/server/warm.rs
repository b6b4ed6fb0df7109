//! Making the pages that are read most before anybody asks for them.

use axum::body::Body;
use axum::http::{Request, header};
use dateline_store::{Error, List};
use tokio::task::JoinHandle;
use tower::ServiceExt;

use crate::app::App;

/// How many of the newest stories are made: what a newsroom's readers come for in a week.
const NEWEST: usize = 500;

/// Makes them in the background, one after the other.
pub fn start(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        if let Err(error) = warm(&app).await {
            tracing::warn!(%error, "no page was made beforehand");
        }
    })
}

/// Makes the fronts, the sections' pages and those of the newest stories, as browsers ask for them.
///
/// # Errors
/// The store's, before the first is made; a page that cannot be made is left to whoever asks for it.
pub async fn warm(app: &App) -> Result<(), Error> {
    let router = app.clone().router();
    for path in paths(app).await? {
        let Ok(request) = Request::get(&path).header(header::ACCEPT_ENCODING, "br").body(Body::empty()) else {
            continue;
        };
        // An answer that is dropped was made, compressed and kept all the same.
        let Ok(_) = router.clone().oneshot(request).await;
    }
    Ok(())
}

/// The most read first.
async fn paths(app: &App) -> Result<Vec<String>, Error> {
    app.follow().await?;
    let site = app.site();
    let mut paths: Vec<String> = site.languages.iter().map(|language| site.front(language)).collect();
    paths.push("/latest".into());
    paths.extend(app.store.sections().await?.into_iter().map(|(section, _)| format!("/{section}")));
    let newest = app.store.list(&List::Latest, None, NEWEST).await?.stories;
    paths.extend(newest.iter().map(dateline_story::Summary::path));
    Ok(paths)
}
