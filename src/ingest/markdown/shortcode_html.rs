//! What Hugo's own shortcodes, and the common ones of its themes, stand for.

use dateline_story::normal;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::shortcode_tag::Tag;
use crate::html::UNRESOLVED;
use crate::plain::escape;

/// What a tag becomes.
#[derive(Debug, PartialEq, Eq)]
pub enum Made {
    /// Part of a line: HTML or an address.
    Inline(String),
    /// HTML that stands alone between blank lines.
    Block(String),
    /// The start of a frame around Markdown; this line of Markdown leads it, and may be empty.
    Frame(String),
    /// The start of a listing in a language, up to the closing tag.
    Listing(String),
    /// Nobody knows.
    Unknown,
}

/// Where references lead.
pub struct Site<'a> {
    /// The address of another file of the folder.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// Where files named by a relative path can be had.
    pub files: Option<&'a Url>,
}

/// What an opening tag becomes.
pub fn written_out(tag: &Tag, site: &Site<'_>) -> Made {
    match tag.name.as_str() {
        "ref" | "relref" | "link" | "tmp" => match tag.get_or(&["path"], 0) {
            Some(target) => Made::Inline((site.resolve)(target).unwrap_or_else(|| unresolved(target))),
            None => Made::Unknown,
        },
        "legacy-file" | "file" | "asset" => match tag.get_or(&["src", "file", "path"], 0) {
            Some(file) => Made::Inline(file_address(file, site)),
            None => Made::Unknown,
        },
        "asset-static" => match tag.get(&["file", "src"]) {
            Some(file) => link(&file_address(file, site), tag.get(&["label", "text"]).unwrap_or(file)),
            None => Made::Unknown,
        },
        "figure" | "img" | "image" | "img-right" | "img-left" | "img-flexible" | "legacy-img" | "legacy-img-right"
        | "picture" => picture(tag),
        "button" | "link-button" | "btn" => match tag.get_or(&["href", "url", "link"], 0) {
            Some(href) => link(href, tag.get_or(&["text", "label", "title"], 1).unwrap_or(href)),
            None => Made::Unknown,
        },
        "featured-resource" => match tag.get(&["link", "href", "url"]) {
            Some(target) => {
                let address = (site.resolve)(target).unwrap_or_else(|| unresolved(target));
                link(&address, tag.get(&["title", "kicker"]).unwrap_or(target))
            }
            None => Made::Unknown,
        },
        "quote-block" | "pullquote" | "blockquote" | "quote" if tag.get(&["text", "quote"]).is_some() => quote(tag),
        "highlight" if !tag.bare.is_empty() => Made::Listing(tag.bare[0].clone()),
        "note" | "box" | "ring" | "highlight" | "accordion" | "accordions" | "callout" | "alert" | "notice"
        | "details" | "info" | "tip" | "warning" | "admonition" | "aside" | "card" | "card-policy" | "card-prompt"
        | "card-quote" | "hint" | "expand" | "div" | "section" | "columns" | "column" | "tabs" | "tab" | "steps" => {
            Made::Frame(lead(tag))
        }
        _ => player(tag),
    }
}

/// An address that reports will name as one nothing answers to.
pub fn unresolved(target: &str) -> String {
    format!("{UNRESOLVED}{}", utf8_percent_encode(target, NON_ALPHANUMERIC))
}

fn file_address(file: &str, site: &Site<'_>) -> String {
    if normal::is_web_address(file) {
        return file.to_owned();
    }
    site.files
        .and_then(|base| base.join(file.trim_start_matches('/')).ok())
        .map_or_else(|| unresolved(file), String::from)
}

fn link(href: &str, words: &str) -> Made {
    Made::Inline(format!("<a href=\"{}\">{}</a>", attribute(href), super::body::line_html(words)))
}

fn picture(tag: &Tag) -> Made {
    let Some(src) = tag.get_or(&["src", "uid", "file", "path"], 0) else { return Made::Unknown };
    let alt = tag.get(&["alt"]).or(tag.get(&["title"])).unwrap_or_default();
    let caption = [tag.get(&["title"]).filter(|title| *title != alt), tag.get(&["caption", "text"])];
    let caption = caption.into_iter().flatten().map(super::body::line_html).collect::<Vec<_>>().join(" ");
    let credit = tag.get(&["credit", "attr", "attribution", "source"]).unwrap_or_default();
    let img = format!(
        "<img src=\"{}\" alt=\"{}\" data-caption=\"{}\" data-credit=\"{}\">",
        attribute(src),
        attribute(alt),
        escape(&caption),
        attribute(credit)
    );
    Made::Inline(match tag.get(&["link", "href"]) {
        Some(href) => format!("<a href=\"{}\">{img}</a>", attribute(href)),
        None => img,
    })
}

fn quote(tag: &Tag) -> Made {
    let words = super::body::line_html(tag.get(&["text", "quote"]).unwrap_or_default());
    let by =
        tag.get(&["cite", "author", "by", "source"]).map(|by| format!("<cite>{}</cite>", super::body::line_html(by)));
    Made::Block(format!("<blockquote><p>{words}</p>{}</blockquote>", by.unwrap_or_default()))
}

/// The line that leads a frame: its title, and where it links to.
fn lead(tag: &Tag) -> String {
    let mut parts = Vec::new();
    if let Some(kicker) = tag.get(&["kicker"]) {
        parts.push(format!("**{kicker}:**"));
    }
    if let Some(title) = tag.get(&["title", "heading", "summary", "intro", "header"]) {
        parts.push(if title.contains('*') { title.to_owned() } else { format!("**{title}**") });
    }
    if let Some(href) =
        tag.get(&["button-url", "src", "url", "href", "link"]).filter(|href| normal::is_web_address(href))
    {
        let words = tag.get(&["button-text", "label"]).unwrap_or(href);
        parts.push(format!("<a href=\"{}\">{}</a>", attribute(href), super::body::line_html(words)));
    }
    parts.join(" ").replace('\n', " ")
}

fn player(tag: &Tag) -> Made {
    let id = tag.get_or(&["id", "v", "video", "uid", "url", "src", "link"], 0);
    let Some(id) = id else { return Made::Unknown };
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    let url = match tag.name.as_str() {
        _ if !plain && !normal::is_web_address(id) => return Made::Unknown,
        "youtube" | "yt" | "vimeo" | "vimeo_simple" | "tweet" | "twitter" | "twitter_simple" | "x" | "x_simple"
        | "instagram" | "instagram_simple" | "facebook" | "fb-video" | "fb-post" | "tiktok" | "soundcloud"
        | "iframe" | "cspan-iframe" | "embed" | "video" | "audio" | "gist" | "spotify" | "slideshare"
            if !plain =>
        {
            id.to_owned()
        }
        "youtube" | "yt" => format!("https://www.youtube.com/watch?v={id}"),
        "vimeo" | "vimeo_simple" => format!("https://vimeo.com/{id}"),
        "tweet" | "twitter" | "twitter_simple" | "x" | "x_simple" => match (tag.get(&["user"]), tag.bare.get(1)) {
            (Some(user), _) => format!("https://twitter.com/{user}/status/{id}"),
            // Both without keys: first the user, then the number.
            (None, Some(number)) => format!("https://twitter.com/{id}/status/{number}"),
            (None, None) => format!("https://twitter.com/i/status/{id}"),
        },
        "instagram" | "instagram_simple" => format!("https://www.instagram.com/p/{id}/"),
        "gist" => match tag.bare.get(1) {
            Some(gist) => format!("https://gist.github.com/{id}/{gist}"),
            None => return Made::Unknown,
        },
        _ => return Made::Unknown,
    };
    // Inside a span the frame is part of a line wherever it stands, so Markdown after it stays Markdown.
    Made::Inline(frame(&url, tag.get(&["title", "caption"]).unwrap_or_default()))
}

/// A player's HTML.
pub fn frame(url: &str, title: &str) -> String {
    format!("<span><iframe src=\"{}\" title=\"{}\"></iframe></span>", attribute(url), attribute(title))
}

fn attribute(text: &str) -> String {
    // Backslashes and underscores mean something in Markdown, but not inside a tag.
    escape(&text.replace(['\n', '\r'], " "))
}
