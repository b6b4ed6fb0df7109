//! Telling that pages are others, in the terms of each who keeps copies.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

use serde_json::json;
use ureq::Agent;
use ureq::http::Request;

use super::{Cdn, Failure};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many tags are told at a time: Fastly takes 256, Cloudflare 100, and a field of Varnish's 8,192 bytes.
const AT_ONCE: usize = 100;

/// How much of a refusal is written down.
const SAID: u64 = 300;

/// Whoever tells; it holds connections.
pub struct Purger {
    agent: Agent,
    cdn: Cdn,
}

impl Purger {
    pub fn new(cdn: Cdn) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .allow_non_standard_methods(true);
        Self { agent: config.build().into(), cdn }
    }

    /// Tells that every page of these tags is another. Waits for the answer: not for a thread that serves.
    ///
    /// # Errors
    /// The first that failed; some may have been told.
    pub fn purge(&self, tags: &BTreeSet<String>) -> Result<(), Failure> {
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        // Whoever fails must not keep the others from being told.
        tags.chunks(AT_ONCE).map(|some| self.purge_some(some)).fold(Ok(()), Result::and)
    }

    fn purge_some(&self, tags: &[&str]) -> Result<(), Failure> {
        match &self.cdn {
            Cdn::Fastly { api, service, key } => {
                let request = Request::post(format!("{api}/service/{service}/purge"));
                self.send(api, request.header("fastly-key", key).header("surrogate-key", tags.join(" ")), String::new())
            }
            Cdn::Cloudflare { api, zone, key } => {
                let request = Request::post(format!("{api}/zones/{zone}/purge_cache"))
                    .header("authorization", format!("Bearer {key}"))
                    .header("content-type", "application/json");
                self.send(api, request, json!({ "tags": tags }).to_string())
            }
            Cdn::Varnish { addresses } => {
                let ban = |address: &String| {
                    let request = Request::builder().method("BAN").uri(address);
                    self.send(address, request.header("dateline-tags", tags.join("|")), String::new())
                };
                addresses.iter().map(ban).fold(Ok(()), Result::and)
            }
        }
    }

    fn send(&self, at: &str, request: ureq::http::request::Builder, body: String) -> Result<(), Failure> {
        let unanswered = |why| Failure::Unanswered { at: at.to_owned(), why: Box::new(why) };
        let request = request.body(body).map_err(|error| unanswered(ureq::Error::Http(error)))?;
        let mut answer = self.agent.run(request).map_err(unanswered)?;
        if answer.status().is_success() {
            return Ok(());
        }
        let mut said = Vec::new();
        // What came is written down, however it ended.
        let _ = answer.body_mut().as_reader().take(SAID).read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said).into_owned();
        Err(Failure::Refused { at: at.to_owned(), status: answer.status().as_u16(), said })
    }
}
