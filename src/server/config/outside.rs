//! What goes out and to whom: `[syndication]`, `[security]` and `[policies]`.

use std::collections::BTreeMap;

use dateline_edition::{Ai, Crawlers, FeedText, Outside, Policies, Security};
use dateline_story::Timestamp;
use serde::Deserialize;

use super::Error;
use super::fields::WebAddress;

/// How stories go out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyndicationFields {
    /// How much of a story a feed holds: `full` or `summary`.
    feeds: Option<FeedText>,
    /// The WebSub hubs that are told of new stories.
    hubs: Option<Vec<WebAddress>>,
    /// IndexNow's key.
    index_now: Option<IndexNowKey>,
    /// Whether stories can be had as ninjs.
    ninjs: Option<bool>,
    /// What crawlers that read for language models may: `allow`, `search-only` or `deny`.
    ai: Option<Ai>,
    /// Paths that no crawler may read.
    closed: Option<Vec<RootPath>>,
    /// The address of an RSL licence.
    licence: Option<WebAddress>,
    /// The lines of `ads.txt`.
    ads: Option<Vec<Line>>,
    /// The lines of `humans.txt`.
    humans: Option<Vec<Line>>,
}

impl SyndicationFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self {
            feeds: over.feeds.or(self.feeds),
            hubs: over.hubs.or(self.hubs),
            index_now: over.index_now.or(self.index_now),
            ninjs: over.ninjs.or(self.ninjs),
            ai: over.ai.or(self.ai),
            closed: over.closed.or(self.closed),
            licence: over.licence.or(self.licence),
            ads: over.ads.or(self.ads),
            humans: over.humans.or(self.humans),
        }
    }
}

/// A key that IndexNow takes: 8 to 128 letters, digits and hyphens.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct IndexNowKey(String);

impl TryFrom<String> for IndexNowKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let fits =
            (8..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        // `/KEY.txt` must not be another file of the site's.
        let taken = ["ads", "humans", "security", "robots"].contains(&text.as_str());
        match fits && !taken {
            true => Ok(Self(text)),
            false => Err(format!("“{text}” is no IndexNow key: expected 8 to 128 letters, digits and hyphens")),
        }
    }
}

/// A path from the root, for `robots.txt`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct RootPath(String);

impl TryFrom<String> for RootPath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let fits = text.starts_with('/') && !text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '#');
        match fits {
            true => Ok(Self(text)),
            false => Err(format!("“{text}” is no path: expected one that begins with / and holds no spaces")),
        }
    }
}

/// A line of a text file.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Line(String);

impl TryFrom<String> for Line {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.contains(['\n', '\r']) { Err("expected one line an entry".into()) } else { Ok(Self(text)) }
    }
}

/// How to report a weakness.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityFields {
    /// The best way first.
    contact: Option<Vec<Contact>>,
    /// Until when this is true.
    expires: Option<Instant>,
    /// A key's address.
    encryption: Option<Contact>,
    /// The policy's address.
    policy: Option<Contact>,
    /// The address of those who are thanked.
    acknowledgments: Option<Contact>,
}

impl SecurityFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self {
            contact: over.contact.or(self.contact),
            expires: over.expires.or(self.expires),
            encryption: over.encryption.or(self.encryption),
            policy: over.policy.or(self.policy),
            acknowledgments: over.acknowledgments.or(self.acknowledgments),
        }
    }

    fn read(self) -> Result<Security, Error> {
        let missing = |key| Error::Security(key);
        let contact = self.contact.filter(|contact| !contact.is_empty()).ok_or(missing("contact"))?;
        let text = |contact: Option<Contact>| contact.map(|contact| contact.0);
        Ok(Security {
            contact: contact.into_iter().map(|contact| contact.0).collect(),
            expires: self.expires.ok_or(missing("expires"))?.0,
            encryption: text(self.encryption),
            policy: text(self.policy),
            acknowledgments: text(self.acknowledgments),
        })
    }
}

/// An address as `security.txt` holds them (RFC 9116, section 2.5).
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Contact(String);

impl TryFrom<String> for Contact {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let schemes = ["mailto:", "tel:", "https://", "openpgp4fpr:", "dns:"];
        let known = schemes.iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
        match known && !text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            true => Ok(Self(text)),
            false => Err(format!("“{text}” is no address: expected mailto:…, tel:… or https://…")),
        }
    }
}

/// An instant, or the day at whose beginning it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "toml::Value")]
struct Instant(Timestamp);

impl TryFrom<toml::Value> for Instant {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let text = match &value {
            toml::Value::String(text) => text.trim().to_owned(),
            toml::Value::Datetime(at) => at.to_string(),
            _ => return Err("expected a date such as 2027-06-30".into()),
        };
        let whole = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.clone() };
        whole.parse().map(Self).map_err(|_| format!("“{text}” is no date: expected one such as 2027-06-30"))
    }
}

/// Where the newsroom says how it works: names of [`Policies`] and addresses, on the site or elsewhere.
pub type PolicyFields = BTreeMap<String, PolicyAddress>;

/// A policy's address: from the root, or absolute.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct PolicyAddress(String);

impl TryFrom<String> for PolicyAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let here = text.starts_with('/') && !text.starts_with("//");
        match here || dateline_story::normal::is_web_address(&text) {
            true => Ok(Self(text)),
            false => Err(format!("“{text}” is no address: expected one that begins with / or https://")),
        }
    }
}

/// What the configuration says of all of it.
///
/// # Errors
/// What is missing, or a policy that nobody knows.
pub fn read(
    syndication: Option<SyndicationFields>,
    security: Option<SecurityFields>,
    policies: Option<PolicyFields>,
) -> Result<(Outside, Policies), Error> {
    let fields = syndication.unwrap_or_default();
    let lines = |lines: Option<Vec<Line>>| lines.unwrap_or_default().into_iter().map(|line| line.0).collect();
    let outside = Outside {
        feeds: fields.feeds.unwrap_or_default(),
        hubs: fields.hubs.unwrap_or_default().into_iter().map(|hub| hub.0).collect(),
        index_now: fields.index_now.map(|key| key.0),
        ninjs: fields.ninjs.unwrap_or_default(),
        crawlers: Crawlers {
            closed: fields.closed.unwrap_or_default().into_iter().map(|path| path.0).collect(),
            ai: fields.ai.unwrap_or_default(),
            licence: fields.licence.map(|address| address.0),
        },
        security: security.map(SecurityFields::read).transpose()?,
        ads: lines(fields.ads),
        humans: lines(fields.humans),
    };
    let named = policies.unwrap_or_default().into_iter().map(|(name, address)| (name, toml::Value::String(address.0)));
    let policies = toml::Value::Table(named.collect())
        .try_into()
        .map_err(|error: toml::de::Error| Error::Policies(error.message().to_owned()))?;
    Ok((outside, policies))
}
