//! A story on other sites: what they are told of it (oEmbed), and the card that they frame.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_cache::Made;
use dateline_story::{Slug, address};
use dateline_syndication::oembed::{self, Format};
use dateline_view::{Card, EMBEDDED_STYLE, author_name, embedded};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;
use crate::headers::style_hash;
use crate::load;
use crate::place::{Place, slugs};
use crate::sent::As;

/// What oEmbed's consumers send (oEmbed 1.0, section 2.2).
#[derive(Deserialize)]
pub struct Wanted {
    url: Option<String>,
    format: Option<String>,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
}

/// What there is to know of a story, for whoever wants to show it.
pub async fn oembed(State(app): State<App>, wanted: Result<Query<Wanted>, QueryRejection>, asked: Asked) -> Response {
    let Ok(Query(Wanted { url, format, maxwidth, maxheight })) = wanted else {
        return app.explain(&asked, &AppError::BadRequest("maxwidth, maxheight")).await;
    };
    let format = match format.as_deref() {
        None | Some("json") => Format::Json,
        Some("xml") => Format::Xml,
        Some(_) => return (StatusCode::NOT_IMPLEMENTED, "There are json and xml.\n").into_response(),
    };
    let Some(url) = url else { return app.explain(&asked, &AppError::BadRequest("url")).await };
    let Some([section, slug]) = story_at(&app, &url) else {
        return app.explain(&asked, &AppError::NotFound).await;
    };
    let most = |asked: Option<u32>| asked.filter(|asked| *asked < LARGEST);
    let (width, height) = (most(maxwidth), most(maxheight));
    let write =
        move |whole: &load::Whole| Made::of(format.media_type(), oembed::write(&whole.told(), format, width, height));
    if width.is_none() && height.is_none() {
        // An address begins with a slash, so that this is none.
        let key = format!("oembed {format:?} /{section}/{slug}");
        let make = move |app: App, reader| async move {
            Ok(write(&load::told(&reader, &app.edition(app.main_language()), &section, &slug).await?))
        };
        return app.send(&asked, &key, make).await;
    }
    // There are as many sizes as anybody can think of: none is kept.
    let (reader, edition) = (app.reader(), app.edition(app.main_language()));
    let make = async move { load::told(&reader, &edition, &section, &slug).await.map(|whole| write(&whole)) };
    let made = match app.follow().await {
        Ok(()) => app.making.make(make).await.flatten(),
        Err(error) => Err(error.into()),
    };
    match made {
        Ok(made) => app.respond(&asked, &made, As::Outdated).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}

/// From here on nothing of an answer is larger than asked.
const LARGEST: u32 = 1200;

/// Which story's address it is: on this site, and of a story's shape.
fn story_at(app: &App, url: &str) -> Option<[Slug; 2]> {
    let site = app.site();
    let path = url.strip_prefix(&site.url)?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let found: [Slug; 2] = slugs(&decoded)?;
    (address::article(&found[0], &found[1]) == decoded).then_some(found)
}

/// The card that other sites frame.
pub async fn card(State(app): State<App>, Place([section, slug]): Place<2>, asked: Asked) -> Response {
    // Its fields are not a page's, so that it may not be found as one.
    let key = format!("embed /{section}/{slug}");
    let mut response = app
        .send(&asked, &key, |app, reader| async move {
            let whole = load::told(&reader, &app.edition(app.main_language()), &section, &slug).await?;
            let article = &whole.article;
            let names = article.bylines.iter().map(|byline| author_name(&whole.authors, &byline.author));
            let card = Card {
                authors: names.collect(),
                picture: article.lead.as_ref().and_then(|lead| whole.pictures.get(&lead.src).cloned()),
                story: article.summary(),
                why: None,
            };
            Ok(Made::new(embedded(&whole.edition, &card), None))
        })
        .await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let fields = response.headers_mut();
        let policy = format!(
            "default-src 'none'; style-src {}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
            style_hash(EMBEDDED_STYLE)
        );
        fields.extend(HeaderValue::try_from(policy).ok().map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
        fields.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        // It is a page of no reader of ours: nothing is to be fetched in advance from it.
        fields.remove("speculation-rules");
    }
    response
}
