//! QR codes that open a story or a channel on the phone beside the screen. Only the site's own addresses are encoded.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dateline_view::known_authors;
use fast_qr::QRBuilder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::convert::{Builder, Shape};

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;
use crate::load;
use crate::pages::missing;
use crate::place::Place;

/// The code of a story's address.
pub async fn story(State(app): State<App>, Place([section, slug]): Place<2>, asked: Asked) -> Response {
    match app.store.article_at(&section, &slug).await {
        Ok(Some(article)) if article.state.is_public() => code(&app.site().absolute(&article.path())),
        Ok(_) => missing(app, asked).await,
        Err(error) => app.explain(&asked, &error.into()).await,
    }
}

/// The code of the channel that a story leads to.
pub async fn channel(State(app): State<App>, Place([section, slug]): Place<2>, asked: Asked) -> Response {
    let found = async {
        app.follow().await?;
        let found = app.store.article_at(&section, &slug).await?;
        let Some(article) = found.filter(|article| article.state.is_public()) else { return Ok(None) };
        let slugs: Vec<_> = article.bylines.iter().map(|byline| byline.author.clone()).collect();
        let authors = load::authors(&app.reader(), &slugs).await?;
        let channel = app.site().channel_of(&article.section, known_authors(&article.bylines, &authors)).cloned();
        Ok::<_, AppError>(channel)
    };
    match found.await {
        Ok(Some(channel)) => code(&channel.url),
        Ok(None) => missing(app, asked).await,
        Err(error) => app.explain(&asked, &error).await,
    }
}

fn code(text: &str) -> Response {
    match QRBuilder::new(text).build() {
        Ok(code) => {
            let svg = SvgBuilder::default().shape(Shape::Square).margin(2).to_str(&code);
            ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], svg)
                .into_response()
        }
        // Addresses are far shorter than the 2,953 bytes that a code holds (ISO/IEC 18004).
        Err(error) => {
            tracing::error!(%error, "a QR code could not be made");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
