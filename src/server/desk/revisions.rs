//! A story's revisions: compared, and restored.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::notice::Why;
use dateline_desk::page::revisions::{self, Comparison, RevisionLine};
use dateline_newsroom::{By, Newsroom};
use dateline_store::Revision;
use dateline_story::{Article, ArticleId, diff, markup};
use serde::Deserialize;

use super::send::see;
use super::session::SignedIn;
use super::story::editable;
use crate::app::App;

/// How many revisions a page lists.
const LINES: usize = 40;

/// `/desk/story/…/revisions`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/story/{id}/revisions", get(page))
        .route("/desk/story/{id}/revisions/{number}/restore", post(restore))
}

#[derive(Debug, Deserialize)]
struct Params {
    from: Option<u32>,
    to: Option<u32>,
    before: Option<u32>,
}

async fn page(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(id): Path<i64>,
    params: Result<Query<Params>, QueryRejection>,
) -> Result<Response, Response> {
    let desk = signed_in.desk(&app);
    let id = ArticleId(id);
    let draft = editable(&app, &desk, &signed_in, id).await?;
    let failed = |error: dateline_store::Error| app.desk_failed(&desk, &error);
    let Ok(Query(params)) = params else { return Err(app.desk_notice(&desk, Why::BadRequest)) };
    let before = params.before.unwrap_or(u32::MAX);
    let mut found = app.store.revisions(id, before, LINES + 1).await.map_err(failed)?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let older = found.last().filter(|_| more).map(|revision| revision.number);
    let last = found.first().map_or(0, |revision| revision.number);
    let (from, to) = (params.from.unwrap_or(last.saturating_sub(1)), params.to.unwrap_or(last));
    let (from, to) = (from.min(to), from.max(to));
    let comparison = match (one(&app, id, from).await.map_err(failed)?, one(&app, id, to).await.map_err(failed)?) {
        (Some(old), Some(new)) => Some(compare(&old, &new)),
        _ => None,
    };
    let lines = found.into_iter().map(|revision| RevisionLine {
        number: revision.number,
        at: revision.at,
        by: revision.by,
        act: revision.act,
        note: revision.note,
    });
    let page = revisions::page(&desk, &draft.head, draft.version, lines.collect(), comparison, older);
    Ok(app.desk_page(&desk, page))
}

async fn one(app: &App, id: ArticleId, number: u32) -> Result<Option<Revision>, dateline_store::Error> {
    let found = app.store.revisions(id, number.saturating_add(1), 1).await?.pop();
    Ok(found.filter(|revision| revision.number == number))
}

/// What changed from one revision to another.
fn compare(old: &Revision, new: &Revision) -> Comparison {
    let list = |items: Vec<&str>| items.join(", ");
    let fields = |article: &Article| {
        [
            ("headline", article.headline.clone()),
            ("short-headline", article.short_headline.clone().unwrap_or_default()),
            ("standfirst", article.standfirst.clone().unwrap_or_default()),
            ("description", article.description.clone().unwrap_or_default()),
            ("bylines", list(article.bylines.iter().map(|byline| byline.author.as_str()).collect())),
            ("section", article.section.to_string()),
            ("topics-of-story", list(article.topics.iter().map(|topic| topic.as_str()).collect())),
            ("lead-picture", article.lead.as_ref().map(|lead| lead.src.clone()).unwrap_or_default()),
        ]
    };
    let changed = fields(&old.article).into_iter().zip(fields(&new.article)).filter(|(old, new)| old != new);
    Comparison {
        from: old.number,
        to: new.number,
        fields: changed.map(|((key, old), (_, new))| (key, diff::words(&old, &new))).collect(),
        blocks: diff::blocks(&markup::write(&old.article.body), &markup::write(&new.article.body)),
    }
}

#[derive(Debug, Deserialize)]
struct Version {
    version: u64,
}

/// Makes an earlier text the newest draft.
async fn restore(
    State(app): State<App>,
    signed_in: SignedIn,
    Path((id, number)): Path<(i64, u32)>,
    Query(Version { version }): Query<Version>,
) -> Result<Response, Response> {
    let desk = signed_in.desk(&app);
    let id = ArticleId(id);
    editable(&app, &desk, &signed_in, id).await?;
    let by = By { name: signed_in.user.name.clone(), account: signed_in.user.id.to_string() };
    match Newsroom::new(app.store.clone()).restore_revision(id, number, version, &by, (app.now)()).await {
        Ok(_) => Ok(see(&format!("/desk/story/{id}/revisions?done=restored"))),
        Err(dateline_newsroom::Error::NoSuchStory(_)) => Err(app.desk_notice(&desk, Why::NotFound)),
        Err(dateline_newsroom::Error::Moved { .. }) => Err(app.desk_notice(&desk, Why::Stale)),
        Err(error) => Err(app.desk_failed(&desk, &error)),
    }
}
