//! Previews for people without an account: links that end, are listed, and are taken back.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use dateline_desk::page::notice::Why;
use dateline_desk::page::share::{self, LASTING, ShareLine};
use dateline_store::{Draft, Share};
use dateline_story::{Article, ArticleId, Deed, State as Standing, Timestamp, markup};
use dateline_view::{document, page};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::filled::Filled;
use super::send::see;
use super::session::SignedIn;
use super::share_token::{self, Key, Token};
use super::story::editable;
use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;
use crate::load;

/// How many of a story's links are listed.
const LISTED: usize = 100;

/// `/desk/story/…/share`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/story/{id}/share", get(list).post(make))
        .route("/desk/story/{id}/share/{link}/revoke", post(revoke))
}

/// The key that links are signed with; `None` where the system gives no chance numbers to make one of.
async fn key(app: &App) -> Result<Option<Key>, dateline_store::Error> {
    match chance() {
        Some(fresh) => Ok(Some(app.store.share_key(fresh).await?)),
        None => Ok(None),
    }
}

fn chance<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let filled = getrandom::fill(&mut bytes);
    filled.inspect_err(|error| tracing::error!(%error, "the system gives no chance numbers")).ok()?;
    Some(bytes)
}

/// The digest that a link's token is kept as.
fn digest(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn holds(share: &Share, now: Timestamp) -> bool {
    share.revoked.is_none() && share.expires > now
}

async fn show(app: &App, signed_in: &SignedIn, draft: &Draft, made: Option<String>) -> Result<Response, Response> {
    let desk = signed_in.desk(app);
    let now = (app.now)();
    let links = app.store.shares(draft.head.id, LISTED).await.map_err(|error| app.desk_failed(&desk, &error))?;
    let lines = links.into_iter().map(|link| ShareLine {
        id: link.id,
        holds: holds(&link, now),
        revoked: link.revoked.is_some(),
        by: link.by,
        at: link.at,
        expires: link.expires,
    });
    Ok(app.desk_page(&desk, share::page(&desk, &draft.head, lines.collect(), made)))
}

async fn list(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    signed_in.must(&app, Deed::SharePreview, "share").await?;
    let draft = editable(&app, &signed_in.desk(&app), &signed_in, ArticleId(id)).await?;
    show(&app, &signed_in, &draft, None).await
}

#[derive(Debug, Deserialize)]
struct Wanted {
    hours: u32,
}

async fn make(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(id): Path<i64>,
    Filled(Wanted { hours }): Filled<Wanted>,
) -> Result<Response, Response> {
    signed_in.must(&app, Deed::SharePreview, "share").await?;
    let desk = signed_in.desk(&app);
    let draft = editable(&app, &desk, &signed_in, ArticleId(id)).await?;
    if !LASTING.iter().any(|(known, _)| *known == hours) {
        return Err(app.desk_notice(&desk, Why::BadRequest));
    }
    let now = (app.now)();
    let expires = Timestamp::from_second(now.as_second() + i64::from(hours) * 3600).unwrap_or(now);
    let key = key(&app).await.map_err(|error| app.desk_failed(&desk, &error))?;
    let signed = key
        .zip(chance())
        .and_then(|(key, nonce)| share_token::sign(&key, Token { article: draft.head.id, expires }, nonce));
    let token = signed.ok_or_else(|| app.desk_notice(&desk, Why::Failure))?;
    let link = Share {
        id: 0,
        digest: digest(&token),
        article: draft.head.id,
        by: signed_in.user.name.clone(),
        at: now,
        expires,
        revoked: None,
    };
    let entry = signed_in.actor(&app).did("share", format!("story {}", draft.head.id), format!("{hours} h"));
    app.store.add_share(link, entry).await.map_err(|error| app.desk_failed(&desk, &error))?;
    show(&app, &signed_in, &draft, Some(app.site().absolute(&format!("/preview/{token}")))).await
}

async fn revoke(
    State(app): State<App>,
    signed_in: SignedIn,
    Path((id, link)): Path<(i64, i64)>,
) -> Result<Response, Response> {
    signed_in.must(&app, Deed::SharePreview, "share").await?;
    let desk = signed_in.desk(&app);
    let draft = editable(&app, &desk, &signed_in, ArticleId(id)).await?;
    let entry = signed_in.actor(&app).did("share-back", format!("story {}", draft.head.id), format!("link {link}"));
    let taken_back = app.store.revoke_share(draft.head.id, link, entry).await;
    match taken_back.map_err(|error| app.desk_failed(&desk, &error))? {
        true => Ok(see(&format!("/desk/story/{id}/share?done=shared-back"))),
        false => Err(app.desk_notice(&desk, Why::NotFound)),
    }
}

/// A shared preview, for whoever has the link: the page as it would be published, or the story itself once it is.
///
/// Nothing of it is kept anywhere, and what it links to does not learn the link.
pub async fn preview(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Response {
    let answer = match shared(&app, &token).await {
        Ok(Shown::Page(html)) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Ok(Shown::Published(path)) => Redirect::to(&path).into_response(),
        Err(error) => app.explain(&asked, &error).await,
    };
    let private = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    (private, answer).into_response()
}

enum Shown {
    Page(String),
    Published(String),
}

async fn shared(app: &App, token: &str) -> Result<Shown, AppError> {
    let key = key(app).await?.ok_or(AppError::NotFound)?;
    let Some(signed) = share_token::read(&key, token) else {
        tracing::warn!("a preview was asked for with a link that this site has not signed");
        return Err(AppError::NotFound);
    };
    let now = (app.now)();
    let link = app.store.share(&digest(token)).await?;
    let link = link.filter(|link| link.article == signed.article && signed.expires > now && holds(link, now));
    let Some(link) = link else {
        tracing::info!(story = %signed.article, "a preview was asked for with a link that has ended");
        return Err(AppError::LinkEnded);
    };
    let draft = app.store.draft(link.article).await?.ok_or(AppError::NotFound)?;
    match draft.head.state {
        Standing::Published => {
            let (story, _) = app.store.article(link.article).await?.ok_or(AppError::NotFound)?;
            return Ok(Shown::Published(story.path()));
        }
        Standing::TakenDown => return Err(AppError::TakenDown),
        Standing::Draft | Standing::InReview | Standing::Scheduled(_) | Standing::Withdrawn => {}
    }
    let story = Article { body: markup::parse(&draft.body).blocks, ..draft.head };
    let maker = app.clone();
    let make = async move {
        let edition = maker.edition(story.language.clone());
        let data = load::page_of(maker.beside(maker.reader()), story).await?;
        Ok(document(&edition, |edition| {
            let mut page = page::article::page(edition, data);
            page.head.no_index = true;
            page
        }))
    };
    Ok(Shown::Page(app.making.make(make).await.flatten()?))
}
