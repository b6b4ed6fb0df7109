//! Inlines, and the notes at the end of a page.

use dateline_edition::Edition;
use dateline_story::Inline;
use leptos::prelude::*;

/// A run of inlines.
pub fn inlines(content: &[Inline]) -> AnyView {
    match content {
        [one] => inline(one),
        many => many.iter().map(inline).collect::<Vec<_>>().into_any(),
    }
}

fn inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(content) => view! { <em>{inlines(content)}</em> }.into_any(),
        Inline::Strong(content) => view! { <strong>{inlines(content)}</strong> }.into_any(),
        Inline::Link { href, content } => view! { <a href=href.clone()>{inlines(content)}</a> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Superscript(content) => view! { <sup>{inlines(content)}</sup> }.into_any(),
        Inline::Subscript(content) => view! { <sub>{inlines(content)}</sub> }.into_any(),
        Inline::LineBreak => view! { <br /> }.into_any(),
        Inline::Abbreviation { short, long } => view! { <abbr title=long.clone()>{short.clone()}</abbr> }.into_any(),
        // A page that does not number its notes has no end to put them at.
        Inline::Note { number: 0, content } => view! { <small>" ["{inlines(content)}"]"</small> }.into_any(),
        Inline::Note { number, .. } => view! {
            <sup class="note-mark"><a id=format!("note-mark-{number}") href=format!("#note-{number}") role="doc-noteref">{number.to_string()}</a></sup>
        }
        .into_any(),
        Inline::LanguageSpan { language, content } => {
            view! { <span lang=language.to_string() dir=language.direction().as_str()>{inlines(content)}</span> }
                .into_any()
        }
    }
}

/// The notes of a page, each with the way back to its number (DPUB-ARIA 1.1: `doc-endnotes`, `doc-noteref`, `doc-backlink`).
pub fn notes(edition: &Edition, notes: &[Vec<Inline>]) -> Option<AnyView> {
    let note = |(index, content): (usize, &Vec<Inline>)| {
        let number = index + 1;
        let back = edition.words("note-back", &[("number", number.into())]);
        view! {
            <li id=format!("note-{number}")>
                {inlines(content)}"\u{a0}"
                <a class="note-back" href=format!("#note-mark-{number}") role="doc-backlink" aria-label=back>"↑"</a>
            </li>
        }
        .into_any()
    };
    (!notes.is_empty()).then(|| {
        view! {
            <section class="notes" role="doc-endnotes" aria-labelledby="notes">
                <h2 id="notes">{edition.word("notes")}</h2>
                <ol>{notes.iter().enumerate().map(note).collect::<Vec<_>>()}</ol>
            </section>
        }
        .into_any()
    })
}
