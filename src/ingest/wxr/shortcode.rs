//! WordPress's shortcodes, written out as the HTML they stand for.

use std::collections::HashMap;
use std::ops::Range;

use dateline_story::normal;

use super::attachments::{Attachment, Attachments};
use crate::html::{self, NOTE};
use crate::plain::{escape, glimpse};

/// What shortcodes may refer to.
pub struct Around<'a> {
    /// The media library.
    pub attachments: &'a Attachments,
    /// The post's number: a gallery without numbers shows what was uploaded to the post.
    pub post: Option<u64>,
}

/// A shortcode's opening tag.
struct Tag<'a> {
    name: &'a str,
    named: Vec<(&'a str, String)>,
    bare: Vec<String>,
    /// Where it ends.
    end: usize,
    closed: bool,
}

/// The longest tag looked at; what is longer is text.
const MAX_TAG: usize = 4_000;

/// How many times longer than its source the text may become, beside a mebibyte.
const MAX_GROWTH: usize = 16;

/// `text` with its shortcodes written out; unknown ones stay as they are. `lose` hears of those and of what was missing.
pub fn expand(text: &str, around: &Around<'_>, lose: &mut dyn FnMut(String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut in_tag = false;
    let closers = closers(text);
    while let Some(found) = text[at..].find(['[', '<', '>']) {
        let here = at + found;
        let rest = &text[here..];
        out.push_str(&text[at..here]);
        at = here + 1;
        match rest.as_bytes().first() {
            Some(b'<') => in_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'),
            Some(b'>') => in_tag = false,
            _ if in_tag => {}
            _ => {
                // Doubled brackets are how a post about shortcodes shows one.
                if rest.starts_with("[[")
                    && let Some(end) = window(rest).find("]]")
                    && tag(&rest[1..=end]).is_some()
                {
                    out.push_str(&escape(&rest[1..=end]));
                    at = here + end + 2;
                    continue;
                }
                if let Some(tag) = tag(rest) {
                    let after = &rest[tag.end..];
                    let close_len = tag.name.len() + "[/]".len();
                    let inner_from = here + tag.end;
                    let closer =
                        closers.get(tag.name).and_then(|all| all.get(all.partition_point(|at| *at < inner_from)));
                    let content = closer.filter(|_| !tag.closed).map(|at| &after[..at - inner_from]);
                    let too_long = out.len() > text.len() * MAX_GROWTH + (1 << 20);
                    let (html, takes_content) =
                        if too_long { (None, false) } else { written_out(&tag, content, around, lose) };
                    if let Some(html) = html {
                        out.push_str(&html);
                        at = here
                            + tag.end
                            + content.filter(|_| takes_content).map_or(0, |content| content.len() + close_len);
                        continue;
                    }
                    if !tag.named.is_empty() || content.is_some() {
                        lose(format!(
                            "the shortcode [{}] is unknown: it is kept as text: “{}”",
                            tag.name,
                            glimpse(&rest[..tag.end])
                        ));
                        out.push_str(&rest[..tag.end]);
                        at = here + tag.end;
                        continue;
                    }
                }
            }
        }
        out.push_str(&rest[..1]);
    }
    out.push_str(&text[at..]);
    out
}

/// Names of shortcodes whose content is a program's text: the general ones, and those that are a language's name.
const LISTINGS: [&str; 6] = ["code", "sourcecode", "source", "syntax", "crayon", "cce"];
const LANGUAGES: [&str; 18] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "go",
    "html",
    "java",
    "javascript",
    "js",
    "perl",
    "php",
    "powershell",
    "python",
    "ruby",
    "rust",
    "sql",
    "xml",
];

fn is_listing(name: &str) -> bool {
    LISTINGS.iter().chain(&LANGUAGES).any(|known| known.eq_ignore_ascii_case(name))
}

/// Where the contents of listings stand, in order: what is in them is nobody's markup.
pub fn listings(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let closers = closers(text);
    for (at, _) in text.match_indices('[') {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let Some(tag) = tag(&text[at..]).filter(|tag| !tag.closed && is_listing(tag.name)) else { continue };
        let from = at + tag.end;
        let end = closers.get(tag.name).and_then(|all| all.get(all.partition_point(|at| *at < from)));
        found.extend(end.map(|end| from..*end));
    }
    found
}

/// Where the closing tags of each name stand.
fn closers(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices("[/") {
        let inner = &text[at + 2..];
        let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inner.len());
        if end > 0 && inner[end..].starts_with(']') {
            found.entry(&inner[..end]).or_default().push(at);
        }
    }
    found
}

/// The start of a text, as far as a tag may reach.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TAG)]
}

/// The tag at the start of `text`, which starts with a bracket.
fn tag(text: &str) -> Option<Tag<'_>> {
    let text = window(text);
    let body = &text[1..];
    let name_len = body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(body.len());
    let name = &body[..name_len];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = Tag { name, named: Vec::new(), bare: Vec::new(), end: 0, closed: false };
    let mut rest = &body[name_len..];
    if !rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ']' | '=' | '/' | ':')) {
        return None;
    }
    // `[youtube=https://…]`: the address is joined to the name.
    rest = rest.strip_prefix(['=', ':']).unwrap_or(rest);
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/]") {
            tag.closed = true;
            tag.end = text.len() - after.len();
            return Some(tag);
        }
        if let Some(after) = rest.strip_prefix(']') {
            tag.end = text.len() - after.len();
            return Some(tag);
        }
        if rest.is_empty() || rest.starts_with('[') {
            return None;
        }
        let key_len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        if key_len > 0
            && let Some(value) = rest[key_len..].strip_prefix('=')
        {
            let (text, after) = value_of(value)?;
            tag.named.push((&rest[..key_len], text));
            rest = after;
        } else {
            let (text, after) = value_of(rest)?;
            tag.bare.push(text);
            rest = after;
        }
    }
}

/// A value, quoted or not, and what follows it. Entities become their characters.
fn value_of(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”' | '″'));
    let (value, after) = match quote {
        Some(quote) => {
            let inner = &text[quote.len_utf8()..];
            let end = inner.find(|c| if quote.is_ascii() { c == quote } else { matches!(c, '“' | '”' | '″') })?;
            let after = inner[end..].chars().next().map_or(0, char::len_utf8);
            (&inner[..end], &inner[end + after..])
        }
        None => {
            let end = text.find(|c: char| c.is_whitespace() || c == ']').unwrap_or(text.len()).max(1);
            // The slash of `/]` belongs to the bracket.
            let end = if text[..end].ends_with('/') && text[end..].starts_with(']') && end > 1 { end - 1 } else { end };
            // A second opening means that the first was none.
            if !text.is_char_boundary(end) || text[..end].contains('[') {
                return None;
            }
            (&text[..end], &text[end..])
        }
    };
    Some((value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#038;", "&"), after))
}

impl Tag<'_> {
    fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            self.named.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.trim())
        })
    }

    /// The first value that is a web address: named `keys`, bare, or the content.
    fn address<'a>(&'a self, keys: &[&str], content: Option<&'a str>) -> Option<&'a str> {
        let named = self.get(keys);
        let bare = self.bare.iter().map(String::as_str);
        let found =
            named.into_iter().chain(bare).chain(content).map(str::trim).find(|url| normal::is_web_address(url))?;
        Some(found)
    }

    /// The first bare value or the one named `id`.
    fn id(&self) -> Option<&str> {
        let id = self.get(&["id", "video_id"]).or(self.bare.first().map(String::as_str))?;
        id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).then_some(id)
    }
}

/// The HTML of a shortcode that is known, and whether that includes its content.
fn written_out(
    tag: &Tag<'_>,
    content: Option<&str>,
    around: &Around<'_>,
    lose: &mut dyn FnMut(String),
) -> (Option<String>, bool) {
    let player = |url: Option<&str>| url.map(|url| format!("<iframe src=\"{}\"></iframe>", escape(url)));
    match tag.name.to_ascii_lowercase().as_str() {
        "caption" | "wp_caption" => (content.map(|content| caption(tag, content, around)), true),
        "gallery" => (Some(gallery(tag, around, lose)), false),
        "playlist" => (Some(playlist(tag, around, lose)), false),
        "embed" => (player(tag.address(&["src", "url"], content)), true),
        "audio" | "video" => {
            let keys = ["src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "wmv", "flv"];
            let element = tag.name.to_ascii_lowercase();
            let url = tag.address(&keys, content);
            (url.map(|url| format!("<{element} src=\"{}\"></{element}>", escape(url))), true)
        }
        "youtube" => {
            let by_id = || tag.id().map(|id| format!("https://www.youtube.com/watch?v={id}"));
            let url = tag.address(&["url", "src"], content).map(str::to_owned).or_else(by_id);
            (player(url.as_deref()), content.is_some())
        }
        "vimeo" => {
            let by_id = || tag.id().map(|id| format!("https://vimeo.com/{id}"));
            let url = tag.address(&["url", "src"], content).map(str::to_owned).or_else(by_id);
            (player(url.as_deref()), content.is_some())
        }
        "wpvideo" | "videopress" => {
            (player(tag.id().map(|id| format!("https://videopress.com/v/{id}")).as_deref()), false)
        }
        "footnote" | "efn_note" | "mfn" | "modern_footnote" | "ref" => {
            (content.map(|words| format!("<{NOTE}>{}</{NOTE}>", words.trim())), true)
        }
        "dailymotion" => {
            (player(tag.id().map(|id| format!("https://www.dailymotion.com/video/{id}")).as_deref()), false)
        }
        "soundcloud" | "instagram" | "tweet" | "twitter" | "facebook" | "tiktok" | "spotify" | "gist" | "ted"
        | "googlemaps" | "flickr" | "slideshare" => (player(tag.address(&["url", "src"], content)), content.is_some()),
        name if is_listing(name) => {
            let own = if LANGUAGES.contains(&name) { name } else { "" };
            let language = tag.get(&["language", "lang"]).unwrap_or(own);
            let listing = |code: &str| {
                format!("<pre><code class=\"language-{}\">{}</code></pre>", escape(language), code.replace('<', "&lt;"))
            };
            (content.map(listing), true)
        }
        _ => (None, false),
    }
}

/// A picture with its caption: the picture is the content's start, the caption an attribute or the content's end.
fn caption(tag: &Tag<'_>, content: &str, around: &Around<'_>) -> String {
    let credit = tag
        .get(&["id"])
        .and_then(|id| id.rsplit(['_', '-']).next()?.parse().ok())
        .and_then(|number| around.attachments.number(number))
        .map_or("", |file| file.credit.as_str());
    let (picture, words) = match tag.get(&["caption"]) {
        Some(words) => (content, words),
        None => {
            let after_picture = content.find("<img").and_then(|start| Some(start + content[start..].find('>')? + 1));
            let split = after_picture.map_or(0, |end| {
                let rest = &content[end..];
                let link_end = rest.trim_start().strip_prefix("</a>").map_or(0, |after| rest.len() - after.len());
                end + link_end
            });
            content.split_at(split)
        }
    };
    let picture = if credit.is_empty() {
        picture.to_owned()
    } else {
        picture.replacen("<img", &format!("<img data-credit=\"{}\"", escape(credit)), 1)
    };
    format!("<figure>{picture}<figcaption>{}</figcaption></figure>", words.trim())
}

fn gallery(tag: &Tag<'_>, around: &Around<'_>, lose: &mut dyn FnMut(String)) -> String {
    let mut out = String::from("<div class=\"gallery\">");
    for file in files(tag, around, lose) {
        let (url, alt, credit) = (escape(&file.url), escape(&file.alt), escape(&file.credit));
        out.push_str(&format!(
            "<figure><img src=\"{url}\" alt=\"{alt}\" data-credit=\"{credit}\"><figcaption>{}</figcaption></figure>",
            file.caption
        ));
    }
    out.push_str("</div>");
    out
}

fn playlist(tag: &Tag<'_>, around: &Around<'_>, lose: &mut dyn FnMut(String)) -> String {
    files(tag, around, lose)
        .iter()
        .map(|file| format!("<p><iframe src=\"{}\"></iframe></p>", escape(&file.url)))
        .collect()
}

/// The files a gallery or playlist shows; reports those that the export does not hold.
fn files<'a>(tag: &Tag<'_>, around: &Around<'a>, lose: &mut dyn FnMut(String)) -> Vec<&'a Attachment> {
    let numbers: Vec<u64> = match tag.get(&["ids", "include"]) {
        Some(ids) => ids.split(',').filter_map(|id| id.trim().parse().ok()).collect(),
        None => around.post.map(|post| around.attachments.pictures_of(post).collect()).unwrap_or_default(),
    };
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for number in numbers {
        match around.attachments.number(number) {
            Some(file) if tag.name == "playlist" || html::is_picture_address(&file.url) => found.push(file),
            _ => missing.push(number.to_string()),
        }
    }
    if !missing.is_empty() {
        lose(format!("the export does not hold the files {} of a [{}]", missing.join(", "), tag.name));
    } else if found.is_empty() {
        lose(format!("a [{}] has no files in the export", tag.name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> (String, Vec<String>) {
        let attachments = Attachments::default();
        let mut losses = Vec::new();
        let out = expand(text, &Around { attachments: &attachments, post: None }, &mut |loss| losses.push(loss));
        (out, losses)
    }

    #[test]
    fn captions_of_both_ages_are_written_out() {
        let expected =
            "<figure><a href=\"b\"><img src=\"a.jpg\"></a><figcaption>The <em>words</em></figcaption></figure> after";
        let new = "[caption id=\"attachment_6\" width=\"3\"]<a href=\"b\"><img src=\"a.jpg\"></a> The <em>words</em>[/caption] after";
        assert_eq!(expanded(new).0, expected);
        let old = "[caption caption=\"The <em>words</em>\"]<a href=\"b\"><img src=\"a.jpg\"></a>[/caption] after";
        assert_eq!(expanded(old).0, expected);
    }

    #[test]
    fn players_are_written_out() {
        let frame = "<iframe src=\"https://youtu.be/abcdefghijk\"></iframe>";
        for text in [
            "[embed width=\"3\"]https://youtu.be/abcdefghijk[/embed]",
            "[youtube https://youtu.be/abcdefghijk]",
            "[youtube=https://youtu.be/abcdefghijk]",
        ] {
            assert_eq!(expanded(text).0, frame, "{text}");
        }
        assert_eq!(expanded("[vimeo 123]").0, "<iframe src=\"https://vimeo.com/123\"></iframe>");
        assert_eq!(
            expanded("[audio mp3=\"https://a.example/b.mp3\"][/audio]").0,
            "<audio src=\"https://a.example/b.mp3\"></audio>"
        );
    }

    #[test]
    fn listings_are_found_and_written_out() {
        let text = "[code lang=\"ps\"]a[0] <!-- b -->[/code] [sic] [php]$c[/php] [python] [code]";
        let found: Vec<&str> = listings(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["a[0] <!-- b -->", "$c"]);
        assert_eq!(expanded("[php]$c < 1[/php]").0, "<pre><code class=\"language-php\">$c &lt; 1</code></pre>");
    }

    #[test]
    fn what_is_unknown_stays_and_is_reported() {
        let (out, losses) = expanded("a [slider id=\"3\"]b[/slider] c");
        assert_eq!(out, "a [slider id=\"3\"]b[/slider] c");
        assert_eq!(losses.len(), 1);
        assert!(losses[0].contains("[slider]"));
    }

    #[test]
    fn brackets_that_are_only_brackets_stay_silently() {
        for text in [
            "he said [sic] that",
            "[1]",
            "[",
            "[a",
            "<a title=\"[gallery]\">x</a>",
            "[youtube]",
            "[caption]",
            "a [/b] c",
        ] {
            assert_eq!(expanded(text), (text.to_owned(), Vec::new()));
        }
        assert_eq!(expanded("[[gallery ids=\"1\"]]").0, "[gallery ids=&quot;1&quot;]");
    }
}
