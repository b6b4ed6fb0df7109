//! The web app manifest (W3C): how the site stands on a phone's home screen.

use dateline_edition::Edition;
use serde_json::json;

/// The sides of the icons in pixels.
pub const ICONS: [u32; 2] = [192, 512];

/// The path of an icon.
pub fn icon(side: u32) -> String {
    format!("/icon-{side}.png")
}

/// The manifest, in the site's main language.
pub fn write(edition: &Edition) -> String {
    let site = &edition.site;
    let icons = ICONS.iter().map(
        |side| json!({"src": icon(*side), "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": "any"}),
    );
    json!({
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "description": site.tagline,
        "lang": edition.language.as_str(),
        "dir": edition.language.direction().as_str(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": "#ffffff",
        "background_color": "#ffffff",
        "categories": ["news"],
        "icons": icons.collect::<Vec<_>>(),
    })
    .to_string()
}
