//! The document around every page.

use dateline_edition::{Edition, dates, without_marks};
use dateline_story::Language;
use dateline_syndication::card::{self, Meta};
use dateline_syndication::feed::Format;
use dateline_syndication::uri;
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
    /// The card that chats make of it; where none is given, it is made of the above.
    pub card: Vec<Meta>,
    /// What search engines read in it: JSON-LD that is safe in a `<script>`.
    pub data: Option<String>,
    /// The feed of the same stories: its address without the ending, and its query.
    pub feed: Option<(String, String)>,
    /// The same in other languages, itself among them: language and path.
    pub languages: Vec<(Language, String)>,
    /// Further elements of the head.
    pub extra: Option<AnyView>,
}

impl Head {
    /// Of a page at a path of the site.
    pub fn at(path: String, title: String, description: String) -> Self {
        Self { canonical: Some(path), no_index: false, ..Self::unlisted(title, description) }
    }

    /// Of a page that search engines should pass by.
    pub fn unlisted(title: String, description: String) -> Self {
        Self {
            title,
            description,
            canonical: None,
            no_index: true,
            card: Vec::new(),
            data: None,
            feed: None,
            languages: Vec::new(),
            extra: None,
        }
    }
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
    let title_of_feed = if head.feed.is_some() { head.title.clone() } else { String::new() };
    let title = if head.title.is_empty() { site.name.clone() } else { format!("{} – {}", head.title, site.name) };
    let card = if head.card.is_empty() {
        card::page(edition, &head.title, &head.description, head.canonical.as_deref(), &head.languages)
    } else {
        head.card
    };
    let card: Vec<_> = card.into_iter().map(said).collect();
    let canonical = head.canonical.map(|address| {
        let address = if address.starts_with('/') { site.absolute(&address) } else { address };
        view! { <link rel="canonical" href=address /> }
    });
    let robots = if head.no_index { "noindex" } else { "max-image-preview:large" };
    let languages: Vec<_> = head
        .languages
        .iter()
        .map(|(language, path)| {
            view! { <link rel="alternate" hreflang=language.to_string() href=uri::page(site, path) /> }
        })
        .collect();
    let data = head.data.map(|data| view! { <script type="application/ld+json" inner_html=data></script> });
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
                <meta name="robots" content=robots />
                {card}
                {languages}
                {feeds(edition, &title_of_feed, head.feed)}
                {head.extra}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
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
                {data}
            </body>
        </html>
    }
    .into_any()
}

fn said(Meta { property, content }: Meta) -> AnyView {
    // X reads `name`, Open Graph is RDFa.
    if property.starts_with("twitter:") {
        return view! { <meta name=property content=content /> }.into_any();
    }
    // No property that the macro knows.
    leptos::html::meta().attr("property", property).content(content).into_any()
}

/// The feeds of a page's stories; of all stories, where it has no list of its own.
fn feeds(edition: &Edition, title: &str, feed: Option<(String, String)>) -> AnyView {
    let (path, query) = feed.unwrap_or_else(|| (edition.feed(), String::new()));
    let name = if title.is_empty() { edition.site.name.clone() } else { format!("{title} – {}", edition.site.name) };
    let link = |format: Format| {
        let title = format!("{name} ({})", format.name());
        let href = format!("{path}.{}{query}", format.ending());
        view! { <link rel="alternate" type=format.media_type() title=title href=href /> }
    };
    Format::ALL.map(link).collect_view().into_any()
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
                <li><a href="/feeds">{edition.word("feeds")}</a></li>
                {channel}
            </ul>
            <p class="quiet">{edition.word("footer-note")}</p>
        </footer>
    }
    .into_any()
}
