//! The WhatsApp channel's call-out.

use dateline_edition::Edition;
use dateline_story::Inline;
use dateline_story::catalogue::Channel;
use leptos::prelude::*;

use super::Setting;
use crate::inline::inlines;

/// The site's own line on its channel.
pub fn channel_line(edition: &Edition, channel: &Channel) -> String {
    edition.words("channel-line", &[("name", channel.name.as_str().into())])
}

/// The call-out where the editor put it; nothing where the story has no channel.
pub fn call_out(setting: &Setting<'_>, content: &[Inline]) -> AnyView {
    let Some(channel) = setting.channel else { return ().into_any() };
    let line = if content.is_empty() { channel_line(setting.edition, channel).into_any() } else { inlines(content) };
    let follow = setting.edition.word("channel-follow");
    view! {
        <div class="channel" role="note">
            <p>{line}</p>
            <p><a class="button" href=channel.url.clone() rel="noreferrer">{follow}</a></p>
        </div>
    }
    .into_any()
}
