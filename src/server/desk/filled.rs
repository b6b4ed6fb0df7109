//! A form that was filled in.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dateline_desk::page::notice::Why;
use serde::de::DeserializeOwned;

use super::session::Visitor;
use crate::app::App;

/// A form's fields; one that cannot be read is answered with a page that says so.
pub struct Filled<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Filled<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let visitor = Visitor::of(app, &parts);
        match Form::from_request(Request::from_parts(parts, body), app).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(app.desk_notice(&visitor.desk(app), why(rejection))),
        }
    }
}

fn why(rejection: FormRejection) -> Why {
    tracing::info!(%rejection, "a form cannot be read");
    match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Why::TooLarge,
        _ => Why::BadRequest,
    }
}
