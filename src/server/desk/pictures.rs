//! The picture library at the desk.

pub mod api;
mod upload;

use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::notice::Why;
use dateline_desk::page::picture::{self, PicturePage, Renditions, UseLine, Words};
use dateline_desk::page::pictures::{self, Library, Queue, Refused, Tile};
use dateline_store::Error as StoreError;
use dateline_store::jobs::JobState;
use dateline_store::library::{Added, LibraryPicture, PictureChange, PictureWords, RENDITIONS_JOB};
use dateline_story::{ArticleId, Deed, Focus};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use self::upload::{Files, Sent};
use super::filled::Filled;
use super::send::see;
use super::session::{SignedIn, query};
use crate::app::App;

/// Pictures on a page of the library.
const TILES: usize = 36;

/// Stories that are listed on a picture's page.
const USES: usize = 20;

/// Files in one form.
const FILES: usize = 50;

/// The longest text of a picture, in characters.
const TEXT: usize = 2000;

/// What has a meaning in a path, or none in an address.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'?').add(b'\\');

type Answer = Result<Response, Response>;

/// `/desk/pictures`, without what takes files in.
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/pictures", get(library))
        .route("/desk/pictures/{name}", get(one).post(words))
        .route("/desk/pictures/{name}/focus", post(focus))
        .merge(api::router())
}

/// Where files come in: they take longer than pages, and bring more than forms. How much is counted while they come.
pub fn uploads() -> Router<App> {
    Router::new().route("/desk/pictures", post(upload)).merge(api::uploads()).layer(DefaultBodyLimit::disable())
}

/// The address of a picture's page.
pub fn address(name: &str) -> String {
    format!("/desk/pictures/{}", utf8_percent_encode(name, PATH))
}

fn tile(found: LibraryPicture) -> Tile {
    Tile {
        href: address(&found.picture.name),
        picture: found.picture,
        alt: found.words.alt,
        credit: found.words.credit,
        focus: found.focus,
        uses: found.uses,
    }
}

/// A stretch of the library, and where the next one begins.
async fn stretch(
    app: &App,
    words: &str,
    before: Option<i64>,
) -> Result<(Vec<LibraryPicture>, Option<i64>), StoreError> {
    let mut found = app.store.library(words, before.unwrap_or(i64::MAX), TILES + 1).await?;
    let more = found.len() > TILES;
    found.truncate(TILES);
    let older = found.last().filter(|_| more).map(|last| last.number);
    Ok((found, older))
}

async fn library(State(app): State<App>, signed_in: SignedIn, uri: Uri) -> Answer {
    let words = query(&uri, "q").unwrap_or_default();
    let before = match query(&uri, "before").map(|text| text.parse::<i64>()) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(_)) => return Err(app.desk_notice(&signed_in.desk(&app), Why::NotFound)),
    };
    let data = Library { query: words, ..Library::default() };
    show_library(&app, &signed_in, StatusCode::OK, data, before).await
}

/// Shows the library, with what `data` says of an upload.
async fn show_library(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    mut data: Library,
    before: Option<i64>,
) -> Answer {
    let desk = signed_in.desk(app);
    let loaded = async {
        Ok::<_, StoreError>((stretch(app, &data.query, before).await?, app.store.job_counts((app.now)()).await?))
    };
    let ((found, older), jobs) = loaded.await.map_err(|error| app.desk_failed(&desk, &error))?;
    let words = utf8_percent_encode(&data.query, NON_ALPHANUMERIC).to_string();
    let search = if words.is_empty() { String::new() } else { format!("q={words}") };
    let joined = if search.is_empty() { String::new() } else { format!("{search}&") };
    data.newest = before.map(|_| format!("/desk/pictures?{search}").trim_end_matches('?').to_owned());
    data.older = older.map(|older| format!("/desk/pictures?{joined}before={older}"));
    data.tiles = found.into_iter().map(tile).collect();
    data.queue = Queue { open: jobs.waiting + jobs.running, failed: jobs.failed };
    Ok(app.desk_page_as(status, &desk, pictures::page(&desk, data)))
}

async fn upload(State(app): State<App>, signed_in: SignedIn, form: Result<Files, MultipartRejection>) -> Answer {
    signed_in.must(&app, Deed::UploadPicture, "picture-add").await?;
    let desk = signed_in.desk(&app);
    let form = form.map_err(|_| app.desk_notice(&desk, Why::BadRequest))?;
    let sent = upload::take_in(&app, &signed_in, form, FILES).await;
    let mut data = Library::default();
    let mut status = None;
    for Sent { name, outcome } in &sent {
        match outcome {
            Ok(Added::New(new) | Added::Known(new)) => data.added.push(new.picture.name.clone()),
            Err(refusal) => {
                status = status.max(Some(refusal.status().0));
                data.refused.push(Refused { name: name.clone(), why: refusal.say(&desk) });
            }
        }
    }
    match (status, sent.as_slice()) {
        (Some(status), _) => show_library(&app, &signed_in, status, data, None).await,
        (None, [Sent { outcome: Ok(added), .. }]) => {
            let (picture, done) = match added {
                Added::New(new) => (new, "picture-added"),
                Added::Known(known) => (known, "picture-known"),
            };
            Ok(see(&format!("{}?done={done}", address(&picture.picture.name))))
        }
        (None, _) => Ok(see("/desk/pictures?done=pictures-added")),
    }
}

/// A picture by name; a name that none has gets the page for what is nowhere.
async fn find(app: &App, signed_in: &SignedIn, name: &str) -> Result<LibraryPicture, Response> {
    let desk = signed_in.desk(app);
    let found = app.store.library_picture(name).await.map_err(|error| app.desk_failed(&desk, &error))?;
    found.ok_or_else(|| app.desk_notice(&desk, Why::NotFound))
}

/// Whether somebody may change a picture: their own, or any.
fn may_edit(signed_in: &SignedIn, found: &LibraryPicture) -> bool {
    let own = found.user == Some(signed_in.user.id.0) && signed_in.user.may(Deed::UploadPicture);
    own || signed_in.user.may(Deed::EditAnyPicture)
}

/// Goes on only where somebody may change a picture; that they tried is written down.
async fn must_edit(app: &App, signed_in: &SignedIn, found: &LibraryPicture) -> Result<(), Response> {
    match may_edit(signed_in, found) {
        true => Ok(()),
        false => signed_in.must(app, Deed::EditAnyPicture, &format!("picture {}", found.picture.name)).await,
    }
}

async fn one(State(app): State<App>, signed_in: SignedIn, Path(name): Path<String>) -> Answer {
    let found = find(&app, &signed_in, &name).await?;
    show(&app, &signed_in, StatusCode::OK, found, |_| {}).await
}

/// Shows a picture's page, after `alter` has put in what was sent and what is wrong with it.
async fn show(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    found: LibraryPicture,
    alter: impl FnOnce(&mut PicturePage),
) -> Answer {
    let desk = signed_in.desk(app);
    let name = &found.picture.name;
    let loaded = async {
        let uses = app.store.picture_uses(name, ArticleId(i64::MAX), USES).await?;
        Ok::<_, StoreError>((uses, app.store.job_about(RENDITIONS_JOB, name, (app.now)()).await?))
    };
    let (uses, job) = loaded.await.map_err(|error| app.desk_failed(&desk, &error))?;
    let renditions = match job {
        None => Renditions::Ready,
        Some(job) => match job.state {
            JobState::Waiting => Renditions::Waiting { why: job.error },
            JobState::Running => Renditions::Running,
            JobState::Failed => Renditions::Failed { job: job.id, why: job.error.unwrap_or_default() },
        },
    };
    let mut data = PicturePage {
        href: address(name),
        words: shown(&found.words),
        meanwhile: None,
        focus: found.focus,
        version: found.version,
        added: found.added,
        by: found.by.clone(),
        file: found.mime.clone().zip(found.bytes),
        uses: uses
            .into_iter()
            .map(|used| UseLine {
                headline: used.headline,
                href: format!("/desk/story/{}", used.article),
                state: used.state,
            })
            .collect(),
        all_uses: found.uses,
        renditions,
        may_edit: may_edit(signed_in, &found),
        may_retry: signed_in.user.may(Deed::EditAnyPicture),
        wrong: Vec::new(),
        picture: found.picture,
    };
    alter(&mut data);
    Ok(app.desk_page_as(status, &desk, picture::page(&desk, data)))
}

fn shown(words: &PictureWords) -> Words {
    Words { alt: words.alt.clone(), credit: words.credit.clone(), caption: words.caption.clone() }
}

#[derive(Deserialize)]
struct TypedWords {
    version: u32,
    #[serde(default)]
    alt: String,
    #[serde(default)]
    credit: String,
    #[serde(default)]
    caption: String,
}

async fn words(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Filled(typed): Filled<TypedWords>,
) -> Answer {
    let found = find(&app, &signed_in, &name).await?;
    must_edit(&app, &signed_in, &found).await?;
    // Lines of a text field are one line on a page.
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = PictureWords { alt: tidy(&typed.alt), credit: tidy(&typed.credit), caption: tidy(&typed.caption) };
    let fields = [("alt", &words.alt), ("credit", &words.credit), ("caption", &words.caption)];
    let wrong: Vec<_> = fields
        .into_iter()
        .filter(|(_, text)| text.chars().count() > TEXT)
        .map(|(name, _)| (name, "picture-text"))
        .collect();
    if !wrong.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &signed_in, status, found, |data| (data.words, data.wrong) = (shown(&words), wrong)).await;
    }
    let entry = signed_in.actor(&app).did("picture-words", format!("picture {name}"), "");
    match app.store.change_picture(&name, typed.version, PictureChange::Words(words.clone()), entry).await {
        Ok(_) => Ok(see(&format!("{}?done=picture-saved", address(&name)))),
        Err(StoreError::PictureChanged { .. }) => {
            let now = find(&app, &signed_in, &name).await?;
            let theirs = (now.words != words).then(|| shown(&now.words));
            let alter = |data: &mut PicturePage| (data.words, data.meanwhile) = (shown(&words), theirs);
            show(&app, &signed_in, StatusCode::CONFLICT, now, alter).await
        }
        Err(error) => Err(app.desk_failed(&signed_in.desk(&app), &error)),
    }
}

/// What the form of the focal point sends: two numbers, and, where the picture was clicked on, the place of the click in
/// CSS pixels (HTML, "image button state") with the size that the picture was set in.
#[derive(Deserialize)]
struct Place {
    version: u32,
    #[serde(rename = "at.x")]
    at_x: Option<f64>,
    #[serde(rename = "at.y")]
    at_y: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
    x: Option<u8>,
    y: Option<u8>,
}

impl Place {
    fn focus(&self) -> Option<Focus> {
        match (self.at_x, self.at_y, self.width, self.height) {
            // The keyboard presses the picture at its very corner: then the numbers count.
            (Some(x), Some(y), Some(width), Some(height)) if (x, y) != (0.0, 0.0) && width > 0.0 && height > 0.0 => {
                let hundredths = |at: f64, of: f64| (at / of * 100.0).round().clamp(0.0, 100.0) as u8;
                Some(Focus { x: hundredths(x, width), y: hundredths(y, height) })
            }
            _ => Some(Focus { x: self.x.filter(|x| *x <= 100)?, y: self.y.filter(|y| *y <= 100)? }),
        }
    }
}

async fn focus(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Filled(place): Filled<Place>,
) -> Answer {
    let found = find(&app, &signed_in, &name).await?;
    must_edit(&app, &signed_in, &found).await?;
    let Some(focus) = place.focus() else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &signed_in, status, found, |data| data.wrong = vec![("focus", "picture-focus")]).await;
    };
    let entry = signed_in.actor(&app).did("picture-focus", format!("picture {name}"), "");
    match app.store.change_picture(&name, place.version, PictureChange::Focus(focus), entry).await {
        Ok(_) => Ok(see(&format!("{}?done=picture-focus", address(&name)))),
        Err(StoreError::PictureChanged { .. }) => {
            let now = find(&app, &signed_in, &name).await?;
            let theirs = Some(shown(&now.words));
            show(&app, &signed_in, StatusCode::CONFLICT, now, |data| data.meanwhile = theirs).await
        }
        Err(error) => Err(app.desk_failed(&signed_in.desk(&app), &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_counts_unless_the_keyboard_made_it() {
        let place = |at: Option<(f64, f64)>, x: Option<u8>| Place {
            version: 1,
            at_x: at.map(|at| at.0),
            at_y: at.map(|at| at.1),
            width: Some(280.0),
            height: Some(140.0),
            x,
            y: Some(40),
        };
        assert_eq!(place(Some((70.0, 140.0)), Some(30)).focus(), Some(Focus { x: 25, y: 100 }));
        assert_eq!(place(Some((0.0, 0.0)), Some(30)).focus(), Some(Focus { x: 30, y: 40 }));
        assert_eq!(place(Some((9e9, -4.0)), Some(30)).focus(), Some(Focus { x: 100, y: 0 }));
        assert_eq!(place(None, Some(30)).focus(), Some(Focus { x: 30, y: 40 }));
        assert_eq!(place(None, Some(101)).focus(), None);
        assert_eq!(place(None, None).focus(), None);
    }
}
