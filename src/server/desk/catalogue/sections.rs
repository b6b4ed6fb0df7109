//! The sections: named, ordered, added, and removed where no story is in them.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use dateline_desk::Desk;
use dateline_desk::page::catalogue::{Fault, sections};
use dateline_edition::Site;
use dateline_store::{Error as StoreError, Filter};
use dateline_story::address::RESERVED;
use dateline_story::catalogue::{Document, DocumentKind, Section};
use dateline_story::{Language, Slug};

use super::read::{self, Fields, NAME};
use super::{Answer, find, may, refused, save, standing};
use crate::app::App;
use crate::desk::filled::Filled;
use crate::desk::send::see;
use crate::desk::session::SignedIn;

/// How many sections are read from a form: more make no menu.
const MOST: usize = 60;

/// `/desk/catalogue/sections`
pub fn router() -> Router<App> {
    Router::new().route("/desk/catalogue/sections", get(page).post(change))
}

async fn page(State(app): State<App>, signed_in: SignedIn) -> Answer {
    may(&app, &signed_in).await?;
    let version = find(&app, &signed_in, DocumentKind::Sections, "").await?.map_or(0, |found| found.version);
    let site = app.site();
    let typed = site.sections.iter().map(|section| typed(&site, section)).collect();
    Ok(show(&app, &signed_in, StatusCode::OK, (typed, blank(&site)), version, &[]))
}

type Typed = (Vec<sections::SectionFields>, sections::SectionFields);

fn show(
    app: &App,
    signed_in: &SignedIn,
    status: StatusCode,
    (typed, new): Typed,
    version: u64,
    faults: &[Fault],
) -> Response {
    let desk = signed_in.desk(app);
    let page = sections::page(&desk, typed, new, &standing(DocumentKind::Sections, "", version), faults);
    app.desk_page_as(status, &desk, page)
}

/// The tags that a section has names by: a language's without its region, each once, the main one first.
fn tags(site: &Site) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for language in &site.languages {
        if !tags.iter().any(|tag| tag == language.primary()) {
            tags.push(language.primary().to_owned());
        }
    }
    tags
}

fn blank(site: &Site) -> sections::SectionFields {
    let names = tags(site).into_iter().map(|tag| (tag, String::new())).collect();
    sections::SectionFields { names, ..sections::SectionFields::default() }
}

/// A section as its fields show it; the main language's field has the name that stands in for the others.
fn typed(site: &Site, section: &Section) -> sections::SectionFields {
    let own = |tag: &str| section.names.iter().find(|(known, _)| known == tag).map(|(_, name)| name.clone());
    let main = site.languages.first().cloned().unwrap_or_else(Language::english);
    let names = tags(site).into_iter().map(|tag| {
        let name = own(&tag).unwrap_or_default();
        let name =
            if name.is_empty() && tag == main.primary() { site.section_name(&section.slug, &main) } else { name };
        (tag, name)
    });
    sections::SectionFields {
        slug: section.slug.to_string(),
        names: names.collect(),
        channel: read::typed(section.channel.as_ref()),
    }
}

fn filled(site: &Site, fields: &Fields, prefix: &str) -> sections::SectionFields {
    let names = tags(site).into_iter().map(|tag| {
        let name = fields.get(&format!("{prefix}name-{tag}"));
        (tag, name)
    });
    sections::SectionFields {
        slug: fields.get(&format!("{prefix}slug")),
        names: names.collect(),
        channel: fields.channel(prefix),
    }
}

/// A section out of its fields.
fn section(desk: &Desk, prefix: &str, typed: &sections::SectionFields, slug: Slug, faults: &mut Vec<Fault>) -> Section {
    let mut names = Vec::new();
    for (index, (tag, name)) in typed.names.iter().enumerate() {
        let name = read::line(desk, &format!("{prefix}name-{tag}"), name, NAME, index == 0, faults);
        if !name.is_empty() {
            names.push((tag.clone(), name));
        }
    }
    let owner = desk.site_name().to_owned();
    Section { slug, names, channel: read::channel(desk, prefix, &typed.channel, &owner, faults) }
}

/// The slug of a section to be added; its address must be its own.
fn new_slug(desk: &Desk, site: &Site, typed: &sections::SectionFields, sections: &[Section]) -> Result<Slug, String> {
    let slug = match typed.slug.as_str() {
        "" => typed.names.first().and_then(|(_, name)| Slug::from_text(name)).ok_or_else(|| desk.say("wrong-slug"))?,
        slug => Slug::new(slug).map_err(|_| desk.say("wrong-slug"))?,
    };
    let language = site.languages.iter().any(|language| language.as_str() == slug.as_str());
    let say = |key: &str| desk.say_with(key, &[("slug", slug.as_str().into())]);
    if language || RESERVED.contains(&slug.as_str()) {
        return Err(say("wrong-slug-reserved"));
    }
    if sections.iter().any(|section| section.slug == slug) {
        return Err(say("wrong-slug-taken"));
    }
    Ok(slug)
}

/// A section that stands in `before`, is not in `after` and has stories in whatever state.
pub async fn missed(app: &App, before: &[Section], after: &[Section]) -> Result<Option<Section>, StoreError> {
    for section in before.iter().filter(|section| !after.iter().any(|kept| kept.slug == section.slug)) {
        let filter = Filter { section: Some(section.slug.clone()), ..Filter::default() };
        if !app.store.lines(&filter, None, 1).await?.lines.is_empty() {
            return Ok(Some(section.clone()));
        }
    }
    Ok(None)
}

/// Moves or removes as a button says: `up-2`, `down-0`, `remove-1`, with places from 0.
fn rearrange<T>(list: &mut Vec<T>, button: &str) {
    let Some((what, place)) = button.rsplit_once('-') else { return };
    let Ok(place) = place.parse::<usize>() else { return };
    match what {
        "up" if place > 0 && place < list.len() => list.swap(place - 1, place),
        "down" if place + 1 < list.len() => list.swap(place, place + 1),
        "remove" if place < list.len() => {
            list.remove(place);
        }
        _ => {}
    }
}

async fn change(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let (desk, fields, site) = (signed_in.desk(&app), Fields(fields), app.site());
    let mut faults = Vec::new();
    let mut sections = Vec::new();
    let mut typed = Vec::new();
    for index in 0..MOST {
        let prefix = format!("{index}-");
        let one = filled(&site, &fields, &prefix);
        if one.slug.is_empty() {
            break;
        }
        match Slug::new(&one.slug) {
            Ok(slug) => sections.push(section(&desk, &prefix, &one, slug, &mut faults)),
            Err(_) => faults.push((String::new(), desk.say("wrong-slug"))),
        }
        typed.push(one);
    }
    let new = filled(&site, &fields, "new-");
    if new != blank(&site) {
        match new_slug(&desk, &site, &new, &sections) {
            Ok(slug) => sections.push(section(&desk, "new-", &new, slug, &mut faults)),
            Err(sentence) => faults.push(("new-slug".into(), sentence)),
        }
    }
    let mut version = fields.version();
    if faults.is_empty() {
        rearrange(&mut sections, &fields.get("do"));
        match store(&app, &signed_in, &site, sections, version).await? {
            Ok(()) => return Ok(see("/desk/catalogue/sections?done=catalogue")),
            Err((now, fault)) => {
                version = now;
                faults.push(fault);
            }
        }
    }
    Ok(show(&app, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, (typed, new), version, &faults))
}

/// Writes the sections; inside, what is wrong with them and the version to go on from.
async fn store(
    app: &App,
    signed_in: &SignedIn,
    site: &Site,
    sections: Vec<Section>,
    version: u64,
) -> Result<Result<(), (u64, Fault)>, Response> {
    let desk = signed_in.desk(app);
    let failed = |error: StoreError| app.desk_failed(&desk, &error);
    let left_out = missed(app, &site.sections, &sections).await.map_err(failed)?;
    if let Some(section) = left_out {
        let name = site.section_name(&section.slug, &desk.edition.language);
        let sentence = desk.say_with("wrong-section-used", &[("name", name.into())]);
        return Ok(Err((version, (String::new(), sentence))));
    }
    let order: Vec<&str> = sections.iter().map(|section| section.slug.as_str()).collect();
    let detail = order.join(", ");
    match save(app, signed_in, Document::Sections(sections), version, String::new(), detail).await {
        Ok(()) => Ok(Ok(())),
        Err(why) => Ok(Err(refused(&desk, why, version).map_err(failed)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::rearrange;

    #[test]
    fn buttons_move_and_remove_and_do_nothing_at_the_ends() {
        for (button, expected) in [
            ("up-1", "bac"),
            ("down-1", "acb"),
            ("remove-0", "bc"),
            ("up-0", "abc"),
            ("down-2", "abc"),
            ("remove-9", "abc"),
            ("up-99999999999999999999", "abc"),
            ("save", "abc"),
            ("", "abc"),
        ] {
            let mut list: Vec<char> = "abc".chars().collect();
            rearrange(&mut list, button);
            assert_eq!(list.into_iter().collect::<String>(), expected, "{button}");
        }
    }
}
