//! How a story looks elsewhere, and its translations.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use dateline_desk::page::outside::{self, Outside, Translation};
use dateline_edition::dates;
use dateline_media::share_digest;
use dateline_store::Error as StoreError;
use dateline_story::{Article, ArticleId, Deed, ShareCard, address, markup};
use dateline_syndication::{card, uri};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

use super::filled::Filled;
use super::send::see;
use super::session::SignedIn;
use super::story::editable;
use crate::app::App;
use crate::load::{self, Whole};
use crate::place::slugs;

/// How many characters of what a story says of itself search engines show.
const DESCRIPTION: usize = 160;

/// `/desk/story/…/outside`, `/desk/story/…/translations`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/story/{id}/outside", get(page))
        .route("/desk/story/{id}/outside/card.jpg", get(picture))
        .route("/desk/story/{id}/translations", post(link))
        .route("/desk/story/{id}/translations/remove", post(unlink))
}

/// The story as it is being written.
async fn draft(app: &App, signed_in: &SignedIn, id: i64) -> Result<Article, Response> {
    let draft = editable(app, &signed_in.desk(app), signed_in, ArticleId(id)).await?;
    Ok(Article { body: markup::parse(&draft.body).blocks, ..draft.head })
}

async fn told(app: &App, signed_in: &SignedIn, article: Article) -> Result<Whole, Response> {
    let (reader, edition) = (app.reader(), app.edition(app.main_language()));
    let told = async move { load::told_of(&reader, &edition, article).await };
    match app.making.make(told).await.flatten() {
        Ok(whole) => Ok(whole),
        Err(error) => {
            tracing::error!(%error, "how a story looks elsewhere could not be loaded");
            Err(signed_in.notice(app, dateline_desk::page::notice::Why::Failure))
        }
    }
}

async fn page(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    signed_in.must(&app, Deed::EditOwnStory, "outside").await?;
    show(&app, &signed_in, id, String::new(), None).await
}

/// The page; with what was typed and what is wrong with it, where a form was refused.
async fn show(
    app: &App,
    signed_in: &SignedIn,
    id: i64,
    typed: String,
    wrong: Option<String>,
) -> Result<Response, Response> {
    let desk = signed_in.desk(app);
    let article = draft(app, signed_in, id).await?;
    let others = translations(app, article.id).await.map_err(|error| app.desk_failed(&desk, &error))?;
    let mut whole = told(app, signed_in, article).await?;
    let served = whole.share.is_some() && whole.article.state.is_public();
    let picture = match &whole.share {
        Some(share) if served => share.card(),
        _ => format!("/desk/story/{id}/outside/card.jpg"),
    };
    // The card is told as it will be once its picture is there.
    if whole.share.is_none() {
        let lead = load::lead(&whole.article, lead(&whole));
        let digest = share_digest(&load::words(&whole.edition, &whole.article), lead);
        whole.share = Some(ShareCard { digest, pictured: lead.is_some() });
    }
    let (site, article) = (app.site(), &whole.article);
    let story = whole.told();
    let steps = [article.section.as_str(), article.slug.as_str()];
    let data = Outside {
        card: card::story(&story),
        picture,
        is_served: served,
        title: format!("{} – {}", article.headline, site.name),
        description: story.summary(DESCRIPTION),
        published: article.first_published.map(|at| dates::date(&whole.edition, at)),
        place: (uri::host(&site).to_owned(), steps.map(str::to_owned).to_vec()),
        translations: others,
        may_link: signed_in.user.may(Deed::EditAnyStory),
        typed,
        story: Article { body: Vec::new(), ..article.clone() },
        wrong,
    };
    let status = if data.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(app.desk_page_as(status, &desk, outside::page(&desk, data)))
}

fn lead(whole: &Whole) -> Option<&dateline_story::Picture> {
    whole.article.lead.as_ref().and_then(|lead| whole.pictures.get(&lead.src))
}

async fn translations(app: &App, of: ArticleId) -> Result<Vec<Translation>, StoreError> {
    let mut found = Vec::new();
    for id in app.store.translations(of).await? {
        let Some(article) = app.store.head(id).await? else { continue };
        found.push(Translation { state: state_key(&article), story: article.summary() });
    }
    Ok(found)
}

fn state_key(article: &Article) -> &'static str {
    match article.state {
        dateline_story::State::Draft => "state-draft",
        dateline_story::State::InReview => "state-in-review",
        dateline_story::State::Scheduled(_) => "state-scheduled",
        dateline_story::State::Published => "state-published",
        dateline_story::State::Withdrawn => "state-withdrawn",
        dateline_story::State::TakenDown => "state-taken-down",
    }
}

/// The card as it would be, for whoever writes the story: nobody else sees what is not published.
async fn picture(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    signed_in.must(&app, Deed::EditOwnStory, "outside").await?;
    let article = draft(&app, &signed_in, id).await?;
    let whole = told(&app, &signed_in, article).await?;
    let words = load::words(&whole.edition, &whole.article);
    match app.media.share_card(&words, load::lead(&whole.article, lead(&whole))).await {
        Ok(jpeg) => Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response()),
        Err(error) => {
            tracing::warn!(%error, story = id, "a card could not be drawn");
            Ok(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    address: String,
}

/// Which story somebody means: by its address, or by the number in its address at the desk.
async fn meant(app: &App, typed: &str) -> Result<Option<ArticleId>, StoreError> {
    let typed = typed.trim();
    let path = typed.strip_prefix(&app.site().url).unwrap_or(typed);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let number = path.strip_prefix("/desk/story/").unwrap_or(path);
    if let Ok(number) = number.parse() {
        return Ok(app.store.head(ArticleId(number)).await?.map(|article| article.id));
    }
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let Some([section, slug]) = slugs::<2>(&decoded) else { return Ok(None) };
    if address::article(&section, &slug).trim_start_matches('/') != decoded.trim_start_matches('/') {
        return Ok(None);
    }
    app.store.id_at(&section, &slug).await
}

async fn link(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(id): Path<i64>,
    Filled(Typed { address }): Filled<Typed>,
) -> Result<Response, Response> {
    signed_in.must(&app, Deed::EditAnyStory, "translation").await?;
    let desk = signed_in.desk(&app);
    let failed = |error: &StoreError| app.desk_failed(&desk, error);
    draft(&app, &signed_in, id).await?;
    let Some(other) = meant(&app, &address).await.map_err(|error| failed(&error))? else {
        return show(&app, &signed_in, id, address, Some(desk.say("translation-nowhere"))).await;
    };
    let entry = signed_in.actor(&app).did("translation-link", format!("story {id}"), format!("story {other}"));
    match app.store.link_translation(ArticleId(id), other, entry).await {
        Ok(()) => Ok(see(&format!("/desk/story/{id}/outside?done=translation-linked"))),
        Err(StoreError::SameLanguage(_)) => {
            show(&app, &signed_in, id, address, Some(desk.say("translation-same-language"))).await
        }
        Err(error) => Err(failed(&error)),
    }
}

async fn unlink(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    signed_in.must(&app, Deed::EditAnyStory, "translation").await?;
    draft(&app, &signed_in, id).await?;
    let entry = signed_in.actor(&app).did("translation-unlink", format!("story {id}"), String::new());
    match app.store.unlink_translation(ArticleId(id), entry).await {
        Ok(_) => Ok(see(&format!("/desk/story/{id}/outside?done=translation-unlinked"))),
        Err(error) => Err(app.desk_failed(&signed_in.desk(&app), &error)),
    }
}
