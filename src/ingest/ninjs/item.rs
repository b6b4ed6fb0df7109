//! An item of ninjs, as far as it is read.

use serde::Deserialize;

/// A story, or a picture of one.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Item {
    pub uri: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is to the item that it belongs to.
    pub name: String,
    pub profile: String,
    pub pub_status: String,
    pub language: String,
    pub first_created: String,
    pub version_created: String,
    pub embargoed_until: String,
    pub title: String,
    pub slugline: String,
    pub by: String,
    pub located: String,
    pub ed_note: String,
    pub headlines: Vec<Written>,
    pub descriptions: Vec<Written>,
    pub bodies: Vec<Written>,
    pub people: Vec<Named>,
    pub subjects: Vec<Named>,
    pub info_sources: Vec<Named>,
    pub alt_ids: Vec<AltId>,
    pub renditions: Vec<Rendition>,
    pub associations: Vec<Item>,
}

/// A text in one of its roles.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Written {
    pub role: String,
    pub content_type: String,
    pub value: String,
}

/// Somebody or something.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    pub name: String,
    pub rel: String,
    pub role: String,
    pub uri: String,
    pub literal: String,
}

/// Another name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AltId {
    pub role: String,
    pub value: String,
}

/// A file of a picture.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rendition {
    pub href: String,
    pub width: u32,
    pub height: u32,
    pub poi: Option<Point>,
}

/// What must stay in view, in pixels.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Item {
    /// The name that it has in our own export.
    pub fn own(&self) -> Option<&str> {
        self.alt_ids.iter().find(|id| id.role == "dateline").map(|id| id.value.as_str())
    }
}

impl Written {
    /// Its words, on one line.
    pub fn line(&self) -> String {
        if self.content_type.contains("html") {
            crate::plain::text(&self.value)
        } else {
            dateline_story::normal::line(&self.value)
        }
    }
}

/// The words of a role; `None` where nothing is said.
pub fn role(texts: &[Written], role: &str) -> Option<String> {
    texts.iter().find(|text| text.role == role).map(Written::line).filter(|text| !text.is_empty())
}
