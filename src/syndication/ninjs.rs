//! A story as IPTC ninjs 3.1, for other newsrooms' systems.

use dateline_story::{CreditKind, State, text};
use serde_json::{Map, Value, json};

use crate::html;
use crate::told::{Told, image};

/// Where the standard's schema is.
const SCHEMA: &str = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

/// The role of the names that stories and pictures have here, by which our own import knows them again.
const OWN: &str = "dateline";

/// The story. Only what is published is `usable`; what was taken back is `canceled`, and anything else `withheld`.
pub fn write(told: &Told<'_>) -> String {
    let article = told.article;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!([]) {
            out.insert(name.to_owned(), value);
        }
    };
    put("uri", json!(told.url()));
    put("standard", json!({"name": "ninjs", "version": "3.1", "schema": SCHEMA}));
    put("type", json!("text"));
    put("representationType", json!("full"));
    put("profile", json!(article.kind.as_str()));
    put("pubStatus", json!(status(article.state)));
    put("language", json!(article.language.as_str()));
    if let State::Scheduled(at) = article.state {
        put("embargoedUntil", json!(format!("{at:.0}")));
    }
    if let Some(at) = article.first_published {
        put("firstCreated", json!(format!("{at:.0}")));
        put("contentCreated", json!(format!("{at:.0}")));
    }
    // A text that was never published is as it is now.
    let version = told.modified().unwrap_or(told.edition.now);
    put("versionCreated", json!(format!("{version:.0}")));
    put("title", json!(article.headline));
    put("slugline", json!(article.slug.as_str()));
    put("headlines", written(&[("main", Some(&article.headline)), ("short", article.short_headline.as_ref())]));
    let description = article.description.as_ref();
    put("descriptions", written(&[("standfirst", article.standfirst.as_ref()), ("summary", description)]));
    put("bodies", bodies(told));
    let names: Vec<String> = told.bylines().map(|(name, _)| name).collect();
    if !names.is_empty() {
        put("by", json!(told.edition.join(&names)));
    }
    put("people", told.bylines().map(|(name, uri)| json!({"name": name, "rel": "author", "uri": uri})).collect());
    put("located", json!(article.dateline));
    put("subjects", subjects(told));
    let source = |credit: &dateline_story::Credit| {
        let role = if credit.kind == CreditKind::Source { "source" } else { "inputs" };
        json!({"name": credit.agency, "role": role})
    };
    put("infoSources", article.credits.iter().map(source).collect());
    put("copyrightHolder", json!(told.edition.site.name));
    let id = article.id.to_string();
    put("altIds", json!([{"role": "internal", "value": id}, {"role": OWN, "value": id}]));
    put("associations", pictures(told));
    let corrections: Vec<String> =
        article.corrections.iter().map(|correction| format!("{:.0}: {}", correction.at, correction.text)).collect();
    if !corrections.is_empty() {
        put("edNote", json!(corrections.join("\n")));
    }
    Value::Object(out).to_string()
}

fn status(state: State) -> &'static str {
    match state {
        State::Published => "usable",
        State::Withdrawn | State::TakenDown => "canceled",
        State::Draft | State::InReview | State::Scheduled(_) => "withheld",
    }
}

fn written(texts: &[(&str, Option<&String>)]) -> Value {
    let given = texts.iter().filter_map(|(role, text)| Some((role, text.filter(|text| !text.is_empty())?)));
    given.map(|(role, text)| json!({"role": role, "contentType": "text/plain", "value": text})).collect()
}

fn bodies(told: &Told<'_>) -> Value {
    let body = html::blocks(told, &told.article.body);
    let plain = text::of_blocks(&told.article.body);
    let mut bodies = Vec::new();
    for (role, content_type, value) in [("main", "text/html", body), ("plain", "text/plain", plain)] {
        if !value.is_empty() {
            let words = told.article.body.as_slice();
            let words = text::of_blocks(words).split_whitespace().count();
            bodies.push(json!({
                "role": role,
                "contentType": content_type,
                "charCount": value.chars().count(),
                "wordCount": words,
                "value": value,
            }));
        }
    }
    json!(bodies)
}

fn subjects(told: &Told<'_>) -> Value {
    let section = json!({"name": told.section(), "rel": "section", "literal": told.article.section.as_str()});
    let topics =
        told.topics.iter().map(|topic| json!({"name": topic.name, "rel": "topic", "literal": topic.slug.as_str()}));
    std::iter::once(section).chain(topics).collect()
}

/// The pictures, the lead first, each an item of its own.
fn pictures(told: &Told<'_>) -> Value {
    let article = told.article;
    let lead = article.lead.iter().map(|figure| ("mainImage", figure));
    let body = dateline_story::block::figures(&article.body);
    let all = lead.chain(body.into_iter().map(|figure| ("image", figure)));
    let item = |(role, figure): (&str, &dateline_story::Figure)| {
        let picture = told.pictures.get(&figure.src)?;
        let shown = image(told.edition, picture, &figure.alt);
        let mut out = json!({
            "name": role,
            "uri": shown.url,
            "type": "picture",
            "altIds": [{"role": OWN, "value": figure.src}],
            "renditions": [{
                "name": "main",
                "href": shown.url,
                "contentType": "image/jpeg",
                "width": shown.width,
                "height": shown.height,
                "poi": {
                    "x": u32::from(figure.focus.x) * shown.width / 100,
                    "y": u32::from(figure.focus.y) * shown.height / 100,
                },
            }],
        });
        let caption = text::of_inlines(&figure.caption);
        let words = [("caption", Some(&caption)), ("alt", Some(&figure.alt))];
        let descriptions = written(&words);
        if descriptions != json!([]) {
            out["descriptions"] = descriptions;
        }
        if !figure.credit.is_empty() {
            out["by"] = json!(figure.credit);
        }
        Some(out)
    };
    all.filter_map(item).collect()
}
