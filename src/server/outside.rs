//! What goes out beside the pages: a row a kind of address. Each is made from the same load as the pages, and kept and dropped like them.

mod card;
mod embed;
pub mod feeds;
pub mod follow;
mod icons;
pub mod ninjs;
mod ping;
mod sitemap;
mod small;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{Redirect, Response};
use axum::routing::get;
use dateline_edition::Site;

use crate::app::App;

pub use card::{JOB as SHARE_JOB, make, site as make_site_card};
pub use ping::{Failure as PingFailure, INDEX_NOW_JOB, Ping, WEBSUB_JOB, is_sent_from};

/// An answer that nobody keeps who would have to be told when it is another: the clock changes it, or who asks.
fn ours_alone(app: &App, mut sent: Response) -> Response {
    if app.cache.is_copied() {
        let fields = sent.headers_mut();
        EDGE.iter().for_each(|field| drop(fields.remove(*field)));
        fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    sent
}

/// The fields for those who keep copies.
const EDGE: [&str; 4] = ["surrogate-control", "surrogate-key", "cdn-cache-control", "cache-tag"];

/// Their routes on a site.
pub fn router(site: &Site) -> Router<App> {
    let feeds = Router::new()
        .route("/feeds", get(feeds::page))
        .route("/feeds.opml", get(feeds::opml))
        .route("/feed/search.rss", get(feeds::search))
        .route("/feed/search.atom", get(feeds::search))
        .route("/feed/search.json", get(feeds::search))
        .route("/feed/{file}", get(feeds::all))
        .route("/feed/{of}/{file}", get(feeds::some));
    let feeds = feeds::USUAL.iter().fold(feeds, |router, (path, _)| router.route(path, get(feeds::usual)));
    let small = small::FILES.iter().fold(Router::new(), |router, (path, _)| router.route(path, get(small::file)));
    let icons = icons::FILES.iter().fold(small, |router, (path, ..)| router.route(path, get(icons::icon)));
    let key = site.outside.index_now.iter().map(|key| format!("/{key}.txt"));
    let icons = key.fold(icons, |router, path| router.route(&path, get(small::index_now)));
    feeds
        .merge(icons)
        // Where password managers ask (W3C, A Well-Known URL for Changing Passwords).
        .route("/.well-known/change-password", get(|| async { Redirect::to("/desk/account") }))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{file}", get(sitemap::part))
        .route("/card/{file}", get(card::shown))
        .route("/oembed", get(embed::oembed))
        .route("/embed/{section}/{slug}", get(embed::card))
}
