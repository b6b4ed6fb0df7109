//! `dateline export html`: what readers see, as files. Every page is asked of the router, as a reader would, so that nothing is in the
//! copy that readers may not read.

mod place;
mod rewrite;
mod tag;

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{app, write};
use crate::app::App;
use crate::cli::Common;
use crate::command::say::say;
use place::Place;

/// How many addresses that led nowhere are named.
const NAMED: usize = 10;

/// Writes the copy.
pub async fn run(common: &Common, dir: &Path) -> anyhow::Result<()> {
    // What is no longer public must not stay among what is.
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("the folder {} is not empty: a copy of the site needs one of its own", dir.display());
    }
    let app = app(common).await?;
    let mut copy = Copy {
        router: app.clone().router(),
        site: app.site().url.clone(),
        dir: dir.to_owned(),
        queue: VecDeque::new(),
        known: HashSet::new(),
        pages: 0,
        nowhere: Vec::new(),
    };
    for address in first(&app).await? {
        copy.want(&address);
    }
    while let Some(address) = copy.queue.pop_front() {
        copy.take(&address).await.with_context(|| address.clone())?;
    }
    say(format_args!("{} pages written to {}: open index.html", copy.pages, dir.display()));
    if !copy.nowhere.is_empty() {
        say(format_args!("{} addresses that pages name lead nowhere on the site either:", copy.nowhere.len()));
        copy.nowhere.iter().take(NAMED).for_each(|address| say(format_args!("  {address}")));
    }
    Ok(())
}

/// Where the copy begins; everything else is named by these pages.
async fn first(app: &App) -> anyhow::Result<Vec<String>> {
    let site = app.site();
    let mut out: Vec<String> = site.languages.iter().map(|language| site.front(language)).collect();
    let more = ["/latest", "/about", "/feeds", "/feeds.opml", "/sitemap.xml", "/robots.txt"];
    out.extend(more.map(str::to_owned));
    out.extend(app.store.sections().await?.into_iter().map(|(section, _)| format!("/{section}")));
    Ok(out)
}

struct Copy {
    router: Router,
    site: String,
    dir: PathBuf,
    queue: VecDeque<String>,
    /// The files that are wanted, by their paths.
    known: HashSet<String>,
    pages: usize,
    nowhere: Vec<String>,
}

impl Copy {
    fn want(&mut self, address: &str) {
        if let Place::File(file) = place::of(address)
            && self.known.insert(file)
        {
            self.queue.push_back(address.to_owned());
        }
    }

    /// Asks for an address, writes what is there, and wants what that names.
    async fn take(&mut self, address: &str) -> anyhow::Result<()> {
        let Place::File(file) = place::of(address) else { return Ok(()) };
        let request = Request::get(address).body(Body::empty()).context("this is no address")?;
        let response = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        let field = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if parts.status.is_redirection() {
            return self.redirect(&file, field(header::LOCATION));
        }
        if parts.status != StatusCode::OK {
            self.nowhere.push(address.to_owned());
            return Ok(());
        }
        let kind = field(header::CONTENT_TYPE).to_owned();
        let body = body.collect().await.map_err(|error| anyhow::anyhow!("it breaks off: {error}"))?.to_bytes();
        let path = self.dir.join(&file);
        if kind.starts_with("text/html") {
            let page = rewrite::page(&String::from_utf8_lossy(&body), &file, &self.site);
            page.names.iter().for_each(|name| self.want(name));
            self.pages += 1;
            return write(&path, page.html.as_bytes());
        }
        if address == "/sitemap.xml" {
            self.parts(&String::from_utf8_lossy(&body));
        }
        write(&path, &body)
    }

    /// The parts of a sitemap, which name pages that are wanted anyway.
    fn parts(&mut self, index: &str) {
        for part in index.split("<loc>").skip(1) {
            let address = part.split("</loc>").next().unwrap_or_default();
            if let Some(path) = address.strip_prefix(&self.site) {
                let path = path.to_owned();
                self.want(&path);
            }
        }
    }

    /// A page that leads on to another.
    fn redirect(&mut self, file: &str, to: &str) -> anyhow::Result<()> {
        let own = to.strip_prefix(self.site.as_str()).unwrap_or(to).to_owned();
        let to = match place::of(&own) {
            Place::File(target) if own.starts_with('/') => {
                self.want(&own);
                place::between(file, &target)
            }
            _ => to.to_owned(),
        };
        let to = dateline_syndication::html::escaped(&to);
        let html = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{to}</title>\
             <meta http-equiv=\"refresh\" content=\"0; url={to}\"></head><body><p><a href=\"{to}\">{to}</a></p></body></html>"
        );
        write(&self.dir.join(file), html.as_bytes())
    }
}
