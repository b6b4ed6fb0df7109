//! The configuration: `dateline.toml`, then the environment, then flags. What is wrong is named with its place.

mod fields;
mod outside;
mod overrides;

use std::path::{Path, PathBuf};

use dateline_edition::{Assets, Channel, Section, Site, Strings};
use dateline_media::Bucket;
use dateline_story::{Language, Slug};
use fields::{
    CdnFields, CdnKind, ChannelFields, MediaFields, Names, SearchFields, SectionFields, TimeZoneName, TlsFields,
    WebAddress,
};
use outside::{PolicyFields, SecurityFields, SyndicationFields};
use serde::Deserialize;
use thiserror::Error;

use crate::assets;
use crate::cdn::{self, Cdn};
use crate::proxies::{Network, Proxies};
use crate::wire::tls::Files;

pub use overrides::unknown_variables;

/// What is wrong with the configuration.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read the configuration {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's word for it.
        why: String,
    },
    /// A line of the file is wrong.
    #[error("{path}, line {line}{}: {why}", .key.as_ref().map(|key| format!(", key “{key}”")).unwrap_or_default())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key on that line, if there is one.
        key: Option<String>,
        /// What was expected.
        why: String,
    },
    /// An environment variable or a flag is wrong.
    #[error("{place}: {why}")]
    WrongOverride {
        /// `the environment variable DATELINE_URL`, `--set url`.
        place: String,
        /// What was expected.
        why: String,
    },
    /// What is said of the media store is not enough.
    #[error("the pictures' {0} is given, but no bucket: media.bucket names it")]
    NoBucket(&'static str),
    /// Of a certificate and its key one is missing.
    #[error("connections are to be encrypted, but tls.{0} is not given")]
    Tls(&'static str),
    /// What is said of whoever keeps copies of pages is not enough.
    #[error("pages are to be kept by {kind}, but cdn.{missing} is not given")]
    Cdn {
        /// Who.
        kind: &'static str,
        /// The key that is missing.
        missing: &'static str,
    },
    /// How to report a weakness is not said wholly.
    #[error("security.{0} is not given, without which there can be no security.txt (RFC 9116)")]
    Security(&'static str),
    /// A policy that nobody knows.
    #[error("policies: {0}")]
    Policies(String),
    /// Two sections or languages, or a section and a page of the site's own, have one address.
    #[error("{0}")]
    Sections(String),
}

/// The keys of `dateline.toml`. All may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    name: Option<String>,
    tagline: Option<String>,
    url: Option<WebAddress>,
    languages: Option<Vec<Language>>,
    time_zone: Option<TimeZoneName>,
    colophon: Option<Vec<String>>,
    channel: Option<ChannelFields>,
    sections: Option<Vec<SectionFields>>,
    media: Option<MediaFields>,
    search: Option<SearchFields>,
    proxies: Option<Vec<Network>>,
    cdn: Option<CdnFields>,
    tls: Option<TlsFields>,
    syndication: Option<SyndicationFields>,
    security: Option<SecurityFields>,
    policies: Option<PolicyFields>,
}

impl Keys {
    /// Takes what `over` says, and keeps the rest.
    fn overridden(self, over: Keys) -> Keys {
        Keys {
            name: over.name.or(self.name),
            tagline: over.tagline.or(self.tagline),
            url: over.url.or(self.url),
            languages: over.languages.or(self.languages),
            time_zone: over.time_zone.or(self.time_zone),
            colophon: over.colophon.or(self.colophon),
            channel: merged(self.channel, over.channel, ChannelFields::overridden),
            sections: over.sections.or(self.sections),
            media: merged(self.media, over.media, MediaFields::overridden),
            search: merged(self.search, over.search, SearchFields::overridden),
            proxies: over.proxies.or(self.proxies),
            cdn: merged(self.cdn, over.cdn, CdnFields::overridden),
            tls: merged(self.tls, over.tls, TlsFields::overridden),
            syndication: merged(self.syndication, over.syndication, SyndicationFields::overridden),
            security: merged(self.security, over.security, SecurityFields::overridden),
            policies: over.policies.or(self.policies),
        }
    }
}

/// A table of keys: what is above is taken, and what it leaves out from below.
fn merged<T>(below: Option<T>, above: Option<T>, overridden: fn(T, T) -> T) -> Option<T> {
    match (below, above) {
        (Some(below), Some(above)) => Some(overridden(below, above)),
        (below, above) => above.or(below),
    }
}

/// Reads the configuration. `file` is `None` where there is none; `settings` are flags, as `key=value`.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read(
    file: Option<&Path>,
    environment: &[(String, String)],
    settings: &[String],
    default_url: &str,
) -> Result<Site, Error> {
    site(keys(file, environment, settings)?, default_url)
}

/// Reads where pictures are kept: in a bucket, or, without one, in a folder beside the database.
///
/// # Errors
/// As for [`read`].
pub fn media(
    file: Option<&Path>,
    environment: &[(String, String)],
    settings: &[String],
) -> Result<Option<Bucket>, Error> {
    let fields = keys(file, environment, settings)?.media.unwrap_or_default();
    match fields {
        MediaFields { bucket: Some(name), region, endpoint } => {
            Ok(Some(Bucket { name, region, endpoint: endpoint.map(|address| address.0) }))
        }
        MediaFields { region: Some(_), .. } => Err(Error::NoBucket("region")),
        MediaFields { endpoint: Some(_), .. } => Err(Error::NoBucket("endpoint")),
        MediaFields { bucket: None, region: None, endpoint: None } => Ok(None),
    }
}

/// Reads which folder holds a static embedding model that related stories may use; `None` without one.
///
/// # Errors
/// As for [`read`].
pub fn model(
    file: Option<&Path>,
    environment: &[(String, String)],
    settings: &[String],
) -> Result<Option<PathBuf>, Error> {
    Ok(keys(file, environment, settings)?.search.unwrap_or_default().model)
}

/// Reads which proxies are believed when they say for whom they ask; those on this machine, where nothing is said.
///
/// # Errors
/// As for [`read`].
pub fn proxies(file: Option<&Path>, environment: &[(String, String)], settings: &[String]) -> Result<Proxies, Error> {
    Ok(keys(file, environment, settings)?.proxies.map(Proxies).unwrap_or_default())
}

/// Reads where the certificate is with which connections are encrypted; `None` where they are not.
///
/// # Errors
/// As for [`read`].
pub fn tls(file: Option<&Path>, environment: &[(String, String)], settings: &[String]) -> Result<Option<Files>, Error> {
    Ok(match keys(file, environment, settings)?.tls {
        None => None,
        Some(TlsFields { certificate: Some(certificate), key: Some(key) }) => Some(Files { certificate, key }),
        Some(TlsFields { certificate: None, .. }) => return Err(Error::Tls("certificate")),
        Some(TlsFields { key: None, .. }) => return Err(Error::Tls("key")),
    })
}

/// Reads who keeps copies of pages between us and the readers; `None` where nobody does.
///
/// # Errors
/// As for [`read`].
pub fn cdn(file: Option<&Path>, environment: &[(String, String)], settings: &[String]) -> Result<Option<Cdn>, Error> {
    let Some(fields) = keys(file, environment, settings)?.cdn else { return Ok(None) };
    let Some(kind) = fields.kind else { return Err(Error::Cdn { kind: "somebody", missing: "kind" }) };
    let given = |value: Option<String>, missing| value.ok_or(Error::Cdn { kind: kind.name(), missing });
    Ok(Some(match kind {
        CdnKind::Fastly => Cdn::Fastly {
            api: cdn::FASTLY.into(),
            service: given(fields.service, "service")?,
            key: given(fields.key.map(|key| key.0), "key")?,
        },
        CdnKind::Cloudflare => Cdn::Cloudflare {
            api: cdn::CLOUDFLARE.into(),
            zone: given(fields.zone, "zone")?,
            key: given(fields.key.map(|key| key.0), "key")?,
        },
        CdnKind::Varnish => {
            let addresses = fields.addresses.filter(|addresses| !addresses.is_empty());
            let addresses = addresses.ok_or(Error::Cdn { kind: kind.name(), missing: "addresses" })?;
            Cdn::Varnish { addresses: addresses.into_iter().map(|address| address.0).collect() }
        }
    }))
}

fn keys(file: Option<&Path>, environment: &[(String, String)], settings: &[String]) -> Result<Keys, Error> {
    let mut keys = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Error::Unreadable { path: path.to_owned(), why: error.to_string() })?;
            parse(path, &text)?
        }
        None => Keys::default(),
    };
    for over in overrides::read(environment, settings)? {
        keys = keys.overridden(over);
    }
    Ok(keys)
}

fn parse(path: &Path, text: &str) -> Result<Keys, Error> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let line = text[..at].matches('\n').count() + 1;
        let key =
            text.lines().nth(line - 1).and_then(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
        Error::Wrong { path: path.to_owned(), line, key, why: error.message().to_owned() }
    })
}

fn site(keys: Keys, default_url: &str) -> Result<Site, Error> {
    let zone = keys.time_zone.unwrap_or_default();
    let name = keys.name.unwrap_or_else(|| "Dateline".into());
    let channel = keys.channel.and_then(|fields| fields.channel(&name));
    let fields = keys.sections.unwrap_or_default();
    let sections: Vec<Section> = fields.into_iter().map(|fields| section(fields, &name)).collect();
    let languages =
        keys.languages.filter(|languages| !languages.is_empty()).unwrap_or_else(|| vec![Language::english()]);
    check_languages(&languages)?;
    check_sections(&sections, &languages)?;
    let (outside, policies) = outside::read(keys.syndication, keys.security, keys.policies)?;
    let asset = |name| assets::by_name(name).map_or("", |asset| asset.path);
    Ok(Site {
        name,
        tagline: keys.tagline.unwrap_or_else(|| "News, as it is reported.".into()),
        url: keys.url.map_or_else(|| default_url.to_owned(), |url| url.0),
        languages,
        sections,
        time_zone: zone.zone,
        time_zone_name: zone.name,
        channel,
        colophon: keys.colophon.unwrap_or_default(),
        share: None,
        policies: policies.into(),
        outside: outside.into(),
        strings: Strings::all().into(),
        assets: Assets {
            search: asset("search.js"),
            style: assets::style(),
            loader: asset("loader.js"),
            glue: asset("front.js"),
            wasm: asset("front.wasm"),
        },
    })
}

fn section(fields: SectionFields, site: &str) -> Section {
    let SectionFields { slug, name: Names(names), channel } = fields;
    Section { slug, names, channel: channel.and_then(|fields| fields.channel(site)) }
}

/// Each language has one front page.
fn check_languages(languages: &[Language]) -> Result<(), Error> {
    let twice = languages.iter().enumerate().find(|(index, language)| languages[..*index].contains(language));
    match twice {
        Some((_, language)) => Err(Error::Sections(format!("the language “{language}” is listed twice"))),
        None => Ok(()),
    }
}

/// A section's address must be its own: not another section's, a page's of the site, or a language's.
fn check_sections(sections: &[Section], languages: &[Language]) -> Result<(), Error> {
    for (index, section) in sections.iter().enumerate() {
        let slug: &Slug = &section.slug;
        if dateline_story::address::RESERVED.contains(&slug.as_str()) {
            return Err(Error::Sections(format!(
                "no section may be called “{slug}”: the site has a page of its own at /{slug}"
            )));
        }
        if languages.iter().any(|language| language.as_str() == slug.as_str()) {
            return Err(Error::Sections(format!(
                "no section may be called “{slug}”: /{slug} is the front page in that language"
            )));
        }
        if sections[..index].iter().any(|other| other.slug == *slug) {
            return Err(Error::Sections(format!("two sections are called “{slug}”")));
        }
    }
    Ok(())
}

impl ChannelFields {
    /// A channel needs an address; without a name it is the site's.
    fn channel(self, site: &str) -> Option<Channel> {
        let url = self.url?.0;
        Some(Channel { name: self.name.unwrap_or_else(|| site.to_owned()), url })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        parse(Path::new("dateline.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn names_the_line_the_key_and_what_was_expected() {
        let cases = [
            ("name = \"A\"\nnmae = \"B\"\n", "line 2, key “nmae”", "unknown field `nmae`, expected one of"),
            ("name = \"A\"\nurl = 3\n", "line 2, key “url”", "expected a string"),
            ("url = \"ftp://x\"", "line 1, key “url”", "https://"),
            ("languages = [\"en\", \"urdu please\"]", "line 1, key “languages”", "“urdu please” is not a language tag"),
            ("time_zone = \"Asia/Karachy\"", "line 1, key “time_zone”", "Asia/Karachi"),
            (
                "[channel]\nurl = \"https://x.example/a\"\nnmae = \"x\"",
                "line 3, key “nmae”",
                "expected `name` or `url`",
            ),
            ("[[sections]]\nslug = \"Pakistan News\"\nname = \"x\"", "line 2, key “slug”", "lower-case"),
            ("[[sections]]\nslug = \"a\"\nname = 4", "line 3, key “name”", "a name, or a table of names by language"),
            ("name = \"A", "line 1", ""),
        ];
        for (text, place, expected) in cases {
            let message = wrong(text);
            assert!(
                message.contains("dateline.toml") && message.contains(place) && message.contains(expected),
                "{text:?}: {message}"
            );
        }
    }

    #[test]
    fn environment_overrides_the_file_and_flags_override_both() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dateline.toml");
        std::fs::write(
            &file,
            "name = \"File\"\ntagline = \"T\"\n[channel]\nname = \"C\"\nurl = \"https://whatsapp.com/channel/1\"\n",
        )
        .unwrap();
        let environment = [
            ("DATELINE_NAME".to_owned(), "Environment".to_owned()),
            ("DATELINE_LANGUAGES".to_owned(), "[\"tr\", \"en\"]".to_owned()),
        ];
        let settings = ["name=Flag".to_owned(), "channel.url=https://whatsapp.com/channel/2".to_owned()];
        let site = read(Some(&file), &environment, &settings, "http://localhost").unwrap();
        assert_eq!((site.name.as_str(), site.tagline.as_str(), site.url.as_str()), ("Flag", "T", "http://localhost"));
        assert_eq!(site.languages[0].as_str(), "tr");
        assert_eq!(site.channel, Some(Channel { name: "C".into(), url: "https://whatsapp.com/channel/2".into() }));

        let error = |environment: &[(String, String)], settings: &[String]| {
            read(None, environment, settings, "").err().map(|error| error.to_string())
        };
        let message = error(&[("DATELINE_URL".into(), "nowhere".into())], &[]).unwrap();
        assert!(message.contains("DATELINE_URL") && message.contains("https://"), "{message}");
        let message = error(&[], &["nmae=x".into()]).unwrap();
        assert!(message.contains("--set nmae") && message.contains("expected one of"), "{message}");
        let message = error(&[], &["name".into()]).unwrap();
        assert!(message.contains("key=value"), "{message}");
    }

    #[test]
    fn pictures_are_in_a_folder_or_a_bucket() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dateline.toml");
        std::fs::write(&file, "[media]\nbucket = \"pictures\"\nregion = \"eu-1\"\n").unwrap();
        let endpoint = [("DATELINE_MEDIA_ENDPOINT".to_owned(), "https://s3.example/".to_owned())];
        let bucket = media(Some(&file), &endpoint, &["media.region=eu-2".into()]).unwrap().unwrap();
        let endpoint_given = Some("https://s3.example".to_owned());
        assert_eq!(bucket, Bucket { name: "pictures".into(), region: Some("eu-2".into()), endpoint: endpoint_given });
        assert_eq!(media(None, &[], &[]), Ok(None));
        let error = media(None, &endpoint, &[]).unwrap_err().to_string();
        assert!(error.contains("endpoint") && error.contains("media.bucket"), "{error}");
        assert!(wrong("[media]\nbuckett = \"x\"").contains("line 2, key “buckett”"));
    }

    #[test]
    fn a_model_is_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dateline.toml");
        std::fs::write(&file, "[search]\nmodel = \"models/potion\"\n").unwrap();
        assert_eq!(model(Some(&file), &[], &[]), Ok(Some("models/potion".into())));
        assert_eq!(model(Some(&file), &[], &["search.model=other".into()]), Ok(Some("other".into())));
        assert_eq!(model(None, &[], &[]), Ok(None));
        assert!(wrong("[search]\nmodels = \"x\"").contains("line 2, key “models”"));
    }

    #[test]
    fn proxies_are_those_on_this_machine_unless_others_are_listed() {
        assert_eq!(proxies(None, &[], &[]), Ok(Proxies::default()));
        let listed = "[\"172.16.0.0/12\", \"::1\"]";
        let one = proxies(None, &[("DATELINE_PROXIES".to_owned(), listed.to_owned())], &[]).unwrap();
        assert_eq!((one.0.len(), &one), (2, &proxies(None, &[], &[format!("proxies={listed}")]).unwrap()));
        assert!(wrong("proxies = [\"10.0.0.0/40\"]").contains("line 1, key “proxies”: “10.0.0.0/40” is no network"));
    }

    #[test]
    fn a_section_cannot_hide_another_page() {
        for (settings, expected) in [
            ("sections=[{slug=\"about\", name=\"A\"}]", "/about"),
            ("sections=[{slug=\"en\", name=\"A\"}]", "language"),
            ("languages=[\"en\", \"ur\", \"ur\"]", "listed twice"),
            ("sections=[{slug=\"a\", name=\"A\"}, {slug=\"a\", name=\"B\"}]", "two sections"),
        ] {
            let error = read(None, &[], &[settings.to_owned()], "").err().unwrap().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
