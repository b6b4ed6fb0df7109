//! Who wrote a story, and on whose work it draws.

use std::collections::HashMap;

use dateline_edition::{Edition, humanise};
use dateline_story::{Author, Byline, Credit, CreditKind, Slug, address};
use leptos::prelude::*;

/// Authors by slug.
pub type Authors = HashMap<Slug, Author>;

/// An author's printed name; of an unknown one, what the slug says.
pub fn name(authors: &Authors, slug: &Slug) -> String {
    authors.get(slug).map_or_else(|| humanise(slug.as_str()), |author| author.name.clone())
}

/// A story's known authors, in the byline's order.
pub fn known_authors<'a>(bylines: &'a [Byline], authors: &'a Authors) -> impl Iterator<Item = &'a Author> {
    bylines.iter().filter_map(|byline| authors.get(&byline.author))
}

/// The byline: each author a link, what each did beside the name.
pub fn byline(edition: &Edition, bylines: &[Byline], authors: &Authors) -> Option<AnyView> {
    if bylines.is_empty() {
        return None;
    }
    // The sentence is the catalogue's; the links are put where it has the names.
    let mark = "\u{1}";
    let sentence = edition.words("by", &[("names", mark.into())]);
    let (before, after) = sentence.split_once(mark).unwrap_or((&sentence, ""));
    let last = bylines.len() - 1;
    let joined: Vec<_> = bylines
        .iter()
        .enumerate()
        .map(|(index, byline)| {
            let joint = match index {
                0 => String::new(),
                index if index == last => edition.words("and", &[("first", "".into()), ("last", "".into())]),
                _ => edition.word("comma"),
            };
            let known = authors.get(&byline.author);
            let role = byline.role.clone().or_else(|| known.map(|author| author.role.clone()).filter(|role| !role.is_empty()));
            let role = role.map(|role| view! { <span class="role">{edition.word("comma")}{role}</span> });
            view! { {joint}<a rel="author" href=address::author(&byline.author)>{name(authors, &byline.author)}</a>{role} }.into_any()
        })
        .collect();
    Some(view! { <p class="byline">{before.to_owned()}{joined}{after.to_owned()}</p> }.into_any())
}

/// “With inputs from Reuters and IBNS”.
pub fn credits(edition: &Edition, credits: &[Credit]) -> Option<AnyView> {
    let line = |key: &str, kind: CreditKind| {
        let agencies: Vec<_> =
            credits.iter().filter(|credit| credit.kind == kind).map(|credit| credit.agency.clone()).collect();
        (!agencies.is_empty()).then(|| edition.words(key, &[("agencies", edition.join(&agencies).into())]))
    };
    let lines: Vec<_> = [line("credit-source", CreditKind::Source), line("credit-inputs", CreditKind::Inputs)]
        .into_iter()
        .flatten()
        .map(|line| view! { <p>{line}</p> })
        .collect();
    (!lines.is_empty()).then(|| view! { <div class="credits">{lines}</div> }.into_any())
}
