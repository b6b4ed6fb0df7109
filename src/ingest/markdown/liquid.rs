//! Jekyll's Liquid tags, and Zola's shortcodes, which look like them.

use super::shortcode::Writer;
use super::shortcode_html::{Site, unresolved};
use crate::plain::{escape, glimpse};

/// Deals with a tag at the start of `here`; returns how much of it that was, `None` when it is only text.
pub fn step(here: &str, writer: &mut Writer, site: &Site<'_>, lose: &mut dyn FnMut(usize, String)) -> Option<usize> {
    let (open, close) = if here.starts_with("{%") { ("{%", "%}") } else { ("{{", "}}") };
    let inner = &here[open.len()..];
    let end = inner.find(close)?;
    let used = open.len() + end + close.len();
    let tag = inner[..end].trim().trim_matches('-').trim();
    if end > 2000 || tag.is_empty() || tag.contains("\n\n") {
        return None;
    }
    let (word, argument) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    match (open, word) {
        ("{{", "site.baseurl" | "site.url" | "site.github.url") => {}
        ("{%", "post_url" | "link") => {
            let target = argument.trim().trim_matches(['"', '\'']);
            let found = (site.resolve)(target).or_else(|| (site.resolve)(&format!("{target}.md")));
            writer.made(&found.unwrap_or_else(|| unresolved(target)));
        }
        ("{%", "raw" | "highlight") => {
            let ending = format!("end{word}");
            let (content, after) = until(&here[used..], &ending)?;
            writer.skip(&here[..used]);
            if word == "highlight" {
                let language = argument.split_whitespace().next().unwrap_or_default();
                writer.made(&format!("\n```{}\n", language.replace('`', "")));
                writer.source(content.trim_start_matches(['\r', '\n']));
                writer.made("\n```\n");
            } else {
                writer.source(content);
            }
            return Some(used + after);
        }
        ("{%", "comment") => {
            let (content, after) = until(&here[used..], "endcomment")?;
            writer.skip(&here[..used]);
            writer.skip(content);
            return Some(used + after);
        }
        ("{%", "end" | "endif" | "endfor" | "else" | "endcapture") => {}
        _ => {
            lose(writer.line, format!("the template tag “{}” is unknown: it is kept as text", glimpse(&here[..used])));
            writer.made(&escape(&here[..used].replace('\n', " ")).replace(['*', '_', '`', '[', ']'], " "));
        }
    }
    writer.skip(&here[..used]);
    Some(used)
}

/// What stands before `{% ending %}`, and where that ends.
fn until<'a>(text: &'a str, ending: &str) -> Option<(&'a str, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{%") {
        let at = from + at;
        let close = text[at + 2..].find("%}")? + 2;
        if text[at + 2..at + close].trim().trim_matches('-').trim() == ending {
            return Some((&text[..at], at + close + 2));
        }
        from = at + 2;
    }
    None
}
