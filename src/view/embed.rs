//! Things that live on other sites: nothing of them is loaded before the reader says so, with or without scripts.

use dateline_edition::Edition;
use dateline_story::{Embed, Provider};
use dateline_syndication::html::escaped;
use leptos::prelude::*;

/// The stylesheet inside a player's frame before it is loaded. The page's content security policy allows it by hash.
pub const STYLE: &str = "html{color-scheme:light dark;font:1rem/1.4 system-ui,sans-serif}body{margin:0}a{display:grid;place-content:center;\
gap:.5rem;text-align:center;min-height:100vh;box-sizing:border-box;padding:1rem;color:#fff;background:#22252b;text-decoration:none}\
a:focus-visible{outline:3px solid #fff;outline-offset:-6px}b{font-size:1.125rem}small{color:#d3d6db}";

/// The address of a player that may be framed, where the provider has one that needs no script of its own.
fn player(embed: &Embed) -> Option<String> {
    match embed.provider() {
        Provider::YouTube(id) => Some(format!("https://www.youtube-nocookie.com/embed/{id}?autoplay=1")),
        Provider::Vimeo(number) => Some(format!("https://player.vimeo.com/video/{number}?autoplay=1&dnt=1")),
        Provider::Spotify => {
            let path = embed.url.splitn(4, '/').nth(3)?;
            Some(format!("https://open.spotify.com/embed/{}", path.strip_prefix("embed/").unwrap_or(path)))
        }
        Provider::X
        | Provider::Instagram
        | Provider::Facebook
        | Provider::TikTok
        | Provider::SoundCloud
        | Provider::Other(_) => None,
    }
}

/// A frame that holds only a link to the player, which loads in the frame's place when it is followed; or a plain link.
pub fn embed(edition: &Edition, embed: &Embed) -> AnyView {
    let provider = embed.provider();
    let name = provider.name().to_owned();
    let title = if embed.title.is_empty() { embed.url.clone() } else { embed.title.clone() };
    let open = edition.words("embed-open", &[("provider", name.as_str().into())]);
    let link = view! { <a href=embed.url.clone() rel="noreferrer">{open}</a> };
    let Some(player) = player(embed) else {
        return view! { <figure class="embed card-embed"><p>{title}</p>{link}</figure> }.into_any();
    };
    let play = edition.words("embed-play", &[("provider", name.as_str().into())]);
    let note = edition.words("embed-note", &[("provider", name.as_str().into())]);
    let language = edition.language.clone();
    let inside = format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{}\"><title>{}</title><style>{STYLE}</style><a href=\"{}\"><b>▶ {}</b><small>{}</small></a>",
        language.direction().as_str(),
        escaped(&title),
        escaped(&player),
        escaped(&title),
        escaped(&play),
    );
    view! {
        <figure class="embed">
            <iframe srcdoc=inside title=title allow="autoplay; fullscreen; picture-in-picture; encrypted-media"></iframe>
            <figcaption>{note}" "{link}</figcaption>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(url: &str) -> Option<String> {
        player(&Embed { url: url.into(), title: String::new() })
    }

    #[test]
    fn only_known_players_are_framed() {
        assert_eq!(
            of("https://youtu.be/abcdefghijk").as_deref(),
            Some("https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1")
        );
        assert_eq!(
            of("https://open.spotify.com/episode/1").as_deref(),
            Some("https://open.spotify.com/embed/episode/1")
        );
        assert_eq!(
            of("http://OPEN.spotify.com/embed/episode/1").as_deref(),
            Some("https://open.spotify.com/embed/episode/1")
        );
        assert_eq!(of("https://x.com/a/status/1"), None);
        assert_eq!(of("https://evil.example/player"), None);
    }
}
