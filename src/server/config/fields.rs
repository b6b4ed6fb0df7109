//! Values that are more than a string: each checks itself while it is read, so that the reader knows the line.

use std::fmt;
use std::path::PathBuf;

use dateline_story::{Language, Slug};
use jiff::tz::TimeZone;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// An absolute web address without a slash at the end.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct WebAddress(pub String);

impl TryFrom<String> for WebAddress {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('/');
        match dateline_story::normal::is_web_address(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(format!("“{text}” is no web address: expected one that begins with https:// or http://")),
        }
    }
}

/// An IANA time zone.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct TimeZoneName {
    /// Its name.
    pub name: String,
    /// Its rules.
    pub zone: TimeZone,
}

impl Default for TimeZoneName {
    fn default() -> Self {
        Self { name: "UTC".into(), zone: TimeZone::UTC }
    }
}

impl TryFrom<String> for TimeZoneName {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        match TimeZone::get(&name) {
            Ok(zone) => Ok(Self { name, zone }),
            Err(_) => {
                Err(format!("“{name}” is no time zone: expected an IANA name such as Asia/Karachi or Europe/Istanbul"))
            }
        }
    }
}

/// A WhatsApp channel.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelFields {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub url: Option<WebAddress>,
}

impl ChannelFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self { name: over.name.or(self.name), url: over.url.or(self.url) }
    }
}

/// Where pictures are kept.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaFields {
    /// The name of a bucket; without one they are in a folder.
    pub bucket: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// The address of a store other than Amazon's.
    pub endpoint: Option<WebAddress>,
}

impl MediaFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self {
            bucket: over.bucket.or(self.bucket),
            region: over.region.or(self.region),
            endpoint: over.endpoint.or(self.endpoint),
        }
    }
}

/// What search and related stories may use.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchFields {
    /// The folder of a static embedding model.
    pub model: Option<PathBuf>,
}

impl SearchFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self { model: over.model.or(self.model) }
    }
}

/// With what connections are encrypted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFields {
    /// The file of the certificate and those that vouch for it.
    pub certificate: Option<PathBuf>,
    /// The file of its private key.
    pub key: Option<PathBuf>,
}

impl TlsFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self { certificate: over.certificate.or(self.certificate), key: over.key.or(self.key) }
    }
}

/// Something that is in no message, whatever is wrong with it.
#[derive(Clone)]
pub struct Secret(pub String);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        match text.filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic())) {
            Some(text) => Ok(Self(text.to_owned())),
            None => {
                Err(D::Error::custom("what is given is no key: expected letters, digits and signs, without spaces"))
            }
        }
    }
}

/// Who keeps copies of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CdnKind {
    /// Fastly.
    Fastly,
    /// Cloudflare.
    Cloudflare,
    /// Varnish.
    Varnish,
}

impl CdnKind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fastly => "Fastly",
            Self::Cloudflare => "Cloudflare",
            Self::Varnish => "Varnish",
        }
    }
}

/// Who keeps copies of pages, and how they are told that a page is another.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CdnFields {
    /// Who.
    pub kind: Option<CdnKind>,
    /// Fastly's service.
    pub service: Option<String>,
    /// Cloudflare's zone.
    pub zone: Option<String>,
    /// The key that may purge; better in the environment than in a file.
    pub key: Option<Secret>,
    /// Where each Varnish is.
    pub addresses: Option<Vec<WebAddress>>,
}

impl fmt::Debug for CdnFields {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CdnFields").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl CdnFields {
    /// Takes what `over` says, and keeps the rest.
    pub fn overridden(self, over: Self) -> Self {
        Self {
            kind: over.kind.or(self.kind),
            service: over.service.or(self.service),
            zone: over.zone.or(self.zone),
            key: over.key.or(self.key),
            addresses: over.addresses.or(self.addresses),
        }
    }
}

/// A section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFields {
    /// The first part of its stories' addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Names,
    /// A channel of its own.
    pub channel: Option<ChannelFields>,
}

/// One name, or a name a language.
#[derive(Clone, Debug)]
pub struct Names(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or a table of names by language such as { en = \"World\", ur = \"دنیا\" }")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Names, E> {
        Ok(Names(vec![(String::new(), name.to_owned())]))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some((language, name)) = map.next_entry::<Language, String>()? {
            names.push((language.to_string(), name));
        }
        if names.is_empty() { Err(A::Error::custom("expected at least one name")) } else { Ok(Names(names)) }
    }
}
