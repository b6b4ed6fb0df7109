//! What search engines are told of a post: the descriptions of Yoast SEO, Rank Math, All in One SEO, SEOPress, Genesis and The SEO
//! Framework, with the words that each puts in place of its variables.

use super::item::Item;
use crate::plain;

/// The custom fields, the plug-ins of most newsrooms first.
const FIELDS: [&str; 6] = [
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_seopress_titles_desc",
    "_genesis_description",
];

/// What the variables of a description stand for.
pub struct Known<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The excerpt; `None` where the post has none of its own.
    pub excerpt: Option<&'a str>,
    /// The site's name.
    pub site: &'a str,
}

/// The post's description, plain text. `lose` hears of one with a variable whose words are not in the export.
pub fn of(item: &Item, known: &Known<'_>, lose: &mut dyn FnMut(String)) -> Option<String> {
    let said = FIELDS.iter().find_map(|field| item.meta(field).filter(|words| !words.trim().is_empty()))?;
    match filled(said, known) {
        Ok(words) => Some(plain::text(&words)).filter(|words| !words.is_empty()),
        Err(variable) => {
            lose(format!(
                "its description for search engines has “{variable}” in it, which only the plug-in can fill: “{}”",
                plain::glimpse(said)
            ));
            None
        }
    }
}

/// `said` with its variables filled in, or the first that cannot be.
fn filled(said: &str, known: &Known<'_>) -> Result<String, String> {
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find(['%', '#']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((whole, name)) = variable(rest) else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        let words = match name {
            "title" | "post_title" | "seo_title" => Some(known.headline),
            "excerpt" | "excerpt_only" | "post_excerpt" | "post_excerpt_only" | "wc_shortdesc" => known.excerpt,
            "sitename" | "sitetitle" | "site_title" | "blog_title" => Some(known.site).filter(|name| !name.is_empty()),
            "sep" | "separator" | "separator_sa" => Some("–"),
            // A page of many: a story here is always one.
            "page" | "pagenumber" | "pagetotal" | "current_pagination" | "page_number" => Some(""),
            _ => None,
        };
        out.push_str(words.ok_or(whole)?);
        rest = &rest[whole.len()..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The variable that `text` begins with, as it stands and its name: `%%title%%`, `%title%`, `#post_title`.
fn variable(text: &str) -> Option<(&str, &str)> {
    let (mark, close) = match text.as_bytes() {
        [b'%', b'%', ..] => ("%%", "%%"),
        [b'%', ..] => ("%", "%"),
        _ => ("#", ""),
    };
    let inner = &text[mark.len()..];
    let length =
        inner.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).unwrap_or(inner.len());
    let name = &inner[..length];
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !inner[length..].starts_with(close) {
        return None;
    }
    // “#ferry” is a word of its own; All in One SEO's variables are of several words.
    if mark == "#" && !name.contains('_') {
        return None;
    }
    Some((&text[..mark.len() + length + close.len()], name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_become_what_they_stand_for() {
        let known = Known { headline: "Ferry sails", excerpt: Some("At last."), site: "The Post" };
        let filled = |said| filled(said, &known);
        assert_eq!(filled("%%title%% %%page%%%%sep%% %%sitename%%").unwrap(), "Ferry sails – The Post");
        assert_eq!(filled("%excerpt% 40% off, 5%").unwrap(), "At last. 40% off, 5%");
        assert_eq!(filled("#post_excerpt #separator_sa #site_title: #ferry").unwrap(), "At last. – The Post: #ferry");
        assert_eq!(filled("In %%cf_city%%").unwrap_err(), "%%cf_city%%");
        let bare = Known { headline: "", excerpt: None, site: "" };
        assert_eq!(super::filled("%excerpt%", &bare).unwrap_err(), "%excerpt%");
    }
}
