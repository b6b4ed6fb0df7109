//! The sections, in the menu's order. One form holds them all, so that moving one loses nothing that was typed.

use leptos::prelude::*;

use super::{ChannelFields, Fault, Standing, channel_fields, standing, text};
use crate::form::{Look, button, buttons, field};
use crate::{Desk, DeskPage};

/// A section as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionFields {
    /// Its slug; of the one to be added, what was typed.
    pub slug: String,
    /// Its name by language tag, the main language first.
    pub names: Vec<(String, String)>,
    /// Its channel.
    pub channel: ChannelFields,
}

/// The page. `new` is the section to be added.
pub fn page(
    desk: &Desk,
    sections: Vec<SectionFields>,
    new: SectionFields,
    of: &Standing,
    faults: &[Fault],
) -> DeskPage {
    let last = sections.len().saturating_sub(1);
    let items: Vec<_> = sections
        .into_iter()
        .enumerate()
        .map(|(index, section)| {
            let shown = section.names.iter().map(|(_, name)| name).find(|name| !name.trim().is_empty());
            let shown = shown.unwrap_or(&section.slug).clone();
            let slug = section.slug.clone();
            let up = (index > 0).then(|| act(desk, "up", index, "move-up", &shown));
            let down = (index < last).then(|| act(desk, "down", index, "move-down", &shown));
            let remove = act(desk, "remove", index, "remove-named", &shown);
            let (heading, prefix) = (format!("section-{index}"), format!("{index}-"));
            view! {
                <li>
                    <section class="part" aria-labelledby=heading.clone()>
                        <h2 id=heading.clone()><bdi>{shown}</bdi>" "<span class="quiet" dir="ltr">"/"{slug.clone()}</span></h2>
                        <div class="sheet">
                            <input type="hidden" name=format!("{prefix}slug") value=slug />
                            {names(desk, &prefix, section.names, faults)}
                            {channel_fields(desk, &prefix, section.channel, faults)}
                            <div class="buttons">{up}{down}{remove}</div>
                        </div>
                    </section>
                </li>
            }
        })
        .collect();
    let slug = crate::form::Field {
        hint: Some(desk.say("section-slug-hint")),
        any_direction: false,
        ..text(desk, "new-slug", "section-slug", new.slug, faults)
    };
    let main = view! {
        {standing(desk, of, faults)}
        <p class="hint">{desk.say("sections-hint")}</p>
        <form method="post" action="/desk/catalogue/sections">
            // Enter in a field presses the first button of its form.
            <button class="unseen" name="do" value="save" tabindex="-1" aria-hidden="true">{desk.say("save")}</button>
            <input type="hidden" name="version" value=of.version.to_string() />
            <ol class="plain">{items}</ol>
            <section class="part" aria-labelledby="section-new">
                <h2 id="section-new">{desk.say("section-add")}</h2>
                <div class="sheet">
                    {names(desk, "new-", new.names, faults)}
                    {field(slug)}
                    {channel_fields(desk, "new-", new.channel, faults)}
                </div>
            </section>
            {buttons(vec![button(desk.say("save"), Look::Main)])}
        </form>
    };
    super::page(desk, "/desk/catalogue/sections", desk.say("sections"), main.into_any())
}

fn names(desk: &Desk, prefix: &str, names: Vec<(String, String)>, faults: &[Fault]) -> Vec<AnyView> {
    names
        .into_iter()
        .map(|(tag, value)| {
            let mut one = text(desk, &format!("{prefix}name-{tag}"), "name", value, faults);
            one.label = desk.say_with("name-in", &[("language", language_name(&tag).into())]);
            field(one)
        })
        .collect()
}

/// A language's own name where the desk speaks it, else its tag.
fn language_name(tag: &str) -> String {
    let known = crate::languages().into_iter().find(|(language, _)| language.primary() == tag);
    known.map_or_else(|| tag.to_owned(), |(_, name)| name)
}

fn act(desk: &Desk, what: &str, index: usize, key: &str, name: &str) -> AnyView {
    let label = desk.say_with(key, &[("name", name.into())]);
    let class = if what == "remove" { "button danger" } else { "button" };
    view! { <button class=class name="do" value=format!("{what}-{index}")>{label}</button> }.into_any()
}
