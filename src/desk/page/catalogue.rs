//! What the site says of itself: its name, its sections, its people, its topics and its redirects.

pub mod history;
pub mod person;
pub mod redirects;
pub mod sections;
pub mod site;

use leptos::prelude::*;

use crate::form::{Field, Kind, Look, button, buttons, field};
use crate::{Desk, DeskPage, Place};

/// What is wrong with a form: the field's name (empty for the form as a whole), and the sentence.
pub type Fault = (String, String);

/// A channel as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelFields {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// What a form knows of the document that it edits.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The version that the form was made from; 0 where the desk has none.
    pub version: u64,
    /// Whether the configuration or an import is what holds until it is saved here.
    pub configured: bool,
    /// Where its revisions are.
    pub history: String,
}

fn fault(faults: &[Fault], field: &str) -> Option<String> {
    faults.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.clone())
}

fn text(desk: &Desk, name: &str, label: &str, value: String, faults: &[Fault]) -> Field {
    Field {
        name: name.to_owned(),
        label: desk.say(label),
        value,
        error: fault(faults, name),
        any_direction: true,
        ..Field::default()
    }
}

/// The two fields of a channel; their names begin with `prefix`.
fn channel_fields(desk: &Desk, prefix: &str, channel: ChannelFields, faults: &[Fault]) -> AnyView {
    let url = format!("{prefix}channel-url");
    let address = Field {
        label: desk.say("channel-address"),
        hint: Some(desk.say("channel-hint")),
        kind: Kind::Url,
        any_direction: false,
        ..text(desk, &url, "channel-address", channel.url, faults)
    };
    view! {
        <fieldset class="field">
            <legend>{desk.say("channel")}</legend>
            {field(address)}
            {field(text(desk, &format!("{prefix}channel-name"), "channel-name", channel.name, faults))}
        </fieldset>
    }
    .into_any()
}

/// What stands before a form: what is wrong with it as a whole, and where what it shows comes from.
fn standing(desk: &Desk, standing: &Standing, faults: &[Fault]) -> AnyView {
    let configured = standing.configured.then(|| view! { <p class="hint">{desk.say("catalogue-configured")}</p> });
    let history = (standing.version > 0).then(|| {
        view! { <p><a href=standing.history.clone()>{desk.say("revisions")}</a></p> }
    });
    view! { {crate::form::wrong(fault(faults, ""))}{configured}{history} }.into_any()
}

/// What ends a form.
fn ending(desk: &Desk, standing: &Standing) -> AnyView {
    view! {
        <input type="hidden" name="version" value=standing.version.to_string() />
        {buttons(vec![button(desk.say("save"), Look::Main)])}
    }
    .into_any()
}

/// A page of the catalogue, under its tabs.
fn page(desk: &Desk, here: &str, title: String, main: AnyView) -> DeskPage {
    let tabs = [
        ("/desk/catalogue", "site"),
        ("/desk/catalogue/sections", "sections"),
        ("/desk/catalogue/authors", "authors"),
        ("/desk/catalogue/topics", "topics-of-story"),
        ("/desk/catalogue/redirects", "redirects"),
    ];
    let items: Vec<_> = tabs
        .into_iter()
        .map(|(href, key)| {
            let current = (href == here).then_some("page");
            view! { <li><a href=href aria-current=current>{desk.say(key)}</a></li> }
        })
        .collect();
    let main = view! { <nav class="tabs" aria-label=desk.say("catalogue")><ul>{items}</ul></nav>{main} };
    DeskPage { title, place: Place::Catalogue, scripts: Vec::new(), main: main.into_any() }
}
