//! Pictures for the editor's scripts.

use axum::extract::State;
use axum::extract::multipart::MultipartRejection;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use dateline_store::library::{Added, LibraryPicture};
use dateline_story::{Deed, Inline, Picture, markup};
use serde::Serialize;

use super::stretch;
use super::upload::{self, Files, Refusal};
use crate::app::App;
use crate::desk::send::trouble;
use crate::desk::session::{SignedIn, query};

/// `GET /desk/api/pictures`
pub fn router() -> Router<App> {
    Router::new().route("/desk/api/pictures", get(list))
}

/// `POST /desk/api/pictures`
pub fn uploads() -> Router<App> {
    Router::new().route("/desk/api/pictures", post(add))
}

/// A picture, as scripts get it.
#[derive(Serialize)]
struct Described {
    /// The name by which stories refer to it.
    name: String,
    /// Pixels across.
    width: u32,
    /// Pixels down.
    height: u32,
    /// Alternative text; may be empty, which must be mended before a story with it is published.
    alt: String,
    /// Whose it is; the same goes for it.
    credit: String,
    /// A caption to begin with, as story markup; may be empty.
    caption: String,
    /// What must stay in view, in hundredths from the left and from the top.
    focus: (u8, u8),
    /// The address of a rendition about 480 pixels wide.
    rendition: String,
    /// What the renderer needs to know of it.
    picture: Picture,
}

impl Described {
    fn of(found: LibraryPicture) -> Self {
        let LibraryPicture { picture, words, focus, .. } = found;
        Self {
            name: picture.name.clone(),
            width: picture.width,
            height: picture.height,
            alt: words.alt,
            credit: words.credit,
            caption: markup::write_inlines(&[Inline::Text(words.caption)]),
            focus: (focus.x, focus.y),
            rendition: picture.rendition(picture.width_for(480)),
            picture,
        }
    }
}

/// A stretch of the library.
#[derive(Serialize)]
struct Stretch {
    /// Pictures, newest first.
    pictures: Vec<Described>,
    /// The value of `before` for the next ones; `null` at the end.
    older: Option<i64>,
}

async fn list(State(app): State<App>, signed_in: SignedIn, uri: Uri) -> Response {
    let words = query(&uri, "q").unwrap_or_default();
    let before = match query(&uri, "before").map(|text| text.parse::<i64>()) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(_)) => {
            let message = signed_in.desk(&app).say("notice-bad-request-text");
            return trouble(StatusCode::BAD_REQUEST, "bad-request", message, None);
        }
    };
    match stretch(&app, &words, before).await {
        Ok((found, older)) => {
            Json(Stretch { pictures: found.into_iter().map(Described::of).collect(), older }).into_response()
        }
        Err(error) => refused(&app, &signed_in, &error.into()),
    }
}

/// One file; 201 with the picture, or 200 where the library has it already.
async fn add(State(app): State<App>, signed_in: SignedIn, form: Result<Files, MultipartRejection>) -> Response {
    if !signed_in.user.may(Deed::UploadPicture) {
        return match signed_in.must(&app, Deed::UploadPicture, "picture-add").await {
            Ok(()) | Err(_) => {
                let message = signed_in.desk(&app).say("notice-forbidden-text");
                trouble(StatusCode::FORBIDDEN, "forbidden", message, None)
            }
        };
    }
    let form = match form {
        Ok(form) => form,
        Err(rejection) => return refused(&app, &signed_in, &Refusal::CutOff(rejection.body_text())),
    };
    let outcome = upload::take_in(&app, &signed_in, form, 1).await.pop().map(|sent| sent.outcome);
    match outcome.unwrap_or(Err(Refusal::None)) {
        Ok(Added::New(new)) => (StatusCode::CREATED, Json(Described::of(new))).into_response(),
        Ok(Added::Known(known)) => Json(Described::of(known)).into_response(),
        Err(refusal) => refused(&app, &signed_in, &refusal),
    }
}

fn refused(app: &App, signed_in: &SignedIn, refusal: &Refusal) -> Response {
    let (status, word) = refusal.status();
    if status.is_server_error() {
        tracing::error!(error = %refusal, "a picture could not be taken in or found");
    }
    trouble(status, word, refusal.say(&signed_in.desk(app)), None)
}
