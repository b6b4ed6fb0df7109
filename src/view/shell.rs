//! The document around every page.

use dateline_edition::{Edition, dates, without_marks};
use leptos::prelude::*;

/// What a page says of itself in the head.
pub struct Head {
    /// The title without the site's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The one address of this page: from the root, or absolute where the original is elsewhere. `None` for errors.
    pub canonical: Option<String>,
    /// Whether search engines should pass it by.
    pub no_index: bool,
    /// Further elements of the head: link relations, Open Graph and JSON-LD.
    pub extra: Option<AnyView>,
}

/// A page's head and body.
pub struct Page {
    /// Its head.
    pub head: Head,
    /// The class of the body: the page kind's name.
    pub kind: &'static str,
    /// Whether it has islands, and so needs their loader.
    pub islands: bool,
    /// What stands in `<main>`.
    pub main: AnyView,
}

impl Page {
    /// A page without islands.
    pub fn plain(kind: &'static str, head: Head, main: AnyView) -> Self {
        Self { head, kind, islands: false, main }
    }

    /// Renders a view outside a document.
    pub(crate) fn fragment(view: AnyView) -> String {
        without_marks(&view.to_html())
    }
}

/// Renders a page to HTML: the same page in the same edition gives the same bytes.
///
/// `make` builds the page; it runs under the render's own owner, as islands need.
pub fn document(edition: &Edition, make: impl FnOnce(&Edition) -> Page) -> String {
    dateline_edition::document(|| html(edition, make(edition)))
}

fn html(edition: &Edition, page: Page) -> AnyView {
    let Page { head, kind, islands, main } = page;
    let site = &edition.site;
    let title = if head.title.is_empty() { site.name.clone() } else { format!("{} – {}", head.title, site.name) };
    let canonical = head.canonical.map(|address| {
        let address = if address.starts_with('/') { site.absolute(&address) } else { address };
        view! { <link rel="canonical" href=address /> }
    });
    let robots = head.no_index.then(|| view! { <meta name="robots" content="noindex" /> });
    let assets = &site.assets;
    let loader = (islands && !assets.loader.is_empty())
        .then(|| view! { <script defer src=assets.loader data-glue=assets.glue data-wasm=assets.wasm></script> });
    view! {
        <html lang=edition.language.to_string() dir=edition.language.direction().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <meta name="description" content=head.description />
                {canonical}
                {robots}
                {head.extra}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#15171b" />
                <style>{assets.style}</style>
                {loader}
            </head>
            <body class=kind>
                <a class="skip" href="#main">{edition.word("skip")}</a>
                {masthead(edition, kind)}
                <main id="main" tabindex="-1">{main}</main>
                {footer(edition)}
            </body>
        </html>
    }
    .into_any()
}

fn masthead(edition: &Edition, kind: &str) -> AnyView {
    let site = &edition.site;
    let today = (kind == "front").then(|| {
        let today = dates::date_long(edition, edition.now);
        let date = edition.now.to_zoned_datetime(site.time_zone.clone()).date().to_string();
        view! { <p class="today"><time datetime=date>{today}</time></p> }
    });
    let editions = editions(edition);
    let menu: Vec<_> =
        edition.menu().into_iter().map(|(href, name)| view! { <li><a href=href>{name}</a></li> }).collect();
    let search = view! { <li><a href=edition.search()>{edition.word("search")}</a></li> };
    let menu = view! { <nav class="menu" aria-label=edition.word("sections")><ul>{menu}{search}</ul></nav> };
    view! {
        <header class="masthead">
            <div class="flag">{today}<p class="name"><a href=edition.home()>{site.name.clone()}</a></p>{editions}</div>
            {menu}
        </header>
    }
    .into_any()
}

/// Links to the site's front pages in its other languages, each in its own words.
fn editions(edition: &Edition) -> Option<AnyView> {
    let site = &edition.site;
    if site.languages.len() < 2 {
        return None;
    }
    let links: Vec<_> = site
        .languages
        .iter()
        .map(|language| {
            let other = Edition { language: language.clone(), ..edition.clone() };
            let current = (*language == edition.language).then_some("true");
            let (tag, dir) = (language.to_string(), language.direction().as_str());
            view! { <li><a href=site.front(language) lang=tag.clone() hreflang=tag dir=dir aria-current=current>{other.word("language")}</a></li> }
        })
        .collect();
    Some(view! { <nav class="editions" aria-label=edition.word("editions")><ul>{links}</ul></nav> }.into_any())
}

fn footer(edition: &Edition) -> AnyView {
    let site = &edition.site;
    let channel = site.channel.as_ref().map(
        |channel| view! { <li><a href=channel.url.clone() rel="noreferrer">{edition.word("channel-short")}</a></li> },
    );
    view! {
        <footer class="footer">
            <p class="name">{site.name.clone()}</p>
            <p><bdi>{site.tagline.clone()}</bdi></p>
            <ul>
                <li><a href="/latest">{edition.word("latest")}</a></li>
                <li><a href=edition.search()>{edition.word("search")}</a></li>
                <li><a href="/about">{edition.word("about")}</a></li>
                {channel}
            </ul>
            <p class="quiet">{edition.word("footer-note")}</p>
        </footer>
    }
    .into_any()
}
