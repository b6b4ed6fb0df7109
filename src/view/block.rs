//! Blocks of a body, by an exhaustive match: what has no arm here cannot be shown.

mod channel;
mod live;
mod table;

use dateline_edition::{Edition, dates};
use dateline_story::Block;
use dateline_story::catalogue::Channel;
use leptos::prelude::*;

use crate::embed::embed;
use crate::figure::{Haste, Pictures, figure};
use crate::inline::inlines;

pub use channel::channel_line;
pub use live::moments;

/// What blocks need beside their own data.
pub struct Setting<'a> {
    /// The edition of the page.
    pub edition: &'a Edition,
    /// The channel that belongs to the story.
    pub channel: Option<&'a Channel>,
    /// The page's pictures.
    pub pictures: &'a Pictures,
}

const IN_COLUMN: &str = "(min-width: 46rem) 42rem, 100vw";
const IN_GALLERY: &str = "(min-width: 46rem) 21rem, 50vw";

/// A body.
pub fn blocks(setting: &Setting<'_>, blocks: &[Block]) -> AnyView {
    blocks.iter().map(|one| block(setting, one)).collect::<Vec<_>>().into_any()
}

fn block(setting: &Setting<'_>, block: &Block) -> AnyView {
    let edition = setting.edition;
    match block {
        Block::Paragraph(content) => view! { <p>{inlines(content)}</p> }.into_any(),
        Block::Heading { level: 2, content } => view! { <h2>{inlines(content)}</h2> }.into_any(),
        Block::Heading { level: 3, content } => view! { <h3>{inlines(content)}</h3> }.into_any(),
        Block::Heading { content, .. } => view! { <h4>{inlines(content)}</h4> }.into_any(),
        Block::List(list) => {
            let items: Vec<_> =
                list.items.iter().map(|item| view! { <li>{list_item(setting, item)}</li> }.into_any()).collect();
            match list.start {
                Some(1) => view! { <ol>{items}</ol> }.into_any(),
                Some(start) => view! { <ol start=start>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Block::Quote { content, by } if by.is_empty() => {
            view! { <blockquote>{blocks(setting, content)}</blockquote> }.into_any()
        }
        Block::Quote { content, by } => view! {
            <figure class="quote"><blockquote>{blocks(setting, content)}</blockquote>{speaker(edition, by)}</figure>
        }
        .into_any(),
        Block::PullQuote { content, by } => view! {
            <figure class="pull"><blockquote><p>{inlines(content)}</p></blockquote>{speaker(edition, by)}</figure>
        }
        .into_any(),
        Block::Figure(one) => figure(edition, one, setting.pictures, "picture", IN_COLUMN, Haste::Later),
        Block::Gallery { figures, caption } => {
            let figures: Vec<_> = figures
                .iter()
                .map(|one| figure(edition, one, setting.pictures, "picture", IN_GALLERY, Haste::Later))
                .collect();
            let pictures = view! { <div class="gallery">{figures}</div> };
            if caption.is_empty() {
                pictures.into_any()
            } else {
                view! { <figure>{pictures}<figcaption>{caption.clone()}</figcaption></figure> }.into_any()
            }
        }
        Block::KeyPoints { title, points } => {
            let title = if title.is_empty() { edition.word("key-points") } else { title.clone() };
            let points: Vec<_> = points.iter().map(|point| view! { <li>{inlines(point)}</li> }).collect();
            view! { <div class="key-points"><h2>{title}</h2><ul>{points}</ul></div> }.into_any()
        }
        Block::Table(one) => table::table(edition, one),
        Block::Embed(one) => embed(edition, one),
        Block::Channel { content } => channel::call_out(setting, content),
        Block::Correction { at, content } => {
            let when = edition.words("correction-dated", &[("when", dates::date(edition, *at).into())]);
            view! { <div class="correction" role="note"><p><strong>{when}</strong>" "{inlines(content)}</p></div> }
                .into_any()
        }
        Block::Code { language, text } => {
            let class = (!language.is_empty()).then(|| format!("language-{language}"));
            view! { <pre role="region" aria-label=edition.word("listing") tabindex="0"><code class=class>{text.clone()}</code></pre> }.into_any()
        }
        Block::Rule => view! { <hr /> }.into_any(),
        Block::LivePost(post) => live::post(setting, post),
    }
}

/// A single paragraph in a list item stands without its `<p>`.
fn list_item(setting: &Setting<'_>, item: &[Block]) -> AnyView {
    match item {
        [Block::Paragraph(content)] => inlines(content),
        [Block::Paragraph(content), rest @ ..] => view! { {inlines(content)}{blocks(setting, rest)} }.into_any(),
        other => blocks(setting, other),
    }
}

fn speaker(edition: &Edition, by: &str) -> Option<AnyView> {
    (!by.is_empty())
        .then(|| view! { <figcaption>{edition.words("quote-by", &[("name", by.into())])}</figcaption> }.into_any())
}
