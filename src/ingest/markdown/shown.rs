//! Whether and from when a text may be seen, by its front matter. In doubt it may not.
//!
//! Read are Hugo's keys (<https://gohugo.io/content-management/front-matter/>, `build` and `cascade` among them), Jekyll's
//! (<https://jekyllrb.com/docs/front-matter/>), Zola's (<https://www.getzola.org/documentation/content/page/>), Eleventy's, and what
//! themes and desks have made of them.

use dateline_story::Timestamp;
use jiff::tz::TimeZone;
use serde_yaml_ng::{Mapping, Value};

use super::fields::{Fields, Truth, scalar, truth};
use crate::{dates, plain};

/// Keys that hold a text back unless they say no.
const HOLD: [&str; 8] = [
    "headless",
    "private",
    "hidden",
    "unlisted",
    "protected",
    "members_only",
    "embargoed",
    "eleventyexcludefromcollections",
];

/// Keys that hold a text back unless they say yes.
const SHOW: [&str; 5] = ["render", "publish", "public", "visible", "listed"];

/// Keys that say in a word who may see a text.
const STATES: [&str; 4] = ["status", "state", "visibility", "access"];

/// The words among theirs that hide nothing.
const OPEN: [&str; 9] = ["publish", "published", "public", "live", "online", "visible", "open", "everyone", "free"];

/// Keys that name a secret without which a text was not shown.
const SECRETS: [&str; 3] = ["password", "passphrase", "passcode"];

/// Keys that say from when a text may be seen, where that is another instant than its date.
const FROM: [&str; 11] = [
    "publishdate",
    "publish_date",
    "publish_on",
    "publish_at",
    "pubdate",
    "published_at",
    "embargo",
    "embargo_until",
    "embargodate",
    "embargo_end",
    "go_live",
];

/// Keys that say until when.
const UNTIL: [&str; 6] = ["expirydate", "expiry_date", "unpublishdate", "unpublish_date", "expires", "expiration_date"];

/// What front matter says of it.
#[derive(Debug, Default, PartialEq)]
pub struct Shown {
    /// Whether its own system took it for a draft.
    pub draft: bool,
    /// Why else it was held back, in words.
    pub held: Vec<String>,
    /// What is to be told without holding it back.
    pub told: Vec<String>,
    /// From when it may be seen, where something says so.
    pub from: Option<Timestamp>,
}

/// Reads it. `zone` counts for dates without one.
pub fn shown(fields: &mut Fields, zone: &TimeZone, now: Timestamp) -> Shown {
    let mut shown = Shown::default();
    if let Some(value) = fields.take(&["draft"]) {
        match truth(&value) {
            Truth::Yes => shown.draft = true,
            Truth::No => {}
            Truth::Neither => shown.hold("draft", &value),
        }
    }
    for (keys, harmless) in [(&HOLD[..], Truth::No), (&SHOW, Truth::Yes)] {
        for key in keys {
            if let Some(value) = fields.take(&[key]).filter(|value| truth(value) != harmless) {
                shown.hold(key, &value);
            }
        }
    }
    for key in STATES {
        if let Some(value) = fields.take(&[key]) {
            let word = scalar(&value).unwrap_or_default().trim().to_lowercase();
            match word.as_str() {
                "draft" => shown.draft = true,
                word if OPEN.contains(&word) => {}
                _ => shown.hold(key, &value),
            }
        }
    }
    for key in SECRETS {
        if fields.take(&[key]).is_some() {
            shown.held.push(format!("it was behind a {key}, which no story can be"));
        }
    }
    for key in ["build", "_build"] {
        if let Some(Value::Mapping(build)) = fields.take(&[key]) {
            shown.built(key, &build);
        }
    }
    shown.permalink(fields);
    shown.from(fields, zone);
    shown.until(fields, zone, now);
    shown
}

impl Shown {
    fn hold(&mut self, key: &str, value: &Value) {
        let value = scalar(value).map_or_else(|| "…".to_owned(), |text| plain::glimpse(&text));
        self.held.push(format!("“{key}: {value}” held it back"));
    }

    /// Hugo's options of building: a page that is never rendered, or rendered and in no list.
    fn built(&mut self, key: &str, build: &Mapping) {
        for option in ["render", "list"] {
            let Some(value) = build.get(option) else { continue };
            let word = scalar(value).unwrap_or_default().trim().to_lowercase();
            if word != "always" && truth(value) != Truth::Yes {
                self.hold(&format!("{key}.{option}"), value);
            }
        }
    }

    /// Eleventy writes no page where the address is `false`; a text there is its address.
    fn permalink(&mut self, fields: &mut Fields) {
        let Some(value) = fields.take(&["permalink"]) else { return };
        if truth(&value) == Truth::No {
            self.hold("permalink", &value);
        } else {
            fields.put_back("permalink", value);
        }
    }

    fn from(&mut self, fields: &mut Fields, zone: &TimeZone) {
        // Of several the latest counts.
        for key in FROM {
            let Some(value) = fields.take(&[key]) else { continue };
            match (instant(&value, zone), truth(&value)) {
                (Some(at), _) => self.from = self.from.max(Some(at)),
                (None, Truth::No) => {}
                (None, _) => self.hold(key, &value),
            }
        }
        let Some(value) = fields.take(&["published"]) else { return };
        match (instant(&value, zone), truth(&value)) {
            (Some(at), _) => self.from = self.from.max(Some(at)),
            (None, Truth::Yes) => {}
            (None, Truth::No) => self.draft = true,
            (None, Truth::Neither) => self.hold("published", &value),
        }
    }

    fn until(&mut self, fields: &mut Fields, zone: &TimeZone, now: Timestamp) {
        for key in UNTIL {
            let Some(value) = fields.take(&[key]) else { continue };
            let text = scalar(&value).unwrap_or_default();
            match (instant(&value, zone), truth(&value)) {
                (None, Truth::No) => {}
                (Some(until), _) if until > now => self
                    .told
                    .push(format!("the old site would stop showing it on {text} ({key}); a story here has no end")),
                (Some(_), _) => self.held.push(format!("the old site stopped showing it on {text} ({key})")),
                (None, _) => self.hold(key, &value),
            }
        }
    }
}

fn instant(value: &Value, zone: &TimeZone) -> Option<Timestamp> {
    dates::instant(&scalar(value)?, zone)
}

/// The keys among these that this file reads, which Hugo's `cascade` hands down to what stands in a section.
pub fn handed_down(cascade: &Value) -> Vec<(String, Value)> {
    let one = |mapping: &Mapping| -> Vec<(String, Value)> {
        let inner = mapping.get("params").and_then(Value::as_mapping);
        let all = mapping.iter().chain(inner.into_iter().flatten());
        all.filter_map(|(key, value)| Some((key.as_str()?.to_lowercase(), value.clone())))
            .filter(|(key, _)| is_ours(key))
            .collect()
    };
    match cascade {
        Value::Mapping(mapping) => one(mapping),
        // Each for some pages only: whether for this one is not looked at, since in doubt a text may not be seen.
        Value::Sequence(list) => list.iter().filter_map(Value::as_mapping).flat_map(one).collect(),
        _ => Vec::new(),
    }
}

fn is_ours(key: &str) -> bool {
    let others = ["draft", "build", "_build", "published"];
    [&HOLD[..], &SHOW, &STATES, &SECRETS, &FROM, &UNTIL, &others].iter().any(|keys| keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-28T12:00:00Z";

    fn read(yaml: &str) -> (Shown, Vec<String>) {
        let mut fields = Fields::new(serde_yaml_ng::from_str(yaml).unwrap());
        let shown = shown(&mut fields, &TimeZone::UTC, NOW.parse().unwrap());
        (shown, fields.left())
    }

    #[test]
    fn every_way_of_saying_yes_and_no_is_understood() {
        for yes in ["true", "True", "yes", "on", "y", "1", "'on'"] {
            assert!(read(&format!("draft: {yes}")).0.draft, "{yes}");
            assert_eq!(read(&format!("published: {yes}")).0, Shown::default(), "{yes}");
        }
        for no in ["false", "no", "off", "n", "0", "'Off'"] {
            assert_eq!(read(&format!("draft: {no}")).0, Shown::default(), "{no}");
            assert!(read(&format!("published: {no}")).0.draft, "{no}");
        }
    }

    #[test]
    fn whatever_holds_a_text_back_does_and_is_told() {
        for held in [
            "draft: perhaps",
            "headless: true",
            "private: yes",
            "hidden: 1",
            "render: false",
            "publish: off",
            "visibility: members",
            "status: pending",
            "password: x",
            "build: {render: never}",
            "_build: {list: false}",
            "build: {render: link}",
            "permalink: false",
            "publishDate: soon",
            "expiryDate: 2023-06-01",
            "expires: 2026-11-28",
            "published: 31 May, we hope",
        ] {
            let (shown, left) = read(held);
            assert_eq!(shown.held.len(), 1, "{held}: {shown:?}");
            assert!(!shown.draft && left.is_empty(), "{held}: {left:?}");
        }
    }

    #[test]
    fn what_holds_nothing_back_does_not() {
        for open in [
            "headless: false",
            "private: no",
            "render: true",
            "status: publish",
            "visibility: Public",
            "build: {render: always, list: always}",
            "build: {publishResources: false}",
            "hidden:",
            "expires: false",
        ] {
            assert_eq!(read(open).0, Shown::default(), "{open}");
        }
        let (shown, left) = read("permalink: /2020/a.html");
        assert_eq!((shown, left.len()), (Shown::default(), 1));
    }

    #[test]
    fn the_latest_instant_counts_and_an_end_to_come_is_told() {
        let (shown, _) = read("publishDate: 2049-02-21\nembargo_until: 2050-01-01T00:00:00Z\nexpiryDate: 2051-01-01");
        assert_eq!(shown.from, "2050-01-01T00:00:00Z".parse().ok());
        assert!(shown.held.is_empty() && shown.told.len() == 1, "{shown:?}");
    }

    #[test]
    fn a_section_hands_down_what_hides_and_nothing_else() {
        let cascade = "{draft: true, author: A, params: {hidden: true}}";
        let keys = |yaml: &str| {
            handed_down(&serde_yaml_ng::from_str(yaml).unwrap()).into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert_eq!(keys(cascade), ["draft", "hidden"]);
        assert_eq!(keys("[{_target: {path: /a/**}, build: {render: never}}, {type: x}]"), ["build"]);
    }
}
