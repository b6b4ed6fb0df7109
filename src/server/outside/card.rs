//! Share pictures: made by the worker, and shown for as long as readers may read their story.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_edition::Edition;
use dateline_media::{Shape, ShareWords, share_digest, share_file};
use dateline_store::SITE;
use dateline_store::jobs::NewJob;
use dateline_story::{Article, ArticleId, Focus, Picture, ShareCard};

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;
use crate::load;

/// The kind of the job that makes them; its key is the story's number.
pub const JOB: &str = "share-picture";

/// One that is asked for: `<digest>.jpg`, or `<digest>-<shape>.jpg`.
pub async fn shown(State(app): State<App>, asked: Asked) -> Response {
    let file = asked.uri.path().rsplit('/').next().unwrap_or_default().to_owned();
    let Some((digest, shape)) = parts(&file) else { return app.explain(&asked, &AppError::NotFound).await };
    let found = match app.store.shown_card(digest).await {
        Ok(found) => found.filter(|card| shape == Shape::Card || card.pictured),
        Err(error) => return app.explain(&asked, &error.into()).await,
    };
    let Some(card) = found else {
        let mut response = app.explain(&asked, &AppError::NotFound).await;
        response.headers_mut().insert(header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
        return response;
    };
    if card.digest != digest {
        let to = match shape {
            Shape::Card => card.card(),
            other => card.shape(other.suffix()),
        };
        return (StatusCode::FOUND, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".into())])
            .into_response();
    }
    let etag = format!("\"{file}\"");
    // Not for ever, though its address never shows another: a story may be taken down.
    let kept = kept_elsewhere(&app);
    let fields = [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, kept), (header::ETAG, etag.as_str())];
    if crate::assets::matches_etag(&asked.headers, &etag) {
        return (StatusCode::NOT_MODIFIED, fields).into_response();
    }
    match app.media.get(&share_file(digest, shape)).await {
        Ok(Some(bytes)) => (fields, bytes).into_response(),
        Ok(None) => app.explain(&asked, &AppError::NotFound).await,
        Err(error) => {
            tracing::error!(%error, file, "a share picture could not be read");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CACHE_CONTROL, "no-store")]).into_response()
        }
    }
}

/// How long what goes with a story is kept elsewhere: by nobody whom we would have to tell that it is gone.
pub fn kept_elsewhere(app: &App) -> &'static str {
    if app.cache.is_copied() { "private, max-age=300" } else { "public, max-age=300" }
}

fn parts(file: &str) -> Option<(&str, Shape)> {
    let stem = file.strip_suffix(".jpg")?;
    let (digest, shape) = match stem.split_once('-') {
        Some((digest, suffix)) => (digest, Shape::from_suffix(suffix).filter(|shape| *shape != Shape::Card)?),
        None => (stem, Shape::Card),
    };
    let is_digest = digest.len() == 24 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digest.then_some((digest, shape))
}

/// Queues the job that makes a story's share pictures.
///
/// # Errors
/// The store's.
pub async fn queue(app: &App, of: ArticleId, priority: i32) -> Result<(), dateline_store::Error> {
    let now = (app.now)();
    let job = NewJob { kind: JOB.into(), key: of.to_string(), payload: String::new(), priority, not_before: now };
    app.store.queue(job, now).await?;
    Ok(())
}

/// What went wrong.
type Failed = crate::jobs::Failure;

/// Makes the share pictures of the story with the number in a job's key, and says how long that kept a processor busy. Those of a story
/// that nobody may read are removed.
///
/// # Errors
/// The media store's and the store's.
pub async fn make(app: &App, key: &str) -> Result<Duration, Failed> {
    let of = ArticleId(key.parse().unwrap_or(SITE.0));
    if of == SITE {
        return site(app).await;
    }
    let Some(article) = published(app, of).await? else {
        remove(app, of).await?;
        return Ok(Duration::ZERO);
    };
    let edition = app.edition(article.language.clone());
    let names: Vec<String> = article.lead.iter().map(|lead| lead.src.clone()).collect();
    let picture = app.store.pictures(&names).await?.pop();
    let words = load::words(&edition, &article);
    let lead = load::lead(&article, picture.as_ref());
    let card = ShareCard { digest: share_digest(&words, lead), pictured: lead.is_some() };
    let worked = put(app, of, card, &words, lead).await?;
    // It may have been taken down meanwhile.
    if published(app, of).await?.is_none() {
        remove(app, of).await?;
    }
    Ok(worked)
}

async fn published(app: &App, of: ArticleId) -> Result<Option<Article>, Failed> {
    // Its text is on no card.
    Ok(app.store.head(of).await?.filter(|article| article.state.is_public()))
}

/// Makes the site's own, which stands for pages without one, and says how long that kept a processor busy.
///
/// # Errors
/// The media store's and the store's.
pub async fn site(app: &App) -> Result<Duration, Failed> {
    let edition = app.edition(app.main_language());
    let words = site_words(&edition);
    let card = ShareCard { digest: share_digest(&words, None), pictured: false };
    put(app, SITE, card, &words, None).await
}

fn site_words(edition: &Edition) -> ShareWords {
    let site = &edition.site;
    ShareWords {
        headline: site.tagline.clone(),
        section: String::new(),
        site: site.name.clone(),
        language: edition.language.clone(),
        story: SITE,
    }
}

/// Makes a card, unless it is there, and removes the files of those before it.
async fn put(
    app: &App,
    of: ArticleId,
    card: ShareCard,
    words: &ShareWords,
    lead: Option<(&Picture, Focus)>,
) -> Result<Duration, Failed> {
    let mut took = Duration::ZERO;
    if app.store.card(of).await?.as_ref() != Some(&card) {
        (_, took) = app.media.share(words, lead).await?;
        app.store.write_card(of, card).await?;
    }
    // Each time, since a removal may have failed the last time.
    for earlier in app.store.earlier_cards(of).await? {
        app.media.unshare(&earlier).await?;
    }
    Ok(took)
}

/// Their files first: as long as one is left it is known by whom it was.
async fn remove(app: &App, of: ArticleId) -> Result<(), Failed> {
    let shown = app.store.card(of).await?.map(|card| card.digest);
    for digest in app.store.earlier_cards(of).await?.into_iter().chain(shown) {
        app.media.unshare(&digest).await?;
    }
    app.store.forget_cards(of).await?;
    Ok(())
}

/// The priority of the card of a story that was published or changed just now: before the library's renditions.
pub const SOON: i32 = 5;

/// The priority of a card that is only wanted since somebody looked at the page: after everything else.
pub const SOME_TIME: i32 = -5;

/// Queues the site's own share picture, where its name or its line is another than when it was last queued.
///
/// # Errors
/// The store's.
pub async fn renew(app: &App) -> Result<(), dateline_store::Error> {
    let digest = share_digest(&site_words(&app.edition(app.main_language())), None);
    if !app.wanted.is_new_site(&digest) || app.store.card(SITE).await?.is_some_and(|made| made.digest == digest) {
        return Ok(());
    }
    queue(app, SITE, SOON).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_share_pictures_are_served() {
        let digest = "0123456789abcdef01234567";
        assert_eq!(parts(&format!("{digest}.jpg")), Some((digest, Shape::Card)));
        assert_eq!(parts(&format!("{digest}-1x1.jpg")), Some((digest, Shape::Square)));
        for other in [
            "",
            ".jpg",
            "0123.jpg",
            "0123456789abcdef01234567-card.jpg",
            "0123456789abcdef01234567-2x2.jpg",
            "../x.jpg",
        ] {
            assert_eq!(parts(other), None, "{other}");
        }
    }
}
