//! The site's name, its line and its channel.

use leptos::prelude::*;

use super::{ChannelFields, Fault, Standing, channel_fields, ending, standing, text};
use crate::form::field;
use crate::{Desk, DeskPage};

/// What the form holds.
#[derive(Clone, Debug, Default)]
pub struct SiteForm {
    /// The site's name.
    pub name: String,
    /// A line on what it is.
    pub tagline: String,
    /// Its own channel.
    pub channel: ChannelFields,
}

/// The page.
pub fn page(desk: &Desk, form: SiteForm, of: &Standing, faults: &[Fault]) -> DeskPage {
    let mut name = text(desk, "name", "site-name", form.name, faults);
    name.required = true;
    let main = view! {
        <div class="sheet">
            {standing(desk, of, faults)}
            <form method="post" action="/desk/catalogue">
                {field(name)}
                {field(text(desk, "tagline", "tagline", form.tagline, faults))}
                {channel_fields(desk, "", form.channel, faults)}
                {ending(desk, of)}
            </form>
        </div>
    };
    super::page(desk, "/desk/catalogue", desk.say("site"), main.into_any())
}
