//! A page of the site, made into a file that a browser opens from a disk: addresses are relative, and what needs a server or a script is
//! left out.
//!
//! The pages are our own, so that a scanner of tags does: attributes are quoted, and elements closed.

use super::place::{self, Place};
use super::tag::{self, Tag};

/// A page of the copy.
#[derive(Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Its HTML.
    pub html: String,
    /// The addresses from the root that it names.
    pub names: Vec<String>,
}

/// Relations of a `<link>` that mean something on a disk.
const LINKED: [&str; 5] = ["icon", "apple-touch-icon", "stylesheet", "alternate", "next"];

/// The page that is at `file` in the copy of the site at `site`.
pub fn page(html: &str, file: &str, site: &str) -> Rewritten {
    let mut rewriter = Rewriter { file, site, names: Vec::new() };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some((mut tag, length)) = tag::read(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let after = &rest[length..];
        match tag.name {
            "script" => {
                let inside = until(after, "</script>");
                if tag.value("type").as_deref() == Some("application/ld+json") {
                    out.push_str(&rest[..length + inside]);
                }
                rest = &after[inside..];
            }
            // Search, and what only a script takes out of its template.
            "form" | "template" => rest = &after[until(after, &format!("</{}>", tag.name))..],
            "style" => {
                let inside = until(after, "</style>");
                out.push_str(&rest[..length]);
                out.push_str(&rewriter.style(&after[..inside]));
                rest = &after[inside..];
            }
            "a" if rewriter.is_gone(&tag) => rest = &after[until(after, "</a>")..],
            _ => {
                if rewriter.tag(&mut tag) {
                    tag.write(&mut out);
                }
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Rewritten { html: out.replace("<li></li>", ""), names: rewriter.names }
}

/// How far it is to just behind `end`, or to the end of all.
fn until(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

struct Rewriter<'a> {
    file: &'a str,
    site: &'a str,
    names: Vec<String>,
}

impl Rewriter<'_> {
    /// The address from the root, where it is one of the site's.
    fn own<'b>(&self, address: &'b str) -> Option<&'b str> {
        let path = match address.strip_prefix(self.site) {
            Some("") => "/",
            Some(path) => path,
            None => address,
        };
        (path.starts_with('/') && !path.starts_with("//")).then_some(path)
    }

    /// An address as the copy has it; `None` where it names nothing that can be in it.
    fn address(&mut self, address: &str) -> Option<String> {
        let Some(own) = self.own(address) else { return Some(address.to_owned()) };
        let (page, fragment) = own.split_once('#').map_or((own, None), |(page, fragment)| (page, Some(fragment)));
        match place::of(page) {
            Place::File(file) => {
                self.names.push(page.to_owned());
                let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
                Some(format!("{}{fragment}", place::between(self.file, &file)))
            }
            Place::Gone => None,
            Place::Away => Some(format!("{}{own}", self.site)),
        }
    }

    /// Whether a link leads to what needs a server.
    fn is_gone(&self, link: &Tag<'_>) -> bool {
        let href = link.value("href");
        let own = href.as_deref().and_then(|href| self.own(href));
        own.is_some_and(|own| place::of(own.split('#').next().unwrap_or_default()) == Place::Gone)
    }

    /// Rewrites a tag; `false` where it is to be left out.
    fn tag(&mut self, tag: &mut Tag<'_>) -> bool {
        match tag.name {
            "link" => {
                let rel = tag.value("rel").unwrap_or_default();
                if rel == "canonical" {
                    return true;
                }
                let href = tag.value("href").unwrap_or_default();
                // Programs ask a server for more of an embed.
                let asks = tag.value("type").is_some_and(|kind| kind.contains("oembed"));
                let means = rel.split(' ').any(|rel| LINKED.contains(&rel)) && !asks;
                match means.then(|| self.address(&href)).flatten() {
                    Some(address) => tag.set("href", &address),
                    None => return false,
                }
            }
            // For those who show the page's address elsewhere: it stays the site's, and its picture is in the copy.
            "meta" => {
                let content = tag.value("content").unwrap_or_default();
                let picture = content
                    .strip_prefix(self.site)
                    .filter(|path| path.starts_with("/card/") || path.starts_with("/media/"));
                self.names.extend(picture.map(str::to_owned));
            }
            // The address that is to be copied is the site's.
            "a" if tag.value("data-act").is_some() => {}
            _ => {
                for name in ["href", "src", "action"] {
                    if let Some(value) = tag.value(name) {
                        let address = self.address(&value).unwrap_or_default();
                        tag.set(name, &address);
                    }
                }
                if let Some(sizes) = tag.value("srcset") {
                    let sizes = self.sizes(&sizes);
                    tag.set("srcset", &sizes);
                }
            }
        }
        true
    }

    /// `/media/a-240.jpg 240w, /media/a-480.jpg 480w`
    fn sizes(&mut self, sizes: &str) -> String {
        let size = |one: &str| {
            let (address, width) = one.trim().split_once(' ').unwrap_or((one.trim(), ""));
            let address = self.address(address)?;
            Some(format!("{address} {width}").trim_end().to_owned())
        };
        sizes.split(',').filter_map(size).collect::<Vec<_>>().join(", ")
    }

    /// A stylesheet: the files that it names by `url("…")`.
    fn style(&mut self, style: &str) -> String {
        const URL: &str = "url(";
        let mut out = String::with_capacity(style.len());
        let mut rest = style;
        while let Some(at) = rest.find(URL) {
            let (before, after) = rest.split_at(at + URL.len());
            let Some(end) = after.find(')') else { break };
            let address = after[..end].trim().trim_matches(['"', '\'']);
            out.push_str(before);
            match self.own(address).is_some().then(|| self.address(address)).flatten() {
                Some(address) => out.push_str(&format!("\"{address}\"")),
                None => out.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> Rewritten {
        page(html, "world/talks.html", "https://news.example")
    }

    #[test]
    fn addresses_lead_to_files() {
        for (html, expected) in [
            ("<a class=\"x\" href=\"/\">a</a>", "<a class=\"x\" href=\"../index.html\">a</a>"),
            ("<a href=\"/world/b#post-1\">a</a>", "<a href=\"../world/b.html#post-1\">a</a>"),
            ("<a href=\"https://news.example/latest?before=1.2\">a</a>", "<a href=\"../latest/older.1.2.html\">a</a>"),
            ("<a href=\"#main\">a</a>", "<a href=\"#main\">a</a>"),
            (
                "<a href=\"https://else.example/x?a=1&amp;b=2\">a</a>",
                "<a href=\"https://else.example/x?a=1&amp;b=2\">a</a>",
            ),
            ("<a href=\"/2012/03/old/\">a</a>", "<a href=\"https://news.example/2012/03/old/\">a</a>"),
            (
                "<a href=\"https://news.example/world/talks\" data-act=\"copy\">a</a>",
                "<a href=\"https://news.example/world/talks\" data-act=\"copy\">a</a>",
            ),
            (
                "<img srcset=\"/media/a-1.jpg 240w, /media/a-2.jpg 480w\" src=\"/media/a-1.jpg\" alt=\"x > y\">",
                "<img srcset=\"../media/a-1.jpg 240w, ../media/a-2.jpg 480w\" src=\"../media/a-1.jpg\" alt=\"x > y\">",
            ),
            (
                "<style>a{src:local(\"A\"),url(\"/assets/a.woff2\")}</style>",
                "<style>a{src:local(\"A\"),url(\"../assets/a.woff2\")}</style>",
            ),
            (
                "<link rel=\"canonical\" href=\"https://news.example/a/b\">",
                "<link rel=\"canonical\" href=\"https://news.example/a/b\">",
            ),
            ("<link rel=\"icon\" href=\"/favicon.svg\">", "<link rel=\"icon\" href=\"../favicon.svg\">"),
            ("<button type=\"button\" hidden>a</button>", "<button type=\"button\" hidden>a</button>"),
        ] {
            assert_eq!(rewritten(html).html, expected);
        }
    }

    #[test]
    fn what_needs_a_server_or_a_script_is_left_out() {
        let html = "<head><script defer src=\"/assets/l.js\" data-wasm=\"/assets/m.wasm\"></script><link rel=\"manifest\" href=\"/m.webmanifest\"></head>\
                    <ul><li><a href=\"/search?lang=ur\">Search</a></li></ul><!-- x --><form action=\"/search\"><input name=\"q\"></form>\
                    <template><img src=\"/qr/a/b\"></template><script type=\"application/ld+json\">{\"a\":\"<\"}</script>";
        let page = rewritten(html);
        assert_eq!(page.html, "<head></head><ul></ul><script type=\"application/ld+json\">{\"a\":\"<\"}</script>");
        assert!(page.names.is_empty());
    }

    #[test]
    fn what_a_page_names_is_told() {
        let html = "<meta property=\"og:image\" content=\"https://news.example/card/ab.jpg\"><a href=\"/a/b#c\">x</a><img src=\"/media/x.jpg\">";
        let page = rewritten(html);
        assert_eq!(page.names, ["/card/ab.jpg", "/a/b", "/media/x.jpg"]);
        assert!(page.html.starts_with("<meta property=\"og:image\" content=\"https://news.example/card/ab.jpg\">"));
    }
}
