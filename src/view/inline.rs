//! Inlines.

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
        Inline::LanguageSpan { language, content } => {
            view! { <span lang=language.to_string() dir=language.direction().as_str()>{inlines(content)}</span> }
                .into_any()
        }
    }
}
