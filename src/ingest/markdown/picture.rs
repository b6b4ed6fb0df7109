//! Where a file's pictures are.

use dateline_story::{Figure, Inline, normal};
use serde_yaml_ng::Value;

use super::fields::{Fields, scalar};
use super::folder::Folder;
use super::{Options, body, index};
use crate::incoming::Origin;
use crate::plain;

/// Finds a picture that the file at `path` names: on the web, beside the file, in the folder, or in the folder's
/// `static`, `assets` or `public`; where the folder is a site's `content`, also in those beside it.
pub fn locate(src: &str, path: &str, folder: &Folder, options: &Options) -> Option<Origin> {
    if normal::is_web_address(src) {
        return Some(Origin::Web(src.to_owned()));
    }
    let plain = src.split(['?', '#']).next().unwrap_or_default();
    let plain = percent_encoding::percent_decode_str(plain).decode_utf8_lossy();
    let beside = index::join(path.rsplit_once('/').map_or("", |(parent, _)| parent), &plain);
    let from_root = index::join("", &plain);
    let elsewhere = ["static", "assets", "public"].map(|dir| format!("{dir}/{from_root}"));
    let above = (folder.name == "content").then(|| elsewhere.clone().map(|path| format!("../{path}")));
    for candidate in [beside, from_root.clone()].into_iter().chain(elsewhere).chain(above.into_iter().flatten()) {
        // A file's own metadata: a link could lead out of the folder.
        if !candidate.is_empty()
            && std::fs::symlink_metadata(folder.root.join(&candidate)).is_ok_and(|file| file.is_file())
        {
            return Some(Origin::File(candidate));
        }
    }
    let url = options.pictures.as_ref()?.join(&from_root).ok()?;
    Some(Origin::Web(url.into()))
}

/// The picture at the story's head, from whichever keys name it.
pub fn lead(fields: &mut Fields) -> Option<Figure> {
    let value = fields.take(&[
        "lead",
        "featured_image",
        "primary_image",
        "cover",
        "image",
        "images",
        "featured",
        "hero",
        "hero_image",
        "banner",
        "thumbnail",
        "feature_image",
        "featuredimage",
    ]);
    let beside = |fields: &mut Fields, keys: &[&str]| fields.text(keys);
    let alt = beside(fields, &["image_alt", "imagealt", "featured_image_alt", "cover_alt", "alt"]);
    let caption = beside(fields, &["image_caption", "featured_image_caption", "cover_caption", "caption"]);
    let credit = beside(fields, &["image_credit", "featured_image_credit", "cover_credit", "photo_credit"]);
    let value = match value? {
        Value::Sequence(list) => list.into_iter().next()?,
        value => value,
    };
    let inner =
        |keys: &[&str]| keys.iter().find_map(|key| value.get(*key).and_then(scalar)).map(|text| text.trim().to_owned());
    let src =
        scalar(&value).or_else(|| inner(&["src", "url", "image", "path", "file", "uid", "filename", "relative"]))?;
    let caption =
        inner(&["caption", "title"]).map(|text| plain::text(&body::line_html(&text))).or(caption).unwrap_or_default();
    let figure = Figure {
        src: normal::href(&src),
        alt: inner(&["alt", "imagealt", "image_alt"]).map(|alt| plain::text(&alt)).or(alt).unwrap_or_default(),
        caption: normal::inlines(vec![Inline::Text(caption)]),
        credit: inner(&["credit", "attribution", "source"])
            .map(|credit| plain::text(&credit))
            .or(credit)
            .unwrap_or_default(),
        ..Figure::default()
    };
    (!figure.src.is_empty()).then_some(figure)
}
