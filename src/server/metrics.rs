//! What the program tells whoever watches it, as numbers (OpenMetrics text, which Prometheus reads). Nothing in it says who asked.

mod listener;
mod memory;
mod route;

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use dateline_cache::{Form, How};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::app::App;

pub use listener::start;
pub use route::{Purpose, Route};

/// Times in seconds: from a page found in memory to one that had to wait.
const TIMES: [f64; 12] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: &'static str,
    status: u16,
    purpose: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Came {
    how: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfForm {
    form: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Queue {
    queue: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Part {
    part: &'static str,
}

/// Where nothing is looked up: a kept page is sent in microseconds.
#[derive(Debug)]
struct OfHits {
    sent: Counter,
    unchanged: Counter,
}

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    hits: [OfHits; Route::ALL.len()],
    pages: Family<Came, Counter>,
    kept: Counter,
    answer_time: Family<OfRoute, Histogram, fn() -> Histogram>,
    make_time: Histogram,
    store_time: Histogram,
    compress_time: Family<OfForm, Histogram, fn() -> Histogram>,
    lag: Gauge<f64, AtomicU64>,
    behind: Gauge,
    queues: Family<Queue, Gauge>,
    kept_pages: Gauge,
    kept_bytes: Gauge,
    connections: Gauge,
    memory: Family<Part, Gauge>,
}

fn times() -> Histogram {
    Histogram::new(TIMES)
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::<Answered, Counter>::default();
        let pages = Family::<Came, Counter>::default();
        let hit = |route: &Route, status| {
            let purpose = Purpose::Navigate.word();
            requests.get_or_create_owned(&Answered { route: route.word(), status, purpose })
        };
        let mut metrics = Self {
            registry: Registry::with_prefix("dateline"),
            hits: Route::ALL.each_ref().map(|route| OfHits { sent: hit(route, 200), unchanged: hit(route, 304) }),
            kept: pages.get_or_create_owned(&Came { how: how(How::Kept) }),
            requests,
            pages,
            answer_time: Family::new_with_constructor(times),
            make_time: times(),
            store_time: times(),
            compress_time: Family::new_with_constructor(times),
            lag: Gauge::default(),
            behind: Gauge::default(),
            queues: Family::default(),
            kept_pages: Gauge::default(),
            kept_bytes: Gauge::default(),
            connections: Gauge::default(),
            memory: Family::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let Self { registry: to, .. } = self;
        to.register("requests", "Answers, by what was asked for, status, and what it was for", self.requests.clone());
        to.register("pages", "Pages, by how they came", self.pages.clone());
        let (time, seconds) = ("Time to answer what was not kept", || Unit::Seconds);
        to.register_with_unit("answer", time, seconds(), self.answer_time.clone());
        to.register_with_unit(
            "make",
            "Time to make and compress a page, waiting for its turn included",
            seconds(),
            self.make_time.clone(),
        );
        to.register_with_unit("store", "Time that the store took of making a page", seconds(), self.store_time.clone());
        to.register_with_unit("compress", "Time to compress a page, by form", seconds(), self.compress_time.clone());
        let lag = "From the writing of the last followed event until no page showed what was before it";
        to.register_with_unit("follower_lag", lag, seconds(), self.lag.clone());
        to.register("follower_behind_events", "Events that are not followed yet", self.behind.clone());
        to.register("queue_depth", "What waits, by queue", self.queues.clone());
        to.register("kept_pages", "Pages that are kept", self.kept_pages.clone());
        to.register_with_unit("kept", "What kept pages are reckoned at", Unit::Bytes, self.kept_bytes.clone());
        to.register("connections", "Connections that are open", self.connections.clone());
        to.register_with_unit("memory", "Memory of the program", Unit::Bytes, self.memory.clone());
    }

    /// A kept page was sent.
    pub fn hit(&self, route: Route, status: StatusCode, asked: &HeaderMap) {
        self.kept.inc();
        let purpose = Purpose::of(asked);
        let of = &self.hits[route as usize];
        match (purpose, status) {
            (Purpose::Navigate, StatusCode::OK) => of.sent.inc(),
            (Purpose::Navigate, StatusCode::NOT_MODIFIED) => of.unchanged.inc(),
            _ => self.count(route, status, purpose),
        };
    }

    /// Something else was answered.
    pub fn answered(&self, route: Route, status: StatusCode, purpose: Purpose, took: Duration) {
        self.count(route, status, purpose);
        self.answer_time.get_or_create(&OfRoute { route: route.word() }).observe(took.as_secs_f64());
    }

    fn count(&self, route: Route, status: StatusCode, purpose: Purpose) -> u64 {
        let answered = Answered { route: route.word(), status: status.as_u16(), purpose: purpose.word() };
        self.requests.get_or_create(&answered).inc()
    }

    /// A page came for somebody.
    pub fn came(&self, by: How) {
        self.pages.get_or_create(&Came { how: how(by) }).inc();
    }

    /// A page was made.
    pub fn made(&self, took: Duration, of_it_store: Duration) {
        self.make_time.observe(took.as_secs_f64());
        self.store_time.observe(of_it_store.as_secs_f64());
    }

    /// A page was compressed.
    pub fn compressed(&self, form: Form, took: Duration) {
        let form = form.mark().trim_start_matches('-');
        self.compress_time.get_or_create(&OfForm { form }).observe(took.as_secs_f64());
    }

    /// A connection was opened; it ends when what is given back is dropped.
    pub fn connected(&self) -> Connected {
        self.connections.inc();
        Connected(self.connections.clone())
    }

    /// Everything, in the OpenMetrics text format.
    pub async fn text(&self, app: &App) -> String {
        self.look(app).await;
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    /// Takes the measure of what is not counted as it happens.
    async fn look(&self, app: &App) {
        let size = app.cache.size().await;
        self.kept_pages.set(number(size.pages));
        self.kept_bytes.set(number(size.bytes));
        let queue = |queue: &'static str, depth: u64| self.queues.get_or_create(&Queue { queue }).set(number(depth));
        queue("compress", size.to_improve as u64);
        // What cannot be asked just now stays as it was.
        if let Ok(jobs) = app.store.job_counts((app.now)()).await {
            queue("jobs", jobs.waiting);
            queue("jobs_failed", jobs.failed);
        }
        self.lag.set(app.follower.lag().as_secs_f64());
        if let (Ok(last), Some((event, _))) = (app.store.last_event().await, app.follower.read_to().await) {
            self.behind.set(number(last.saturating_sub(event)));
        }
        for (part, bytes) in memory::now() {
            self.memory.get_or_create(&Part { part }).set(number(bytes));
        }
    }
}

/// A connection that is open.
pub struct Connected(Gauge);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn how(how: How) -> &'static str {
    match how {
        How::Kept => "kept",
        How::Earlier => "earlier",
        How::New => "new",
        How::Changed => "changed",
        How::InDoubt => "in doubt",
    }
}
