//! Files that come in: streamed to a temporary file, so that what is too large never fills the memory, and taken in one
//! after the other.

use std::io::SeekFrom;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use dateline_desk::Desk;
use dateline_media::{DECODE_LIMIT, MAX_BYTES, MAX_PIXELS};
use dateline_store::library::{Added, NewPicture, PictureWords};
use dateline_story::Slug;
use futures_util::StreamExt;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio::time::Instant;

use crate::app::App;
use crate::desk::session::SignedIn;

/// How long the next piece of an upload may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long all of an upload may take.
const WHOLE: Duration = Duration::from_secs(20 * 60);

/// How much of what is too large is read and thrown away, in bytes: a browser that is cut off in the middle shows an error
/// of its own instead of the answer.
const THROWN_AWAY: usize = 1 << 30;

/// The longest file name that is repeated, in characters.
const NAME: usize = 100;

/// Why a file was not taken in.
#[derive(Debug, Error)]
pub enum Refusal {
    /// No file was chosen.
    #[error("no file was sent")]
    None,
    /// It is larger than a picture may be.
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// It did not arrive whole.
    #[error("the upload was cut off: {0}")]
    CutOff(String),
    /// It could not be put aside.
    #[error("the temporary file cannot be written or read: {0}")]
    Aside(#[from] std::io::Error),
    /// It is no picture that is taken in, or the media store failed.
    #[error(transparent)]
    Media(#[from] dateline_media::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}

impl Refusal {
    /// The status of an answer, and a word for programs.
    pub fn status(&self) -> (StatusCode, &'static str) {
        use dateline_media::Error;
        match self {
            Refusal::None => (StatusCode::UNPROCESSABLE_ENTITY, "no-file"),
            Refusal::TooLarge | Refusal::Media(Error::TooManyBytes { .. }) => {
                (StatusCode::PAYLOAD_TOO_LARGE, "too-large")
            }
            Refusal::CutOff(_) => (StatusCode::BAD_REQUEST, "cut-off"),
            Refusal::Media(Error::TooManyPixels { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, "too-many-pixels"),
            Refusal::Media(Error::NotAPicture { .. }) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "no-picture"),
            Refusal::Media(Error::TooSlow { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, "too-slow"),
            Refusal::Media(Error::Lost(_) | Error::Storage { .. }) | Refusal::Aside(_) | Refusal::Store(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, "failure")
            }
        }
    }

    /// The reason, for the person who sent the file.
    pub fn say(&self, desk: &Desk) -> String {
        use dateline_media::Error;
        let number = |number: u64| (number as f64).into();
        match self {
            Refusal::None => desk.say("wrong-picture-none"),
            Refusal::TooLarge | Refusal::Media(Error::TooManyBytes { .. }) => {
                desk.say_with("wrong-picture-bytes", &[("limit", number((MAX_BYTES >> 20) as u64))])
            }
            Refusal::CutOff(_) => desk.say("wrong-picture-cut-off"),
            Refusal::Media(Error::TooManyPixels { width, height, .. }) => {
                let values = [
                    ("width", number(u64::from(*width))),
                    ("height", number(u64::from(*height))),
                    ("limit", number(MAX_PIXELS / 1_000_000)),
                ];
                desk.say_with("wrong-picture-pixels", &values)
            }
            Refusal::Media(Error::NotAPicture { why, .. }) => {
                desk.say_with("wrong-picture-kind", &[("why", why.as_str().into())])
            }
            Refusal::Media(Error::TooSlow { .. }) => {
                desk.say_with("wrong-picture-slow", &[("seconds", number(DECODE_LIMIT.as_secs()))])
            }
            Refusal::Media(Error::Lost(_) | Error::Storage { .. }) | Refusal::Aside(_) | Refusal::Store(_) => {
                desk.say("wrong-picture-storage")
            }
        }
    }
}

/// A form with files, read piece by piece.
pub struct Files(Multipart);

impl FromRequest<App> for Files {
    type Rejection = MultipartRejection;

    /// The form's reader takes whatever has come before it looks at any of it. A pause after each piece keeps it from
    /// gathering a whole upload that comes faster than it is put aside. The empty piece keeps the end from coming
    /// together with the last one: multer 3.1 takes a form for cut off when both come before it has looked at either.
    async fn from_request(request: Request, app: &App) -> Result<Self, MultipartRejection> {
        let paced = request.map(|body| {
            let last = futures_util::stream::once(async { Ok(Bytes::new()) });
            Body::from_stream(body.into_data_stream().chain(last).then(|piece| async {
                tokio::task::yield_now().await;
                piece
            }))
        });
        Multipart::from_request(paced, app).await.map(Self)
    }
}

/// A file that was sent, and what became of it.
pub struct Sent {
    /// Its name, as its sender has it.
    pub name: String,
    /// What became of it.
    pub outcome: Result<Added, Refusal>,
}

/// Takes in the files of a form, up to `limit` of them. The end of an upload that was cut off counts as a file too.
pub async fn take_in(app: &App, signed_in: &SignedIn, Files(mut form): Files, limit: usize) -> Vec<Sent> {
    let mut sent = Vec::new();
    let mut thrown_away = 0;
    let end = Instant::now() + WHOLE;
    while sent.len() < limit {
        let field = match tokio::time::timeout_at(patience(end), form.next_field()).await {
            Ok(Ok(Some(field))) => field,
            Ok(Ok(None)) => break,
            Ok(Err(error)) => {
                sent.push(cut_off(error.body_text()));
                break;
            }
            Err(_) => {
                sent.push(cut_off("nothing came for a while".into()));
                break;
            }
        };
        let Some(name) = field.file_name().filter(|name| !name.is_empty()).map(shown) else { continue };
        let outcome = match receive(field, end, &mut thrown_away).await {
            Ok(bytes) => keep(app, signed_in, &name, bytes).await,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = &outcome {
            tracing::warn!(user = %signed_in.user.id, file = name, error = %refusal, "an upload was refused");
        }
        let is_over = matches!(outcome, Err(Refusal::CutOff(_))) || thrown_away > THROWN_AWAY;
        sent.push(Sent { name, outcome });
        if is_over {
            break;
        }
    }
    if sent.is_empty() {
        sent.push(Sent { name: String::new(), outcome: Err(Refusal::None) });
    }
    sent
}

/// Until when the next piece is waited for.
fn patience(end: Instant) -> Instant {
    end.min(Instant::now() + PATIENCE)
}

fn cut_off(why: String) -> Sent {
    Sent { name: String::new(), outcome: Err(Refusal::CutOff(why)) }
}

/// The last part of a name, shortened: some browsers send whole paths.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|character| !character.is_control()).take(NAME).collect()
}

/// Puts a file aside as it comes, then reads it back. Of one that is too large the rest is thrown away.
async fn receive(mut field: Field<'_>, end: Instant, thrown_away: &mut usize) -> Result<Vec<u8>, Refusal> {
    let mut aside = tokio::fs::File::from_std(tempfile::tempfile()?);
    let mut size = 0;
    loop {
        let piece = match tokio::time::timeout_at(patience(end), field.chunk()).await {
            Ok(Ok(Some(piece))) => piece,
            Ok(Ok(None)) => break,
            Ok(Err(error)) => return Err(Refusal::CutOff(error.body_text())),
            Err(_) => return Err(Refusal::CutOff("nothing came for a while".into())),
        };
        size += piece.len();
        if size <= MAX_BYTES {
            aside.write_all(&piece).await?;
            continue;
        }
        *thrown_away += piece.len();
        if *thrown_away > THROWN_AWAY {
            break;
        }
    }
    if size > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    aside.flush().await?;
    aside.seek(SeekFrom::Start(0)).await?;
    let mut bytes = Vec::with_capacity(size);
    aside.read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// Takes one file in and puts it into the library.
async fn keep(app: &App, signed_in: &SignedIn, name: &str, bytes: Vec<u8>) -> Result<Added, Refusal> {
    let intake = app.media.begin(name, bytes).await?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = Slug::from_text(stem).map_or_else(|| "picture".to_owned(), String::from);
    let mut picture = intake.picture;
    // By its content: what a file calls itself proves nothing.
    picture.name = format!("{stem}.{}", intake.format.ending());
    let words = intake.words;
    let caption = if words.caption.is_empty() { words.headline } else { words.caption };
    let new = NewPicture {
        picture,
        words: PictureWords { alt: words.alt, credit: words.credit, caption },
        mime: intake.format.mime().to_owned(),
        bytes: intake.bytes,
        at: (app.now)(),
        by: signed_in.user.name.clone(),
        user: Some(signed_in.user.id.0),
    };
    let entry = signed_in.actor(app).did("picture-add", format!("picture {}", new.picture.name), name);
    let added = app.store.add_picture(new, entry).await?;
    if let Added::New(_) = &added {
        app.queued.notify_one();
    }
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_without_their_folders() {
        assert_eq!(shown("C:\\fakepath\\a b.JPG"), "a b.JPG");
        assert_eq!(shown("../../etc/passwd"), "passwd");
        assert_eq!(shown("a\r\nb"), "ab");
        assert_eq!(shown(&"ü".repeat(300)).chars().count(), NAME);
    }
}
