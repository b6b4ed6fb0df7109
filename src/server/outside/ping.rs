//! Telling others that something is new: WebSub hubs (W3C, section 4.1: the publisher notifies the hub) and IndexNow.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use dateline_edition::Site;
use dateline_store::jobs::NewJob;
use dateline_syndication::uri;
use serde_json::json;
use thiserror::Error;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use super::feeds;
use crate::app::App;

/// The kind of the job that tells a hub of a feed; its key is the hub's address and the feed's, without its ending.
pub const WEBSUB_JOB: &str = "websub";

/// The kind of the job that tells IndexNow of a story; its key is the story's path.
pub const INDEX_NOW_JOB: &str = "indexnow";

/// Where IndexNow is told; it tells the search engines that take part.
const INDEX_NOW: &str = "https://api.indexnow.org/indexnow";

/// How long one telling may take.
const LIMIT: Duration = Duration::from_secs(5);

/// How long somebody who did not answer is not asked again: there is one worker for everything.
const REST: Duration = Duration::from_secs(60);

/// How many times it may be told to ask elsewhere.
const HOPS: u32 = 3;

/// Who is told, and how.
pub struct Ping {
    hubs: Vec<String>,
    index_now: Option<String>,
    /// Where IndexNow is told.
    at: String,
    agent: ureq::Agent,
    /// Who did not answer, and when that was.
    silent: Mutex<HashMap<String, Instant>>,
}

/// Why somebody was not told.
#[derive(Debug, Error)]
pub enum Failure {
    /// Nobody answered, or it is not known what.
    #[error("{at}: {why}")]
    Unanswered {
        /// Who was told.
        at: String,
        /// What went wrong.
        why: Box<ureq::Error>,
    },
    /// The answer was a refusal.
    #[error("{at} answered with {status}")]
    Refused {
        /// Who was told.
        at: String,
        /// The status.
        status: u16,
    },
    /// It did not answer a moment ago.
    #[error("{0} did not answer a moment ago, and is left alone for a minute")]
    Silent(String),
    /// It is not configured any more.
    #[error("{0} is not in the configuration any more")]
    Unknown(String),
    /// Whoever tells broke off.
    #[error("telling it failed: {0}")]
    BrokenOff(#[from] tokio::task::JoinError),
}

impl Failure {
    /// Whether trying again can help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unanswered { .. } | Self::Silent(_) | Self::BrokenOff(_) => true,
            Self::Refused { status, .. } => *status == 429 || *status >= 500,
            Self::Unknown(_) => false,
        }
    }
}

/// Names that lead nowhere outside a house (RFC 6761, RFC 6762; ICANN's `.internal`; what routers call their own).
const WITHIN: [&str; 9] = ["localhost", "local", "internal", "intranet", "lan", "home", "test", "invalid", "onion"];

/// Whether a site is anywhere that others can come to: not from a developer's machine, nor from within a house.
pub fn is_sent_from(site: &Site) -> bool {
    let host = uri::host(site).trim_end_matches('.').to_ascii_lowercase();
    let last = host.rsplit('.').next().unwrap_or_default();
    let named = host.contains('.') && !WITHIN.contains(&last) && !host.ends_with(".home.arpa");
    match host.parse::<IpAddr>() {
        Ok(address) => is_public(address),
        Err(_) => named,
    }
}

/// Whether an address is one of the whole net's (IANA's registries of special-purpose addresses; RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_v4(four),
        IpAddr::V6(six) => match six.to_ipv4_mapped().or_else(|| embedded(six)) {
            Some(four) => is_public_v4(four),
            // Only 2000::/3 is given out; of it, 2001:db8::/32 is for documents and 2001::/23 for protocols.
            None => {
                let [first, second, ..] = six.segments();
                first & 0xe000 == 0x2000 && !(first == 0x2001 && (second == 0xdb8 || second < 0x200)) && first != 0x3fff
            }
        },
    }
}

/// The address that a translator would ask (RFC 6052, 64:ff9b::/96; RFC 3056, 2002::/16).
fn embedded(six: Ipv6Addr) -> Option<Ipv4Addr> {
    let octets = six.octets();
    match six.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some(Ipv4Addr::new(octets[12], octets[13], octets[14], octets[15])),
        [0x2002, ..] => Some(Ipv4Addr::new(octets[2], octets[3], octets[4], octets[5])),
        _ => None,
    }
}

fn is_public_v4(four: Ipv4Addr) -> bool {
    let [first, second, third, _] = four.octets();
    let special = matches!(
        (first, second, third),
        (0 | 10 | 127 | 224.., ..)
            | (169, 254, _)
            | (192, 168, _)
            | (100, 64..=127, _)
            | (172, 16..=31, _)
            | (198, 18..=19, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

/// Finds addresses, and no private ones: asked at each hop, so that none can lead there.
#[derive(Debug)]
struct PublicOnly(DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.0.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        all.iter().filter(|address: &&SocketAddr| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::new(
                std::io::ErrorKind::PermissionDenied,
                format!("{} is at a private address, where nothing is sent", uri.host().unwrap_or_default()),
            )));
        }
        Ok(public)
    }
}

fn config() -> ureq::config::Config {
    let agent =
        ureq::Agent::config_builder().timeout_global(Some(LIMIT)).max_redirects(HOPS).http_status_as_error(false);
    agent.proxy(None).user_agent("Dateline").build()
}

impl Ping {
    /// As a site's configuration says; `None` where nobody is to be told.
    pub fn of(site: &Site) -> Option<Self> {
        let agent =
            ureq::Agent::with_parts(config(), DefaultConnector::default(), PublicOnly(DefaultResolver::default()));
        Self::by(site, agent, INDEX_NOW)
    }

    /// The same, where those who are told may be on this machine: for tests, which stand in for them.
    pub fn of_this_machine(site: &Site, index_now: &str) -> Option<Self> {
        Self::by(site, config().new_agent(), index_now)
    }

    fn by(site: &Site, agent: ureq::Agent, at: &str) -> Option<Self> {
        let (hubs, index_now) = (site.outside.hubs.clone(), site.outside.index_now.clone());
        (!hubs.is_empty() || index_now.is_some()).then(|| Self {
            hubs,
            index_now,
            at: at.to_owned(),
            agent,
            silent: Mutex::default(),
        })
    }

    /// Queues what is to be told of a story and the feeds that it is in.
    ///
    /// # Errors
    /// The store's.
    pub async fn queue(&self, app: &App, path: &str, feeds: &[String]) -> Result<(), dateline_store::Error> {
        let now = (app.now)();
        let job = |kind: &str, key: String| NewJob {
            kind: kind.into(),
            key,
            payload: String::new(),
            // Pictures first: somebody waits for these.
            priority: -1,
            not_before: now,
        };
        for hub in &self.hubs {
            for feed in feeds {
                app.store.queue(job(WEBSUB_JOB, format!("{hub} {feed}")), now).await?;
            }
        }
        if self.index_now.is_some() {
            app.store.queue(job(INDEX_NOW_JOB, path.to_owned()), now).await?;
        }
        Ok(())
    }

    /// Tells a hub that a feed has changed, in all its formats.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn websub(&self, app: &App, key: &str) -> Result<(), Failure> {
        let (hub, feed) = key.split_once(' ').unwrap_or((key, ""));
        if !self.hubs.iter().any(|known| known == hub) {
            return Err(Failure::Unknown(hub.to_owned()));
        }
        let topics = feeds::addresses(app, feed);
        let mut form: Vec<(&str, String)> = vec![("hub.mode", "publish".into())];
        // Some hubs read the one name, some the other.
        form.extend(topics.iter().flat_map(|topic| [("hub.url", topic.clone()), ("hub.topic", topic.clone())]));
        let (agent, at) = (self.agent.clone(), hub.to_owned());
        let tell =
            move || told(&at, agent.post(&at).send_form(form.iter().map(|(name, value)| (*name, value.as_str()))));
        self.unless_silent(hub, tell).await
    }

    /// Tells somebody, unless they did not answer within the last minute.
    async fn unless_silent(
        &self,
        at: &str,
        tell: impl FnOnce() -> Result<(), Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        let silent = || self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        if silent().get(at).is_some_and(|since| since.elapsed() < REST) {
            return Err(Failure::Silent(at.to_owned()));
        }
        let told = tokio::task::spawn_blocking(tell).await?;
        match &told {
            Err(Failure::Unanswered { .. }) => drop(silent().insert(at.to_owned(), Instant::now())),
            _ => drop(silent().remove(at)),
        }
        told
    }

    /// Tells IndexNow that the story at a path has changed, or is gone.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn index_now(&self, app: &App, path: &str) -> Result<(), Failure> {
        let site = app.site();
        let Some(key) = self.index_now.clone() else { return Err(Failure::Unknown("IndexNow".into())) };
        let said = json!({
            "host": uri::host(&site),
            "key": key,
            "keyLocation": uri::page(&site, &format!("/{key}.txt")),
            "urlList": [uri::page(&site, path)],
        });
        let (agent, at) = (self.agent.clone(), self.at.clone());
        let tell = move || {
            let request = agent.post(&at).content_type("application/json; charset=utf-8");
            told(&at, request.send(said.to_string()))
        };
        self.unless_silent(&self.at, tell).await
    }
}

fn told(at: &str, sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<(), Failure> {
    match sent {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(Failure::Refused { at: at.to_owned(), status: answer.status().as_u16() }),
        Err(why) => Err(Failure::Unanswered { at: at.to_owned(), why: Box::new(why) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_to_or_from_private_addresses() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in
            ["1.1.1.1", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101"]
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_private_hub_is_not_told_by_name_either() {
        let agent =
            ureq::Agent::with_parts(config(), DefaultConnector::default(), PublicOnly(DefaultResolver::default()));
        for hub in ["http://localhost:9/", "http://127.0.0.1:9/", "http://[::1]:9/"] {
            let sent = agent.post(hub).send_form([("hub.mode", "publish")]);
            let failure = told(hub, sent).unwrap_err();
            assert!(failure.to_string().contains("private address"), "{failure}");
        }
    }
}
