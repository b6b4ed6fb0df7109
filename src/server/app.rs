//! The program's state and its router.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use dateline_edition::Site;
use dateline_media::Media;
use dateline_search::projection::Live;
use dateline_store::Store;
use dateline_story::Timestamp;
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::desk::limits::Limits;
use crate::desk::passkeys::Passkeys;
use crate::follow::Follower;
use crate::load::{Beside, Reader};
use crate::metrics::Metrics;
use crate::outside::follow::Wanted;
use crate::outside::{self, Ping};
use crate::proxies::Proxies;
use crate::site::LiveSite;
use crate::{assets, desk, headers, health, media, pages, qr, speculation};
use dateline_cache::PageCache;

pub use crate::load::Turns;

/// How long a reader's request may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// What every handler needs.
#[derive(Clone)]
pub struct App {
    /// Where stories are.
    pub store: Arc<dyn Store>,
    /// What every page knows.
    pub live_site: Arc<LiveSite>,
    /// Where pictures are.
    pub media: Media,
    /// Tells the worker that something was queued.
    pub queued: Arc<Notify>,
    /// Pages as they were last made.
    pub cache: PageCache,
    /// What follows the store for them.
    pub follower: Arc<Follower>,
    /// Stories whose share pictures are wanted.
    pub wanted: Arc<Wanted>,
    /// Who is told of what is new; `None` where nobody is.
    pub ping: Option<Arc<Ping>>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Search and related stories.
    pub search: Live,
    /// How many searches are looked into at once.
    pub turns: Turns,
    /// How many pages are made at once.
    pub making: Turns,
    /// How often somebody may try to sign in.
    pub limits: Arc<Limits>,
    /// Who is believed that says for whom they ask.
    pub proxies: Arc<Proxies>,
    /// What passkeys need, where the site's address allows them.
    pub passkeys: Option<Arc<Passkeys>>,
    /// The clock; tests hold it still.
    pub now: fn() -> Timestamp,
}

impl App {
    /// A program over a store, with pictures in `media`.
    pub fn new(store: Arc<dyn Store>, site: Site, media: Media) -> Self {
        let (cache, live_site) = (PageCache::default(), Arc::new(LiveSite::new(site)));
        let site = live_site.now();
        Self {
            follower: Follower::new(store.clone(), cache.clone(), live_site.clone()),
            store,
            limits: Arc::default(),
            proxies: Arc::default(),
            passkeys: Passkeys::new(&site.url, &site.name).map(Arc::new),
            live_site,
            media,
            queued: Arc::default(),
            cache,
            wanted: Arc::default(),
            ping: None,
            metrics: Arc::default(),
            search: Live::default(),
            turns: Turns::of_searches(),
            making: Turns::of_pages(),
            now: Timestamp::now,
        }
    }

    /// The site, as far as the store was followed.
    pub fn site(&self) -> Arc<Site> {
        self.live_site.now()
    }

    /// The store as pages read it, for what is not kept.
    pub fn reader(&self) -> Reader {
        Reader::of(self.store.clone())
    }

    /// What a story's page is loaded from.
    pub fn beside(&self, from: Reader) -> Beside {
        Beside {
            reader: from,
            search: self.search.clone(),
            edition: self.edition(self.main_language()),
            wanted: self.wanted.clone(),
        }
    }

    /// The router: pages, pictures and the site's own files.
    pub fn router(self) -> Router {
        let policy = Arc::new(headers::policy(&self.site()));
        let desk = desk::router(&self);
        let uploads = desk::uploads(&self);
        let failure: Arc<str> = self.failure_page().into();
        // Named one by one: `/assets/…` has the shape of a story's address too.
        let own =
            assets::all().iter().fold(Router::new(), |router, asset| router.route(asset.path, get(pages::own_file)));
        let fronts = self
            .site()
            .languages
            .iter()
            .skip(1)
            .fold(own, |router, language| router.route(&self.site().front(language), get(pages::other_front)));
        fronts
            .route("/", get(pages::front))
            .route(health::PATHS[0], get(health::alive))
            .route(health::PATHS[1], get(health::ready))
            .route(speculation::PATH, get(speculation::rules))
            .route("/latest", get(pages::latest))
            .route("/about", get(pages::about))
            .route("/search", get(pages::search))
            .route("/topic/{topic}", get(pages::topic))
            .route("/author/{author}", get(pages::author))
            .route("/more/{section}/{slug}", get(pages::more))
            .route("/qr/{section}/{slug}", get(qr::story))
            .route("/qr/channel/{section}/{slug}", get(qr::channel))
            .route("/media/{file}", get(media::rendition))
            .merge(outside::router(&self.site()))
            .merge(desk)
            .route("/preview/{secret}", get(desk::share::preview))
            .route("/{section}", get(pages::section))
            .route("/{section}/{slug}", get(pages::article))
            .fallback(pages::elsewhere)
            .method_not_allowed_fallback(pages::wrong_method)
            .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
            // After the time limit of pages: a file on a slow line takes longer.
            .merge(uploads)
            .layer(CatchPanicLayer::custom(move |panic| pages::panicked(panic, &failure)))
            .layer(TraceLayer::new_for_http().make_span_with(crate::logged::span))
            // Outermost: what the layers below answer by themselves needs the headers too.
            .layer(axum::middleware::map_response_with_state(policy, headers::add))
            .with_state(self)
    }
}
