//! Authors and topics: the list of each, and one of them.

use dateline_story::{Author, Topic};
use leptos::prelude::*;

use super::{ChannelFields, Fault, Standing, channel_fields, ending, standing, text};
use crate::form::{Field, Kind, Look, button, buttons, field};
use crate::{Desk, DeskPage, Table, table};

/// What an author's form holds.
#[derive(Clone, Debug, Default)]
pub struct AuthorForm {
    /// The name as printed.
    pub name: String,
    /// A line on what they do.
    pub role: String,
    /// A few sentences.
    pub bio: String,
    /// A channel of their own.
    pub channel: ChannelFields,
}

/// What a list shows beside its rows.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// What was searched for.
    pub words: String,
    /// Whether there are more than are shown.
    pub more: bool,
    /// The name of the one to be added, as it was typed.
    pub new: String,
}

/// The authors.
pub fn authors(desk: &Desk, authors: Vec<Author>, listed: Listed, faults: &[Fault]) -> DeskPage {
    let rows = authors
        .into_iter()
        .map(|author| {
            let href = format!("/desk/catalogue/authors/{}", author.slug);
            let channel = author.channel.map(|channel| view! { <bdi>{channel.name}</bdi> });
            vec![
                view! { <a href=href><bdi>{author.name}</bdi></a> }.into_any(),
                view! { <bdi>{author.role}</bdi> }.into_any(),
                view! { {channel} }.into_any(),
            ]
        })
        .collect();
    let heads = vec![desk.say("name"), desk.say("author-role"), desk.say("channel")];
    list(desk, "/desk/catalogue/authors", ("authors", "author-add"), (heads, rows), listed, faults)
}

/// The topics.
pub fn topics(desk: &Desk, topics: Vec<Topic>, listed: Listed, faults: &[Fault]) -> DeskPage {
    let rows = topics
        .into_iter()
        .map(|topic| {
            let href = format!("/desk/catalogue/topics/{}", topic.slug);
            vec![
                view! { <a href=href><bdi>{topic.name}</bdi></a> }.into_any(),
                view! { <bdi dir="ltr">"/topic/"{topic.slug.to_string()}</bdi> }.into_any(),
            ]
        })
        .collect();
    let heads = vec![desk.say("name"), desk.say("address")];
    list(desk, "/desk/catalogue/topics", ("topics-of-story", "topic-add"), (heads, rows), listed, faults)
}

fn list(
    desk: &Desk,
    here: &'static str,
    (title, add): (&str, &str),
    (heads, rows): (Vec<String>, Vec<Vec<AnyView>>),
    listed: Listed,
    faults: &[Fault],
) -> DeskPage {
    let search = Field { kind: Kind::Search, ..text(desk, "q", "search-names", listed.words, &[]) };
    let more = listed.more.then(|| view! { <p class="hint">{desk.say("narrow-search")}</p> });
    let found = match rows.is_empty() {
        true => view! { <p class="empty">{desk.say("library-not-found")}</p> }.into_any(),
        false => table(Table { caption: desk.say(title), heads, rows }),
    };
    let mut name = text(desk, "name", "name", listed.new, faults);
    name.required = true;
    let main = view! {
        <form method="get" action=here class="sheet" role="search">
            {field(search)}
            {buttons(vec![button(desk.say("search"), Look::Plain)])}
        </form>
        {found}
        {more}
        <section class="part" aria-labelledby="add-heading">
            <h2 id="add-heading">{desk.say(add)}</h2>
            <form method="post" action=here class="sheet">
                {field(name)}
                {buttons(vec![button(desk.say(add), Look::Main)])}
            </form>
        </section>
    };
    super::page(desk, here, desk.say(title), main.into_any())
}

/// An author.
pub fn author(desk: &Desk, slug: &str, form: AuthorForm, of: &Standing, faults: &[Fault]) -> DeskPage {
    let title = form.name.clone();
    let mut name = text(desk, "name", "name", form.name, faults);
    name.required = true;
    let bio = Field { lines: Some(4), ..text(desk, "bio", "author-bio", form.bio, faults) };
    let page = format!("/author/{slug}");
    let main = view! {
        <div class="sheet">
            <p><a href=page.clone() dir="ltr">{page.clone()}</a></p>
            {standing(desk, of, faults)}
            <form method="post" action=format!("/desk/catalogue/authors/{slug}")>
                {field(name)}
                {field(text(desk, "role", "author-role", form.role, faults))}
                {field(bio)}
                {channel_fields(desk, "", form.channel, faults)}
                {ending(desk, of)}
            </form>
            {removal(desk, "authors", slug, of)}
        </div>
    };
    super::page(desk, "/desk/catalogue/authors", title, main.into_any())
}

/// The stories that carry one, and the way to remove what none does.
fn removal(desk: &Desk, tab: &str, slug: &str, of: &Standing) -> AnyView {
    // The list's search takes words, and a slug's words are parted by hyphens.
    let stories = format!("/desk?q={}", slug.replace('-', "+"));
    view! {
        <section class="part" aria-labelledby="remove-heading">
            <h2 id="remove-heading">{desk.say("remove")}</h2>
            <p class="hint">{desk.say("remove-unused-hint")}" "<a href=stories>{desk.say("remove-stories")}</a></p>
            <form method="post" action=format!("/desk/catalogue/{tab}/{slug}/remove")>
                <input type="hidden" name="version" value=of.version.to_string() />
                {buttons(vec![button(desk.say("remove"), Look::Danger)])}
            </form>
        </section>
    }
    .into_any()
}

/// A topic.
pub fn topic(desk: &Desk, slug: &str, name: String, of: &Standing, faults: &[Fault]) -> DeskPage {
    let title = name.clone();
    let mut name = text(desk, "name", "name", name, faults);
    name.required = true;
    let page = format!("/topic/{slug}");
    let main = view! {
        <div class="sheet">
            <p><a href=page.clone() dir="ltr">{page.clone()}</a></p>
            {standing(desk, of, faults)}
            <form method="post" action=format!("/desk/catalogue/topics/{slug}")>
                {field(name)}
                {ending(desk, of)}
            </form>
            {removal(desk, "topics", slug, of)}
        </div>
    };
    super::page(desk, "/desk/catalogue/topics", title, main.into_any())
}
