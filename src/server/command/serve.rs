//! `dateline serve`

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_newsroom::accounts::{self, Actor};
use dateline_search::projection::{self, Live, Place};
use dateline_store::Store;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::say::say;
use super::{config_file, demo};
use crate::app::App;
use crate::cli::{Common, Serve};
use crate::outside::{self, Ping};
use crate::{jobs, wire};

/// How often it is looked whether a certificate was renewed: that happens weeks before it ends.
const RENEWED: Duration = Duration::from_secs(10);

/// Serves until it is told to stop; requests that are under way are answered first.
pub async fn run(common: &Common, serve: &Serve) -> anyhow::Result<()> {
    // Before anything is written: a second server on a taken port must not touch the data.
    let listener = TcpListener::bind(serve.addr).await.with_context(|| {
        format!("cannot listen on {}: is another program listening there? (--addr HOST:PORT names another)", serve.addr)
    })?;
    let metrics = match serve.metrics {
        Some(addr) => {
            let listener = TcpListener::bind(addr).await;
            Some(listener.with_context(|| format!("cannot tell the program's numbers on {addr} (--metrics)"))?)
        }
        None => None,
    };
    let mut addr = listener.local_addr().context("the listener has no address")?;
    if addr.ip().is_unspecified() {
        // Everywhere is no address that a browser could open.
        addr.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let demo_config = (serve.demo && config_file(common).is_none()).then(|| demo::config(&common.data)).transpose()?;
    let with_demo_config = Common { config: demo_config.or(common.config.clone()), ..common.clone() };
    let tls = super::tls(&with_demo_config)?.map(|files| wire::tls::acceptor(files, RENEWED)).transpose()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let site = super::site(&with_demo_config, &format!("{scheme}://{addr}"))?;
    let cdn = super::cdn(&with_demo_config)?;
    let store = super::store(common)?;
    let media = super::media(&with_demo_config)?;
    if serve.demo && (store.last_event().await? == 0 || demo::is_half_filled(&common.data)) {
        say(format_args!("filling {} with the demonstration newsroom", common.data.display()));
        demo::fill(common, store.clone(), media.clone(), &site).await?;
    }
    let site = super::with_sections(site, &*store).await?;
    let data = std::path::absolute(&common.data).unwrap_or(common.data.clone());
    say(format_args!("{} is at {scheme}://{addr}", site.name));
    say(format_args!("the desk is at {scheme}://{addr}/desk"));
    say(format_args!("stories and pictures live in {}", data.display()));
    let search = Live::with_model(super::model(&with_demo_config)?);
    let proxies = super::proxies(&with_demo_config)?;
    // The demonstration is nobody's news, and what nobody can come to is not to be told of.
    let is_demo = serve.demo || demo::is_in(&common.data);
    let ping = (!is_demo && outside::is_sent_from(&site)).then(|| Ping::of(&site)).flatten().map(Arc::new);
    let app = App { search, proxies, ping, ..App::new(store, site, media) };
    // Before anything is written, which is followed.
    app.follower.keep_in(&common.data.join("pages")).await;
    // Before the first page is made, which shows it.
    if let Err(error) = outside::make_site_card(&app).await {
        tracing::warn!(%error, "the site has no share picture");
    }
    if let Some(token) = accounts::first_owner_link(&*app.store, &Actor::command_line((app.now)())).await? {
        say(
            "nobody has an account yet. The first owner makes theirs here (once, within a day; a new start makes a new link):",
        );
        say(app.site().absolute(&format!("/desk/link/{token}")));
    }
    let cdn = cdn.map(|cdn| crate::cdn::start(&app, cdn));
    if let Some(addr) = metrics.as_ref().and_then(|listener| listener.local_addr().ok()) {
        say(format_args!("the program's numbers are at http://{addr}/metrics"));
    }
    let metrics = metrics.map(|listener| crate::metrics::start(listener, app.clone()));
    let index = projection::follow(app.store.clone(), Place::in_data(&common.data), app.search.clone());
    let scheduler = crate::scheduler::start(app.store.clone(), app.now);
    let worker = jobs::start(app.clone());
    let follower = crate::follow::start(app.clone());
    let outside = outside::follow::start(app.clone());
    let warming = crate::warm::start(app.clone());
    let improver = tokio::spawn(dateline_cache::improve(app.cache.clone()));
    let (tls, renewing) = tls.unzip();
    wire::serve(listener, app, wire::Limits::default(), tls, stop()).await;
    scheduler.abort();
    follower.abort();
    outside.abort();
    improver.abort();
    warming.abort();
    [renewing, metrics].iter().flatten().for_each(JoinHandle::abort);
    worker.stop().await;
    if let Some(cdn) = cdn {
        cdn.stop().await;
    }
    index.stop().await;
    say("stopped");
    Ok(())
}

/// Resolves when the program is told to stop.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
