//! Work in the background, as the desk sees it.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::jobs::{self, JobLine, Jobs};
use dateline_desk::page::notice::Why;
use dateline_store::Error as StoreError;
use dateline_store::jobs::{Job, JobState};
use dateline_store::library::RENDITIONS_JOB;
use dateline_story::Deed;

use super::pictures;
use super::send::see;
use super::session::SignedIn;
use crate::app::App;

/// Jobs of a state that are shown.
const LINES: usize = 50;

/// `/desk/jobs`
pub fn router() -> Router<App> {
    Router::new().route("/desk/jobs", get(page)).route("/desk/jobs/{id}/again", post(again))
}

fn line(job: Job) -> JobLine {
    let href = (job.kind == RENDITIONS_JOB).then(|| pictures::address(&job.key));
    JobLine {
        id: job.id,
        kind: job.kind,
        key: job.key,
        href,
        tries: job.tries,
        queued: job.queued_at,
        error: job.error,
    }
}

async fn page(State(app): State<App>, signed_in: SignedIn) -> Response {
    let desk = signed_in.desk(&app);
    let now = (app.now)();
    let loaded = async {
        let lines = async |state| -> Result<Vec<JobLine>, StoreError> {
            Ok(app.store.jobs(state, now, 0, LINES).await?.into_iter().map(line).collect())
        };
        let counts = app.store.job_counts(now).await?;
        Ok::<_, StoreError>(Jobs {
            failed: lines(JobState::Failed).await?,
            running: lines(JobState::Running).await?,
            waiting: lines(JobState::Waiting).await?,
            numbers: [counts.failed, counts.running, counts.waiting],
            may_retry: signed_in.user.may(Deed::EditAnyPicture),
        })
    };
    match loaded.await {
        Ok(data) => app.desk_page(&desk, jobs::page(&desk, data)),
        Err(error) => app.desk_failed(&desk, &error),
    }
}

async fn again(State(app): State<App>, signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Response> {
    signed_in.must(&app, Deed::EditAnyPicture, &format!("job {id}")).await?;
    let desk = signed_in.desk(&app);
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let entry = signed_in.actor(&app).did("job-again", format!("job {id}"), "");
    if !app.store.retry_job(id, entry).await.map_err(failed)? {
        return Err(app.desk_notice(&desk, Why::NotFound));
    }
    app.queued.notify_one();
    Ok(see("/desk/jobs?done=job-again"))
}
