//! The document around every page of the desk.

use dateline_story::Deed;
use leptos::prelude::*;

use crate::Desk;

/// Where a page is in the desk's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Stories, `/desk`.
    Stories,
    /// The front page, `/desk/front`.
    Front,
    /// The picture library, `/desk/pictures`.
    Pictures,
    /// Topics and people who write, `/desk/catalogue`.
    Catalogue,
    /// People with accounts, `/desk/users`.
    People,
    /// One's own account, `/desk/account`.
    Account,
    /// Nowhere in it: signing in, and what went wrong.
    Outside,
}

impl Place {
    /// The class of the body.
    fn class(self) -> &'static str {
        match self {
            Place::Stories => "at-stories",
            Place::Front => "at-front",
            Place::Pictures => "at-pictures",
            Place::Catalogue => "at-catalogue",
            Place::People => "at-people",
            Place::Account => "at-account",
            Place::Outside => "at-outside",
        }
    }
}

/// A script that a page asks for.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its address.
    pub src: String,
    /// Whether it is a module; others are deferred.
    pub module: bool,
}

/// A page of the desk.
pub struct DeskPage {
    /// The title, which is the heading too.
    pub title: String,
    /// Where it is.
    pub place: Place,
    /// Its scripts.
    pub scripts: Vec<Script>,
    /// What stands under the heading.
    pub main: AnyView,
}

/// Renders a page to HTML: the same page at the same desk gives the same bytes.
pub fn document(desk: &Desk, page: DeskPage) -> String {
    document_by(desk, |_| page)
}

/// Renders the page that `make` makes under the render's own owner, as pages with islands need.
pub fn document_by(desk: &Desk, make: impl FnOnce(&Desk) -> DeskPage) -> String {
    dateline_edition::document(|| html(desk, make(desk)))
}

fn html(desk: &Desk, page: DeskPage) -> AnyView {
    let DeskPage { title, place, scripts, main } = page;
    let language = desk.language();
    let head_title = format!("{title} – {} – {}", desk.say("desk"), desk.site_name());
    let scripts: Vec<_> = scripts
        .into_iter()
        .filter(|script| !script.src.is_empty())
        .map(|Script { src, module }| match module {
            true => view! { <script type="module" src=src></script> }.into_any(),
            false => view! { <script defer src=src></script> }.into_any(),
        })
        .collect();
    let done = desk.done.as_deref().and_then(|key| desk.say_if_known(&format!("done-{key}")));
    let done = done.map(|text| view! { <p class="done" role="status">{text}</p> });
    view! {
        <html lang=language.to_string() dir=language.direction().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <title>{head_title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#15171b" />
                <link rel="stylesheet" href=desk.assets.style />
                {scripts}
            </head>
            <body class=place.class()>
                <a class="skip" href="#main">{desk.say("skip")}</a>
                {header(desk, place)}
                <main id="main" tabindex="-1">
                    <h1>{title}</h1>
                    {done}
                    {main}
                </main>
                {footer(desk)}
            </body>
        </html>
    }
    .into_any()
}

fn header(desk: &Desk, place: Place) -> AnyView {
    let name = desk.site_name().to_owned();
    let home = if desk.user.is_some() { "/desk" } else { "/" };
    let menu = desk.user.as_ref().map(|_| menu(desk, place));
    let person = desk.user.as_ref().map(|who| {
        let current = (place == Place::Account).then_some("page");
        view! {
            <div class="person">
                <a href="/desk/account" aria-current=current aria-label=format!("{}: {}", desk.say("account"), who.name)>
                    <bdi>{who.name.clone()}</bdi>
                </a>
                <span class="role">{desk.role(who.role)}</span>
                <form method="post" action="/desk/sign-out"><button class="link">{desk.say("sign-out")}</button></form>
            </div>
        }
    });
    view! {
        <header class="bar">
            <p class="name"><a href=home><bdi>{name}</bdi>" "<span>{desk.say("desk")}</span></a></p>
            {menu}
            {person}
        </header>
    }
    .into_any()
}

fn menu(desk: &Desk, place: Place) -> AnyView {
    let rooms = [
        (Place::Stories, "/desk", "stories", None),
        (Place::Front, "/desk/front", "front-page", Some(Deed::EditFrontPage)),
        (Place::Pictures, "/desk/pictures", "pictures", None),
        (Place::Catalogue, "/desk/catalogue", "catalogue", Some(Deed::EditCatalogue)),
        (Place::People, "/desk/users", "people", Some(Deed::ManageUsers)),
    ];
    let items: Vec<_> = rooms
        .into_iter()
        .filter(|(_, _, _, deed)| deed.is_none_or(|deed| desk.may(deed)))
        .map(|(target, href, key, _)| {
            let current = (target == place).then_some("page");
            view! { <li><a href=href aria-current=current>{desk.say(key)}</a></li> }
        })
        .collect();
    view! { <nav class="menu" aria-label=desk.say("desk")><ul>{items}</ul></nav> }.into_any()
}

fn footer(desk: &Desk) -> AnyView {
    view! {
        <footer class="foot">
            <a href="/">{desk.say("view-site")}</a>
        </footer>
    }
    .into_any()
}
