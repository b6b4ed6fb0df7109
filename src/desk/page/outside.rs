//! How a story looks elsewhere: in a chat, as a search result, on X; and which stories are its translations.

use dateline_story::{Article, Summary};
use dateline_syndication::card::Meta;
use leptos::prelude::*;

use crate::form::{Field, Look, button, field};
use crate::{Desk, DeskPage, Place};

/// What the page needs.
pub struct Outside {
    /// The story as it is being written, without its body.
    pub story: Article,
    /// The card that others make of it: the very elements of its page.
    pub card: Vec<Meta>,
    /// The share picture: as it is served, or as it would be.
    pub picture: String,
    /// Whether the picture is served already.
    pub is_served: bool,
    /// The title of its page.
    pub title: String,
    /// What search engines are told that it says.
    pub description: String,
    /// When it was published, in words.
    pub published: Option<String>,
    /// The site's host, and what follows in the address.
    pub place: (String, Vec<String>),
    /// Its translations, in whatever state.
    pub translations: Vec<Translation>,
    /// Whether whoever looks may change which they are.
    pub may_link: bool,
    /// The address that was typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

/// A translation.
pub struct Translation {
    /// It.
    pub story: Summary,
    /// The key of the name of its state.
    pub state: &'static str,
}

/// The colours of the others' pages, which follow the reader's device and not our desk.
const THEMES: [(&str, &str); 2] = [("light", "outside-light"), ("dark", "outside-dark")];

/// The page.
pub fn page(desk: &Desk, data: Outside) -> DeskPage {
    let address = format!("/desk/story/{}", data.story.id);
    let headline =
        if data.story.headline.trim().is_empty() { desk.say("untitled") } else { data.story.headline.clone() };
    let standing = desk.say(if data.is_served { "outside-served" } else { "outside-not-yet" });
    let shown =
        [("outside-chat", chat as fn(&Desk, &Outside) -> AnyView), ("outside-search", search), ("outside-x", post)];
    let shown: Vec<_> = shown.into_iter().map(|(key, look)| both(desk, &data, key, look)).collect();
    let main = view! {
        <p><a href=address.clone()><bdi>{headline}</bdi></a></p>
        <p class="quiet">{standing}</p>
        <div class="elsewhere">{shown}</div>
        {translations(desk, &address, &data)}
    };
    DeskPage { title: desk.say("outside"), place: Place::Stories, scripts: Vec::new(), main: main.into_any() }
}

/// A look in both themes.
fn both(desk: &Desk, data: &Outside, key: &'static str, look: fn(&Desk, &Outside) -> AnyView) -> AnyView {
    let (lang, dir) = (data.story.language.to_string(), data.story.language.direction().as_str());
    let each: Vec<_> = THEMES
        .iter()
        .map(|(theme, name)| {
            let class = format!("screen {theme}");
            view! {
                <figure>
                    <div class=class lang=lang.clone() dir=dir>{look(desk, data)}</div>
                    <figcaption>{desk.say(name)}</figcaption>
                </figure>
            }
        })
        .collect();
    view! { <section aria-labelledby=key><h2 id=key>{desk.say(key)}</h2><div class="both">{each}</div></section> }
        .into_any()
}

fn said(data: &Outside, property: &str) -> String {
    data.card.iter().find(|meta| meta.property == property).map(|meta| meta.content.clone()).unwrap_or_default()
}

fn picture(data: &Outside) -> AnyView {
    view! { <img src=data.picture.clone() alt=said(data, "og:image:alt") width="1200" height="630" /> }.into_any()
}

/// A message in WhatsApp.
fn chat(_: &Desk, data: &Outside) -> AnyView {
    view! {
        <div class="bubble">
            <div class="link">
                {picture(data)}
                <p class="title">{said(data, "og:title")}</p>
                <p class="text">{said(data, "og:description")}</p>
                <p class="host" dir="ltr">{data.place.0.clone()}</p>
            </div>
            <p class="address" dir="ltr">{said(data, "og:url")}</p>
        </div>
    }
    .into_any()
}

/// A result of a search engine.
fn search(desk: &Desk, data: &Outside) -> AnyView {
    let (host, steps) = &data.place;
    let trail = std::iter::once(host.clone()).chain(steps.iter().cloned()).collect::<Vec<_>>().join(" › ");
    let when = data.published.clone().map(|when| view! { <span class="when">{when}" — "</span> });
    view! {
        <div class="result">
            <p class="site"><img src="/icon-192.png" alt="" width="26" height="26" /><span><span class="name">{desk.site_name().to_owned()}</span><span class="trail" dir="ltr">{trail}</span></span></p>
            <p class="title">{data.title.clone()}</p>
            <p class="text">{when}{data.description.clone()}</p>
        </div>
    }
    .into_any()
}

/// A post on X, which shows nothing but the picture, the title on it, and the host.
fn post(desk: &Desk, data: &Outside) -> AnyView {
    let from = desk.say_with("outside-from", &[("host", data.place.0.as_str().into())]);
    view! {
        <div class="post">
            <div class="framed">{picture(data)}<p class="title">{said(data, "og:title")}</p></div>
            <p class="from">{from}</p>
        </div>
    }
    .into_any()
}

fn translations(desk: &Desk, address: &str, data: &Outside) -> AnyView {
    let items: Vec<_> = data
        .translations
        .iter()
        .map(|Translation { story, state }| {
            let href = format!("/desk/story/{}", story.id);
            let (lang, dir) = (story.language.to_string(), story.language.direction().as_str());
            view! {
                <li>
                    <span class="tag">{story.language.to_string()}</span>" "
                    <a href=href lang=lang dir=dir><bdi>{story.headline.clone()}</bdi></a>" "
                    <span class="quiet">{desk.say(state)}</span>
                </li>
            }
        })
        .collect();
    let none = items.is_empty();
    let list = if none {
        view! { <p class="quiet">{desk.say("translations-none")}</p> }.into_any()
    } else {
        view! { <ul class="translations">{items}</ul> }.into_any()
    };
    let link = data.may_link.then(|| {
        let typed = Field {
            name: "address".into(),
            label: desk.say("translation-address"),
            hint: Some(desk.say("translation-address-hint")),
            value: data.typed.clone(),
            error: data.wrong.clone(),
            required: true,
            any_direction: true,
            ..Field::default()
        };
        let action = format!("{address}/translations");
        view! {
            <form method="post" action=action>
                {field(typed)}
                {button(desk.say("translation-link"), Look::Main)}
            </form>
        }
    });
    let unlink = (data.may_link && !none).then(|| {
        let action = format!("{address}/translations/remove");
        view! { <form method="post" action=action>{button(desk.say("translation-unlink"), Look::Danger)}</form> }
    });
    view! {
        <section class="linked" aria-labelledby="translations">
            <h2 id="translations">{desk.say("translations")}</h2>
            <p class="quiet">{desk.say("translations-what")}</p>
            {list}
            {link}
            {unlink}
        </section>
    }
    .into_any()
}
