//! The site's name, its line and its channel.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use dateline_desk::page::catalogue::{Fault, site};
use dateline_store::Error as StoreError;
use dateline_story::catalogue::{Document, DocumentKind, Masthead};

use super::read::{self, Fields, LINE, NAME};
use super::{Answer, find, may, refused, save, standing};
use crate::app::App;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::SignedIn;

/// `/desk/catalogue`
pub fn router() -> Router<App> {
    Router::new().route("/desk/catalogue", get(page).post(change))
}

async fn page(State(app): State<App>, signed_in: SignedIn) -> Answer {
    may(&app, &signed_in).await?;
    let version = find(&app, &signed_in, DocumentKind::Site, "").await?.map_or(0, |found| found.version);
    let now = app.site();
    let form = site::SiteForm {
        name: now.name.clone(),
        tagline: now.tagline.clone(),
        channel: read::typed(now.channel.as_ref()),
    };
    let desk = signed_in.desk(&app);
    Ok(app.desk_page(&desk, site::page(&desk, form, &standing(DocumentKind::Site, "", version), &[])))
}

async fn change(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let (desk, fields) = (signed_in.desk(&app), Fields(fields));
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let mut faults = Vec::new();
    let form = site::SiteForm { name: fields.get("name"), tagline: fields.get("tagline"), channel: fields.channel("") };
    let name = read::line(&desk, "name", &form.name, NAME, true, &mut faults);
    let tagline = read::line(&desk, "tagline", &form.tagline, LINE, false, &mut faults);
    let channel = read::channel(&desk, "", &form.channel, &name, &mut faults);
    let mut version = fields.version();
    if faults.is_empty() {
        let document = Document::Site(Masthead { name, tagline, channel });
        match save(&app, &signed_in, document, version, String::new(), form.name.clone()).await {
            Ok(()) => return Ok(see("/desk/catalogue?done=catalogue")),
            Err(why) => {
                let (now, fault) = refused(&desk, why, version).map_err(failed)?;
                version = now;
                faults.push(fault);
            }
        }
    }
    let faults: &[Fault] = &faults;
    let page = site::page(&desk, form, &standing(DocumentKind::Site, "", version), faults);
    Ok(app.desk_page_as(StatusCode::UNPROCESSABLE_ENTITY, &desk, page))
}
