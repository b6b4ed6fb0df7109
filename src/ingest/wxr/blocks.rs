//! The block editor's posts: HTML between comments that name blocks.

use serde_json::Value;

use super::shortcode;
use crate::plain::escape;

/// A stretch of a post that is read in one way.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its HTML, without the comments.
    pub html: String,
    /// Whether blank lines make paragraphs: outside any block, and in the classic block.
    pub classic: bool,
}

/// Blocks whose HTML says all there is.
const KNOWN: [&str; 40] = [
    "paragraph",
    "heading",
    "list",
    "list-item",
    "quote",
    "pullquote",
    "image",
    "gallery",
    "code",
    "preformatted",
    "verse",
    "table",
    "separator",
    "spacer",
    "columns",
    "column",
    "group",
    "row",
    "stack",
    "cover",
    "media-text",
    "button",
    "buttons",
    "audio",
    "video",
    "file",
    "html",
    "shortcode",
    "freeform",
    "classic",
    "more",
    "nextpage",
    "details",
    "embed",
    "social-links",
    "subhead",
    "text-columns",
    "cover-image",
    "footnotes",
    "accordion",
];

/// How deep blocks are followed.
const MAX_OPEN: usize = 100;

/// Cuts a post into segments; `lose` hears of blocks that are not understood, the outermost of each nest.
pub fn segments(content: &str, lose: &mut dyn FnMut(String)) -> Vec<Segment> {
    let mut cutter = Cutter { out: Vec::new(), html: String::new(), open: Vec::new(), classic: true };
    let listings = shortcode::listings(content);
    let mut rest = content;
    while let Some(start) = rest.find("<!--") {
        let at = content.len() - rest.len() + start;
        let next = listings.partition_point(|listing| listing.end <= at);
        if let Some(listing) = listings.get(next).filter(|listing| listing.contains(&at)) {
            let end = start + listing.end - at;
            cutter.html.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        cutter.html.push_str(&rest[..start]);
        let comment = &rest[start + 4..];
        let Some(end) = comment.find("-->") else {
            rest = "";
            break;
        };
        cutter.comment(comment[..end].trim(), lose);
        rest = &comment[end + 3..];
    }
    cutter.html.push_str(rest);
    cutter.cut(true);
    cutter.out
}

struct Cutter {
    out: Vec<Segment>,
    html: String,
    /// Names of the blocks open here, and whether each is understood.
    open: Vec<(String, bool)>,
    classic: bool,
}

impl Cutter {
    fn cut(&mut self, next_classic: bool) {
        let html = std::mem::take(&mut self.html);
        if !html.trim().is_empty() {
            self.out.push(Segment { html, classic: self.classic });
        }
        self.classic = next_classic;
    }

    fn comment(&mut self, comment: &str, lose: &mut dyn FnMut(String)) {
        if let Some(name) = comment.strip_prefix("/wp:") {
            let name = plain_name(name);
            if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
                self.open.truncate(at);
            }
            if self.open.is_empty() && !self.classic {
                self.cut(true);
            }
            return;
        }
        let Some(block) = comment.strip_prefix("wp:") else { return };
        let (block, alone) = match block.strip_suffix('/') {
            Some(block) => (block, true),
            None => (block, false),
        };
        let (name, settings) = block.split_once(char::is_whitespace).unwrap_or((block, ""));
        let name = plain_name(name);
        let known = KNOWN.contains(&name.as_str()) || name.starts_with("core-embed/");
        let inside_unknown = self.open.iter().any(|(_, known)| !known);
        if alone {
            self.alone(&name, settings, inside_unknown, lose);
            return;
        }
        if !known && !inside_unknown {
            lose(format!("the block “{name}” is unknown: its words are kept"));
        }
        let freeform = matches!(name.as_str(), "freeform" | "classic");
        if self.open.is_empty() && !freeform {
            self.cut(false);
        }
        if self.open.len() < MAX_OPEN {
            self.open.push((name, known));
        }
    }

    /// A block without HTML of its own: its settings are all there is.
    fn alone(&mut self, name: &str, settings: &str, inside_unknown: bool, lose: &mut dyn FnMut(String)) {
        let settings: Value = serde_json::from_str(settings.trim()).unwrap_or_default();
        let setting = |key: &str| settings.get(key).and_then(Value::as_str).unwrap_or_default();
        let url = escape(setting("url"));
        match name {
            _ if (name == "embed" || name.starts_with("core-embed/")) && !url.is_empty() => {
                self.html.push_str(&format!("<div><iframe src=\"{url}\"></iframe></div>"));
            }
            "social-link" if !url.is_empty() => {
                self.html.push_str(&format!("<p><a href=\"{url}\">{}</a></p>", escape(setting("service"))));
            }
            "separator" => self.html.push_str("<hr>"),
            "spacer" | "more" | "nextpage" | "paragraph" => {}
            "block" => {
                let number = settings.get("ref").and_then(Value::as_u64).unwrap_or_default();
                lose(format!("the reusable block {number} is not in the post and is left out"));
            }
            _ if inside_unknown => {}
            _ => lose(format!(
                "the block “{name}” is made by WordPress when a page is shown: there is nothing to import"
            )),
        }
    }
}

fn plain_name(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("core/").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(content: &str) -> (Vec<(String, bool)>, Vec<String>) {
        let mut losses = Vec::new();
        let segments = segments(content, &mut |loss| losses.push(loss));
        (segments.into_iter().map(|segment| (segment.html.trim().to_owned(), segment.classic)).collect(), losses)
    }

    #[test]
    fn blocks_and_what_stands_between_them_are_told_apart() {
        let (segments, losses) = cut(
            "classic\n\ntext<!-- wp:paragraph {\"a\":\"b\"} --><p>one</p><!-- /wp:paragraph -->\n\n<!-- wp:group --><div><!-- wp:list --><ul></ul><!-- /wp:list --></div><!-- /wp:group -->more",
        );
        let expected =
            [("classic\n\ntext", true), ("<p>one</p>", false), ("<div><ul></ul></div>", false), ("more", true)];
        assert_eq!(segments, expected.map(|(html, classic)| (html.to_owned(), classic)));
        assert!(losses.is_empty());
    }

    #[test]
    fn embeds_without_html_are_written_out_and_dynamic_blocks_reported_once() {
        let (segments, losses) = cut(
            "<!-- wp:embed {\"url\":\"https://youtu.be/abcdefghijk\"} /--><!-- wp:acme/box --><b>x</b><!-- wp:latest-posts /--><!-- /wp:acme/box --><!-- wp:calendar /-->",
        );
        assert!(segments[0].0.contains("<iframe src=\"https://youtu.be/abcdefghijk\">"));
        assert_eq!(losses.len(), 2, "{losses:?}");
        assert!(losses[0].contains("acme/box") && losses[1].contains("calendar"));
    }
}
