//! Jekyll's Liquid tags, and Zola's shortcodes, which look like them.

use super::shortcode::{Scope, Writer};
use super::shortcode_html::unresolved;
use crate::plain::{escape, glimpse};

/// Deals with a tag at the start of `here`; returns how much of it that was, `None` when it is only text.
pub fn step(here: &str, writer: &mut Writer, scope: &Scope<'_>, lose: &mut dyn FnMut(usize, String)) -> Option<usize> {
    let (open, close) = if here.starts_with("{%") { ("{%", "%}") } else { ("{{", "}}") };
    let inner = &here[open.len()..];
    // A template tag is short; looking further from every bracket would be quadratic.
    let end = inner[..inner.floor_char_boundary(2_000)].find(close)?;
    let used = open.len() + end + close.len();
    let tag = inner[..end].trim().trim_matches('-').trim();
    if tag.is_empty() || tag.contains("\n\n") {
        return None;
    }
    let (word, argument) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    match (open, word) {
        ("{{", "site.baseurl" | "site.url" | "site.github.url") => {}
        ("{%", "post_url" | "link") => {
            let target = argument.trim().trim_matches(['"', '\'']);
            let found = (scope.site.resolve)(target).or_else(|| (scope.site.resolve)(&format!("{target}.md")));
            writer.made(&found.unwrap_or_else(|| unresolved(target)));
        }
        ("{%", "raw" | "highlight") => {
            let ending = format!("end{word}");
            let (content, after) = scope.until_closed(&here[used..], &ending)?;
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
            let (content, after) = scope.until_closed(&here[used..], "endcomment")?;
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

/// The name and length of a tag at the start of `text` that ends another: `endraw`.
pub fn ending(text: &str) -> Option<(String, usize)> {
    let window = &text[..text.floor_char_boundary(100)];
    let close = window.get(2..)?.find("%}")? + 2;
    let name = window[2..close].trim().trim_matches('-').trim();
    name.starts_with("end").then(|| (name.to_owned(), close + 2))
}
