//! Entries of a live story.

use dateline_edition::{Edition, dates};
use dateline_story::{Block, LivePost};
use leptos::prelude::*;

use super::{Setting, blocks};

/// One entry, with an address of its own.
pub fn post(setting: &Setting<'_>, post: &LivePost) -> AnyView {
    let edition = setting.edition;
    let when = dates::date_time(edition, post.at);
    let anchor = post.anchor();
    let headline = (!post.headline.is_empty()).then(|| view! { <h2>{post.headline.clone()}</h2> });
    let by = (!post.by.is_empty())
        .then(|| view! { <p class="by">{edition.words("by", &[("names", post.by.as_str().into())])}</p> });
    let class = if post.key { "post key" } else { "post" };
    view! {
        <article class=class id=anchor.clone()>
            <p class="when"><a href=format!("#{anchor}")><time datetime=dates::datetime(post.at)>{when}</time></a></p>
            {headline}
            {by}
            {blocks(setting, &post.content)}
        </article>
    }
    .into_any()
}

/// The key moments of a live story, newest first, as links to their entries; nothing where there are none.
pub fn moments(edition: &Edition, body: &[Block]) -> Option<AnyView> {
    let moments: Vec<_> = body
        .iter()
        .filter_map(|block| match block {
            Block::LivePost(post) if post.key && !post.headline.is_empty() => Some(post),
            _ => None,
        })
        .map(|post| {
            let clock = dates::clock(edition, post.at);
            view! {
                <li><time datetime=dates::datetime(post.at)>{clock}</time>" "<a href=format!("#{}", post.anchor())>{post.headline.clone()}</a></li>
            }
        })
        .collect();
    let title = edition.word("key-moments");
    (!moments.is_empty())
        .then(|| view! { <div class="key-points moments"><h2>{title}</h2><ol>{moments}</ol></div> }.into_any())
}
