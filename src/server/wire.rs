//! Connections: how many there may be, how long they may stand still, and how they end.
//!
//! HTTP/1.1, and HTTP/2 from whoever begins with it (a proxy, RFC 9113, section 3.3) or chooses it where connections are encrypted
//! ([`tls`]). A page that is kept is sent from here
//! ([`Hits`]); whatever else is asked for goes to the router.

mod counted;
mod hits;
pub mod tls;

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tokio_util::either::Either as Stream;
use tower::ServiceExt;

use crate::app::App;
use crate::asked::Asked;
use crate::error::AppError;
use crate::health;
use crate::logged::{self, FromProxy, RequestId};
use crate::metrics::{Purpose, Route};
use counted::{Counted, Counts};
use hits::Hits;

/// What connections may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many there are at once; who comes after waits until one ends.
    pub connections: usize,
    /// How many requests are worked on at once, kept pages not counted; who comes after is told to try again.
    pub requests: usize,
    /// How long one may stay open without a request.
    pub idle: Duration,
    /// How long a request's head may take from its first byte on.
    pub head: Duration,
    /// How long neither side may send or take anything while a request is answered.
    pub still: Duration,
    /// How long answers that were begun may take after the server is told to stop.
    pub end: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            requests: 1_000,
            idle: Duration::from_secs(75),
            head: Duration::from_secs(10),
            still: Duration::from_secs(60),
            end: Duration::from_secs(30),
        }
    }
}

/// How often it is looked whether a connection stands still: nothing is timed while requests come and go.
const LOOK: Duration = Duration::from_secs(1);

/// How long to wait when the system has no room for a connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// What every connection needs.
#[derive(Clone)]
struct Shared {
    app: App,
    router: Router,
    hits: Arc<Hits>,
    /// Room for requests that are worked on.
    work: Arc<Semaphore>,
    limits: Limits,
    stopped: watch::Receiver<bool>,
    tls: Option<TlsAcceptor>,
}

/// Serves until `stop`, encrypted where there is `tls`; answers that were begun by then are sent.
pub async fn serve(
    listener: TcpListener,
    app: App,
    limits: Limits,
    tls: Option<TlsAcceptor>,
    stop: impl Future<Output = ()>,
) {
    let (stopping, stopped) = watch::channel(false);
    let room = Arc::new(Semaphore::new(limits.connections));
    let shared = Shared {
        hits: Arc::new(Hits::of(&app)),
        router: app.clone().router(),
        app,
        work: Arc::new(Semaphore::new(limits.requests)),
        limits,
        stopped,
        tls,
    };
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            // Who finds no room waits in the system's queue.
            let place = room.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            (place, accepted) = accepted => match (place, accepted) {
                (Ok(place), Ok((stream, from))) => {
                    tokio::spawn(connection(stream, from, shared.clone(), place));
                }
                (_, Err(error)) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(NO_ROOM).await;
                }
                (Err(_), _) => break,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    let _ = stopping.send(true);
    let everyone = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(limits.end, room.acquire_many(everyone)).await;
}

async fn connection(stream: TcpStream, from: SocketAddr, shared: Shared, place: OwnedSemaphorePermit) {
    // Without this a response in several writes waits for the reader's delayed acknowledgement (RFC 896).
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let (limits, mut stopped) = (shared.limits, shared.stopped.clone());
    let stream = match &shared.tls {
        None => Stream::Left(stream),
        // Who does not finish is treated like one who does not finish a request's head.
        Some(tls) => match tokio::time::timeout(limits.head, tls.accept(stream)).await {
            Ok(Ok(stream)) => Stream::Right(stream),
            Ok(Err(error)) => return tracing::debug!(%error, "a connection was not encrypted"),
            Err(_) => return,
        },
    };
    let _open = shared.app.metrics.connected();
    let counts = Arc::new(Counts::default());
    let stream = TokioIo::new(Counted::new(stream, counts.clone()));
    let answering = counts.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let asked = answering.asked(request.version());
        let shared = shared.clone();
        async move {
            let answer = answer(&shared, request, from).await;
            drop(asked);
            Ok::<_, Infallible>(answer)
        }
    });
    let builder = auto::Builder::new(TokioExecutor::new());
    let mut connection = pin!(builder.serve_connection(stream, service));
    let mut look = tokio::time::interval(LOOK);
    let mut watched = counted::Watched::new(counts, limits);
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke off");
                }
                break;
            }
            _ = look.tick() => {
                if watched.stands_still() {
                    break;
                }
            }
            _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
        }
    }
    drop(place);
}

type Answer = Response<Either<Full<Bytes>, Body>>;

async fn answer(shared: &Shared, mut request: Request<Incoming>, from: SocketAddr) -> Answer {
    let app = &shared.app;
    let route = Route::of(request.uri().path(), &shared.hits.languages);
    let wanted = logged::is_wanted().then(|| (request.method().clone(), request.uri().path().to_owned()));
    let is_proxy = app.proxies.believes(from.ip());
    let id = || RequestId::of(request.headers(), is_proxy);
    if let Some(hit) = shared.hits.find(request.method(), request.uri(), request.headers()).await {
        app.metrics.hit(route, hit.status(), request.headers());
        if let Some((method, path)) = wanted {
            logged::access(&id(), &method, &path, hit.status(), true, Duration::ZERO);
        }
        return hit.map(Either::Left);
    }
    let (id, purpose, started) = (id(), Purpose::of(request.headers()), Instant::now());
    request.extensions_mut().insert(id.clone());
    if is_proxy {
        request.extensions_mut().insert(FromProxy);
    }
    let mut answer = work(shared, request, from).await;
    answer.headers_mut().insert(logged::ID_FIELD, id.value());
    let took = started.elapsed();
    app.metrics.answered(route, answer.status(), purpose, took);
    if let Some((method, path)) = wanted {
        logged::access(&id, &method, &path, answer.status(), false, took);
    }
    answer.map(Either::Right)
}

async fn work(shared: &Shared, mut request: Request<Incoming>, from: SocketAddr) -> Response<Body> {
    let place = shared.work.try_acquire();
    if place.is_err() && !health::PATHS.contains(&request.uri().path()) {
        let (parts, _) = request.into_parts();
        let mut response = shared.app.explain(&Asked::of(&parts), &AppError::Busy).await;
        shared.hits.policy.put(response.headers_mut());
        return response;
    }
    request.extensions_mut().insert(ConnectInfo(from));
    match shared.router.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
