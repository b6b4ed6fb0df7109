//! The share row. Every entry is a plain link; what needs a script is hidden until there is one.

use dateline_edition::Edition;
use dateline_islands::{SHARE_WAKE, Share};
use dateline_story::Article;
use dateline_story::catalogue::Channel;
use leptos::prelude::*;

/// Percent-encodes a query value (RFC 3986, section 2.3: only unreserved characters stay).
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The row under a story.
pub fn share(edition: &Edition, article: &Article, channel: Option<&Channel>) -> AnyView {
    let url = edition.site.absolute(&article.path());
    let text = encode(&format!("{} {url}", article.headline));
    let whatsapp = format!("https://wa.me/?text={text}");
    let mail = format!("mailto:?subject={}&body={}", encode(&article.headline), encode(&url));
    let follow = channel.map(|channel| {
        view! { <li><a class="follow" href=channel.url.clone() rel="noreferrer">{edition.word("channel-follow")}</a></li> }
    });
    let channel_code = channel.map(|_| {
        let words = edition.word("share-qr-channel");
        view! { <figure><img src=format!("/qr/channel{}", article.path()) alt="" width="200" height="200" /><figcaption>{words}</figcaption></figure> }
    });
    let title = edition.word("share");
    let (story_code, story_code_words) = (format!("/qr{}", article.path()), edition.word("share-qr-story"));
    let [by_whatsapp, by_mail, copy, native, code] =
        ["share-whatsapp", "share-mail", "share-copy", "share-native", "share-qr"].map(|key| edition.word(key));
    let (copied, refused) = (edition.word("share-copied"), edition.word("share-refused"));
    view! {
        <div class="share" data-wake=SHARE_WAKE.as_str()>
            <h2 id="share">{title}</h2>
            <Share>
                <div data-url=url.clone() data-copied=copied data-refused=refused>
                    <ul aria-labelledby="share">
                        <li><a href=whatsapp rel="noreferrer">{by_whatsapp}</a></li>
                        <li><a href=mail>{by_mail}</a></li>
                        <li><a href=url.clone() data-act="copy">{copy}</a></li>
                        <li><button type="button" data-act="native" hidden>{native}</button></li>
                        <li class="wide"><button type="button" data-act="qr" aria-expanded="false" hidden>{code}</button></li>
                        {follow}
                    </ul>
                    // In a template nothing is fetched before it is asked for.
                    <div class="codes" data-codes="" hidden>
                        <template>
                            <figure>
                                <img src=story_code alt="" width="200" height="200" />
                                <figcaption>{story_code_words}</figcaption>
                            </figure>
                            {channel_code}
                        </template>
                    </div>
                </div>
            </Share>
        </div>
    }
    .into_any()
}
