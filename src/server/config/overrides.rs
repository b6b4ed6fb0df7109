//! Keys from the environment (`DATELINE_URL`, `DATELINE_CHANNEL_URL`) and from flags (`--set channel.url=…`).
//!
//! A value is read as TOML (`["en", "ur"]`), and as plain text where that fits better (`https://example.org`).

use super::{Error, Keys};

const PREFIX: &str = "DATELINE_";

/// Keys as they stand in a file, by the ending of their variable.
const VARIABLES: [(&str, &str); 34] = [
    ("NAME", "name"),
    ("TAGLINE", "tagline"),
    ("URL", "url"),
    ("LANGUAGES", "languages"),
    ("TIME_ZONE", "time_zone"),
    ("COLOPHON", "colophon"),
    ("CHANNEL", "channel"),
    ("CHANNEL_NAME", "channel.name"),
    ("CHANNEL_URL", "channel.url"),
    ("SECTIONS", "sections"),
    ("MEDIA_BUCKET", "media.bucket"),
    ("MEDIA_REGION", "media.region"),
    ("MEDIA_ENDPOINT", "media.endpoint"),
    ("SEARCH_MODEL", "search.model"),
    ("PROXIES", "proxies"),
    ("TLS_CERTIFICATE", "tls.certificate"),
    ("TLS_KEY", "tls.key"),
    ("CDN", "cdn"),
    ("CDN_KIND", "cdn.kind"),
    ("CDN_SERVICE", "cdn.service"),
    ("CDN_ZONE", "cdn.zone"),
    ("CDN_KEY", "cdn.key"),
    ("CDN_ADDRESSES", "cdn.addresses"),
    ("SYNDICATION_FEEDS", "syndication.feeds"),
    ("SYNDICATION_HUBS", "syndication.hubs"),
    ("SYNDICATION_INDEX_NOW", "syndication.index_now"),
    ("SYNDICATION_NINJS", "syndication.ninjs"),
    ("SYNDICATION_AI", "syndication.ai"),
    ("SYNDICATION_CLOSED", "syndication.closed"),
    ("SYNDICATION_LICENCE", "syndication.licence"),
    ("SYNDICATION_ADS", "syndication.ads"),
    ("SYNDICATION_HUMANS", "syndication.humans"),
    ("SECURITY_CONTACT", "security.contact"),
    ("SECURITY_EXPIRES", "security.expires"),
];

/// Variables that are ours and no key of the configuration: flags', the build's and the tests'.
const OTHERS: [&str; 10] =
    ["METRICS", "LOG_FORMAT", "DATA", "ADDR", "CONFIG", "LOG", "CACHE", "SITE", "BINARY", "CHROMIUM"];

/// Variables that look like ours and mean nothing: likely misspelt.
pub fn unknown_variables(environment: &[(String, String)]) -> Vec<String> {
    let ours = environment.iter().filter_map(|(name, _)| name.strip_prefix(PREFIX));
    ours.filter(|ending| !OTHERS.contains(ending) && !VARIABLES.iter().any(|(known, _)| known == ending))
        .map(|ending| format!("{PREFIX}{ending}"))
        .collect()
}

/// What the environment says, then what the flags say.
pub fn read(environment: &[(String, String)], settings: &[String]) -> Result<Vec<Keys>, Error> {
    let mut found = Vec::new();
    for (ending, key) in VARIABLES {
        let name = format!("{PREFIX}{ending}");
        if let Some((_, value)) = environment.iter().find(|(other, _)| *other == name) {
            found.push(
                one(key, value)
                    .map_err(|why| Error::WrongOverride { place: format!("the environment variable {name}"), why })?,
            );
        }
    }
    for setting in settings {
        let place = || format!("--set {}", setting.split('=').next().unwrap_or_default());
        let Some((key, value)) = setting.split_once('=') else {
            return Err(Error::WrongOverride {
                place: place(),
                why: "expected key=value, such as url=https://example.org".into(),
            });
        };
        found.push(one(key.trim(), value).map_err(|why| Error::WrongOverride { place: place(), why })?);
    }
    Ok(found)
}

/// Reads `key = value` as a file of one line.
fn one(key: &str, value: &str) -> Result<Keys, String> {
    let plain = toml::Value::String(value.to_owned()).to_string();
    let as_text = toml::from_str(&format!("{key} = {plain}"));
    match (toml::from_str(&format!("{key} = {value}")), as_text) {
        (Ok(keys), _) | (Err(_), Ok(keys)) => Ok(keys),
        (Err(error), Err(as_text)) => {
            // Of the two failures, the one that understood the value's form says more.
            let toml_value = toml::from_str::<toml::Table>(&format!("value = {value}")).is_ok();
            Err(if toml_value { error } else { as_text }.message().to_owned())
        }
    }
}
