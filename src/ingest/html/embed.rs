//! Other sites' players and posts.

use super::tree::ElementRef;
use dateline_story::{Block, Embed, Provider, normal};

use super::address;
use super::piece::{Context, Piece};
use super::walk::{Walk, children, find};

/// The embed at `url`, with the address a reader would open; `None` when it is no web address.
pub fn at(url: &str, title: String) -> Option<Embed> {
    let url = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    if !normal::is_web_address(&url) {
        return None;
    }
    let embed = Embed { url, title };
    let url = match embed.provider() {
        Provider::YouTube(id) => format!("https://www.youtube.com/watch?v={id}"),
        Provider::Vimeo(id) if embed.url.contains("player.vimeo.com") => format!("https://vimeo.com/{id}"),
        _ => embed.url,
    };
    Some(Embed { url, title: embed.title })
}

/// A frame, player or plug-in: an embed where it names a web address.
pub fn player<'a>(walk: &mut Walk<'a>, element: ElementRef<'a>, context: Context, out: &mut Vec<Piece>) {
    let name = element.value().name();
    let title = normal::line(element.value().attr("title").or(element.value().attr("aria-label")).unwrap_or_default());
    let source = source(element).and_then(|src| address::file(src, walk.options.base.as_ref()));
    match source.and_then(|src| at(&src, title)) {
        Some(embed) => {
            if matches!(name, "audio" | "video") {
                walk.lose(format!("the {name} file stays where it is and is linked: {}", embed.url));
            }
            out.push(Piece::Float(Block::Embed(embed)));
        }
        None => {
            walk.lose(format!("<{name}> names no web address: nothing of it but its words can be kept"));
            if name != "iframe" {
                children(walk, element, context, out);
            }
        }
    }
}

fn source(element: ElementRef<'_>) -> Option<&str> {
    let own = ["src", "data-src", "data-lazy-src", "data"].iter().filter_map(|name| element.value().attr(name));
    own.map(str::trim).find(|src| !src.is_empty() && !src.starts_with("about:")).or_else(|| {
        element.descendants().filter_map(ElementRef::wrap).find_map(|inner| match inner.value().name() {
            "source" | "embed" | "iframe" => inner.value().attr("src"),
            "param" if matches!(inner.value().attr("name"), Some("movie" | "src")) => inner.value().attr("value"),
            _ => None,
        })
    })
}

/// A post that a site's own script would have dressed up: its address is its last link.
pub fn quoted_post(element: ElementRef<'_>) -> Option<Embed> {
    let value = element.value();
    let named = value.attr("cite").or(value.attr("data-instgrm-permalink")).or(value.attr("data-href"));
    let last_link =
        element.descendants().filter_map(ElementRef::wrap).filter_map(|inner| inner.value().attr("href")).last();
    named.into_iter().chain(last_link).find_map(|url| {
        let embed = at(url.trim(), String::new())?;
        (!matches!(embed.provider(), Provider::Other(_))).then_some(embed)
    })
}

/// The address that is all a wrapper says, as the block editor writes its embeds.
pub fn wrapped_address(element: ElementRef<'_>) -> Option<Embed> {
    let wrapper = find(element, |inner| super::walk::has_class(*inner, &["wp-block-embed__wrapper"]))?;
    at(super::walk::text_of(wrapper).trim(), String::new())
}
