//! What a site that shows our stories is told of one (oEmbed 1.0, oembed.com): a card that it may frame.

use dateline_edition::Site;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::html::escaped;
use crate::told::{Image, Told};
use crate::uri;
use crate::xml::Xml;

/// How wide the card is at least and at most, in pixels.
pub const WIDTHS: (u32, u32) = (220, 600);

/// How high it is at least and at most, in pixels.
pub const HEIGHTS: (u32, u32) = (160, 480);

/// How long an answer may be kept, in seconds.
const CACHE: u32 = 3_600;

/// A format of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML.
    Xml,
}

impl Format {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Xml => "text/xml; charset=utf-8",
        }
    }

    /// The media type by which a page names the answer.
    pub fn discovery_type(self) -> &'static str {
        match self {
            Format::Json => "application/json+oembed",
            Format::Xml => "text/xml+oembed",
        }
    }
}

/// Where the answer about a page is, in a format.
pub fn address(site: &Site, page: &str, format: Format) -> String {
    let name = match format {
        Format::Json => "json",
        Format::Xml => "xml",
    };
    let escaped = utf8_percent_encode(page, NON_ALPHANUMERIC);
    uri::page(site, &format!("/oembed?format={name}&url={escaped}"))
}

/// The path of the card of a story at a path.
pub fn card_path(path: &str) -> String {
    format!("/embed{path}")
}

/// The answer about a story; nothing in it is wider or higher than asked.
pub fn write(told: &Told<'_>, format: Format, max_width: Option<u32>, max_height: Option<u32>) -> String {
    let site = &told.edition.site;
    let width = max_width.unwrap_or(WIDTHS.1).min(WIDTHS.1);
    let height = max_height.unwrap_or(HEIGHTS.1).min(HEIGHTS.1);
    let title = &told.article.headline;
    let source = uri::page(site, &card_path(&told.article.path()));
    let html = format!(
        "<iframe src=\"{}\" width=\"{width}\" height=\"{height}\" title=\"{}\" loading=\"lazy\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" style=\"border:0\"></iframe>",
        escaped(&source),
        escaped(title),
    );
    let fits = |image: &Image| {
        max_width.is_none_or(|most| image.width <= most) && max_height.is_none_or(|most| image.height <= most)
    };
    let thumbnail = told.image().filter(fits);
    let author = told.bylines().next();
    match format {
        Format::Json => {
            let mut out = json!({
                "type": "rich",
                "version": "1.0",
                "title": title,
                "provider_name": site.name,
                "provider_url": uri::page(site, "/"),
                "cache_age": CACHE,
                "html": html,
                "width": width,
                "height": height,
            });
            if let Some((name, url)) = author {
                out["author_name"] = json!(name);
                out["author_url"] = json!(url);
            }
            if let Some(image) = thumbnail {
                out["thumbnail_url"] = json!(image.url);
                out["thumbnail_width"] = json!(image.width);
                out["thumbnail_height"] = json!(image.height);
            }
            out.to_string()
        }
        Format::Xml => {
            let mut xml = Xml::document("oembed", &[]);
            xml.text("type", "rich");
            xml.text("version", "1.0");
            xml.text("title", title);
            if let Some((name, url)) = author {
                xml.text("author_name", &name);
                xml.text("author_url", &url);
            }
            xml.text("provider_name", &site.name);
            xml.text("provider_url", &uri::page(site, "/"));
            xml.text("cache_age", &CACHE.to_string());
            if let Some(image) = thumbnail {
                xml.text("thumbnail_url", &image.url);
                xml.text("thumbnail_width", &image.width.to_string());
                xml.text("thumbnail_height", &image.height.to_string());
            }
            xml.text("html", &html);
            xml.text("width", &width.to_string());
            xml.text("height", &height.to_string());
            xml.finish()
        }
    }
}
