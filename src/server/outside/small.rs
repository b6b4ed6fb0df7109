//! Small files that programs look for at addresses of their own, as the configuration says.

use axum::extract::State;
use axum::response::Response;
use dateline_cache::Made;
use dateline_edition::Edition;
use dateline_syndication::{manifest, robots, well_known};

use super::ours_alone;
use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;

/// How a file is written; `None` where the site has none.
type Write = fn(&Edition) -> Option<String>;

const TEXT: &str = "text/plain; charset=utf-8";

/// The files: address, and how it is made. IndexNow's key has an address that holds it, so that it is not among them.
pub const FILES: [(&str, (&str, Write)); 6] = [
    ("/robots.txt", (TEXT, |edition| Some(robots::write(&edition.site)))),
    ("/.well-known/security.txt", (TEXT, security)),
    // Where it stood before RFC 9116.
    ("/security.txt", (TEXT, security)),
    ("/ads.txt", (TEXT, |edition| lines(&edition.site.outside.ads))),
    ("/humans.txt", (TEXT, |edition| lines(&edition.site.outside.humans))),
    ("/manifest.webmanifest", ("application/manifest+json", |edition| Some(manifest::write(edition)))),
];

fn security(edition: &Edition) -> Option<String> {
    let security = edition.site.outside.security.as_ref()?;
    // What has expired must not be relied on any more (RFC 9116, section 2.5.5).
    (security.expires > edition.now).then(|| well_known::security(&edition.site, security))
}

fn lines(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| well_known::lines(lines))
}

/// The file that proves to IndexNow that the site is ours.
pub async fn index_now(State(app): State<App>, asked: Asked) -> Response {
    let path = asked.uri.path().to_owned();
    app.send(&asked, &path, |app, _| async move {
        Ok(Made::of(TEXT, app.site().outside.index_now.clone().ok_or(AppError::NotFound)?))
    })
    .await
}

/// One of the files.
pub async fn file(State(app): State<App>, asked: Asked) -> Response {
    let path = asked.uri.path().to_owned();
    let Some((_, (media_type, write))) = FILES.iter().find(|(known, _)| *known == path) else {
        return app.explain(&asked, &AppError::NotFound).await;
    };
    // What the clock ends is looked at each time, and kept by nobody else.
    let by_the_clock = path.ends_with("security.txt");
    if by_the_clock && write(&app.edition(app.main_language())).is_none() {
        return app.explain(&asked, &AppError::NotFound).await;
    }
    let sent = app.send(&asked, &path, move |app, _| async move {
        let written = write(&app.edition(app.main_language())).ok_or(AppError::NotFound)?;
        Ok(Made::of(media_type, written))
    });
    if by_the_clock { ours_alone(&app, sent.await) } else { sent.await }
}
